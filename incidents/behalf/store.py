"""All SQL about those for whom somebody spoke."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from models.incidents import Incident
from models.process import BotAccount


async def keep_people(session: AsyncSession, incident: Incident, more: dict[str, Any]) -> None:
    """What is known of those concerned; no move, so no new version. The object follows."""
    people = {**incident.people, **more}
    wish = update(Incident).where(Incident.id == incident.id).values(people=people)
    await session.execute(wish.execution_options(synchronize_session=False))
    set_committed_value(incident, "people", people)


async def bot_name(session: AsyncSession, bot_id: int) -> str:
    """The bot's public name, for links."""
    account = await session.get(BotAccount, bot_id)
    return account.username if account is not None else ""
