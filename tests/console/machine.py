"""What the machine of the small pyramid holds: rows that left, wait, or nobody knows; jobs, a lease, a bot."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.inbox import InboxUpdate
from models.kinds import OutgoingState, Priority, Repeat, UpdateState
from models.outbox import Outgoing
from models.process import BotAccount, JobRun, Lease
from tests.console.moment import BOT, NOW, WORKER


async def build_machine(session: AsyncSession) -> None:
    common = {
        "bot_id": BOT,
        "priority": Priority.ANSWER,
        "not_before": NOW,
        "caused_at": NOW,
        "repeat": Repeat.ONCE,
        "offered": [],
    }
    session.add_all(
        [
            Outgoing(
                id=1,
                group_id=6,
                kind="incident_card",
                subject_id=1,
                viewer="grid",
                state=OutgoingState.SENT,
                shown=1,
                sent_at=NOW,
                **common,
            ),
            Outgoing(
                id=2,
                group_id=4,
                kind="incident_card",
                subject_id=1,
                viewer="community",
                state=OutgoingState.PENDING,
                **common,
            ),
            Outgoing(
                id=3,
                user_id=WORKER,
                kind="incident_card",
                subject_id=1,
                viewer="worker",
                state=OutgoingState.UNCERTAIN,
                trouble="timeout",
                **common,
            ),
            Outgoing(
                id=4,
                group_id=8,
                kind="incident_answer",
                subject_id=1,
                viewer="micro_grid",
                state=OutgoingState.SENT,
                shown=1,
                sent_at=NOW,
                **common,
            ),
            Outgoing(
                id=5, group_id=9, kind="group_bound", subject_id=9, state=OutgoingState.PARKED, trouble="away", **common
            ),
            InboxUpdate(
                bot_id=BOT,
                update_id=7,
                lane="g8",
                rank=1,
                raw=b"{}",
                received_at=NOW,
                attempts=3,
                state=UpdateState.DEAD,
                trouble="ValueError",
            ),
            JobRun(name="escalate_overdue", started_at=NOW, took_ms=3, outcome="ok", count=0, runs=12),
            Lease(name=f"send:{BOT}", holder="host:1", fence=1, expires_at=NOW + timedelta(minutes=1)),
            BotAccount(id=BOT, username="pagoda_bot", hears_all=True, seen_at=NOW, trouble=None),
        ]
    )
    await session.flush()
