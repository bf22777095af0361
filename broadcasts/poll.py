"""Pure. A question under a notice: its answers are buttons under every copy, one voice a person wherever they press."""

from collections.abc import Mapping, Sequence
from typing import Any

from pyramid.refusal import Refusal

POLL = "poll"
FEWEST, MOST, LONGEST = 2, 8, 40  # answers, and characters of one


def poll_of(media: Sequence[Any]) -> tuple[str, ...]:
    """The answers that a notice offers; empty if it asks nothing."""
    return next((tuple(item["options"]) for item in media if item["kind"] == POLL), ())


def poll_item(options: Sequence[str]) -> dict[str, Any]:
    """What stands for the question among the media of a notice."""
    return {"kind": POLL, "options": [option.strip() for option in options]}


def files_among(media: Sequence[Any]) -> list[Mapping[str, str]]:
    """The photos and documents: everything that is no question."""
    return [item for item in media if item["kind"] != POLL]


def refuse_media(media: Sequence[Any]) -> Refusal | None:
    """None if the question, if there is one, can be put as buttons."""
    options = poll_of(media)
    if not any(item["kind"] == POLL for item in media):
        return None
    is_fit = FEWEST <= len(options) <= MOST and all(0 < len(option) <= LONGEST for option in options)
    if not is_fit or len(set(options)) < len(options):
        return Refusal("refusal_poll.options", {"fewest": FEWEST, "most": MOST, "longest": LONGEST})
    return None
