"""INSERT with ON CONFLICT is spelt alike by both engines, but comes from two modules."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession


def insert(session: AsyncSession, table: Any) -> Any:
    """An INSERT of the session's engine that knows ON CONFLICT."""
    return (pg_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert)(table)
