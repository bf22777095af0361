"""The timeline under a card, on demand: when, what, in which role; never a name, and no words of anybody. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from incidents.buttons import button
from incidents.view import MERGES, Step, View, moment_words
from models.kinds import IncidentState, Sensitivity
from outbox.message import Button, Message, Request
from texts.render import line

MOST_STEPS = 12
SELDOM = frozenset(
    {"escalate", "join", "add_media", "amend", "say_more", "urge", "remark"}
)  # said once for several in a row
OPEN = "unfolded"  # in the args of a row: the timeline stands under this card
HAS_EVIDENCE = frozenset({IncidentState.PENDING_CHECK, IncidentState.CLOSED})


def with_story(message: Message, view: View, request: Request) -> Message:
    """The card with 经过 (or the timeline and 收起), and with 附件 where there are any. A restricted matter tells nothing."""
    message = _with_merge(message, view, request)
    if view.sensitivity is Sensitivity.S2:
        return message
    is_open = bool(request.args.get(OPEN)) and not message.files
    has_story = len(view.steps) > 1  # the first is the report itself
    keys = [button("fold" if is_open else "story", request.language)] if has_story else []
    if view.photos or view.state in HAS_EVIDENCE:
        keys.append(button("photos", request.language))
    html = message.html
    if is_open:
        html += "\n\n" + "\n".join(escape(said, quote=False) for said in step_lines(view.steps, request.language))
    return replace(message, html=html, keyboard=(*message.keyboard, *([tuple(keys)] if keys else [])))


def _with_merge(message: Message, view: View, request: Request) -> Message:
    """One button where a neighbour's matter may be the same; whoever may not merge is told so."""
    if "like" not in view.kin or view.kin.get("is_far") or view.state not in MERGES:
        return message
    incident_id, number = view.kin["like"]
    key = Button(line("matters.merge", request.language, number=number), "merge", str(incident_id))
    return replace(message, keyboard=(*message.keyboard, (key,)))


def step_lines(steps: Sequence[Step], language: str) -> list[str]:
    """Oldest first; of many only the first and the newest, and what repeats itself once."""
    told: list[Step] = []
    for step in steps:
        if told and step.what in SELDOM and told[-1].what == step.what:
            told[-1] = step
        else:
            told.append(step)
    if len(told) > MOST_STEPS:
        told = [told[0], *told[1 - MOST_STEPS :]]
    return [_line(step, language) for step in told]


def _line(step: Step, language: str) -> str:
    who = line(f"incident_role.{step.role}", language) if step.role else ""
    what = line(f"card_step.{step.what}", language)
    said = line("card.step", language, at=moment_words(step.at, language), what=what)
    return line("card.step_by", language, step=said, who=who) if who else said
