"""A photo that belongs to a report: a piece of its album, or sent in answer to it."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Here, MediaFile, Moved
from incidents.first_words import FIRST_WORDS
from incidents.hide_words import hide_pieces
from incidents.lifecycle import Move
from incidents.make_move import make_move
from incidents.open_case import open_case
from incidents.store import chats as chat_store
from incidents.store import reports as report_store
from pyramid.actor import Actor
from pyramid.policy import Policy
from pyramid.refusal import Refusal

ALBUM_WAITS = timedelta(seconds=60)


async def add_media(
    session: AsyncSession,
    file: MediaFile,
    actor: Actor,
    *,
    here: Here,
    policy: Policy,
    now: datetime,
    album: str | None = None,
    incident_id: int | None = None,
) -> Moved | Refusal | None:
    """Join the named incident or the one that has this album; None when there is none (yet).

    A piece that comes before the album's words waits a minute for them.
    """
    if incident_id is None and album is not None:
        incident_id = await report_store.incident_id_of_album(session, here.chat_id, album)
    if incident_id is None:
        if album is not None:
            await _wait(session, file, actor, here, album, now=now)
        return None
    case = await open_case(session, incident_id)
    if isinstance(case, Refusal):
        return case
    done = await make_move(session, case, Move.ADD_MEDIA, actor, policy=policy, now=now, data={"kind": file.kind})
    if isinstance(done, Moved):
        await report_store.add_media(session, incident_id, [file], moment="before", user_id=actor.user_id, now=now)
        await hide_pieces(session, case, [(file.chat_id, file.message_id)], now=now)
    return done


async def _wait(session: AsyncSession, file: MediaFile, actor: Actor, here: Here, album: str, *, now: datetime) -> None:
    """Keep the piece beside the chat, unless something else is being asked of this person there."""
    open_now = await chat_store.dialogue(session, here.chat_id, actor.user_id)
    pieces: list[dict[str, str | int]] = []
    if open_now is not None and open_now.expires_at > now:
        if open_now.kind not in {"album", FIRST_WORDS}:
            return
        pieces = open_now.data["files"] if open_now.data.get("album") == album else []
    await chat_store.save_dialogue(
        session,
        {
            "chat_id": here.chat_id,
            "user_id": actor.user_id,
            "bot_id": here.bot_id,
            "kind": "album",
            "data": {"album": album, "files": [*pieces, asdict(file)]},
            "expires_at": now + ALBUM_WAITS,
        },
    )
