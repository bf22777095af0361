"""A changed sentence about what is kept goes to every chat that heard the older one, once."""

from datetime import UTC, datetime

from sqlalchemy import select, update

from models.kinds import GroupState
from models.outbox import Outgoing
from models.pyramid import Group
from pyramid import consent
from pyramid.announce_consent import announce_consent

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


async def test_only_chats_that_heard_the_older_one_are_told_and_only_once(session, monkeypatch):
    for chat, version, state in ((-1, 1, "bound"), (-2, 2, "bound"), (-3, 0, "bound"), (-4, 1, "away")):
        group = Group(chat_id=chat, bot_id=7000, state=GroupState(state), since=NOW, consent_version=version)
        session.add(group)
    await session.flush()
    assert await announce_consent(session, now=NOW) == 0
    monkeypatch.setattr(consent, "CONSENT_VERSION", 2)
    assert await announce_consent(session, now=NOW) == 1
    assert await announce_consent(session, now=NOW) == 0
    row = await session.scalar(select(Outgoing).where(Outgoing.kind == "consent_news"))
    assert (await session.scalar(select(Group.chat_id).where(Group.id == row.group_id))) == -1
    await session.execute(update(Group).where(Group.chat_id == -4).values(state=GroupState.BOUND))
    assert await announce_consent(session, now=NOW) == 1, "who was away is told when the bot is back"
