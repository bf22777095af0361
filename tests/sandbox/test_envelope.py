"""The wire itself: ways to call, statuses, and errors that are never `true`."""

import json

import pytest
from aiohttp import FormData


@pytest.fixture
def url(sandbox, bot):
    return f"{sandbox.url}/bot{bot.token}"


async def test_every_way_to_call_is_understood(session, url, group):
    fields = {"chat_id": str(group.id), "text": "一"}
    multipart = FormData(fields, default_to_multipart=True)
    ways = [{"json": {**fields, "chat_id": group.id}}, {"data": fields}, {"data": multipart}, {"params": fields}]
    for way in ways:
        async with session.post(f"{url}/sendMessage", **way) as response:
            assert (response.status, (await response.json())["result"]["text"]) == (200, "一")
    async with session.get(f"{url}/sendMessage", params=fields) as response:
        assert (await response.json())["ok"] is True


async def test_get_me_needs_no_body_whatever_its_content_type(session, url):
    async with session.post(f"{url}/GETME", headers={"Content-Type": "application/octet-stream"}) as response:
        assert (await response.json())["result"]["username"] == "pagoda_bot"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/bot{token}/noSuchMethod", 404, "Not Found: method not found"),
        ("/bot{token}/sendPoll", 501, "Not Implemented: the sandbox does not model method sendPoll"),
        ("/bot{token}/sendMessage?chat_id=1", 400, "Bad Request: message text is empty"),
        ("/bot{token}/sendMessage?text=x", 400, "Bad Request: chat_id is empty"),
        ("/bot{token}/sendMessage?text=x&chat_id=abc", 400, "Bad Request: chat not found"),
        (
            "/bot{token}/sendMessage?text=x&chat_id=1&reply_markup=x",
            400,
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        (
            "/bot{token}/deleteMessages?chat_id=1&message_ids=[%22x%22]",
            400,
            "Bad Request: expected an Array of message identifiers",
        ),
        ("/bot{token}/close", 429, "Too Many Requests: retry after 600"),
        ("/bot{token}", 404, "Not Found: method not found"),
    ],
)
async def test_the_status_is_the_error_code(*, session, sandbox, bot, path, status, description):
    async with session.get(sandbox.url + path.format(token=bot.token)) as response:
        body = await response.json()
    assert (response.status, body["ok"], body["error_code"], body["description"]) == (
        status,
        False,
        status,
        description,
    )


async def test_429_says_how_long_in_the_body_and_in_a_header(session, url):
    async with session.get(f"{url}/close") as response:
        body = await response.json()
        assert body["parameters"]["retry_after"] == int(response.headers["Retry-After"])


async def test_broken_json_is_a_bad_request(session, url):
    async with session.post(f"{url}/sendMessage", data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400
    async with session.post(f"{url}/sendMessage", json=[1]) as response:
        assert (await response.json())["description"] == "Bad Request: object expected"


async def test_the_transcript_holds_calls_and_updates_as_lines(stage, group, wang, bot, http):
    await http(bot.token, "sendMessage", chat_id=group.id, text="一")
    records = await stage.transcript()
    call = next(record for record in records if record.get("method") == "sendMessage")
    assert (call["status"], call["params"]["text"], call["response"]["result"]["text"]) == (200, "一", "一")
    assert any("my_chat_member" in record.get("update", ()) for record in records)
    await stage.post("/control/transcript", enabled=False, clear=True)
    await http(bot.token, "sendMessage", chat_id=group.id, text="二")
    assert await stage.transcript() == []


async def test_the_transcript_is_bounded(stage, bot, http):
    await stage.post("/control/transcript", limit=3)
    for _ in range(5):
        await http(bot.token, "getMe")
    assert len(await stage.transcript()) == 3
    assert json.dumps(await stage.calls("getMe"))
