"""Words that may mean danger, where nothing is sure: then somebody is asked, lest the bot stays silent. Pure."""

import re
from dataclasses import replace

from parsing.build_incident import build_incident
from parsing.category import find_matter, is_brief_about_somebody
from parsing.danger import find_danger
from parsing.learned_names import without_names
from parsing.normalise import normalise
from parsing.place import find_place
from parsing.privacy import find_pii
from parsing.reader import Reading
from parsing.reading import read
from parsing.registers import Cues
from parsing.report import Report

ASK_IF_DANGER = "ask_if_danger"
"""The expected action of talk that may be a cry."""
_NOT_NOW = frozenset(
    {"hypo", "past", "elsewhere", "solved", "withdraw", "correct", "ask", "media", "drill", "greeting"}
)
_MORE = r"(?:的|啊|了|呢|呀|危险|事)*[,。!~ ]*"
_YES = re.compile(rf"(?:是|对|有|嗯|yes|yeah){_MORE}(?:(?:快|救|赶紧|help).{{0,6}})?")
_NO = re.compile(rf"(?:不是|没有?|没事|开玩笑|说笑|no|nope|just kidding){_MORE}")


def leans_grave(text: str, reading: Reading) -> bool:
    """Whether a normalised text says in a few words what the model of gravity takes for an emergency rather than not."""
    return reading.gravity() > 0 and is_brief_about_somebody(text)


def unless_in_doubt(action: str, text: str, reading: Reading, cues: Cues) -> str:
    """The action; but what would be ignored, leans so and is here and now is asked about."""
    is_asked = action == "ignore" and not _NOT_NOW & cues.keys() and leans_grave(text, reading)
    return ASK_IF_DANGER if is_asked else action


def says_whether(text: str) -> bool | None:
    """Whether an answer, as typed, says that there is danger; None where it says neither."""
    plain = normalise(text)
    is_yes = _YES.fullmatch(plain) is not None
    return is_yes if is_yes or _NO.fullmatch(plain) is not None else None


def insisted(text: str, *, role: str, chat_tier: str) -> Report:
    """The report of words, as typed, of which somebody has said that they mean danger."""
    plain = normalise(text)
    matter = find_matter(read(without_names(plain)), find_danger(plain), [])
    sure = replace(matter, emergency=True, danger=True, is_grave=True)
    place = find_place(plain, text)
    pii = find_pii(plain, (), place.location, sure.category)
    return build_incident(plain, text, sure, place, role=role, chat_tier=chat_tier, pii=pii)
