"""What SQLAlchemy leaves to the dialect: inserts that mind conflicts, and how many rows a statement met."""

from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

INSERTS: dict[str, Any] = {"postgresql": pg_insert, "sqlite": sqlite_insert}


def insert_into(session: AsyncSession, table: Any) -> Any:
    """An INSERT that knows ON CONFLICT, of the database this session talks to."""
    return INSERTS[session.get_bind().dialect.name](table)


def count_of(result: Any) -> int:
    """How many rows a statement met."""
    return cast("CursorResult[Any]", result).rowcount
