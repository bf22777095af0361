"""为什么是我, under the message of an hour: one line for each matter in it, as they stand now."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.bundled_why import MOST, BundledWhy
from escalations.read_bundle import read_bundle
from incidents.open_case import open_cases
from incidents.read_why import read_why
from models.kinds import OPEN_STATES
from pyramid.lookup import unit_of
from pyramid.policy import Policy


async def tell_why_bundled(
    session: AsyncSession, unit_id: int, *, begins: datetime, where: Mapping[str, int], policy: Policy, now: datetime
) -> BundledWhy:
    """By which rule, whose, until when and what next, of the first ten that came up to this unit in the hour from `begins`.

    What is over needs nobody and is left out. The message tells its whole chat of these matters: whoever reads it may ask.
    """
    bundle = await read_bundle(session, unit_id, begins, where)
    waiting = [each.incident.id for each in bundle if each.incident.state in OPEN_STATES]
    cases = await open_cases(session, waiting[:MOST], is_moving=False)
    matters = [await read_why(session, cases[each], policy=policy, now=now) for each in waiting[:MOST]]
    return BundledWhy((await unit_of(session, unit_id)).name, matters, len(waiting))
