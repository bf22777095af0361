"""Is the history what was written? Every incident's chain is computed anew, and no incident may be missing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.chain import read_chain
from incidents.numbers import FIRST
from incidents.store import audit as store

BATCH = 500


@dataclass(slots=True)
class Verdict:
    """How much was read, and what is wrong: (number of the incident, what)."""

    incidents: int = 0
    lines: int = 0
    erased: int = 0
    breaks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Nothing is wrong."""
        return not self.breaks


async def verify_audit(session: AsyncSession) -> Verdict:
    """Read everything once, in batches of incidents; nothing is changed."""
    verdict = Verdict()
    async for incidents, lines in _batches(session):
        touched = await store.with_erased_people(session, min(incidents), max(incidents))
        for incident_id, (number, version) in incidents.items():
            own = lines.get(incident_id, [])
            verdict.incidents += 1
            verdict.lines += len(own)
            found = read_chain(own, version, may_be_erased=incident_id in touched)
            verdict.erased += found.erased
            if found.wrong:
                verdict.breaks.append((number, found.wrong))
    for cell, last, count in await store.given_numbers(session):
        missing = last - FIRST + 1 - count
        if missing:
            verdict.breaks.append((cell, f"{missing} incidents are missing"))
    for incident_id in await store.orphans(session):
        verdict.breaks.append((str(incident_id), "lines without an incident"))
    return verdict


async def _batches(
    session: AsyncSession,
) -> AsyncIterator[tuple[dict[int, tuple[str, int]], dict[int, list[store.Row]]]]:
    after = 0
    while True:
        incidents = await store.incidents_after(session, after, BATCH)
        if not incidents:
            return
        yield incidents, await store.lines_of(session, min(incidents), max(incidents))
        after = max(incidents)
