"""What a batch of incidents will have climbed and said, before anything of it is written. Pure."""

from dataclasses import dataclass, field
from typing import Any

from outbox.enqueue import Say


@dataclass(slots=True)
class Gathered:
    """Rows of `escalation`, and messages. Of one incident a chat is told once, by the highest rung that reaches it."""

    rungs: list[dict[str, Any]] = field(default_factory=list)
    briefs: dict[tuple[int | None, int | None, int | None], Say] = field(default_factory=dict)
    says: list[Say] = field(default_factory=list)

    def tells(self, briefs: list[Say]) -> None:
        """Briefs of one rung; what a lower one would have told the same chat is told by this one."""
        for brief in briefs:
            place = (brief.subject_id, brief.group_id, brief.user_id)
            self.briefs.pop(place, None)
            self.briefs[place] = brief

    @property
    def messages(self) -> list[Say]:
        """All of them, severest incident first."""
        return [*self.briefs.values(), *self.says]
