"""Pure. Every way the Bot API says no, in Telegram's own words."""

import re
from typing import Any

CODE_LIKE = re.compile(r"[A-Z][A-Z0-9_]*\Z")
PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict", 500: "Internal Server Error"}


class BotApiError(Exception):
    """An answer with ok=false; the HTTP status equals `code`."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def refusal(code: int, text: str, parameters: dict[str, Any] | None = None) -> BotApiError:
    """Prefix `text` as the official server does; the first letter is lowered unless the text is CODE_LIKE."""
    prefix = PREFIXES[code]
    if not CODE_LIKE.match(text):
        text = text[:1].lower() + text[1:]
    return BotApiError(code, f"{prefix}: {text}", parameters)


def bad_request(text: str, parameters: dict[str, Any] | None = None) -> BotApiError:
    """400."""
    return refusal(400, text, parameters)


def forbidden(text: str) -> BotApiError:
    """403."""
    return refusal(403, text)


def conflict(text: str) -> BotApiError:
    """409."""
    return refusal(409, text)


def unauthorized() -> BotApiError:
    """401: nobody has this token."""
    return BotApiError(401, "Unauthorized")


def method_not_found() -> BotApiError:
    """404: the Bot API has no such method."""
    return BotApiError(404, "Not Found: method not found")


def not_modelled(what: str) -> BotApiError:
    """501: the Bot API has it and this sandbox has not; never answered with an untrue `true`."""
    return BotApiError(501, f"Not Implemented: the sandbox does not model {what}")


def too_many_requests(retry_after: int) -> BotApiError:
    """429 with the seconds to wait."""
    return BotApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def too_large() -> BotApiError:
    """413: an upload over Telegram's limit."""
    return BotApiError(413, "Request Entity Too Large")
