"""Export, register and board in the console: for whom, masked, written down."""

from datetime import timedelta

from tests.console.world import BOSS, COMMUNITY, HEAD, MICRO, NOW, OTHER_COMMUNITY, SECRETARY, STREET_CHIEF

SPAN = {"from": (NOW - timedelta(days=2)).date().isoformat(), "to": NOW.date().isoformat(), "format": "csv"}


async def test_an_export_is_masked_and_written_down(signed_in):
    secretary = await signed_in(SECRETARY)
    assert "理由" in await secretary.page("/console/export")
    answer = await secretary.post("/console/export", unit=str(COMMUNITY), reason="月度统计", **SPAN)
    assert answer.status == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    table = (await answer.read()).decode("utf-8-sig")
    assert "A-1001" in table
    assert "302" not in table
    assert "13912345678" not in table
    assert "A-1004" not in table, "restricted matters are left out"
    assert "A-1002" not in table, "another community's"
    boss = await signed_in(BOSS)
    assert "月度统计" in await boss.page("/console/register")


async def test_no_reason_no_export(signed_in):
    secretary = await signed_in(SECRETARY)
    answer = await secretary.post("/console/export", unit=str(COMMUNITY), reason=" ", **SPAN)
    assert (answer.status, "请写明导出的理由" in await answer.text()) == (409, True)


async def test_an_export_stays_in_the_own_area(signed_in):
    secretary = await signed_in(SECRETARY)
    assert (await secretary.post("/console/export", unit=str(OTHER_COMMUNITY), reason="看看", **SPAN)).status == 404
    head = await signed_in(HEAD)
    assert (await head.post("/console/export", reason="看看", **SPAN)).status == 403


async def test_door_numbers_are_for_the_community_and_the_street(signed_in):
    chief = await signed_in(STREET_CHIEF)
    answer = await chief.post("/console/export", reason="上门核对", detail="1", **SPAN)
    assert "302" in (await answer.read()).decode("utf-8-sig")
    boss = await signed_in(BOSS)
    assert (await boss.post("/console/export", reason="上门核对", detail="1", **SPAN)).status == 409


async def test_the_register_is_for_the_head_office(signed_in):
    await (await signed_in(SECRETARY)).page("/console/register", status=403)


async def test_a_board_is_printed_with_its_code_and_those_in_charge(signed_in):
    secretary = await signed_in(SECRETARY)
    page = await secretary.page(f"/console/pyramid/{MICRO}/board")
    assert "有事，扫码说一声" in page
    assert "3栋微网格" in page
    assert "/board" in await secretary.page(f"/console/pyramid/{COMMUNITY}")
    await secretary.page(f"/console/pyramid/{OTHER_COMMUNITY}/board", status=404)
