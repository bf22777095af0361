"""Updates posted to an address: secret, order, retries, backlog, and answers that are methods."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web


class Door:
    """A bot's address: notes what comes and answers from a list, then 200."""

    def __init__(self):
        self.seen = []
        self.answers = []
        self.url = ""
        self._changed = asyncio.Condition()

    async def answer(self, request):
        body = await request.json()
        async with self._changed:
            self.seen.append((body, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
            self._changed.notify_all()
        answer = self.answers.pop(0) if self.answers else web.json_response({})
        return await answer(body) if callable(answer) else answer

    async def count(self, number):
        async with self._changed, asyncio.timeout(5):
            await self._changed.wait_for(lambda: len(self.seen) >= number)
        return [body for body, _ in self.seen]


@asynccontextmanager
async def opened():
    door = Door()
    app = web.Application()
    app.router.add_post("/hook", door.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield door
    await runner.cleanup()


@pytest.fixture
async def door():
    async with opened() as door:
        yield door


@pytest.fixture
async def hooked(*, driver, group, bot, door, stage, updates):
    """The bot is administrator and its webhook is set; nothing is pending."""
    await stage.post("/control/settings", retry_base=0.02)
    await group.promotes(bot)
    await updates.forget()
    await driver.call("set_webhook", url=door.url, secret_token="s-1")
    return group


async def test_updates_are_posted_with_the_secret(hooked, wang, door, driver):
    await wang.says(hooked, "漏水")
    assert (await door.count(1))[0]["message"]["text"] == "漏水"
    assert door.seen[0][1] == "s-1"
    info = await driver.call("get_webhook_info")
    assert info["url"] == door.url


async def test_polling_is_refused_while_a_webhook_is_set(hooked, driver, bot, http):
    answer = await http(bot.token, "getUpdates")
    assert answer["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in answer["description"]
    await driver.call("delete_webhook")
    assert (await http(bot.token, "getUpdates"))["ok"] is True
    assert (await driver.call("get_webhook_info"))["url"] == ""


async def test_what_fails_comes_again_and_what_follows_in_the_chat_waits(hooked, wang, door, driver):
    door.answers = [web.Response(status=500) for _ in range(3)]
    for word in "一二":
        await wang.says(hooked, word)
    texts = [body["message"]["text"] for body in await door.count(5)]
    assert texts == ["一", "一", "一", "一", "二"]
    info = await driver.call("get_webhook_info")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 0


async def test_another_chat_does_not_wait_for_a_stuck_one(hooked, wang, door, stage, bot):
    release = asyncio.Event()

    async def stuck(_body):
        await release.wait()
        return web.json_response({})

    door.answers = [stuck]
    other = await stage.chat("另一个", creator=wang)
    await wang.says(hooked, "一")
    await door.count(1)
    await other.adds(bot)
    bodies = await door.count(2)
    assert bodies[1]["my_chat_member"]["chat"]["id"] == other.id
    release.set()


async def test_a_press_overtakes_a_stuck_message_of_the_same_chat(*, hooked, wang, door, http, bot):
    markup = {"inline_keyboard": [[{"text": "对", "callback_data": "yes"}]]}
    await http(bot.token, "sendMessage", chat_id=hooked.id, text="一", reply_markup=markup)
    door.answers = [web.Response(status=500, headers={"Retry-After": "3600"})]
    await wang.says(hooked, "漏水")
    await door.count(1)
    await wang.presses(hooked, "对", wait=0)
    assert (await door.count(2))[1]["callback_query"]["data"] == "yes"


async def test_the_backlog_is_posted_when_the_webhook_is_set(*, driver, group, bot, wang, door, updates):
    await group.promotes(bot)
    await updates.forget()
    for word in "一二":
        await wang.says(group, word)
    await driver.call("set_webhook", url=door.url)
    assert [body["message"]["text"] for body in await door.count(2)] == ["一", "二"]
    assert door.seen[0][1] is None


async def test_pending_updates_can_be_dropped(*, driver, group, bot, wang, door, updates):
    await group.promotes(bot)
    await wang.says(group, "一")
    await driver.call("set_webhook", url=door.url, drop_pending_updates=True)
    await wang.says(group, "二")
    assert (await door.count(1))[0]["message"]["text"] == "二"


async def test_a_method_in_the_answer_is_called(hooked, wang, door):
    answer = {"method": "sendMessage", "chat_id": hooked.id, "text": "收到"}
    door.answers = [web.json_response(answer)]
    await wang.says(hooked, "漏水")
    await hooked.sees("收到", within=3)


async def test_retry_after_is_honoured(hooked, wang, door):
    door.answers = [web.Response(status=503, headers={"Retry-After": "0"})]
    await wang.says(hooked, "一")
    assert len(await door.count(2)) == 2


async def test_an_update_too_old_is_dropped(*, hooked, wang, door, stage, driver, bot, sandbox):
    door.answers = [web.Response(status=500, headers={"Retry-After": "3600"})]
    await wang.says(hooked, "一")
    await door.count(1)
    await stage.shift(25 * 3600)
    assert (await driver.call("get_webhook_info"))["pending_update_count"] == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "https://example.com/x"}, "the sandbox posts to this machine only"),
        ({"url": "ftp://127.0.0.1"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1/x", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/x", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_addresses_and_secrets_are_refused(http, bot, fields, words):
    answer = await http(bot.token, "setWebhook", **fields)
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_an_address_where_nobody_is_is_told(stage, http, bot, group, wang):
    await stage.post("/control/settings", retry_base=30)
    await http(bot.token, "setWebhook", url="http://127.0.0.1:9/hook")
    for _ in range(100):
        info = (await http(bot.token, "getWebhookInfo"))["result"]
        if "last_error_message" in info:
            break
        await asyncio.sleep(0.02)
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] > 0


async def test_a_webhook_ends_a_waiting_poll(driver, updates, bot, http, door):
    await updates.forget()
    waiting = asyncio.create_task(http(bot.token, "getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await http(bot.token, "setWebhook", url=door.url)
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
