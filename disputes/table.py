"""One mediation as every step of it needs it: the case, the row, both sides, and who sits at its centre."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.wishes import to_one
from incidents.case import Case
from incidents.open_case import open_case
from models.disputes import Dispute, DisputeSide
from models.kinds import DUTY_ROLES, OPEN_STATES, DisputeStage, Priority, Role, Side, Tier
from outbox.enqueue import Say
from pyramid.actor import Actor
from pyramid.lookup import holders, unit_at_tier
from pyramid.refusal import Refusal
from pyramid.thing import Thing

CARD, SEAT = "dispute_card", "dispute_side"  # of the mediator, of a side
SHOWN = (CARD, SEAT, "dispute_offer")  # what follows how it stands


@dataclass(slots=True)
class Table:
    """The case is locked while a step is made."""

    case: Case
    dispute: Dispute
    sides: dict[Side, DisputeSide]

    @property
    def id(self) -> int:
        """The incident's."""
        return self.case.incident.id

    @property
    def tier(self) -> Tier:
        """Whose centre has it."""
        return Tier(self.dispute.tier)

    @property
    def number(self) -> dict[str, str]:
        """For refusals."""
        return {"number": self.case.incident.number}

    def side_of(self, user_id: int) -> Side | None:
        """On which side somebody sits."""
        return next((side for side, seat in self.sides.items() if seat.user_id == user_id), None)

    def thing(self) -> Thing:
        """What rights are judged by."""
        return replace(self.case.thing(), mediated_by=self.dispute.mediated_by)

    @property
    def is_heard(self) -> bool:
        """Whether there still is something to settle; a matter may also have been closed over the table's head."""
        return self.dispute.stage is DisputeStage.HEARING and self.case.incident.state in OPEN_STATES

    def void_links(self) -> None:
        """Over: links that were handed out open nothing any more."""
        for seat in self.sides.values():
            seat.code_hash = seat.code_until = None

    def people(self) -> set[int]:
        """User ids of all who sit at it."""
        seated = (self.dispute.mediated_by, *(seat.user_id for seat in self.sides.values()))
        return {each for each in seated if each is not None}

    def mediated_by(self, actor: Actor) -> Refusal | None:
        """None if it is this person who mediates, and there still is something to settle."""
        if self.dispute.mediated_by != actor.user_id or actor.is_anonymous:
            return Refusal("refusal_disputes.not_mediator", self.number)
        return None if self.dispute.stage is DisputeStage.HEARING else Refusal("refusal_disputes.settled", self.number)


async def open_table(session: AsyncSession, incident_id: int, *, is_moving: bool = True) -> Table | Refusal:
    """The mediation, or that there is none."""
    case = await open_case(session, incident_id, is_moving=is_moving)
    if isinstance(case, Refusal):
        return case
    dispute = await store.dispute_of(session, incident_id)
    if dispute is None:
        return Refusal("refusal_disputes.none", {"number": case.incident.number})
    return Table(case, dispute, await store.sides_of(session, incident_id))


async def mediated_table(session: AsyncSession, incident_id: int, actor: Actor) -> Table | Refusal:
    """The mediation of whoever mediates it now; refused to everybody else, and once it is settled."""
    table = await open_table(session, incident_id)
    return table if isinstance(table, Refusal) else table.mediated_by(actor) or table


async def seated_table(session: AsyncSession, incident_id: int, actor: Actor) -> tuple[Table, Side] | Refusal:
    """The mediation and the side of whoever sits there under their own name."""
    table = await open_table(session, incident_id)
    if isinstance(table, Refusal):
        return table
    side = None if actor.is_anonymous else table.side_of(actor.user_id)
    return (table, side) if side is not None else Refusal("refusal_disputes.not_a_side", table.number)


async def people_of_centre(session: AsyncSession, case: Case, tier: Tier) -> list[int]:
    """User ids of the mediators and the duty holders of that tier above (or at) the owner; none where the tier is empty."""
    unit = await unit_at_tier(session, case.owner.id, tier)
    if unit is None:
        return []
    found = await holders(session, unit.id, (Role.MEDIATOR, *DUTY_ROLES[tier]))
    return list(dict.fromkeys(each.user_id for each in found if each.user_id is not None))


def news(incident_id: int, user_id: int, what: str, once: str, now: datetime) -> Say:
    """One sentence for one person, said once."""
    said = f"{what}:{once}:{now.isoformat(timespec='seconds')}"
    return to_one(
        "dispute_news", incident_id, user_id, viewer="party", args={"what": what}, once=said, priority=Priority.PROMPT
    )


def card_for(table: Table, user_id: int) -> Say:
    """The card of somebody at the centre: edited as things go on."""
    tier = table.dispute.tier
    once = f"{table.case.incident.cycle}:{tier}"
    return to_one(CARD, table.id, user_id, viewer="mediator", args={"tier": tier}, once=once)


def seat_for(table: Table, side: Side) -> list[Say]:
    """The card of one side, if its person can be written to."""
    user_id = table.sides[side].user_id
    once = f"{table.case.incident.cycle}:{side.value}"
    return [to_one(SEAT, table.id, user_id, viewer="party", args={"side": side.value}, once=once)] if user_id else []
