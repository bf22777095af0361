"""What means nothing leaves no trace; the rest is kept."""

import json

from bot import receiving as module
from tests.bot.test_hears import CHATTER, REPORT, said


async def test_chatter_leaves_no_trace_and_words_that_mean_something_are_kept(way_in, chat, inbox):
    updates = [
        said(text, chat=chat.id) | {"update_id": number} for number, text in enumerate([CHATTER, REPORT, CHATTER], 1)
    ]
    await way_in.receive(700, updates)
    kept = await inbox()
    assert [(row.update_id, row.lane) for row in kept] == [(2, "g1")]
    assert json.loads(kept[0].raw) == updates[1]
    assert (way_in.heard, way_in.silent, way_in.kept.is_set()) == (1, 2, True)


async def test_nobody_is_woken_for_silence(way_in, chat):
    await way_in.receive(700, [said(chat=chat.id)])
    assert not way_in.kept.is_set()


async def test_one_strange_update_does_not_stop_those_behind_it(way_in, chat, inbox, monkeypatch):
    def stumble(update, known):
        raise RecursionError

    monkeypatch.setattr(module, "is_silent", stumble)
    await way_in.receive(700, [said(chat=chat.id) | {"update_id": 1}, {"update_id": 2, "message": [1]}])
    assert [row.update_id for row in await inbox()] == [1, 2]


async def test_letters_that_no_database_takes_survive(way_in, chat, inbox):
    update = said("着火了 \ud800\x00", chat=chat.id)
    await way_in.receive(700, [update])
    assert json.loads((await inbox())[0].raw) == update
