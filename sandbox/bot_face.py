"""The bot's face over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import inspect
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.accounts import Bot
from sandbox.call import Call, Encoded, Upload
from sandbox.errors import BotApiError, method_not_found, not_modelled, unauthorized
from sandbox.faults import Fault
from sandbox.methods.table import METHODS, NOT_MODELLED
from sandbox.posting import encode
from sandbox.request import read_parameters
from sandbox.telegram import Telegram

PROXY_PAGE = (
    "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}


@dataclass(slots=True, eq=False)
class Arrival:
    """What came over the wire, before anybody knows whether token and method exist."""

    token: str
    method: str
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    @property
    def spelled(self) -> str:
        """The method as the Bot API spells it, where it is one of ours."""
        known = METHODS.get(self.method.lower())
        return known[0] if known else self.method

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token."""
        number = self.token.partition(":")[0]
        return int(number) if number.isdigit() else 0


class BotFace:
    """Answers calls of bots. Faults strike here, and here the transcript is written."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        telegram.perform = self.perform

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        return [
            web.route("*", "/bot{token}/{method}", self.answer),
            web.get("/file/bot{token}/{path:.+}", self.download),
            web.route("*", "/bot{rest:.*}", _nothing),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call: parameters, fault, deed, envelope."""
        arrival = Arrival(request.match_info["token"], request.match_info["method"])
        try:
            arrival.values, arrival.uploads = await read_parameters(request)
        except BotApiError as error:
            return self._answered(arrival, error.code, encode(error.envelope()))
        fault = self._pick_fault(arrival)
        if fault is not None:
            struck = await self._strike(request, fault, arrival)
            if struck is not None:
                return struck
        status, body = await self._perform(arrival)
        if fault is not None and fault.kind == "cut_after":
            self._record(arrival, status, "")
            return _cut(request)
        return self._answered(arrival, status, body)

    async def perform(self, bot: Bot, method: str, values: dict[str, Any]) -> None:
        """A call that came as the answer to a webhook."""
        arrival = Arrival(bot.token, method, values)
        self._record(arrival, *await self._perform(arrival))

    async def _perform(self, arrival: Arrival) -> tuple[int, str]:
        """Status and JSON body of a call."""
        name = arrival.method.lower()
        try:
            bot = self._telegram.bots.get(arrival.token)
            if bot is None:
                raise unauthorized()
            if name not in METHODS:
                raise not_modelled(f"method {arrival.method}") if name in NOT_MODELLED else method_not_found()
            spelled, method = METHODS[name]
            result = method(Call(self._telegram, bot, spelled, arrival.values, arrival.uploads))
            if inspect.isawaitable(result):
                result = await result
        except BotApiError as error:
            return error.code, encode(error.envelope())
        text = result.text if isinstance(result, Encoded) else encode(result)
        return 200, f'{{"ok":true,"result":{text}}}'

    def _pick_fault(self, arrival: Arrival) -> Fault | None:
        faults = self._telegram.faults
        if not faults.rules:
            return None
        chat_id = arrival.values.get("chat_id")
        return faults.pick(arrival.method.lower(), None if chat_id is None else str(chat_id), arrival.token)

    async def _strike(self, request: web.Request, fault: Fault, arrival: Arrival) -> web.StreamResponse | None:
        """What the caller gets instead of an answer, None where the call goes on."""
        if fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if fault.kind == "cut_before":
            self._record(arrival, 0, "")
            return _cut(request)
        if fault.kind == "html":
            self._record(arrival, fault.status, "")
            page = PROXY_PAGE.format(status=fault.status, reason=REASONS.get(fault.status, "Error"))
            return web.Response(text=page, status=fault.status, content_type="text/html")
        if fault.kind == "status":
            return self._answered(arrival, fault.status, encode(fault.envelope()))
        return None

    def _answered(self, arrival: Arrival, status: int, body: str) -> web.Response:
        self._record(arrival, status, body)
        sent = body.encode("utf-8", "surrogatepass")
        response = web.Response(body=sent, status=status, content_type="application/json")
        if status == 429:
            wait = json.loads(body).get("parameters", {}).get("retry_after")
            if wait is not None:
                response.headers["Retry-After"] = str(wait)
        return response

    def _record(self, arrival: Arrival, status: int, body: str) -> None:
        transcript = self._telegram.transcript
        if transcript.enabled:
            params = arrival.values | {name: upload.name for name, upload in arrival.uploads.items()}
            now = self._telegram.clock.now()
            transcript.call(now, arrival.bot_id, arrival.spelled, params, status=status, body=body)

    async def download(self, request: web.Request) -> web.Response:
        """The bytes behind a file_path of getFile, for an hour."""
        telegram = self._telegram
        bot = telegram.bots.get(request.match_info["token"])
        if bot is None:
            return web.json_response(unauthorized().envelope(), status=401)
        stored = telegram.files.open(request.match_info["path"], bot.id, telegram.clock.now())
        if stored is None:
            return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.Response(body=stored.data, content_type="application/octet-stream")


async def _nothing(_request: web.Request) -> web.Response:
    return web.json_response(method_not_found().envelope(), status=404)


def _cut(request: web.Request) -> web.Response:
    """Close the connection under the caller's hands."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
