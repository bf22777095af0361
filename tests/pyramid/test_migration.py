"""A chat becomes a supergroup."""

from datetime import timedelta

from models.kinds import GroupState, OutgoingState
from models.pyramid import Group
from outbox.enqueue import Say, enqueue
from pyramid.leave_unbound import leave_unbound
from pyramid.lookup import group_of_chat
from pyramid.note_membership import note_migration
from pyramid.refusal import Refusal
from pyramid.standing import Standing

MEMBER, ADMIN, LEFT = Standing("member"), Standing("administrator", may_pin=True), Standing("left")
STRANGE = -900
SUPER = -1000000000107


async def test_the_binding_follows_and_those_above_are_told(session, town, now):
    group = await town.group("M1")
    assert await note_migration(session, -107, SUPER, now=now) is group
    assert (group.chat_id, group.is_supergroup, group.state) == (SUPER, True, GroupState.BOUND)
    assert await group_of_chat(session, -107) is group
    assert await group_of_chat(session, SUPER) is group
    assert [row.group_id for row in await town.said("parent_told_migrated")] == [(await town.group("G1")).id]


async def test_hearing_of_it_twice_changes_nothing_more(session, town, now):
    await note_migration(session, -107, SUPER, now=now)
    await note_migration(session, -107, SUPER, now=now)
    assert len(await town.said("parent_told_migrated")) == 1


async def test_another_units_chat_cannot_be_taken_by_a_migration(session, town, now):
    refusal = await note_migration(session, -107, -109, now=now)
    assert isinstance(refusal, Refusal)
    assert (await town.group("M1")).chat_id == -107
    assert (await town.group("M3")).chat_id == -109


async def test_a_chat_that_nobody_knows_cannot_migrate(session, town, now):
    assert await note_migration(session, STRANGE, SUPER, now=now) is None
    assert await group_of_chat(session, SUPER) is None


async def test_the_arrival_in_the_new_chat_may_be_heard_first(session, town, note, now):
    stranger = await note(SUPER, ADMIN)
    group = await town.group("M1")
    await note_migration(session, -107, SUPER, now=now)
    assert group.chat_id == SUPER
    assert (stranger.chat_id, stranger.state, stranger.leave_at) == (None, GroupState.LEFT, None)
    assert (await town.said("group_welcome"))[0].state is OutgoingState.DROPPED


async def test_late_news_of_the_old_chat_does_not_unsettle_the_new_one(session, town, note, now):
    group = await town.group("M1")
    await note_migration(session, -107, SUPER, now=now)
    await note(-107, LEFT)
    assert group.state is GroupState.BOUND
    assert await town.said("parent_told_kicked") == []


async def test_what_waits_for_a_chat_that_migrates_still_leaves(session, town, now):
    group = await town.group("M1")
    await enqueue(session, [Say("notice_copy", group_id=group.id)], now=now)
    await note_migration(session, -107, SUPER, now=now)
    assert (await town.said("notice_copy"))[0].state is OutgoingState.PENDING


async def test_a_strange_chat_that_migrates_stays_strange_and_is_left_in_time(session, town, note, now):
    group = await note(STRANGE, MEMBER)
    await note_migration(session, STRANGE, SUPER, now=now)
    assert (group.chat_id, group.state) == (SUPER, GroupState.UNBOUND)
    assert await leave_unbound(session, now=now + timedelta(minutes=15)) == 1
    assert isinstance(group, Group)
