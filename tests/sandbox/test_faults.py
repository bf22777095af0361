"""Everything that goes wrong on the way can be had on demand, before the deed or after it."""

import pytest
from aiohttp import ClientError

from sandbox.client import StageError
from sandbox.faults import Faults
from tests.sandbox.drivers import RefusedError


async def texts(group):
    return [message["text"] for message in await group.messages() if message["text"]]


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ({"status": 429, "retry_after": 17}, 429, "17"),
        ({"status": 403}, 403, "bot was blocked by the user"),
        ({"status": 400, "description": "Bad Request: chat not found"}, 400, "chat not found"),
        ({"status": 401}, 401, ""),
        ({"status": 500}, 500, "internal server error"),
        ({"status": 409}, 409, "conflict"),
    ],
)
async def test_a_scripted_refusal_strikes_as_often_as_it_was_told(*, driver, stage, group, fault, code, words):
    await stage.fault("status", method="sendMessage", count=1, **fault)
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=group.id, text="一")
    assert refused.value.code == code
    assert words in refused.value.text.lower() or code == 429
    if code == 429:
        assert refused.value.retry_after == 17
    await driver.call("send_message", chat_id=group.id, text="二")
    assert await texts(group) == ["二"]


async def test_a_fault_strikes_only_whom_it_names(driver, stage, group, wang, bot):
    other = await stage.chat("另一个", creator=wang)
    await other.adds(bot)
    await stage.fault("status", method="sendMessage", chat_id=group.id, status=403)
    await driver.call("send_message", chat_id=other.id, text="一")
    with pytest.raises(RefusedError):
        await driver.call("send_message", chat_id=group.id, text="一")
    assert (await stage.get("/control/faults"))[0]["hits"] == 1
    await stage.no_more_faults()
    await driver.call("send_message", chat_id=group.id, text="一")


async def test_a_proxys_html_page_reaches_the_library(driver, stage, group):
    await stage.fault("html", status=502, count=1)
    with pytest.raises(Exception) as raised:
        await driver.call("send_message", chat_id=group.id, text="一")
    assert type(raised.value).__name__ in ("ClientDecodeError", "RefusedError")


@pytest.mark.parametrize(("kind", "delivered"), [("cut_before", []), ("cut_after", ["一"])])
async def test_a_connection_is_cut_before_or_after_the_deed(driver, stage, group, kind, delivered):
    await stage.fault(kind, method="sendMessage", count=1)
    with pytest.raises(RefusedError) as refused:
        await driver.call("send_message", chat_id=group.id, text="一")
    assert refused.value.code in (0, 500)
    assert await texts(group) == delivered
    calls = await stage.calls("sendMessage")
    assert "response" not in calls[0]


async def test_a_delayed_call_is_done_all_the_same(driver, stage, group):
    await stage.fault("delay", delay_ms=30, count=1)
    await driver.call("send_message", chat_id=group.id, text="一")
    assert await texts(group) == ["一"]


async def test_a_revoked_token_is_unauthorised_and_the_new_one_works(stage, bot, http):
    fresh = await stage.post("/control/revoke", bot=bot.id)
    assert (await http(bot.token, "getMe"))["error_code"] == 401
    assert (await http(fresh["token"], "getMe"))["ok"] is True


async def test_raw_sockets_see_the_cut_too(stage, group, bot, sandbox, session):
    await stage.fault("cut_before", count=1)
    with pytest.raises(ClientError):
        async with session.post(f"{sandbox.url}/bot{bot.token}/getMe"):
            pass


async def test_a_wrong_rule_is_refused(stage):
    with pytest.raises(StageError, match="a fault is one of"):
        await stage.fault("explode")
    with pytest.raises(StageError, match="unexpected keyword"):
        await stage.fault("status", colour="red")


def test_the_same_seed_throws_the_same_dice():
    def strikes(seed):
        faults = Faults(seed)
        faults.add("status", probability=0.3)
        return [faults.pick("sendmessage", "1", "t") is not None for _ in range(200)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 30 < sum(strikes(1)) < 90
