"""Who comes and goes: our bots in chats, chats that become supergroups, people who block or come back."""

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated, Message

from handlers import store
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE, When
from handlers.enrolment import standing_of
from incidents.composers import CARDS
from pyramid.note_membership import note_membership, note_migration


def setup() -> Router:
    """Service messages and changes of membership."""
    router = Router(name="membership")
    router.my_chat_member.register(on_blocked_or_back, IN_PRIVATE)
    router.my_chat_member.register(on_our_standing)
    router.message.register(on_migrated, When(F.migrate_to_chat_id))
    router.message.register(on_migrated_here, When(F.migrate_from_chat_id))
    return router


async def on_blocked_or_back(event: ChatMemberUpdated, arrival: Arrival) -> None:
    """A person blocked the bot; coming back is noticed by the introduction."""
    if event.new_chat_member.status in {"kicked", "left"}:
        await store.block(arrival.session, event.from_user.id, arrival.bot_id, now=arrival.now)


async def on_our_standing(event: ChatMemberUpdated, arrival: Arrival) -> None:
    """Our bot was added, promoted, demoted, kicked or added again."""
    if event.new_chat_member.user.id != arrival.bot_id:
        return
    await note_membership(
        arrival.session,
        chat_id=event.chat.id,
        bot_id=arrival.bot_id,
        is_supergroup=event.chat.type == "supergroup",
        standing=standing_of(event.new_chat_member),
        stood=standing_of(event.old_chat_member),
        now=arrival.now,
    )


async def on_migrated(message: Message, arrival: Arrival) -> None:
    """The service message in the old chat of a bound group: its new id."""
    if message.migrate_to_chat_id is not None and arrival.group is not None:
        await note_migration(
            arrival.session, message.chat.id, message.migrate_to_chat_id, now=arrival.now, repost=CARDS
        )


async def on_migrated_here(message: Message, arrival: Arrival) -> None:
    """The same from the new chat. Only the old, bound chat and our own sending are believed: nothing is done."""
    del message, arrival
