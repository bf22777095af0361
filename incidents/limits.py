"""How long a matter may be handled, by leaf and condition. Pure; the numbers stand in limits.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

_TREE: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    (Path(__file__).parent / "limits.toml").read_text(encoding="utf-8"),
)

LIMITS: Mapping[str, Mapping[str, str]] = {
    f"{top}.{leaf}": conditions for top, leaves in _TREE.items() for leaf, conditions in leaves.items()
}
"""Leaf → condition → duration as written in the policy file ("2h" continuous, "4wh" working clock)."""


def limit_of(leaf: str, condition: str | None = None) -> str | None:
    """The limit of a leaf under a condition, else under its first condition; None for a leaf without any."""
    conditions = LIMITS.get(leaf)
    if not conditions:
        return None
    return conditions.get(condition or "") or next(iter(conditions.values()))
