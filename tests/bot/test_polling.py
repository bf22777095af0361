"""The offset moves only past what is committed, and trouble is told once."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from sqlalchemy.exc import OperationalError

from bot import polling
from bot.polling import Poller, poll

AWAY = OperationalError("INSERT", {}, Exception("the database is away"))


class Telegram:
    """Answers getUpdates as told: bodies, (status, body) or bytes; then it holds the line."""

    def __init__(self):
        self.answers = []
        self.asked = []
        self.is_idle = asyncio.Event()
        self.url = ""

    async def on_updates(self, request):
        self.asked.append(await request.json())
        if not self.answers:
            self.is_idle.set()
            await asyncio.sleep(30)
        answer = self.answers.pop(0)
        if isinstance(answer, bytes):
            return web.Response(body=answer)
        status, body = answer if isinstance(answer, tuple) else (200, {"ok": True, "result": answer})
        return web.json_response(body, status=status)

    @property
    def offsets(self):
        return [wish["offset"] for wish in self.asked]


@pytest.fixture
async def telegram(monkeypatch):
    rest = polling._rest
    monkeypatch.setattr(polling, "_rest", lambda stop, seconds: rest(stop, min(seconds, 0.01)))
    made = Telegram()
    app = web.Application()
    app.router.add_post("/bot1:x/getUpdates", made.on_updates)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot1:x/getUpdates"
    yield made
    await runner.cleanup()


@pytest.fixture
def alarms():
    return []


@pytest.fixture
def polled(telegram, http, alarms):
    """Polls until Telegram has told all it was to tell; gives nothing."""

    @asynccontextmanager
    async def run(receive, is_ours=None):
        async def alarm(bot_id, trouble):
            alarms.append(trouble)

        async def ours():
            return True

        stop = asyncio.Event()
        task = asyncio.create_task(poll(Poller(1, telegram.url, receive, alarm, is_ours or ours), http, stop))
        async with asyncio.timeout(15):
            await telegram.is_idle.wait()
        yield
        stop.set()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return run


def updates(*ids):
    return [{"update_id": number, "message": {}} for number in ids]


async def test_the_offset_moves_only_after_the_commit(telegram, polled):
    seen = []

    async def receive(bot_id, batch):
        seen.append(([update["update_id"] for update in batch], telegram.offsets[-1]))

    telegram.answers = [updates(5, 6), [], updates(7)]
    async with polled(receive):
        assert seen == [([5, 6], 0), ([7], 7)]
        assert telegram.offsets == [0, 7, 7, 8]


async def test_while_the_database_is_away_the_offset_stays(telegram, polled, alarms):
    failures = [AWAY, OSError("disk"), AWAY]

    async def receive(bot_id, batch):
        if failures:
            raise failures.pop()

    telegram.answers = [updates(5)] * 4
    async with polled(receive):
        assert telegram.offsets == [0, 0, 0, 0, 6]


@pytest.mark.parametrize(("status", "word"), [(401, "401"), (409, "409"), (429, "429"), (502, "502")])
async def test_a_refusal_is_told_once_and_its_end_once(telegram, polled, alarms, status, word):
    body = {"ok": False, "error_code": status, "parameters": {"retry_after": 3}}
    telegram.answers = [(status, body)] * 4 + [updates(5)]

    async def receive(bot_id, batch):
        pass

    async with polled(receive):
        assert len(alarms) == 2
        assert word in alarms[0]
        assert alarms[1] is None


async def test_whatever_is_answered_the_poller_goes_on(telegram, polled, alarms):
    telegram.answers = [b"", b"<html>", b"[]", b"null", b'{"ok": true}', (429, {"parameters": None}), updates(5)]
    received = []

    async def receive(bot_id, batch):
        received.append(batch)

    async with polled(receive):
        assert received == [updates(5)]
        assert alarms[-1] is None


async def test_a_defect_in_receiving_does_not_end_the_listening(telegram, polled, alarms):
    failures = [LookupError("a defect")]

    async def receive(bot_id, batch):
        if failures:
            raise failures.pop()

    telegram.answers = [updates(5), updates(5)]
    async with polled(receive):
        assert telegram.offsets == [0, 0, 6]
        assert "LookupError" in alarms[0]


async def test_who_does_not_hold_the_lease_does_not_ask(telegram, polled):
    turns = [False, False, True]

    async def is_ours():
        if len(turns) > 1:
            assert telegram.asked == []
            return turns.pop(0)
        return True

    async def receive(bot_id, batch):
        pass

    async with polled(receive, is_ours):
        assert len(telegram.asked) == 1


async def test_only_wanted_kinds_are_asked_for(telegram, polled):
    async def receive(bot_id, batch):
        pass

    async with polled(receive):
        assert telegram.asked[0]["allowed_updates"] == list(polling.ALLOWED_UPDATES)


@pytest.fixture
def url(sandbox, telegram_bot):
    return f"{sandbox.url}/bot{telegram_bot.token}/getUpdates"


async def test_words_said_in_a_chat_arrive_although_the_database_was_away(url, chat, wang, way_in, http):
    async def quiet(*_):
        return True

    stop = asyncio.Event()
    way_in.failures = [AWAY]
    task = asyncio.create_task(poll(Poller(7, url, way_in.receive, quiet, quiet), http, stop))
    await wang.says(chat, "3幢2单元水管爆了，水已经淹到一楼")
    await way_in.has_kept("水管爆了")
    stop.set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert way_in.calls > 1
