"""The chat page: plain files of sandbox/pages."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web


def page_routes(folder: Path) -> list[web.RouteDef]:
    """/ is index.html, everything else a file of the folder. These routes come last: they catch all that is left."""

    async def serve(request: web.Request) -> web.StreamResponse:
        path = _find(folder, request.match_info["path"] or "index.html")
        if path is None:
            raise web.HTTPNotFound(text="no such page")
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return [web.get("/{path:.*}", serve)]


def _find(folder: Path, name: str) -> Path | None:
    """A file inside the folder, None for everything else."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
