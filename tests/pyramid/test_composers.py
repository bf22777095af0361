from datetime import timedelta

import pytest
from sqlalchemy import select

from models.kinds import GroupState
from models.pyramid import Group, Post
from outbox.message import Deed, Message, Request, Stale
from pyramid.composers import COMPOSERS
from tests.pyramid.conftest import BOT

LANGUAGES = ("zh", "en")


@pytest.fixture
def compose(session, now):
    async def made(kind, subject=None, *, language="zh", group=None, user=None, is_edit=False, **args):
        request = Request(
            id=1,
            kind=kind,
            subject_id=subject,
            bot_id=BOT,
            group_id=group,
            user_id=user,
            viewer="",
            args=args,
            is_edit=is_edit,
            caused_at=now,
            language=language,
            details="chat",
        )
        return await COMPOSERS[kind](session, request, now)

    return made


@pytest.fixture
async def strange(session, town, now):
    group = Group(chat_id=-900, bot_id=BOT, state=GroupState.UNBOUND, since=now, leave_at=now + timedelta(minutes=15))
    session.add(group)
    await session.flush()
    return group


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_welcome_says_how_to_bind_and_how_long_we_stay(compose, strange, language):
    made = await compose("group_welcome", strange.id, language=language)
    assert "/bind" in made.html
    assert "15" in made.html


async def test_once_bound_the_welcome_says_whose_chat_it_is(session, town, compose, strange):
    strange.unit_id, strange.state = (await town.unit("M2")).id, GroupState.BOUND
    await session.flush()
    assert "二号楼" in (await compose("group_welcome", strange.id, is_edit=True)).html


async def test_a_chat_that_was_left_is_not_welcomed(session, compose, strange):
    strange.state = GroupState.LEFT
    assert isinstance(await compose("group_welcome", strange.id), Stale)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_binding_names_the_unit_and_what_is_above_it(town, compose, language):
    made = await compose("group_bound", (await town.group("M1")).id, language=language)
    for name in ("一号楼", "第一网格", "江南社区", "三江街道", "金开区"):
        assert name in made.html


async def test_the_binding_says_what_is_missing(session, town, compose):
    group = await town.group("M1")
    complete = (await compose("group_bound", group.id)).html
    group.is_admin = group.may_pin = group.hears_all = False
    made = (await compose("group_bound", group.id)).html
    assert "隐私模式" in made
    assert "管理员身份" in made
    assert "隐私模式" not in complete


async def test_what_was_missing_and_is_there_now_mends_the_message(town, compose):
    group = await town.group("M1")
    assert isinstance(await compose("group_lacks", group.id), Stale)
    assert "都齐了" in (await compose("group_lacks", group.id, is_edit=True)).html
    group.may_pin = False
    assert "置顶" in (await compose("group_lacks", group.id)).html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("parent_told_kicked", GroupState.AWAY),
        ("parent_told_back", GroupState.BOUND),
        ("parent_told_migrated", GroupState.BOUND),
    ],
)
async def test_those_above_read_which_unit_is_meant(town, compose, kind, state, language):
    group = await town.group("M1")
    group.state = state
    made = await compose(kind, group.id, language=language)
    assert "第一网格 · 一号楼" in made.html


async def test_news_that_is_no_longer_true_is_not_told(town, compose):
    group = await town.group("M1")
    assert isinstance(await compose("parent_told_kicked", group.id), Stale)
    group.state = GroupState.AWAY
    assert isinstance(await compose("parent_told_back", group.id), Stale)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_gave_a_code_is_warned_if_a_stranger_used_it(town, compose, language):
    group, leader = await town.group("M1"), await town.actor(41)
    known = await compose("issuer_told_bound", group.id, language=language, by=leader.person_id)
    stranger = await compose("issuer_told_bound", group.id, language=language, by=None)
    assert len(stranger.html) > len(known.html)
    assert "一号楼" in known.html


@pytest.mark.parametrize(("language", "role"), [("zh", "兼职网格员"), ("en", "part-time worker")])
async def test_a_new_holder_reads_the_own_posts(town, compose, language, role):
    made = await compose("post_welcome", user=51, language=language)
    assert "江南社区 · 第一网格" in made.html
    assert role in made.html
    assert "police" in made.html
    assert isinstance(await compose("post_welcome", user=999), Stale)


@pytest.mark.parametrize(("language", "role"), [("zh", "微网格长"), ("en", "micro-grid leader")])
async def test_those_above_read_who_took_up_which_post_without_a_name(*, session, town, compose, language, role, now):
    unit = await town.unit("M1")
    post = (await session.scalars(select(Post).where(Post.unit_id == unit.id))).one()
    made = await compose("parent_told_claimed", post.id, language=language)
    assert role in made.html
    assert "一号楼" in made.html
    assert "冯楼" not in made.html
    post.valid_to = now
    assert isinstance(await compose("parent_told_claimed", post.id), Stale)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_released_chat_is_told_how_to_come_back(compose, strange, language):
    assert "/bind" in (await compose("group_released", strange.id, language=language)).html
    strange.state = GroupState.BOUND
    assert isinstance(await compose("group_released", strange.id, language=language), Stale)


async def test_leaving_is_a_deed_unless_the_chat_was_bound_at_the_last_moment(compose, strange):
    assert isinstance(await compose("leave_chat", strange.id), Stale)
    strange.state = GroupState.LEFT
    assert await compose("leave_chat", strange.id) == Deed("leaveChat", {"chat_id": -900})


async def test_names_of_units_cannot_break_the_message(session, town, compose):
    unit = await town.unit("M1")
    unit.name = "<b>一号&楼"
    await session.flush()
    made = await compose("group_bound", (await town.group("M1")).id)
    assert isinstance(made, Message)
    assert "&lt;b&gt;一号&amp;楼" in made.html
