"""A small pyramid with something in every corner: what each test looks at through somebody's eyes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.incidents import Escalation, Incident, Media, Report, TimelineEvent
from models.kinds import (
    GroupState,
    IncidentState,
    Role,
    Sensitivity,
    Tier,
    Urgency,
)
from models.pyramid import Acquaintance, Group, Person, Post, Unit
from pyramid.policy import Policy, read_policy
from tests.console.machine import build_machine
from tests.console.moment import BOT, NOW, WORKER

HQ, STREET, OTHER_STREET, COMMUNITY, OTHER_COMMUNITY, GRID, OTHER_GRID, MICRO, MICRO_2, OTHER_MICRO = range(1, 11)
PARENTS = {2: 1, 3: 1, 4: 2, 5: 3, 6: 4, 7: 5, 8: 6, 9: 6, 10: 7}
NAMES = {
    1: "金东区网格办",
    2: "多湖街道",
    3: "东孝街道",
    4: "康济社区",
    5: "下于社区",
    6: "第一网格",
    7: "第二网格",
    8: "3栋微网格",
    9: "4栋微网格",
    10: "21栋微网格",
}
TIERS = {1: Tier.HQ, 2: Tier.STREET, 3: Tier.STREET, 4: Tier.COMMUNITY, 5: Tier.COMMUNITY, 6: Tier.GRID, 7: Tier.GRID}
BOSS, STREET_CHIEF, SECRETARY, OTHER_SECRETARY, HEAD, _, LEADER, POLICE, RESIDENT, ANOTHER_WORKER = range(100, 110)
POSTS = {
    BOSS: (Role.HQ_OFFICE, HQ, ""),
    STREET_CHIEF: (Role.STREET_COMMAND, STREET, ""),
    SECRETARY: (Role.COMMUNITY_SECRETARY, COMMUNITY, ""),
    OTHER_SECRETARY: (Role.COMMUNITY_SECRETARY, OTHER_COMMUNITY, ""),
    HEAD: (Role.GRID_HEAD, GRID, ""),
    WORKER: (Role.GRID_WORKER, GRID, ""),
    LEADER: (Role.MICRO_GRID_LEADER, MICRO, ""),
    POLICE: (Role.DEPARTMENT, STREET, "police"),
    ANOTHER_WORKER: (Role.GRID_WORKER, OTHER_GRID, ""),
}
WORDS = {
    "A-1001": "3栋2单元水管爆了，打我电话13912345678",
    "A-1002": "21栋门口路灯不亮",
    "A-1003": "302室老人摔倒没人管",
    "A-1004": "楼上又在打人",
    "A-1005": "垃圾桶满了",
}


def path_of(unit: int) -> str:
    return (path_of(PARENTS[unit]) if unit in PARENTS else "/") + f"{unit}/"


def small_policy() -> Policy:
    """Two groups are many here, so that consent is needed."""
    policy = read_policy('[notices]\napprove_above = 2\nhold = "60s"\n[quiet]\nresidents = []\nstaff = []\n')
    assert isinstance(policy, Policy)
    return policy


@dataclass
class Clock:
    """Both clocks of the process, moved by hand."""

    business: datetime = NOW
    machine_moment: datetime = field(default_factory=lambda: NOW)

    def now(self) -> datetime:
        return self.business

    def machine(self) -> datetime:
        return self.machine_moment

    def pass_by(self, length: timedelta) -> None:
        self.business += length
        self.machine_moment += length


def incident(number: str, heard: int, owner: int, leaf: str, **more: object) -> Incident:
    values: dict[str, object] = {
        "number": number,
        "unit_id": heard,
        "owner_unit_id": owner,
        "leaf": leaf,
        "urgency": Urgency.NORMAL,
        "sensitivity": Sensitivity.S0,
        "state": IncidentState.REPORTED,
        "place": {"building": "3", "unit": "2", "room": "302"},
        "people": {},
        "confidence": 0.9,
        "opened_at": NOW - timedelta(hours=3),
        "plan": {
            "policy": "x",
            "claim": "15m",
            "handle": "2h",
            "limit_from": "urgency",
            "rungs": [[0, "6h", "unclaimed", "street"]],
        },
        "highest_tier": "grid",
        "next_step_at": None,
        "handle_due_at": NOW + timedelta(hours=1),
    }
    return Incident(**{**values, **more})


async def build(session: AsyncSession) -> None:
    """The pyramid, its people and chats, incidents and the machine."""
    for unit, name in NAMES.items():
        tier = TIERS.get(unit, Tier.MICRO_GRID)
        session.add(
            Unit(
                id=unit,
                code=f"U{unit}",
                parent_id=PARENTS.get(unit),
                tier=tier,
                name=name,
                path=path_of(unit),
                valid_from=NOW,
            )
        )
        await session.flush()
        state = {MICRO_2: None, OTHER_MICRO: GroupState.AWAY}.get(unit, GroupState.BOUND)
        if state is not None:
            session.add(
                Group(
                    unit_id=unit,
                    chat_id=-1000 - unit,
                    bot_id=BOT,
                    state=state,
                    since=NOW,
                    is_admin=unit != GRID,
                    heard_at=NOW - timedelta(minutes=unit),
                    away_reason="kicked" if state is GroupState.AWAY else None,
                )
            )
    for user, (role, unit, field_) in POSTS.items():
        session.add(Person(id=user, user_id=user, name=f"王小{user}", language="zh"))
        await session.flush()
        session.add(Post(person_id=user, unit_id=unit, role=role, field=field_, valid_from=NOW))
        session.add(Acquaintance(user_id=user, bot_id=BOT, since=NOW))
    session.add(Person(id=RESIDENT, user_id=RESIDENT, name="李居民"))
    await session.flush()
    session.add_all(
        [
            incident(
                "A-1001",
                MICRO,
                GRID,
                "utility.water_burst",
                urgency=Urgency.URGENT,
                handle_due_at=NOW - timedelta(hours=1),
            ),
            incident("A-1002", OTHER_MICRO, OTHER_GRID, "municipal.streetlight"),
            incident("A-1003", MICRO, GRID, "municipal.streetlight", sensitivity=Sensitivity.S1),
            incident("A-1004", MICRO, GRID, "municipal.streetlight", sensitivity=Sensitivity.S2),
            incident(
                "A-1005",
                MICRO,
                GRID,
                "sanitation.garbage",
                state=IncidentState.CLOSED,
                closed_at=NOW,
                claimed_by=WORKER,
            ),
        ]
    )
    await session.flush()
    for key, (number, words) in enumerate(WORDS.items(), 1):
        session.add(
            Report(
                incident_id=key,
                bot_id=BOT,
                chat_id=-1008,
                message_id=key,
                album=None,
                user_id=RESIDENT,
                is_first=True,
                words=words,
                said_at=NOW,
            )
        )
        session.add(
            TimelineEvent(
                incident_id=key,
                seq=1,
                at=NOW - timedelta(hours=3),
                what="open",
                actor_id=RESIDENT,
                reason="",
                after="reported",
            )
        )
        assert number
    restricted = await session.get(Incident, 4)
    assert restricted is not None
    restricted.plan = {**restricted.plan, "named": [WORKER]}
    session.add(
        TimelineEvent(
            incident_id=1,
            seq=2,
            at=NOW,
            what="ask_help",
            actor_id=WORKER,
            actor_role="grid_worker",
            reason="需要两个人和抽水泵",
            data={},
        )
    )
    session.add(
        TimelineEvent(incident_id=1, seq=3, at=NOW, what="escalate", actor_role="clock", reason="unclaimed", data={})
    )
    session.add(
        Escalation(incident_id=1, cycle=1, rung=0, why="unclaimed", to_unit_id=COMMUNITY, due_at=NOW, fired_at=NOW)
    )
    session.add(
        Media(
            incident_id=1,
            moment="before",
            kind="photo",
            bot_id=BOT,
            file_id="f",
            file_unique_id="u",
            user_id=RESIDENT,
            added_at=NOW,
        )
    )
    await build_machine(session)
