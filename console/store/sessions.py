"""SQL about tickets and who is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.process import ConsoleSession
from models.pyramid import EnrolmentCode, Person

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that still holds, and whose it is."""

    user_id: int | None
    csrf: str
    seen_at: datetime


async def forget_tickets(session: AsyncSession, person_id: int) -> None:
    """Unused tickets of a person open nothing any more, and used ones need not be kept."""
    await session.execute(
        delete(EnrolmentCode).where(EnrolmentCode.purpose == CONSOLE, EnrolmentCode.person_id == person_id)
    )


async def add_ticket(
    session: AsyncSession, code_hash: str, person_id: int, *, issued_at: datetime, expires_at: datetime
) -> None:
    """A ticket that may be used once."""
    session.add(
        EnrolmentCode(
            code_hash=code_hash, purpose=CONSOLE, person_id=person_id, issued_at=issued_at, expires_at=expires_at
        )
    )
    await session.flush()


async def person_of_ticket(session: AsyncSession, code_hash: str) -> int | None:
    """Whose ticket this is, if it can still be used."""
    return cast(
        "int | None",
        await session.scalar(
            select(EnrolmentCode.person_id).where(
                EnrolmentCode.code_hash == code_hash,
                EnrolmentCode.purpose == CONSOLE,
                EnrolmentCode.used_at.is_(None),
                EnrolmentCode.expires_at > session.info["machine_now"],
            )
        ),
    )


async def take_ticket(session: AsyncSession, code_hash: str, now: datetime) -> int | None:
    """Use the ticket up and tell whose it was; of two who try at once only one gets it."""
    return cast(
        "int | None",
        await session.scalar(
            update(EnrolmentCode)
            .where(
                EnrolmentCode.code_hash == code_hash,
                EnrolmentCode.purpose == CONSOLE,
                EnrolmentCode.used_at.is_(None),
                EnrolmentCode.expires_at > session.info["machine_now"],
            )
            .values(used_at=now)
            .returning(EnrolmentCode.person_id)
            .execution_options(synchronize_session=False)
        ),
    )


async def user_of_person(session: AsyncSession, person_id: int) -> int | None:
    """The Telegram account of a person."""
    return cast("int | None", await session.scalar(select(Person.user_id).where(Person.id == person_id)))


async def add_session(session: AsyncSession, cookie_hash: str, person_id: int, *, csrf: str) -> None:
    """Somebody is in."""
    moment = session.info["machine_now"]
    session.add(ConsoleSession(cookie_hash=cookie_hash, person_id=person_id, csrf=csrf, since=moment, seen_at=moment))
    await session.flush()


async def signed_in(
    session: AsyncSession, cookie_hash: str, seen_after: datetime, since_after: datetime
) -> SignedIn | None:
    """The session behind a cookie, if it was used and begun late enough (machine time)."""
    found = await session.execute(
        select(Person.user_id, ConsoleSession.csrf, ConsoleSession.seen_at)
        .join(Person, Person.id == ConsoleSession.person_id)
        .where(
            ConsoleSession.cookie_hash == cookie_hash,
            ConsoleSession.seen_at > seen_after,
            ConsoleSession.since > since_after,
        )
    )
    row = found.one_or_none()
    return None if row is None else SignedIn(*row)


async def touch_session(session: AsyncSession, cookie_hash: str) -> None:
    """The visitor is still here."""
    await session.execute(
        update(ConsoleSession)
        .where(ConsoleSession.cookie_hash == cookie_hash)
        .values(seen_at=session.info["machine_now"])
        .execution_options(synchronize_session=False)
    )


async def end_session(session: AsyncSession, cookie_hash: str) -> None:
    """Signed out."""
    await session.execute(delete(ConsoleSession).where(ConsoleSession.cookie_hash == cookie_hash))


async def forget_sessions(
    session: AsyncSession, cookie_hash: str, seen_before: datetime, since_before: datetime
) -> None:
    """The session that this browser had, and all that have ended by themselves."""
    await session.execute(
        delete(ConsoleSession).where(
            or_(
                ConsoleSession.cookie_hash == cookie_hash,
                ConsoleSession.seen_at <= seen_before,
                ConsoleSession.since <= since_before,
            )
        )
    )
