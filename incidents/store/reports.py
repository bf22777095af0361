"""All SQL about what was said of an incident: words, files, witnesses, opinions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, bindparam, func, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from incidents.case import MediaFile
from incidents.store.dialect import count_of, insert_into
from models.at_hand import find
from models.incidents import Incident, Media, Opinion, Report, Witness
from models.shelves import FILED


async def report_of_message(
    session: AsyncSession, bot_id: int, chat_id: int, message_id: int, part: int = 0
) -> tuple[Report, Incident] | None:
    """What was filed from one part of one message."""
    if find(session, FILED, (bot_id, chat_id, message_id)) is False:
        return None
    found = await session.execute(
        select(Report, Incident)
        .join(Incident, Incident.id == Report.incident_id)
        .where(
            Report.bot_id == bot_id,
            Report.chat_id == chat_id,
            Report.message_id == message_id,
            Report.part == part,
        ),
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def incident_id_of_album(session: AsyncSession, chat_id: int, album: str) -> int | None:
    """The incident whose report came with this album."""
    return await session.scalar(
        select(Report.incident_id).where(Report.chat_id == chat_id, Report.album == album).order_by(Report.id).limit(1),
    )


async def own_pieces(session: AsyncSession, bot_id: int, chat_id: int, message_id: int) -> list[tuple[int, str]]:
    """(message id, words) of all that the speaker of this message said of its matter in that chat, in order."""
    said = aliased(Report)
    rows = await session.execute(
        select(Report.message_id, Report.words)
        .join(said, (said.incident_id == Report.incident_id) & (said.user_id == Report.user_id))
        .where(
            said.bot_id == bot_id, said.chat_id == chat_id, said.message_id == message_id, said.part == 0,
            Report.chat_id == chat_id,
        )
        .order_by(Report.id)
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


_REPORTS: Select[Report] = (
    select(Report)
    .where(Report.incident_id.in_(bindparam("incidents", expanding=True)))
    .order_by(Report.id)
    .execution_options(populate_existing=True)
)
_COUNTS = union_all(
    select(literal("witness"), Witness.incident_id, func.count())
    .where(Witness.incident_id.in_(bindparam("incidents", expanding=True)))
    .group_by(Witness.incident_id),
    select(Media.moment, Media.incident_id, func.count())
    .where(Media.incident_id.in_(bindparam("incidents", expanding=True)))
    .group_by(Media.moment, Media.incident_id),
)


async def reports(session: AsyncSession, incident_id: int) -> list[Report]:
    """Everybody's words about it, first words first."""
    return (await reports_of(session, [incident_id])).get(incident_id, [])


async def reports_of(session: AsyncSession, incident_ids: Collection[int]) -> dict[int, list[Report]]:
    """The same by incident."""
    said: dict[int, list[Report]] = {}
    for report in await session.scalars(_REPORTS, {"incidents": list(incident_ids)}):
        said.setdefault(report.incident_id, []).append(report)
    return said


async def counts_of(session: AsyncSession, incident_ids: Collection[int]) -> dict[tuple[str, int], int]:
    """(what, incident id) → how many: "witness" said 我也是, files came "before" with the words or "after" as evidence."""
    found = await session.execute(_COUNTS, {"incidents": list(incident_ids)})
    return {(what, incident_id): count for what, incident_id, count in found}


async def amend_words(session: AsyncSession, report_id: int, words: str, now: datetime) -> None:
    """The words as they were edited."""
    await session.execute(
        update(Report)
        .where(Report.id == report_id)
        .values(words=words, edited_at=now)
        .execution_options(synchronize_session=False),
    )


async def add_media(
    session: AsyncSession, incident_id: int, files: Sequence[MediaFile], *, moment: str, user_id: int, now: datetime
) -> int:
    """Files of an incident; one that is already there is left out. Returns how many were new."""
    if not files:
        return 0
    rows = [
        {
            "incident_id": incident_id,
            "moment": moment,
            "kind": file.kind,
            "bot_id": file.bot_id,
            "file_id": file.file_id,
            "file_unique_id": file.file_unique_id,
            "user_id": user_id,
            "added_at": now,
            "chat_id": file.chat_id,
            "message_id": file.message_id,
        }
        for file in files
    ]
    result = await session.execute(
        insert_into(session, Media)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["incident_id", "file_unique_id", "moment"]),
    )
    return max(count_of(result), 0)


async def media(session: AsyncSession, incident_id: int, moment: str = "") -> list[Media]:
    """Its files, oldest first."""
    statement = select(Media).where(Media.incident_id == incident_id).order_by(Media.id)
    if moment:
        statement = statement.where(Media.moment == moment)
    return list(await session.scalars(statement))


async def pieces(session: AsyncSession, incident_id: int) -> list[tuple[int, int]]:
    """(chat id, message id) of its pieces of albums that stand in groups."""
    wish = select(Media.chat_id, Media.message_id).where(Media.incident_id == incident_id, Media.message_id != 0)
    return [(row[0], row[1]) for row in await session.execute(wish.order_by(Media.id))]


async def add_witness(session: AsyncSession, incident_id: int, user_id: int, now: datetime) -> bool:
    """我也是, once per person."""
    result = await session.execute(
        insert_into(session, Witness)
        .values(incident_id=incident_id, user_id=user_id, at=now)
        .on_conflict_do_nothing(index_elements=["incident_id", "user_id"]),
    )
    return count_of(result) == 1


async def media_by_file(session: AsyncSession, incident_id: int, file_unique_id: str) -> Media | None:
    """The evidence with this file."""
    return await session.scalar(
        select(Media).where(
            Media.incident_id == incident_id,
            Media.file_unique_id == file_unique_id,
            Media.moment == "after",
        ),
    )


async def is_witness(session: AsyncSession, incident_id: int, user_id: int) -> bool:
    """Whether this person said 我也是 before."""
    return await session.get(Witness, (incident_id, user_id)) is not None


async def witnesses(session: AsyncSession, incident_id: int) -> frozenset[int]:
    """Who said 我也是: user ids."""
    return frozenset(await session.scalars(select(Witness.user_id).where(Witness.incident_id == incident_id)))


async def save_opinion(
    session: AsyncSession, incident: Incident, user_id: int, values: Mapping[str, Any], now: datetime
) -> None:
    """What one reporter said of one cycle; a later word replaces the earlier."""
    key = {"incident_id": incident.id, "user_id": user_id, "cycle": incident.cycle}
    await session.execute(
        insert_into(session, Opinion)
        .values({**key, "score": None, "is_solved": None, "at": now, **values})
        .on_conflict_do_update(index_elements=list(key), set_={**values, "at": now}),
    )


async def opinion_of_cycle(
    session: AsyncSession, incident: Incident, cycle: int, user_id: int | None
) -> Opinion | None:
    """What this person said of a cycle; `user_id` None: what the first of the reporters said who answered."""
    statement = select(Opinion).where(Opinion.incident_id == incident.id, Opinion.cycle == cycle)
    if user_id is not None:
        statement = statement.where(Opinion.user_id == user_id)
    statement = statement.order_by(Opinion.at).limit(1).execution_options(populate_existing=True)
    return cast("Opinion | None", await session.scalar(statement))


async def incident_id_of_message(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """The incident that was filed from this message (its first matter)."""
    return await session.scalar(
        select(Report.incident_id)
        .where(Report.chat_id == chat_id, Report.message_id == message_id)
        .order_by(Report.part)
        .limit(1)
    )
