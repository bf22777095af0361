"""What a roster changes, one line each. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pyramid.roster_people import PeoplePlan
from pyramid.roster_units import Units, UnitState
from texts.render import line


class What(StrEnum):
    """The kinds of change."""

    UNIT_NEW = "unit_new"
    UNIT_RENAMED = "unit_renamed"
    UNIT_MOVED = "unit_moved"
    UNIT_KIND = "unit_kind"
    UNIT_MERGED = "unit_merged"
    UNIT_RETIRED = "unit_retired"
    UNIT_REVIVED = "unit_revived"
    CHAT_BOUND = "chat_bound"
    CHAT_MOVED = "chat_moved"
    CHAT_RELEASED = "chat_released"
    PERSON_NEW = "person_new"
    PERSON_RENAMED = "person_renamed"
    PERSON_LANGUAGE = "person_language"
    POST_NEW = "post_new"
    POST_HELD = "post_held"
    POST_ENDED = "post_ended"
    LINK_ISSUED = "link_issued"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `about` is a unit's code or a person's number, never a name; before and after are words."""

    what: What
    about: str
    before: str = ""
    after: str = ""

    def sentence(self, language: str) -> str:
        """The change in one line."""
        return line(f"roster_change.{self.what}", language, about=self.about, before=self.before, after=self.after)


def role_word(role: str, field: str) -> str:
    """A role as people.csv writes it."""
    return f"{role}:{field}" if field else role


def unit_changes(before: Units, after: Units) -> Iterator[Change]:
    """What becomes different in the tree and its chats."""
    for code, unit in after.items():
        old = before.get(code)
        if old is None:
            yield Change(What.UNIT_NEW, code, after=unit.name)
        else:
            yield from _life_changes(old, unit)
            yield from _word_changes(old, unit)
    chats = {unit.chat_id: code for code, unit in before.items() if unit.chat_id is not None}
    wanted = {unit.chat_id: code for code, unit in after.items() if unit.chat_id is not None}
    for chat, code in wanted.items():
        if chat not in chats:
            yield Change(What.CHAT_BOUND, code, after=str(chat))
        elif chats[chat] != code:
            yield Change(What.CHAT_MOVED, code, chats[chat], str(chat))
    for chat, code in chats.items():
        if chat not in wanted:
            yield Change(What.CHAT_RELEASED, code, str(chat))


def _life_changes(old: UnitState, unit: UnitState) -> Iterator[Change]:
    if old.is_retired and not unit.is_retired:
        yield Change(What.UNIT_REVIVED, unit.code)
    elif unit.is_retired and (not old.is_retired or old.successor != unit.successor):
        yield Change(What.UNIT_MERGED if unit.successor else What.UNIT_RETIRED, unit.code, after=unit.successor)


def _word_changes(old: UnitState, unit: UnitState) -> Iterator[Change]:
    for what, was, shall in (
        (What.UNIT_MOVED, old.parent, unit.parent),
        (What.UNIT_RENAMED, old.name, unit.name),
        (What.UNIT_KIND, old.kind, unit.kind),
    ):
        if was != shall:
            yield Change(what, unit.code, was, shall)


def people_changes(plan: PeoplePlan) -> Iterator[Change]:
    """What becomes different among people and posts."""
    for row in plan.new_people:
        yield Change(What.PERSON_NEW, str(row.user_id or "-"), after=row.unit)
    for post in plan.new_posts:
        yield Change(What.POST_NEW, post.unit, after=role_word(post.role, post.field))
    for held, _, user_id in plan.held:
        yield Change(What.POST_HELD, held.unit, role_word(held.role, held.field), str(user_id))
    for ended in plan.ended:
        yield Change(What.POST_ENDED, ended.unit, role_word(ended.role, ended.field), str(ended.person.user_id or "-"))
    for person in plan.renamed:
        yield Change(What.PERSON_RENAMED, str(person))
    for person, language in plan.languages.items():
        yield Change(What.PERSON_LANGUAGE, str(person), after=language)
