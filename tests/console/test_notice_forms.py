"""What a notice can be made of through the web door: template, switches, time, question; and the doors to knock at."""

from datetime import timedelta

from sqlalchemy import select

from broadcasts.advance_notice import advance_notice
from models.broadcasts import Notice
from models.kinds import NoticeState
from models.outbox import Outgoing
from tests.console.world import BOSS, COMMUNITY, GRID, SECRETARY, small_policy

WARNING = {
    "unit": str(COMMUNITY),
    "kind": "weather",
    "level": "red",
    "template": "weather_warning",
    "blank.hazard": "暴雨<b>",
    "blank.area": "全社区",
    "blank.forecast": "三小时100毫米",
    "blank.actions": "不要外出",
    "blank.phone": "",
    "only.tier:grid": "on",
    "hours": "24",
    "send_at": "2026-11-25T09:00",
    "poll": "已通知\n还没有",
}


async def only_notice(database) -> Notice:
    async with database.reading() as session:
        return (await session.scalars(select(Notice))).one()


async def test_a_template_with_switches_and_time_is_shown_and_then_submitted(signed_in, database):
    visitor = await signed_in(SECRETARY)
    preview = await (await visitor.post("/console/notices/new", **WARNING)).text()
    for words in ("天气红色预警", "影响：全社区，三小时100毫米", "只发：网格群", "11月25日（周三）09:00", "24 小时"):
        assert words in preview
    assert "暴雨&lt;b&gt;" in preview
    assert 'name="only.tier:grid"' in preview
    done = await visitor.post("/console/notices/new", **WARNING, step="submit")
    assert done.status == 303
    notice = await only_notice(database)
    assert notice.plan["audience"] == f"subtree:{COMMUNITY};tiers:grid"
    assert (notice.group_count, notice.plan["template"], notice.plan["level"]) == (1, "weather_warning", "red")
    assert notice.media == [{"kind": "poll", "options": ["已通知", "还没有"]}]


async def test_a_blank_that_is_missing_is_named(signed_in, database):
    visitor = await signed_in(SECRETARY)
    refused = await visitor.post("/console/notices/new", **WARNING | {"blank.area": ""}, step="submit")
    assert refused.status == 409
    assert "模板里的“地点、范围”还没有填" in await refused.text()
    async with database.reading() as session:
        assert (await session.scalars(select(Notice))).all() == []


async def test_reach_counts_the_switches_and_names_the_cost(signed_in):
    visitor = await signed_in(SECRETARY)
    asked = {"HX-Request": "true"}
    whole = await visitor.page(f"/console/notices/new/reach?unit={COMMUNITY}&kind=outage&words=x", **asked)
    assert "将发到 3 个群" in whole
    assert "位负责人看完并点收到" in whole
    less = await visitor.page(
        f"/console/notices/new/reach?unit={COMMUNITY}&kind=outage&only.but:{GRID}=on&words=x", **asked
    )
    assert "将发到 1 个群" in less


async def test_the_form_offers_the_blanks_of_a_template(signed_in):
    visitor = await signed_in(SECRETARY)
    body = await visitor.page("/console/notices/new/body?kind=outage&template=outage_planned")
    assert 'name="blank.supply"' in body
    assert "textarea" not in body
    assert 'name="words"' in await visitor.page("/console/notices/new/body?kind=outage&template=fraud")


async def test_the_doors_to_knock_at_name_units_and_no_people(signed_in, database, clock):
    author = await signed_in(SECRETARY)
    await author.post("/console/notices/new", unit=str(GRID), kind="emergency", words="快撤离", step="submit")
    async with database.transaction() as session:
        copies = (await session.scalars(select(Outgoing).where(Outgoing.kind == "notice_copy"))).all()
        for copy in copies:
            copy.shown, copy.state = 1, "sent"
    clock.pass_by(timedelta(seconds=5))
    async with database.transaction() as session:
        await advance_notice(session, 1, policy=small_policy(), now=clock.now())
    assert (await only_notice(database)).state is NoticeState.SENT
    page = await author.page("/console/notices/A-N1")
    assert "已通知到 0 / 3 个单位" in page
    doors = await author.page("/console/notices/A-N1/doors")
    for words in ("3栋微网格", "4栋微网格", "没有群", "发到了，没人点“收到”", "下面 3 个还没有"):
        assert words in doors
    assert "李居民" not in doors
    assert "王小" not in doors


async def test_a_correction_is_asked_for_on_the_page(signed_in, database):
    author = await signed_in(BOSS)
    await author.post("/console/notices/new", unit=str(GRID), kind="emergency", words="快撤离", step="submit")
    async with database.transaction() as session:
        for copy in (await session.scalars(select(Outgoing).where(Outgoing.kind == "notice_copy"))).all():
            copy.shown, copy.state = 1, "sent"
    empty = await author.post("/console/notices/A-N1/correct", wrong="快", right="")
    assert empty.status == 409
    assert (await author.post("/console/notices/A-N1/correct", wrong="快撤离", right="不用撤离")).status == 303
    assert "请看 #A-N2" in await author.page("/console/notices/A-N1")
