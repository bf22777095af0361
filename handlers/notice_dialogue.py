"""Writing a notice in private: to whom, what kind, the words, and once more the whole before it leaves."""

from datetime import timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message

from broadcasts.approve_notice import approve_notice
from broadcasts.audience_choices import audience_choices, kinds_for
from broadcasts.audience_count import audience_count
from broadcasts.draft_notice import draft_notice
from broadcasts.faces import draft_html
from broadcasts.submit_notice import submit_notice
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.follow_ups import tell_refusal
from handlers.media import files_of, words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from models.kinds import NoticeKind
from models.pyramid import Dialogue
from pyramid.lookup import unit_of
from pyramid.refusal import Refusal

WRITE_WITHIN = timedelta(hours=1)
PER_ROW = 2


def setup() -> Router:
    """/notice in private chats."""
    router = Router(name="notices")
    router.message.register(on_notice, F.chat.type == "private", Command("notice"))
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
    """The kind is chosen: the words, please."""
    unit_id, _, kind = pressed.press.arg.partition(".")
    await _ask(pressed.arrival, "notice_words", {"unit_id": int(unit_id), "kind": kind})
    await say(
        pressed.arrival.session,
        "handlers.notice_write",
        now=pressed.arrival.now,
        user_id=pressed.arrival.speaker.user_id,
    )
    return CallbackAnswer()


async def _ask(arrival: Arrival, kind: str, data: dict[str, Any]) -> None:
    user_id = arrival.speaker.user_id
    await store.open_dialogue(
        arrival.session,
        chat_id=user_id,
        user_id=user_id,
        bot_id=arrival.bot_id,
        kind=kind,
        data=data,
        expires_at=arrival.now + WRITE_WITHIN,
    )


async def on_notice_words(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The words, perhaps with a photo: shown once more as the groups will see them, with their number."""
    words = words_of(message)
    if not words or (message.text or "").startswith("/"):
        return False
    files = [
        {"kind": file.kind, "bot_id": file.bot_id, "file_id": file.file_id, "file_unique_id": file.file_unique_id}
        for file in files_of(message, arrival.bot_id)
    ]
    draft = await draft_notice(
        arrival.session,
        author=arrival.speaker,
        unit_id=dialogue.data["unit_id"],
        words=words,
        kind=NoticeKind(dialogue.data["kind"]),
        media=files,
        policy=arrival.policy,
    )
    if isinstance(draft, Refusal):
        await tell_refusal(message, arrival, draft)
        return True
    await _ask(arrival, "notice_words", {**dialogue.data, "words": words, "files": files, "draft": message.message_id})
    await say(
        arrival.session,
        "notice_preview",
        now=arrival.now,
        user_id=arrival.speaker.user_id,
        buttons=[
            [
                ["@handlers_button.publish", "publish", str(message.message_id)],
                ["@handlers_button.cancel", "unpublish", ""],
            ]
        ],
        copy=draft_html(draft, arrival.language),
        unit=draft.unit.name,
        count=draft.counts.total,
        approve_above=arrival.policy.notices.approve_above if draft.needs_approval else 0,
        has_photo=bool(files),
    )
    return True


async def on_publish(pressed: Pressed) -> CallbackAnswer:
    """发布: accepted, or waiting for a second person, or refused with the reason."""
    arrival, user_id = pressed.arrival, pressed.arrival.speaker.user_id
    dialogue = await store.dialogue_of(arrival.session, user_id, user_id, now=arrival.now)
    if dialogue is None or dialogue.kind != "notice_words" or str(dialogue.data.get("draft")) != pressed.press.arg:
        return told(None, pressed, "handlers.draft_ended")
    data = dialogue.data
    done = await submit_notice(
        arrival.session,
        author=arrival.speaker,
        unit_id=data["unit_id"],
        words=data["words"],
        kind=NoticeKind(data["kind"]),
        media=data["files"],
        source="chat",
        policy=arrival.policy,
        cell=arrival.house.cell,
        now=arrival.now,
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
    "publish": on_publish,
    "unpublish": on_unpublish,
}
