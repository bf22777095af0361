"""A session on a database of our own process: its statements run where they are asked for.

SQLAlchemy runs each statement of an asynchronous session in a greenlet of its own, so that a driver may wait in it. SQLite on the loop
(`sqlite_on_loop.py`) waits for nothing but a lock, when a transaction begins, and the disk, when it ends: what lies between needs no greenlet,
which costs as much as the statement.
"""

from typing import Any

from sqlalchemy import Delete, Insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.util import immutabledict

_BUFFERED: immutabledict[str, Any] = immutabledict({"prebuffer_rows": True})


class SessionAtOnce(AsyncSession):
    """An AsyncSession whose first statement waits for the connection, and whose others wait for nothing."""

    _is_begun = False

    async def _begun(self) -> None:
        if not self._is_begun:
            await self.connection()
            self._is_begun = True

    async def execute(
        self, statement: Any, params: Any = None, *, execution_options: Any = _BUFFERED, **more: Any
    ) -> Any:
        """At once; what may be long leaves the loop, which needs a greenlet."""
        if may_be_long(statement):
            return await super().execute(statement, params, execution_options=execution_options, **more)
        await self._begun()
        options = execution_options if execution_options is _BUFFERED else _BUFFERED.union(execution_options)
        return self.sync_session.execute(statement, params, execution_options=options, **more)

    async def scalar(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """The first column of the first row, or None."""
        return (await self.execute(statement, params, **more)).scalar()

    async def get(self, entity: Any, ident: Any, **more: Any) -> Any:
        """The row of this key, or None."""
        await self._begun()
        return self.sync_session.get(entity, ident, **more)

    async def flush(self, objects: Any = None) -> None:
        """What was changed is written."""
        await self._begun()
        self.sync_session.flush(objects)


def may_be_long(statement: Any) -> bool:
    """Does it write rows made of rows (a fan-out), or delete (what is forgotten)?"""
    return isinstance(statement, Delete) or (isinstance(statement, Insert) and statement.select is not None)
