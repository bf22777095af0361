"""What each chat shows of an incident, masked by where it stands. Pure.

In a group nobody is named, a sensitive matter (S1) shows its building only and a restricted one (S2) nothing but its number
and state. The reporter's words stand only in the private chat of somebody entitled to them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from incidents.buttons import Allowed, Keyboard, Seat, keyboard
from incidents.call_notes import call_notes
from incidents.kin import WAS_TAKEN
from incidents.lifecycle import Move
from incidents.view import (
    MERGES,
    UNKNOWN_LEAF,
    Depth,
    View,
    due_words,
    group_depth,
    lacks_place,
    leaf_name,
    moment_words,
    place_in,
    redacted,
)
from models.kinds import OPEN_STATES, IncidentState, Sensitivity, Urgency
from outbox.message import Attachment, Message
from texts.render import line, render

SURE = 0.75  # below it the answer says that it may be wrong
WORDS_SHOWN = 600  # of 1,024 characters that may stand under a photo


def answer_card(view: View, seat: Seat, now: datetime, language: str, *, allowed: Allowed | None = None) -> Message:
    """The answer line: number, leaf, place, urgency, state, and at most one question."""
    if view.sensitivity is Sensitivity.S2 and seat is Seat.ANSWER:
        return Message(render("incident_neutral", language, number=view.number))
    is_waiting = view.state in {IncidentState.DRAFT, IncidentState.REPORTED}
    depth = Depth.ALL if seat is Seat.REPORTER else group_depth(view.sensitivity, is_own_group=True)
    html = render(
        "incident_answer",
        language,
        number=view.number,
        leaf=leaf_name(view.leaf, language),
        place=place_in(view, depth, language, with_unit=seat is Seat.REPORTER),
        urgency=line(f"incident_urgency.{view.urgency}", language),
        state=line(f"incident_answer_state.{view.state}", language),
        is_emergency=view.urgency is Urgency.EMERGENCY and is_waiting,
        notes=[*_doubt(view, language), *_own_notes(view, language), *_promise(view, seat, now, language)],
        question=_question(view, language) if is_waiting and lacks_place(view.place) else "",
    )
    return Message(html, keyboard(view, seat, now, language, allowed=allowed))


def _question(view: View, language: str) -> str:
    """Where it is; of a call that says nothing (「快来人」) what it is as well."""
    return line(f"incident_question.{'matter' if view.leaf == UNKNOWN_LEAF else 'place'}", language)


def group_card(view: View, seat: Seat, now: datetime, language: str, *, may_check: bool = True) -> Message:
    """A group's card: for the unit that must act, or for one above it."""
    template = "incident_restricted" if view.sensitivity is Sensitivity.S2 else "incident_card"
    keys = keyboard(view, seat, now, language)
    if seat is Seat.ABOVE and not may_check:
        keys = tuple(row for row in keys if row[0].action not in {"pass", "fail"})
    return Message(render(template, language, **card_values(view, now, language), words=""), keys)


def private_card(
    view: View,
    now: datetime,
    language: str,
    *,
    is_entitled: bool,
    allowed: Allowed,
    user_id: int,
    files: tuple[Attachment, ...] = (),
) -> Message:
    """The card of somebody on duty. Who is not entitled to the details sees what a group sees."""
    keys = keyboard(view, Seat.PRIVATE, now, language, allowed=allowed, user_id=user_id)
    if not is_entitled:
        template = "incident_restricted" if view.sensitivity is Sensitivity.S2 else "incident_card"
        return Message(render(template, language, **card_values(view, now, language), words=""), keys)
    values = card_values(view, now, language, depth=Depth.ALL, viewer="worker")
    words = view.words.for_viewer("worker")[:WORDS_SHOWN]
    return Message(render("incident_card", language, **values, words=words), keys, files)


def offer_card(view: View, language: str, keys: Keyboard, *, is_entitled: bool) -> Message:
    """A resident's words, offered to the leader in private."""
    depth = Depth.ALL if is_entitled else group_depth(view.sensitivity, is_own_group=True)
    html = render(
        "incident_offer",
        language,
        number=view.number,
        leaf=line("incident_word.restricted", language) if depth is Depth.NOTHING else leaf_name(view.leaf, language),
        place=place_in(view, depth, language, with_unit=True),
        urgency=line(f"incident_urgency.{view.urgency}", language),
        state=line(f"incident_state.{view.state}", language),
        words=view.words.for_viewer("leader")[:WORDS_SHOWN] if is_entitled else "",
        is_waiting=view.state is IncidentState.DRAFT,
    )
    return Message(html, keys)


