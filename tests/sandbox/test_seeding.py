"""A whole town in one call, and the stage hand's other levers."""

import pytest

from sandbox.client import StageError


async def test_a_town_of_ten_thousand_groups_is_built_at_once(stage, http):
    users = [{"id": 1000 + n, "first_name": f"居民{n}"} for n in range(10_026)]
    chats = [
        {"id": -1_001_000_000_000 - n, "title": f"群{n}", "members": [1000 + n], "bot": "pagoda_bot", "bot_admin": True}
        for n in range(10_026)
    ]
    made = await stage.seed(users=users, bots=[{"username": "pagoda_bot", "token": "42:secret"}], chats=chats)
    assert made["chats"] == [chat["id"] for chat in chats]
    for chat in chats[:3]:
        await http("42:secret", "sendMessage", chat_id=chat["id"], text="【通知】停水")
    assert await stage.deliveries("【通知】") == {chat["id"]: 1 for chat in chats[:3]}
    member = await http("42:secret", "getChatMember", chat_id=chats[5]["id"], user_id=1005)
    assert member["result"]["status"] == "creator"
    assert (await http("42:secret", "getUpdates"))["result"] == []


async def test_seeds_name_owners_administrators_and_those_who_pressed_start(stage, http):
    made = await stage.seed(
        bots=[{"username": "pagoda_bot"}],
        users=[{"id": 5, "first_name": "王", "started": ["pagoda_bot"]}, {"id": 6, "first_name": "李"}],
        chats=[
            {"type": "group", "title": "群", "members": [5, {"user": 6, "status": "administrator", "anonymous": True}]}
        ],
    )
    token = made["bots"][0]["token"]
    await http(token, "sendMessage", chat_id=5, text="x")
    members = await stage.get("/people/members", chat=made["chats"][0])
    assert [(member["status"], member["is_anonymous"]) for member in members] == [
        ("creator", False),
        ("administrator", True),
    ]


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ({"users": [{"id": 5, "first_name": "a"}, {"id": 5, "first_name": "b"}]}, "user 5 exists already"),
        ({"chats": [{"title": "a", "members": [99]}]}, "there is no user 99"),
        ({"bots": [{"username": "a_bot", "token": "x"}]}, "a token is digits"),
        ({"bots": [{"username": "a_bot"}, {"username": "A_BOT"}]}, "is taken"),
    ],
)
async def test_wrong_towns_are_refused(stage, town, words):
    with pytest.raises(StageError, match=words):
        await stage.seed(**town)


async def test_after_a_reset_the_world_is_empty_and_update_ids_go_on_growing(stage, wang, bot, group, http):
    before = (await http(bot.token, "getUpdates"))["result"][-1]["update_id"]
    await stage.post("/control/reset")
    assert (await stage.get("/control/state"))["chats"] == 0
    li, fresh = await stage.person("李"), await stage.bot("pagoda_bot")
    await li.starts(fresh)
    assert (await http(fresh.token, "getUpdates"))["result"][0]["update_id"] > before


async def test_the_clock_only_moves_forward(stage):
    before = (await stage.get("/control/clock"))["now"]
    await stage.shift(3600)
    assert (await stage.get("/control/clock"))["now"] >= before + 3600
    with pytest.raises(StageError, match="only moves forward"):
        await stage.shift(-1)


async def test_only_files_of_the_page_are_served(stage, session):
    async with session.get(f"{stage.url}/../../pyproject.toml") as response:
        assert response.status == 404


async def test_what_is_missing_is_named(stage):
    with pytest.raises(StageError, match="username is missing"):
        await stage.seed(bots=[{"first_name": "x"}])
