"""Nothing is taken without the secret, and nothing is confirmed before it is kept."""

import asyncio
import json

import pytest
from sqlalchemy.exc import OperationalError

from bot.web import listen
from bot.webhook import HEADER, LARGEST, webhook_routes

SECRET = "s" * 40
RIGHT = {HEADER: SECRET}


class Taken(list):
    error: Exception | None = None

    async def receive(self, bot_id, updates):
        if self.error is not None:
            raise self.error
        self.append((bot_id, list(updates)))


@pytest.fixture
def taken():
    return Taken()


@pytest.fixture
async def url(taken):
    site = await listen(webhook_routes({700: ""}, SECRET, taken.receive), "127.0.0.1", 0)
    yield f"{site.url}/telegram/700"
    await site.close()


async def raw(url, head, body=b"{}"):
    """Status of a request whose header lines are written as they are."""
    host, port = url.removeprefix("http://").split("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [b"POST /telegram/700 HTTP/1.1", b"Host: x", b"Connection: close", *head]
    writer.write(b"\r\n".join([*lines, b"Content-Length: %d" % len(body), b"", body]))
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])


async def test_an_update_is_received_and_then_confirmed(url, http, taken):
    async with http.post(url, json={"update_id": 5, "message": {}}, headers=RIGHT) as response:
        assert response.status == 200
    assert taken == [(700, [{"update_id": 5, "message": {}}])]


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "wrong"}, {HEADER: SECRET + "x"}, {HEADER: "密" * 13}])
async def test_without_the_right_secret_nothing_is_taken(url, http, taken, headers):
    async with http.post(url, json={"update_id": 5}, headers=headers) as response:
        assert response.status == 401
    assert taken == []


async def test_a_secret_that_is_no_text_or_comes_twice_is_refused(url, taken):
    name = HEADER.encode()
    for lines in ([name + b": \xff\xfe"], [name + b": " + SECRET.encode()] * 2):
        assert await raw(url, lines, b'{"update_id": 5}') == 401
    assert taken == []


@pytest.mark.parametrize("number", ["701", "0700", "9" * 5000, "٧٠٠"])
async def test_unknown_bots_are_not_found(url, http, number):
    async with http.post(url.replace("700", number), json={"update_id": 5}, headers=RIGHT) as response:
        assert response.status == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"null", b"{}", b'{"update_id": "5"}', b"\xff", b"[" * 9999])
async def test_what_is_no_update_is_refused(url, http, taken, body):
    async with http.post(url, data=body, headers=RIGHT) as response:
        assert response.status == 400
    assert taken == []


async def test_what_is_too_large_is_refused(url, http, taken):
    async with http.post(url, data=b"x" * (LARGEST + 1), headers=RIGHT) as response:
        assert response.status == 413

    async def pieces():
        for _ in range(LARGEST // 50_000 + 2):
            yield b"x" * 50_000

    async with http.post(url, data=pieces(), headers=RIGHT) as response:
        assert response.status == 413
    assert taken == []


async def test_an_update_that_comes_in_pieces_is_received_whole(url, http, taken):
    body = json.dumps({"update_id": 5, "message": {"text": "长" * 50_000}}).encode()

    async def pieces():
        for start in range(0, len(body), 7000):
            yield body[start : start + 7000]
            await asyncio.sleep(0)

    async with http.post(url, data=pieces(), headers=RIGHT) as response:
        assert response.status == 200
    assert taken[0][1][0]["message"]["text"] == "长" * 50_000


@pytest.mark.parametrize("error", [OperationalError("INSERT", {}, Exception("away")), OSError("disk")])
async def test_while_the_database_is_away_telegram_is_asked_to_come_again(url, http, taken, error):
    taken.error = error
    async with http.post(url, json={"update_id": 5}, headers=RIGHT) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "5")


async def test_a_real_delivery_is_kept_although_the_database_was_away(telegram_bot, chat, wang, way_in, http):
    stage = telegram_bot.stage
    site = await listen(webhook_routes({telegram_bot.id: ""}, SECRET, way_in.receive), "127.0.0.1", 0)
    hook = {"url": f"{site.url}/telegram/{telegram_bot.id}", "secret_token": SECRET}
    await stage.post("/control/settings", retry_base=0.05)
    way_in.failures = [OSError("away")]
    async with http.post(f"{stage.url}/bot{telegram_bot.token}/setWebhook", json=hook) as response:
        assert (await response.json())["ok"]
    await wang.says(chat, "3幢2单元水管爆了，水已经淹到一楼")
    await way_in.has_kept("水管爆了")
    await site.close()
    assert way_in.calls >= 2
