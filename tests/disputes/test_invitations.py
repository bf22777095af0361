"""Known people are asked in private and seated by their own press; what a side shows goes to the mediator alone."""

from datetime import timedelta

from sqlalchemy import func, select

from disputes.composers import COMPOSERS
from disputes.hear_side import hear_side, tell_all
from disputes.invite_side import answer_invite, invite_person
from disputes.table import open_table
from incidents.case import MediaFile
from models.disputes import DisputeWord
from models.kinds import Side
from privacy.erase_person import Erased, erase_person
from tests.disputes.test_rights import OTHER_SIDE, SECRET, STRANGER, by, reason, table
from tests.incidents.town import BOT, HEAD, LEADER, RESIDENT, WORKER


async def test_an_invitation_seats_whom_it_was_meant_for_once_and_goes_with_its_week(town):
    filed = await table(town)
    for user_id in (STRANGER, OTHER_SIDE):
        assert reason(await by(town, invite_person, filed, RESIDENT, side=Side.B, user_id=user_id)) == "not_mediator"
    assert reason(await by(town, invite_person, filed, WORKER, side=Side.B, user_id=OTHER_SIDE)) == "sits_already"
    assert reason(await by(town, invite_person, filed, WORKER, side=Side.B, user_id=999)) == "unknown_guest"
    for user_id in (STRANGER, LEADER):
        await by(town, invite_person, filed, WORKER, side=Side.B, user_id=user_id)
    assert reason(await by(town, answer_invite, filed, HEAD, is_coming=True)) == "invite_ended"
    shown = await town.shows(COMPOSERS, "dispute_invite", user=STRANGER)
    assert [key.action for row in shown.keyboard for key in row] == ["d_come", "d_stay_away"]
    await by(town, answer_invite, filed, STRANGER, is_coming=True)
    seated = await open_table(town.session, filed.incident_id)
    assert seated.side_of(STRANGER) is Side.B
    assert reason(await by(town, answer_invite, filed, LEADER, is_coming=True)) == "invite_ended", "the seat is taken"
    await by(town, invite_person, filed, WORKER, side=Side.B, user_id=LEADER)
    town.now += timedelta(days=7, seconds=1)
    assert reason(await by(town, answer_invite, filed, LEADER, is_coming=True)) == "invite_ended"


async def test_a_photo_is_handed_to_the_mediator_only_where_chats_may_carry_details(town):
    filed = await table(town)
    photo = MediaFile("photo", BOT, "file", "unique")
    await by(town, hear_side, filed, OTHER_SIDE, words=SECRET, file=photo)
    shown = await town.shows(COMPOSERS, "dispute_heard", user=WORKER)
    assert [each.file_id for each in shown.files] == ["file"]
    assert shown.is_protected
    held = await town.shows(COMPOSERS, "dispute_heard", user=WORKER, details="console")
    assert held.files == ()
    assert isinstance(await erase_person(town.session, OTHER_SIDE, await town.who(OTHER_SIDE), now=town.now), Erased)
    assert await town.session.scalar(select(func.count()).select_from(DisputeWord)) == 0


async def test_what_was_said_is_handed_over_once_and_read_again_as_often_as_the_mediator_asks(town):
    filed = await table(town)
    await by(town, hear_side, filed, OTHER_SIDE, words=SECRET)
    for times in (2, 3):
        await by(town, tell_all, filed, WORKER)
        assert len(await town.rows("dispute_heard", user=WORKER)) == times
