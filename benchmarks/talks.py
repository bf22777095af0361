"""`python -m benchmarks.talks [name…]`: conversations of strangers, spoken line by line in groups of the sandbox to the real bot.

Files of 24 conversations in `benchmarks/talks/`, each by an author who knew neither rules nor corpus. Every line says what it is: a
matter that is new, something about one that was told ("on:K", K is the line that opened it), or nothing. Counted is what became of
it; an incident is of the matter that the line which opened it speaks of. All but `u` were read.
"""

import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import text

town_of_stories = import_module("tests.stories.town")  # the stage is theirs; it carries no types
POLICY = f'{town_of_stories.POLICY}[hearing]\nresidents = "open"\n'
FOLDER = Path(__file__).parent / "talks"
TALKERS = "ABC"
Talk = dict[str, Any]
_MOVED = "SELECT i.id, max(t.seq) FROM incident i JOIN timeline_event t ON t.incident_id = i.id WHERE i.unit_id = (SELECT id FROM unit WHERE code = :unit) GROUP BY i.id"
_ENDS = "SELECT i.id, i.place, i.urgency FROM incident i JOIN unit u ON u.id = i.unit_id WHERE u.code = :unit"
_WAITING = "SELECT count(*) FROM inbox_update WHERE state = 'pending'"


class Hall:
    """A town in which every conversation has a group, a grid and a community of its own."""

    def __init__(self, talks: list[Talk]) -> None:
        self.talks = talks
        self.units = [("HQ", "", "hq", "新区总部"), ("S", "HQ", "street", "望江街道")]
        self.people = [("boss", "hq_office", "HQ")]
        self.residents = []
        for place, talk in enumerate(talks):
            self.units += [
                (f"C{place}", "S", "community", f"第{place}社区"),
                (f"G{place}", f"C{place}", "grid", "一网格"),
                (f"M{place}", f"G{place}", "micro_grid", talk["chat"]),
            ]
            self.people += [(f"w{place}", "grid_worker", f"G{place}"), (f"L{place}", "micro_grid_leader", f"M{place}")]
            self.residents += [(f"{who}{place}", f"M{place}") for who in TALKERS]
        self.message_ids: dict[tuple[int, int], int] = {}
        self.of_matter: dict[int, int] = {}  # incident id → the line that tells for the first time of what it is about

    async def speak(self, folder: Path) -> Counter[str]:
        """All lines of all conversations in the order of their minutes."""
        told: Counter[str] = Counter()
        order = sorted(
            (line["min"], place, number)
            for place, talk in enumerate(self.talks)
            for number, line in enumerate(talk["lines"])
        )
        now = 0.0
        more: dict[str, Any] = {"units": self.units, "people": self.people, "residents": self.residents}
        async with town_of_stories.living_town(folder, policy=POLICY, **more) as town:
            for minute, place, number in order:
                seconds = round((minute - now) * 60)
                if seconds > 0:
                    await town.turns_the_clock({"forward": f"{seconds}s"})
                    now = minute
                before = await self._stand(town, place)
                await self._say(town, place, number)
                after = await self._stand(town, place)
                fresh = [each for each in after if each not in before]
                wanted = self.talks[place]["lines"][number]["is"]
                known = {self.of_matter[each] for each in before}
                moved = {self.of_matter[each] for each in before if after[each] != before[each]}
                told.update(judged(wanted, number, len(fresh), known=known, moved=moved))
                self.of_matter |= dict.fromkeys(fresh, matter_of(wanted, number))
            for place in range(len(self.talks)):
                told.update(await self._ends(town, place))
        return told

    async def _say(self, town: Any, place: int, number: int) -> None:
        line, chat = self.talks[place]["lines"][number], town.chats[f"M{place}"]
        answered = self.message_ids.get((place, line.get("reply", -1)))
        standing = {each["id"] for each in await chat.messages()}
        who = town.people[f"{line['who']}{place}"]
        said = await who.says(chat, line["text"], reply_to=answered if answered in standing else None)
        self.message_ids[place, number] = said
        for _ in range(500):
            if await town.unfetched() == 0 and await self._count(town) == 0:
                return
            await asyncio.sleep(0.02)
        raise TimeoutError("the bot does not come to an end with what it heard")

    async def _ends(self, town: Any, place: int) -> list[str]:
        """What is known in the end of each matter."""
        async with town.app.database.reading() as session:
            rows = (await session.execute(text(_ENDS), {"unit": f"M{place}"})).all()
        told = []
        for end in self.talks[place]["ends"]:
            ours = [(json.loads(row[1]), row[2]) for row in rows if self.of_matter[row[0]] == end["line"]]
            is_emergency = any(urgency == "emergency" for _, urgency in ours)
            if end["emergency"]:
                told += ["emergency", *(["emergency known"] if is_emergency else [])]
            elif ours:
                told += ["harmless", *(["harmless raised"] if is_emergency else [])]
            for part, word in end.get("place", {}).items():
                is_known = any(word in (known[part] or "") or (known[part] or "?") in word for known, _ in ours)
                told += ["part", *(["part known"] if is_known else [])]
        return told

    async def _count(self, town: Any) -> int:
        async with town.app.database.reading() as session:
            return int(await session.scalar(text(_WAITING)) or 0)

    async def _stand(self, town: Any, place: int) -> dict[int, int]:
        async with town.app.database.reading() as session:
            rows = await session.execute(text(_MOVED), {"unit": f"M{place}"})
            return {row[0]: row[1] for row in rows}


def matter_of(wanted: str, number: int) -> int:
    """The line that tells for the first time of what this line is about: itself, if it tells of nothing older."""
    return int(wanted.removeprefix("on:")) if wanted.startswith("on:") else number


def judged(wanted: str, number: int, fresh: int, *, known: set[int], moved: set[int]) -> list[str]:
    """What is counted of one line: how many incidents it opened (`fresh`), and to which matters of those `known` it went (`moved`)."""
    if wanted.startswith("new"):
        return ["new", *(["new opened"] if fresh else ["new joined"] if moved else [])]
    if wanted == "none":
        return ["none", *(["none opened"] if fresh else ["none joined"] if moved else [])]
    matter = matter_of(wanted, number)
    if matter not in known:
        return ["on", "on unheard", *(["opened late"] if fresh else [])]
    return ["on", *(["on joined"] if not fresh and matter in moved else ["on opened"] if fresh else [])]


def main(names: list[str]) -> int:
    """The table."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in names or sorted(path.stem for path in FOLDER.glob("*.jsonl")):
        with (FOLDER / f"{name}.jsonl").open(encoding="utf8") as lines:
            talks = [json.loads(line) for line in lines if line.strip()]
        with tempfile.TemporaryDirectory() as folder:
            told = asyncio.run(Hall(talks).speak(Path(folder)))
        print(
            f"{name}: matters opened by their first words {told['new opened']}/{told['new']}, by later ones {told['opened late']}, "
            f"taken for part of another {told['new joined']}; lines about a matter joined to it {told['on joined']}/{told['on']}, "
            f"opened it anew {told['on opened']}, came before it was open {told['on unheard']}; "
            f"talk that opened {told['none opened']}/{told['none']}, that was joined {told['none joined']}; in the end: emergencies "
            f"known {told['emergency known']}/{told['emergency']}, others raised {told['harmless raised']}/{told['harmless']}, "
            f"parts of places known {told['part known']}/{told['part']}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
