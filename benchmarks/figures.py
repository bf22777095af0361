"""The figures: what is measured, beside whom, and what was promised."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.databases import load, opened, small_city, whole_city
from benchmarks.loads import GROUPS, addresses
from benchmarks.measure import (
    Figure,
    Side,
    cost,
    in_turn,
    middle,
    percentile,
    processor_time,
    rate,
    run_side,
    stub,
)
from benchmarks.pyramid import REAL

ROUNDS = 3


def chatter() -> Iterator[Figure]:
    """Received, parsed, let go, beside a bare bot whose handler does nothing."""
    ours, bare = _beside_a_bare_bot({"count": 3000, "answers": False}, "chatter", ROUNDS)
    yield from _handled("chatter", ours, bare, least=2.0, most=0.5)


def reports() -> Iterator[Figure]:
    """From words to the answer line, beside a bare bot that answers."""
    ours, bare = _beside_a_bare_bot({"count": 600, "answers": True}, "reports", ROUNDS)
    yield from _handled("reports", ours, bare, least=0.5, most=2.0)


def _beside_a_bare_bot(wish: dict[str, Any], does: str, rounds: int) -> list[list[Side]]:
    """What our bot and a bare one used, round by round, on one stub."""
    file, chats = small_city()
    wish = {"chats": chats, **wish}
    with stub() as url:
        return in_turn(
            rounds,
            lambda: run_side("our_bot", url, wish | {"does": does}, file),
            lambda: run_side("bare_bot", url, wish),
        )


def _handled(what: str, ours: list[Side], bare: list[Side], *, least: float, most: float) -> Iterator[Figure]:
    yield more_is_better(f"{what} handled per second", middle(ours, rate), middle(bare, rate), least)
    yield less_is_better("… processor time of each, µs", middle(ours, cost), middle(bare, cost), most)
    yield Figure("… SQL statements of each", f"{middle(ours, lambda each: each['statements'] / each['count']):.3f}")


def notices() -> Iterator[Figure]:
    """A fan-out to the whole city with flood control off, beside a bare loop of sends; on both databases."""
    file, chats = whole_city()
    for engine, address in addresses():
        is_file = engine == "SQLite"
        if not is_file:
            with opened(address) as (runner, database):
                runner.run(load(database, REAL))
        with stub() as url:
            wish = {"count": GROUPS, "does": "notice", "database_url": "" if is_file else address}
            ours, bare = in_turn(
                ROUNDS,
                lambda wish=wish, url=url, city=file if is_file else None: run_side("our_bot", url, wish, city),
                lambda url=url: run_side("bare_loop", url, {"chats": chats, "count": 5000}),
            )
        yield from _sent(engine, ours, bare)


def _sent(engine: str, ours: list[Side], bare: list[Side]) -> Iterator[Figure]:
    yield more_is_better(f"notices sent per second, {engine}", middle(ours, rate), middle(bare, rate), 1.0)
    yield less_is_better("… processor time of each, µs", middle(ours, cost), middle(bare, cost), 1.3)
    statements = middle(ours, lambda each: each["statements"] / each["count"])
    transactions = middle(ours, lambda each: each["transactions"] / each["count"])
    yield Figure("… SQL statements of each", f"{statements:.3f}", goal="<= 0.05", is_met=statements <= 0.05)
    yield Figure("… transactions of each", f"{transactions:.3f}", goal="<= 0.03", is_met=transactions <= 0.03)


def latency() -> Iterator[Figure]:
    """Words to answer at 50 a second, beside the echo bot."""
    wish = {"count": 300, "answers": True, "every": 0.02}
    ours, bare = _beside_a_bare_bot(wish, "reports", 1)
    for share, goal in ((0.5, 20.0), (0.99, 100.0)):
        here, there = (
            middle(each, lambda side: percentile(side["latencies"], share)) * 1000  # noqa: B023 - used at once
            for each in (ours, bare)
        )
        name = f"words to answer at 50/s, p{share * 100:.0f}, ms"
        yield Figure(name, f"{here:.1f}", f"{there:.1f}", f"{here / there:.2f}", f"<= {goal:.0f} ms", here <= goal)


def startup() -> Iterator[Figure]:
    """Commands that need no Telegram, beside the import of aiogram."""
    python, rest = sys.executable, ["-m", "bot"]
    sides = {"--help": ["--help"], "parse": ["parse"], "publish --help": ["publish", "--help"]}
    results = in_turn(
        ROUNDS,
        lambda: {"cpu": processor_time(python, "-c", "import aiogram")},
        *(lambda given=given: {"cpu": processor_time(python, *rest, *given)} for given in sides.values()),
    )
    peer = middle(results[0], lambda each: each["cpu"])
    for name, found in zip(sides, results[1:], strict=True):
        yield less_is_better(f"start of {name}, s of processor", middle(found, lambda each: each["cpu"]), peer, 0.2)


def more_is_better(name: str, here: float, there: float, goal: float | None) -> Figure:
    ratio = here / there
    told = "" if goal is None else f">= {goal:g} x"
    return Figure(name, f"{here:.0f}", f"{there:.0f}", f"{ratio:.2f}", told, None if goal is None else ratio >= goal)


def less_is_better(name: str, here: float, there: float, goal: float) -> Figure:
    ratio = here / there
    digits = 2 if there < 10 else 0
    return Figure(name, f"{here:.{digits}f}", f"{there:.{digits}f}", f"{ratio:.2f}", f"<= {goal:g} x", ratio <= goal)


FIGURES: dict[str, Callable[[], Iterator[Figure]]] = {
    "chatter": chatter,
    "reports": reports,
    "notices": notices,
    "latency": latency,
    "startup": startup,
}
