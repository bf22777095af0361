"""python -m sandbox: one line says where, other machines are kept out, SIGTERM ends it."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from sandbox.server import running_sandbox

ROOT = Path(__file__).parents[2]


async def started(*arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_it_says_where_it_listens_answers_and_ends():
    process = await started("--port", "0", "--no-flood", "--seed", "3")
    line = (await process.stdout.readline()).decode()
    assert line.startswith("sandbox listening on http://127.0.0.1:")
    url = line.split()[-1]
    async with ClientSession() as session, session.get(f"{url}/control/flood") as response:
        assert (await response.json())["enabled"] is False
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.com"])
async def test_it_listens_on_loopback_only(host):
    process = await started("--host", host, "--port", "0")
    _, errors = await process.communicate()
    assert process.returncode == 2
    assert b"loopback addresses only" in errors
    with pytest.raises(ValueError, match="loopback"):
        async with running_sandbox(host):
            pass


async def test_a_taken_port_is_one_clear_line():
    async with running_sandbox() as sandbox:
        process = await started("--port", sandbox.url.rpartition(":")[2])
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode().count("\n") == 1
    assert "cannot listen on 127.0.0.1" in errors.decode()
