"""The console's pictures come from Telegram when somebody looks: cleaned, or not at all."""

import zlib
from pathlib import Path

from aiohttp import ClientSession

from bot.fetch_picture import picture_fetcher
from bot.settings import Settings
from sandbox.cast import Person, StageChat
from sandbox.client import Stage
from sandbox.server import running_sandbox
from tests.stories.town import FIRST_USER, TOKEN, seed

LEAK = (Path(__file__).parents[2] / "sandbox" / "pages" / "pictures" / "leak.png").read_bytes()
WHERE = b"tEXt" + b"GPS\x0028.68,119.6"
HEAD = 33  # a PNG's sign and its first chunk
TELLING = LEAK[:HEAD] + (len(WHERE) - 4).to_bytes(4, "big") + WHERE + zlib.crc32(WHERE).to_bytes(4, "big") + LEAK[HEAD:]
BOT = int(TOKEN.partition(":")[0])


def settings(url):
    return Settings.model_validate({"bot_tokens": TOKEN, "api_url": url})


async def test_a_picture_comes_without_what_tells_where_it_was_taken():
    async with running_sandbox() as sandbox, Stage(sandbox.url) as stage:
        world, *_, chats = seed()
        await stage.seed(**world)
        boss = Person(stage, FIRST_USER, "boss")
        await boss.sends_photo(StageChat(stage, chats["HQ"], "HQ"), data=TELLING)
        fetch = picture_fetcher(settings(sandbox.url))
        file_id = await newest_photo(sandbox.url)
        picture = await fetch(BOT, file_id)
        assert picture is not None
        assert b"GPS" in TELLING
        assert b"GPS" not in picture
        assert await fetch(BOT, "no such file") is None
        assert await fetch(1, file_id) is None, "a token that is not ours"


async def test_a_voice_comes_as_it_was_spoken():
    async with running_sandbox() as sandbox, Stage(sandbox.url) as stage:
        world, *_, chats = seed()
        await stage.seed(**world)
        await Person(stage, FIRST_USER, "boss").sends_voice(StageChat(stage, chats["HQ"], "HQ"))
        async with ClientSession() as http, http.get(f"{sandbox.url}/bot{TOKEN}/getUpdates") as answer:
            file_id = (await answer.json())["result"][-1]["message"]["voice"]["file_id"]
        spoken = await picture_fetcher(settings(sandbox.url))(BOT, file_id)
        assert spoken is not None
        assert (spoken[:4], len(spoken)) == (b"OggS", 2004)


async def test_where_telegram_is_away_there_is_no_picture():
    assert await picture_fetcher(settings("http://127.0.0.1:9"))(BOT, "x") is None


async def newest_photo(url):
    async with ClientSession() as http, http.get(f"{url}/bot{TOKEN}/getUpdates") as answer:
        return (await answer.json())["result"][-1]["message"]["photo"][-1]["file_id"]
