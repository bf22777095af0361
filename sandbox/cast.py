"""Who plays on the stage: persons, bots' places, and the chats they meet in. Made by `Stage`."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.client import Stage

Json = dict[str, Any]


class StageError(AssertionError):
    """The sandbox refused what somebody tried: pressing a button that is not there, writing where one is not."""


class StageBot:
    """A bot's place on the stage: its name and token. What the bot does, it does itself over the Bot API."""

    def __init__(self, stage: Stage, bot_id: int, username: str, token: str) -> None:
        self.stage, self.id, self.username, self.token = stage, bot_id, username, token

    def __str__(self) -> str:
        return str(self.id)


class StageChat:
    """A group, or a private chat as seen by `viewer`."""

    def __init__(self, stage: Stage, chat_id: int, title: str, viewer: Person | None = None) -> None:
        self.stage, self.id, self.title, self.viewer = stage, chat_id, title, viewer

    @property
    def _seen(self) -> Json:
        return {"chat": self.id, "user": self.viewer.id if self.viewer else None}

    async def messages(self, after: int = 0, limit: int = 200) -> list[Json]:
        """What stands there, oldest first."""
        found: list[Json] = await self.stage.get("/people/messages", **self._seen, after=after, limit=limit)
        return found

    async def sees(
        self,
        text: str,
        within: float = 10.0,
        *,
        after: int = 0,
        label: str | None = None,
        anybody: bool = False,
    ) -> Json:
        """Wait until a bot's message with `text` (and a button `label`) stands there; gives it.

        AssertionError with what was seen instead. `after` leaves out messages up to that id; `anybody` counts people's.
        """
        wanted = {"text": text, "label": label, "after": after, "anybody": anybody or None, "timeout": within}
        found = await self.stage.get("/people/wait", **self._seen, **wanted)
        if found["message"] is None:
            raise AssertionError(f"{text!r} was not seen in {self.title} within {within} s; seen: {found['seen']}")
        message: Json = found["message"]
        return message

    async def lacks(self, text: str, within: float = 0.0, *, after: int = 0) -> None:
        """AssertionError if a bot's message with `text` stands there or comes `within` seconds."""
        found = await self.stage.get("/people/wait", **self._seen, text=text, after=after, timeout=within)
        if found["message"] is not None:
            raise AssertionError(f"{text!r} was seen in {self.title}: {found['message']['text']!r}")

    async def members(self) -> list[Json]:
        """Who is there now."""
        found: list[Json] = await self.stage.get("/people/members", chat=self.id)
        return found

    async def adds(self, who: Person | StageBot, by: Person | None = None, **fields: Any) -> Json:
        """Somebody or a bot comes in; a bot perhaps with `admin=True` and `rights`."""
        return await self._does("add", who, by, **fields)

    async def kicks(self, who: Person | StageBot, by: Person | None = None) -> Json:
        """Somebody or a bot is removed."""
        return await self._does("kick", who, by)

    async def promotes(self, who: Person | StageBot, by: Person | None = None, **fields: Any) -> Json:
        """Somebody or a bot becomes administrator: rights?, anonymous?, custom_title?."""
        return await self._does("promote", who, by, **fields)

    async def demotes(self, who: Person | StageBot, by: Person | None = None) -> Json:
        """… and is a plain member again."""
        return await self._does("demote", who, by)

    async def migrates(self, new_id: int | None = None) -> StageChat:
        """The group becomes a supergroup; gives the new chat."""
        made = await self.stage.post("/people/migrate", chat=self.id, new_id=new_id)
        return StageChat(self.stage, made["id"], self.title)

    async def is_deleted(self) -> None:
        """The owner deletes the group."""
        await self.stage.post("/people/delete_chat", chat=self.id)

    async def _does(self, verb: str, who: Person | StageBot, by: Person | None, **fields: Any) -> Json:
        fields["bot" if isinstance(who, StageBot) else "user"] = who.id
        result: Json = await self.stage.post(f"/people/{verb}", chat=self.id, by=by.id if by else None, **fields)
        return result


