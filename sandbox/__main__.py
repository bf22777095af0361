"""python -m sandbox: start the small Telegram and say where it listens."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from sandbox.server import check_loopback, serve


def main() -> int:
    """0 after SIGINT or SIGTERM, 1 where the address cannot be had, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A small Telegram on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="loopback address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8081, help="port, 0 takes a free one (8081)")
    parser.add_argument("--flood", action=argparse.BooleanOptionalAction, default=True, help="flood control (on)")
    parser.add_argument("--transcript", action=argparse.BooleanOptionalAction, default=True, help="keep calls (on)")
    parser.add_argument("--seed", type=int, default=0, help="seed of everything random (0)")
    given = parser.parse_args()
    try:
        check_loopback(given.host)
    except ValueError as error:
        parser.error(str(error))
    try:
        asyncio.run(_until_stopped(given))
    except OSError as error:
        print(f"cannot listen on {given.host}:{given.port}: {error.strerror or error}", file=sys.stderr)  # noqa: T201 - a command line speaks
        return 1
    return 0


async def _until_stopped(given: argparse.Namespace) -> None:
    task = asyncio.current_task()
    assert task is not None
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        await serve(given.host, given.port, flood=given.flood, transcript=given.transcript, seed=given.seed)
    except asyncio.CancelledError:
        if not stopped:
            raise


if __name__ == "__main__":
    sys.exit(main())
