"""How much of a specialist's work is kept about somebody, for the words of /mydata."""

from sqlalchemy.ext.asyncio import AsyncSession

from privacy.store import specialists


async def count_work(session: AsyncSession, user_id: int) -> dict[str, int]:
    """`called`: how often they were called; `noted`: what they noted themselves, mediations with it."""
    called, noted = await specialists.work_counts(session, user_id)
    return {"called": called, "noted": noted}
