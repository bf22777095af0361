"""A fan-out in simulated time: our own pace, a line with a temper, and Telegram's limit in its two readings. Deterministic.

What is simulated is what hurts: the way there and back takes unequal times, our own loop is busy while it writes to the database or
because others use the machine, and so is the other side's. `python -m benchmarks line` prints what each weather costs.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random

from benchmarks.limits import Account, Rules
from benchmarks.measure import Figure
from models.kinds import Priority
from outbox.line import Departure
from outbox.pacing import Pacing

FAR = 1_000.0  # seconds for which stalls are drawn
Spells = tuple[float, float]  # one every so many seconds, so many seconds long, both in the mean


@dataclass(frozen=True)
class Weather:
    """Seconds. `there`, `back` and `thinking` are the means of what is added to an even 60 ms; `spikes`: (share, seconds)."""

    name: str
    there: float = 0.0003
    back: float = 0.0003
    thinking: float = 0.0
    spikes: tuple[float, float] = (0.0, 0.0)
    own: tuple[Spells, ...] = ((0.33, 0.006),)  # the sender's passes over the database
    other: tuple[Spells, ...] = ()
    timer: float = 0.0004  # how late a timer rings
    shifts: tuple[tuple[float, float], ...] = ()  # (from this moment on, so much longer)


@dataclass
class Busy:
    """Spells in which one side does nothing else."""

    begins: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)

    @classmethod
    def drawn(cls, dice: Random, kinds: tuple[Spells, ...]) -> "Busy":
        spells = []
        for every, length in kinds:
            at = dice.uniform(0, every)
            while at < FAR:
                spells.append((at, at + dice.uniform(0.5, 1.5) * length))
                at += dice.uniform(0.7, 1.3) * every
        spells.sort()
        busy = cls()
        for begin, end in spells:
            busy.begins.append(max(begin, busy.ends[-1] if busy.ends else begin))
            busy.ends.append(max(end, busy.begins[-1]))
        return busy

    def awake(self, moment: float) -> float:
        """When what happens at that moment is seen."""
        place = bisect_right(self.begins, moment) - 1
        return max(moment, self.ends[place]) if place >= 0 else moment


@dataclass(frozen=True)
class FanOut:
    """What came of it. `ratio`: time from the first arrival to the last by what the limit alone would take."""

    ratio: float
    refused: int
    most_in_a_second: int
    margin: float


@dataclass
class Simulation:
    """One token, one notice."""

    weather: Weather
    rules: Rules
    pacing: Pacing
    dice: Random
    account: Account = field(default_factory=Account)
    arrived: list[float] = field(default_factory=list)
    left: list[Departure] = field(default_factory=list)
    refused: int = 0
    now: float = 0.0
    _events: list[tuple[float, int, str, Departure, bool]] = field(default_factory=list)
    _serial: int = 0

    def run(self, count: int) -> FanOut:
        """Until so many stand in their chats."""
        self.own, self.other = Busy.drawn(self.dice, self.weather.own), Busy.drawn(self.dice, self.weather.other)
        waiting, chat = count, 0
        while len(self.arrived) < count:
            ready = self.pacing.token_ready_at(self.now, Priority.NOTICE)
            if waiting and ready <= self.now:
                chat, waiting = chat + 1, waiting - 1
                self._depart(chat)
                continue
            upcoming = self._events[0][0] if self._events else float("inf")
            if waiting and ready < upcoming:
                rung = ready + self.dice.expovariate(1 / self.weather.timer)
                self.now = max(self.now, self.own.awake(rung))
            else:
                waiting += self._happen(*heappop(self._events))
        span = self.arrived[-1] - self.arrived[0]
        most = max(bisect_right(self.arrived, at + 1 - 1e-9) - place for place, at in enumerate(self.arrived))
        return FanOut(span * self.rules.rate / (count - 1), self.refused, most, self.pacing.margin)

    def _depart(self, chat: int) -> None:
        departure = self.pacing.leave(-chat, self.now, Priority.NOTICE)
        assert departure is not None
        departure.left = self.own.awake(self.now + 0.0002)
        self.left.append(departure)
        share, length = self.weather.spikes
        way = 0.03 + self._more(self.weather.there) + (length if self.dice.random() < share else 0.0)
        way += sum(longer / 2 for since, longer in self.weather.shifts if self.now >= since)
        self._add(self.other.awake(departure.left + way), "arrives", departure, is_admitted=False)

    def _happen(self, at: float, _: int, what: str, departure: Departure, is_admitted: bool) -> int:
        """The next event; 1 if something has to leave once more."""
        if what == "arrives":
            is_admitted = self.account.admits(at, self.rules)
            if is_admitted:
                self.arrived.append(at)
            self.refused += not is_admitted
            way = 0.03 + self._more(self.weather.thinking) + self._more(self.weather.back)
            way += sum(longer / 2 for since, longer in self.weather.shifts if at >= since)
            self._add(at + way, "answered", departure, is_admitted=is_admitted)
            return 0
        self.now = max(self.now, self.own.awake(at))
        self.pacing.note_answer(departure, self.now, is_typical=is_admitted)
        if not is_admitted:
            self.pacing.note_refusal(self.now)
            self.pacing.freeze(self.now + self.rules.retry_after)
        return not is_admitted

    def _add(self, at: float, what: str, departure: Departure, *, is_admitted: bool) -> None:
        self._serial += 1
        heappush(self._events, (at, self._serial, what, departure, is_admitted))

    def _more(self, mean: float) -> float:
        return self.dice.expovariate(1 / mean) if mean else 0.0


WEATHERS = (
    Weather("quiet"),
    Weather("others use the machine", timer=0.002, own=((0.33, 0.012), (5, 0.08)), other=((4, 0.02), (30, 0.06))),
    Weather("uneven", there=0.004, back=0.004),
    Weather("rough", there=0.012, back=0.012, spikes=(0.01, 0.05)),
    Weather("slow thinking", thinking=0.03),
    Weather("longer for a while", shifts=((30, 0.08), (60, -0.08))),
)


def fan_out(
    weather: Weather, model: str, count: int, *, rate: float = 30, penalty: float = 5.0, seed: int = 1
) -> FanOut:
    """One notice by one token in that weather, under that reading of the limit."""
    rules = Rules(model=model, rate=rate, retry_after=penalty)
    return Simulation(weather, rules, Pacing(rate, 20), Random(f"{weather.name} {seed}")).run(count)


def line() -> Iterator[Figure]:
    """The whole city at the true rate, in each weather."""
    for model, goal in (("bucket", 1.01), ("window", 1.06)):
        for weather in WEATHERS:
            found = fan_out(weather, model, 10_026)
            name = f"simulated, {model}, {weather.name}: time / (N / rate)"
            yield Figure(
                name, f"{found.ratio:.3f}", f"{found.refused} refused", goal=f"<= {goal}", is_met=found.ratio <= goal
            )
