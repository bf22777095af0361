"""What protects the pages from other people's pages: headers, origin, tokens. Pure, but for the dice."""

import hashlib
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

# Without "same-origin" as the last word browsers send `Origin: null` with our own forms; without a foreign host either way.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer, same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
TICKET_BYTES = 16  # 128 bits: nobody guesses one within its five minutes
COOKIE_BYTES = 32


def new_ticket() -> str:
    """A one-time word of 128 bits."""
    return secrets.token_urlsafe(TICKET_BYTES)


def new_cookie() -> str:
    """A word of 256 bits."""
    return secrets.token_urlsafe(COOKIE_BYTES)


def hash_of(secret: str) -> str:
    """What the database keeps instead of the word. The words are random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_same(first: str, second: str) -> bool:
    """Compare in constant time; nothing is the same as nothing."""
    return bool(first) and secrets.compare_digest(first.encode(), second.encode())


def is_own_page(headers: Mapping[str, str]) -> bool:
    """Whether a POST comes from one of our own pages. Both witnesses must agree; without any it does not."""
    site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin")
    if site is None and origin is None:
        return False
    if site not in {None, "same-origin"}:
        return False
    return origin is None or (bool(host := headers.get("Host")) and urlsplit(origin).netloc == host)


def inside(path: str) -> str:
    """The path if it leads into the console, else its front page: nobody is sent elsewhere."""
    is_ours = path == "/console" or path.startswith("/console/")
    is_plain = "\\" not in path and "//" not in path and path.isprintable()
    return path if is_ours and is_plain else "/console"
