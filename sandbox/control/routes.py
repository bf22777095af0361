"""The table of the stage hand's face: which address does what."""

from aiohttp import web

from sandbox.control import seeding, staging
from sandbox.people.ask import Answer, answering
from sandbox.telegram import Telegram

READING: dict[str, Answer] = {
    "state": staging.state,
    "bots": staging.bots,
    "faults": staging.faults,
    "flood": staging.flood,
    "transcript": staging.transcript,
    "clock": staging.clock,
    "deliveries": staging.deliveries,
}
TURNING: dict[str, Answer] = {
    "seed": seeding.seed,
    "bots": staging.new_bot,
    "revoke": staging.revoke,
    "privacy": staging.set_privacy,
    "deactivate": staging.deactivate,
    "faults": staging.new_fault,
    "flood": staging.set_flood,
    "transcript": staging.set_transcript,
    "clock": staging.shift_clock,
    "settings": staging.settings,
    "repeat": staging.repeat_updates,
    "inject": staging.inject_update,
    "reset": staging.reset,
}


def control_routes(telegram: Telegram) -> list[web.RouteDef]:
    """GET to look, POST to turn, DELETE to clear faults."""
    return [
        *(web.get(f"/control/{name}", answering(telegram, answer)) for name, answer in READING.items()),
        *(web.post(f"/control/{name}", answering(telegram, answer)) for name, answer in TURNING.items()),
        web.delete("/control/faults", answering(telegram, staging.clear_faults)),
    ]
