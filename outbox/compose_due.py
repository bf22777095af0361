"""The words of a row are made at the moment of sending, so that state, rights and masking are those of the moment."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from outbox.lanes import LOST, MEMORY, Alike, Flight, Lane, Together
from outbox.message import Composed, Deed, Later, Message, Request, Stale
from outbox.press import callback_data
from outbox.store.batches import Touched
from outbox.store.due import Due
from outbox.store.sending import alone

log = structlog.get_logger()

EXPIRED = Stale("expired")
UNMADE = "the words could not be made"
NO_TOKEN = "t" * 22  # as long as any


async def compose_due(session: AsyncSession, dues: Sequence[tuple[Lane, Due]]) -> list[Flight | Touched]:
    """Make the words of these rows, or end them: expired, stale, not yet, unchanged. In the order of `dues`."""
    try:
        async with alone(session):
            await _bring(session, dues)
            made: list[Composed | None] = [await _words(session, lane, due, lane.now()) for lane, due in dues]
    except (OperationalError, InterfaceError, OSError):
        raise  # the database is at fault, not a row
    except Exception:  # noqa: BLE001 - whose words they are, and what is wrong with them, is found out one by one
        made = [await _words_alone(session, lane, due, lane.now()) for lane, due in dues]
    return [_settle(session, lane, due, words) for (lane, due), words in zip(dues, made, strict=True)]


async def _bring(session: AsyncSession, dues: Sequence[tuple[Lane, Due]]) -> None:
    wanted: dict[Any, set[int]] = {}
    for lane, due in dues:
        composer = lane.composers[due.kind]
        if isinstance(composer, Together) and due.subject_id is not None and not due.is_homeless:
            wanted.setdefault(composer.bring, set()).add(due.subject_id)
    for bring, subject_ids in wanted.items():
        await bring(session, subject_ids)


async def _words_alone(session: AsyncSession, lane: Lane, due: Due, now: datetime) -> Composed | None:
    try:
        async with alone(session):
            return await _words(session, lane, due, now)
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception:
        log.exception("compose_failed", row_id=due.id, kind=due.kind)
        return None


async def _words(session: AsyncSession, lane: Lane, due: Due, now: datetime) -> Composed:
    moved = _has_moved(due)
    is_edit = due.message_id is not None and not moved
    if due.expires_at is not None and due.expires_at <= now and not is_edit:
        return EXPIRED
    language = due.language or lane.language
    composer = lane.composers[due.kind]
    memory: dict[Any, Any] = session.info[MEMORY]
    key: tuple[Any, ...] | None = None
    if isinstance(composer, Alike) and due.message_id is None and not due.args and not due.is_homeless:
        key = ("alike", due.kind, due.subject_id, due.viewer, language)
        for known in (key, (*key, lane.bot_id)):
            if known in memory:
                alike: Composed = memory[known]
                return alike
    request = Request(
        id=due.id, kind=due.kind, subject_id=due.subject_id, bot_id=lane.bot_id, group_id=due.group_id, user_id=due.user_id,
        viewer=due.viewer, args=due.args, is_edit=is_edit, caused_at=due.caused_at,
        language=language, details=lane.details,
        is_repost=moved or (due.message_id is None and LOST in due.args), is_homeless=due.is_homeless,
    )  # fmt: skip
    made = await composer(session, request, now)
    if isinstance(made, Message):
        for button in (button for line in made.keyboard for button in line if button.url is None):
            callback_data(due.token or NO_TOKEN, button.action, button.arg)  # ValueError: Telegram would not take it
    if key is not None:  # files are named differently by each bot
        memory[(*key, lane.bot_id) if isinstance(made, Message) and made.files else key] = made
    return made


def _has_moved(due: Due) -> bool:
    """The card stands in a chat that is no more."""
    return due.message_id is not None and due.chat_id != due.to_chat


def _settle(session: AsyncSession, lane: Lane, due: Due, made: Composed | None) -> Flight | Touched:
    moved = _has_moved(due)
    is_edit = due.message_id is not None and not moved
    if made is None:
        return Touched(due.id, OutgoingState.PARKED, UNMADE)
    if isinstance(made, Stale):
        if is_edit:
            return Touched(due.id, OutgoingState.SENT, made.reason, shown=due.wanted)
        return Touched(due.id, OutgoingState.DROPPED, made.reason)
    if isinstance(made, Later):
        return Touched(due.id, OutgoingState.PENDING, not_before=session.info["machine_now"] + made.wait)
    face = _face(session.info[MEMORY], made)
    if is_edit and face == due.face:
        return Touched(due.id, OutgoingState.SENT, shown=due.wanted)
    has_buttons = isinstance(made, Message) and bool(made.keyboard)
    assert due.to_chat is not None
    return Flight(
        row_id=due.id, kind=due.kind, version=due.wanted, chat_id=due.to_chat, group_id=due.group_id, user_id=due.user_id,
        priority=due.priority, what=made, is_edit=is_edit, message_id=due.message_id if is_edit else None,
        reply_to=None if moved else due.reply_to,
        token=due.token or (secrets.token_urlsafe(16) if has_buttons else None),
        face=face, rank=(due.priority, due.turn, due.id), ready_since=lane.monotonic(),
    )  # fmt: skip


def _face(memory: dict[Any, Any], made: Message | Deed) -> str:
    """A digest of what is seen; copies that are one object in memory have one."""
    key = ("face", id(made))
    if key not in memory:
        digest = hashlib.blake2b(repr(made).encode(), digest_size=12).hexdigest()
        memory[key] = digest, made  # held, so that no other object gets its id
    face: str = memory[key][0]
    return face


def newly_offered(due: Due, what: Message | Deed) -> list[Any] | None:
    """All [action, arg] that were ever shown under the row, if some are new: only such presses are genuine."""
    if isinstance(what, Deed) or not what.keyboard:
        return None
    shown = [[button.action, button.arg] for line in what.keyboard for button in line if button.url is None]
    fresh = [pair for pair in shown if pair not in due.offered]
    return [*due.offered, *fresh] if fresh else None
