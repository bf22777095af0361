"""A second reader is asked in doubt, behind the report: it fills a gap, raises an urgency, and its failures are nobody's."""

import asyncio
import json
from contextlib import asynccontextmanager, suppress

from aiohttp import web
from sqlalchemy import text

from bot.web import listen
from tests.stories.town import living_town

VAGUE = "幢有个事想反映一下，麻烦网格员来看看"
LEAK = {"kind": "incident", "leaf": "housing.leakage", "urgency": "urgent", "span": "有个事"}
SAID = ("number", "actor_id", "actor_role", "data")


class House:
    """A pretend model on loopback: what it was asked, and what it answers next."""

    def __init__(self):
        self.asked, self.keys, self.answers = [], [], []
        self.may_speak = asyncio.Event()

    async def answer(self, request):
        body = await request.json()
        self.keys.append(request.headers.get("Authorization"))
        self.asked.append(json.loads(body["messages"][1]["content"]))
        how = self.answers.pop(0) if self.answers else web.Response(status=503)
        if how in ("late", "silence"):
            with suppress(TimeoutError):  # whoever waits for three seconds is gone by then
                await asyncio.wait_for(self.may_speak.wait() if how == "late" else asyncio.sleep(9), 3.3)
            how = LEAK
        if isinstance(how, dict):
            return web.json_response({"choices": [{"message": {"content": json.dumps(how, ensure_ascii=False)}}]})
        return how

    async def was_asked(self, times):
        for _ in range(200):
            if len(self.asked) >= times:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"asked {len(self.asked)} times, not {times}")


@asynccontextmanager
async def town_with_a_model(tmp_path):
    house = House()
    site = await listen([web.post("/v1/chat/completions", house.answer)], "127.0.0.1", 0)
    try:
        more = {"second_reader_url": f"{site.url}/v1", "second_reader_model": "house", "second_reader_key": "k"}
        more["second_reader_below"] = 1  # the words stay vague, however sure we are of that one day
        async with living_town(tmp_path, **more) as town:
            yield town, house
    finally:
        await site.close()


async def corrections(town):
    wish = (
        "SELECT number, actor_id, actor_role, data FROM timeline_event JOIN incident ON incident.id = incident_id "
        "WHERE what = 'correct' ORDER BY number"
    )
    async with town.app.database.reading() as session:
        return [dict(zip(SAID, row, strict=True)) for row in await session.execute(text(wish))]


async def test_a_gap_is_filled_afterwards_under_its_own_name(tmp_path):
    async with town_with_a_model(tmp_path) as (town, house):
        house.answers = [LEAK]
        await town.leader.says(town.m3, f"3{VAGUE}，电话13900000001")
        card = await town.m3.sees("#A-1001", label="我也是")
        await town.m3.sees("房屋渗漏")
        await town.calms_down()
        assert [each["id"] for each in await town.m3.messages() if "#A-1001" in each["text"]] == [card["id"]]
        (line,) = await corrections(town)
        assert (line["actor_id"], line["actor_role"]) == (None, "second_reader")
        after = json.loads(line["data"])["after"]
        assert (after["leaf"], after["urgency"]) == ("housing.leakage", "urgent")
        assert len(house.asked) == 1
        assert house.asked[0].startswith("3幢有个事")
        assert "139" not in house.asked[0]
        assert "0001" not in house.asked[0]
        assert house.keys == ["Bearer k"]
        await town.presses("worker", town.g, "经过")
        await town.g.sees("第二遍识别")


async def test_silence_errors_and_nonsense_change_nothing_and_the_next_is_asked(tmp_path):
    async with town_with_a_model(tmp_path) as (town, house):
        house.answers = [
            "silence",
            web.Response(status=500, text="boom"),
            web.Response(body=b"x" * 5_000_000),
            web.Response(status=307, headers={"Location": "http://127.0.0.1:9/"}),
            {**LEAK, "urgency": "low", "leaf": None},
            {**LEAK, "kind": "chatter"},
            {**LEAK, "leaf": "dispute.domestic_violence", "urgency": None},
            LEAK,
        ]
        for door in range(1, 9):
            await town.leader.says(town.m3, f"{door}{VAGUE}")
            await town.m3.sees(f"#A-{1000 + door}")
        await house.was_asked(8)
        await town.m3.sees("房屋渗漏")
        assert [line["number"] for line in await corrections(town)] == ["A-1008"]


async def test_restricted_and_confirmed_matters_are_left_alone(tmp_path):
    async with town_with_a_model(tmp_path) as (town, house):
        house.answers = ["late", LEAK]
        await town.leader.says(town.m3, "隔壁老公又家暴打老婆了，满脸是血")
        await town.leader.says(town.m3, f"3{VAGUE}")
        answer = await town.m3.sees("#A-1002")
        await house.was_asked(1)
        await town.presses("leader", town.m3, "对", answer["id"])
        house.may_speak.set()
        await town.leader.says(town.m3, f"5{VAGUE}")
        await town.m3.sees("房屋渗漏")
        assert [words[:3] for words in house.asked] == ["3幢有", "5幢有"]
        assert [line["number"] for line in await corrections(town)] == ["A-1003"]
