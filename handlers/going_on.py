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
from incidents.first_words import keep_first_words
from incidents.follow_words import Said, follow_words
from incidents.go_on import add_piece, talked_of
from incidents.nod import NOTED
from incidents.talks import Talk, is_about, is_piece, likeliest_first, may_begin
from models.kinds import Urgency
from parsing.companions import is_over, says_also, says_also_in_short
from parsing.pieces import is_bare_place
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
    over = next((talk for talk in reversed(talks) if is_over(talk.leaf, words)), None)
    if over is not None:
        news = replace(report, kind="status_update", expected_action="resolve_claim")
        return await _remark(message, news, over, arrival, source=source, files=files)
    if report.kind == "chatter" and arrival.speaker.hats:
        talks = [talk for talk in talks if talk.user_id == arrival.speaker.user_id]  # they direct; it tells nothing
    is_place = is_bare_place(words, report)
    for talk in likeliest_first(talks, arrival.speaker.user_id, report, words):
        joint = read(talk.with_more(words), arrival, source.said_at)
        if talk.user_id != arrival.speaker.user_id:
            if is_about(report, joint, talk, source.said_at, words):
                return await _remark(message, report, talk, arrival, source=source, files=files)
            continue
        goes_on = is_piece if source.said_at - talk.last_at <= GOES_ON_WITHIN else is_about  # later, as anybody's words
        if goes_on(report, joint, talk, source.said_at, words):
            whole = _at(report, joint) if is_place else at_its_gravest(joint, report)
            return await _add(message, whole, talk, arrival, source=source, files=files)
    return False


def at_its_gravest(joint: Report, report: Report) -> Report:
    """「好像倒地上了」 makes an emergency of all that was said."""
    return replace(joint, urgency=report.urgency) if report.urgency == Urgency.EMERGENCY else joint


def _at(report: Report, joint: Report) -> Report:
    """All that was said, at this place; 「竹山脚那片地」 by itself is no landslide, and 「303」 a place only after other words."""
    place = joint.location if report.location.is_empty else report.location
    if joint.kind == "incident":
        return replace(joint, location=place)
    return replace(report, location=place, category=None, urgency=None, sensitivity="S0", people_counts={})


async def _add(
    message: Message, joint: Report, own: Talk, arrival: Arrival, *, source: Source, files: Sequence[MediaFile]
) -> bool:
    done = await add_piece(
        arrival.session, own.incident_id, arrival.speaker,
        report=joint, source=source, policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    if not isinstance(done, Moved):
        return False
    await _keep(message, own, arrival, files)
    await nods(message, arrival, NOTED)
    return True


async def _remark(
    message: Message, report: Report, talk: Talk, arrival: Arrival, *, source: Source, files: Sequence[MediaFile]
) -> bool:
    words = words_of(message)
    is_also = says_also_in_short(words) if report.kind == "chatter" else says_also(words)
    is_place = is_bare_place(words, report)
    is_joining = not is_place and (is_also or (report.category == talk.leaf and report.kind == "incident"))
    if is_joining or is_place:
        report = replace(report, expected_action="merge_duplicate" if is_joining else "ignore")
    done = await follow_words(
        arrival.session, talk.incident_id, arrival.speaker, Said(report, words, here(message, arrival), is_place=is_place),
        policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    if not isinstance(done, Moved):
        return False
    await _keep(message, talk, arrival, files)
    if is_joining or is_place or report.kind != "chatter":
        await nods(message, arrival, NOTED)
    elif may_begin(report, words):  # or is it the beginning of something else?
        await keep_first_words(arrival.session, source, arrival.speaker.user_id, files=(), now=arrival.now)
    return True


async def _keep(message: Message, talk: Talk, arrival: Arrival, files: Sequence[MediaFile]) -> None:
    for file in files:
        await add_media(
            arrival.session, file, arrival.speaker,
            here=here(message, arrival), policy=arrival.policy, now=arrival.now, incident_id=talk.incident_id,
        )  # fmt: skip
