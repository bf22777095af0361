"""A chat is reachable again, or has moved: what waited for it goes on."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.store import wishes


async def resume_group(session: AsyncSession, group_id: int, bot_id: int, *, repost: Collection[str] = ()) -> int:
    """Unpark the rows of a group and let them leave by this bot; `repost` kinds (open cards) are sent anew.

    Returns how many rows wait again.
    """
    count = await wishes.unpark_group(session, group_id, bot_id)
    if repost:
        count += await wishes.repost_group(session, group_id, repost)
    session.info["outbox_grew"] = True
    return count


async def resume_person(session: AsyncSession, user_id: int, bot_id: int) -> int:
    """Unpark what waited for a person who pressed Start (again)."""
    count = await wishes.unpark_person(session, user_id, bot_id)
    session.info["outbox_grew"] = session.info.get("outbox_grew", False) or bool(count)
    return count


async def give_bot(session: AsyncSession) -> int:
    """Rows that were written before their group's bot was known leave by it from now on."""
    count = await wishes.give_bot(session)
    session.info["outbox_grew"] = True
    return count