def card_values(
    view: View, now: datetime, language: str, *, depth: Depth | None = None, viewer: str = ""
) -> Mapping[str, Any]:
    """What card, request and brief templates share. `depth` None: as a group may see it; `viewer`: who reads it in private."""
    shown = depth or group_depth(view.sensitivity)
    hides = shown is Depth.NOTHING
    return {
        "number": view.number,
        "mark": line(f"incident_mark.{view.urgency}", language),
        "urgency": line(f"incident_urgency.{view.urgency}", language),
        "leaf": line("incident_word.restricted", language) if hides else leaf_name(view.leaf, language),
        "place": place_in(view, shown, language, with_unit=True),
        "state": line(f"incident_state.{view.state}", language),
        "holder": holder(view),
        "opened": moment_words(view.opened_at, language),
        "due": due_words(view, language),
        "notes": [] if hides else _notes(view, now, language, viewer=viewer),
    }


def _promise(view: View, seat: Seat, now: datetime, language: str) -> list[str]:
    """Until when it is promised: to the reporter, while it is being worked on and the date has not passed."""
    is_running = seat is Seat.REPORTER and view.state in OPEN_STATES and view.state is not IncidentState.PENDING_CHECK
    if not is_running or view.due_at is None or view.is_at_once or view.is_overdue(now):
        return []
    return [line("incident_promise.until", language, due=moment_words(view.due_at, language))]


def holder(view: View) -> str:
    """Who has it: a unit, never a name; empty while nobody has it."""
    return view.owner_name if view.claimed_by is not None else ""


def _notes(view: View, now: datetime, language: str, *, viewer: str = "") -> list[str]:
    notes = _own_notes(view, language)
    if view.highest_tier.level < view.owner_tier.level:
        tier = line(f"incident_tier.{view.highest_tier}", language)
        notes.append(line("incident_note.escalated", language, tier=tier))
        if view.urgency is Urgency.EMERGENCY and view.climbed_for and view.state in OPEN_STATES:
            why = line(f"incident_climbed.{view.climbed_for}", language)
            notes.append(line("incident_note.climbed", language, why=why))
    is_running = view.state not in {IncidentState.CLOSED, IncidentState.VOID, IncidentState.WITHDRAWN}
    if is_running and view.is_supervised:
        notes.append(line("incident_note.supervised", language))
    if view.extensions:
        notes.append(line("incident_note.extended", language, count=view.extensions))
    if is_running and view.is_overdue(now) and view.state not in {IncidentState.PENDING_CHECK, IncidentState.SUSPENDED}:
        notes.append(line("incident_note.overdue", language))
    elif is_running and viewer and view.is_yellow:
        notes.append(line("incident_note.yellow", language))
    notes += call_notes(view.calls, now, language)
    if view.cites:
        notes.append(line("incident_note.cites", language, number=view.cites))
    if view.tap is not None and view.tap.what == Move.FAIL and view.tap.reason:
        reason = view.tap.reason.for_viewer(viewer) if viewer else redacted(view.tap.reason, "group")
        notes.append(line("incident_note.failed", language, reason=reason))
    return notes


def _kin_notes(view: View, language: str) -> list[str]:
    """What it is one with."""
    kin, notes = view.kin, []
    if "like" in kin and view.state in MERGES:
        notes.append(line("matters.like", language, number=kin["like"][1]))
    if "pair" in kin:
        notes.append(line("matters.pair", language, number=kin["pair"][1]))
    if "children" in kin:
        name, more = ("matters.storm", 1) if kin["is_storm"] else ("matters.joined", 0)
        notes.append(line(name, language, count=len(kin["children"]) + more))
    if WAS_TAKEN in kin:
        notes.append(line("matters.was_taken", language))
    if "again" in kin:
        numbers = " ".join(f"#{number}" for number in kin["again"])
        notes.append(line("matters.again", language, count=len(kin["again"]), numbers=numbers))
    return notes


def _doubt(view: View, language: str) -> list[str]:
    """How sure we are, where we are not; gone as soon as somebody says 对 or 改, or takes it."""
    is_waiting = view.state in {IncidentState.DRAFT, IncidentState.REPORTED}
    is_unsure = (
        is_waiting and bool(view.words) and view.confidence < SURE
    )  # of a photo without words nothing is claimed
    return [line("incident_note.unsure", language)] if is_unsure else []


def _own_notes(view: View, language: str) -> list[str]:
    """What the people who said it also see."""
    notes = []
    if view.urgency is Urgency.EMERGENCY and view.state is IncidentState.CLOSED:
        notes.append(line("incident_note.all_clear", language))
    if view.cycle > 1:
        notes.append(line("incident_note.reopened", language))
    if view.witnesses:
        notes.append(line("incident_note.witnesses", language, count=view.witnesses))
    if view.urges:
        notes.append(line("incident_note.urged", language, count=view.urges))
    if view.is_said_done:
        notes.append(line("card.said_done", language))
    notes += _kin_notes(view, language)
    if view.is_for_another:
        notes.append(line("card.for_another", language))
    if view.put_off_until is not None:
        notes.append(line("incident_note.put_off", language, until=moment_words(view.put_off_until, language)))
    if view.photos:
        notes.append(line("incident_note.photos", language, count=view.photos))
    if view.is_edited:
        notes.append(line("incident_note.edited", language))
    return notes
