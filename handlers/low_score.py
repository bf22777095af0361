"""After one or two stars, in private: what was wrong? Once; silence is an answer, too."""

from datetime import timedelta

from aiogram.types import Message

from handlers import store
from handlers.arrival import Arrival
from handlers.expect import expect
from handlers.media import words_of
from handlers.reading import is_cry_for_help
from handlers.say import say
from incidents.explain_score import explain_score
from models.pyramid import Dialogue
from pyramid.refusal import Refusal

QUESTION = "low_score"  # kind of the dialogue
WAITS = timedelta(hours=2)


async def ask_why_low(arrival: Arrival, incident_id: int) -> None:
    """The next words are the answer."""
    user_id = arrival.speaker.user_id
    await expect(arrival, QUESTION, {"incident_id": incident_id}, within=WAITS)
    await say(arrival.session, "matters.score_why", now=arrival.now, user_id=user_id)


async def on_low_score(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """What was wrong; anything without words is none of it."""
    words, user_id = words_of(message), arrival.speaker.user_id
    if not words or words.startswith("/") or is_cry_for_help(words, arrival, message):
        return False
    await store.end_dialogue(arrival.session, message.chat.id, user_id)
    incident_id = dialogue.data["incident_id"]
    done = await explain_score(
        arrival.session, incident_id, arrival.speaker, words=words, policy=arrival.policy, now=arrival.now
    )
    if isinstance(done, Refusal):
        return False
    await say(arrival.session, "matters.score_told", now=arrival.now, user_id=user_id, number=done.number)
    return True
