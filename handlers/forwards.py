"""Forwarded words: what a bot or a channel wrote is nobody's report, a person's words are heard like any other."""

from aiogram.types import Message, MessageOriginChannel, MessageOriginUser

from handlers.arrival import Arrival
from handlers.say import say


def is_of_a_bot(message: Message) -> bool:
    """Whether a bot wrote it first: a notice or a card of ours, passed on."""
    origin = message.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.is_bot


def is_no_speech(message: Message) -> bool:
    """Whether in a group nobody speaks with it: a bot's words, and the news of a channel."""
    return is_of_a_bot(message) or isinstance(message.forward_origin, MessageOriginChannel)


async def sent_back(message: Message, arrival: Arrival) -> bool:
    """In private: what we said ourselves is no report; one sentence says so."""
    if not is_of_a_bot(message):
        return False
    await say(arrival.session, "handlers.said_by_bot", now=arrival.now, user_id=arrival.speaker.user_id)
    return True
