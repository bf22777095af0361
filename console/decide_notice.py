"""Somebody presses a button of a notice: the use case is asked, and its refusal is told in words."""

from collections.abc import Awaitable, Callable

from broadcasts.approve_notice import approve_notice
from broadcasts.break_glass import break_glass
from broadcasts.correct_notice import correct_notice
from broadcasts.recall_notice import recall_notice
from broadcasts.refuse_notice import refuse_notice
from broadcasts.remind_unconfirmed import remind_unconfirmed
from broadcasts.resume_notice import resume_notice
from broadcasts.stop_notice import stop_notice
from console.see_notice import notice_in_sight, notice_page
from console.visit import Answer, Goto, Visit
from models.broadcasts import Notice
from pyramid.refusal import Refusal

Deed = Callable[[Visit, Notice], Awaitable[object]]
CONFLICT = 409


async def _approve(visit: Visit, notice: Notice) -> object:
    """Consent to what stood on the page: its fingerprint comes with the form."""
    typed = visit.form.get("count", "").strip()
    return await approve_notice(
        visit.session,
        notice.id,
        visit.actor,
        typed_count=int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None,  # noqa: PLR2004 - more groups than there are chats
        seen=visit.form.get("seen", ""),
        now=visit.now,
    )


async def _refuse(visit: Visit, notice: Notice) -> object:
    return await refuse_notice(visit.session, notice.id, visit.actor, now=visit.now)


async def _stop(visit: Visit, notice: Notice) -> object:
    return await stop_notice(visit.session, notice.id, visit.actor, now=visit.now)


async def _resume(visit: Visit, notice: Notice) -> object:
    return await resume_notice(visit.session, notice.id, visit.actor, policy=visit.desk.policy, now=visit.now)


async def _remind(visit: Visit, notice: Notice) -> object:
    return await remind_unconfirmed(visit.session, notice.id, visit.actor, now=visit.now)


async def _recall(visit: Visit, notice: Notice) -> object:
    return await recall_notice(visit.session, notice.id, visit.actor, now=visit.now)


async def _correct(visit: Visit, notice: Notice) -> object:
    """The form brings what was wrong and what is right."""
    return await correct_notice(
        visit.session,
        notice.id,
        visit.actor,
        blanks={"wrong": visit.form.get("wrong", ""), "right": visit.form.get("right", "")},
        source="console",
        policy=visit.desk.policy,
        cell=visit.desk.cell,
        now=visit.now,
    )


async def _glass(visit: Visit, notice: Notice) -> object:
    return await break_glass(visit.session, notice.id, visit.actor, now=visit.now)


DEEDS: dict[str, Deed] = {
    "approve": _approve,
    "refuse": _refuse,
    "stop": _stop,
    "resume": _resume,
    "remind": _remind,
    "recall": _recall,
    "correct": _correct,
    "glass": _glass,
}


async def decide_notice(visit: Visit) -> Answer:
    """Do it and show the notice as it stands then. Whom it does not concern finds no such notice."""
    found = await notice_in_sight(visit)
    deed = DEEDS.get(visit.parts["deed"])
    if found is None or deed is None:
        return None
    notice, unit = found
    outcome = await deed(visit, notice)
    if isinstance(outcome, Refusal):
        alert = visit.say(outcome.reason, **outcome.values)
        asks_count = outcome.reason == "refusal_broadcasts.count_missing"
        return await notice_page(visit, notice, unit, alert=alert, asks_count=asks_count, status=CONFLICT)
    return Goto(f"/console/notices/{notice.number}?done={visit.parts['deed']}")
