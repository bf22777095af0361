"""Which kinds of matters are private from the first word, and which can be mediated. Pure."""

from models.kinds import Sensitivity

# Between two people who go on living side by side: what one says of the other is nobody else's business.
PRIVATE = frozenset({"dispute.neighbor", "dispute.family", "dispute.land", "dispute.rental", "dispute.injury_medical"})
MEDIABLE = PRIVATE | {"dispute.wage", "dispute.consumer"}


def sensitivity_of(leaf: str, said: Sensitivity) -> Sensitivity:
    """As it was read, or never in a group where the kind of matter is private."""
    return Sensitivity.S2 if leaf in PRIVATE else said
