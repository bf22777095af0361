"""What the bot lives on: its data folder, its database and its address."""

import asyncio
import errno
import os
import socket
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy.exc import SQLAlchemyError

from bot import store
from bot.clock import Clock
from bot.database import Database, open_database, without_password
from bot.finding import Finding, Speech
from bot.presence import running_on
from bot.settings import Settings
from migrations.apply import newest_revision, revision_of

SAFE_SQLITE = (3, 51, 3)  # older ones can damage a file when two connections write and checkpoint at the same moment
OTHERS = 0o077
MOST_CHATS = 60
QUICK = ClientTimeout(total=4)


@dataclass(slots=True)
class Known:
    """What the database told: chats of each bot (chat id, unit), how many there are, and whose poller is at work."""

    chats: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)
    pollers: dict[int, str] = field(default_factory=dict)


def examine_folder(settings: Settings, speech: Speech) -> list[Finding]:
    """The data folder: there, writable, and closed to others."""
    folder = settings.data_dir
    if not folder.exists():
        return [speech.remark("folder_missing", folder=folder)]
    if not folder.is_dir():
        return [speech.wrong("folder_is_file", folder=folder)]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [speech.wrong("folder_closed", folder=folder)]
    if folder.stat().st_mode & OTHERS:
        return [speech.wrong("folder_open", folder=folder)]
    return [speech.well("folder", folder=folder)]


async def examine_database(settings: Settings, speech: Speech, known: Known) -> list[Finding]:
    """Reachable, at the newest schema, and by a safe SQLite; fills `known`."""
    findings: list[Finding] = []
    shown = without_password(settings.database)
    if settings.is_embedded:
        if sqlite3.sqlite_version_info < SAFE_SQLITE:
            wanted = ".".join(map(str, SAFE_SQLITE))
            findings.append(speech.remark("sqlite_old", version=sqlite3.sqlite_version, wanted=wanted))
        file = Path(settings.database.partition(":///")[2])
        if not await asyncio.to_thread(file.exists):  # looking must not make one
            return [*findings, speech.remark("database_missing", database=shown)]
    try:
        database = open_database(settings.database, Clock().machine)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        return [*findings, speech.wrong("database_away", database=shown, error=type(error).__name__)]
    try:
        async with asyncio.timeout(10):
            findings += await _schema(database, speech, shown)
            if all(finding.is_well for finding in findings):
                await _learn(database, settings, known)
    except (SQLAlchemyError, OSError) as error:
        findings.append(speech.wrong("database_away", database=shown, error=type(error).__name__))
    finally:
        await database.dispose()
    return findings


async def _schema(database: Database, speech: Speech, shown: str) -> list[Finding]:
    async with database.reader.connect() as connection:
        found = await connection.run_sync(revision_of)
    wanted = newest_revision()
    reached = speech.well("database", database=shown)
    if found == wanted:
        return [reached, speech.well("schema", revision=found)]
    return [reached, speech.wrong("schema_old", revision=found or "-", wanted=wanted)]


async def _learn(database: Database, settings: Settings, known: Known) -> None:
    async with database.reading() as session:
        for token in settings.bot_tokens:
            bot_id = int(token.get_secret_value().partition(":")[0])
            known.totals[bot_id], known.chats[bot_id] = await store.chats_of_bot(session, bot_id, MOST_CHATS)
            holder = await store.lease_holder(session, f"poll:{bot_id}")
            if holder is not None:
                known.pollers[bot_id] = holder


async def examine_port(settings: Settings, speech: Speech, http: ClientSession) -> list[Finding]:
    """Who has the address that the bot listens on: nobody, our own running bot, or somebody else."""
    host, port = settings.address
    if port == 0:
        return [speech.well("port_any", http=settings.http)]
    try:
        await asyncio.to_thread(_try_to_listen, host, port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return [speech.wrong("port_denied", http=settings.http, error=error.strerror or type(error).__name__)]
    else:
        return [speech.well("port_free", http=settings.http)]
    running = running_on(settings.data_dir) if settings.is_embedded else None
    shown = f"[{host}]" if ":" in host else host
    url = running.url if running is not None else f"http://{shown}:{port}"
    if url.endswith(f":{port}") and await _is_pagoda(http, url):
        return [speech.well("port_ours", http=settings.http)]
    return [speech.wrong("port_taken", http=settings.http)]


def _try_to_listen(host: str, port: int) -> None:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen(1)


async def _is_pagoda(http: ClientSession, url: str) -> bool:
    """A bot that is starting is not ready, but it says what it waits for; nobody else answers like this."""
    try:
        async with http.get(f"{url}/readyz", timeout=QUICK) as response:
            return "ready" in await response.json()
    except (ClientError, OSError, ValueError, TypeError):
        return False
