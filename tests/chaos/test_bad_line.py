"""Refusals, answers lost before the deed and after it, all at once: every chat is reached, twice only what was cut after the deed."""

import time

import pytest

from tests.chaos.sizes import size
from tests.stories.city import WORDS, nothing_waits, until, wide_city

GROUPS = size("LINE_GROUPS")
TROUBLES = {"status": 0.3, "cut_after": 0.05, "cut_before": 0.05}


@pytest.mark.timeout(3600)
async def test_a_line_that_refuses_and_cuts_loses_nothing(tmp_path):
    async with wide_city(tmp_path, GROUPS - 4, send_per_second=90) as city, city.awake() as town:
        for kind, share in TROUBLES.items():
            more = {"status": 429, "retry_after": 1} if kind == "status" else {}
            await city.stage.fault(kind, method="sendMessage", probability=share, **more)
        begun = time.monotonic()
        await town.publishes("boss", "HQ", WORDS, approver="deputy")
        await until(lambda: city.has_copies(GROUPS), within=600 + GROUPS)
        await until(lambda: nothing_waits(town), within=400)
        seconds = time.monotonic() - begun
        copies = await city.copies()
        struck = {rule.kind: rule.hits for rule in city.sandbox.telegram.faults.rules}
        duplicates = sum(copies.values()) - len(copies)
        print(  # noqa: T201 - the one line of every crash test
            f"bad line: {GROUPS} groups in {seconds:.0f} s, refused {struck['status']}, cut before {struck['cut_before']}, "
            f"cut after {struck['cut_after']}, lost {GROUPS - len(copies)}, duplicates {duplicates}"
        )
        assert len(copies) == GROUPS
        assert duplicates <= struck["cut_after"]
