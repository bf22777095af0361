"""Cards of the service guide, read once from texts/guides/<language>.toml. Pure."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from texts.render import spoken

HERE = Path(__file__).parent / "guides"
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Guide:
    """One service: what to bring, where and when. `units` are codes; a link may open where it is done."""

    id: str
    units: tuple[str, ...]
    title: str
    bring: str
    where: str
    hours: str
    note: str = ""
    link: str = ""


@cache
def guides(language: str) -> tuple[Guide, ...]:
    """All cards of a language, in the order of the file. TypeError for a block with other keys than these."""
    read = tomllib.loads((HERE / f"{spoken(language)}.toml").read_text(encoding="utf-8"))
    return tuple(Guide(**{**block, "units": tuple(block["units"])}) for block in read["guide"])


def guides_for(codes: Collection[str], language: str) -> list[Guide]:
    """The cards for somebody who lives in the units `codes` (their own and all above)."""
    return [guide for guide in guides(language) if EVERYWHERE in guide.units or set(guide.units) & set(codes)]


def guide_of(guide_id: str, language: str) -> Guide | None:
    """A card by its id."""
    return next((guide for guide in guides(language) if guide.id == guide_id), None)
