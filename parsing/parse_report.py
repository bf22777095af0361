"""Words become a report: every step of reading one message, in order, on one page. Pure."""

from datetime import datetime

from parsing.action import action_for_incident
from parsing.contacts import Contact, find_contacts, mask_phone
from parsing.danger import find_danger
from parsing.followup import case_number, followup_action
from parsing.kind import find_cues
from parsing.kind_rules import kind_by_cues
from parsing.leaves import LEAVES
from parsing.moment import find_moment, resolve_moment
from parsing.normalise import normalise
from parsing.people import find_people
from parsing.place import find_place
from parsing.report import Report
from parsing.split import split_matters
from parsing.urgency import urgency_of
from parsing.words import find_words


def parse_report(text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid", at: datetime | None = None) -> Report:
    """What `text` says, as far as its words say it. Never raises; `at` (aware) is when it was written."""
    plain = normalise(text)
    cues = find_cues(plain)
    danger = find_danger(plain)
    hits = find_words(plain)
    kind = kind_by_cues(cues, role=sender_role, hit=bool(hits), danger=danger is not None, length=len(plain))
    category = danger[0] if danger is not None else _leaf(hits)
    items: tuple[Report, ...] = ()
    if kind == "incident":
        parts = split_matters(plain)
        if len(parts) > 1:
            items = tuple(_item(text, plain, part, sender_role, chat_tier, at) for part in parts)
            items = tuple(item for item in items if item.category is not None)
            if len(items) > 1:
                kind = "multi"
            else:
                items = ()
    contacts = find_contacts(plain)
    place = find_place(plain, text)
    spans = find_moment(plain)
    people, crowd, people_spans = find_people(plain, category)
    del people_spans
    opened = kind == "incident"
    urgency = urgency_of(category, plain, danger=danger is not None) if opened else None
    sensitivity = LEAVES[category].sensitivity if category is not None and kind in {"incident", "multi", "status_update"} else "S0"
    pii = _pii(contacts, place.location.room)
    moment = resolve_moment(text[spans[0][0] : spans[0][1]], at) if spans and at is not None else (None, None)
    if opened:
        action = action_for_incident(
            plain, category=category, urgency=urgency or "normal", sensitivity=sensitivity, location=place.location, chat_tier=chat_tier, pii=pii, role=sender_role
        )
    else:
        action = _action(kind, plain, cues, sender_role, chat_tier)
    phone = next((contact for contact in contacts if contact.kind == "phone"), None)
    return Report(
        kind=kind,
        category=category if kind in {"incident", "status_update", "question"} else None,
        urgency=urgency,
        sensitivity=sensitivity,
        location=place.location,
        time_text=";".join(text[start:end] for start, end in spans) or None,
        time_from=moment[0],
        time_to=moment[1],
        people_counts=people if opened or kind == "status_update" else {},
        people_text=text[crowd[0] : crowd[1]] if crowd is not None and opened else None,
        contact_masked=mask_phone(phone.digits) if phone is not None else None,
        expected_action=action,
        refers_to=case_number(plain, text) or ("last_case" if kind == "status_update" else None),
        pii=pii,
        items=items,
        confidence=0.5,
        evidence=dict(place.evidence),
    )


def _leaf(hits: list[tuple[str, int, int]]) -> str | None:
    weights: dict[str, int] = {}
    for leaf, start, end in hits:
        weights[leaf] = weights.get(leaf, 0) + (end - start)
    return max(weights, key=lambda leaf: weights[leaf]) if weights else None


def _item(text: str, plain: str, part: tuple[int, int], role: str, chat_tier: str, at: datetime | None) -> Report:
    del role, at
    words, raw = plain[part[0] : part[1]], text[part[0] : part[1]]
    danger = find_danger(words)
    category = danger[0] if danger is not None else _leaf(find_words(words))
    place = find_place(words, raw)
    urgency = urgency_of(category, words, danger=danger is not None)
    sensitivity = LEAVES[category].sensitivity if category is not None else "S0"
    people, _, _ = find_people(words, category)
    return Report(
        kind="incident",
        category=category,
        urgency=urgency,
        sensitivity=sensitivity,
        location=place.location,
        people_counts=people,
        expected_action=action_for_incident(
            words, category=category, urgency=urgency, sensitivity=sensitivity, location=place.location, chat_tier=chat_tier, pii=(), role="resident"
        ),
        span=part,
        words=raw,
        confidence=0.5,
    )


def _pii(contacts: tuple[Contact, ...], room: str | None) -> tuple[str, ...]:
    kinds = dict.fromkeys(contact.kind for contact in contacts)
    if room is not None:
        kinds["room"] = None
    return tuple(kinds)


def _action(kind: str, plain: str, cues: dict[str, tuple[int, int]], role: str, tier: str) -> str:
    if kind == "multi":
        return "split"
    if kind == "status_update":
        return followup_action(plain)
    if kind == "notice":
        if "drill" in cues:
            return "drill_log_only"
        return "record_forwarded_notice" if "转发" in plain[:6] else "draft_notice" if tier == "dm" else "broadcast_down" if role == "hq_office" else "relay_notice"
    if kind == "ack":
        return "record_chain" if "chain" in cues else "record_receipt"
    if kind == "question":
        return "answer_question"
    if kind == "praise":
        return "record_praise"
    return "warn_advert" if "advert" in cues else "ignore"
