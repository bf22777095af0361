"""The doctor finds what is wrong, says the mend, and changes nothing."""

import asyncio
import socket
import stat
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from bot import examine_token as module
from bot.database import open_database
from bot.doctor import examine
from bot.migrate import migrate
from bot.presence import Presence
from bot.settings import Settings
from bot.web import health_routes, listen
from models.kinds import GroupState, Tier
from models.process import Lease
from models.pyramid import Group, Unit
from tests.bot.conftest import NOW


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr(module, "LISTEN_FOR", 1)


@pytest.fixture
def settings(tmp_path, monkeypatch, sandbox, telegram_bot):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Settings(
        bot_tokens=telegram_bot.token, api_url=sandbox.url, data_dir=folder, http="127.0.0.1:0", language="en"
    )


@pytest.fixture
async def home(settings):
    """The database of the settings, migrated."""
    made = open_database(settings.database, lambda: datetime.now(UTC))
    await migrate(made)
    yield made
    await made.dispose()


def changed(settings, **more):
    return Settings(**(settings.model_dump() | more))


async def told(settings, word):
    """The one finding with this word."""
    found = [finding for finding in await examine(settings) if word in finding.line]
    assert len(found) == 1, await examine(settings)
    return found[0]


async def bind(home, bot, chats):
    async with home.transaction() as session:
        await session.execute(insert(Unit), [unit(number) for number in range(1, len(chats) + 1)])
        await session.execute(
            insert(Group),
            [
                {"id": n, "unit_id": n, "chat_id": chat, "bot_id": bot.id, "state": GroupState.BOUND, "since": NOW}
                for n, chat in enumerate(chats, 1)
            ],
        )


def unit(number):
    return {
        "id": number,
        "code": f"u{number}",
        "tier": Tier.GRID,
        "name": "N",
        "path": f"/{number}/",
        "valid_from": NOW,
    }


async def test_a_sound_installation_is_well(settings, home, stage, wang, telegram_bot):
    chat = await stage.chat("all right", creator=wang)
    await chat.adds(telegram_bot, admin=True)
    await bind(home, telegram_bot, [chat.id])
    findings = await examine(settings)
    assert [finding.line for finding in findings if not finding.is_well] == []
    assert any("1 chats looked at, 1 are fine" in finding.line for finding in findings)


async def test_before_the_first_start_nothing_is_made(settings):
    assert (await told(settings, "does not exist yet")).is_well
    assert list(settings.data_dir.iterdir()) == []


async def test_updates_are_neither_taken_nor_confirmed(settings, stage, wang, telegram_bot, http):
    chat = await stage.chat("busy", creator=wang)
    await chat.adds(telegram_bot)
    await wang.says(chat, "hello")
    await examine(settings)
    async with http.get(f"{stage.url}/bot{telegram_bot.token}/getUpdates") as response:
        assert "hello" in str(await response.json())
    assert [call for call in await stage.calls("getUpdates") if "offset" in str(call.get("params"))] == []


async def test_another_poller_is_found(settings, stage, telegram_bot, http):
    async def poll():
        while True:
            wish = {"timeout": 20}
            async with http.post(f"{stage.url}/bot{telegram_bot.token}/getUpdates", json=wish) as response:
                await response.read()

    other = asyncio.create_task(poll())
    await asyncio.sleep(0.1)
    finding = await told(settings, "Another program receives")
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)
    assert not finding.is_well


async def test_our_own_poller_is_not_disturbed(settings, home, stage, telegram_bot):
    until = datetime.now(UTC) + timedelta(seconds=60)
    async with home.transaction() as session:
        session.add(Lease(name=f"poll:{telegram_bot.id}", holder="this:1", fence=1, expires_at=until))
    assert (await told(settings, "this:1")).is_well
    assert await stage.calls("getUpdates") == []


async def test_a_refused_token_is_wrong_and_not_printed(settings, stage, telegram_bot):
    await stage.post("/control/revoke", bot=telegram_bot.id)
    finding = await told(settings, "is refused")
    assert not finding.is_well
    assert telegram_bot.token not in finding.line


