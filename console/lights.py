"""How a unit's chat stands, as one light and the reasons for it. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from console.store.pyramid import Node
from models.kinds import GroupState

SILENT_AFTER = timedelta(days=7)


class Light(StrEnum):
    """Never by colour alone: each has its own shape and word."""

    GOOD = "good"
    LACKS = "lacks"  # works, with something missing
    LOST = "lost"  # had a chat, has none that we reach
    NONE = "none"  # no chat yet


def light_of(node: Node, now: datetime) -> tuple[Light, tuple[str, ...]]:
    """The light and its reasons, as keys of `console_lack`."""
    if node.state is GroupState.AWAY:
        return Light.LOST, ("away",)
    if node.state is not GroupState.BOUND:
        return Light.NONE, ("unbound",)
    lacks = []
    if not node.is_admin:
        lacks.append("admin")
    if not node.hears_all:
        lacks.append("hears")
    if node.leaders == 0:
        lacks.append("no_leader")
    elif node.claimed == 0:
        lacks.append("unclaimed")
    if node.heard_at is not None and now - node.heard_at > SILENT_AFTER:
        lacks.append("silent")
    return (Light.LACKS, tuple(lacks)) if lacks else (Light.GOOD, ())
