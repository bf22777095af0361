"""One bot token, asked at the Bot API without aiogram: who it is, what it hears, who else uses it, and its rights."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from pydantic import SecretStr

from bot.clock import Clock
from bot.examine_machine import Known
from bot.finding import Finding, Speech
from bot.logs import clean
from bot.settings import Settings

LISTEN_FOR = 7  # seconds: a poller that we disturb comes back within that time, and then ours is refused
AT_ONCE = 8
MOST_TOLD = 10
CLOCK_TOLERANCE = 5.0  # seconds
OK, UNAUTHORIZED, NOT_FOUND, CONFLICT = 200, 401, 404, 409
INSIDE = frozenset({"administrator", "creator", "member", "restricted"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API said; `status` 0 and `trouble` if it said nothing."""

    status: int
    result: Any = None
    trouble: str = ""
    date: datetime | None = None


@dataclass(slots=True)
class Line:
    """Calls with one token. The token never leaves this object."""

    http: ClientSession
    url: str = field(repr=False)

    async def call(self, method: str, **wish: Any) -> Answer:
        """One request; nothing is raised for what the network or the other side did."""
        try:
            async with self.http.post(f"{self.url}/{method}", json=wish) as response:
                said = json.loads(await response.read())
                body: Mapping[str, Any] = said if isinstance(said, dict) else {}
                trouble = "" if body.get("ok") else clean(str(body.get("description", f"HTTP {response.status}")))
                status = response.status if body else 0
                return Answer(status, body.get("result"), trouble, _date(response.headers.get("Date")))
        except (TimeoutError, ClientError, OSError, ValueError) as error:
            return Answer(0, trouble=type(error).__name__)


async def examine_token(
    settings: Settings, token: SecretStr, known: Known, speech: Speech, *, http: ClientSession, clock: Clock
) -> list[Finding]:
    """All about one token. Updates are neither taken nor confirmed: nothing is asked with an offset."""
    secret = token.get_secret_value()
    bot_id = int(secret.partition(":")[0])
    line = Line(http, f"{settings.api_url.rstrip('/')}/bot{secret}")
    me = await line.call("getMe")
    if me.status in {UNAUTHORIZED, NOT_FOUND}:
        return [speech.wrong("token_refused", bot=bot_id)]
    if me.trouble or not isinstance(me.result, dict):
        return [speech.wrong("api_away", api=settings.api_url, error=me.trouble or "?")]
    name = f"@{me.result.get('username', bot_id)}"
    hears_all = bool(me.result.get("can_read_all_group_messages"))
    findings = [speech.well("token", bot=name, id=bot_id)]
    findings += _clock(me.date, clock, speech)
    findings.append(speech.well("hears", bot=name) if hears_all else speech.wrong("privacy", bot=name))
    findings += await _webhook(line, settings, speech, bot_id, name)
    looked = (
        _poller(line, settings, speech, name, known.pollers.get(bot_id)),
        _rights(line, speech, name, bot_id, known),
    )
    for found in await asyncio.gather(*looked):
        findings += found
    return findings


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header) if header else None
    except ValueError:
        return None


def _clock(date: datetime | None, clock: Clock, speech: Speech) -> list[Finding]:
    if date is None or date.tzinfo is None:
        return []
    off = (clock.machine() - date).total_seconds()
    if abs(off) > CLOCK_TOLERANCE:
        return [speech.wrong("clock_off", seconds=f"{off:+.0f}")]
    return [speech.well("clock")]


async def _webhook(line: Line, settings: Settings, speech: Speech, bot_id: int, name: str) -> list[Finding]:
    """Does Telegram deliver in the way that the settings expect?"""
    info = await line.call("getWebhookInfo")
    if not isinstance(info.result, dict):
        return [speech.remark("webhook_unknown", bot=name, error=info.trouble)]
    url = str(info.result.get("url") or "")
    host = urlsplit(url).hostname or "?"
    if settings.receive == "polling":
        return [speech.wrong("webhook_set", bot=name, host=host)] if url else [speech.well("polling", bot=name)]
    if url != f"{settings.webhook_url.rstrip('/')}/telegram/{bot_id}":
        return [speech.wrong("webhook_other", bot=name, host=host if url else "-")]
    if trouble := info.result.get("last_error_message"):
        return [speech.wrong("webhook_fails", bot=name, error=clean(str(trouble)))]
    return [speech.well("webhook", bot=name)]


async def _poller(line: Line, settings: Settings, speech: Speech, name: str, ours: str | None) -> list[Finding]:
    """Does somebody else take this bot's updates?"""
    if settings.receive == "webhook":
        return []
    if ours is not None:
        return [speech.well("poller_ours", bot=name, holder=ours)]  # listening beside it would disturb it
    heard = await line.call("getUpdates", limit=1, timeout=LISTEN_FOR)
    if heard.status == CONFLICT and "webhook" not in heard.trouble:
        return [speech.wrong("poller_other", bot=name)]
    return [speech.well("poller_none", bot=name)] if heard.status == OK else []


async def _rights(line: Line, speech: Speech, name: str, bot_id: int, known: Known) -> list[Finding]:
    """Is the bot in its chats, and may it do there what it should?"""
    chats = known.chats.get(bot_id, [])
    if not chats:
        return [speech.remark("no_chats", bot=name)]
    turn = asyncio.Semaphore(AT_ONCE)

    async def look(chat_id: int, unit: str) -> Finding | None:
        async with turn:
            return _standing(await line.call("getChatMember", chat_id=chat_id, user_id=bot_id), speech, unit)

    found = [finding for finding in await asyncio.gather(*(look(*chat) for chat in chats)) if finding is not None]
    found.sort(key=lambda finding: finding.is_well)  # what must be mended first
    told = found[:MOST_TOLD]
    if len(found) > MOST_TOLD:
        is_well = all(finding.is_well for finding in found[MOST_TOLD:])
        told.append((speech.remark if is_well else speech.wrong)("chats_more", count=len(found) - MOST_TOLD))
    left = known.totals.get(bot_id, len(chats)) - len(chats)
    summary = speech.well("chats", bot=name, well=len(chats) - len(found), count=len(chats))
    return [summary, *told, *([speech.remark("chats_left", count=left)] if left > 0 else [])]


def _standing(answer: Answer, speech: Speech, unit: str) -> Finding | None:
    """What is wrong in one chat; None if nothing is."""
    member = answer.result if isinstance(answer.result, dict) else {}
    status = member.get("status")
    if status not in INSIDE:
        return speech.wrong("chat_out", unit=unit, reason=status or answer.trouble)
    if status == "restricted" and not member.get("can_send_messages"):
        return speech.wrong("chat_mute", unit=unit)
    if status == "creator" or (status == "administrator" and member.get("can_pin_messages")):
        return None
    return speech.remark("chat_no_pin" if status == "administrator" else "chat_no_admin", unit=unit)
