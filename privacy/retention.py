"""How long what is kept. Pure.

Statistics stay for ever: an incident, its states and moments hold no words and no names. Words that became nothing are never
written down at all; raw updates go when they are handled (inbox), one-off messages after thirty days (outbox).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Keeps(StrEnum):
    """A kind of data with a time of its own; the word stands in the register."""

    VOID_WORDS = "void_words"  # it was no incident after all, or was withdrawn
    WORDS = "words"  # names, phones and rooms in what was said: masked
    DISPUTE_WORDS = "dispute_words"  # the same, of disputes
    DISPUTE_TALK = "dispute_talk"  # what each side said to the mediator alone
    PROMISES = "promises"  # the words of an agreement; whether it was kept stays counted
    DAY_WORDS = "day_words"  # what workers added to their days: masked
    VOICES = "voices"
    PHOTOS = "photos"
    REPORTERS = "reporters"  # who said it
    ANSWERS = "answers"  # questions that nobody answered
    CODES = "codes"  # one-time links that were used or ran out
    PATROLS = "patrols"  # photos and words of a walk; that it was walked, and how far, stays
    NOTES = "notes"  # of households
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Period:
    """`after` counts from the closing; of what never was closed, from the first words or from its own end."""

    keeps: Keeps
    after: timedelta


PERIODS = (
    Period(Keeps.VOID_WORDS, timedelta(days=7)),
    Period(Keeps.WORDS, timedelta(days=90)),
    Period(Keeps.DISPUTE_WORDS, timedelta(days=30)),
    Period(Keeps.DISPUTE_TALK, timedelta(days=30)),
    Period(Keeps.PROMISES, timedelta(days=97)),  # a week after the last question
    Period(Keeps.DAY_WORDS, timedelta(days=90)),
    Period(Keeps.VOICES, timedelta(days=1)),
    Period(Keeps.PHOTOS, timedelta(days=180)),
    Period(Keeps.REPORTERS, timedelta(days=180)),
    Period(Keeps.ANSWERS, timedelta(days=1)),
    Period(Keeps.CODES, timedelta(days=30)),
    Period(Keeps.PATROLS, timedelta(days=180)),
    Period(Keeps.NOTES, timedelta(days=365)),
    Period(Keeps.REGISTER, timedelta(days=3 * 365)),
)
