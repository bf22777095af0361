"""Everything that shows an incident is made again and edited in place: cards, answers, requests, digests above."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from models.kinds import Tier, Urgency
from outbox.refresh import refresh
from pyramid.tree import ids_on

# All kinds of messages whose subject is an incident and whose look follows its state.
CARD_KINDS = (
    "incident_answer",
    "incident_offer",
    "incident_card",
    "check_request",
    "return_request",
    "extension_request",
    "suspend_request",
    "ruling_request",
    "nudge",
    "help_request",
    "supervision",
    "choose_target",
    "closing_question",
    "worker_news",
    "escalation_brief",
)
DIGESTS_OF_BATCH = "digests_of_batch"  # in session.info while the timetable moves many at once
DIGEST_SETTLES = timedelta(seconds=3)  # many matters become one edit
DIGEST_TIERS = (Tier.HQ, Tier.STREET, Tier.COMMUNITY)


async def refresh_cards(session: AsyncSession, case: Case) -> None:
    """Want newer versions of all of them; an emergency stands in no digest."""
    await refresh(session, CARD_KINDS, case.incident.id)
    children = (case.incident.kin or {}).get("children", ())
    if children:
        await refresh(session, ("incident_answer",), *children)
    if case.incident.urgency is not Urgency.EMERGENCY:
        await refresh_digests(session, [case.owner.path])


async def refresh_digests(session: AsyncSession, paths: Iterable[str]) -> None:
    """The digests of the community, street and head office above these units."""
    units = sorted({unit_id for path in paths for unit_id in digest_units(path)})
    done: set[int] | None = session.info.get(DIGESTS_OF_BATCH)
    if done is not None:  # many matters of one batch, one wish for each digest
        units = [unit_id for unit_id in units if unit_id not in done]
        done.update(units)
    if not units:
        return
    await refresh(session, ("digest",), *units, settle=DIGEST_SETTLES)


def digest_units(path: str) -> tuple[int, ...]:
    """The units on a path that have a digest: the three highest tiers, which are the first three ids."""
    return ids_on(path)[: len(DIGEST_TIERS)]
