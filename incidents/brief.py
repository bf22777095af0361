"""What whoever is called needs besides the card: who was asked, what was done, how many households it touches. Pure."""

from collections.abc import Sequence
from typing import Any

from incidents.lifecycle import Move
from incidents.undoable import HARMLESS, UNDOABLE
from incidents.view import Step, View, moment_words
from texts.render import line

MOST_DEEDS = 3
# What people did about it, as far as a brief tells it; words in texts/*/escalations.toml.
DEEDS = frozenset(
    {
        *(Move.CLAIM, Move.UNCLAIM, Move.ARRIVE, Move.FAIL, Move.ASK_HELP, Move.LEND, Move.COME),
        *(Move.ASK_RETURN, Move.AGREE_RETURN, Move.ASK_EXTENSION, Move.ASK_SUSPEND),
        *(Move.REASSIGN, Move.RULE, Move.SUPERVISE, Move.URGE),
        *(Move.WHISTLE, Move.CHECK_IN, Move.TURN_UP),
    }
)


def told_so_far(view: View, language: str) -> dict[str, Any]:
    """Sentences `asked` and `households`, and a list `done` (the last few deeds, oldest first), for each message that calls somebody."""
    deeds = [step for step in standing_steps(view.steps) if step.what in DEEDS][-MOST_DEEDS:]
    said = [
        line(
            "escalation.done",
            language,
            at=moment_words(step.at, language),
            what=line(f"escalation_deed.{step.what}", language),
        )
        for step in deeds
    ]
    return {
        "asked": line("escalation.asked", language, unit=view.owner_name),
        "done": said or [line("escalation.nothing_done", language)],
        "households": line("escalation.households", language, count=view.households),
    }


def helpers(view: View) -> list[str]:
    """The roles of those who said that they come to help since help was last asked, each once."""
    steps = standing_steps(view.steps)
    asked = max((place for place, step in enumerate(steps) if step.what == Move.ASK_HELP), default=0)
    return list(dict.fromkeys(step.role for step in steps[asked:] if step.what == Move.LEND))


def is_ruled(steps: Sequence[Step]) -> bool:
    """Whether a superior has ruled whose work it is: then it is not given back any more."""
    return any(step.what == Move.RULE for step in standing_steps(steps))


def standing_steps(steps: Sequence[Step]) -> list[Step]:
    """Oldest first, without what was taken back within its minute, and without the taking back."""
    kept: list[Step] = []
    for step in steps:
        if step.what != Move.UNDO:
            kept.append(step)
            continue
        last = next((at for at in range(len(kept) - 1, -1, -1) if kept[at].what not in HARMLESS), None)
        if last is not None and kept[last].what in UNDOABLE:
            del kept[last]
    return kept
