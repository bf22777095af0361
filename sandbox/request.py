"""Reading a bot's HTTP request: query, form, JSON or multipart become one set of parameters."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.call import Upload
from sandbox.errors import bad_request
from sandbox.files import UPLOAD_LIMIT

MAX_BODY = UPLOAD_LIMIT + 10 * 1024 * 1024


async def read_parameters(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Values and uploads. Other content types carry no parameters (some clients send them with an empty body)."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.method == "POST" and request.body_exists:
        kind = request.content_type
        if kind == "application/json":
            values |= _object(await request.read())
        elif kind == "application/x-www-form-urlencoded":
            body = (await request.read()).decode("utf-8", "replace")
            values |= dict(parse_qsl(body, keep_blank_values=True))
        elif kind == "multipart/form-data":
            await _read_parts(request, values, uploads)
        else:
            await request.read()
    return values, uploads


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected")
    return {key: item for key, item in value.items() if item is not None}


async def _read_parts(request: web.Request, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=False))
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime.partition(";")[0], data)
