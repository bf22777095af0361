"""A picture, voice or file that Telegram holds, for the console: fetched when somebody looks, cleaned, kept nowhere."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.clean_photo import without_metadata
from bot.settings import Settings

log = structlog.get_logger()

WITHIN = ClientTimeout(total=8)
MOST_BYTES = 20 * 1024 * 1024  # what getFile gives
Fetch = Callable[[int, str], Awaitable[bytes | None]]


def picture_fetcher(settings: Settings) -> Fetch:
    """(bot id, file id) → the file, a picture without EXIF, or None: no such token here, gone, too large, not to be had now."""
    tokens = {int(each.get_secret_value().partition(":")[0]): each for each in settings.bot_tokens}
    base = settings.api_url.rstrip("/")

    async def fetch(bot_id: int, file_id: str) -> bytes | None:
        token = tokens.get(bot_id)
        if token is None:
            return None
        secret = token.get_secret_value()
        try:
            async with ClientSession(timeout=WITHIN) as http:
                async with http.post(f"{base}/bot{secret}/getFile", json={"file_id": file_id}) as answer:
                    path = ((await answer.json()).get("result") or {}).get("file_path")
                if not path:
                    return None
                async with http.get(f"{base}/file/bot{secret}/{path}") as answer:
                    is_fit = answer.ok and (answer.content_length or 0) <= MOST_BYTES
                    content = await answer.read() if is_fit else b""
        except (TimeoutError, ClientError, ValueError) as error:
            log.warning("picture_not_fetched", bot_id=bot_id, error=type(error).__name__)  # the address holds the token
            return None
        return without_metadata(content) if 0 < len(content) <= MOST_BYTES else None

    return fetch
