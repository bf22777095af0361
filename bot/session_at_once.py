"""A session on a database of our own process: its statements run where they are asked for.

SQLAlchemy runs each statement of an asynchronous session in a greenlet of its own, so that a driver may wait in it. SQLite on the loop
(`sqlite_on_loop.py`) waits for nothing but a lock, when a transaction begins, and the disk, when it ends: what lies between needs no greenlet,
which costs as much as the statement.
"""

from typing import Any

from sqlalchemy import Delete, Insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.util import immutabledict

_BUFFERED: immutabledict[str, Any] = immutabledict({"prebuffer_rows": True})


class ConnectionAtOnce(AsyncConnection):
    """The connection of such a session: for statements that ask for no objects, which cost half of what they do through the session."""

    async def execute(self, statement: Any, parameters: Any = None, *, execution_options: Any = None) -> Any:
        """At once; what may be long leaves the loop."""
        if may_be_long(statement) or self.sync_connection is None:
            return await super().execute(statement, parameters, execution_options=execution_options)
        options = _BUFFERED if execution_options is None else _BUFFERED.union(execution_options)
        return self.sync_connection.execute(statement, parameters, execution_options=options)


class SessionAtOnce(AsyncSession):
    """An AsyncSession whose first statement waits for the connection, and whose others wait for nothing."""

    _connection: ConnectionAtOnce | None = None

    async def connection(self, *args: Any, **more: Any) -> AsyncConnection:
        """The one of this transaction, under the savepoint that was begun last."""
        if self._connection is None or self._connection.closed:
            begun = await super().connection(*args, **more)
            self._connection = ConnectionAtOnce(begun.engine, begun.sync_connection)
        else:
            self.sync_session.connection(*args, **more)
        return self._connection

    async def _begun(self) -> None:
        if self._connection is None or self._connection.closed:
            await self.connection()

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
