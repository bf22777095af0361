"""At night ordinary prompts to staff wait, cards come without a sound, and emergencies ring."""

from datetime import UTC, datetime

import pytest

from escalations.quiet import hush
from outbox.message import Later, Message, Request
from pyramid.policy import built_in_policy, read_policy
from tests.incidents.town import LEADER, WORKER, leak

NIGHT = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai
DAY = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


async def _plain(_session, _request, _now):
    return Message("words")


def _request(kind, subject, *, user=WORKER, group=None, is_edit=False):
    return Request(
        id=1, kind=kind, subject_id=subject, bot_id=1, group_id=group, user_id=user, viewer="worker", args={},
        is_edit=is_edit, caused_at=DAY, language="zh", details="chat",
    )  # fmt: skip


@pytest.fixture
async def ordinary(town):
    return (await town.says(LEADER, report=leak(category="sanitation.garbage", urgency="normal"))).incident_id


async def _made(town, kind, subject, now, policy=None, **more):
    composers = hush({kind: _plain}, policy or built_in_policy())
    return await composers[kind](town.session, _request(kind, subject, **more), now)


async def test_an_ordinary_prompt_waits_at_night_and_not_by_day(town, ordinary):
    assert isinstance(await _made(town, "nudge", ordinary, NIGHT), Later)
    assert isinstance(await _made(town, "nudge", ordinary, DAY), Message)
    assert isinstance(await _made(town, "climb_digest", 1, NIGHT), Later)


async def test_a_card_comes_at_night_without_a_sound(town, ordinary):
    assert (await _made(town, "incident_card", ordinary, NIGHT)).is_silent
    assert not (await _made(town, "incident_card", ordinary, DAY)).is_silent
    assert (await _made(town, "escalation_brief", ordinary, NIGHT, user=None, group=3)).is_silent


@pytest.mark.parametrize("urgency", ["emergency", "urgent"])
async def test_what_is_pressing_never_waits(town, urgency):
    pressing = (await town.says(LEADER, report=leak(urgency=urgency))).incident_id
    for kind in ("nudge", "escalation_brief", "check_request", "incident_card"):
        made = await _made(town, kind, pressing, NIGHT)
        assert isinstance(made, Message)
        assert not made.is_silent


async def test_an_edit_never_waits(town, ordinary):
    assert isinstance(await _made(town, "nudge", ordinary, NIGHT, is_edit=True), Message)


async def test_an_empty_list_disables_the_quiet(town, ordinary):
    policy = read_policy("[quiet]\nstaff = []")
    assert isinstance(await _made(town, "nudge", ordinary, NIGHT, policy), Message)
