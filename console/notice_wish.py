"""What stands in the form of a notice, and what it means for the use cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadcasts.audience import Audience
from broadcasts.audience_options import AudienceOption, audience_options, narrowed
from broadcasts.draft_notice import LEVELS
from broadcasts.poll import poll_item
from broadcasts.terms import Terms
from console.visit import Visit
from models.kinds import NoticeKind, NoticeRepeat
from texts.notice_templates import Template, all_templates

ONLY, BLANK = "only.", "blank."  # how names of switches and of blanks begin
HOURS = (0, 24, 72, 168)


@dataclass(frozen=True, slots=True)
class Wish:
    """The form, read; what nobody could have chosen there reads as not chosen."""

    unit_id: int
    kind: NoticeKind
    level: str
    words: str
    template: Template | None
    blanks: Mapping[str, str]
    switches: frozenset[str]  # "tier:grid", "kind:0", "role:mediator", "but:12"
    send_at: str  # wall clock, as the browser writes it: "2026-11-25T09:00"
    repeat: NoticeRepeat
    hours: int  # 0: without end
    poll: tuple[str, ...]

    @classmethod
    def read(cls, visit: Visit) -> "Wish":
        """From the form that was sent, or from the address."""
        given = visit.form or visit.query
        kind = NoticeKind(given["kind"]) if given.get("kind") in list(NoticeKind) else NoticeKind.POLICY
        template = all_templates().get(given.get("template", ""))
        level, hours, repeat = given.get("level", ""), given.get("hours", "0"), given.get("repeat", "")
        return cls(
            unit_id=visit.number("unit"),
            kind=kind,
            level=level if level in LEVELS and kind is NoticeKind.WEATHER else "",
            words=given.get("words", ""),
            template=template if template is not None and template.kind == kind else None,
            blanks={name.removeprefix(BLANK): value for name, value in given.items() if name.startswith(BLANK)},
            switches=frozenset(name.removeprefix(ONLY) for name in given if name.startswith(ONLY)),
            send_at=given.get("send_at", ""),
            repeat=NoticeRepeat(repeat) if repeat in list(NoticeRepeat) else NoticeRepeat.ONCE,
            hours=int(hours) if hours in {str(each) for each in HOURS} else 0,
            poll=tuple(answer.strip() for answer in given.get("poll", "").splitlines() if answer.strip()),
        )

    def fields(self) -> list[tuple[str, str]]:
        """The same form again, to be sent along with a preview."""
        return [
            ("unit", str(self.unit_id)),
            ("kind", self.kind.value),
            ("level", self.level),
            ("words", self.words),
            ("template", self.template.name if self.template else ""),
            *((BLANK + name, value) for name, value in self.blanks.items()),
            *((ONLY + name, "on") for name in sorted(self.switches)),
            ("send_at", self.send_at),
            ("repeat", self.repeat.value),
            ("hours", str(self.hours)),
            ("poll", "\n".join(self.poll)),
        ]

    def terms(self, visit: Visit) -> Terms:
        """When it goes and how long it holds; a time that is none reads as at once."""
        try:
            at = datetime.fromisoformat(self.send_at).replace(tzinfo=visit.desk.zone) if self.send_at else None
        except ValueError:
            at = None
        return Terms(at, self.repeat, timedelta(hours=self.hours) if self.hours else None)

    async def options(self, visit: Visit) -> list[AudienceOption]:
        """The switches of the unit that is chosen; LookupError if there is no such unit."""
        return await audience_options(visit.session, Audience(self.unit_id), language=visit.language)

    async def arguments(self, visit: Visit) -> dict[str, Any]:
        """For `draft_notice` and `submit_notice`."""
        audience = narrowed(await self.options(visit), self.switches) if self.switches else None
        filled = {name: value for name, value in self.blanks.items() if self.template and name in self.template.blanks}
        return {
            "unit_id": self.unit_id,
            "words": self.words,
            "kind": self.kind,
            "level": self.level,
            "media": [poll_item(self.poll)] if self.poll else [],
            "audience": audience,
            "terms": self.terms(visit),
            "template": self.template.name if self.template else "",
            "blanks": filled,
        }
