"""What a brief says besides the card: why it climbed, who was asked, what has been done, what is needed. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from incidents.call_notes import whom_words
from incidents.view import View, moment_words
from pyramid.whom import parse_whom
from texts.render import line


def brief_lines(
    view: View, args: Mapping[str, Any], deed: str, deed_at: datetime | None, language: str
) -> dict[str, Any]:
    """Values for the template `escalation_brief`, from the row's args and the last deed in the timeline."""
    is_called = "call" in args
    due = moment_words(datetime.fromisoformat(args["due_at"]), language)
    done = line("escalation.nothing_done", language)
    if deed and deed_at is not None:
        what = line(f"escalation_deed.{deed}", language)
        done = line("escalation.done", language, at=moment_words(deed_at, language), what=what)
    return {
        "why": line(f"escalation_why.{args['when']}", language),
        "asked": line("escalation.asked", language, unit=view.owner_name),
        "done": done,
        "late": line("escalation.late", language, due=due) if args["is_late"] else "",
        "skipped": [
            line(
                "call.nobody" if whom.is_post else "escalation.skipped", language, **{blank: whom_words(whom, language)}
            )
            for whom in map(parse_whom, args["skipped"])
            for blank in ["whom" if whom.is_post else "tier"]
        ],
        "needed": line("call.please" if is_called else f"escalation_needed.{args['when']}", language),
        "is_called": is_called,
    }
