"""The doctor looks at everything the bot lives on and says one line each, with the mend. Changes nothing."""

import asyncio

from aiohttp import ClientSession, ClientTimeout

from bot.clock import Clock
from bot.examine_machine import Known, examine_database, examine_folder, examine_port
from bot.examine_token import examine_token
from bot.finding import Finding, Speech
from bot.settings import Settings

__all__ = ["Finding", "examine"]

PATIENCE = ClientTimeout(total=20, sock_connect=5)


async def examine(settings: Settings) -> list[Finding]:
    """All findings. The bot may be running meanwhile: no update is confirmed and no message sent."""
    speech = Speech(settings.language)
    findings = examine_folder(settings, speech)
    known = Known()
    findings += await examine_database(settings, speech, known)
    async with ClientSession(timeout=PATIENCE) as http:
        findings += await examine_port(settings, speech, http)
        if not settings.bot_tokens:
            findings.append(speech.wrong("no_token"))
        looked = [
            examine_token(settings, token, known, speech, http=http, clock=Clock()) for token in settings.bot_tokens
        ]
        for found in await asyncio.gather(*looked):
            findings += found
    return findings
