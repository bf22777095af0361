"""Words and names are for those who handle a matter; and whatever they hold, they are words and no markup."""

import pytest
from sqlalchemy import update

from models.broadcasts import Notice
from models.incidents import Incident, Report, TimelineEvent
from models.pyramid import Person, Unit
from tests.console.world import BOSS, HEAD, POLICE, RESIDENT, SECRETARY, STREET_CHIEF, WORDS, WORKER

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}",
    "<a href='https://evil.example'>x</a>",
    "<b hx-get='/console/leave' hx-trigger='load'>x</b>",
    "\u202e<iframe src=//evil.example>",
)
PAGES = (
    "/console",
    "/console/pyramid",
    "/console/pyramid/4",
    "/console/incidents",
    "/console/incidents/A-1001",
    "/console/notices",
    "/console/notices/A-N1",
    "/console/notices/new?unit=4",
    "/console/outbox",
    "/console/jobs",
)
READS = {
    (BOSS, "A-1001"): True,
    (BOSS, "A-1003"): False,  # sensitive: the head office asks for it
    (SECRETARY, "A-1001"): True,
    (SECRETARY, "A-1003"): True,
    (HEAD, "A-1003"): True,
    (WORKER, "A-1004"): True,
    (STREET_CHIEF, "A-1004"): True,
}


@pytest.mark.parametrize(("visitor", "number"), list(READS))
async def test_words_and_names_are_for_those_entitled(signed_in, visitor, number):
    page = await (await signed_in(visitor)).page(f"/console/incidents/{number}")
    is_read = READS[visitor, number]
    assert (WORDS[number] in page) == is_read
    assert ("李居民" in page) == is_read
    assert ("302室" in page) == is_read
    assert ("只给经办的人看" in page) != is_read


async def test_no_list_and_no_other_page_holds_words_or_names(signed_in):
    visitor = await signed_in(BOSS)
    for path in PAGES:
        if path.endswith(("A-1001", "A-N1")):
            continue
        page = await visitor.page(path)
        assert not [words for words in (*WORDS.values(), "李居民", "王小", "13912345678") if words in page], path


async def test_a_department_sees_what_it_took_and_nothing_else(signed_in, database):
    visitor = await signed_in(POLICE)
    await visitor.page("/console/incidents/A-1001", 404)
    async with database.transaction() as session:
        await session.execute(update(Incident).where(Incident.number == "A-1001").values(claimed_by=POLICE))
    assert WORDS["A-1001"] in await visitor.page("/console/incidents/A-1001")
    assert "#A-1001" in await visitor.page("/console/incidents")


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_what_people_wrote_is_never_markup(signed_in, database, payload):
    author = await signed_in(SECRETARY)
    await author.post("/console/notices/new", unit="4", kind="policy", words="x", step="submit")
    async with database.transaction() as session:
        await session.execute(update(Report).values(words=payload))
        await session.execute(update(TimelineEvent).values(reason=payload))
        await session.execute(update(Person).where(Person.id == RESIDENT).values(name=payload))
        await session.execute(update(Unit).where(Unit.id != 1).values(name=payload))
        await session.execute(update(Notice).values(words=payload))
        await session.execute(update(Incident).values(place={"landmark": payload, "building": payload}))
    visitor = await signed_in(BOSS)
    shown = 0
    for path in PAGES:
        page = await visitor.page(path)
        shown += payload in page
        assert not dangerous(page, payload), path
    preview = await visitor.post("/console/notices/new", unit="4", kind="policy", words=payload)
    assert not dangerous(await preview.text(), payload)
    refused = await visitor.post("/console/notices/new", unit="99", kind="policy", words=payload)
    assert not dangerous(await refused.text(), payload)
    assert shown == 0 or not set(payload) & set("<>\"'")


def dangerous(page: str, payload: str) -> bool:
    return any(sign in payload for sign in "<>\"'") and payload in page


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_what_stands_in_an_address_is_never_markup(signed_in, payload):
    visitor = await signed_in(BOSS)
    for path in (
        "/console/incidents",
        "/console/notices",
        "/console/nothing",
        "/console/enter",
        "/console/notices/new",
    ):
        for name in ("state", "tier", "unit", "ticket", "next", "done", "kind", "level", "words", "under"):
            response = await visitor.client.get(path, params={name: payload})
            assert response.status < 500
            assert not dangerous(await response.text(), payload), (path, name)


async def test_the_console_says_when_it_is_the_only_place_for_details(signed_in):
    page = await (await signed_in(SECRETARY)).page("/console/incidents/A-1001")
    assert "请勿截图转发" in page
