from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.kinds import GroupState, OutgoingState
from models.process import BotAccount
from models.pyramid import EnrolmentCode, Group, WrongTry
from outbox.enqueue import Say, enqueue
from pyramid.actor import Actor
from pyramid.codes import ALPHABET
from pyramid.enrol_group import Bound, GroupCode, bind_group, issue_group_code
from pyramid.refusal import Refusal
from pyramid.standing import MemberProof, Standing
from tests.pyramid.conftest import BOT, NOBODY

NEW_CHAT = -500
ADMIN = Standing("administrator", may_pin=True)
PROOF = MemberProof("creator", ADMIN)


@pytest.fixture
def issue(session, town, now):
    async def by(user_id, code="M2", at=now):
        return await issue_group_code(session, (await town.unit(code)).id, await town.actor(user_id), now=at)

    return by


@pytest.fixture
def bind(session, town, now):
    async def with_code(code, *, by=NOBODY, chat=NEW_CHAT, proof=PROOF, at=now, bot=BOT):
        return await bind_group(
            session,
            chat_id=chat,
            bot_id=bot,
            is_supergroup=True,
            code=code,
            actor=await town.actor(by),
            proof=proof,
            now=at,
        )

    return with_code


def reason(refusal):
    assert isinstance(refusal, Refusal)
    return refusal.reason.removeprefix("refusal_pyramid.")


async def test_a_code_is_ten_signs_that_nobody_confuses(issue, now):
    code = await issue(33)
    assert isinstance(code, GroupCode)
    assert len(code.code) == 10
    assert set(code.code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL")
    assert code.expires_at == now + timedelta(minutes=15)


async def test_only_its_hash_is_kept(session, issue):
    code = await issue(33)
    (row,) = await session.scalars(select(EnrolmentCode))
    assert code.code not in row.code_hash
    assert row.issued_by == 33


@pytest.mark.parametrize(
    ("user", "may"),
    [
        (33, True),
        (31, True),
        (21, True),
        (1, True),
        (41, False),
        (22, False),
        (34, False),
        (51, False),
        (NOBODY, False),
    ],
)
async def test_codes_come_from_the_parent_tier_or_above(issue, user, may):
    assert isinstance(await issue(user), GroupCode) is may


async def test_the_right_code_from_an_administrator_binds(session, town, issue, bind):
    code = await issue(33)
    bound = await bind(code.code)
    assert isinstance(bound, Bound)
    assert (bound.unit_name, bound.lacks) == ("二号楼", ())
    group = await town.group("M2")
    assert (group.id, group.chat_id, group.bot_id, group.state) == (bound.group_id, NEW_CHAT, BOT, GroupState.BOUND)
    assert (group.is_admin, group.may_pin, group.hears_all, group.leave_at) == (True, True, True, None)
    assert [row.group_id for row in await town.said("group_bound")] == [group.id]


@pytest.mark.parametrize(
    "written", [str.lower, lambda code: f" {code[:5]} {code[5:]} ", lambda code: f"{code[:5]}-{code[5:]}"]
)
async def test_a_code_may_be_typed_carelessly(issue, bind, written):
    assert isinstance(await bind(written((await issue(33)).code)), Bound)


async def test_a_code_opens_once(issue, bind):
    code = (await issue(33)).code
    assert isinstance(await bind(code), Bound)
    assert reason(await bind(code, chat=-501)) == "bind_wrong_code"


async def test_a_code_lives_fifteen_minutes(issue, bind, now):
    code = (await issue(33)).code
    assert reason(await bind(code, at=now + timedelta(minutes=15))) == "bind_wrong_code"
    assert isinstance(await bind(code, at=now + timedelta(minutes=14, seconds=59)), Bound)


async def test_a_new_code_makes_the_old_one_void(issue, bind):
    old, new = (await issue(33)).code, (await issue(21)).code
    assert reason(await bind(old)) == "bind_wrong_code"
    assert isinstance(await bind(new), Bound)


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (MemberProof("member", ADMIN), "bind_not_admin"),
        (MemberProof("left", ADMIN), "bind_not_admin"),
        (MemberProof("", ADMIN), "bind_not_admin"),
        (MemberProof("creator", ADMIN, is_anonymous=True), "anonymous"),
        (MemberProof("creator", Standing("left")), "bind_not_member"),
        (MemberProof("creator", Standing("restricted", is_member=False)), "bind_not_member"),
    ],
)
async def test_only_a_real_administrator_under_the_own_name_binds(issue, bind, proof, why):
    code = (await issue(33)).code
    assert reason(await bind(code, by=33, proof=proof)) == why
    assert isinstance(await bind(code), Bound)  # the code was not used up


