"""A file is uploaded once by each bot: what Telegram then calls it serves all further chats. Kept in memory only."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from outbox.message import Attachment

MOST = 500  # names kept; the one used longest ago goes first


class KeptFiles:
    """(bot that sends, file) → the name by which that bot may send it again."""

    def __init__(self) -> None:
        self._names: OrderedDict[tuple[int, str, bool], str] = OrderedDict()

    def name_of(self, bot_id: int, file: Attachment) -> str | None:
        """None: not uploaded yet."""
        key = self._key(bot_id, file)
        if key not in self._names:
            return None
        self._names.move_to_end(key)
        return self._names[key]

    def learn(self, bot_id: int, files: Sequence[Attachment], made: Sequence[Any]) -> None:
        """The messages that came of an upload carry the names of their files, in the same order."""
        for file, message in zip(files, made, strict=False):
            held = getattr(message, file.kind, None)
            largest: Any = held[-1] if isinstance(held, list) and held else held
            if file.file_id and getattr(largest, "file_id", None):
                self._names[self._key(bot_id, file)] = largest.file_id
        while len(self._names) > MOST:
            self._names.popitem(last=False)

    def forget(self, bot_id: int, files: Sequence[Attachment]) -> None:
        """It was refused: the next one is uploaded anew."""
        for file in files:
            self._names.pop(self._key(bot_id, file), None)

    def _key(self, bot_id: int, file: Attachment) -> tuple[int, str, bool]:
        return bot_id, file.file_unique_id or file.file_id, file.is_cleaned
