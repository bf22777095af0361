"""The senders of one process look together: as few statements as one, and nobody pays for another's trouble."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import event, text, update

from models.kinds import OutgoingState
from models.pyramid import Group
from outbox.deliver_pending import deliver_pending
from outbox.lookout import Lookout
from outbox.sky import Sky
from tests.outbox.senders import BOT, CHATS, to

SENT, PENDING = OutgoingState.SENT, OutgoingState.PENDING
BOTS = {1: BOT, 2: BOT + 1, 3: BOT + 2}  # group → the bot that serves it


@pytest.fixture
async def three(town):
    """Three tokens, a group each."""
    async with town.database.transaction() as session:
        for group_id, bot_id in BOTS.items():
            await session.execute(update(Group).where(Group.id == group_id).values(bot_id=bot_id))
    return town


def start(town, lookout, fence=1, **more):
    """A sender for each token, with one lookout; returns their (lane, stop, task)."""
    made = []
    for bot_id in BOTS.values():
        lane, stop = town.lane(bot_id=bot_id, fence=fence, **more.get(str(bot_id), {})), asyncio.Event()
        town.database.bells.add(lane.wake)
        task = asyncio.create_task(deliver_pending(lane, stop, lookout))
        town.tasks.append((stop, task))
        made.append((lane, stop, task))
    return made


async def test_three_tokens_ask_as_often_as_one(three):
    made = start(three, Lookout())
    await three.looks(9)
    asked = Counter()
    event.listen(
        three.database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.update([statement.split(" SET")[0].split(" FROM")[0]]),
    )
    await three.say(*(to(group_id, "note", 7) for group_id in CHATS))
    rows = await three.until(
        lambda rows: (
            len(rows) == 3
            and all(row.state is SENT for row in rows.values())
            and all(lane.kinds_sent for lane, _, _ in made)
        )  # counted after the commit
    )
    assert {row.bot_id: row.fence for row in rows.values()} == dict.fromkeys(BOTS.values(), 1)
    writes = asked["UPDATE outgoing"]
    assert 2 <= writes <= 4  # a claim and a delivery of all; one may be rung for a little earlier than the others
    assert [lane.kinds_sent for lane, _, _ in made] == [{"note": 1}] * 3


async def test_the_trouble_of_one_stays_its_own(three):
    async def broken(_session):
        raise RuntimeError("a defect of this sender alone")

    made = start(three, Lookout(), **{str(BOT + 1): {"hold": broken}})
    await three.say(*(to(group_id) for group_id in CHATS))
    rows = await three.until(lambda rows: {rows[1].state, rows[3].state} == {SENT})
    assert rows[2].state is PENDING
    with pytest.raises(RuntimeError):
        await made[1][2]


async def test_rows_that_one_cannot_write_do_not_keep_others_from_sending(three):
    """Its transaction is refused by the database each time; the others go on without it."""

    async def unwritable(session):
        await session.execute(text("INSERT INTO freeze (bot_id, chat_id, until) VALUES (1, 1, NULL)"))

    start(three, Lookout(), **{str(BOT): {"hold": unwritable}})
    await three.say(*(to(group_id) for group_id in CHATS))
    rows = await three.until(lambda rows: {rows[2].state, rows[3].state} == {SENT})
    assert rows[1].state is PENDING


async def test_who_lost_its_lease_ends_and_the_others_go_on(three):
    left = {BOT: 15.0}

    async def fading(_session):
        return left[BOT]

    made = start(three, Lookout(), **{str(BOT): {"hold": fading}})
    await three.looks(3)
    left[BOT] = 0.0
    await asyncio.wait_for(made[0][2], 20)
    await three.say(*(to(group_id) for group_id in CHATS))
    rows = await three.until(lambda rows: {rows[2].state, rows[3].state} == {SENT})
    assert rows[1].state is PENDING


async def test_nothing_is_claimed_for_one_that_has_stopped(three):
    made = start(three, Lookout())
    await three.looks(3)
    made[0][1].set()
    await asyncio.wait_for(made[0][2], 20)
    await three.say(*(to(group_id) for group_id in CHATS))
    rows = await three.until(lambda rows: {rows[2].state, rows[3].state} == {SENT})
    assert (rows[1].state, rows[1].fence) == (PENDING, None)


async def test_a_database_that_comes_back_finds_all_of_them_waiting(three, monkeypatch):
    monkeypatch.setattr("outbox.lookout.HORIZON", 0.05)
    start(three, Lookout())
    await three.looks(3)
    three.away = "before"
    await three.say(*(to(group_id) for group_id in CHATS))
    await asyncio.sleep(0.2)
    three.away = ""
    await three.until(lambda rows: {row.state for row in rows.values()} == {SENT})


async def test_a_commit_that_never_said_so_loses_and_doubles_nothing_for_anybody(three, monkeypatch):
    monkeypatch.setattr("outbox.lookout.HORIZON", 0.05)
    start(three, Lookout())
    await three.looks(3)
    three.away = "after"
    await three.say(*(to(group_id) for group_id in CHATS))
    await three.until(lambda rows: {row.state for row in rows.values()} == {SENT})
    assert sorted(parcel.chat_id for parcel in three.courier.parcels) == sorted(CHATS.values())


async def test_one_look_is_no_longer_than_a_loop_can_bear(town):
    """What is more than that is looked at next, by whoever is next."""
    skies = [Sky(town.lane(bot_id=number, width=100), more=True) for number in range(9)]
    lookout = Lookout(skies)
    assert lookout.company_of(skies[8]) == [skies[8], skies[0]]
    assert lookout.company_of(skies[3]) == [skies[3], skies[4]]
    for sky in skies:
        sky.more = False
        sky.lane.wake.set()
    assert len(lookout.company_of(skies[3])) == 9


async def test_words_know_whether_their_chat_is_a_units(town):
    told = {}
    town.faces["card"] = lambda request: told.__setitem__(request.group_id, request.is_homeless)
    town.start()
    await town.say(to(1), to(2))
    await town.until(lambda rows: {row.state for row in rows.values()} == {SENT})
    assert told == {1: False, 2: True}
