"""Ordinary words in a group: heard, and either an incident, part of one, or nothing at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from aiogram import Router
from aiogram.types import Message

from handlers.arrival import Arrival
from handlers.conditions import IN_GROUPS
from handlers.follow_ups import amended, follow_up, joined_album
from handlers.forwards import is_no_speech
from handlers.later_words import linked
from handlers.media import files_of, words_of
from handlers.places import ask_spot, placed
from handlers.questions import answered
from handlers.reading import read
from incidents.case import Filed, MediaFile, Source
from incidents.kin import OUTAGES
from incidents.report_incident import report_incident
from models.pyramid import Unit
from parsing.report import Report

OUTAGE = "progress"  # of an outage that nobody told of before: 「5幢没电了」
# 「又堵了」, 「还没人清」, 「我们也是」: of what no matter is known
UNHEARD_OF = frozenset({"reopen", "urge", "merge_duplicate"})
MOST_MATTERS = 20  # matters in one message; more is a list, not speech


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
    if await follow_up(message, report, arrival, files) or await linked(message, report, arrival, files):
        return
    for part in report.items:
        if part.kind == "status_update":  # news of an older matter, told beside a new one
            await linked(message, part, arrival, ())
    await file_matters(arrival, report, source, unit, () if source.album else files)


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


async def file_matters(
    arrival: Arrival,
    report: Report,
    source: Source,
    unit: Unit,
    files: Sequence[MediaFile],
    *,
    in_private: bool = False,
) -> list[Filed]:
    """Each matter of a message becomes an incident of its own, as far as the policy listens."""
    filed = []
    for part, said in enumerate(matters(report)):
        matter, spot = await placed(arrival, said, unit)
        one = await report_incident(
            arrival.session,
            report=matter,
            source=replace(source, part=part, words=matter.words or source.words, in_private=in_private),
            unit=unit,
            actor=arrival.speaker,
            policy=arrival.policy,
            files=files if part == 0 else (),
            cell=arrival.house.cell,
            now=arrival.now,
            spot=spot.unit,
        )
        if one is not None:
            filed.append(one)
            await ask_spot(arrival, one, spot, source.message_id)
    return filed


def _is_nobody(message: Message) -> bool:
    """Another bot, or what a person only passes on from a bot or a channel."""
    is_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return is_bot or is_no_speech(message)


def _is_news(report: Report) -> bool:
    if report.category is None:
        return False
    return report.expected_action in UNHEARD_OF or (report.expected_action == OUTAGE and report.category in OUTAGES)


def matters(report: Report) -> list[Report]:
    """The incidents in a report: none, one, or each of several. Trouble that is back, of a kind that is named, is one."""
    if report.kind == "incident":
        return [report]
    if report.kind == "status_update" and _is_news(report):
        return [replace(report, kind="incident")]
    if report.kind == "multi":
        return [item for item in report.items if item.kind == "incident"][:MOST_MATTERS]
    return []
