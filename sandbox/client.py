"""Playing the audience from Python: people who speak, press and see, and a stage hand. For tests and demos."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any, Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout

from sandbox.cast import Json, Person, StageBot, StageChat, StageError

__all__ = ["Person", "Stage", "StageBot", "StageChat", "StageError"]


class Stage:
    """People's and control face of one sandbox. Use as `async with Stage(url) as stage`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = ClientSession(timeout=ClientTimeout(total=120))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._session is not None
        await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        """GET as JSON; StageError with the sandbox's words where it refuses."""
        assert self._session is not None
        params = {key: _plain(value) for key, value in query.items() if value is not None}
        async with self._session.get(f"{self.url}{path}", params=params) as response:
            return await _read(response)

    async def post(self, path: str, **fields: Any) -> Any:
        """POST JSON, get JSON."""
        assert self._session is not None
        body = {key: value for key, value in fields.items() if value is not None}
        data = BytesIO(json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        headers = {"Content-Type": "application/json"}
        async with self._session.post(f"{self.url}{path}", data=data, headers=headers) as response:
            return await _read(response)

    async def bot(self, username: str, **fields: Any) -> StageBot:
        """A new bot: token?, first_name?, privacy? (True: hears only what is meant for it), can_join_groups?."""
        made = await self.post("/control/bots", username=username, **fields)
        return StageBot(self, made["id"], made["username"], made["token"])

    async def person(self, first_name: str, **fields: Any) -> Person:
        """A new person: last_name?, username?, language_code?, id?."""
        made = await self.post("/people/users", first_name=first_name, **fields)
        return Person(self, made["id"], made["name"])

    async def chat(self, title: str, *, kind: str = "supergroup", creator: Person, **fields: Any) -> StageChat:
        """A new group; `members` may hold persons."""
        fields["members"] = [
            member.id if isinstance(member, Person) else member for member in fields.get("members", ())
        ]
        made = await self.post("/people/chats", title=title, type=kind, creator=creator.id, **fields)
        return StageChat(self, made["id"], title)

    async def seed(self, **town: Any) -> Json:
        """users, bots, chats at once; see sandbox/control/seeding.py."""
        result: Json = await self.post("/control/seed", **town)
        return result

    async def crowd(self, messages: list[tuple[Person, StageChat, str]]) -> None:
        """Many texts in one call, in this order."""
        said = [{"user": person.id, "chat": chat.id, "text": text} for person, chat, text in messages]
        await self.post("/people/say_all", messages=said)

    async def fault(self, kind: str, **fields: Any) -> Json:
        """A fault rule: status | html | cut_before | cut_after | delay, with method?, chat_id?, bot?, count?, …."""
        result: Json = await self.post("/control/faults", kind=kind, **fields)
        return result

    async def no_more_faults(self) -> None:
        """All rules go."""
        assert self._session is not None
        async with self._session.delete(f"{self.url}/control/faults") as response:
            await _read(response)

    async def flood(self, **rules: Any) -> Json:
        """Set flood control: enabled?, model?, per_second?, group_per_minute?, …."""
        result: Json = await self.post("/control/flood", **rules)
        return result

    async def shift(self, seconds: float) -> None:
        """Move the sandbox clock forward."""
        await self.post("/control/clock", seconds=seconds)

    async def transcript(self) -> list[Json]:
        """Every call and update so far."""
        assert self._session is not None
        async with self._session.get(f"{self.url}/control/transcript") as response:
            return [json.loads(line) for line in (await response.text()).splitlines()]

    async def calls(self, method: str) -> list[Json]:
        """The calls of one method so far."""
        return [record for record in await self.transcript() if record.get("method") == method]

    async def deliveries(self, prefix: str = "") -> dict[int, int]:
        """How many bots' messages beginning with `prefix` stand in each chat."""
        counted = await self.get("/control/deliveries", prefix=prefix)
        return {int(chat): count for chat, count in counted["chats"].items()}

    @asynccontextmanager
    async def events(self, person: Person | None = None) -> AsyncIterator[AsyncIterator[Json]]:
        """The live stream of what a person sees, or of everything; open until the block ends."""
        assert self._session is not None
        query = {} if person is None else {"user": str(person.id)}
        timeout = ClientTimeout(total=None)
        async with self._session.get(f"{self.url}/people/events", params=query, timeout=timeout) as response:
            await response.content.readline()

            async def follow() -> AsyncIterator[Json]:
                async for line in response.content:
                    if line.startswith(b"data: "):
                        yield json.loads(line[6:])

            yield follow()


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


async def _read(response: ClientResponse) -> Any:
    body = await response.json(content_type=None)
    if response.status != 200:
        raise StageError(body.get("error", body) if isinstance(body, dict) else body)
    return body
