"""A refusal is a value that people are told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. `reason` is a key "refusal.<reason>" of texts/*/…toml; `values` fill its blanks."""

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
