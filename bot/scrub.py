"""What was erased is gone from the file, too: SQLite keeps old pages in its journal until somebody folds it in."""

from bot.database import Database
from privacy.newest_erasure import newest_erasure


class Scrubber:
    """Folds the journal into the database after an erasure; on PostgreSQL its own vacuum does this."""

    def __init__(self, database: Database) -> None:
        self._database, self._scrubbed = database, 0

    async def scrub(self) -> int:
        """1 if it was done now, 0 if nothing was erased since the last time."""
        if not self._database.is_embedded:
            return 0
        async with self._database.reading() as session:
            newest = await newest_erasure(session)
        if newest <= self._scrubbed:
            return 0
        await self._database.fold_journal()
        self._scrubbed = newest
        return 1
