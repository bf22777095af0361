"""A notice through the web door takes the same way as through any other: consent, count, stop, and never twice."""

from sqlalchemy import select

from models.broadcasts import Notice
from models.kinds import NoticeState
from models.outbox import Outgoing
from tests.console.world import BOSS, COMMUNITY, GRID, SECRETARY, WORKER


async def write(visitor, unit=COMMUNITY, words="明天停水", **more):
    return await visitor.post("/console/notices/new", unit=str(unit), kind="outage", words=words, step="submit", **more)


async def states(database) -> list[NoticeState]:
    async with database.reading() as session:
        return list(await session.scalars(select(Notice.state).order_by(Notice.id)))


async def test_looking_at_it_first_stores_nothing(signed_in, database):
    visitor = await signed_in(SECRETARY)
    preview = await visitor.post("/console/notices/new", unit=str(COMMUNITY), kind="outage", words="明天停水")
    page = await preview.text()
    assert "将发到 3 个群" in page
    assert "需要另一位负责人同意" in page
    assert await states(database) == []


async def test_a_second_person_types_the_count_and_consents(signed_in, database):
    assert (await write(await signed_in(SECRETARY))).headers["Location"] == "/console/notices/A-N1?done=submitted"
    assert await states(database) == [NoticeState.AWAITING_APPROVAL]
    boss = await signed_in(BOSS)
    for typed in ("", "2", "many"):
        refused = await boss.post("/console/notices/A-N1/approve", count=typed)
        assert refused.status == 409
        assert 'role="alert"' in await refused.text()
    assert (await boss.post("/console/notices/A-N1/approve", count="3")).status == 303
    assert await states(database) == [NoticeState.HELD]


async def test_the_author_cannot_consent(signed_in, database):
    author = await signed_in(SECRETARY)
    await write(author)
    refused = await author.post("/console/notices/A-N1/approve", count="3")
    assert refused.status == 409
    assert "另一位负责人" in await refused.text()
    assert await states(database) == [NoticeState.AWAITING_APPROVAL]


async def test_stop_drops_what_has_not_left(signed_in, database):
    author = await signed_in(SECRETARY)
    await author.post("/console/notices/new", unit=str(GRID), kind="emergency", words="快撤离", step="submit")
    assert (await author.post("/console/notices/A-N1/stop")).status == 303
    assert await states(database) == [NoticeState.STOPPED]
    async with database.reading() as session:
        copies = await session.scalars(select(Outgoing.state).where(Outgoing.kind == "notice_copy"))
        assert {state.value for state in copies} == {"dropped"}


async def test_pressing_submit_twice_makes_one_notice(signed_in, database):
    author = await signed_in(SECRETARY)
    first, second = await write(author), await write(author)
    assert (first.status, second.status) == (303, 303)
    assert second.headers["Location"] == "/console/notices/A-N1"
    assert len(await states(database)) == 1


async def test_who_may_not_publish_gets_no_form_and_no_notice(signed_in, database):
    worker = await signed_in(WORKER)
    assert "不能发这份通知" in await worker.page("/console/notices/new", 403)
    assert (await write(worker, unit=GRID)).status == 403
    assert await states(database) == []


async def test_a_foreign_unit_cannot_be_reached_by_typing_its_id(signed_in, database):
    author = await signed_in(SECRETARY)
    assert (await write(author, unit=5)).status == 409
    assert (await write(author, unit=1)).status == 409
    assert await states(database) == []
    reach = await author.page("/console/notices/new/reach?unit=5", **{"HX-Request": "true"})
    assert "不在您负责的片区" in reach


async def test_words_that_were_refused_are_still_in_the_form(signed_in):
    author = await signed_in(SECRETARY)
    refused = await write(author, words="长" * 3001)
    page = await refused.text()
    assert refused.status == 409
    assert "长" * 3001 in page
    assert "请删短一些" in page


async def test_the_living_part_asks_for_a_new_page_when_the_notice_moved_on(signed_in):
    author = await signed_in(SECRETARY)
    await write(author)
    asked = {"HX-Request": "true"}
    same = await author.client.get("/console/notices/A-N1/live?state=awaiting_approval", headers=asked)
    assert "HX-Refresh" not in same.headers
    assert "<html" not in await same.text()
    other = await author.client.get("/console/notices/A-N1/live?state=held", headers=asked)
    assert other.headers["HX-Refresh"] == "true"


async def test_an_uncertain_row_is_settled_once(signed_in, database):
    boss = await signed_in(BOSS)
    assert "timeout" in await boss.page("/console/outbox")
    assert (await boss.post("/console/outbox/3/again")).status == 303
    async with database.reading() as session:
        row = await session.get(Outgoing, 3)
        assert (row.state.value, row.unsure) == ("pending", 1)
    late = await boss.post("/console/outbox/3/drop")
    assert late.status == 409
    assert "已经有了着落" in await late.text()
