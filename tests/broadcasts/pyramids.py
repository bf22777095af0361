"""Generated pyramids, and the verbs with which tests send a notice through them."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select, update

from broadcasts.advance_notice import advance_notice
from broadcasts.submit_notice import submit_notice
from models.broadcasts import Notice
from models.kinds import GroupState, NoticeKind, OutgoingState, Role, Tier
from models.outbox import Outgoing
from models.pyramid import Acquaintance, Group, Person, Post, Unit
from pyramid.lookup import actor_of

BOT = 7000
HQ, HQ_TWO, STREET, RESIDENT = 101, 102, 201, 999
LEADERS = 10_000  # the leader of micro-grid n has the user id LEADERS + n


class Town:
    """Units by code ("hq", "s1", "s1c2", "s1c2g1", "s1c2g1m3"), their chats, and their people."""

    def __init__(self, session, policy, now):
        self.session, self.policy, self.now = session, policy, now
        self.units = {}
        self.groups = {}
        self.leaders = {}

    async def build(self, streets, communities, grids, micro_grids, people=True):
        rows = [("hq", None, Tier.HQ)]
        for s in range(1, streets + 1):
            rows.append((f"s{s}", "hq", Tier.STREET))
            for c in range(1, communities + 1):
                rows.append((f"s{s}c{c}", f"s{s}", Tier.COMMUNITY))
                for g in range(1, grids + 1):
                    rows.append((f"s{s}c{c}g{g}", f"s{s}c{c}", Tier.GRID))
                    rows += [(f"s{s}c{c}g{g}m{m}", f"s{s}c{c}g{g}", Tier.MICRO_GRID) for m in range(1, micro_grids + 1)]
        for number, (code, parent, tier) in enumerate(rows, start=1):
            above = self.units.get(parent)
            path = f"{above.path if above else '/'}{number}/"
            unit = Unit(
                id=number, code=code, parent_id=above and above.id, tier=tier, name=f"U-{code}", path=path,
                valid_from=self.now,
            )  # fmt: skip
            group = Group(
                id=number, unit_id=number, chat_id=-1000 - number, bot_id=BOT, state=GroupState.BOUND, since=self.now
            )
            self.units[code], self.groups[code] = unit, group
        self.session.add_all(self.units.values())
        await self.session.flush()
        self.session.add_all(self.groups.values())
        await self.session.flush()
        await self.person(HQ, "hq", Role.HQ_OFFICE)
        await self.person(HQ_TWO, "hq", Role.HQ_OFFICE)
        await self.person(STREET, "s1", Role.STREET_COMMAND)
        if people:
            for code in [code for code in self.units if "m" in code]:
                self.leaders[code] = LEADERS + self.units[code].id
                await self.person(self.leaders[code], code, Role.MICRO_GRID_LEADER, is_acquainted=False)

    async def person(self, user_id, code, role, is_acquainted=True, field=""):
        person = Person(user_id=user_id, language="zh")
        self.session.add(person)
        await self.session.flush()
        self.session.add(
            Post(person_id=person.id, unit_id=self.units[code].id, role=role, field=field, valid_from=self.now)
        )
        if is_acquainted:
            await self.acquaint(user_id)
        await self.session.flush()

    async def acquaint(self, user_id):
        self.session.add(Acquaintance(user_id=user_id, bot_id=BOT, since=self.now))
        await self.session.flush()

    async def actor(self, user_id):
        return await actor_of(self.session, user_id)

    async def dismiss(self, user_id):
        person = await self.session.scalar(select(Person).where(Person.user_id == user_id))
        await self.session.execute(update(Post).where(Post.person_id == person.id).values(valid_to=self.now))

    def with_notices(self, **changes):
        self.policy = replace(self.policy, notices=replace(self.policy.notices, **changes))

    async def submit(
        self, *, to="hq", by=HQ, words="请大家注意防火", kind=NoticeKind.POLICY, source="chat", approver=None, **more
    ):
        return await submit_notice(
            self.session,
            author=await self.actor(by),
            unit_id=self.units[to].id,
            words=words,
            kind=kind,
            source=source,
            approver=await self.actor(approver) if approver else None,
            policy=self.policy,
            cell="A",
            now=self.now,
            **more,
        )

    async def notice(self, notice_id):
        return await self.session.get(Notice, notice_id, populate_existing=True)

    async def advance(self, notice_id, after=timedelta(0)):
        self.now += after
        return await advance_notice(self.session, notice_id, policy=self.policy, now=self.now)

    async def deliver(self, notice_id, *, but=(), kind="notice_copy"):
        """What the outbox would do: every waiting copy now stands in its chat, but for those of some groups."""
        spared = [self.groups[code].id for code in but]
        await self.session.execute(
            update(Outgoing)
            .where(
                Outgoing.kind == kind,
                Outgoing.subject_id == notice_id,
                Outgoing.state == OutgoingState.PENDING,
                Outgoing.group_id.not_in(spared),
            )
            .values(
                state=OutgoingState.SENT, shown=1, message_id=Outgoing.id + 5000, chat_id=-1,
                sent_at=self.session.info["machine_now"],
            )
        )  # fmt: skip

    async def sent_to_all(self, **submission):
        """A notice that stands in all its chats."""
        submitted = await self.submit(kind=NoticeKind.EMERGENCY, **submission)
        await self.deliver(submitted.notice_id)
        await self.advance(submitted.notice_id, timedelta(seconds=3))
        return submitted.notice_id

    async def rows(self, notice_id, kind):
        found = await self.session.scalars(
            select(Outgoing)
            .where(Outgoing.kind == kind, Outgoing.subject_id == notice_id)
            .order_by(Outgoing.id)
            .execution_options(populate_existing=True)
        )
        return list(found)

    async def count(self, notice_id, kind="notice_copy"):
        return await self.session.scalar(
            select(func.count()).where(Outgoing.kind == kind, Outgoing.subject_id == notice_id)
        )