class Person:
    """Somebody with a Telegram app. Every verb that puts a message gives its id."""

    def __init__(self, stage: Stage, user_id: int, name: str) -> None:
        self.stage, self.id, self.name = stage, user_id, name

    def dm(self, bot: StageBot) -> StageChat:
        """The private chat with a bot, as this person sees it."""
        return StageChat(self.stage, bot.id, f"{self.name} and @{bot.username}", self)

    async def starts(self, bot: StageBot | str, payload: str = "") -> int:
        """Press Start, perhaps through a deep link."""
        name = bot if isinstance(bot, str) else bot.id
        return await self._puts("start", None, bot=name, payload=payload)

    async def says(self, chat: StageChat, text: str, reply_to: int | None = None) -> int:
        """A text."""
        return await self._puts("say", chat, text=text, reply_to=reply_to)

    async def replies(self, chat: StageChat, message_id: int, text: str) -> int:
        """A text that answers a message."""
        return await self.says(chat, text, reply_to=message_id)

    async def sends_photo(
        self, chat: StageChat, caption: str = "", data: bytes | None = None, reply_to: int | None = None
    ) -> int:
        """A picture, generated unless `data` is given."""
        name = None if data is None else "photo"
        return await self._puts("send_photo", chat, caption=caption, data=_packed(data), name=name, reply_to=reply_to)

    async def sends_album(self, chat: StageChat, caption: str = "", count: int = 2, gap: float = 0.0) -> list[int]:
        """Several pictures at once, `gap` seconds apart."""
        made = await self._acts("send_album", chat, caption=caption, count=count, gap=gap)
        return [message["id"] for message in made]

    async def sends_document(self, chat: StageChat, name: str, data: bytes, caption: str = "") -> int:
        """A file."""
        return await self._puts("send_document", chat, name=name, data=_packed(data), caption=caption)

    async def sends_voice(self, chat: StageChat, duration: int = 3) -> int:
        """A voice note."""
        return await self._puts("send_voice", chat, duration=duration)

    async def forwards(self, chat: StageChat, from_chat: StageChat, message_id: int) -> int:
        """What stands in one chat, again in another."""
        return await self._puts("forward", chat, from_chat=from_chat.id, message_id=message_id)

    async def sends_location(self, chat: StageChat, latitude: float, longitude: float, live_period: int = 0) -> int:
        """A place; with a `live_period` one that can move."""
        return await self._puts(
            "send_location", chat, latitude=latitude, longitude=longitude, live_period=live_period or None
        )

    async def moves(self, chat: StageChat, message_id: int, latitude: float, longitude: float) -> None:
        """A live location of their own moves."""
        await self._acts("move_location", chat, message_id=message_id, latitude=latitude, longitude=longitude)

    async def edits(self, chat: StageChat, message_id: int, text: str) -> int:
        """New words in an own message."""
        return await self._puts("edit", chat, message_id=message_id, text=text)

    async def deletes(self, chat: StageChat, message_id: int) -> None:
        """An own message goes."""
        await self._acts("delete", chat, message_id=message_id)

    async def presses(
        self, chat: StageChat, label: str, message_id: int | None = None, *, wait: float = 5.0, **fields: Any
    ) -> Json:
        """Press the button `label` under a message, or under the newest that has it; gives the bot's answer."""
        if message_id is None:
            messages = reversed(await self._sight(chat).messages())
            rows = ((message["id"], row) for message in messages for row in message["buttons"])
            message_id = next((found for found, row in rows if any(label in button["text"] for button in row)), None)
        if message_id is None:
            raise StageError(f"no button {label!r} in {chat.title}")
        answer: Json = await self._acts("press", chat, message_id=message_id, label=label, wait=wait, **fields)
        return answer

    async def reacts(self, chat: StageChat, message_id: int, emoji: str) -> None:
        """Put an emoji on a message, "" takes it back."""
        await self._acts("react", chat, message_id=message_id, emoji=emoji)

    async def joins(self, chat: StageChat) -> None:
        """Come into a group by its link."""
        await self.stage.post("/people/add", chat=chat.id, user=self.id, by=self.id)

    async def leaves(self, chat: StageChat) -> None:
        """Go."""
        await self.stage.post("/people/leave", chat=chat.id, user=self.id)

    async def blocks(self, bot: StageBot) -> None:
        """Block a bot."""
        await self.stage.post("/people/block", user=self.id, bot=bot.id)

    async def unblocks(self, bot: StageBot) -> None:
        """… and take it back."""
        await self.stage.post("/people/unblock", user=self.id, bot=bot.id)

    def _sight(self, chat: StageChat) -> StageChat:
        return StageChat(self.stage, chat.id, chat.title, self)

    async def _acts(self, verb: str, chat: StageChat | None, **fields: Any) -> Any:
        return await self.stage.post(f"/people/{verb}", user=self.id, chat=chat.id if chat else None, **fields)

    async def _puts(self, verb: str, chat: StageChat | None, **fields: Any) -> int:
        made = await self._acts(verb, chat, **fields)
        return int(made["id"])


def _packed(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()
