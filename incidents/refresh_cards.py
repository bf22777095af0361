"""Everything that shows an incident is made again and edited in place: cards, answers, requests, digests above."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case
from models.kinds import Tier, Urgency
from outbox.refresh import refresh, refresh_once
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
    "merge_request",
    "worker_news",
    "escalation_brief",
)
DIGEST_SETTLES = timedelta(seconds=3)  # many matters become one edit
DIGEST_TIERS = (Tier.HQ, Tier.STREET, Tier.COMMUNITY)


async def refresh_cards(session: AsyncSession, case: Case) -> None:
    """Want newer versions of all of them; an emergency stands in no digest."""
    await refresh_all(session, [case])


async def refresh_all(session: AsyncSession, cases: Sequence[Case]) -> None:
    """The same for many incidents at once."""
    if not cases:
        return
    await refresh(session, CARD_KINDS, *(case.incident.id for case in cases))
    children = [child for case in cases for child in (case.incident.kin or {}).get("children", ())]
    if children:
        await refresh(session, ("incident_answer",), *children)
    await refresh_digests(
        session, [case.owner.path for case in cases if case.incident.urgency is not Urgency.EMERGENCY]
    )


async def refresh_digests(session: AsyncSession, paths: Iterable[str]) -> None:
    """The digests of the community, street and head office above these units."""
    units = sorted({unit_id for path in paths for unit_id in digest_units(path)})
    await refresh_once(session, "digest", *units, settle=DIGEST_SETTLES)


def digest_units(path: str) -> tuple[int, ...]:
    """The units on a path that have a digest: the three highest tiers, which are the first three ids."""
    return ids_on(path)[: len(DIGEST_TIERS)]
