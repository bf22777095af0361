"""Whether what sounds like an incident is heard: how sure the models are, weighed with who is meant, where, and how it is told. Pure."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parsing.registers import Cues, is_letter, is_wish, tells_as_news

_NUMBERED = re.compile(r"\d\s?(?:幢|栋|号楼|单元|楼|#|室)|[一二三四五六七八九十][幢栋]|[路街巷弄]\d{1,4}号")
_LEAST, _LEAST_IN_ENGLISH = 2.88, 1.8
"""An incident is heard if its log odds, how well a leaf fits, and how grave it may be, together come to at least this; of English the models know less."""
_HARDLY = 0.02
_QUIET = ("chatter", "ack", "notice", "praise", "question")
"""What an incident is held against: whether it is a new matter or news of an older one is another question."""
_FITS = 0.7
_GRAVE = 1.5
_ALARM = 3.0
"""What counts for it in a few words about somebody, for each step by which the model of gravity takes them for an emergency."""
_SURER = 0.8
"""By so much the bar moves with the likeliest leaf (decision 37)."""
_TALKED_OF = re.compile(
    r"service\.(?:other|suggestion|population|consult)|care\.(?:missing_person|suicide_risk)|disaster\.(?:severe_weather|drowning)|housing\.elevator_trapped|traffic\.road_risk"
)
"""Leaves that talk sounds like: favours, who is where, the weather, despair in a song. They must be surer."""
_NEVER_TALKED_OF = re.compile(
    r"pollution\.|municipal\.|fire\.|sanitation\.|housing\.(?:leakage|dangerous|facade|elevator_fault|renovation|falling)|utility\.(?:water_burst|water_quality|power_hazard|gas)|traffic\.(?:illegal_parking|private_lock|bike_parking)"
)
"""Leaves of things that nobody talks of unless they are amiss: drains, walls, lamps, rubbish, noise. They may be less sure."""
_NAMED = 1.0
"""What counts for it where a word that tells by itself and the likeliest leaf go together."""
_TOLD, MOSTLY = 1.5, 0.78
"""The same, once more, where the likeliest leaf leaves no more than a fifth to all others."""
_APPEALS = 3.3
ADDRESSED = 3.0
"""What counts for it in a plea, and in a letter or a cry for rescue."""
_AT_A_DOOR = 1.0
"""The same where a building, a floor or a room is told by its number: talk seldom does."""
_AT_A_SPOT = 1.5
"""The same where a spot is found at which something may be the matter, or a place by its name."""
_AS_NEWS = 1.0
"""The same where somebody says that it was somebody, since when, or asks whoever may to look after it."""
_TO_US = 1.0
"""The same where a helper speaks, or anybody in private: both mean us."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What else speaks for an incident: how well a leaf fits, how grave it may be, whether a word names it, and one leaf alone, whether we are meant, whether a spot or a name is found, the margin of the model of gravity in a few words about somebody, and the likeliest leaf."""

    peak: float
    grave: float
    is_named: bool
    is_told: bool
    means_us: bool
    is_at_a_spot: Callable[[], bool]
    alarm: float
    leaf: str


def is_heard(text: str, weighed: Mapping[str, float], cues: Cues, signs: Signs) -> bool:
    """Whether all that speaks for an incident in a normalised text comes to enough; `weighed` is how likely each kind is."""
    odds = math.log(weighed["incident"] / (sum(weighed[kind] for kind in _QUIET) + _HARDLY))
    speaks = (
        _FITS * signs.peak
        + _GRAVE * signs.grave
        + _ALARM * signs.alarm
        + _NAMED * signs.is_named
        + _TOLD * signs.is_told
        + _TO_US * signs.means_us
    )
    lacks = _bar(text, signs.leaf) - (odds + speaks + _addressed(text, cues))
    return lacks <= 0 or (lacks <= _AT_A_SPOT and signs.is_at_a_spot())


def _bar(text: str, leaf: str) -> float:
    """What has to be reached by a text that sounds like this leaf."""
    if text.isascii():
        return _LEAST_IN_ENGLISH
    # a number that says where is counted already, and a written address sounds like a lamp
    if _NEVER_TALKED_OF.match(leaf) and not is_numbered(text):
        return _LEAST - _SURER
    return _LEAST + _SURER if _TALKED_OF.match(leaf) else _LEAST


def is_numbered(text: str) -> bool:
    """Whether a house, a floor or a room is told by its number."""
    return _NUMBERED.search(text) is not None


def _addressed(text: str, cues: Cues) -> float:
    """What counts for an incident in words that turn to somebody, or to a door by its number."""
    pleads = "petition" in cues or is_wish(text, cues)
    told = _AS_NEWS * tells_as_news(text)
    return ADDRESSED * (is_letter(cues) or "rescue" in cues) + _APPEALS * pleads + _AT_A_DOOR * is_numbered(text) + told
