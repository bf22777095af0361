"""Words that go on with a matter that is talked of in the chat: a piece of one's own report, or more about somebody else's."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import Message

from handlers.arrival import Arrival
from handlers.follow_ups import here, nods
from handlers.media import words_of
from handlers.reading import read
from incidents.add_media import add_media
from incidents.case import MediaFile, Moved, Source
from incidents.follow_words import Said, follow_words
from incidents.go_on import add_piece, talked_of
from incidents.nod import NOTED
from incidents.talks import Talk, is_about, is_piece, likeliest_first
from models.kinds import Urgency
from parsing.companions import says_also
from parsing.report import Report
from pyramid.known_speakers import GOES_ON_WITHIN


async def gone_on(
    message: Message, report: Report, arrival: Arrival, source: Source, files: Sequence[MediaFile]
) -> bool:
    """True if the words went to a matter that is talked of here. False: they stand for themselves."""
    words = words_of(message)
    if not words or arrival.speaker.is_anonymous:
        return False
    talks = await talked_of(arrival.session, source.chat_id, said_at=source.said_at)
    for talk in likeliest_first(talks, arrival.speaker.user_id, report):
        joint = read(talk.with_more(words), arrival, source.said_at)
        if talk.user_id != arrival.speaker.user_id:
            if is_about(report, joint, talk, source.said_at, words):
                return await _remark(message, report, talk, arrival, files)
        elif source.said_at - talk.last_at <= GOES_ON_WITHIN and is_piece(report, joint, talk, source.said_at, words):
            return await _add(message, _at_its_gravest(joint, report), talk, arrival, source=source, files=files)
    return False


def _at_its_gravest(joint: Report, report: Report) -> Report:
    """「好像倒地上了」 makes an emergency of all that was said."""
    return replace(joint, urgency=report.urgency) if report.urgency == Urgency.EMERGENCY else joint


async def _add(
    message: Message, joint: Report, own: Talk, arrival: Arrival, *, source: Source, files: Sequence[MediaFile]
) -> bool:
    done = await add_piece(
        arrival.session, own, arrival.speaker,
        report=joint, source=source, policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    if not isinstance(done, Moved):
        return False
    await _keep(message, own, arrival, files)
    return True


async def _remark(message: Message, report: Report, talk: Talk, arrival: Arrival, files: Sequence[MediaFile]) -> bool:
    words = words_of(message)
    is_joining = says_also(words) or report.category == talk.leaf
    meant = replace(report, expected_action="merge_duplicate") if is_joining else report
    done = await follow_words(
        arrival.session, talk.incident_id, arrival.speaker, Said(meant, words, here(message, arrival)),
        policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    if not isinstance(done, Moved):
        return False
    await _keep(message, talk, arrival, files)
    return True


async def _keep(message: Message, talk: Talk, arrival: Arrival, files: Sequence[MediaFile]) -> None:
    for file in files:
        await add_media(
            arrival.session, file, arrival.speaker,
            here=here(message, arrival), policy=arrival.policy, now=arrival.now, incident_id=talk.incident_id,
        )  # fmt: skip
    await nods(message, arrival, NOTED)
