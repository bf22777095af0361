"""What the bot would have made of an exported chat: incidents, follow-ups, silence. No network, no database."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat_export import ReplayError, Spoken, read_export
from bot.local_incidents import LocalIncident, LocalIncidents
from models.kinds import Urgency
from parsing.leaves import LEAVES
from parsing.parse_report import parse_report
from parsing.place import describe
from parsing.redact import redact
from parsing.report import Report
from parsing.silence import is_silence
from texts.render import line

__all__ = ["ReplayError", "replay_file"]

LONGEST_WORDS = 60  # of what was said, shown behind what was made of it


def replay_file(path: Path, language: str = "zh", timezone: str = "Asia/Shanghai") -> Iterator[str]:
    """A line for each message that is not silence, and a summary at the end. Raises ReplayError."""
    return _Replay(language).run(read_export(path, language, ZoneInfo(timezone)))


class _Replay:
    def __init__(self, language: str) -> None:
        self._language = language
        self._incidents = LocalIncidents()
        self._urgencies: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def run(self, messages: Iterator[Spoken | None]) -> Iterator[str]:
        for place, said in enumerate(messages, start=1):
            if said is None:
                self._counts["unreadable"] += 1
                yield line("replay.unreadable", self._language, place=place)
                continue
            self._counts["messages"] += 1
            yield from self._heard(said)
        yield self._summary()

    def _heard(self, said: Spoken) -> Iterator[str]:
        report = parse_report(said.text, sender_role=said.role, chat_tier=said.tier, at=said.at)
        answered = self._incidents.answered(said, report)
        if answered is not None and (said.text.strip() or said.has_file):
            yield self._follow_up(said, report, answered)
        elif is_silence(said.text, sender_role=said.role, chat_tier=said.tier):
            self._counts["silent"] += 1
        elif report.kind in {"incident", "multi"}:
            self._counts["heard"] += 1
            for matter in report.items or (report,):
                yield self._incident(said, matter)
        elif report.kind == "status_update" and not report.expected_action.startswith("record_"):
            yield self._follow_up(said, report, self._incidents.meant(said, report))
        else:
            self._counts["others"] += 1
            is_record = report.kind == "status_update"
            label = ("replay_deed", report.expected_action) if is_record else ("replay_kind", report.kind)
            yield self._told(said, report, what=self._label(*label))

    def _incident(self, said: Spoken, matter: Report) -> str:
        made = self._incidents.open(said, matter)
        urgency = matter.urgency or Urgency.NORMAL
        self._urgencies[urgency] += 1
        leaf = LEAVES.get(matter.category or "")
        name = (leaf.zh if self._language == "zh" else leaf.en) if leaf else self._label("replay_kind", "no_leaf")
        what = line(
            "replay.incident",
            self._language,
            number=made.number,
            leaf=name,
            urgency=self._label("incident_urgency", urgency),
            place=describe(replace(matter.location, room=None), self._language)
            or self._label("replay_kind", "no_place"),
        )
        return self._told(said, matter, what=what)

    def _follow_up(self, said: Spoken, report: Report, incident: LocalIncident | None) -> str:
        self._counts["follow_ups"] += 1
        action = report.expected_action if report.kind == "status_update" else "note"
        deed = self._label("replay_deed", action)
        if incident is None:
            self._counts["unlinked"] += 1
            return self._told(said, report, what=line("replay.unlinked", self._language, deed=deed))
        self._incidents.remember(said, incident)
        self._incidents.apply(incident, action)
        return self._told(
            said, report, what=line("replay.follow_up", self._language, number=incident.number, deed=deed)
        )

    def _told(self, said: Spoken, report: Report, *, what: str) -> str:
        marks = [name for name in ("is_forwarded", "is_edited", "has_file") if getattr(said, name)]
        mark = "".join(self._label("replay_mark", name) for name in marks)
        if report.sensitivity == "S2":
            words = self._label("replay_mark", "restricted")
        else:
            words = _one_line(redact(report.words or said.text, rooms=True))
        return line(
            "replay.line",
            self._language,
            time=_one_line(said.time.replace("T", " ")[:16]) or "-",
            what=what,
            mark=mark,
            words=words,
        )

    def _label(self, table: str, name: str) -> str:
        try:
            return line(f"{table}.{name}", self._language)
        except KeyError:  # a word that the parser has learnt since
            return name

    def _summary(self) -> str:
        counts = self._counts
        total = counts["messages"]
        by_urgency = {urgency.value: self._urgencies[urgency.value] for urgency in Urgency}
        return line(
            "replay.summary",
            self._language,
            messages=total,
            incidents=len(self._incidents.known),
            follow_ups=counts["follow_ups"],
            unlinked=counts["unlinked"],
            others=counts["others"],
            unreadable=counts["unreadable"],
            silent=counts["silent"],
            share=f"{100 * counts['silent'] / total:.1f}" if total else "0",
            **by_urgency,
        )


def _one_line(words: str) -> str:
    """Nothing that a terminal would act on or could not show."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return shown if len(shown) <= LONGEST_WORDS else shown[: LONGEST_WORDS - 1] + "…"