async def test_no_token_and_no_api_are_wrong(settings):
    assert not (await told(changed(settings, bot_tokens=""), "PAGODA_BOT_TOKENS is empty")).is_well
    assert not (await told(changed(settings, api_url="http://127.0.0.1:9"), "cannot be reached")).is_well


async def test_privacy_mode_is_wrong(settings, stage, telegram_bot):
    await stage.post("/control/privacy", bot=telegram_bot.id, privacy=True)
    assert not (await told(settings, "privacy mode")).is_well


async def test_a_webhook_while_we_poll_is_wrong(settings, stage, telegram_bot, http):
    wish = {"url": "http://127.0.0.1:9/secret-path"}
    async with http.post(f"{stage.url}/bot{telegram_bot.token}/setWebhook", json=wish) as response:
        assert (await response.json())["ok"]
    finding = await told(settings, "A webhook of")
    assert not finding.is_well
    assert "secret-path" not in finding.line


async def test_a_webhook_that_is_not_set_is_wrong(settings):
    hooked = changed(settings, receive="webhook", webhook_url="https://example.org", webhook_secret="s" * 32)
    assert not (await told(hooked, "not here")).is_well


async def test_chats_without_us_are_wrong_and_missing_rights_are_said(settings, home, stage, wang, telegram_bot):
    plain = await stage.chat("plain", creator=wang)
    await plain.adds(telegram_bot)
    kicked = await stage.chat("kicked", creator=wang)
    await kicked.adds(telegram_bot)
    await kicked.kicks(telegram_bot)
    await bind(home, telegram_bot, [plain.id, kicked.id])
    assert (await told(settings, "u1 N: the bot is no administrator")).is_well
    assert not (await told(settings, "u2 N: the bot is not in the chat")).is_well


async def test_many_chats_are_told_in_few_lines(settings, home, telegram_bot):
    await bind(home, telegram_bot, [-1000 - number for number in range(72)])
    lines = [finding.line for finding in await examine(settings)]
    assert len([line for line in lines if "not in the chat" in line]) == 10
    assert any("and 50 more like these" in line for line in lines)
    assert any("and 12 more that were not looked at" in line for line in lines)


async def test_an_open_folder_is_wrong(settings):
    settings.data_dir.chmod(0o755)
    assert "chmod 700" in (await told(settings, "can be read by others")).line
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o755


async def test_an_old_schema_and_a_database_that_is_away_are_wrong(settings):
    empty = open_database(settings.database, lambda: NOW)
    async with empty.engine.begin():
        pass
    await empty.dispose()
    assert not (await told(settings, "bot migrate")).is_well
    away = changed(settings, database_url="postgresql+psycopg://u:hidden@127.0.0.1:9/x")
    finding = await told(away, "cannot be used")
    assert not finding.is_well
    assert "hidden" not in finding.line


@pytest.mark.postgres
async def test_a_postgresql_database_is_looked_at(settings, postgres_url):
    there = changed(settings, database_url=postgres_url)
    assert (await told(there, ": reached")).is_well
    assert (await told(there, ": newest")).is_well


async def test_a_port_of_somebody_else_is_wrong_and_our_own_is_well(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = changed(settings, http=f"127.0.0.1:{other.getsockname()[1]}")
        assert not (await told(taken, "another program: stop")).is_well

    async def ready():
        return {}

    site = await listen(health_routes(ready), "127.0.0.1", 0)
    presence = Presence(settings.data_dir)
    presence.take()
    presence.announce(site.url)
    ours = changed(settings, http=site.url.removeprefix("http://"))
    assert (await told(ours, "our own running bot")).is_well
    presence.leave()
    await site.close()


async def test_a_clock_that_is_off_is_wrong(settings, monkeypatch):
    monkeypatch.setattr("bot.clock.Clock.machine", lambda _: datetime.now(UTC) + timedelta(minutes=3))
    finding = await told(settings, "This machine's clock")
    assert "+18" in finding.line
    assert not finding.is_well
