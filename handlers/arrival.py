"""Everything a handler works with besides the update itself. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.asks import Asked
from handlers.house import House
from models.pyramid import Group, Unit
from pyramid.actor import Actor
from pyramid.policy import Policy


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who speaks, where, when, in which transaction and under which policy.

    `group` is the chat as we know it (None in private and in unknown chats); `unit` is set only where the chat is bound.
    """

    session: AsyncSession
    now: datetime
    policy: Policy
    house: House
    bot_id: int
    asked: Asked
    speaker: Actor
    group: Group | None
    unit: Unit | None

    @property
    def language(self) -> str:
        """The language we speak to this person."""
        return self.speaker.language or self.house.language

    def moment(self, date: datetime) -> datetime:
        """Telegram's date of a message in business time; never later than now. They differ only in a demo."""
        return min(date.astimezone(UTC) + self.house.clock_ahead, self.now)
