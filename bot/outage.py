"""Pure. The database itself is at fault: what a person should know of it."""

from sqlalchemy.exc import DBAPIError

from inbox.handle_pending import is_outage

DISK_FULL = "the disk is full: make room, nothing is lost meanwhile"
LOCKED = "another program keeps the database locked: end it"
AWAY = "the database does not answer: check that it is running"


def outage(error: BaseException) -> str | None:
    """One sentence with the mend, or None where the database is well and something else failed."""
    if not is_outage(error):
        return None
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    if code in ("SQLITE_FULL", "53100"):
        return DISK_FULL
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LOCKED
    return AWAY
