"""Words become a report: every step of reading one message, in order, on one page. Pure."""

from dataclasses import replace
from datetime import datetime

from parsing.action import action_for_incident, action_for_talk
from parsing.address import read_address
from parsing.beside import told_beside
from parsing.category import Matter, find_matter, is_brief_about_somebody
from parsing.contacts import find_contacts, mask_phone
from parsing.cries import read_cry
from parsing.danger import Danger, find_danger
from parsing.doubt import leans_grave, unless_in_doubt
from parsing.features import Seen, look
from parsing.followup import case_number, followup_action, target_of
from parsing.items import find_items
from parsing.kind_rules import decide_kind, is_vague_call
from parsing.learned_names import without_names
from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise
from parsing.outages import came_back, stopped
from parsing.people import find_people
from parsing.place import find_place
from parsing.privacy import find_pii, sensitivity_of
from parsing.reader import SLUGS, Reading
from parsing.reading import read
from parsing.registers import is_petition
from parsing.report import Report
from parsing.signs import signs_of
from parsing.split import cut, is_joined
from parsing.stretch import Stretch
from parsing.urgency import urgency_of

_SURE_OF_TALK = 0.95
MAY_MATTER = frozenset("0123456789路村镇区县市省苑【#管")
"""Signs that may say where something is, or call for somebody: a first glance is not enough for them."""
_TOLD = 0.5
_SURE_OF_LEAF = 0.9
"""What begins like a postal address is one unless the leaf is as sure as this: it sounds like lamps and parked cars."""
_SURELY = 0.93
_SURE_WITH_MORE = 0.8
_MORE = 3
_NO_LEAF = "service.other"  # of a follow-up it says no more than nothing: which matter is meant stands elsewhere
_VAGUE = 0.05
_CARED_FOR = frozenset({"elderly", "minors", "households"})
_DONE_WITH = frozenset({"solved", "already", "self_handled", "withdraw", "zero", "official", "urge", "reopen"})


def parse_report(
    text: str, *, sender_role: str = "resident", chat_tier: str = "micro_grid", at: datetime | None = None
) -> Report:
    """What `text` says, as far as its words say it. Never raises; `at` (aware) is when it was written."""

    def read_alone(part: str) -> Report:
        called = read_cry(part, role=sender_role, chat_tier=chat_tier)
        return _as_one(part, sender_role, chat_tier) if called is None else called

    report = told_beside(text, read_alone(text), read_alone)
    return report if at is None else dated(report, at)


def _as_one(text: str, sender_role: str, chat_tier: str) -> Report:
    """The message read as a whole."""
    plain = normalise(text)
    danger = find_danger(plain)
    nameless, reading = read_nameless(plain, danger)
    if reading is None:
        return Report(kind="chatter", confidence=_SURE_OF_TALK, time_text=_told(text, find_moment(plain, "chatter")))
    seen = look(plain, danger)
    likely = reading.kinds(seen.flags)
    cues, hits = seen.cues, seen.found.words
    grave = reading.grave()
    kind, sure = decide_kind(
        nameless,
        likely,
        cues,
        role=sender_role,
        private=chat_tier == "dm",
        hit=seen.hit,
        danger=danger,
        placed=seen.placed,
        grave=grave,
        reading=reading,
        is_at_a_spot=lambda: nameless != plain or find_place(plain, text).location.landmark is not None,
    )
    kind = unless_several(kind, plain, seen)
    is_brief = is_brief_about_somebody(plain)
    tells = kind in {"incident", "status_update", "question"}
    matter = find_matter(reading, danger, hits, grave, is_brief=is_brief) if tells else None
    if kind == "incident" and danger is not None and matter is not None and not matter.emergency:
        matter = _with_danger(plain, text, danger, matter)
    items: tuple[Report, ...] = ()
    written = (
        None
        if danger is not None
        or kind == "status_update"
        or is_petition(cues)
        or not {"petition", "enquiry"}.isdisjoint(cues)
        or (matter is not None and matter.confidence > _SURE_OF_LEAF)
        else read_address(plain)
    )
    if written is not None and kind != "notice" and not hits and not tells_more(plain, written, likely["incident"]):
        kind, matter = "chatter", None
    if kind == "incident":
        items = find_items(text, plain, matter, role=sender_role, chat_tier=chat_tier)
        kind = "multi" if items else kind
    category = (
        None if kind == "incident" and is_vague_call(plain, cues, hit=bool(hits)) else _category(kind, plain, matter)
    )
    contacts = find_contacts(plain)
    place = find_place(plain, text, told=kind not in {"chatter", "ack", "praise"})
    spans = [] if "greeting" in cues and kind in {"chatter", "ack"} else find_moment(plain, kind)
    people, crowd, people_spans = _people(kind, plain, category)
    pii = find_pii(plain, contacts, place.location, category)
    urgency = urgency_of(category, plain, matter) if kind == "incident" else None
    sensitivity = sensitivity_of(kind, category, matter, items, contacts, text=plain)
    if kind == "incident":
        action = action_for_incident(
            plain,
            category=category,
            urgency=urgency or "normal",
            sensitivity=sensitivity,
            location=place.location,
            chat_tier=chat_tier,
            pii=pii,
            role=sender_role,
        )
    elif kind == "multi":
        action = "split"
    elif kind == "status_update":
        likeliest, share = reading.follow_up()
        action = followup_action(plain, likeliest, sure=share > _TOLD)
    else:
        action = action_for_talk(kind, plain, cues, sender_role, chat_tier)
        action = unless_in_doubt(action, plain, reading, cues)
    phone = next((contact for contact in contacts if contact.kind == "phone"), None)
    evidence = place.evidence | people_spans
    if matter is not None and matter.span is not None and category is not None:
        evidence["category"] = matter.span
    if spans:
        evidence["time_text"] = (spans[0][0], spans[-1][1])
    return Report(
        kind=kind,
        category=category,
        urgency=urgency,
        sensitivity=sensitivity,
        location=place.location,
        time_text=_told(text, spans),
        people_counts=people,
        people_text=text[crowd[0] : crowd[1]] if crowd is not None else None,
        contact_masked=mask_phone(phone.digits) if phone is not None else None,
        expected_action=action,
        refers_to=case_number(plain, text) or target_of(kind, action),
        pii=pii,
        items=items,
        confidence=sure if matter is None or kind != "incident" else sure * matter.confidence,
        evidence=evidence,
    )


