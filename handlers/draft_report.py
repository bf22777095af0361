"""A report in private: words, photos, voice or a place are gathered into a draft; 提交 files it."""

from datetime import datetime
from typing import Any

from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.draft_card import CARD, KIND, LONGEST, read_draft
from handlers.expect import expect
from handlers.follow_ups import replied
from handlers.media import files_of, words_of
from handlers.places import unit_meant
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import say
from handlers.where import ask_where
from incidents.case import MediaFile, Source
from incidents.report_incident import report_incident
from models.kinds import Priority
from models.pyramid import Dialogue
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh
from pyramid.lookup import unit_of

MOST_PARTS = 20  # messages in one report


async def on_report_words(message: Message, arrival: Arrival, dialogue: Dialogue | None = None) -> bool:
    """Add what was sent to the draft and show it; the first piece opens the draft. A reply belongs to what it answers."""
    if await replied(message, arrival):
        return True
    words, files = words_of(message), files_of(message, arrival.bot_id)
    if not words and not files:
        return False
    data: dict[str, Any] = dict(dialogue.data) if dialogue is not None else await _new(message, arrival)
    data["words"] = [*data["words"], words][:MOST_PARTS] if words else data["words"]
    data["files"] = [*data["files"], *([file.kind, file.bot_id, file.file_id, file.file_unique_id] for file in files)][
        :MOST_PARTS
    ]
    data["unit_id"], data["options"] = await unit_meant(arrival, data)
    await expect(arrival, KIND, data)
    if data["unit_id"] is None:
        await ask_where(arrival)
    else:
        await show_draft(arrival, data)
    return True


async def _new(message: Message, arrival: Arrival) -> dict[str, Any]:
    return {
        "draft": message.message_id,
        "said_at": arrival.moment(message.date).isoformat(),
        "unit_id": await home_of(arrival),
        "words": [],
        "files": [],
    }


async def home_of(arrival: Arrival) -> int | None:
    """The unit that a person means when they name none: the one they told us, else that of their post."""
    person = await store.person_of(arrival.session, arrival.speaker.user_id)
    if person is not None and person.home_unit_id is not None:
        return person.home_unit_id
    hats = arrival.speaker.hats
    return max(hats, key=lambda hat: hat.tier.level).unit_id if hats else None


async def place_draft(arrival: Arrival, unit_id: int) -> bool:
    """The unit was chosen; an open draft goes on from there. False if there is none."""
    user_id = arrival.speaker.user_id
    dialogue = await store.dialogue_of(arrival.session, user_id, user_id, now=arrival.now)
    if dialogue is None or dialogue.kind != KIND:
        return False
    data = {**dialogue.data, "unit_id": unit_id, "options": [], "is_chosen": True}
    await expect(arrival, KIND, data)
    await show_draft(arrival, data)
    return True


async def show_draft(arrival: Arrival, data: dict[str, Any]) -> None:
    """One card per draft, edited as it grows."""
    user_id = arrival.speaker.user_id
    wish = Say(
        CARD,
        subject_id=user_id,
        user_id=user_id,
        args={"draft": data["draft"]},
        priority=Priority.ANSWER,
        key=f"{CARD}:{user_id}:{data['draft']}",
    )
    if not await enqueue(arrival.session, [wish], now=arrival.now):
        await refresh(arrival.session, [CARD], user_id)


async def on_submit(pressed: Pressed) -> CallbackAnswer:
    """提交."""
    arrival, user_id = pressed.arrival, pressed.arrival.speaker.user_id
    dialogue = await store.dialogue_of(arrival.session, user_id, user_id, now=arrival.now)
    if dialogue is None or dialogue.kind != KIND or dialogue.data["draft"] != pressed.press.args["draft"]:
        return told(None, pressed, "handlers.draft_ended")
    data = dialogue.data
    words = "\n".join(data["words"])[:LONGEST]
    filed = await report_incident(
        arrival.session,
        report=read_draft(data, arrival.now),
        source=Source(
            bot_id=arrival.bot_id,
            chat_id=user_id,
            message_id=data["draft"],
            words=words,
            said_at=datetime.fromisoformat(data["said_at"]),
            in_private=True,
        ),
        unit=await unit_of(arrival.session, data["unit_id"]),
        actor=arrival.speaker,
        policy=arrival.policy,
        files=[MediaFile(*file) for file in data["files"]],
        cell=arrival.house.cell,
        now=arrival.now,
    )
    await _end(arrival, user_id)
    return told(None, pressed, "handlers.submitted", number=filed.number if filed is not None else "")


async def on_cancel(pressed: Pressed) -> CallbackAnswer:
    """取消."""
    await _end(pressed.arrival, pressed.arrival.speaker.user_id)
    return told(None, pressed, "handlers.draft_ended")


async def _end(arrival: Arrival, user_id: int) -> None:
    await store.end_dialogue(arrival.session, user_id, user_id)
    await refresh(arrival.session, [CARD], user_id)


async def on_where(pressed: Pressed) -> CallbackAnswer:
    """换地点."""
    await ask_where(pressed.arrival)
    return CallbackAnswer()


async def on_spot_meant(pressed: Pressed) -> CallbackAnswer:
    """One of the units that the words may mean. Where the reporter lives stays as it is."""
    unit = await unit_of(pressed.arrival.session, int(pressed.press.arg))
    is_open = await place_draft(pressed.arrival, unit.id)
    return told(None, pressed, "handlers.unit_set" if is_open else "handlers.draft_ended", unit=unit.name)


async def invite(arrival: Arrival) -> None:
    """/report: say it in your own words."""
    await say(arrival.session, "handlers.report_invitation", now=arrival.now, user_id=arrival.speaker.user_id)


DRAFT_PRESSES: dict[str, PressHandler] = {
    "submit": on_submit,
    "cancel": on_cancel,
    "where": on_where,
    "spot_meant": on_spot_meant,
}
