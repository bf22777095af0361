"""What a brief says besides the card: why it climbed, who was asked, what has been done, what is needed of this tier. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from incidents.brief import told_so_far
from incidents.call_notes import whom_words
from incidents.view import View, moment_words
from models.kinds import OPEN_STATES, IncidentState, Tier
from pyramid.whom import parse_whom
from texts.render import line

OWN = "own"
WORDED = frozenset({Tier.COMMUNITY, Tier.STREET, Tier.HQ})


def brief_lines(view: View, args: Mapping[str, Any], viewer: str, language: str) -> dict[str, Any]:
    """Values for the template `escalation_brief`, from the row's args; `viewer` is the tier that reads it."""
    is_called, is_own = "call" in args, viewer == view.owner_tier
    is_still = view.claimed_by is None or args["when"] != "unclaimed"
    is_running = view.state in OPEN_STATES and view.state is not IncidentState.PENDING_CHECK
    tier = OWN if is_own or viewer not in WORDED else viewer
    due = moment_words(datetime.fromisoformat(args["due_at"]), language)
    return {
        "why": line(f"escalation_why.{args['when']}", language),
        **told_so_far(view, language),
        "late": line("escalation.late", language, due=due) if args["is_late"] else "",
        "skipped": [
            line(
                "call.nobody" if whom.is_post else "escalation.skipped", language, **{blank: whom_words(whom, language)}
            )
            for whom in map(parse_whom, args["skipped"])
            for blank in ["whom" if whom.is_post else "tier"]
        ],
        "needed": line("call.please" if is_called else f"escalation_needed_{tier}.{args['when']}", language),
        "is_called": is_called,
        "is_own": is_own,
        "is_needed": is_running and is_still,
    }
