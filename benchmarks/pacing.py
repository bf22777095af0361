"""Figures of pacing: a fan-out close to the limit, on two readings of the limit, beside what others do."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.databases import whole_city
from benchmarks.measure import Figure, Side, listening, percentile, run_side

SCALE = 10  # a scaled run: ten times the rate, ten times the messages a second, a tenth of the penalty
RATE, PENALTY = 30, 5.0
LATENCY = 0.06
CITY = 10_026
GOALS = {"bucket": 1.01, "window": 1.06}


def pacing() -> Iterator[Figure]:
    """All groups by one token at ten times the rate; then ours and others at the true rate."""
    for model in GOALS:
        yield from ours(model, CITY, scale=SCALE)
    for model in GOALS:
        yield from ours(model, 900, scale=1)
    for model in GOALS:
        for name, side, count, more in OTHERS:
            yield other(name, side, model, count, more)


OTHERS: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("sleep(0.05) after each answer", "steady_loop", 150, {"wait": 0.05}),
    ("fixed 25/s", "steady_loop", 450, {"rate": 25}),
    ("python-telegram-bot, AIORateLimiter 30/s", "limited_loop", 450, {"rate": 30}),
)


def tokens() -> Iterator[Figure]:
    """Four tokens and thirty beside one, at the true rate of each, in one process."""
    one = sent_by(450, bots=1, scale=1)
    base = one["count"] / one["span"]
    for bots, goal in ((4, 3.9), (30, 27.0)):
        several = sent_by(450 * min(bots, 20), bots=bots, scale=1)
        gain = several["count"] / several["span"] / base
        name = f"{bots} tokens at {RATE}/s each, groups/s beside one token's"
        value, peer = f"{several['count'] / several['span']:.0f}", f"{base:.1f}"
        yield Figure(name, value, peer, f"{gain:.2f}", f">= {goal:g} x", gain >= goal)


def emergency() -> Iterator[Figure]:
    """An emergency for one community in the middle of a notice for 900 groups, at the true rate."""
    found = sent_by(900, bots=1, scale=1, emergency=8.0, below="CO169")
    waits = sorted(moment - found["asked_at"] for moment in found["aside"])
    p95 = percentile(waits, 0.95)
    count = f"emergency to {len(waits)} groups during a notice"
    yield Figure(f"{count}: first after, s", f"{waits[0]:.2f}", goal="< 0.5 s", is_met=waits[0] < 0.5)
    yield Figure(f"{count}: p95 after, s", f"{p95:.2f}", goal="< 3 s", is_met=p95 < 3)


def ours(model: str, count: int, *, scale: int) -> Iterator[Figure]:
    found = sent_by(count, bots=1, scale=scale, model=model)
    ratio, by_arrival = found["wall"] * RATE * scale / count, found["span"] * RATE * scale / (count - 1)
    goal = GOALS[model]
    name = f"{model}, ours, {count} groups at {RATE * scale}/s: time / (N / rate)"
    yield Figure(name, f"{ratio:.3f}", f"{by_arrival:.3f} arr.", goal=f"<= {goal}", is_met=ratio <= goal)
    most = 0 if model == "bucket" else max(count // 3000, 1)
    refused, margin = found["refused"], found["margins"][0]
    yield Figure(f"… refused, margin at the end {margin}", f"{refused}", goal=f"<= {most}", is_met=refused <= most)


def other(name: str, side: str, model: str, count: int, more: dict[str, Any]) -> Figure:
    _, chats = whole_city()
    with listening("benchmarks.limited_stub") as url:
        ask(url, "rules", {"model": model, "rate": RATE, "latency": LATENCY, "retry_after": PENALTY})
        try:
            done = run_side(side, url, {"chats": chats, "count": count, **more})
        except RuntimeError as error:
            return Figure(f"{model}, {name}", "not measured", str(error).strip().splitlines()[-1][:60])
        refused = ask(url, "seen")["refused"]
    return Figure(f"{model}, {name}, {count} groups", f"{done['wall'] * RATE / count:.3f}", f"{refused} refused")


def sent_by(count: int, *, bots: int, scale: int, model: str = "window", **more: Any) -> Side:
    """A notice of ours to so many groups; what the side tells together with what the stub has seen."""
    file, _ = whole_city()
    with listening("benchmarks.limited_stub") as url:
        rules = {"model": model, "rate": RATE * scale, "latency": LATENCY, "retry_after": PENALTY / scale}
        ask(url, "rules", rules)
        done = run_side("paced", url, {"count": count, "rate": RATE * scale, "bots": bots, **more}, file)
        seen = ask(url, "seen")
    assert seen["sent"] == count == seen["chats"], (seen["sent"], seen["chats"])
    return seen | done


def ask(url: str, name: str, wish: dict[str, Any] | None = None) -> dict[str, Any]:
    body = None if wish is None else json.dumps(wish).encode()
    with urlopen(Request(f"{url}/{name}", body, {"Content-Type": "application/json"})) as answer:
        return json.loads(answer.read())
