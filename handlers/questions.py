"""The bot had asked something: the next words or photo of that person in that chat are the answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import Message

from handlers import disputes, store
from handlers.arrival import Arrival
from handlers.danger import on_danger_words
from handlers.day_log import on_log_words
from handlers.dispute_guests import GUEST, on_guest_sent
from handlers.draft_report import on_report_words
from handlers.follow_ups import tell_refusal
from handlers.hands import NAME, on_name
from handlers.low_score import QUESTION as LOW_SCORE
from handlers.low_score import on_low_score
from handlers.media import files_of, words_of
from handlers.menu import QUESTION, on_question
from handlers.notebook import NOTE, on_note
from handlers.notice_blanks import on_blank
from handlers.notice_dialogue import on_notice_count, on_notice_words
from handlers.notice_options import on_poll
from handlers.patrol import POINTS, on_point_names
from handlers.say import say
from handlers.specialists import OWN_HOURS, on_hours_written
from incidents.add_evidence import add_evidence
from incidents.add_note import add_note
from incidents.ask_danger import DANGER
from incidents.ask_extension import ask_extension
from incidents.ask_return import ask_return
from incidents.ask_suspension import ask_suspension
from incidents.correct_report import Correction, correct_report
from incidents.lifecycle import Move
from models.pyramid import Dialogue
from parsing.parse_correction import parse_correction
from pyramid.refusal import Refusal

Answer = Callable[[Message, Arrival, Dialogue], Awaitable[bool]]


async def answered(message: Message, arrival: Arrival) -> bool:
    """True if an open question took this message."""
    if arrival.speaker.is_anonymous:
        return False
    dialogue = await store.dialogue_of(arrival.session, message.chat.id, arrival.speaker.user_id, now=arrival.now)
    take = ANSWERS.get(dialogue.kind) if dialogue is not None else None
    return dialogue is not None and take is not None and await take(message, arrival, dialogue)


async def on_evidence(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The photo or the words after 完成."""
    words, files = words_of(message), files_of(message, arrival.bot_id)
    if not words and not files:
        return False
    done = await add_evidence(
        arrival.session,
        dialogue.data["incident_id"],
        arrival.speaker,
        policy=arrival.policy,
        now=arrival.now,
        files=files,
        words=words,
    )
    if isinstance(done, Refusal):
        await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
        return False
    await _thank(message, arrival, done.number)
    return True


async def on_reason(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """The words that 退回, 延期, 改 or 不通过 waited for."""
    words = words_of(message)
    if not words:
        return False
    incident_id, move = dialogue.data["incident_id"], Move(dialogue.data["move"])
    await store.end_dialogue(arrival.session, message.chat.id, arrival.speaker.user_id)
    done = await _give_reason(arrival, incident_id, move, words)
    if isinstance(done, Refusal):
        await tell_refusal(message, arrival, done)
    else:
        await _thank(message, arrival, done.number, "corrected" if move is Move.CORRECT else "noted")
    return True


async def _give_reason(arrival: Arrival, incident_id: int, move: Move, words: str) -> Any:
    session, actor = arrival.session, arrival.speaker
    common: dict[str, Any] = {"policy": arrival.policy, "now": arrival.now}
    if move is Move.ASK_RETURN:
        return await ask_return(session, incident_id, actor, reason=words, **common)
    if move is Move.ASK_EXTENSION:
        return await ask_extension(session, incident_id, actor, reason=words, **common)
    if move is Move.ASK_SUSPEND:
        return await ask_suspension(session, incident_id, actor, reason=words, **common)
    if move is Move.CORRECT:
        hats = actor.hats
        read = parse_correction(words, sender_role=hats[0].role.value if hats else "resident", at=arrival.now)
        correction = Correction.of(read if read.kind == "incident" else replace(read, urgency=None))
        return await correct_report(session, incident_id, actor, correction=correction, words=words, **common)
    return await add_note(session, incident_id, actor, words=words, about=move.value, **common)


async def _thank(message: Message, arrival: Arrival, number: str, word: str = "noted") -> None:
    group = arrival.group
    await say(
        arrival.session,
        f"handlers.{word}",
        now=arrival.now,
        group_id=group.id if group is not None else None,
        user_id=None if group is not None else arrival.speaker.user_id,
        reply_to=message.message_id,
        number=number,
    )


ANSWERS: Mapping[str, Answer] = {
    DANGER: on_danger_words,
    "evidence": on_evidence,
    "reason": on_reason,
    "log_line": on_log_words,
    NAME: on_name,
    POINTS: on_point_names,
    NOTE: on_note,
    "report": on_report_words,
    QUESTION: on_question,
    "notice_words": on_notice_words,
    "notice_count": on_notice_count,
    "notice_blank": on_blank,
    "notice_wrong": on_blank,
    "notice_poll": on_poll,
    LOW_SCORE: on_low_score,
    disputes.WORDS: disputes.on_words,
    disputes.AGREEMENT: disputes.on_agreement,
    GUEST: on_guest_sent,
    OWN_HOURS: on_hours_written,
}
