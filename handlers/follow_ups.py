"""Words and photos that belong to an incident we know: pieces of an album, answers to a card, edits."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiogram.types import Message

from handlers.arrival import Arrival
from handlers.media import files_of, words_of
from handlers.reading import read
from handlers.say import because, say
from incidents.add_media import add_media
from incidents.amend_report import amend_report
from incidents.case import Here, MediaFile, Moved, Source
from incidents.find_incident import find_incident, is_about
from incidents.follow_words import Said, follow_words
from incidents.go_on import said_in_pieces
from incidents.join_incident import join_incident
from incidents.link_words import link_photo
from incidents.nod import JOINED, NOTED, nod
from outbox.enqueue import enqueue
from parsing.me_too import is_me_too
from parsing.report import Report
from pyramid.refusal import Refusal

NUMBER = re.compile(r"#[0-9A-Z][0-9A-Z-]{2,15}")


def here(message: Message, arrival: Arrival) -> Here:
    """The chat in which this is said."""
    return Here(arrival.bot_id, message.chat.id, arrival.group.id if arrival.group is not None else None)


async def joined_album(message: Message, arrival: Arrival, files: Sequence[MediaFile]) -> bool:
    """A piece of an album: kept with its incident, or waiting for the piece that carries the words. False: read its words."""
    album = message.media_group_id
    if album is None or not files:
        return False
    said_at, own = arrival.moment(message.date), None
    if not words_of(message):  # pictures sent later: the speaker's newest matter here, if it is minutes old
        own = await link_photo(arrival.session, arrival.speaker.user_id, message.chat.id, said_at=said_at)
    piece = replace(files[0], chat_id=message.chat.id, message_id=message.message_id)
    done = await add_media(
        arrival.session,
        piece,
        arrival.speaker,
        here=here(message, arrival),
        policy=arrival.policy,
        now=arrival.now,
        album=album,
        incident_id=own,
    )
    return isinstance(done, Moved) or not words_of(message)


async def amended(arrival: Arrival, report: Report, source: Source) -> bool:
    """An edited message of which an incident was made; False if none was. Several pieces are read together again."""
    together = await said_in_pieces(arrival.session, source)
    if together is not None:
        report = read(together, arrival, source.said_at)
    done = await amend_report(
        arrival.session,
        report=report,
        bot_id=source.bot_id,
        chat_id=source.chat_id,
        message_id=source.message_id,
        words=source.words,
        actor=arrival.speaker,
        policy=arrival.policy,
        now=arrival.now,
    )
    return done is not None


async def follow_up(message: Message, report: Report, arrival: Arrival, files: Sequence[MediaFile]) -> bool:
    """An answer to a report or to a card, or words that name a number: joined to that incident. False if it is neither."""
    replied = message.reply_to_message
    is_numbered = NUMBER.fullmatch(f"#{report.refers_to}") is not None  # else a symbolic target, such as last_case
    incident_id = await find_incident(
        arrival.session,
        number=report.refers_to if is_numbered else _number_answered(message, arrival),
        chat_id=message.chat.id,
        message_id=replied.message_id if replied is not None else None,
    )
    if incident_id is None or report.kind == "multi":
        return False
    words = words_of(message)
    done: object = None
    common: dict[str, Any] = {"policy": arrival.policy, "now": arrival.now}
    place = here(message, arrival)
    if report.urgency == "emergency" and not await is_about(arrival.session, incident_id, report.category):
        return False  # somebody answers an old message and cries for help: that is a matter of its own
    for file in files:
        done = await add_media(arrival.session, file, arrival.speaker, here=place, incident_id=incident_id, **common)
    sign = NOTED
    if is_me_too(words):
        done, sign = await join_incident(arrival.session, incident_id, arrival.speaker, **common), JOINED
    elif words and (report.kind not in {"chatter", "praise"} or not files):
        done = await follow_words(arrival.session, incident_id, arrival.speaker, Said(report, words, place), **common)
    if isinstance(done, Moved):
        await nods(message, arrival, sign)
    if isinstance(done, Refusal) and arrival.speaker.hats:
        await tell_refusal(message, arrival, done)
    return True


async def nods(message: Message, arrival: Arrival, sign: str) -> None:
    """An emoji on these words instead of an answer."""
    wish = nod(here(message, arrival), arrival.speaker.user_id, message.message_id, sign)
    await enqueue(arrival.session, [wish], now=arrival.now)


def _number_answered(message: Message, arrival: Arrival) -> str | None:
    """The one number on the message of ours that is answered, perhaps before we have noted down that it stands there."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != arrival.bot_id:
        return None
    numbers = set(NUMBER.findall(words_of(answered)))
    return numbers.pop() if len(numbers) == 1 else None


async def replied(message: Message, arrival: Arrival) -> bool:
    """In private: Telegram's reply to a message about an incident is meant for that one, not for a new report."""
    if message.reply_to_message is None:
        return False
    report = read(words_of(message), arrival, arrival.moment(message.date))
    return await follow_up(message, report, arrival, files_of(message, arrival.bot_id))


async def tell_refusal(message: Message, arrival: Arrival, refusal: Refusal) -> None:
    """The reason, as an answer in the chat where it was tried."""
    group = arrival.group
    await say(
        arrival.session,
        "handlers.refused",
        now=arrival.now,
        group_id=group.id if group is not None else None,
        user_id=None if group is not None else arrival.speaker.user_id,
        reply_to=message.message_id,
        reason=because(refusal, arrival.language),
    )
