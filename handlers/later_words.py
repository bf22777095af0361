"""Words that answer nothing and name no number, and still belong to a matter that is known: found by who, what and where."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import Message

from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.follow_ups import here, nods
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.reading import read
from incidents.add_media import add_media
from incidents.add_note import add_note
from incidents.ask_which import WHICH, ask_which
from incidents.case import Here, MediaFile, Moved
from incidents.follow_words import Said, follow_words
from incidents.link_words import link_photo, link_words
from incidents.nod import JOINED, NOTED, nod
from incidents.talks import ABOUT_NOTHING
from models.kinds import Tier
from outbox.enqueue import enqueue
from outbox.refresh import refresh
from parsing.companions import says_also, says_also_in_short, sounds_well_again
from parsing.me_too import is_me_too
from parsing.report import Location, Report
from pyramid.refusal import Refusal

TALK = frozenset({"chatter", "ack", "praise"})


async def linked(message: Message, report: Report, arrival: Arrival, files: Sequence[MediaFile]) -> bool:
    """Joined to the matter that is meant, or asked about it. False: the words stand for themselves.

    Chatter and ordinary reports cost nothing here; only what sounds like a follow-up is looked up. `report` may be one part of
    the message.
    """
    if arrival.speaker.is_anonymous:
        return False
    words = report.words or words_of(message)
    meant = _as_follow_up(report, words, arrival)
    if message.location is not None:
        return await _own_pin(message, arrival)
    if meant is None:
        return bool(files) and report.kind in TALK and await _own_photo(message, arrival, files)
    unit_id = arrival.unit.id if arrival.unit is not None else None
    found = await link_words(arrival.session, meant, arrival.speaker.user_id, unit_id, now=arrival.now)
    if found is None:
        return False
    if not isinstance(found, int):
        if meant.kind != "status_update" or meant is not report:
            return False
        await ask_which(
            arrival.session,
            found,
            here=here(message, arrival),
            user_id=arrival.speaker.user_id,
            message_id=message.message_id,
            words=words,
            now=arrival.now,
        )
        return True
    return await _follow(message, meant, arrival, files, found)


def _as_follow_up(report: Report, words: str, arrival: Arrival) -> Report | None:
    """The report as a follow-up; None if it is none."""
    if report.kind == "status_update":
        return None if report.expected_action in ABOUT_NOTHING else report
    if not words:
        return None
    if is_me_too(words):
        return replace(report, kind="status_update", expected_action="merge_duplicate")
    if report.kind == "incident" and report.urgency != "emergency" and says_also(words):
        is_residential = arrival.unit is not None and arrival.unit.tier is Tier.MICRO_GRID
        return replace(report, expected_action="merge_duplicate") if is_residential else None
    if report.kind in TALK and says_also_in_short(words):
        return replace(report, kind="status_update", expected_action="merge_duplicate")
    if report.kind in TALK and sounds_well_again(words):
        return replace(report, kind="status_update", expected_action="resolve_claim")
    return None


async def _follow(
    message: Message, meant: Report, arrival: Arrival, files: Sequence[MediaFile], incident_id: int
) -> bool:
    place = here(message, arrival)
    for file in files:
        await add_media(
            arrival.session, file, arrival.speaker,
            here=place, policy=arrival.policy, now=arrival.now, incident_id=incident_id,
        )  # fmt: skip
    said = Said(meant, meant.words or words_of(message), place)
    done = await follow_words(
        arrival.session, incident_id, arrival.speaker, said, policy=arrival.policy, now=arrival.now
    )
    if isinstance(done, Refusal):
        return bool(files)
    await nods(message, arrival, JOINED if meant.expected_action == "merge_duplicate" else NOTED)
    return True


async def _own_photo(message: Message, arrival: Arrival, files: Sequence[MediaFile]) -> bool:
    """A photo without words, soon after one's own report in this chat."""
    incident_id = await link_photo(
        arrival.session, arrival.speaker.user_id, message.chat.id, said_at=arrival.moment(message.date)
    )
    if incident_id is None:
        return False
    kept = [
        await add_media(
            arrival.session, file, arrival.speaker,
            here=here(message, arrival), policy=arrival.policy, now=arrival.now, incident_id=incident_id,
        )
        for file in files
    ]  # fmt: skip
    if any(isinstance(each, Moved) for each in kept):
        await nods(message, arrival, NOTED)
    return True


async def _own_pin(message: Message, arrival: Arrival) -> bool:
    """A place without words, soon after one's own report in this chat: where it is, if that was not known."""
    user_id = arrival.speaker.user_id
    incident_id = await link_photo(arrival.session, user_id, message.chat.id, said_at=arrival.moment(message.date))
    if incident_id is None:
        return False
    pin = words_of(message)
    done = await add_note(
        arrival.session, incident_id, arrival.speaker,
        words=pin, place=Location(landmark=pin), policy=arrival.policy, now=arrival.now,
    )  # fmt: skip
    if isinstance(done, Moved):
        await nods(message, arrival, NOTED)
    return True


async def on_which(pressed: Pressed) -> CallbackAnswer:
    """One of the speaker's matters, or none of them; the words that waited go there."""
    arrival, user_id = pressed.arrival, pressed.arrival.speaker.user_id
    if pressed.press.subject_id != user_id:
        return told(None, pressed, "clerk.which_not_yours")
    dialogue = await store.dialogue_of(arrival.session, pressed.chat_id, user_id, now=arrival.now)
    if dialogue is None or dialogue.kind != WHICH or dialogue.data["message_id"] != pressed.press.args["message"]:
        return told(None, pressed, "clerk.which_over")
    asked = dialogue.data
    words, spoken_in = asked["words"], Here(arrival.bot_id, asked["chat"], asked["group"])
    await store.end_dialogue(arrival.session, pressed.chat_id, user_id)
    await refresh(arrival.session, ["which_one"], user_id)
    incident_id = int(pressed.press.arg)
    if not incident_id:
        return told(None, pressed, "clerk.which_dropped")
    said = Said(read(words, arrival, arrival.now), words, pressed.here)
    done = await follow_words(
        arrival.session, incident_id, arrival.speaker, said, policy=arrival.policy, now=arrival.now
    )
    if isinstance(done, Moved):
        await enqueue(arrival.session, [nod(spoken_in, user_id, asked["message_id"])], now=arrival.now)
    return told(done, pressed, "clerk.which_told", number=done.number if isinstance(done, Moved) else "")


LATER_PRESSES: dict[str, PressHandler] = {"which": on_which}
