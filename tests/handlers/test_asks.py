"""What Telegram must be asked before an update can be handled."""

import pytest

from handlers.asks import members_to_ask
from tests.handlers.updates import CHAT, PERSON, update

BOT = 5


@pytest.mark.parametrize("words", ["/bind ABCDEFGHJK", "/bind@pagoda_bot ABCDEFGHJK", "/BIND abc", "/bind"])
def test_for_a_binding_both_standings_are_asked(words):
    assert members_to_ask(update(text=words), BOT) == [(CHAT["id"], PERSON["id"]), (CHAT["id"], BOT)]


@pytest.mark.parametrize("words", ["漏水了", "/bindings", "请 /bind ABC", "/help"])
def test_for_anything_else_nothing_is_asked(words):
    assert members_to_ask(update(text=words), BOT) == []


def test_an_anonymous_administrator_has_no_standing_to_ask_for():
    assert members_to_ask(update(text="/bind ABCDEFGHJK", sender_chat=CHAT), BOT) == [(CHAT["id"], BOT)]


def test_in_private_nothing_is_asked():
    private = {"id": PERSON["id"], "type": "private", "first_name": "leader"}
    assert members_to_ask(update(text="/bind ABCDEFGHJK", chat=private), BOT) == []
