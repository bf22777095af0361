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
    """All groups by one token at ten times the rate; then ours and others at the true rate. Some three minutes."""
    for model in GOALS:
        yield from ours(model, CITY, scale=SCALE)
    for model in GOALS:
        yield from ours(model, 600, scale=1)
    for model in GOALS:
        for name, side, count, more in OTHERS:
            yield other(name, side, model, count, more)


OTHERS: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("sleep(0.05) after each answer", "steady_loop", 60, {"wait": 0.05}),
    ("fixed 25/s", "steady_loop", 200, {"rate": 25}),
    ("python-telegram-bot, AIORateLimiter 30/s", "limited_loop", 120, {"rate": 30}),
)


def tokens() -> Iterator[Figure]:
    """Four tokens and thirty beside one, at the true rate of each, in one process. A minute."""
    one = sent_by(300, bots=1, scale=1)
    base = (one["count"] - 1) / one["span"]
    for bots, goal in ((4, 3.9), (30, 27.0)):
        several = sent_by(300 * bots, bots=bots, scale=1)
        each = (several["count"] - bots) / several["span"]  # the first of each token begins its own clock
        gain, refused = each / base, several["refused"]
        name = f"{bots} tokens at {RATE}/s each, groups/s beside one token's"
        told = f"{each:.0f}" + (f", {refused} ref." if refused else "")
        yield Figure(name, told, f"{base:.1f}", f"{gain:.2f}", f">= {goal:g} x", gain >= goal)


def emergency() -> Iterator[Figure]:
    """An emergency for one community in the middle of a notice for 900 groups, at the true rate."""
    found = sent_by(900, bots=1, scale=1, emergency=8.0, below="CO169")
    waits = sorted(moment - found["asked_at"] for moment in found["aside"])
    p95 = percentile(waits, 0.95)
    count = f"emergency to {len(waits)} groups during a notice"
    yield Figure(f"{count}: first after, s", f"{waits[0]:.2f}", goal="< 0.5 s", is_met=waits[0] < 0.5)
    yield Figure(f"{count}: p95 after, s", f"{p95:.2f}", goal="< 3 s", is_met=p95 < 3)


def ours(model: str, count: int, *, scale: int) -> Iterator[Figure]:
    """From the first arrival to the last, a pause after a refusal included; "wall" counts from the wish on, its rows included."""
    found = sent_by(count, bots=1, scale=scale, model=model)
    ratio, by_arrival = found["wall"] * RATE * scale / count, found["span"] * RATE * scale / (count - 1)
    goal = GOALS[model]
    name = f"{model}, ours, {count} groups at {RATE * scale}/s: time / (N / rate)"
    yield Figure(name, f"{by_arrival:.3f}", f"{ratio:.3f} wall", goal=f"<= {goal}", is_met=by_arrival <= goal)
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
