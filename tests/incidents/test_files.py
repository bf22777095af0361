"""附件: pictures for all who see the matter, a voice for those who read its details; where chats carry numbers only, neither."""

import pytest

from incidents.add_evidence import add_evidence
from incidents.case import MediaFile
from incidents.claim_incident import claim_incident
from incidents.composers import COMPOSERS
from incidents.resolve_incident import resolve_incident
from incidents.show_photos import show_photos
from models.kinds import OutgoingState
from outbox.message import Stale
from tests.incidents.town import BOT, HQ, LEADER, OTHER, RESIDENT, WORKER, leak

VOICE, PHOTO = MediaFile("voice", BOT, "spoken", "v"), MediaFile("photo", BOT, "seen", "p")


async def asks(town, filed, who):
    return await show_photos(town.session, filed.incident_id, await town.who(who), now=town.now)


async def test_a_voice_alone_reaches_who_has_the_work_and_no_empty_album_stands_before_it(town):
    filed = await town.says(LEADER, words="", files=[VOICE])
    await asks(town, filed, WORKER)
    assert not await town.rows("incident_photos", user=WORKER)
    heard = await town.shows(COMPOSERS, "incident_file", user=WORKER)
    assert [(each.kind, each.file_id) for each in heard.files] == [("voice", "spoken")]
    assert heard.is_protected
    assert "管理台" in (held := await town.shows(COMPOSERS, "incident_file", user=WORKER, details="console")).html
    assert held.files == ()


async def test_of_a_private_matter_the_head_office_is_refused_and_a_queued_voice_is_not_sent(town):
    filed = await town.says(LEADER, report=leak(sensitivity="S1"), words="水管爆了", files=[VOICE, PHOTO])
    assert (await asks(town, filed, HQ)).reason.startswith("refusal_pyramid.")
    await asks(town, filed, WORKER)
    row = (await town.rows("incident_file", user=WORKER))[0]
    row.user_id = HQ
    await town.session.flush()
    assert isinstance(await town.shows(COMPOSERS, "incident_file", user=HQ), Stale)


@pytest.mark.parametrize("details", ["chat", "console"])
async def test_pictures_stay_out_of_chats_that_carry_numbers_only(town, details):
    filed = await town.says(LEADER, words="水管爆了", files=[PHOTO])
    await asks(town, filed, WORKER)
    shown = await town.shows(COMPOSERS, "incident_photos", user=WORKER, details=details)
    assert [each.file_id for each in shown.files] == (["seen"] if details == "chat" else [])
    assert await town.rows("incident_photos", user=RESIDENT, state=OutgoingState.PENDING) == []


@pytest.mark.parametrize(("file", "goes_to_group"), [(PHOTO, True), (VOICE, False)])
async def test_what_was_shown_as_proof_goes_to_who_checks_and_only_a_picture_to_the_group(town, file, goes_to_group):
    filed = await town.says(LEADER, words="水管爆了")
    await town.do(claim_incident, filed, WORKER)
    await town.do(resolve_incident, filed, WORKER)
    await town.do(add_evidence, filed, WORKER, files=[file])
    shown = await town.shows(COMPOSERS, "evidence", user=OTHER)
    assert ([each.kind for each in shown.files], shown.is_protected) == ([file.kind], True)
    assert (await town.shows(COMPOSERS, "evidence", user=OTHER, details="console")).files == ()
    row = (await town.rows("evidence", user=OTHER))[0]
    row.user_id, row.group_id = None, town.groups["G1"]
    await town.session.flush()
    in_group = await town.shows(COMPOSERS, "evidence", group="G1")
    assert isinstance(in_group, Stale) != goes_to_group
