"""What is kept is told to every chat once: anew when the sentence has changed, for the first time when the roster bound it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from models.kinds import GroupState
from models.outbox import Outgoing
from models.pyramid import Group
from outbox.message import Request
from pyramid import consent
from pyramid.announce_consent import announce_consent, compose_consent_news
from pyramid.policy import built_in_policy

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # ten in the morning there
POLICY = built_in_policy()


async def announced(session, now=NOW):
    return await announce_consent(session, policy=POLICY, now=now)


async def news_of(session, chat_id):
    """What is said there, as it will stand."""
    row = await session.scalar(
        select(Outgoing)
        .join(Group, Group.id == Outgoing.group_id)
        .where(Outgoing.kind == "consent_news", Group.chat_id == chat_id)
    )
    request = Request(
        id=row.id, kind=row.kind, subject_id=row.subject_id, bot_id=7000, group_id=row.group_id, user_id=None,
        viewer=row.viewer, args=dict(row.args), is_edit=False, caused_at=NOW, language="zh", details="chat",
    )  # fmt: skip
    return (await compose_consent_news(session, request, NOW)).html


async def test_only_chats_that_heard_the_older_one_are_told_and_only_once(session, monkeypatch):
    for chat, version, state in ((-1, 2, "bound"), (-2, 3, "bound"), (-3, 0, "bound"), (-4, 2, "away")):
        group = Group(chat_id=chat, bot_id=7000, state=GroupState(state), since=NOW, consent_version=version)
        session.add(group)
    await session.flush()
    assert await announced(session) == 0
    monkeypatch.setattr(consent, "CONSENT_VERSION", 3)
    assert await announced(session) == 1
    assert await announced(session) == 0
    row = await session.scalar(select(Outgoing).where(Outgoing.kind == "consent_news"))
    assert (await session.scalar(select(Group.chat_id).where(Group.id == row.group_id))) == -1
    await session.execute(update(Group).where(Group.chat_id == -4).values(state=GroupState.BOUND))
    assert await announced(session) == 1, "who was away is told when the bot is back"


async def test_a_chat_that_the_roster_bound_is_told_once_after_an_hour_and_by_day(session):
    for chat, bot in ((-11, 7000), (-12, None)):
        session.add(Group(chat_id=chat, bot_id=bot, state=GroupState.BOUND, since=NOW, consent_version=0))
    await session.flush()
    assert await announced(session) == 0, "a roster with a mistake is loaded again"
    night = NOW.replace(hour=15)
    assert await announced(session, night) == 0
    assert await announced(session, NOW + timedelta(hours=1)) == 1, "no bot sits in the other one yet"
    assert await announced(session, NOW + timedelta(days=1)) == 0
    told = await news_of(session, -11)
    assert "只记大家反映的事" in told
    assert "变化" not in told, "nothing has changed: it is the first time"
    await session.execute(update(Group).where(Group.chat_id == -12).values(bot_id=7000))
    assert await announced(session, NOW + timedelta(days=1)) == 1
