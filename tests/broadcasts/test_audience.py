"""Whom a notice reaches when it is narrowed, what it costs, and that its consent is worth only for exactly that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadcasts.approve_notice import approve_notice
from broadcasts.audience import Audience, Counts
from broadcasts.audience_count import audience_count
from broadcasts.audience_options import audience_options
from broadcasts.cost import cost_of
from models.kinds import NoticeKind, Role, Tier
from tests.broadcasts.pyramids import HQ_TWO


async def reached(town, **filters):
    return (await audience_count(town.session, Audience(town.units["hq"].id, **filters))).total


async def test_each_filter_leaves_out_what_it_says(town):
    await town.person(310, "s1c1g1m2", Role.PART_TIME_WORKER)
    for code in ("s1c1g1m1", "s2c1g1m1"):
        town.units[code].kind = "企业"
    await town.session.flush()
    assert await reached(town) == 39
    assert await reached(town, tiers=frozenset({Tier.GRID, Tier.STREET})) == 10
    assert await reached(town, kinds=frozenset({"企业"})) == 2
    assert await reached(town, roles=frozenset({Role.PART_TIME_WORKER})) == 1
    assert await reached(town, but=frozenset({town.units["s2"].id, town.units["s1c1g1"].id})) == 39 - 19 - 4
    assert await reached(town, but=frozenset({town.units["s2"].id}), kinds=frozenset({"企业"})) == 1


async def test_the_copies_go_to_the_audience_alone(town):
    whom = Audience(town.units["hq"].id, tiers=frozenset({Tier.COMMUNITY}))
    made = await town.submit(kind=NoticeKind.EMERGENCY, audience=whom)
    codes = {"s1c1", "s1c2", "s2c1", "s2c2"}
    rows = await town.rows(made.notice_id, "notice_copy")
    assert {row.group_id for row in rows} == {town.groups[code].id for code in codes}


async def test_the_canary_is_of_the_audience(town):
    town.with_notices(canary=2)
    made = await town.submit(audience=Audience(town.units["hq"].id, tiers=frozenset({Tier.COMMUNITY})))
    await town.advance(made.notice_id, timedelta(seconds=60))
    assert {row.viewer for row in await town.rows(made.notice_id, "notice_copy")} == {"community"}


async def test_every_switch_toggles_and_toggles_back(town):
    town.units["s1c1g1m1"].kind = "企业"
    await town.session.flush()
    whole = Audience(town.units["hq"].id)
    options = await audience_options(town.session, whole)
    assert {option.word for option in options} == {"tier", "kind", "role", "but"}
    for option in options:
        assert not option.is_on
        again = await audience_options(town.session, option.toggled)
        back = next(each for each in again if (each.word, each.value) == (option.word, option.value))
        assert (back.is_on, back.toggled) == (True, whole)


async def test_a_changed_audience_voids_the_consent(town):
    town.with_notices(approve_above=3)
    made = await town.submit(audience=Audience(town.units["hq"].id, tiers=frozenset({Tier.COMMUNITY})))
    notice = await town.notice(made.notice_id)
    notice.plan = {**notice.plan, "audience": Audience(notice.unit_id, tiers=frozenset({Tier.GRID})).expression}
    await town.session.flush()
    actor = await town.actor(HQ_TWO)
    refused = await approve_notice(town.session, made.notice_id, actor, typed_count=4, now=town.now)
    assert refused.reason == "refusal_broadcasts.void"


@pytest.mark.parametrize(
    ("by_bot", "per_second", "seconds"), [({1: 10026}, 30, 335), ({1: 5000, 2: 5026}, 30, 168), ({1: 7}, 30, 1)]
)
def test_the_busiest_token_decides_how_long_it_takes(by_bot, per_second, seconds):
    counts = Counts({Tier.GRID: sum(by_bot.values())}, 0, by_bot)
    assert cost_of("", counts, 0, per_second=per_second).seconds == seconds


def test_the_hours_are_those_of_everybody_who_is_asked_to_read():
    cost = cost_of("字" * 100, Counts({Tier.GRID: 5046}), 5046)
    assert (cost.reading, cost.person_hours) == (40, 56.1)
    assert replace(cost, people=0).person_hours == 0
