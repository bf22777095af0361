"""The words of a row are made at the moment of sending, so that state, rights and masking are those of the moment."""

import hashlib
import secrets

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from models.kinds import OutgoingState
from models.outbox import Outgoing
from outbox.lanes import Flight, Lane
from outbox.message import Later, Message, Request, Stale
from outbox.press import callback_data
from outbox.store.sending import Due, alone

log = structlog.get_logger()


async def compose_due(session: AsyncSession, lane: Lane, due: Due) -> Flight | None:
    """Make the words of a row, or end it: expired, stale, not yet, unchanged."""
    row = due.row
    moved = row.message_id is not None and row.chat_id != due.chat_id  # the card stands in a chat that is no more
    is_edit = row.message_id is not None and not moved
    business_now = lane.now()
    if row.expires_at is not None and row.expires_at <= business_now and not is_edit:
        row.state, row.trouble = OutgoingState.DROPPED, "expired"
        return None
    request = Request(
        id=row.id, kind=row.kind, subject_id=row.subject_id, bot_id=lane.bot_id, group_id=row.group_id, user_id=row.user_id,
        viewer=row.viewer, args=dict(row.args), is_edit=is_edit, caused_at=row.caused_at,
        language=due.language or lane.language, details=lane.details,
        is_repost=moved,
    )  # fmt: skip
    try:
        async with alone(session):
            made = await lane.composers[row.kind](session, request, business_now)
        if isinstance(made, Message) and made.keyboard:
            _offer(row, made)
    except (OperationalError, InterfaceError, OSError):
        raise  # the database is at fault, not the row
    except Exception:
        log.exception("compose_failed", row_id=row.id, kind=row.kind)
        row.state, row.trouble = OutgoingState.PARKED, "the words could not be made"
        return None
    if isinstance(made, Stale):
        row.state, row.trouble = (OutgoingState.SENT if is_edit else OutgoingState.DROPPED), made.reason
        row.shown = row.wanted if is_edit else row.shown
        return None
    if isinstance(made, Later):
        row.not_before = session.info["machine_now"] + made.wait
        return None
    face = hashlib.blake2b(repr(made).encode(), digest_size=12).hexdigest()
    if is_edit and face == row.face:
        row.state, row.shown = OutgoingState.SENT, row.wanted
        return None
    return Flight(
        row_id=row.id, version=row.wanted, chat_id=due.chat_id, group_id=row.group_id, user_id=row.user_id,
        priority=row.priority, what=made, is_edit=is_edit, message_id=row.message_id if is_edit else None,
        reply_to=None if moved else row.reply_to, token=row.token, face=face, leaves_at=0.0,
    )  # fmt: skip


def _offer(row: Outgoing, message: Message) -> None:
    """Remember which presses are genuine. ValueError for a button that Telegram would not take."""
    if row.token is None:
        row.token = secrets.token_urlsafe(16)
    for button in (button for line in message.keyboard for button in line if button.url is None):
        callback_data(row.token, button.action, button.arg)
    shown = [[button.action, button.arg] for line in message.keyboard for button in line if button.url is None]
    fresh = [pair for pair in shown if pair not in row.offered]
    if fresh:
        row.offered = [*row.offered, *fresh]
