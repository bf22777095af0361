"""The second reader, if the operator named one: asked behind the reports, over HTTP, three seconds at most."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.database import Database
from bot.leases import Holding
from bot.settings import Settings
from incidents.case import Moved
from incidents.find_doubts import Doubt, find_doubts
from incidents.heed_second_reader import heed_second_reader
from parsing.second_reader import MOST_BYTES, Suggestion, question, read_answer
from pyramid.policy import Policy

log = structlog.get_logger()

WITHIN = ClientTimeout(total=3)
EVERY = 1.0  # seconds between two looks
OK = 200


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Where to ask and how. `below`: only what was understood with less confidence than this is asked."""

    url: str
    model: str
    key: str
    below: float

    async def ask(self, http: ClientSession, words: str) -> Suggestion | None:
        """One request, once. None for a silence, a refusal, a redirect, an answer too long or out of the schema."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            async with http.post(
                self.url, json=question(words, self.model), headers=headers, allow_redirects=False, timeout=WITHIN
            ) as answer:
                if answer.status != OK:
                    log.warning("second_reader_refused", status=answer.status)
                    return None
                body = bytearray()
                async for piece in answer.content.iter_chunked(4096):
                    body += piece
                    if len(body) > MOST_BYTES:
                        break
        except (TimeoutError, ClientError, OSError, ValueError) as error:
            log.warning("second_reader_away", error=type(error).__name__)  # the address may hold a key
            return None
        suggestion = read_answer(bytes(body), words)
        if suggestion is None:
            log.warning("second_reader_talked_nonsense", bytes=len(body))
        return suggestion


def second_reader_of(settings: Settings) -> SecondReader | None:
    """The one that the settings name; None when it is off."""
    if not settings.second_reader_url:
        return None
    url = settings.second_reader_url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
    key = settings.second_reader_key.get_secret_value()
    return SecondReader(url, settings.second_reader_model, key, settings.second_reader_below)


@dataclass(frozen=True, slots=True)
class Errand:
    """All that asking needs: one process at a time does it."""

    database: Database
    clock: Clock
    policy: Policy
    lease: Holding


async def ask_second_reader(reader: SecondReader, errand: Errand, stop: asyncio.Event) -> None:
    """Ask about each new doubt until `stop` is set. Nothing that goes wrong here reaches anything else."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as http:
        while not stop.is_set():
            try:
                if await errand.lease.is_ours():
                    await _look(reader, errand, http, stop)
            except (SQLAlchemyError, OSError) as error:
                log.debug("second_reader_waits_for_database", error=type(error).__name__)
            except Exception:
                log.exception("second_reader_stumbled")  # an optional help may never end the process
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), EVERY)


async def _look(reader: SecondReader, errand: Errand, http: ClientSession, stop: asyncio.Event) -> None:
    async with errand.database.transaction() as session:
        doubts = await find_doubts(session, below=reader.below, now=errand.clock.now())
    for doubt in doubts:
        if stop.is_set():
            return
        suggestion = await reader.ask(http, doubt.words)  # outside of any transaction
        if suggestion is not None:
            await _heed(reader, errand, doubt, suggestion)


async def _heed(reader: SecondReader, errand: Errand, doubt: Doubt, suggestion: Suggestion) -> None:
    async with errand.database.transaction() as session:
        done = await heed_second_reader(
            session, doubt.incident_id, suggestion, below=reader.below, policy=errand.policy, now=errand.clock.now()
        )
    if isinstance(done, Moved):
        log.info("second_reader_heeded", number=done.number)
