"""One notice: its words, how far it has come, who has heard, and what this visitor may do about it. Live while it runs."""

from dataclasses import dataclass
from datetime import datetime

from broadcasts.audience_count import audience_of
from broadcasts.break_glass import may_break
from broadcasts.correct_notice import CORRECTABLE
from broadcasts.describe import describe
from broadcasts.lifecycle import LEAVING, MOVES, OUT
from broadcasts.notice_progress import notice_progress
from broadcasts.plan import Plan
from broadcasts.rights import may_handle, thing_of
from console.scope import unit_paths
from console.store import notices as store
from console.store import pyramid as pyramid_store
from console.visit import Answer, Page, Visit
from models.broadcasts import Notice
from models.kinds import NoticeState
from models.pyramid import Unit
from pyramid.permissions import Action, may
from pyramid.tree import is_within

LIVE = frozenset({NoticeState.AWAITING_APPROVAL, *store.RUNNING})


@dataclass(frozen=True, slots=True)
class Deeds:
    """What this visitor may do now; the use cases ask again."""

    may_approve: bool
    needs_count: bool
    may_stop: bool
    may_resume: bool
    may_remind: bool
    may_recall: bool
    may_correct: bool
    may_break: bool

    @property
    def any(self) -> bool:
        """Whether there is a button at all."""
        stops = self.may_approve or self.may_stop or self.may_resume or self.may_break
        return stops or self.may_remind or self.may_recall or self.may_correct


async def see_notice(visit: Visit) -> Answer:
    """The page, or for htmx its living part."""
    found = await notice_in_sight(visit)
    if found is None:
        return None
    return await notice_page(visit, *found)


async def notice_in_sight(visit: Visit) -> tuple[Notice, Unit] | None:
    """The notice of the address, if it concerns the visitor."""
    found = await store.notice(visit.session, visit.parts["number"].upper())
    if found is None or may(visit.actor, Action.SEE_NOTICE, thing_of(*found)) is not None:
        return None
    return found


async def notice_page(
    visit: Visit, notice: Notice, unit: Unit, *, alert: str = "", asks_count: bool = False, status: int = 200
) -> Answer:
    """The page with its table; `alert` says why something was not done."""
    under = await part_in_sight(visit, unit)
    if under is None:
        return None
    plan = Plan.read(notice.plan)
    issuer = await pyramid_store.units(visit.session, [plan.issuer_unit_id])
    values = {
        "notice": notice,
        "unit": unit,
        "plan": plan,
        "history": [(datetime.fromisoformat(at), what, by) for at, what, by in plan.history],
        "issuer": issuer[plan.issuer_unit_id].name if plan.issuer_unit_id in issuer else "",
        "under": under,
        "terms": await describe(
            visit.session, audience_of(notice), plan.terms, zone=plan.zone, language=visit.language
        ),
        "is_out": notice.state in OUT,
        "is_part": under.id != unit.id,
        "progress": await notice_progress(visit.session, notice.id, under=under.id if under.id != unit.id else None),
        "deeds": deeds_of(visit, notice, unit),
        "is_live": notice.state in LIVE,
        "alert": alert,
        "asks_count": asks_count,
        "done": visit.query.get("done", ""),
        "is_whole_seen": any(is_within(unit.path, top) for top in unit_paths(visit.actor)),
    }
    if visit.is_fragment:
        return Page("notice_live.html", values, is_outdated=visit.query.get("state") != notice.state)
    return Page("notice.html", values, status=status)


def deeds_of(visit: Visit, notice: Notice, unit: Unit) -> Deeds:
    """Rights and states together."""
    actor, thing = visit.actor, thing_of(notice, unit)
    plan = Plan.read(notice.plan)
    handles = may_handle(actor, Action.STOP_NOTICE, notice, unit) is None
    approves = may(actor, Action.APPROVE_NOTICE, thing) is None
    is_halted = notice.state is NoticeState.HELD and plan.halted is not None
    recalls = may_handle(actor, Action.RECALL_NOTICE, notice, unit) is None
    return Deeds(
        may_approve=approves and notice.state is NoticeState.AWAITING_APPROVAL,
        needs_count=plan.needs_count,
        may_stop=handles and NoticeState.STOPPED in MOVES[notice.state],
        may_resume=is_halted and (handles if plan.halted == "canary" else approves),
        may_remind=handles and notice.state in LEAVING and notice.state is NoticeState.SENT,
        may_recall=recalls and NoticeState.RECALLED in MOVES[notice.state],
        may_correct=recalls and notice.state in CORRECTABLE and not plan.corrected_by,
        may_break=may_break(notice) and may(actor, Action.BREAK_GLASS, thing) is None,
    )


async def part_in_sight(visit: Visit, unit: Unit) -> Unit | None:
    """Of which part the visitor sees the receipts: what was asked for, else all of it, else their own part."""
    own = unit_paths(visit.actor)
    if asked := visit.number("under"):
        part = await pyramid_store.unit(visit.session, asked)
        is_seen = part is not None and is_within(part.path, unit.path) and any(is_within(part.path, top) for top in own)
        return part if is_seen else None
    if any(is_within(unit.path, top) for top in own):
        return unit
    below = await pyramid_store.unit_ids_at(visit.session, [top for top in own if is_within(top, unit.path)])
    return await pyramid_store.unit(visit.session, below[0]) if below else unit
