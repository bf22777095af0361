"""A small town on both engines: hq, two streets, and below the first of them everything once or twice."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.database import open_database
from models.outbox import Outgoing
from models.process import BotAccount
from models.pyramid import Acquaintance, Group, Unit
from pyramid.load_roster import load_roster
from pyramid.lookup import actor_of
from pyramid.note_membership import note_membership

BOT = 7001
NOBODY = 999

UNITS = """code,parent,tier,kind,name,chat_id
HQ,,hq,,金开区,-100
S1,HQ,street,,三江街道,-101
S2,HQ,street,,秋滨街道,-102
C1,S1,community,,江南社区,-103
C2,S1,community,,江北社区,-104
G1,C1,grid,,第一网格,-105
G2,C1,grid,,第二网格,-106
M1,G1,micro_grid,building,一号楼,-107
M2,G1,micro_grid,building,二号楼,
M3,G2,micro_grid,stairwell,三号楼,-109
"""
PEOPLE = """user_id,name,role,unit,language
1,陈一,hq_office,HQ,zh
11,李街,street_command,S1,
12,王街,street_command,S2,
21,赵社,community_secretary,C1,
22,钱社,community_secretary,C2,
31,孙格,grid_worker,G1,
32,周格,grid_worker,G1,en
33,吴格,grid_head,G1,
34,郑格,grid_head,G2,
41,冯楼,micro_grid_leader,M1,
42,褚楼,micro_grid_leader,M3,
51,卫警,part_time_worker:police,G1,
52,蒋消,department:fire,S1,
"""
NAMELESS = PEOPLE + ",施某,grid_worker,G2,\n,施某,micro_grid_leader,M2,\n"  # two posts wait for their holders


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def database(request):
    """Every test of the pyramid that needs a database holds on both engines."""
    url = request.getfixturevalue(f"{request.param}_url")  # migrated, and of this test alone
    made = open_database(url, lambda: datetime.now(UTC))
    yield made
    await made.dispose()


@dataclass
class Town:
    session: object
    now: datetime

    async def unit(self, code):
        return (await self.session.scalars(select(Unit).where(Unit.code == code))).one()

    async def actor(self, user_id):
        return await actor_of(self.session, user_id)

    async def group(self, code):
        unit = await self.unit(code)
        return (await self.session.scalars(select(Group).where(Group.unit_id == unit.id))).one_or_none()

    async def chat(self, chat_id):
        return (await self.session.scalars(select(Group).where(Group.chat_id == chat_id))).one_or_none()

    async def said(self, kind):
        """Rows of this kind, oldest first."""
        found = await self.session.scalars(
            select(Outgoing)
            .where(Outgoing.kind == kind)
            .order_by(Outgoing.id)
            .execution_options(populate_existing=True)
        )
        return list(found)

    async def knows(self, *users):
        """These people have pressed Start."""
        self.session.add_all(Acquaintance(user_id=user, bot_id=BOT, since=self.now) for user in users)
        await self.session.flush()


@pytest.fixture
async def empty(session, now):
    """No units, one bot whose privacy mode is off."""
    session.add(BotAccount(id=BOT, username="pagoda_bot", hears_all=True, seen_at=now))
    await session.flush()
    return Town(session, now)


@pytest.fixture
async def town(empty, session, now):
    """The small town; the bot sits in all its chats."""
    outcome = await load_roster(session, UNITS, PEOPLE, now=now)
    assert not outcome.errors
    for group in await session.scalars(select(Group)):
        group.bot_id = BOT
        group.is_admin = group.may_pin = True
    await session.flush()
    return empty


@pytest.fixture
def note(session, now):
    async def standing(chat_id, standing, *, bot=BOT, at=now):
        return await note_membership(
            session, chat_id=chat_id, bot_id=bot, is_supergroup=False, standing=standing, now=at
        )

    return standing


def what_changed(outcome):
    """(what, about) of every change, sorted."""
    return sorted((change.what.value, change.about) for change in outcome.changes)
