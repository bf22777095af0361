from datetime import timedelta

from models.kinds import GroupState, OutgoingState
from models.process import BotAccount
from outbox.enqueue import Say, enqueue
from pyramid.leave_unbound import leave_unbound, next_leave
from pyramid.note_membership import note_chat_gone
from pyramid.standing import Standing
from tests.pyramid.conftest import BOT

MEMBER, ADMIN = Standing("member"), Standing("administrator", may_pin=True)
KICKED, LEFT = Standing("kicked"), Standing("left")
STRANGE = -900
OTHER_BOT = 7002


# --- a chat that is no unit's -------------------------------------------------------------------------------------------


async def test_in_a_strange_chat_the_bot_explains_itself_and_stays_a_quarter_of_an_hour(town, note, now):
    group = await note(STRANGE, MEMBER)
    assert (group.unit_id, group.state, group.leave_at) == (None, GroupState.UNBOUND, now + timedelta(minutes=15))
    assert [row.group_id for row in await town.said("group_welcome")] == [group.id]


async def test_news_of_its_rights_there_does_not_make_it_stay_longer(town, note, now):
    group = await note(STRANGE, MEMBER)
    await note(STRANGE, ADMIN, at=now + timedelta(minutes=5))
    assert group.leave_at == now + timedelta(minutes=15)
    assert len(await town.said("group_welcome")) == 1


async def test_it_leaves_when_the_time_is_up_and_not_before(session, town, note, now):
    group = await note(STRANGE, MEMBER)
    assert await next_leave(session) == group.leave_at
    assert await leave_unbound(session, now=now + timedelta(minutes=14, seconds=59)) == 0
    assert await leave_unbound(session, now=now + timedelta(minutes=15)) == 1
    assert await leave_unbound(session, now=now + timedelta(minutes=16)) == 0
    assert group.state is GroupState.LEFT
    assert [row.group_id for row in await town.said("leave_chat")] == [group.id]
    assert await next_leave(session) is None


async def test_the_chats_of_units_are_never_left(session, town, now):
    assert await leave_unbound(session, now=now + timedelta(days=365)) == 0


async def test_thrown_out_of_a_strange_chat_it_forgets_it(session, town, note, now):
    group = await note(STRANGE, MEMBER)
    await note(STRANGE, KICKED)
    assert (group.state, group.leave_at) == (GroupState.LEFT, None)
    assert await town.said("parent_told_kicked") == []
    assert await next_leave(session) is None


async def test_invited_again_it_explains_itself_again(town, note, now):
    await note(STRANGE, MEMBER)
    await note(STRANGE, LEFT)
    group = await note(STRANGE, MEMBER, at=now + timedelta(hours=1))
    assert group.leave_at == now + timedelta(hours=1, minutes=15)
    assert len(await town.said("group_welcome")) == 2


async def test_leaving_a_chat_nobody_knows_is_nothing(note):
    assert await note(STRANGE, LEFT) is None


# --- a unit's chat ------------------------------------------------------------------------------------------------------


async def test_thrown_out_of_a_units_chat_those_above_are_told_and_messages_wait(session, town, note, now):
    await town.knows(31, 33, 21)
    group = await town.group("M1")
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    await note(-107, KICKED)
    assert (group.state, group.away_reason) == (GroupState.AWAY, "kicked")
    told = await town.said("parent_told_kicked")
    assert {row.group_id for row in told if row.group_id} == {(await town.group("G1")).id}
    assert [row.user_id for row in told if row.user_id] == [31, 33]
    assert all(row.subject_id == group.id for row in told)
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    assert {row.state for row in await town.said("notice_copy")} == {OutgoingState.PARKED}


async def test_hearing_it_twice_tells_it_once(session, town, note, now):
    group = await town.group("M1")
    await note(-107, KICKED)
    await note(-107, KICKED)
    await note_chat_gone(session, group.id, "bot was kicked from the group chat", now=now)
    assert len(await town.said("parent_told_kicked")) == 1


async def test_if_the_chat_above_is_away_too_the_next_one_is_told(town, note):
    await note(-105, KICKED)
    await note(-107, KICKED)
    told = [row.group_id for row in await town.said("parent_told_kicked")]
    assert told == [(await town.group("C1")).id, (await town.group("C1")).id]


async def test_the_head_offices_own_chat_is_told_to_its_people(town, note):
    await town.knows(1)
    await note(-100, KICKED)
    assert [row.user_id for row in await town.said("parent_told_kicked")] == [1]


async def test_our_own_sending_may_be_the_first_to_learn_it(session, town, now):
    group = await town.group("M1")
    await note_chat_gone(session, group.id, "the group chat was deleted", now=now)
    assert group.state is GroupState.AWAY
    assert len(await town.said("parent_told_kicked")) == 1


async def test_added_again_the_bot_goes_on_with_what_waited(session, town, note, now):
    group = await town.group("M1")
    await note(-107, KICKED)
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    await note(-107, ADMIN)
    assert (group.state, group.away_reason) == (GroupState.BOUND, None)
    assert (await town.said("notice_copy"))[0].state is OutgoingState.PENDING
    assert [row.group_id for row in await town.said("parent_told_back")] == [(await town.group("G1")).id]
    assert (await town.said("parent_told_kicked"))[0].state is OutgoingState.DROPPED  # it had not left yet


async def test_another_bot_may_take_a_chat_over_from_one_that_was_thrown_out(session, town, note, now):
    group = await town.group("M1")
    await note(-107, KICKED)
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    await note(-107, ADMIN, bot=OTHER_BOT)
    assert (group.bot_id, group.state) == (OTHER_BOT, GroupState.BOUND)
    assert (await town.said("notice_copy"))[0].bot_id == OTHER_BOT


async def test_a_second_bot_in_a_served_chat_changes_nothing(town, note):
    group = await town.group("M1")
    await note(-107, MEMBER, bot=OTHER_BOT)
    await note(-107, KICKED, bot=OTHER_BOT)
    assert (group.bot_id, group.state, group.is_admin) == (BOT, GroupState.BOUND, True)
    assert await town.said("parent_told_kicked") == []


async def test_a_chat_from_the_roster_gets_its_bot_when_one_is_seen_there(session, town, note, now):
    group = await town.group("M1")
    group.bot_id = None
    await session.flush()
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    await note(-107, ADMIN)
    assert group.bot_id == BOT
    assert (await town.said("notice_copy"))[0].bot_id == BOT
    assert await town.said("group_lacks") == []


async def test_a_right_that_is_taken_is_missed_aloud_and_once(town, note):
    group = await town.group("M1")
    await note(-107, MEMBER)
    assert (group.is_admin, group.may_pin) == (False, False)
    await note(-107, MEMBER)
    assert [row.group_id for row in await town.said("group_lacks")] == [group.id]


async def test_a_right_that_is_given_mends_the_message_that_asked_for_it(town, note):
    await note(-107, MEMBER)
    await note(-107, Standing("administrator"))
    (row,) = await town.said("group_lacks")
    assert row.wanted == 2
    await note(-107, ADMIN)
    assert (await town.said("group_lacks"))[0].wanted == 3


async def test_privacy_mode_matters_only_to_those_who_are_no_administrators(session, town, note):
    (await session.get(BotAccount, BOT)).hears_all = False
    group = await town.group("M1")
    await note(-107, ADMIN)
    assert group.hears_all
    await note(-107, MEMBER)
    assert not group.hears_all