def _people(
    kind: str, plain: str, category: str | None
) -> tuple[dict[str, int], tuple[int, int] | None, dict[str, tuple[int, int]]]:
    """Whom the message counts: small talk nobody, thanks those to whom a good turn was done."""
    if kind == "chatter":
        return {}, None, {}
    people, crowd, spans = find_people(plain, category if kind == "incident" else None)
    if kind != "praise":
        return people, crowd, spans
    return {key: number for key, number in people.items() if key in _CARED_FOR and number > 1}, None, spans


def _with_danger(plain: str, text: str, danger: Danger, matter: Matter) -> Matter:
    """The matter of the clause that names a danger, if it tells of one by itself too: what is told beside it hides no life at risk."""
    leaf, at = danger.leaf, danger.span[0]
    said = next((clause for clause in cut(plain).clauses if clause.start <= at < clause.end), None)
    if said is None or said.end - said.start == len(plain):
        return matter
    clause = Stretch(plain, text, said.start, said.end)
    own = clause.matter
    if not own.emergency or own.span is None or own.category != leaf or clause.leaves[SLUGS.index(leaf)] < _TOLD:
        return matter
    return replace(own, span=(own.span[0] + said.start, own.span[1] + said.start))


def dated(report: Report, at: datetime) -> Report:
    """The same report with what its words of time mean at the moment (aware) when it was written."""
    words = report.time_text.split(";") if report.time_text is not None else ()
    told = next(filter(None, (resolve_words(normalise(word), at) for word in words)), None)
    return report if told is None else replace(report, time_from=told[0], time_to=told[1])


def _told(text: str, spans: list[tuple[int, int]]) -> str | None:
    """The words of some spans, each once."""
    return ";".join(dict.fromkeys(text[start:end].strip() for start, end in spans)) or None


def read_nameless(plain: str, danger: Danger | None) -> tuple[str, Reading | None]:
    """(the text with a common word for each name, what the models make of it); of plain talk the text, and nothing."""
    reading = read(plain) if MAY_MATTER.isdisjoint(signs_of(plain)) else None
    if reading is not None and is_plain_talk(plain, reading, danger):
        return plain, None
    nameless = without_names(plain)
    return nameless, read(nameless) if reading is None or nameless != plain else reading


def is_plain_talk(plain: str, reading: Reading, danger: Danger | None) -> bool:
    """True when a normalised text is so clearly chatter that no field is worth looking for."""
    if danger is not None or not MAY_MATTER.isdisjoint(signs_of(plain)):
        return False
    return reading.is_talk() and not is_joined(plain) and not leans_grave(plain, reading)


def unless_several(kind: str, plain: str, seen: Seen) -> str:
    """The kind; but what sounds like the record of a round and names several matters, none as done with, tells of incidents."""
    leaves = {leaf for leaf, _, _ in seen.found.words} if kind == "status_update" else set()
    is_list = len(leaves) > 1 and _DONE_WITH.isdisjoint(seen.cues) and len(cut(plain).marks) > 1
    return "incident" if is_list else kind


def tells_more(plain: str, written: dict[str, tuple[int, int]], chance: float) -> bool:
    """True when a text that begins like a postal address surely tells of an incident there."""
    rest = len(plain) - max(end for _, end in written.values())
    return chance > _SURELY or (chance > _SURE_WITH_MORE and rest >= _MORE)


def _category(kind: str, plain: str, matter: Matter | None) -> str | None:
    if matter is None or kind not in {"incident", "status_update", "question"}:
        return None
    named = came_back(plain) if kind == "status_update" else stopped(plain)
    if named is not None or (kind == "status_update" and matter.category == _NO_LEAF):
        return named
    is_named = matter.danger or matter.span is not None  # a telling word tells of what, whether it is new or not
    return matter.category if is_named or matter.confidence >= (_VAGUE if kind == "incident" else _TOLD) else None
