"""Refusals, answers lost before the deed and after it, all at once: every chat is reached, nobody who was answered twice."""

from tests.stories.city import WORDS, nothing_waits, until, wide_city


async def test_a_line_that_refuses_and_cuts_loses_nothing(tmp_path):
    async with wide_city(tmp_path, 38) as city, city.awake() as town:
        for kind, share in {"status": 0.3, "cut_after": 0.05, "cut_before": 0.05}.items():
            more = {"status": 429, "retry_after": 1} if kind == "status" else {}
            await city.stage.fault(kind, method="sendMessage", probability=share, **more)
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(40), within=400)
        await until(lambda: nothing_waits(town), within=400)
        calls = [call for call in await city.stage.calls("sendMessage") if WORDS in call["params"]["text"]]
        answered = [call["params"]["chat_id"] for call in calls if call.get("status") == 200]
        assert len(answered) == len(set(answered)), "what stands twice was cut off after the deed"
        assert len(calls) > len(answered)