async def test_an_actor_who_is_masked_does_not_bind(session, issue, town, now):
    code = (await issue(33)).code
    refusal = await bind_group(
        session,
        chat_id=NEW_CHAT,
        bot_id=BOT,
        is_supergroup=True,
        code=code,
        actor=Actor(1087968824, is_anonymous=True),
        proof=PROOF,
        now=now,
    )
    assert reason(refusal) == "anonymous"


async def test_five_wrong_tries_lock_chat_and_person(issue, bind, now):
    code = (await issue(33)).code
    answers = [await bind("WRONGWRONG") for _ in range(5)]
    assert [answer.values.get("left") for answer in answers] == [4, 3, 2, 1, None]
    assert reason(answers[-1]) == "locked"
    assert answers[-1].values == {"minutes": 15}
    assert reason(await bind(code)) == "locked"  # even the right one
    assert reason(await bind(code, by=NOBODY, chat=-501)) == "locked"  # the person, elsewhere
    assert reason(await bind(code, by=998)) == "locked"  # the chat, by somebody else
    assert isinstance(await bind(code, by=998, chat=-502), Bound)


async def test_a_lock_opens_after_fifteen_minutes(issue, bind, now):
    for _ in range(5):
        await bind("WRONGWRONG")
    later = now + timedelta(minutes=15)
    code = (await issue(33, at=later)).code
    assert reason(await bind(code, at=later - timedelta(seconds=1))) == "locked"
    assert isinstance(await bind(code, at=later), Bound)


async def test_the_right_code_forgives_wrong_ones(session, issue, bind):
    for _ in range(4):
        await bind("WRONGWRONG")
    assert isinstance(await bind((await issue(33)).code), Bound)
    assert list(await session.scalars(select(WrongTry))) == []


async def test_a_chat_belongs_to_one_unit(issue, bind, town):
    refusal = await bind((await issue(33)).code, chat=-107)
    assert reason(refusal) == "bind_chat_taken"
    assert refusal.values == {"unit": "一号楼"}
    assert (await town.group("M1")).chat_id == -107


async def test_the_chat_that_was_greeted_becomes_the_units(session, town, issue, bind, now):
    waiting = Group(chat_id=NEW_CHAT, bot_id=BOT, state=GroupState.UNBOUND, since=now, leave_at=now)
    session.add(waiting)
    await session.flush()
    await bind((await issue(33)).code)
    assert (await town.group("M2")) is waiting
    assert (waiting.leave_at, waiting.state) == (None, GroupState.BOUND)


async def test_a_unit_with_another_chat_moves_and_what_waits_moves_along(session, town, issue, bind, now):
    own = await town.group("M1")
    own.state = GroupState.AWAY
    await session.flush()
    await enqueue(session, [Say("notice_copy", group_id=own.id)], now=now)
    assert (await town.said("notice_copy"))[0].state is OutgoingState.PARKED
    greeted = Group(chat_id=NEW_CHAT, bot_id=BOT, state=GroupState.UNBOUND, since=now, leave_at=now)
    session.add(greeted)
    await session.flush()
    bound = await bind((await issue(33, "M1")).code)
    assert bound.group_id == own.id
    assert (own.chat_id, own.state) == (NEW_CHAT, GroupState.BOUND)
    assert (greeted.chat_id, greeted.state, greeted.leave_at) == (None, GroupState.LEFT, None)
    assert (await town.said("notice_copy"))[0].state is OutgoingState.PENDING
    assert await town.chat(-107) is None


async def test_the_chat_that_a_unit_leaves_is_told_and_left(session, town, issue, bind, now):
    await bind((await issue(33, "M1")).code)
    old = await town.chat(-107)
    assert (old.unit_id, old.state, old.leave_at) == (None, GroupState.UNBOUND, now + timedelta(minutes=15))
    assert [row.group_id for row in await town.said("group_released")] == [old.id]


async def test_binding_the_same_chat_again_is_no_mistake(issue, bind, town):
    group = await town.group("M1")
    bound = await bind((await issue(33, "M1")).code, chat=-107)
    assert bound.group_id == group.id


@pytest.mark.parametrize(
    ("standing", "hears_all", "lacks"),
    [
        (Standing("member"), False, ("privacy", "admin", "pin")),
        (Standing("member"), True, ("admin", "pin")),
        (Standing("administrator"), False, ("pin",)),
        (ADMIN, False, ()),
    ],
)
async def test_what_the_bot_lacks_is_noticed(*, session, issue, bind, standing, hears_all, lacks):
    (await session.get(BotAccount, BOT)).hears_all = hears_all
    await session.flush()
    assert (await bind((await issue(33)).code, proof=replace(PROOF, bot=standing))).lacks == lacks


async def test_who_gave_the_code_is_told_that_it_was_used(town, issue, bind):
    await town.knows(33)
    await bind((await issue(33)).code)
    (row,) = await town.said("issuer_told_bound")
    assert row.user_id == 33
