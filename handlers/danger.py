"""Words that may be a cry: the question under them, and who answers it, by a button or in words."""

from dataclasses import replace
from datetime import datetime

from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.file_matters import file_matters
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from incidents.ask_danger import DANGER
from incidents.case import MediaFile, Source
from models.pyramid import Dialogue
from outbox.refresh import refresh
from parsing.doubt import insisted, says_whether
from pyramid.lookup import actor_of


async def on_danger(pressed: Pressed) -> CallbackAnswer:
    """Anybody in the group may say yes; that there is none says only whose words they are."""
    arrival, speaker = pressed.arrival, pressed.subject
    dialogue = await store.dialogue_of(arrival.session, pressed.chat_id, speaker, now=arrival.now)
    if dialogue is None or dialogue.kind != DANGER or dialogue.data["message_id"] != pressed.press.args["message"]:
        return told(None, pressed, "clerk.which_over")
    is_danger = pressed.press.arg == "1"
    if not is_danger and arrival.speaker.user_id != speaker:
        return told(None, pressed, "clerk.which_not_yours")
    await _settle(arrival, dialogue, is_danger=is_danger)
    return told(None, pressed, "clerk.danger_told" if is_danger else "clerk.danger_none")


async def on_danger_words(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """Who was asked says yes or no in words; anything else is read as ever."""
    is_danger = says_whether(words_of(message))
    if is_danger is None:
        return False
    await _settle(arrival, dialogue, is_danger=is_danger)
    return True


async def _settle(arrival: Arrival, dialogue: Dialogue, *, is_danger: bool) -> None:
    """The question is over; what was danger is filed with the words that it was asked about."""
    asked, chat_id, group, unit = dialogue.data, dialogue.chat_id, arrival.group, arrival.unit
    await store.end_dialogue(arrival.session, chat_id, dialogue.user_id)
    await refresh(arrival.session, ["if_danger"], dialogue.user_id)
    if not is_danger or group is None or unit is None:
        return
    if arrival.speaker.user_id != dialogue.user_id:
        # whoever says yes, they stay the words of who said them, and he hears what becomes of it
        speaker = await actor_of(arrival.session, dialogue.user_id, language=arrival.language)
        arrival = replace(arrival, speaker=speaker)
    hats = arrival.speaker.hats
    report = insisted(asked["words"], role=hats[0].role.value if hats else "resident", chat_tier=unit.tier.value)
    source = Source(
        bot_id=arrival.bot_id,
        chat_id=chat_id,
        message_id=asked["message_id"],
        words=asked["words"],
        said_at=datetime.fromisoformat(asked["said_at"]),
        group_id=group.id,
    )
    await file_matters(arrival, report, source, unit, [MediaFile(**file) for file in asked["files"]])


DANGER_PRESSES: dict[str, PressHandler] = {"danger": on_danger}
