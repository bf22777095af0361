"""The report of one matter in its own words, wherever it was found: called out, or told beside others. Pure."""

from parsing.action import action_for_incident
from parsing.category import Matter
from parsing.moment import find_moment
from parsing.people import find_people
from parsing.place import Place
from parsing.privacy import sensitivity_of
from parsing.report import Report
from parsing.urgency import urgency_of

SURE = 0.95
"""How sure we are of what is called out."""
_WITHOUT_A_MATTER = "urgent"
"""Who calls for people and says not why may need them at once."""


def build_incident(
    words: str, raw: str, matter: Matter | None, place: Place, *, role: str, chat_tier: str, pii: tuple[str, ...] = ()
) -> Report:
    """The report of `matter`, told in `words` (normalised; `raw` as typed) at `place`; None: nothing was named.

    The evidence is what shows the place and, where a span of `words` names it, the matter and the people.
    """
    category = matter.category if matter is not None else None
    urgency = urgency_of(category, words, matter) if matter is not None else _WITHOUT_A_MATTER
    sensitivity = sensitivity_of("incident", category, matter, (), (), text=words)
    people, crowd, spans = find_people(words, category)
    moments = find_moment(words, "incident")
    named = {"category": matter.span} if matter is not None and matter.span is not None else {}
    return Report(
        kind="incident",
        category=category,
        urgency=urgency,
        sensitivity=sensitivity,
        location=place.location,
        time_text=";".join(raw[start:end] for start, end in moments) or None,
        people_counts=people,
        people_text=raw[crowd[0] : crowd[1]] if crowd is not None else None,
        expected_action=action_for_incident(
            words,
            category=category,
            urgency=urgency,
            sensitivity=sensitivity,
            location=place.location,
            chat_tier=chat_tier,
            pii=pii,
            role=role,
        ),
        pii=pii,
        confidence=matter.confidence if matter is not None else SURE,
        evidence=dict(place.evidence) | spans | named,
    )
