"""The whole small Telegram: who exists, which chats there are, and the parts that every face uses."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from sandbox.accounts import ANONYMOUS_ADMIN, Bot, User
from sandbox.callbacks import CallbackQuery
from sandbox.chats import Chat, Member
from sandbox.clock import Clock
from sandbox.errors import bad_request
from sandbox.events import EventBus
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.flood import Flood
from sandbox.objects import GROUP_ANONYMOUS_BOT, user_json
from sandbox.transcript import Transcript
from sandbox.updates import UpdateQueue

FIRST_PERSON = 100_001
FIRST_BOT = 7_000_000_001
FIRST_GROUP = -4_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


class Telegram:
    """State in memory. Lookups, creation, and the shared parts: clock, flood, faults, files, events, transcript."""

    def __init__(self, *, seed: int = 0, flood: bool = True, transcript: bool = True) -> None:
        self.seed = seed
        self.clock = Clock()
        self.events = EventBus()
        self.transcript = Transcript(enabled=transcript)
        self.flood = Flood(self.clock, enabled=flood, seed=seed)
        self.conflict_hold = 3.0  # seconds for which the second and later 409 are held
        self.retry_base = 2.0  # seconds before the second retry of a webhook; doubles from there
        self.answer_within = 30.0  # seconds in which a callback query may be answered
        self.update_ids = 100_000_000
        self.background: set[asyncio.Future[None]] = set()
        self.perform: Callable[[Bot, str, dict[str, Any]], Awaitable[None]] = _nobody
        self.bots: dict[str, Bot] = {}
        self.reset()

    def reset(self) -> None:
        """An empty world again; update ids go on growing, clock, flood and transcript keep their settings."""
        for bot in self.bots.values():
            bot.queue.disturb("closed")
            if bot.webhook is not None:
                bot.webhook.stop()
        self.random = Random(self.seed)  # noqa: S311 - dice of a stage, seeded on purpose
        self.files = FileStore(self.random)
        self.faults = Faults(self.seed)
        self.flood.forget()
        self.users: dict[int, User] = {ANONYMOUS_ADMIN: GROUP_ANONYMOUS_BOT}
        self.bots = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, User | Chat] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self._next_person = FIRST_PERSON
        self._next_bot = FIRST_BOT
        self._next_group = FIRST_GROUP
        self._next_supergroup = FIRST_SUPERGROUP

    async def close(self) -> None:
        """End every wait and every webhook."""
        self.events.close()
        for bot in self.bots.values():
            bot.queue.disturb("closed")
            if bot.webhook is not None:
                bot.webhook.stop()
                bot.webhook = None
        for chat in [*self.chats.values(), *(dm for bot in self.bots.values() for dm in bot.dms.values())]:
            chat.stir()
        await asyncio.gather(*self.background, return_exceptions=True)

    def new_user(self, first_name: str, *, user_id: int | None = None, **rest: Any) -> User:
        """A new person; ValueError if the id or the username is taken."""
        if user_id is None:
            while self._next_person in self.users:
                self._next_person += 1
            user_id = self._next_person
        if user_id in self.users:
            raise ValueError(f"user {user_id} exists already")
        user = User(user_id, first_name, **rest)
        self._name(user.username, user)
        self.users[user_id] = user
        return user

    def new_bot(
        self,
        username: str,
        *,
        first_name: str | None = None,
        token: str | None = None,
        reads_all: bool = False,
        can_join_groups: bool = True,
    ) -> Bot:
        """A new bot; the number before the colon of its token is its user id. ValueError if that is taken."""
        if token is None:
            while self._next_bot in self.users:
                self._next_bot += 1
            secret = base64.urlsafe_b64encode(self.random.randbytes(26)).decode()[:35]
            token = f"{self._next_bot}:{secret}"
        number, _, secret = token.partition(":")
        if not number.isdigit() or not secret:
            raise ValueError("a token is digits, a colon and a secret")
        user = self.new_user(first_name or username, user_id=int(number), username=username, is_bot=True)
        self.update_ids += 10_000_000
        bot = Bot(token, user, reads_all, UpdateQueue(self.update_ids + 1), can_join_groups)
        self.bots[token] = bot
        return bot

    def new_chat(
        self,
        kind: str,
        title: str,
        *,
        chat_id: int | None = None,
        username: str | None = None,
        description: str | None = None,
    ) -> Chat:
        """A new empty group or supergroup; ValueError if the id is taken or not of that kind."""
        if kind not in ("group", "supergroup"):
            raise ValueError("a chat is a group or a supergroup")
        if chat_id is None:
            chat_id = self._free_chat_id(kind)
        if chat_id in self.chats:
            raise ValueError(f"chat {chat_id} exists already")
        if (chat_id <= -1_000_000_000_000) != (kind == "supergroup") or chat_id >= 0:
            raise ValueError(f"{chat_id} cannot be the id of a {kind}")
        chat = Chat(chat_id, kind, title, username=username, description=description)
        self._name(username, chat)
        self.chats[chat_id] = chat
        return chat

    def _free_chat_id(self, kind: str) -> int:
        while self._next_group in self.chats:
            self._next_group -= 1
        while self._next_supergroup in self.chats:
            self._next_supergroup -= 1
        return self._next_group if kind == "group" else self._next_supergroup

    def _name(self, username: str | None, owner: User | Chat) -> None:
        if username:
            if username.lower() in self.usernames:
                raise ValueError(f"username {username} is taken")
            self.usernames[username.lower()] = owner

    def rename(self, owner: User | Chat, username: str | None) -> None:
        """Give a new username or none."""
        self._name(username, owner)
        if owner.username:
            self.usernames.pop(owner.username.lower(), None)
        owner.username = username

    def bot_of(self, user: User) -> Bot | None:
        """The bot behind a user account."""
        return next((bot for bot in self.bots.values() if bot.user is user), None)

    def bot_named(self, username: str) -> Bot | None:
        """A bot by username, with or without @."""
        owner = self.usernames.get(username.lstrip("@").lower())
        return self.bot_of(owner) if isinstance(owner, User) and owner.is_bot else None

    def dm(self, bot: Bot, person: User) -> Chat:
        """The private chat of the two, made if they have none."""
        chat = bot.dms.get(person.id)
        if chat is None:
            chat = Chat(person.id, "private", person=person, bot=bot, bots={bot.id: bot})
            bot.dms[person.id] = chat
        return chat

    def set_member(self, chat: Chat, member: Member) -> Member:
        """Write down what somebody is in a chat and say what they were; no update, no service message."""
        user = member.user
        before = chat.member(user)
        chat.members[user.id] = member
        if member.present:
            user.chats.add(chat.id)
        else:
            user.chats.discard(chat.id)
        if user.is_bot:
            bot = self.bot_of(user)
            if bot is not None and member.present:
                chat.bots[user.id] = bot
            else:
                chat.bots.pop(user.id, None)
        return before

    def resolve_mentions(self, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Put users where "text_mention" entities name an id; unknown ids lose the entity, as in Telegram."""
        resolved = []
        for entity in entities:
            if entity["type"] == "text_mention":
                user = self.users.get(entity["user_id"])
                if user is None:
                    continue
                plain = {key: value for key, value in entity.items() if key != "user_id"}
                resolved.append({**plain, "user": user_json(user)})
            else:
                resolved.append(entity)
        return resolved

    def known_user(self, user_id: int) -> User:
        """400 "user not found" for strangers."""
        user = self.users.get(user_id)
        if user is None:
            raise bad_request("user not found")
        return user


async def _nobody(bot: Bot, method: str, values: dict[str, Any]) -> None:
    """Stands in until the bot's face offers its own `perform`."""
