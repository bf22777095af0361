"""Telegram refuses every third message with 429: all arrive, each once, and whoever is told to wait waits."""

from tests.stories.city import WORDS, nothing_waits, until, wide_city


async def test_a_storm_of_refusals_loses_nothing(tmp_path):
    async with wide_city(tmp_path, 38) as city, city.awake() as town:
        await city.stage.fault("status", method="sendMessage", status=429, retry_after=1, probability=0.3)
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(40))
        await until(lambda: nothing_waits(town))
        assert set((await city.copies()).values()) == {1}
        calls = [call for call in await city.stage.calls("sendMessage") if WORDS in call["params"]["text"]]
        assert len(calls) > 40
        assert early(calls) == []


def early(calls):
    """Requests that left although the token was silent: begun well after a refusal and well before its end."""
    refused = [call["ts"] for call in calls if call.get("status") == 429]
    return [
        (call["ts"], moment)
        for call in calls
        for moment in refused
        if moment + 0.5 < call["ts"] < moment + 0.95 and is_calm(calls, call["ts"])
    ]


def is_calm(calls, moment):
    """A machine that stalled may have had this request under way for long: only a lone one proves something."""
    return sum(moment - 0.4 < call["ts"] < moment for call in calls) == 0
