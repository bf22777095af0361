"""What is wished stands in its chat: in order, once, and in its newest state."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from models.kinds import OutgoingState, Priority
from outbox.message import Deed, Later, Message, Stale
from outbox.refresh import refresh
from tests.outbox.senders import CHATS, PERSON, Say, to, with_button

SENT = OutgoingState.SENT


def all_sent(rows):
    return all(row.state is SENT for row in rows.values())


async def test_what_is_wished_stands_in_its_chat(town):
    await town.say(to(1, reply_to=9), Say("note", 2, user_id=PERSON))
    town.start()
    rows = await town.until(all_sent)
    assert [(p.chat_id, p.what.html, p.reply_to) for p in town.courier.parcels] == [
        (CHATS[1], "card 1", 9),
        (PERSON, "note 2", None),
    ]
    assert [(row.chat_id, row.message_id, row.shown, row.unsure) for row in rows.values()] == [
        (CHATS[1], 101, 1, 0),
        (PERSON, 102, 1, 0),
    ]


async def test_one_request_per_chat_is_in_flight_and_order_holds(town):
    await town.say(*(to(1, subject_id=number) for number in range(6)), *(to(2, subject_id=9) for _ in range(3)))
    town.start()
    await town.until(all_sent)
    assert town.courier.most_flying == 1
    assert town.courier.words(CHATS[1]) == [f"card {number}" for number in range(6)]


async def test_the_urgent_leaves_before_the_rest(town):
    wishes = {1: Priority.DIGEST, 2: Priority.EMERGENCY, 3: Priority.NOTICE}
    await town.say(*(to(group, subject_id=group, priority=priority) for group, priority in wishes.items()))
    town.start(town.lane(width=1))
    await town.until(all_sent)
    assert town.courier.words() == ["card 2", "card 3", "card 1"]


async def test_a_wish_that_is_committed_wakes_the_sender(town, monkeypatch):
    monkeypatch.setattr("outbox.lookout.LOOK_AGAIN", 60)
    town.start()
    await town.looks(1)
    await town.say(to(1))
    await town.until(all_sent, seconds=10)


async def test_ten_changes_while_an_edit_is_on_its_way_make_one_more_edit(town):
    town.faces["card"] = lambda _: Message(f"version {town.made}")
    await town.say(to(1))
    town.start()
    await town.until(all_sent)
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    town.courier.left.clear()
    await change(town)
    await town.courier.left.wait()
    for _ in range(10):
        await change(town)
    held.set()
    rows = await town.until(lambda rows: all_sent(rows) and rows[1].shown == rows[1].wanted)
    edits = [parcel for parcel in town.courier.parcels if parcel.message_id == 101]
    assert (len(town.courier.parcels), len(edits), rows[1].wanted) == (3, 2, 12)


async def test_a_card_that_looks_the_same_is_not_edited(town):
    await town.say(to(1))
    town.start()
    await town.until(all_sent)
    await change(town)
    rows = await town.until(lambda rows: rows[1].shown == 2)
    assert len(town.courier.parcels) == 1
    assert rows[1].state is SENT


async def test_a_deed_is_done_once_and_is_no_message(town):
    town.faces["note"] = Deed("leaveChat", {"chat_id": CHATS[1]})
    await town.say(to(1, kind="note"))
    town.start()
    rows = await town.until(all_sent)
    assert town.courier.parcels[0].what.method == "leaveChat"
    assert rows[1].message_id is None


async def test_what_has_expired_is_dropped_unsaid(town):
    await town.say(to(1, expires_at=town.business - timedelta(seconds=1)), to(2))
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert (rows[1].state, rows[1].trouble) == (OutgoingState.DROPPED, "expired")
    assert town.courier.words() == ["card 1"]


async def test_what_is_stale_is_dropped_and_a_card_that_is_stale_stays(town):
    await town.say(to(1), to(2, kind="note"))
    town.faces["note"] = Stale("closed meanwhile")
    town.start()
    await town.until(lambda rows: rows[1].state is SENT)
    town.faces["card"] = Stale("merged")
    await change(town)
    rows = await town.until(lambda rows: rows[1].shown == 2)
    assert [(row.state, row.trouble) for row in rows.values()] == [
        (SENT, "merged"),
        (OutgoingState.DROPPED, "closed meanwhile"),
    ]
    assert len(town.courier.parcels) == 1


async def test_what_is_to_come_later_waits(town):
    town.faces["card"] = lambda _: Later(timedelta(seconds=30)) if town.made == 1 else Message("now")
    await town.say(to(1))
    lane, _, _ = town.start()
    await town.until(lambda rows: rows[1].not_before > town.machine)
    await town.looks()
    assert town.made == 1
    town.passes(31)
    lane.wake.set()
    await town.until(all_sent)
    assert town.courier.words() == ["now"]


@pytest.mark.parametrize(
    "bad", [LookupError("no such incident"), with_button(arg="9" * 60)], ids=["raises", "too long"]
)
async def test_words_that_cannot_be_made_are_parked_and_hold_up_nobody(town, bad):
    town.faces["card"] = bad
    await town.say(to(1), to(1, kind="note"))
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is OutgoingState.PARKED


async def test_a_kind_that_nobody_composes_is_parked(town):
    await town.say(to(1, kind="unheard of"), to(2))
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is OutgoingState.PARKED


async def test_a_database_that_fails_while_words_are_made_parks_nothing(town, monkeypatch):
    monkeypatch.setattr("outbox.lookout.HORIZON", 0.05)
    locked = OperationalError("SELECT", {}, Exception("database is locked"))
    town.faces["card"] = lambda _: locked if town.made < 3 else Message("at last")
    await town.say(to(1))
    town.start()
    await town.until(all_sent)
    assert town.courier.words() == ["at last"]


async def test_a_group_without_a_chat_is_parked(town):
    await town.say(to(1), to(2))
    async with town.database.transaction() as session:
        await move_chat(session, 1, None)
    town.start()
    rows = await town.until(lambda rows: rows[2].state is SENT)
    assert rows[1].state is OutgoingState.PARKED


async def test_a_graceful_stop_lets_what_is_in_flight_land(town):
    held = town.courier.delay[CHATS[1]] = asyncio.Event()
    await town.say(to(1))
    _, stop, task = town.start()
    await town.courier.left.wait()
    stop.set()
    held.set()
    await task
    row = await town.row(1)
    assert (row.state, row.message_id, row.unsure) == (SENT, 101, 0)


async def change(town):
    async with town.database.transaction() as session:
        await refresh(session, ["card"], 1)


async def move_chat(session, group_id, chat_id):
    from models.pyramid import Group

    group = await session.get_one(Group, group_id)
    group.chat_id = chat_id
