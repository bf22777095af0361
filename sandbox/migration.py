"""A group becomes a supergroup: a new id, the same people, two service messages, and the old id is dead."""

from __future__ import annotations

from sandbox.chats import Chat
from sandbox.objects import GROUP_ANONYMOUS_BOT
from sandbox.posting import post
from sandbox.telegram import Telegram


def migrate(telegram: Telegram, old: Chat, new_id: int | None = None) -> Chat:
    """The supergroup that follows `old`; ValueError where `old` is no living basic group."""
    if old.type != "group" or old.migrated_to is not None or old.deleted:
        raise ValueError("only a living basic group becomes a supergroup")
    new = telegram.new_chat("supergroup", old.title or "", chat_id=new_id, description=old.description)
    new.migrated_from = old.id
    new.permissions = old.permissions
    for member in list(old.members.values()):
        telegram.set_member(new, member)
        member.user.chats.discard(old.id)
    creator = next((m.user for m in old.members.values() if m.status == "creator"), GROUP_ANONYMOUS_BOT)
    post(telegram, old, creator, service={"migrate_to_chat_id": new.id})
    old.migrated_to = new.id
    post(telegram, new, GROUP_ANONYMOUS_BOT, sender_chat=new, service={"migrate_from_chat_id": old.id})
    telegram.events.tell("migrate", new, old)
    return new
