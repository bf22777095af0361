"""Somebody asks for the console in private: a link that opens it once."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from console.guards import hash_of, new_ticket
from console.store import sessions

TICKET_LIVES = timedelta(minutes=5)


async def issue_ticket(session: AsyncSession, person_id: int, *, now: datetime, lives: timedelta = TICKET_LIVES) -> str:
    """The word for `/console/enter?ticket=…`; only its hash is kept. Earlier unused tickets of this person end.

    `now` (business time) is when it was issued; it expires by machine time, which nobody moves. Whether the person may see
    the console is asked when the ticket is used and at every request after that.
    """
    ticket = new_ticket()
    await sessions.forget_tickets(session, person_id)
    await sessions.add_ticket(
        session, hash_of(ticket), person_id, issued_at=now, expires_at=session.info["machine_now"] + lives
    )
    return ticket


def path_of(ticket: str) -> str:
    """Where the ticket is used: to be put behind the address of the web port."""
    return f"/console/enter?ticket={ticket}"
