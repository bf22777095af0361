"""The senders of one process look at the database together: one transaction writes the fate of what landed and claims what is next.

Whoever is rung for looks for all to whom it is worth while. Thirty tokens then cost as many statements as one. Each still has its
own lease, fence, pace and chats; a look that goes wrong is done again by each alone, so that one's trouble stays its own.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession

from outbox.claim_due import HORIZON, Ask, claim_due
from outbox.lanes import MEMORY
from outbox.record_outcomes import record_outcomes
from outbox.sky import Sky
from outbox.store import sending

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds: rows written by another process are seen at the latest after this
WRITTEN_WITHIN = 0.25  # seconds: what has landed is written down at the latest after this
MOST_ROWS = (
    256  # written or claimed by one look in company: what a look keeps from leaving in time is a stall of our own
)
AWAY = (OperationalError, InterfaceError, NoConnection, OSError)  # the database is, for all of us


@dataclass(slots=True)
class Lookout:
    """Those who look together."""

    _skies: list[Sky] = field(default_factory=list)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def joined(self, sky: Sky) -> AsyncIterator[None]:
        """One of us; nobody looks for it any more afterwards."""
        self._skies.append(sky)
        try:
            yield
        finally:
            async with self._turn:
                self._skies.remove(sky)

    async def look(self, sky: Sky) -> None:
        """Look for this one, unless somebody did since it was rung for; and for whom else it is worth while.

        While the database is away nothing is claimed, and all try again after a while.
        """
        async with self._turn:
            if not sky.lane.wake.is_set():
                return
            company = [sky] if sky.is_solitary else self.company_of(sky)
            try:
                await _look(company)
            except AWAY as error:
                _give_up(company)
                log.debug("outbox_waits_for_database", bot_id=sky.lane.bot_id, error=type(error).__name__)
                await asyncio.sleep(HORIZON)
                return
            except Exception as error:
                _give_up(company, is_solitary=True)
                if len(company) == 1 and not isinstance(error, SQLAlchemyError):
                    raise
                log.warning("outbox_looks_one_by_one", bot_id=sky.lane.bot_id, error=type(error).__name__)
                is_alone = len(company) == 1
            except BaseException:
                _give_up(company)
                raise
            else:
                return
        if is_alone:
            await asyncio.sleep(HORIZON)

    def company_of(self, sky: Sky) -> list[Sky]:
        """Who is looked at with this one: those after it in the round to whom it is worth while, until the rows are enough for one look."""
        company, rows = [sky], sky.worth
        place = self._skies.index(sky)
        for each in (*self._skies[place + 1 :], *self._skies[:place]):
            if not each.is_solitary and not each.is_lost and each.wants_look(LOOK_AGAIN / 2):
                rows += each.worth
                if rows > MOST_ROWS:
                    break
                company.append(each)
        return company


def _give_up(company: Sequence[Sky], *, is_solitary: bool = False) -> None:
    for sky in company:
        sky.end_look(is_doubtful=True, is_solitary=is_solitary)


async def _look(company: Sequence[Sky]) -> None:
    """One transaction: fate of the landed, choice of the next."""
    landed = [sky.begin_look() for sky in company]
    lane = company[0].lane
    async with lane.transaction() as session:
        session.info[MEMORY] = {}
        begun = [sky.lane.monotonic() for sky in company]
        left = [await sky.lane.hold(session) for sky in company]
        for sky in company:
            if sky.is_doubtful:  # rows marked as `sending` that we do not carry never left, so they wait again
                await sending.take_back(session, sky.lane.bot_id, sky.lane.fence, set(sky.flying))
        await record_outcomes(session, [(sky.lane, done) for sky, done in zip(company, landed, strict=True)])
        asks = [
            Ask(sky.lane, sky.busy_but(done), sky.room(len(done)) if rest > 0 else 0, min(HORIZON, rest / 2))
            for sky, done, rest in zip(company, landed, left, strict=True)
        ]
        await claim_due(session, [ask for ask, rest in zip(asks, left, strict=True) if rest > 0])
        idle = await _idle_for(session, company, asks)
    for sky, ask, done, start, rest, wait in zip(company, asks, landed, begun, left, idle, strict=True):
        sky.is_lost = rest <= 0
        sky.settle(done, ask.flights, lease_ends=start + rest, more=ask.more)
        sky.rest(0.0 if sky.is_lost else min(wait, LOOK_AGAIN))


async def _idle_for(session: AsyncSession, company: Sequence[Sky], asks: Sequence[Ask]) -> list[float]:
    """For each, seconds until there is something to do that nobody rings for."""
    idle: dict[int, float] = {}
    for place, (sky, ask) in enumerate(zip(company, asks, strict=True)):
        mono = sky.lane.monotonic()
        if ask.flights or sky.is_busy:
            idle[place] = WRITTEN_WITHIN
        elif ask.more and sky.lane.pacing.token_ready_at(mono) <= mono:
            idle[place] = 0.0  # all that was looked at ended without a sending
    resting = [sky.lane.bot_id for place, sky in enumerate(company) if place not in idle]
    due = await sending.next_due_at(session, resting) if resting else {}
    machine_now: datetime = session.info["machine_now"]
    for place, sky in enumerate(company):
        if place not in idle:
            mono = sky.lane.monotonic()
            ready = sky.lane.pacing.token_ready_at(mono) - mono - HORIZON / 2
            due_at = due.get(sky.lane.bot_id)
            idle[place] = LOOK_AGAIN if due_at is None else max((due_at - machine_now).total_seconds(), ready, 0.02)
    return [idle[place] for place in range(len(company))]
