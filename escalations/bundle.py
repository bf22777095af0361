"""A tier that is told of many matters in an hour hears the first of them one by one, and all others in one edited message."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from escalations.find_target import Target
from escalations.store import climbs as store
from models.kinds import Priority
from models.pyramid import Unit
from outbox.enqueue import Say, enqueue
from outbox.refresh import refresh

ALONE = 15  # in an hour: as many as a group is sent in a minute
HOUR = timedelta(hours=1)
SETTLES = timedelta(seconds=10)  # many climbs become one edit
COUNTED, REFRESHED = "climbs_counted", "climb_digests_refreshed"


async def is_bundled(session: AsyncSession, unit: Unit, now: datetime) -> bool:
    """Whether this unit has been told enough one by one in the hour before now. Counted once in a transaction."""
    counted: dict[int, int] = session.info.setdefault(COUNTED, {})
    if unit.id in counted:
        counted[unit.id] += 1
    else:
        counted[unit.id] = 1 + await store.climbs_since(session, unit.id, now - HOUR)  # and this one, not written yet
    return counted[unit.id] > ALONE


async def say_in_bundle(session: AsyncSession, target: Target, now: datetime) -> None:
    """The message of this hour gets one more line: written once per chat and hour, edited from then on."""
    begins = now.replace(minute=0, second=0, microsecond=0)
    refreshed: set[tuple[int, datetime]] = session.info.setdefault(REFRESHED, set())
    fresh = [told.unit.id for told in target.told if (told.unit.id, begins) not in refreshed]
    if not fresh:
        return  # this transaction has wished for it already
    refreshed.update((unit_id, begins) for unit_id in fresh)
    says = []
    for told in target.told:
        groups = [told.group_id] if told.group_id is not None else []
        for group_id, user_id in [*((group, None) for group in groups), *((None, user) for user in told.user_ids)]:
            where = f"g{group_id}" if group_id is not None else f"u{user_id}"
            says.append(
                Say(
                    kind="climb_digest",
                    subject_id=told.unit.id,
                    group_id=group_id,
                    user_id=user_id,
                    viewer=told.unit.tier.value,
                    args={"begins": begins.isoformat(), "unit": target.told[-1].unit.id},
                    priority=Priority.DIGEST,
                    key=f"climb_digest:{told.unit.id}:{begins:%Y%m%d%H}:{where}",
                    settle=SETTLES,
                )
            )
    await enqueue(session, says, now=now)
    await refresh(session, ("climb_digest",), *fresh, settle=SETTLES)
