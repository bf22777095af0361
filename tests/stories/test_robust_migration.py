"""Groups become supergroups in the middle of a broadcast: each gets one copy, whether the news came early, late or never."""

import asyncio

from tests.stories.city import WORDS, ask, deaf, nothing_waits, until, wide_city

EARLY, LATE, NEVER = "M10", "M11", "M12"  # the last in line: a group's turn is its id modulo the number of copies


async def test_each_group_gets_one_copy_however_the_move_was_learnt(tmp_path):
    async with wide_city(tmp_path, 15, basic=True) as city, city.awake(send_per_second=6) as town:
        await town.leader.says(town.m1, "1幢2单元水管爆了，已经淹到一楼")
        card = await town.m1.sees("#A-1001", label="我也是")
        await until(lambda: nothing_waits(town))
        moved = {}
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(2))
        moved[EARLY] = await city.chats[EARLY].migrates()
        await until(lambda: heard_of(town, 1))
        moved["M1"] = await city.chats["M1"].migrates()
        await until(lambda: heard_of(town, 2))
        async with deaf(city):
            moved[NEVER] = await city.chats[NEVER].migrates()
            forget_all_news(city)
            moved[LATE] = await city.chats[LATE].migrates()
            await until(lambda: heard_of(town, 4))
            await until(lambda: nothing_waits(town))
        await until(lambda: nothing_waits(town))
        await asyncio.sleep(0.5)

        copies = await city.copies()
        for code in ("C", "G", *(code for code in city.chats if code.startswith("M"))):
            there = [city.chats[code].id, *([moved[code].id] if code in moved else [])]
            assert sum(copies.get(chat, 0) for chat in there) == 1, code
        assert await ask(town, "SELECT count(*) FROM chat_group WHERE state = 'bound'") == len(city.chats)
        told = await town.told(town.g, "升级成了超级群")
        assert len(told) == len(moved)
        for code, chat in moved.items():
            assert sum(f"{chat.title} " in words for words in told) == 1, code

        again = await moved["M1"].sees("#A-1001", label="我也是")
        assert "水管" in again["text"]
        await city.stage.post("/control/inject", bot=town.bot.id, kind="callback_query", object=press(town, card))
        await until(lambda: is_answered(city, "old-press"))
        assert await town.presses("resident", moved["M1"], "我也是")
        await moved[NEVER].sees(WORDS, label="收到")


async def heard_of(town, moves):
    return await ask(town, "SELECT count(*) FROM former_chat") == moves


def forget_all_news(city):
    """The service messages of a move never reach us."""
    city.queue.pending.clear()


def press(town, card):
    """A press on a card that stands in the chat that is no more, as Telegram would hand it over."""
    data = next(each["callback_data"] for row in card["buttons"] for each in row if each["text"] == "我也是")
    chat = {"id": town.m1.id, "type": "group", "title": town.m1.title}
    message = {"message_id": card["id"], "date": 1, "chat": chat, "text": card["text"]}
    person = {"id": town.leader.id, "is_bot": False, "first_name": "leader"}
    return {"id": "old-press", "from": person, "message": message, "chat_instance": "1", "data": data}


async def is_answered(city, query_id):
    calls = await city.stage.calls("answerCallbackQuery")
    return any(call["params"].get("callback_query_id") == query_id and call["params"].get("text") for call in calls)
