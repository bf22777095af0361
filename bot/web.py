"""What listens on the bot's own address: health, metrics, webhook, console, the operator's door and the demo's clock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], Awaitable[dict[str, str]]]


@dataclass(slots=True)
class Site:
    """A listening web server."""

    runner: web.AppRunner
    url: str

    async def close(self) -> None:
        """Finish requests that are being answered, then stop listening."""
        await self.runner.cleanup()


def health_routes(readiness: Check, pulse: Check | None = None) -> list[web.RouteDef]:
    """/healthz: the process lives. /readyz: it can work; 503 with the reasons if not. /metrics: for Prometheus.

    /pulse: the timetable sweeps, in this process or another; 503 if it has not for minutes. For a watch from outside.
    """

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        wrong = await readiness()
        if wrong:
            return web.json_response({"ready": False, "wrong": wrong}, status=503)
        return web.json_response({"ready": True})

    async def beats(_: web.Request) -> web.Response:
        wrong = await pulse() if pulse is not None else {}
        return web.json_response(
            {"sweeps": not wrong, **({"wrong": wrong} if wrong else {})}, status=503 if wrong else 200
        )

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    doors = {"/healthz": healthz, "/readyz": readyz, "/pulse": beats, "/metrics": metrics}
    return [web.get(path, door) for path, door in doors.items()]


async def listen(
    routes: Sequence[web.AbstractRouteDef], host: str, port: int, app: web.Application | None = None
) -> Site:
    """Serve; port 0 takes a free one. OSError if the address is taken."""
    app = app or web.Application(client_max_size=2_000_000)
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    server = site._server  # noqa: SLF001 - the only way to learn the port that was free
    real_port = server.sockets[0].getsockname()[1] if server and getattr(server, "sockets", None) else port  # type: ignore[attr-defined]
    shown = f"[{host}]" if ":" in host else host
    return Site(runner, f"http://{shown}:{real_port}")
