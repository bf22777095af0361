"""The notebook is opened, written into, and lines of it are struck out: by its keeper or who stands in, nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.notebooks import store
from models.fieldwork import HouseholdNote
from models.kinds import Role, Tier
from models.pyramid import Unit
from pyramid.actor import Actor
from pyramid.lookup import children, unit_of
from pyramid.people_of import people_of
from pyramid.permissions import Action, Thing, may
from pyramid.refusal import Refusal

LONGEST_DOOR, LONGEST, MOST = 20, 500, 8


@dataclass(frozen=True, slots=True)
class Book:
    """What somebody may open of one unit: their own notes, and those of whom they stand in for."""

    unit: Unit
    keepers: tuple[int, ...]


async def open_book(session: AsyncSession, unit_id: int, actor: Actor, *, now: datetime) -> Book | Refusal:
    """Rights are asked for every keeper by itself; whoever else asks hears whose book it is."""
    unit = await unit_of(session, unit_id)
    away = await store.stands_in_for(session, actor.person_id, now) if actor.person_id is not None else []
    keepers = []
    refusal: Refusal | None = None
    above = [hat.unit_id for hat in actor.hats if hat.covers(unit.path)]
    is_own = any(each.user_id == actor.user_id for each in await people_of(session, above, (Role.GRID_WORKER,)))
    for keeper in ([actor.user_id] if is_own else []) + away:
        thing = Thing(path=unit.path, tier=unit.tier, about_id=keeper, named=frozenset({actor.user_id}))
        refusal = may(actor, Action.OPEN_NOTEBOOK, thing)
        if refusal is None:
            keepers.append(keeper)
    if unit.tier is not Tier.MICRO_GRID or not keepers:
        return refusal or Refusal("refusal_pyramid.only_open_notebook")
    return Book(unit, tuple(keepers))


async def books(session: AsyncSession, actor: Actor, *, now: datetime) -> list[Unit]:
    """The micro-grids whose notebook this person may open."""
    found: dict[int, Unit] = {}
    for hat in actor.hats:
        if hat.role is Role.GRID_WORKER and hat.tier is Tier.GRID:
            found |= {unit.id: unit for unit in await children(session, hat.unit_id)}
    return [unit for unit in found.values() if isinstance(await open_book(session, unit.id, actor, now=now), Book)]


async def write_note(
    session: AsyncSession, unit_id: int, door: str, words: str, actor: Actor, *, now: datetime
) -> HouseholdNote | Refusal:
    """One more line about a household. A substitute writes into the book of whom they stand in for."""
    book = await open_book(session, unit_id, actor, now=now)
    if isinstance(book, Refusal):
        return book
    door, words = " ".join(door.split())[:LONGEST_DOOR], words.strip()[:LONGEST]
    if not door or not words:
        return Refusal("refusal_notebook.how")
    note = HouseholdNote(
        unit_id=unit_id, door=door, words=words, user_id=book.keepers[0], author_id=actor.user_id, at=now
    )
    await store.add(session, note)
    return note


async def strike_out(session: AsyncSession, note_id: int, actor: Actor, *, now: datetime) -> Refusal | None:
    """The line is gone for good: nothing of it is kept."""
    note = await store.note(session, note_id)
    if note is None:
        return Refusal("refusal_notebook.gone")
    book = await open_book(session, note.unit_id, actor, now=now)
    if isinstance(book, Refusal):
        return book
    if note.user_id not in book.keepers:
        return Refusal("refusal_pyramid.only_open_notebook")
    await store.drop(session, note)
    return None


async def doors(session: AsyncSession, book: Book) -> list[tuple[str, int]]:
    """(door, how many lines)."""
    return await store.doors_of(session, book.unit.id, book.keepers)


async def lines_of(session: AsyncSession, book: Book, door: str) -> Sequence[HouseholdNote]:
    """The newest lines about a household."""
    return await store.notes_of(session, book.unit.id, door, book.keepers, MOST)
