"""Emoji that people put on messages in a unit's chat: some say what a button says."""

from aiogram import Router
from aiogram.types import MessageReactionUpdated, ReactionTypeEmoji

from handlers.arrival import Arrival
from handlers.conditions import IN_GROUPS
from incidents.find_incident import find_incident
from incidents.react_to_incident import react_to_incident
from incidents.signs import TELLING


def setup() -> Router:
    """Reactions in groups; Telegram tells them to bots that administer the chat."""
    router = Router(name="reactions")
    router.message_reaction.register(on_reaction, IN_GROUPS)
    return router


async def on_reaction(event: MessageReactionUpdated, arrival: Arrival) -> None:
    """Somebody put an emoji under a report or under a message of ours. What it says nothing about is let be."""
    unit = arrival.unit
    before = {each.emoji for each in event.old_reaction if isinstance(each, ReactionTypeEmoji)}
    new = [each.emoji for each in event.new_reaction if isinstance(each, ReactionTypeEmoji)]
    sign = next((emoji for emoji in new if emoji in TELLING and emoji not in before), None)
    if unit is None or sign is None or event.user is None or arrival.speaker.is_anonymous:
        return
    incident_id = await find_incident(arrival.session, chat_id=event.chat.id, message_id=event.message_id)
    if incident_id is None:
        return
    await react_to_incident(
        arrival.session, incident_id, arrival.speaker, sign, path=unit.path, policy=arrival.policy, now=arrival.now
    )
