"""Ordinary words in a group: heard, and either an incident, part of one, or nothing at all."""

from collections.abc import Sequence
from datetime import UTC, datetime

from aiogram import Router
from aiogram.types import Message

from handlers.arrival import Arrival
from handlers.conditions import IN_GROUPS
from handlers.file_matters import file_matters
from handlers.first_words import carried_on, note_first_words
from handlers.follow_ups import amended, follow_up, joined_album
from handlers.forwards import is_no_speech
from handlers.going_on import gone_on
from handlers.later_words import linked
from handlers.media import files_of, words_of
from handlers.questions import answered
from handlers.reading import read
from incidents.ask_danger import ask_danger
from incidents.case import MediaFile, Source
from parsing.doubt import ASK_IF_DANGER
from parsing.pieces import is_bare_place
from parsing.report import Report


def setup() -> Router:
    """Words, photos, voices and places in groups, and their edits."""
    router = Router(name="reports")
    router.message.register(on_words, IN_GROUPS)
    router.edited_message.register(on_edited_words, IN_GROUPS)
    return router


async def on_words(message: Message, arrival: Arrival) -> None:
    """Somebody said or showed something in a unit's chat."""
    group, unit = arrival.group, arrival.unit
    if group is None or unit is None or _is_nobody(message):
        return
    if await answered(message, arrival):
        return
    words, files = words_of(message), files_of(message, arrival.bot_id)
    source = Source(
        bot_id=arrival.bot_id,
        chat_id=message.chat.id,
        message_id=message.message_id,
        words=words,
        said_at=arrival.moment(message.date),
        group_id=group.id,
        album=message.media_group_id,
    )
    if await joined_album(message, arrival, files):
        return
    report = read(words, arrival, source.said_at)
    if await follow_up(message, report, arrival, files) or await carried_on(report, arrival, source, files):
        return
    if await _belongs(message, report, arrival, source, files):
        return
    if is_bare_place(words, report):  # of what, nobody knows yet
        await note_first_words(report, arrival, source, files, is_filed=False)
        return
    if report.expected_action == ASK_IF_DANGER and not arrival.speaker.is_anonymous:
        await ask_danger(arrival.session, source, arrival.speaker.user_id, files=files, now=arrival.now)
        return
    for part in report.items:
        if part.kind == "status_update":  # news of an older matter, told beside a new one
            await linked(message, part, arrival, ())
    filed = await file_matters(arrival, report, source, unit, () if source.album else files)
    await note_first_words(report, arrival, source, files, is_filed=bool(filed))


async def _belongs(
    message: Message, report: Report, arrival: Arrival, source: Source, files: Sequence[MediaFile]
) -> bool:
    """Whether the words went to a matter that is known: news by what it says, anything else by when it is said."""
    if report.kind == "status_update" and not is_bare_place(source.words, report):
        return await linked(message, report, arrival, files) or await gone_on(message, report, arrival, source, files)
    return await gone_on(message, report, arrival, source, files) or await linked(message, report, arrival, files)


async def on_edited_words(message: Message, arrival: Arrival) -> None:
    """Words were changed: the incident they became follows; words that were nothing may be something now."""
    group, unit = arrival.group, arrival.unit
    if group is None or unit is None or message.edit_date is None or _is_nobody(message):
        return
    words = words_of(message)
    edited_at = arrival.moment(datetime.fromtimestamp(message.edit_date, UTC))
    source = Source(arrival.bot_id, message.chat.id, message.message_id, words, edited_at, group.id)
    report = read(words, arrival, edited_at)
    known = await amended(arrival, report, source)
    if not known:
        await file_matters(arrival, report, source, unit, files_of(message, arrival.bot_id))


def _is_nobody(message: Message) -> bool:
    """Another bot, or what a person only passes on from a bot or a channel."""
    is_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return is_bot or is_no_speech(message)
