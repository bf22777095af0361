"""What leaves, what arrived, what runs by the clock: for the head office, in numbers and reasons."""

from console.store import machinery as store
from console.visit import Answer, Goto, Page, Visit
from models.kinds import OutgoingState, Priority
from outbox.settle_uncertain import settle_uncertain
from pyramid.lookup import head_office
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

SHOWN = 100
CONFLICT = 409
LANES = {
    Priority.EMERGENCY: "emergency",
    Priority.ANSWER: "answer",
    Priority.PROMPT: "prompt",
    Priority.NOTICE: "notice",
    Priority.DIGEST: "digest",
}
# From waiting to gone, as a reader follows a row.
STATES = (
    OutgoingState.PENDING,
    OutgoingState.CLAIMED,
    OutgoingState.SENDING,
    OutgoingState.RETRY_AT,
    OutgoingState.PARKED,
    OutgoingState.UNCERTAIN,
    OutgoingState.SENT,
    OutgoingState.DROPPED,
)


async def refuse_machinery(visit: Visit) -> Refusal | None:
    """None for the head office."""
    top = await head_office(visit.session)
    if top is None:
        return Refusal("refusal_pyramid.only_see_machinery")
    return may(visit.actor, Action.SEE_MACHINERY, Thing(path=top.path, tier=top.tier))


async def see_outbox(visit: Visit) -> Answer:
    """Counts by state and lane, and every row that does not leave by itself with its reason."""
    refusal = await refuse_machinery(visit)
    return refusal if refusal is not None else await _outbox(visit)


async def _outbox(visit: Visit, alert: str = "") -> Page:
    counts = await store.outgoing_counts(visit.session)
    values = {
        "lanes": LANES,
        "states": STATES,
        "counts": counts,
        "bots": await store.outgoing_by_bot(visit.session),
        "freezes": await store.freezes(visit.session),
        "uncertain": await store.kept_rows(visit.session, [OutgoingState.UNCERTAIN], SHOWN),
        "parked": await store.kept_rows(visit.session, [OutgoingState.PARKED], SHOWN),
        "alert": alert,
    }
    template = "outbox_live.html" if visit.is_fragment else "outbox.html"
    return Page(template, values, status=CONFLICT if alert else 200)


async def settle(visit: Visit) -> Answer:
    """The two buttons of an uncertain row."""
    refusal = await refuse_machinery(visit)
    if refusal is not None:
        return refusal
    deed = visit.parts["deed"]
    if deed not in {"again", "drop"}:
        return None
    if not await settle_uncertain(visit.session, visit.number("row"), again=deed == "again"):
        return await _outbox(visit, alert=visit.say("refusal_console.not_uncertain"))
    return Goto("/console/outbox")


async def see_jobs(visit: Visit) -> Answer:
    """Timed jobs, leases, bots and the inbox."""
    refusal = await refuse_machinery(visit)
    if refusal is not None:
        return refusal
    values = {
        "jobs": await store.job_runs(visit.session),
        "leases": await store.leases(visit.session),
        "bots": await store.bots(visit.session),
        "inbox": await store.inbox_counts(visit.session),
        "dead": await store.dead_updates(visit.session, SHOWN),
        "machine_now": visit.session.info["machine_now"],
    }
    return Page("jobs_live.html" if visit.is_fragment else "jobs.html", values)
