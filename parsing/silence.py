"""The fast early decision that nothing has to be done about a message. Pure; doubt is not silence."""

from parsing.danger import find_danger
from parsing.features import grams
from parsing.normalise import normalise
from parsing.parse_report import is_plain_talk
from parsing.reading import glance


def is_silence(text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid") -> bool:
    """True only if `parse_report` would find plain chatter, about which nothing has to be done or recorded."""
    del sender_role, chat_tier  # plain talk is plain talk, whoever says it and wherever
    plain = normalise(text)
    return is_plain_talk(plain, glance(grams(plain)), find_danger(plain))
