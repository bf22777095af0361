"""The fast early decision that nothing has to be done about a message. Pure; doubt is not silence."""

from parsing.companions import says_also, sounds_well_again
from parsing.cries import find_cry
from parsing.danger import find_danger
from parsing.me_too import is_me_too
from parsing.normalise import normalise
from parsing.parse_once import parse_once
from parsing.parse_report import MAY_MATTER, is_plain_talk
from parsing.reading import read

_SURE = 0.8
_IDLE = frozenset({"ignore", "warn_advert"})  # nobody acts on an advert


def is_silence(text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid") -> bool:
    """True only if `parse_report` finds surely chatter, about which nothing has to be done or recorded.

    A first glance ends most talk; what it leaves open is read as a whole, and remembered for whoever handles it.
    """
    plain = normalise(text)
    danger = find_danger(plain)
    if find_cry(plain, text) is not None:
        return False
    if is_me_too(text) or says_also(text) or sounds_well_again(text):
        return False  # short words that look like talk, and belong to what was told before
    if is_plain_talk(plain, read(plain), danger):
        return True
    if danger is not None or not MAY_MATTER.isdisjoint(plain):
        return False
    report = parse_once(text, sender_role=sender_role, chat_tier=chat_tier)
    if report.kind != "chatter" or report.confidence < _SURE or report.expected_action not in _IDLE:
        return False
    return report.contact_masked is None and not report.items
