"""Too much is refused with the time to wait, in both readings of Telegram's limits."""

import pytest

from sandbox.client import StageError
from sandbox.errors import BotApiError
from tests.sandbox.drivers import RefusedError


async def send(driver, chat_id):
    """None, or the seconds to wait."""
    try:
        await driver.call("send_message", chat_id=chat_id, text="x")
    except RefusedError as refused:
        return refused.retry_after or refused.text
    return None


class StillClock:
    """Stands where it is put."""

    def __init__(self):
        self.time = 1_000_000.0

    def now(self):
        return self.time


@pytest.fixture
async def groups(stage, wang, bot):
    made = [await stage.chat(f"群{n}", creator=wang) for n in range(12)]
    for group in made:
        await group.adds(bot)
    await stage.shift(60)
    return made


async def test_nothing_is_refused_while_flood_control_is_off(driver, group):
    for _ in range(25):
        assert await send(driver, group.id) is None


@pytest.mark.parametrize("model", ["bucket", "window"])
async def test_a_chat_takes_a_short_burst_and_then_one_a_second(driver, stage, group, model):
    await stage.flood(enabled=True, model=model)
    assert [await send(driver, group.id) for _ in range(3)] == [None] * 3
    wait = await send(driver, group.id)
    assert 1 <= wait <= 3
    assert await send(driver, group.id) is not None
    await stage.shift(wait)
    assert await send(driver, group.id) is None


@pytest.mark.parametrize("model", ["bucket", "window"])
async def test_a_group_takes_20_a_minute(driver, stage, group, model):
    await stage.flood(enabled=True, model=model, chat_per_second=1000, chat_burst=1000)
    assert [await send(driver, group.id) for _ in range(20)] == [None] * 20
    wait = await send(driver, group.id)
    assert (1 <= wait <= 3) if model == "bucket" else (50 <= wait <= 60)
    await stage.shift(wait + 0.1)
    assert await send(driver, group.id) is None


async def test_the_window_counts_any_trailing_span_and_the_bucket_refills(sandbox, stage, groups, bot):
    """30 at once, half a second later 10 more: a bucket has refilled 15, a strict window has not."""
    telegram, still = sandbox.telegram, StillClock()
    telegram.flood._clock = still
    for model, refused in (("bucket", 0), ("window", 10)):
        await stage.flood(enabled=True, model=model, group_per_minute=1000, chat_per_second=1000, chat_burst=1000)
        own = telegram.bots[bot.token]
        chats = [telegram.chats[group.id] for group in groups]
        for n in range(30):
            telegram.flood.admit(own, chats[n % 10])
        still.time += 0.5
        failures = 0
        for n in range(10):
            try:
                telegram.flood.admit(own, chats[n % 10])
            except BotApiError:
                failures += 1
        assert (model, failures) == (model, refused)
        still.time += 60


async def test_bulk_beyond_30_is_refused_for_all_chats_until_the_penalty_ends(driver, stage, groups):
    await stage.flood(enabled=True, model="window", per_second=5, retry_after=7)
    assert [await send(driver, group.id) for group in groups[:5]] == [None] * 5
    assert await send(driver, groups[5].id) == 7
    await stage.shift(3)
    assert await send(driver, groups[6].id) in (4, 5)
    await stage.shift(5)
    assert await send(driver, groups[6].id) is None


async def test_answers_are_not_bulk(driver, stage, groups, wang):
    await stage.flood(enabled=True, per_second=1, retry_after=9)
    assert await send(driver, groups[0].id) is None
    assert await send(driver, groups[1].id) == 9
    await wang.says(groups[2], "漏水")
    assert await send(driver, groups[2].id) is None


async def test_edits_share_the_limit_and_answers_to_presses_do_not(driver, stage, group):
    sent = await driver.call("send_message", chat_id=group.id, text="0")
    await stage.flood(enabled=True)
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    for n in "123":
        await driver.call("edit_message_text", **where, text=n)
    with pytest.raises(RefusedError) as refused:
        await driver.call("edit_message_text", **where, text="4")
    assert refused.value.code == 429
    assert (await driver.call("get_chat", chat_id=group.id))["title"]


async def test_a_few_refusals_can_be_very_long(stage, driver, group):
    await stage.flood(enabled=True, long_wait_probability=1.0, chat_per_second=0.01)
    waits = [await send(driver, group.id) for _ in range(4)]
    assert waits[3] in (60, 10072)


async def test_wrong_rules_are_refused(stage):
    with pytest.raises(StageError, match="no such rule"):
        await stage.flood(speed=3)
    with pytest.raises(StageError, match="bucket or window"):
        await stage.flood(model="pipe")
