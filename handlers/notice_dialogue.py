"""Writing a notice in private: to whom, what kind, the words or a template, and once more the whole before it leaves."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from broadcasts.approve_notice import approve_notice
from broadcasts.audience_choices import audience_choices, kinds_for
from broadcasts.audience_count import audience_count
from broadcasts.draft_notice import LEVELS
from broadcasts.submit_notice import submit_notice
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.conditions import IN_PRIVATE
from handlers.media import files_of, words_of
from handlers.notice_draft import Data, draft_of, keep_draft, show_draft, wish_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from models.kinds import NoticeKind
from models.pyramid import Dialogue
from pyramid.lookup import unit_of
from pyramid.refusal import Refusal
from texts.notice_templates import templates_for

PER_ROW = 2
COLOURS = ("blue", "yellow", "orange", "red")


def setup() -> Router:
    """/notice in private chats."""
    router = Router(name="notices")
    router.message.register(on_notice, IN_PRIVATE, Command("notice"))
    return router


async def on_notice(message: Message, arrival: Arrival) -> None:
    """/notice: to which of your units?"""
    del message
    await _offer(arrival, None)


async def _offer(arrival: Arrival, under: int | None) -> None:
    choices = await audience_choices(arrival.session, arrival.speaker, under=under)
    user_id = arrival.speaker.user_id
    if not choices:
        await say(arrival.session, "handlers.notice_nowhere", now=arrival.now, user_id=user_id)
        return
    rows = [
        [
            [choice.name, "notice_to", str(choice.unit_id)],
            ["@handlers_button.below", "notice_below", str(choice.unit_id)],
        ]
        for choice in choices[:45]
    ]
    await say(arrival.session, "handlers.notice_to_whom", now=arrival.now, user_id=user_id, buttons=rows)


async def on_below(pressed: Pressed) -> CallbackAnswer:
    """Not the whole unit: one of those below it."""
    await _offer(pressed.arrival, int(pressed.press.arg))
    return CallbackAnswer()


async def on_to(pressed: Pressed) -> CallbackAnswer:
    """The audience is chosen: what kind?"""
    arrival = pressed.arrival
    unit = await unit_of(arrival.session, int(pressed.press.arg))
    count = await audience_count(arrival.session, unit.id)
    kinds = [
        [f"@notice_kind.{kind.value}", "notice_kind", f"{unit.id}.{kind.value}"]
        for kind in kinds_for(arrival.speaker, unit)
    ]
    rows = [kinds[start : start + PER_ROW] for start in range(0, len(kinds), PER_ROW)]
    await say(
        arrival.session,
        "handlers.notice_what_kind",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=rows,
        unit=unit.name,
        count=count.total,
    )
    return CallbackAnswer()


async def on_kind(pressed: Pressed) -> CallbackAnswer:
    """The kind is chosen: the words, please, or a template; of a weather warning the colour first."""
    unit_id, _, kind = pressed.press.arg.partition(".")
    arrival = pressed.arrival
    if kind == NoticeKind.WEATHER:
        colours = [[f"@notice_colour.{level}", "nlevel", f"{unit_id}.{level}"] for level in COLOURS]
        rows = [colours[:2], colours[2:], [["@notice_colour.none", "nlevel", f"{unit_id}."]]]
        await say(arrival.session, "notice_ask.colour", now=arrival.now, user_id=arrival.speaker.user_id, buttons=rows)
        return CallbackAnswer()
    await _ask_words(arrival, {"unit_id": int(unit_id), "kind": kind})
    return CallbackAnswer()


async def on_level(pressed: Pressed) -> CallbackAnswer:
    """The colour that the weather service gave; the bot never makes one up."""
    unit_id, _, level = pressed.press.arg.partition(".")
    data = {"unit_id": int(unit_id), "kind": NoticeKind.WEATHER.value, "level": level if level in LEVELS else ""}
    await _ask_words(pressed.arrival, data)
    return CallbackAnswer()


async def _ask_words(arrival: Arrival, data: Data) -> None:
    await keep_draft(arrival, data)
    offered = [[[f"@notice_template.{each.name}", "ntpl", each.name]] for each in templates_for(data["kind"])]
    await say(
        arrival.session, "handlers.notice_write", now=arrival.now, user_id=arrival.speaker.user_id, buttons=offered
    )


async def on_notice_words(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The words, perhaps with a photo or a document: shown once more as the groups will see them, with their number."""
    words = words_of(message)
    if not words or (message.text or "").startswith("/"):
        return False
    files = [
        {"kind": file.kind, "bot_id": file.bot_id, "file_id": file.file_id, "file_unique_id": file.file_unique_id}
        for file in files_of(message, arrival.bot_id)
    ]
    data = {**dialogue.data, "words": words, "files": files, "template": "", "blanks": {}}
    await show_draft(arrival, data, message.message_id)
    return True


async def on_publish(pressed: Pressed) -> CallbackAnswer:
    """发布: accepted, or waiting for a second person, or refused with the reason."""
    arrival, user_id = pressed.arrival, pressed.arrival.speaker.user_id
    data = await draft_of(arrival, pressed.press.arg)
    if data is None:
        return told(None, pressed, "handlers.draft_ended")
    done = await submit_notice(
        arrival.session,
        author=arrival.speaker,
        source="chat",
        policy=arrival.policy,
        cell=arrival.house.cell,
        now=arrival.now,
        **wish_of(data),
    )
    if isinstance(done, Refusal):
        return told(done, pressed)
    await store.end_dialogue(arrival.session, user_id, user_id)
    return told(done, pressed, "handlers.notice_accepted", number=done.number)


async def on_unpublish(pressed: Pressed) -> CallbackAnswer:
    """取消."""
    user_id = pressed.arrival.speaker.user_id
    await store.end_dialogue(pressed.arrival.session, user_id, user_id)
    return told(None, pressed, "handlers.draft_ended")


async def on_notice_count(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The approver types the number of groups."""
    typed = (message.text or "").strip().replace(",", "").replace(",", "")
    user_id = arrival.speaker.user_id
    if not typed.isdigit():
        if typed.startswith("/"):
            return False
        await say(arrival.session, "handlers.type_count", now=arrival.now, user_id=user_id)
        return True
    done = await approve_notice(
        arrival.session,
        dialogue.data["notice_id"],
        arrival.speaker,
        typed_count=int(typed),
        seen=dialogue.data["seen"],
        now=arrival.now,
    )
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    else:
        await say(arrival.session, "handlers.did_approve", now=arrival.now, user_id=user_id)
    if not isinstance(done, Refusal) or not done.reason.endswith("wrong_count"):
        await store.end_dialogue(arrival.session, message.chat.id, user_id)
    return True


NOTICE_DIALOGUE_PRESSES: dict[str, PressHandler] = {
    "notice_to": on_to,
    "notice_below": on_below,
    "notice_kind": on_kind,
    "nlevel": on_level,
    "publish": on_publish,
    "unpublish": on_unpublish,
}
