"""The posts as they are and people.csv become what is to be changed, or a list of mistakes. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.kinds import Role
from pyramid.roster_error import PEOPLE, RosterError
from pyramid.roster_file import PersonRow, fits
from pyramid.roster_units import Units, final_successor


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the database. Without `user_id` they have not claimed their post yet."""

    id: int
    user_id: int | None
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post of today."""

    id: int
    person: KnownPerson
    role: Role
    field: str
    unit: str  # its code


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be made. `person` is an id, or, below zero, the place in `PeoplePlan.new_people` (-1 is the first)."""

    person: int
    role: Role
    field: str
    unit: str


@dataclass(slots=True)
class PeoplePlan:
    """What is to be written."""

    new_people: list[PersonRow] = field(default_factory=list)
    new_posts: list[NewPost] = field(default_factory=list)
    ended: list[KnownPost] = field(default_factory=list)
    renamed: dict[int, str] = field(default_factory=dict)  # person id → name
    languages: dict[int, str] = field(default_factory=dict)  # person id → language, where none was chosen
    held: list[tuple[KnownPost, int, int]] = field(default_factory=list)  # unclaimed post, its holder's person, user id
    kept: set[int] = field(default_factory=set)  # post ids that the file names


@dataclass(frozen=True, slots=True)
class _Key:
    unit: str
    role: Role
    field: str


def people_errors(rows: Sequence[PersonRow], units: Units, doubtful: frozenset[str] = frozenset()) -> list[RosterError]:
    """Mistakes that show only when lines are compared with each other and with the units as they shall be."""
    errors: list[RosterError] = []
    first_line: dict[int, PersonRow] = {}
    posts: dict[tuple[object, _Key], int] = {}
    for row in rows:
        unit = units.get(row.unit)
        if row.unit in doubtful:
            pass
        elif unit is None:
            errors.append(_error(row, "unit", "unit_unknown", row.unit))
        elif unit.is_retired:
            heir = final_successor(units, row.unit)
            errors.append(_error(row, "unit", "unit_retired", row.unit, heir.code if heir else "-"))
        elif not fits(row.role, unit.tier):
            errors.append(_error(row, "role", "role_misplaced", row.role, f"{unit.code}: {unit.tier}"))
        before = posts.setdefault((row.user_id or row.name, _key(row)), row.row)
        if before != row.row:
            errors.append(_error(row, "unit", "twice", row.unit, str(before)))
        if row.user_id is None:
            continue
        first = first_line.setdefault(row.user_id, row)
        if row.name and first.name and row.name != first.name:
            errors.append(_error(row, "name", "name_differs", str(row.user_id), str(first.row)))
        if row.language and first.language and row.language != first.language:
            errors.append(_error(row, "language", "language_differs", row.language, str(first.row)))
    return errors


def plan_people(
    rows: Sequence[PersonRow],
    posts: Sequence[KnownPost],
    people: Mapping[int, KnownPerson],
    *,
    retire: bool,
) -> PeoplePlan:
    """What makes today's `posts` those of the file. `people` are by user id; with `retire` other posts end.

    A line without user id means the post of that name there, whether it was claimed meanwhile or not.
    """
    plan = PeoplePlan()
    rows = _with_full_words(rows)
    persons = {user_id: person.id for user_id, person in people.items()}
    by_key: dict[_Key, list[KnownPost]] = {}
    for post in posts:
        by_key.setdefault(_Key(post.unit, post.role, post.field), []).append(post)
    for row in sorted(rows, key=lambda row: row.user_id is None):
        there = [post for post in by_key.get(_key(row), []) if post.id not in plan.kept]
        if row.user_id is None:
            _plan_nameless(plan, row, there)
        else:
            _plan_known(plan, row, there, persons)
    for row in rows:
        person = people.get(row.user_id or 0)
        if person is not None:
            _plan_words(plan, row, person)
    if retire:
        plan.ended = [post for post in posts if post.id not in plan.kept]
    return plan


def _with_full_words(rows: Sequence[PersonRow]) -> list[PersonRow]:
    """Name and language may stand on any one of a person's lines."""
    names: dict[int | None, str] = {}
    languages: dict[int | None, str] = {}
    for row in rows:
        names[row.user_id] = names.get(row.user_id) or row.name
        languages[row.user_id] = languages.get(row.user_id) or row.language
    return [
        row if row.user_id is None else replace(row, name=names[row.user_id], language=languages[row.user_id])
        for row in rows
    ]


def _plan_nameless(plan: PeoplePlan, row: PersonRow, there: list[KnownPost]) -> None:
    """Somebody whose user id the operator does not know."""
    same = sorted((post for post in there if post.person.name == row.name), key=lambda post: post.person.user_id or 0)
    if same:
        plan.kept.add(same[0].id)
        _plan_words(plan, row, same[0].person)
    else:
        plan.new_people.append(row)
        plan.new_posts.append(NewPost(-len(plan.new_people), row.role, row.field, row.unit))


def _plan_known(plan: PeoplePlan, row: PersonRow, there: list[KnownPost], persons: dict[int, int]) -> None:
    """Somebody with a user id: their post, or one that stood under their name and waited to be claimed."""
    assert row.user_id is not None
    for post in there:
        if post.person.user_id == row.user_id:
            plan.kept.add(post.id)
            return
    for post in there:
        if post.person.user_id is None and post.person.name == row.name:
            plan.kept.add(post.id)
            plan.held.append((post, persons.setdefault(row.user_id, post.person.id), row.user_id))
            if persons[row.user_id] == post.person.id:
                _plan_words(plan, row, post.person)
            return
    if row.user_id not in persons:
        plan.new_people.append(row)
        persons[row.user_id] = -len(plan.new_people)
    plan.new_posts.append(NewPost(persons[row.user_id], row.role, row.field, row.unit))


def _plan_words(plan: PeoplePlan, row: PersonRow, person: KnownPerson) -> None:
    """The file's name holds; its language only where the person has chosen none."""
    if row.name and row.name != person.name:
        plan.renamed[person.id] = row.name
    if row.language and not person.language:
        plan.languages[person.id] = row.language


def _key(row: PersonRow) -> _Key:
    return _Key(row.unit, row.role, row.field)


def _error(row: PersonRow, column: str, what: str, value: str = "", other: str = "") -> RosterError:
    return RosterError(PEOPLE, row.row, column, what, value, other)
