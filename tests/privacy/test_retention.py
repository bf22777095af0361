"""Everything goes on its day: a dry run only counts, names and rooms are masked, files and reporters go, counts stay."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incidents.add_note import add_note
from incidents.case import MediaFile
from incidents.drop_report import drop_report
from incidents.store.workdays import add_words
from incidents.verify_audit import verify_audit
from models.incidents import Incident, Media, Report
from models.kinds import IncidentState, PrivacyDeed
from models.privacy import PrivacyRecord
from models.workday import DayLog
from privacy.apply_retention import apply_retention
from tests.incidents.town import BOT, LEADER, RESIDENT, START, leak

WORDS = "3栋2单元水管爆了,我叫张三,401室,13900000001"
FILES = [MediaFile("photo", BOT, "p", "p"), MediaFile("voice", BOT, "v", "v")]


async def closed(town, leaf="utility.water_burst"):
    filed = await town.says(LEADER, report=leak(category=leaf), words=WORDS, files=FILES)
    incident = await town.incident(filed)
    incident.state, incident.closed_at = IncidentState.CLOSED, START
    await town.session.flush()
    return filed


async def words_of(town):
    return await town.session.scalar(select(Report.words).execution_options(populate_existing=True))


@pytest.mark.parametrize(
    ("kind", "days", "leaf"),
    [
        ("words", 90, "utility.water_burst"),
        ("dispute_words", 30, "dispute.neighbour"),
        ("voices", 1, "utility.water_burst"),
        ("photos", 180, "utility.water_burst"),
        ("reporters", 180, "utility.water_burst"),
    ],
)
async def test_it_goes_on_its_day_and_not_before(town, kind, days, leaf):
    filed = await closed(town)
    incident = await town.incident(filed)
    incident.leaf = leaf
    await town.session.flush()
    early, late = START + timedelta(days=days), START + timedelta(days=days, seconds=1)
    assert (await apply_retention(town.session, now=early, is_dry=True))[kind] == 0
    assert (await apply_retention(town.session, now=late, is_dry=True))[kind] > 0
    assert (await apply_retention(town.session, now=late))[kind] > 0
    assert (await apply_retention(town.session, now=late))[kind] == 0, "once"


async def test_a_dry_run_changes_nothing(town):
    await closed(town)
    await apply_retention(town.session, now=START + timedelta(days=400), is_dry=True)
    assert await words_of(town) == WORDS
    assert await town.session.scalar(select(func.count()).select_from(PrivacyRecord)) == 0


async def test_what_is_left_names_nobody_and_counts_the_same(town):
    filed = await closed(town)
    await apply_retention(town.session, now=START + timedelta(days=400))
    report = await town.session.scalar(select(Report).execution_options(populate_existing=True))
    assert [word for word in ("张三", "401", "13900000001") if word in report.words] == []
    assert (report.user_id, report.chat_id) == (0, 0)
    assert (await town.incident(filed)).place["room"] is None
    assert await town.session.scalar(select(func.count()).select_from(Media)) == 0
    assert await town.session.scalar(select(func.count()).select_from(Incident)) == 1
    line = await town.session.scalar(select(PrivacyRecord).where(PrivacyRecord.what == PrivacyDeed.RETAINED))
    assert line.data == {"words": 1, "voices": 1, "photos": 1, "reporters": 1}


async def test_notes_are_masked_with_the_words_they_explain_and_the_audit_knows_why(town):
    filed = await closed(town)
    note = "张三家401室没人，电话13900000001"
    incident = await town.incident(filed)
    incident.state = IncidentState.HANDLING
    await town.session.flush()
    await town.do(add_note, filed, LEADER, words=note)
    incident = await town.incident(filed)
    incident.state = IncidentState.CLOSED
    await town.session.flush()
    assert (await verify_audit(town.session)).is_sound
    await apply_retention(town.session, now=START + timedelta(days=91))
    said = "".join(event.reason + str(event.data) for event in await town.events(filed))
    assert [word for word in ("401", "13900000001") if word in said] == []
    verdict = await verify_audit(town.session)
    assert (verdict.is_sound, verdict.erased) == (True, 1)


async def test_a_workers_words_about_a_day_are_masked_once(town):
    await add_words(town.session, LEADER, START.date(), "去了401室，打了13900000001")
    assert (await apply_retention(town.session, now=START + timedelta(days=89)))["day_words"] == 0
    assert (await apply_retention(town.session, now=START + timedelta(days=92)))["day_words"] == 1
    assert (await apply_retention(town.session, now=START + timedelta(days=92)))["day_words"] == 0
    kept = await town.session.scalar(select(DayLog.words).execution_options(populate_existing=True))
    assert [word for word in ("401", "13900000001") if word in str(kept)] == []


async def test_words_that_were_no_incident_go_in_a_week(town):
    filed = await town.says(LEADER, words=WORDS)
    await town.do(drop_report, filed, LEADER)
    await apply_retention(town.session, now=START + timedelta(days=7, seconds=1))
    assert await words_of(town) == ""


async def test_who_reported_is_forgotten_in_the_timeline_too(town):
    filed = await town.says(RESIDENT, words=WORDS, chat_id=RESIDENT, group_id=None, in_private=True)
    incident = await town.incident(filed)
    incident.state, incident.closed_at = IncidentState.CLOSED, START
    await town.session.flush()
    await apply_retention(town.session, now=START + timedelta(days=181))
    assert [event.actor_id for event in await town.events(filed) if event.actor_id == RESIDENT] == []
    assert (await verify_audit(town.session)).is_sound
