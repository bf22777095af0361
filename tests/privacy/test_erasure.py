"""A person who wants to be forgotten is: not a byte of name, phone or identity number is left, and every count stays."""

from pathlib import Path

from sqlalchemy import func, select

from bot.scrub import Scrubber
from incidents.add_note import add_note
from incidents.case import MediaFile
from incidents.claim_incident import claim_incident
from incidents.join_incident import join_incident
from incidents.verify_audit import verify_audit
from models.incidents import Incident, Media, Opinion, Report, TimelineEvent, Witness
from models.kinds import PrivacyDeed
from models.privacy import PlaceFollow, PrivacyRecord
from models.pyramid import Acquaintance, Dialogue, Person
from models.workday import DayLog
from parsing.report import Location
from privacy.erase_person import Erased, erase_person
from privacy.my_data import my_data, my_data_file
from tests.incidents.town import BOT, OTHER, RESIDENT, START, WORKER, leak

NAME, PHONE, IDENTITY, ROOM = "欧阳金丝雀", "13987654321", "330702199001011234", "4711"
CANARIES = (NAME, PHONE, IDENTITY, ROOM)
WORDS = f"我叫{NAME}，电话{PHONE}，身份证{IDENTITY}，住3栋2单元{ROOM}室，水管爆了"
COUNTED = (Incident, Report, Witness, Opinion, TimelineEvent)


async def live(town):
    """Somebody speaks up, is answered, adds, agrees with others, and leaves a name."""
    session = town.session
    session.add(Person(user_id=RESIDENT, name=NAME, home_unit_id=town.units["M1"].id, consent_version=1))
    place = Location(building="3", unit="2", room=ROOM, landmark=f"{NAME}家门口")
    files = [MediaFile("photo", BOT, f"file-of-{PHONE}", f"unique-{PHONE}")]
    mine = await town.says(
        RESIDENT,
        report=leak(location=place),
        words=WORDS,
        chat_id=RESIDENT,
        group_id=None,
        in_private=True,
        files=files,
    )
    other = await town.says(OTHER, words="路灯坏了")
    await town.do(join_incident, other, RESIDENT)
    await town.do(add_note, mine, RESIDENT, words=f"再说一次，{WORDS}")
    await town.do(claim_incident, mine, WORKER)
    await town.do(add_note, mine, WORKER, words=f"已联系住户，电话{PHONE}，{ROOM}室")
    session.add(Opinion(incident_id=other.incident_id, user_id=RESIDENT, cycle=1, score=5, is_solved=True, at=START))
    session.add(PlaceFollow(user_id=RESIDENT, unit_id=town.units["M2"].id, since=START))
    session.add(DayLog(user_id=RESIDENT, day=START.date(), words=[WORDS]))
    asked = {"words": [WORDS]}
    session.add(Dialogue(chat_id=RESIDENT, user_id=RESIDENT, bot_id=BOT, kind="report", data=asked, expires_at=START))
    await session.flush()
    return mine, other


async def counts(session):
    return [await session.scalar(select(func.count()).select_from(table)) for table in COUNTED]


def hits(folder: Path) -> list[str]:
    """Canaries in any file of the folder, as they would stand there: as text, and as JSON writes it."""
    found = []
    for file in sorted(folder.rglob("*")):
        data = file.read_bytes() if file.is_file() else b""
        for canary in CANARIES:
            spellings = {canary.encode(), canary.encode("unicode_escape"), canary.encode("utf-16-le")}
            found += [f"{canary} in {file.name}" for spelling in spellings if spelling in data]
    return found


async def test_nothing_is_left_of_somebody_who_was_erased(database, resumed, sqlite_url):
    folder = Path(sqlite_url.partition(":///")[2]).parent
    async with resumed() as town:
        mine, other = await live(town)
        before = await counts(town.session)
        assert NAME.encode() in await my_data_file(town.session, RESIDENT)
    assert hits(folder), "the canaries were there"
    async with resumed() as town:
        done = await erase_person(town.session, RESIDENT, await town.who(RESIDENT), now=town.now)
        assert isinstance(done, Erased)
        assert done.rows > 8
    assert await Scrubber(database).scrub() == 1
    assert hits(folder) == []
    async with resumed() as town:
        assert await counts(town.session) == before, "statistics stay"
        said = await town.session.scalar(select(Report).where(Report.incident_id == mine.incident_id))
        assert (said.words, said.chat_id, said.user_id) == ("", 0, -done.record_id)
        incident = await town.incident(mine)
        assert (incident.place["building"], incident.place["room"]) == ("3", None)
        witness = await town.session.scalar(select(Witness).where(Witness.incident_id == other.incident_id))
        assert witness.user_id == -done.record_id
        for table in (Media, PlaceFollow):
            assert await town.session.scalar(select(func.count()).select_from(table)) == 0
        gone = select(func.count()).select_from(Acquaintance).where(Acquaintance.user_id == RESIDENT)
        assert await town.session.scalar(gone) == 0
        left = await my_data(town.session, RESIDENT)
        assert [left[key] for key in ("reports", "deeds", "me_too", "answers", "days", "follows")] == [[]] * 6
        verdict = await verify_audit(town.session)
        assert (verdict.is_sound, verdict.erased > 0) == (True, True), verdict.breaks
        line = await town.session.scalar(select(PrivacyRecord).where(PrivacyRecord.what == PrivacyDeed.ERASED))
        assert line.by_id is None, "the register does not say who"


async def test_what_is_still_open_goes_on_without_its_reporter(town):
    mine, _ = await live(town)
    await erase_person(town.session, RESIDENT, await town.who(RESIDENT), now=town.now)
    assert (await town.incident(mine)).claimed_by == WORKER
    assert not await town.rows("reporter_news", user=RESIDENT, state=None)


async def test_who_holds_a_post_must_hand_it_over_first(town):
    done = await erase_person(town.session, WORKER, await town.who(WORKER), now=town.now)
    assert done.reason == "refusal_pyramid.still_on_duty"
    assert (await town.who(WORKER)).hats


async def test_nobody_erases_somebody_else(town):
    done = await erase_person(town.session, RESIDENT, await town.who(999), now=town.now)
    assert done.reason == "refusal_pyramid.only_erase_own_data"
