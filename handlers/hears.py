"""What may be silent: decided over the raw JSON, in the receiving transaction, before anything is stored. Pure.

Only plain words of a person in a group, that answer nothing, carry nothing and interrupt no dialogue, may be silent. Doubt is
kept: the full path decides then.
"""

from collections.abc import Sequence
from typing import Any

from inbox.keep import RANK_OTHER, RANK_PRESS
from incidents.signs import TELLING
from parsing.silence import is_silence
from pyramid.known_speakers import Known

PLAIN = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "text",
        "entities",
        "message_thread_id",
        "is_topic_message",
        "link_preview_options",
    }
)


def chats_and_people(updates: Sequence[dict[str, Any]]) -> tuple[set[int], set[int]]:
    """Ids of the chats and of the people that a batch speaks of."""
    chats, people = set(), set()
    for update in updates:
        chat, person = _where(update), _who(update)
        if chat is not None:
            chats.add(chat)
        if person is not None:
            people.add(person)
    return chats, people


def _body(update: dict[str, Any]) -> dict[str, Any]:
    for name, body in update.items():
        if name != "update_id" and isinstance(body, dict):
            return body
    return {}


def _where(update: dict[str, Any]) -> int | None:
    body = _body(update)
    under = body.get("message")  # what a button stands under
    chat = body.get("chat") or (under.get("chat") if isinstance(under, dict) else None)
    number = chat.get("id") if isinstance(chat, dict) else None
    return number if isinstance(number, int) else None


def _who(update: dict[str, Any]) -> int | None:
    body = _body(update)
    person = body.get("from") or body.get("user") or {}
    number = person.get("id") if isinstance(person, dict) else None
    return number if isinstance(number, int) else None


def rank_of(update: dict[str, Any]) -> int:
    """Button presses go first: Telegram forgets them after 150 s."""
    return RANK_PRESS if "callback_query" in update else RANK_OTHER


def lane_of(update: dict[str, Any], known: Known) -> str:
    """The queue an update stands in: our group, else the unknown chat, else the person."""
    chat = _where(update)
    if chat is None:
        return f"u{_who(update) or 0}"
    group = known.groups.get(chat)
    if group is not None:
        return f"g{group}"
    return f"u{chat}" if chat > 0 else f"c{chat}"


def is_silent(update: dict[str, Any], known: Known) -> bool:
    """May this update be confirmed and forgotten?"""
    reaction = update.get("message_reaction")
    if isinstance(reaction, dict):
        return _says_nothing(reaction, known)
    message = update.get("message")
    if not isinstance(message, dict) or not PLAIN.issuperset(message):
        return False
    text, chat, person = message.get("text"), _where(update), _who(update)
    if not isinstance(text, str) or chat is None or person is None or chat > 0:
        return False
    if any(
        isinstance(entity, dict) and entity.get("type") == "bot_command" for entity in message.get("entities") or ()
    ):
        return False
    if message["from"].get("is_bot") or chat not in known.tiers:
        return True  # other bots, and chats that are no unit's: nobody is heard there
    if (chat, person) in known.heard:
        return False
    return is_silence(text, sender_role=known.roles.get(person, "resident"), chat_tier=known.tiers[chat])


def _says_nothing(reaction: dict[str, Any], known: Known) -> bool:
    """An emoji that no button stands for, one that was taken back, one without a person, one in a chat of no unit."""
    if reaction["chat"]["id"] not in known.tiers or not reaction.get("user"):
        return True
    before = {each.get("emoji") for each in reaction["old_reaction"]}
    return not any(each.get("emoji") in TELLING and each["emoji"] not in before for each in reaction["new_reaction"])
