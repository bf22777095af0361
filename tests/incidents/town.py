"""A small pyramid for tests of incidents and climbing: one unit per tier, a second grid, and its people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import open_database
from incidents.case import Here, Source
from incidents.report_incident import report_incident
from models.incidents import Escalation, Incident, TimelineEvent
from models.kinds import GroupState, OutgoingState, Role, Tier
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Person, Post, Unit
from outbox.message import Request
from parsing.report import Location, Report
from pyramid.lookup import actor_of
from pyramid.policy import Policy, built_in_policy, read_policy

BOT = 7000
START = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday, ten in the morning

LEADER, WORKER, OTHER, HEAD, SECRETARY, STREET, HQ, RESIDENT, FAR_WORKER = range(101, 110)
PEOPLE = {
    LEADER: (Role.MICRO_GRID_LEADER, "M1"),
    WORKER: (Role.GRID_WORKER, "G1"),
    OTHER: (Role.GRID_WORKER, "G1"),
    HEAD: (Role.GRID_HEAD, "G1"),
    SECRETARY: (Role.COMMUNITY_SECRETARY, "C"),
    STREET: (Role.STREET_COMMAND, "S"),
    HQ: (Role.HQ_OFFICE, "H"),
    FAR_WORKER: (Role.GRID_WORKER, "G2"),
}
UNITS = (
    ("H", None, Tier.HQ, "全区"),
    ("S", "H", Tier.STREET, "江南街道"),
    ("C", "S", Tier.COMMUNITY, "锦绣社区"),
    ("G1", "C", Tier.GRID, "第一网格"),
    ("G2", "C", Tier.GRID, "第二网格"),
    ("M1", "G1", Tier.MICRO_GRID, "锦绣3栋"),
    ("M2", "G1", Tier.MICRO_GRID, "锦绣4栋"),
)


def plain_policy(**more: str) -> Policy:
    """The built-in policy, or one laid over it by TOML."""
    if not more:
        return built_in_policy()
    made = read_policy(more["toml"])
    assert isinstance(made, Policy), made
    return made


def leak(**more) -> Report:
    """A burst pipe at 3-2."""
    values = {
        "kind": "incident",
        "category": "utility.water_burst",
        "urgency": "urgent",
        "location": Location(building="3", unit="2", room="401"),
        "confidence": 0.9,
    }
    return Report(**{**values, **more})


@asynccontextmanager
async def rolled_back(url: str) -> AsyncIterator[AsyncSession]:
    """One open transaction on this database, as if nothing had happened at the end."""
    database = open_database(url, lambda: datetime.now(UTC))
    try:
        async with AsyncSession(database.engine, expire_on_commit=False) as opened:
            opened.info["machine_now"] = datetime.now(UTC)
            yield opened
            await opened.rollback()
    finally:
        await database.dispose()


@dataclass
class Town:
    session: object
    policy: Policy
    now: datetime = START
    units: dict[str, Unit] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    messages: int = 0

    async def build(self, without=(), unstarted=()):
        session = self.session
        for code, parent, tier, name in UNITS:
            above = self.units.get(parent)
            unit = Unit(
                code=code, parent_id=above.id if above else None, tier=tier, name=name, path="", valid_from=START
            )
            session.add(unit)
            await session.flush()
            unit.path = f"{above.path if above else '/'}{unit.id}/"
            self.units[code] = unit
            group = Group(unit_id=unit.id, chat_id=-1000 - unit.id, bot_id=BOT, state=GroupState.BOUND, since=START)
            session.add(group)
            await session.flush()
            self.groups[code] = group.id
        for user_id, (role, code) in PEOPLE.items():
            person = Person(user_id=user_id, name=f"王{user_id}")
            session.add(person)
            await session.flush()
            if user_id not in without:
                session.add(Post(person_id=person.id, unit_id=self.units[code].id, role=role, valid_from=START))
        for user_id in (*PEOPLE, RESIDENT):
            if user_id not in unstarted:
                session.add(Acquaintance(user_id=user_id, bot_id=BOT, since=START))
        await session.flush()
        return self

    async def who(self, user_id):
        return await actor_of(self.session, user_id)

    def later(self, **more):
        self.now += timedelta(**more)
        return self.now

    def chat(self, code):
        return -1000 - self.units[code].id

    def here(self, code):
        return Here(BOT, self.chat(code), self.groups[code])

    async def says(self, user_id, code="M1", report=None, words="3栋2单元水管爆了,张三401室,13900000001", **more):
        self.messages += 1
        source = {
            "bot_id": BOT,
            "chat_id": self.chat(code),
            "message_id": self.messages,
            "words": words,
            "said_at": self.now,
            "group_id": self.groups[code],
        }
        files = more.pop("files", ())
        return await report_incident(
            self.session,
            report=report or leak(),
            source=Source(**{**source, **more}),
            unit=self.units[code],
            actor=await self.who(user_id),
            policy=self.policy,
            now=self.now,
            files=files,
        )

    async def do(self, use_case, incident, presser, /, **more):
        incident_id = getattr(incident, "incident_id", incident)
        return await use_case(
            self.session, incident_id, await self.who(presser), policy=self.policy, now=self.now, **more
        )

    async def do_here(self, use_case, incident, user_id, code, *more):
        """A press that is answered in a chat and moves nothing."""
        actor = await self.who(user_id)
        return await use_case(self.session, incident.incident_id, actor, *more, here=self.here(code), now=self.now)

    async def incident(self, filed) -> Incident:
        return await self.session.scalar(
            select(Incident).where(Incident.id == filed.incident_id).execution_options(populate_existing=True)
        )

    async def events(self, filed):
        found = await self.session.scalars(
            select(TimelineEvent).where(TimelineEvent.incident_id == filed.incident_id).order_by(TimelineEvent.seq)
        )
        return list(found)

    async def climbs(self, filed):
        found = await self.session.scalars(
            select(Escalation).where(Escalation.incident_id == filed.incident_id).order_by(Escalation.id)
        )
        return [(row.rung, row.why, row.to_unit_id) for row in found]

    async def rows(self, kind, *, group=None, user=None, state=OutgoingState.PENDING):
        statement = select(Outgoing).where(Outgoing.kind == kind).order_by(Outgoing.id)
        if group is not None:
            statement = statement.where(Outgoing.group_id == self.groups[group])
        if user is not None:
            statement = statement.where(Outgoing.user_id == user)
        if state is not None:
            statement = statement.where(Outgoing.state == state)
        return list(await self.session.scalars(statement.execution_options(populate_existing=True)))

    async def shows(self, composers, kind, *, row_id=None, is_edit=False, language="zh", details="chat", **where):
        """What the last row of this kind, or the row `row_id`, would say now."""
        rows = await self.rows(kind, state=None, **where)
        row = next(each for each in reversed(rows) if row_id in (None, each.id))
        request = Request(
            id=row.id,
            kind=row.kind,
            subject_id=row.subject_id,
            bot_id=BOT,
            group_id=row.group_id,
            user_id=row.user_id,
            viewer=row.viewer,
            args=dict(row.args),
            is_edit=is_edit,
            caused_at=row.caused_at,
            language=language,
            details=details,
        )
        return await composers[kind](self.session, request, self.now)


def actions(message):
    """The actions of all buttons under a message."""
    return [button.action for row in message.keyboard for button in row]


def labels(message):
    return [button.label for row in message.keyboard for button in row]
