"""Words too faint to open anything, and those that make a matter of them: 「我在电梯里 它不动了」 … 「灯也黑了」."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers import store
from handlers.arrival import Arrival
from handlers.file_matters import file_matters
from handlers.going_on import at_its_gravest
from handlers.reading import read
from incidents.ask_danger import DANGER
from incidents.case import MediaFile, Source
from incidents.first_words import FIRST_WORDS, FIRST_WORDS_WAIT, keep_first_words
from incidents.go_on import add_piece, talked_of
from incidents.talks import is_carried_on, may_begin
from models.kinds import Urgency
from models.pyramid import Dialogue
from outbox.refresh import refresh
from parsing.pieces import joined
from parsing.report import Report


async def carried_on(report: Report, arrival: Arrival, source: Source, files: Sequence[MediaFile]) -> bool:
    """True if the words and the speaker's faint ones before them are a matter together: it is filed with both."""
    begun = await _begun(arrival, source)
    if begun is None or arrival.unit is None:
        return False
    joint = read(joined(begun.data["words"], source.words), arrival, source.said_at)
    if not is_carried_on(report, joint, source.words) or await _is_talked_of(joint, arrival, source):
        return False
    joint, is_asked = at_its_gravest(joint, report), begun.kind == DANGER
    if is_asked and joint.urgency != Urgency.EMERGENCY:
        return False  # whether anybody is in danger is still the question
    await store.end_dialogue(arrival.session, source.chat_id, arrival.speaker.user_id)
    if is_asked:
        await refresh(arrival.session, ["if_danger"], arrival.speaker.user_id)
    first = replace(
        source,
        message_id=begun.data["message_id"],
        words=begun.data["words"],
        said_at=datetime.fromisoformat(begun.data["said_at"]),
        album=None,
    )
    shown = [*(MediaFile(**file) for file in begun.data["files"]), *(() if source.album else files)]
    for one in await file_matters(arrival, joint, first, arrival.unit, shown):
        await add_piece(
            arrival.session, one.incident_id, arrival.speaker,
            report=joint, source=source, policy=arrival.policy, now=arrival.now,
        )  # fmt: skip
    return True


async def note_first_words(
    report: Report, arrival: Arrival, source: Source, files: Sequence[MediaFile], *, is_filed: bool
) -> None:
    """What told of nothing yet waits for what comes next; whoever told of a matter has left it behind."""
    if arrival.speaker.is_anonymous:
        return
    if not is_filed:
        if may_begin(report, source.words):
            await keep_first_words(arrival.session, source, arrival.speaker.user_id, files=files, now=arrival.now)
        return
    begun = await _begun(arrival, source)
    if begun is not None and begun.kind == FIRST_WORDS:
        await store.end_dialogue(arrival.session, source.chat_id, arrival.speaker.user_id)


async def _is_talked_of(joint: Report, arrival: Arrival, source: Source) -> bool:
    """Whether the like is a matter here already: then these words go on with that."""
    talks = await talked_of(arrival.session, source.chat_id, said_at=source.said_at)
    return any(talk.leaf == joint.category for talk in talks)


async def _begun(arrival: Arrival, source: Source) -> Dialogue | None:
    """What this person said here just before without being understood, or was asked about."""
    if arrival.speaker.is_anonymous:
        return None
    begun = await store.dialogue_of(arrival.session, source.chat_id, arrival.speaker.user_id, now=arrival.now)
    if begun is None or begun.kind not in {FIRST_WORDS, DANGER} or begun.data["message_id"] == source.message_id:
        return None
    said_last = datetime.fromisoformat(begun.data.get("last_at", source.said_at.isoformat()))
    return begun if source.said_at - said_last <= FIRST_WORDS_WAIT else None
