"""A wish is one row, and only for those who can be reached."""

from datetime import timedelta

from sqlalchemy import update

from models.kinds import GroupState, OutgoingState
from models.pyramid import Acquaintance, Group
from outbox.enqueue import Say
from outbox.forget_sent import forget_sent
from outbox.park_group import park_group
from outbox.refresh import refresh
from outbox.resume_group import resume_group, resume_person
from outbox.withdraw import withdraw
from tests.outbox.senders import BOT, PERSON, STRANGER, to


async def test_the_same_key_is_said_once(town):
    written = [await town.say(to(1, key="rung-1"), to(2, key="rung-2")) for _ in range(2)]
    assert written == [2, 0]
    assert len(await town.rows()) == 2


async def test_people_whom_no_bot_may_write_to_get_nothing(town):
    async with town.database.transaction() as session:
        session.add(Acquaintance(user_id=52, bot_id=BOT, since=town.business, blocked_at=town.business))
    assert await town.say(*(Say("note", 1, user_id=user) for user in (PERSON, STRANGER, 52))) == 1
    assert [row.user_id for row in (await town.rows()).values()] == [PERSON]


async def test_what_is_meant_for_a_chat_that_is_away_waits_parked(town):
    async with town.database.transaction() as session:
        await session.execute(update(Group).where(Group.id == 1).values(state=GroupState.AWAY))
    await town.say(to(1), to(2))
    assert [row.state for row in (await town.rows()).values()] == [OutgoingState.PARKED, OutgoingState.PENDING]


async def test_a_wish_that_settles_is_due_later(town):
    await town.say(to(1, settle=timedelta(seconds=3)))
    assert (await town.row(1)).not_before == town.machine + timedelta(seconds=3)


async def test_what_never_left_can_be_withdrawn_and_what_stands_there_stays(town):
    await town.say(to(1), to(2))
    async with town.database.transaction() as session:
        row = await session.get_one(type(await town.row(1)), 1)
        row.state, row.shown, row.message_id = OutgoingState.SENT, 1, 5
    async with town.database.transaction() as session:
        await refresh(session, ["card"], 1)
        assert await withdraw(session, ["card"], 1, "closed") == 1
    rows = await town.rows()
    assert (rows[1].state, rows[1].wanted) == (OutgoingState.PENDING, 2)
    assert (rows[2].state, rows[2].trouble) == (OutgoingState.DROPPED, "closed")


async def test_a_parked_group_goes_on_by_the_bot_that_is_there_now(town):
    await town.say(to(1), to(2))
    async with town.database.transaction() as session:
        assert await park_group(session, 1, "kicked") == 1
    assert (await town.row(1)).state is OutgoingState.PARKED
    async with town.database.transaction() as session:
        assert await resume_group(session, 1, BOT + 1) == 1
    row = await town.row(1)
    assert (row.state, row.bot_id) == (OutgoingState.PENDING, BOT + 1)


async def test_open_cards_are_sent_anew_into_a_new_chat(town):
    await town.say(to(1), to(1, kind="note"))
    async with town.database.transaction() as session:
        for row_id in (1, 2):
            row = await session.get_one(type(await town.row(1)), row_id)
            row.state, row.shown, row.message_id = OutgoingState.SENT, 1, row_id
    async with town.database.transaction() as session:
        await resume_group(session, 1, BOT, repost=["card"])
    rows = await town.rows()
    assert [rows[number].state for number in (1, 2)] == [OutgoingState.PENDING, OutgoingState.SENT]


async def test_what_waited_for_a_person_goes_on_when_they_press_start(town):
    await town.say(Say("note", 1, user_id=PERSON))
    async with town.database.transaction() as session:
        row = await session.get_one(type(await town.row(1)), 1)
        row.state = OutgoingState.PARKED
    async with town.database.transaction() as session:
        assert await resume_person(session, PERSON, BOT) == 1
    assert (await town.row(1)).state is OutgoingState.PENDING


async def test_one_off_rows_are_forgotten_after_thirty_days_and_cards_are_not(town):
    await town.say(to(1), to(2))
    async with town.database.transaction() as session:
        for row_id in (1, 2):
            row = await session.get_one(type(await town.row(1)), row_id)
            row.state, row.token = OutgoingState.SENT, "a card" if row_id == 1 else None
    left = []
    for days in (29, 2):
        town.passes(days * 86_400)
        async with town.database.transaction() as session:
            await forget_sent(session)
        left.append(list(await town.rows()))
    assert left == [[1, 2], [1]]
