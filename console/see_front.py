"""What needs attention now: three lines, and what stands behind them."""

from dataclasses import dataclass

from broadcasts.plan import Plan
from console.render_page import sees_machinery
from console.scope import incident_reach, unit_paths
from console.see_notice import deeds_of
from console.see_notices import in_sight
from console.store import incidents as incident_store
from console.store import machinery as machinery_store
from console.store import notices as notice_store
from console.store import pyramid as pyramid_store
from console.visit import Answer, Page, Visit
from models.broadcasts import Notice
from models.kinds import NoticeState
from models.pyramid import Unit

MOST = 5
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `tone` is good, watch or act; with its own word, never by colour alone."""

    tone: str
    words: str
    path: str


async def see_front(visit: Visit) -> Answer:
    """The front page."""
    reach = incident_reach(visit.actor)
    pressing = await incident_store.pressing(visit.session, reach, visit.now)
    wanted = incident_store.Wanted()
    rows = await incident_store.rows(visit.session, reach, wanted, visit.now, limit=MOST)
    notices = await notice_store.unfinished(visit.session, in_sight(visit.actor), LOOKED_AT)
    awaiting = [notice for notice, unit in notices if deeds_of(visit, notice, unit).may_approve]
    values = {
        "lines": [
            _of_incidents(visit, pressing),
            _of_notices(visit, notices, len(awaiting)),
            await _of_chats(visit),
        ],
        "rows": rows,
        "open": pressing.open,
        "notices": notices[:MOST],
    }
    return Page("front_live.html" if visit.is_fragment else "front.html", values)


def _of_incidents(visit: Visit, pressing: incident_store.Pressing) -> Line:
    said = [
        visit.say(f"console_front.{key}", count=number)
        for key, number in (
            ("overdue", pressing.overdue),
            ("unclaimed", pressing.unclaimed_urgent),
            ("undecided", pressing.undecided),
        )
        if number
    ]
    if said:
        path = "/console/incidents?overdue=1" if pressing.overdue else "/console/incidents"
        return Line("act", visit.say("console_front.join").join(said), path)
    key = "console_front.running" if pressing.open else "console_front.no_incident"
    return Line("good", visit.say(key, count=pressing.open), "/console/incidents")


def _of_notices(visit: Visit, notices: list[tuple[Notice, Unit]], awaiting: int) -> Line:
    halted = sum(
        notice.state is NoticeState.HELD and Plan.read(notice.plan).halted is not None for notice, _ in notices
    )
    running = sum(notice.state in notice_store.RUNNING for notice, _ in notices)
    if awaiting or halted:
        said = [visit.say("console_front.awaiting", count=awaiting)] if awaiting else []
        said += [visit.say("console_front.halted", count=halted)] if halted else []
        return Line("act", visit.say("console_front.join").join(said), "/console/notices")
    key = "console_front.sending" if running else "console_front.no_notice"
    return Line("watch" if running else "good", visit.say(key, count=running), "/console/notices")


async def _of_chats(visit: Visit) -> Line:
    """The chats; for the head office the machine comes first, since nothing arrives without it."""
    if sees_machinery(visit):
        troubles = await machinery_store.troubles(visit.session)
        if troubles.any:
            said = [
                visit.say(f"console_front.{key}", count=number)
                for key, number in (
                    ("bots", troubles.bots),
                    ("failed_jobs", troubles.failed_jobs),
                    ("uncertain", troubles.uncertain),
                    ("dead", troubles.dead),
                )
                if number
            ]
            is_outbox = troubles.uncertain and not (troubles.bots or troubles.failed_jobs or troubles.dead)
            return Line(
                "act", visit.say("console_front.join").join(said), "/console/outbox" if is_outbox else "/console/jobs"
            )
    units, bound, away = await pyramid_store.chat_states(visit.session, unit_paths(visit.actor))
    if away:
        return Line("act", visit.say("console_front.away", count=away), "/console/pyramid")
    if bound < units:
        return Line("watch", visit.say("console_front.unbound", count=units - bound, units=units), "/console/pyramid")
    return Line("good", visit.say("console_front.all_bound", count=units), "/console/pyramid")
