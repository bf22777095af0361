"""One bot owns the data folder; the command line works beside it, through it, and only with its key."""

import json
import stat

import pytest

from bot.clock import Clock
from bot.operator import HEADER, OperationRefused, Workplace, operating, operator_routes
from bot.presence import Presence, Running, running_on
from bot.settings import Settings
from bot.web import listen


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Settings(data_dir=tmp_path / "data")


async def where(place, wish):
    return {"inside": place.policy, "wish": wish}


async def refuse(place, wish):
    raise OperationRefused("not today")


OPERATIONS = {"where": where, "refuse": refuse}


@pytest.fixture
async def running_bot(settings):
    """Its presence and its address."""
    presence = Presence(settings.data_dir)
    assert presence.take()
    place = Workplace(None, Clock(), "the running bot", settings)
    site = await listen(operator_routes(place, presence.key, OPERATIONS), "127.0.0.1", 0)
    presence.announce(site.url)
    yield presence, site.url
    presence.leave()
    await site.close()


def test_a_second_owner_is_refused_until_the_first_leaves(settings):
    first, second = Presence(settings.data_dir), Presence(settings.data_dir)
    assert first.take()
    assert not second.take()
    first.leave()
    assert second.take()
    second.leave()


def test_only_the_owner_may_read_the_key(settings):
    presence = Presence(settings.data_dir)
    presence.take()
    presence.announce("http://127.0.0.1:1")
    mode = stat.S_IMODE((settings.data_dir / "running.json").stat().st_mode)
    assert (mode, stat.S_IMODE(settings.data_dir.stat().st_mode)) == (0o600, 0o700)
    assert running_on(settings.data_dir).key == presence.key
    presence.leave()
    assert running_on(settings.data_dir) is None


@pytest.mark.parametrize("facts", ["", "{", "[]", '{"url": 5}', '"x"'])
def test_broken_facts_are_nobodys(settings, facts):
    settings.data_dir.mkdir()
    (settings.data_dir / "running.json").write_text(facts)
    assert running_on(settings.data_dir) is None


@pytest.mark.parametrize("key", [None, "", "wrong", "钥匙"])
async def test_without_the_key_there_is_no_door(running_bot, http, key):
    headers = {} if key is None else {HEADER: key}
    async with http.post(f"{running_bot[1]}/operator/where", json={}, headers=headers) as response:
        assert response.status == 404


async def test_with_the_key_only_known_operations_exist(running_bot, http):
    async with http.post(f"{running_bot[1]}/operator/rm", json={}, headers={HEADER: running_bot[0].key}) as response:
        assert response.status == 404


async def test_beside_a_running_bot_the_wish_goes_through_it(running_bot, settings):
    async with operating(settings, "here", OPERATIONS) as do:
        assert await do("where", {"a": "长"}) == {"inside": "the running bot", "wish": {"a": "长"}}
        with pytest.raises(OperationRefused, match="not today"):
            await do("refuse", {})


async def test_without_a_running_bot_it_is_done_here_and_the_folder_given_back(settings):
    async with operating(settings, "here", OPERATIONS) as do:
        assert (await do("where", {}))["inside"] == "here"
        assert not Presence(settings.data_dir).take()
    presence = Presence(settings.data_dir)
    assert presence.take()
    presence.leave()


async def test_a_bot_that_is_starting_or_gone_is_said_in_one_sentence(settings):
    presence = Presence(settings.data_dir)
    presence.take()
    async with operating(settings, "here", OPERATIONS) as do:
        with pytest.raises(OperationRefused, match="try again"):
            await do("where", {})
        presence.announce("http://127.0.0.1:9")
        with pytest.raises(OperationRefused, match="did not answer"):
            await do("where", {})
    presence.leave()


async def test_what_a_killed_bot_left_behind_hinders_nobody(settings):
    settings.data_dir.mkdir()
    (settings.data_dir / "running.json").write_text(json.dumps({"url": "http://127.0.0.1:9", "key": "x"}))
    async with operating(settings, "here", OPERATIONS) as do:
        assert (await do("where", {}))["inside"] == "here"


def test_a_second_start_that_was_refused_leaves_the_door_of_the_first_open(tmp_path):
    first, second = Presence(tmp_path), Presence(tmp_path)
    assert first.take()
    first.announce("http://127.0.0.1:1")
    assert not second.take()
    second.leave()
    assert running_on(tmp_path) == Running("http://127.0.0.1:1", first.key)
    first.leave()
    assert running_on(tmp_path) is None
