"""An incident in the middle of a batch: what the clock has decided about it and nobody has written yet. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from incidents.case import Case
from incidents.chain import linked
from incidents.lifecycle import Move
from incidents.nudges import SAID, Nudge
from incidents.plan import Facts


@dataclass(slots=True)
class Standing:
    """`version`, `plan` and `highest_tier` as they will be; `hash` is that of the newest line."""

    case: Case
    facts: Facts
    hash: str
    plan: dict[str, Any]
    version: int
    highest_tier: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    is_shown: bool = False  # its cards are to be made again

    def climbs(self, rung: int, reason: str, data: Mapping[str, Any], now: datetime) -> None:
        """One rung: a new version, a line in the timeline, and it never fires again in this cycle."""
        incident = self.case.incident
        self.version += 1  # every move raises the version by one, so that line and version can never part
        values = {
            "incident_id": incident.id,
            "seq": self.version,
            "at": now,
            "what": Move.ESCALATE.value,
            "actor_id": None,
            "actor_role": "",
            "before": incident.state.value,
            "after": incident.state.value,
            "reason": reason,
            "data": {"rung": rung, **data},
        }
        line = linked(values, self.hash)
        self.hash = line["hash"]
        self.lines.append(line)
        self.facts = replace(self.facts, fired=self.facts.fired | {rung})
        self.is_shown = True

    def says(self, nudge: Nudge, now: datetime) -> None:
        """A reminder is said, or its time has passed by: either way it is not due again."""
        self.plan = {**self.plan, SAID: {**self.plan.get(SAID, {}), nudge.key: now.isoformat()}}
