"""Mediations in the console: who mediates reads what was said, those above see how it stands, everybody else a number."""

from datetime import timedelta

import pytest

from models.disputes import Dispute, DisputePromise, DisputeSide, DisputeVisit, DisputeWord
from models.incidents import Incident
from models.kinds import DisputeStage, Role, Side
from models.pyramid import Person, Post
from tests.console.moment import BOT, NOW, WORKER
from tests.console.ogg import voice_note
from tests.console.test_in_the_browser import open_page, overflow
from tests.console.world import (
    ANOTHER_WORKER,
    BOSS,
    COMMUNITY,
    OTHER_SECRETARY,
    RESIDENT,
    SECRETARY,
    STREET_CHIEF,
)

MEDIATOR = 300
SAID, PROMISED = "他<b>半夜</b>装修还锁我的电表箱", "把电表箱的锁拿掉"
PAGE, FILE = "/console/disputes/A-1004", "/console/disputes/A-1004/files/2"
VOICE = "/console/disputes/A-1004/files/3"


@pytest.fixture
async def dispute(database):
    """A-1004 is restricted; WORKER mediates it, RESIDENT sits on one side."""
    async with database.transaction() as session:
        session.add(Person(id=MEDIATOR, user_id=MEDIATOR, name="周调解", language="zh"))
        await session.flush()
        session.add(Post(person_id=MEDIATOR, unit_id=COMMUNITY, role=Role.MEDIATOR, valid_from=NOW))
        matter = await session.get(Incident, 4)
        matter.leaf, matter.claimed_by = "dispute.neighbor", WORKER
        common = {"incident_id": 4, "agreement": 1}
        session.add(
            Dispute(
                **common,
                stage=DisputeStage.HEARING,
                tier="grid",
                mediated_by=WORKER,
                opened_at=NOW,
                next_at=NOW + timedelta(days=2),
            )
        )
        for side, user_id in ((Side.A, RESIDENT), (Side.B, None)):
            session.add(DisputeSide(incident_id=4, side=side, user_id=user_id, accepted=0))
        photo = {"kind": "photo", "bot_id": BOT, "file_id": "f", "file_unique_id": "u"}
        said = {"incident_id": 4, "side": Side.A, "user_id": RESIDENT, "said_at": NOW}
        session.add(DisputeWord(**said, words=SAID))
        await session.flush()
        session.add(DisputeWord(**said, words="", file=photo))
        await session.flush()
        session.add(DisputeWord(**said, words="", file={**photo, "kind": "voice", "file_id": "spoken"}))
        session.add(DisputePromise(**common, side=Side.B, words=PROMISED, due_at=NOW + timedelta(days=2)))
        session.add(DisputeVisit(**common, day=7, side=Side.A, due_at=NOW + timedelta(days=7)))


@pytest.mark.usefixtures("dispute")
async def test_who_mediates_reads_everything_and_sees_the_photo(signed_in):
    visitor = await signed_in(WORKER)
    assert 'href="/console/disputes/A-1004"' in await visitor.page("/console/disputes")
    page = await visitor.page(PAGE)
    assert "他&lt;b&gt;半夜&lt;/b&gt;装修" in page
    assert PROMISED in page
    assert "已到，说过 3 次" in page
    response = await visitor.client.get(FILE)
    assert (response.status, response.content_type) == (200, "image/jpeg")
    assert await visitor.page("/console/disputes?state=ended")
    assert 'href="/console/disputes/A-1004"' not in await visitor.page("/console/disputes?state=ended")


@pytest.mark.usefixtures("dispute")
async def test_the_street_sees_how_it_stands_and_reads_no_word(signed_in):
    visitor = await signed_in(STREET_CHIEF)
    page = await visitor.page(PAGE)
    assert "分别听双方说" in page
    assert "只有现在的调解员能看" in page
    assert [word for word in ("半夜", PROMISED, "李居民", FILE) if word in page] == []
    await visitor.page(FILE, 403)


@pytest.mark.usefixtures("dispute")
@pytest.mark.parametrize("who", [SECRETARY, BOSS, OTHER_SECRETARY, ANOTHER_WORKER, MEDIATOR])
async def test_whoever_is_outside_finds_no_such_page_and_no_name(signed_in, who):
    visitor = await signed_in(who)
    await visitor.page(PAGE, 404)
    await visitor.page(FILE, 404)
    page = await visitor.page("/console/disputes")
    assert "A-1004" not in page
    assert "王小" not in page
    assert ("另有 1 件只给经办的人看" in page) == (who in {SECRETARY, BOSS})


@pytest.mark.usefixtures("dispute")
async def test_who_mediated_before_reads_nothing_and_the_next_one_everything(signed_in, database):
    async with database.transaction() as session:
        (await session.get(Dispute, 4)).mediated_by = MEDIATOR
        matter = await session.get(Incident, 4)
        matter.plan = {**matter.plan, "named": [WORKER, MEDIATOR]}
    assert "半夜" not in await (await signed_in(WORKER)).page(PAGE)
    visitor = await signed_in(MEDIATOR)
    assert "半夜" in await visitor.page(PAGE)
    assert await visitor.page("/console")


@pytest.mark.usefixtures("dispute")
async def test_a_voice_is_played_for_who_mediates_in_parts_and_kept_by_no_cache(signed_in):
    visitor, spoken = await signed_in(WORKER), voice_note()
    assert f'<audio controls preload="none" src="{VOICE}"' in await visitor.page(PAGE)
    whole = await visitor.client.get(VOICE)
    assert (whole.status, whole.content_type, await whole.read()) == (200, "audio/ogg", spoken)
    assert whole.headers["Cache-Control"] == "no-store"
    assert whole.headers["Content-Disposition"].startswith("inline")
    assert "media-src 'self'" in whole.headers["Content-Security-Policy"]
    part = await visitor.client.get(VOICE, headers={"Range": "bytes=2-9"})
    assert (part.status, await part.read()) == (206, spoken[2:10])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(spoken)}"
    past = await visitor.client.get(VOICE, headers={"Range": f"bytes={len(spoken)}-"})
    assert (past.status, past.headers["Content-Range"]) == (416, f"bytes */{len(spoken)}")


@pytest.mark.usefixtures("dispute")
async def test_a_voice_is_heard_by_nobody_else(signed_in, stranger):
    await (await signed_in(STREET_CHIEF)).page(VOICE, 403)
    await (await signed_in(SECRETARY)).page(VOICE, 404)
    await stranger().page(VOICE, 401)


@pytest.mark.browser
@pytest.mark.usefixtures("dispute")
async def test_a_browser_plays_the_voice_and_complains_of_nothing(browser, stranger, ticket):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(WORKER), "phone")
    await page.goto(f"{origin}{PAGE}")
    played = "async audio => { await audio.play(); return [audio.duration, audio.error] }"
    duration, error = await page.locator("audio").evaluate(played)
    assert (round(duration), error) == (1, None)
    assert [each for each in complaints if "image" not in each.lower()] == []
    await page.context.close()


@pytest.mark.browser
@pytest.mark.usefixtures("dispute")
async def test_both_pages_fit_a_phone_in_both_languages(browser, stranger, ticket):
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(WORKER), "phone")
    for language in ("zh", "en"):
        await page.goto(f"{origin}/console/language/{language}")
        for path in ("/console/disputes", PAGE):
            await page.goto(f"{origin}{path}")
            assert await page.locator("main h1").count() == 1
            assert await overflow(page) <= 0, (path, language)
    assert [each for each in complaints if "image" not in each.lower()] == []
    await page.context.close()
