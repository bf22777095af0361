"""Refusals: each is honoured, told to who must know, and nothing is lost by it."""

import asyncio
from datetime import timedelta

import pytest

from models.kinds import OutgoingState, Priority, Repeat
from models.pyramid import Acquaintance, Group
from outbox.message import TryLater, Undeliverable, Unknown
from outbox.pacing import Pacing
from outbox.resume_group import resume_group
from tests.outbox.senders import BOT, CHATS, PERSON, Say, to

SENT, RETRY_AT, PARKED = OutgoingState.SENT, OutgoingState.RETRY_AT, OutgoingState.PARKED
TOO_MANY = TryLater(30, "token", "429")


async def test_429_silences_the_token_until_it_is_over(town):
    town.courier.answers[CHATS[1]] = [TOO_MANY]
    await town.say(to(1))
    lane, _, _ = town.start()
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    await town.say(to(2))
    town.passes(29)
    await town.looks()
    assert len(town.courier.parcels) == 1
    town.passes(2)
    lane.wake.set()
    await town.until(lambda rows: all(row.state is SENT for row in rows.values()))
    assert [parcel.chat_id for parcel in town.courier.parcels].count(CHATS[1]) == 2


async def test_429_of_a_crowded_chat_silences_that_chat_alone(town):
    pacing = Pacing(10_000, 20, chat_gap=0.0)
    for _ in range(16):
        pacing.remember(CHATS[1], town.mono - 30)
    town.courier.answers[CHATS[1]] = [TOO_MANY]
    await town.say(to(1, priority=Priority.ANSWER))
    town.start(town.lane(pacing=pacing))
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    await town.say(to(2))
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is RETRY_AT


async def test_429_outlives_a_restart(town):
    town.courier.answers[CHATS[1]] = [TOO_MANY]
    await town.say(to(1), to(2))
    _, stop, task = town.start(town.lane(width=1))
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    stop.set()
    await task
    asked = len(town.courier.parcels)
    town.passes(5)
    lane, _, _ = town.start(town.lane(fence=2))
    await town.looks()
    assert len(town.courier.parcels) == asked
    assert lane.pacing.token_ready_at(town.mono) == pytest.approx(town.mono + 25, abs=0.1)


async def test_what_waits_for_its_slot_when_429_comes_does_not_leave(town):
    """The second request has its slot already; a refusal of the first takes it back."""
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    town.courier.answers[CHATS[1]] = [TOO_MANY]
    await town.say(to(1), to(2))
    lane, _, _ = town.start(town.lane(pacing=Pacing(3, 20)))
    await town.courier.left.wait()
    held.set()
    await town.until(lambda rows: rows[2].state is RETRY_AT)
    assert [parcel.chat_id for parcel in town.courier.parcels] == [CHATS[1]]
    assert lane.unsure == 0


async def test_a_chat_that_shut_us_out_is_parked_with_all_that_waits_and_told(town):
    town.courier.answers[CHATS[1]] = [Undeliverable("bot was kicked", is_chat_gone=True)]
    await town.say(to(1), to(1), to(2))
    town.start()
    rows = await town.until(lambda rows: rows[3].state is SENT and rows[2].state is PARKED)
    assert rows[1].state is PARKED
    assert [(told.group_id, told.chat_id) for told in town.troubles] == [(1, CHATS[1])]
    assert [parcel.chat_id for parcel in town.courier.parcels].count(CHATS[1]) == 1


async def test_who_blocked_the_bot_is_remembered(town):
    town.courier.answers[PERSON] = [Undeliverable("blocked", is_chat_gone=True)]
    await town.say(Say("note", 1, user_id=PERSON), Say("note", 2, user_id=PERSON))
    town.start()
    await town.until(lambda rows: {row.state for row in rows.values()} == {PARKED})
    assert await town.say(Say("note", 3, user_id=PERSON)) == 0
    async with town.database.reading() as session:
        assert (await session.get_one(Acquaintance, (PERSON, BOT))).blocked_at == town.business


async def test_an_unknown_refusal_parks_that_row_alone(town):
    town.courier.answers[CHATS[1]] = [Undeliverable("message text is empty")]
    await town.say(to(1), to(1))
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is PARKED
    assert town.troubles == []


