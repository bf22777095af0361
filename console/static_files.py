"""The few files that pages need beside themselves: style, htmx, the sign. Read once, named by what they hold."""

import hashlib
from functools import cache
from pathlib import Path

from aiohttp import web

from console.guards import HEADERS

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Name → (content, digest)."""
    found = {file.name: file.read_bytes() for file in FOLDER.iterdir() if file.suffix in TYPES}
    return {name: (content, hashlib.sha256(content).hexdigest()[:12]) for name, content in found.items()}


def address(name: str) -> str:
    """Where a page finds the file; the address changes with the content, so browsers may keep it for ever."""
    return f"/console/static/{name}?v={files()[name][1]}"


async def send_file(request: web.Request) -> web.StreamResponse:
    """One of them; no other path exists."""
    name = request.match_info["name"]
    if name not in files():
        return web.Response(status=404, text="404", headers=HEADERS)
    content, digest = files()[name]
    headers = {**HEADERS, "Cache-Control": FOR_EVER} if request.query.get("v") == digest else HEADERS
    return web.Response(body=content, content_type=TYPES[Path(name).suffix], charset="utf-8", headers=headers)