async def test_a_group_that_moved_gets_its_message_in_the_new_chat(town):
    async def follow(session, trouble):
        (await session.get_one(Group, trouble.group_id)).chat_id = trouble.outcome.migrated_to
        await session.flush()
        await resume_group(session, trouble.group_id, BOT)

    town.courier.answers[CHATS[1]] = [Undeliverable("moved", migrated_to=-1009)]
    await town.say(to(1))
    town.start(town.lane(on_trouble=follow))
    rows = await town.until(lambda rows: rows[1].state is SENT)
    assert [parcel.chat_id for parcel in town.courier.parcels] == [CHATS[1], -1009]
    assert rows[1].chat_id == -1009


async def test_a_move_that_nobody_follows_is_not_asked_for_without_a_pause(town):
    town.courier.answers[CHATS[1]] = [Undeliverable("moved", migrated_to=-1009)] * 50
    await town.say(to(1))
    town.start()
    await town.until(lambda _: town.troubles)
    await town.looks(5)
    assert len(town.courier.parcels) == 1
    assert (await town.row(1)).not_before > town.machine


async def test_a_dead_token_is_asked_once_and_its_rows_wait(town):
    town.courier.answers[CHATS[1]] = [Undeliverable("401", is_token_dead=True)]
    await town.say(to(1), to(2), to(3))
    lane, _, _ = town.start(town.lane(width=1))
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    await town.looks(5)
    assert len(town.courier.parcels) == 1
    assert town.troubles[0].outcome.is_token_dead
    town.passes(301)
    lane.wake.set()
    await town.until(lambda rows: all(row.state is SENT for row in rows.values()))
    assert len(town.courier.parcels) == 4


async def test_a_lost_answer_is_sent_again_and_counted(town):
    town.courier.answers[CHATS[1]] = [Unknown("cut")]
    await town.say(to(1))
    lane, _, _ = town.start()
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    town.passes(2)
    lane.wake.set()
    rows = await town.until(lambda rows: rows[1].state is SENT)
    assert (rows[1].unsure, lane.unsure, len(town.courier.parcels)) == (1, 1, 2)


async def test_a_lost_answer_of_what_is_said_only_once_waits_for_a_person(town):
    town.courier.answers[CHATS[1]] = [Unknown("cut")]
    await town.say(to(1, kind="legal", repeat=Repeat.ONCE), to(1))
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is OutgoingState.UNCERTAIN
    town.passes(600)
    await town.looks()
    assert len(town.courier.parcels) == 2


async def test_a_courier_that_breaks_loses_nothing(town):
    town.courier.answers[CHATS[1]] = [RuntimeError("a defect")]
    await town.say(to(1))
    lane, _, _ = town.start()
    await town.until(lambda rows: rows[1].state is RETRY_AT)
    town.passes(2)
    lane.wake.set()
    rows = await town.until(lambda rows: rows[1].state is SENT)
    assert rows[1].unsure == 1


async def test_a_provable_failure_is_tried_again_without_doubt(town):
    town.courier.answers[CHATS[1]] = [TryLater(2, "row", "no connection")]
    await town.say(to(1, repeat=Repeat.ONCE), to(2))
    lane, _, _ = town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT and rows[1].state is RETRY_AT)
    assert rows[1].not_before == town.machine + timedelta(seconds=2)
    town.passes(2)
    lane.wake.set()
    rows = await town.until(lambda rows: rows[1].state is SENT)
    assert rows[1].unsure == 0


async def test_refusals_do_not_lengthen_the_wait_after_a_lost_answer(town):
    """Six times put off by 429, then cut once: it is asked again after two seconds, not after two minutes."""
    town.courier.answers[CHATS[1]] = [*[TryLater(1, "row", "429")] * 6, Unknown("cut")]
    await town.say(to(1))
    lane, _, _ = town.start()
    for asked in range(1, 8):
        await town.until(
            lambda rows, asked=asked: (
                len(town.courier.parcels) == asked
                and rows[1].state is RETRY_AT
                and rows[1].not_before > town.machine  # not what it waited for before
            )
        )
        town.passes(2)
        lane.wake.set()
    rows = await town.until(lambda rows: rows[1].state is SENT)
    assert (rows[1].unsure, rows[1].attempts) == (1, 0)
