"""A cell whose leader is gone: those above are told, name a successor in two taps, and what was open moves along."""

import asyncio

import pytest
from sqlalchemy import text

from broadcasts.name_successor import Succeeded, name_successor
from pyramid.heirs import heirs
from pyramid.lookup import actor_of
from tests.stories.town import PEOPLE, POLICY, living_town


@pytest.fixture
async def town(tmp_path):
    people = [each for each in PEOPLE if each[0] not in ("leader5", "colleague")]
    async with living_town(tmp_path, policy=POLICY, people=people) as made:
        yield made


async def test_a_deaf_cell_gets_a_new_leader(town):
    await town.publishes("boss", "HQ", "请大家注意防火。")
    await town.m5.sees("请大家注意防火。", label="收到")
    await town.time_passes("24h")
    await town.time_comes("10:00")
    private = town.dm("head")
    listed = await private.sees("第一网格下面有 1 个单位可能失联", label="换人：梧桐苑5幢")
    assert "梧桐苑5幢：没有负责人" in listed["text"]
    await town.presses("head", private, "换人：梧桐苑5幢")
    await private.sees("谁来接任「梧桐苑5幢」？", label="leader（梧桐苑3幢微网格长）")
    assert "有 0 件事一起转过去" in await town.presses("head", private, "leader（梧桐苑3幢微网格长）")
    await town.dm("leader").sees("您接任「梧桐苑5幢」")
    await private.sees("第一网格下面的单位都有人了")
    await town.leader.joins(town.m5)
    assert await town.presses("leader", town.m5, "收到") == "收到，谢谢！已记下：梧桐苑5幢"
    async with town.app.database.reading() as session:
        said = (
            await session.scalars(text("SELECT args FROM outgoing WHERE kind IN ('heir_choices', 'deaf_cells')"))
        ).all()
    assert not any("leader" in str(each) for each in said), "no name lies in the queue"


async def test_what_the_former_worker_had_taken_moves_along(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，淹到一楼了")
    await town.presses("worker", town.g, "接单")
    await town.calms_down()
    async with town.app.database.transaction() as session:
        commander = await actor_of(session, town.commander.id)
        cell = await session.scalar(text("SELECT id FROM unit WHERE code = 'G'"))
        offered = [heir.person_id for heir in await heirs(session, cell)]
        wish = {"policy": town.app.policy, "now": town.app.clock.now()}
        refused = await name_successor(session, cell, 999, commander, **wish)
        assert refused.reason == "refusal_heir.not_offered"
        own = await name_successor(session, cell, offered[0], await actor_of(session, town.worker.id), **wish)
        assert own.reason.startswith("refusal_pyramid."), "nobody names their own successor"
        done = await name_successor(session, cell, offered[0], commander, **wish)
        assert done == Succeeded("第一网格", 1)
    await town.dm("secretary").sees("有 1 件没办完的事转给您")
    await town.dm("secretary").sees("水管爆了", label="接单")


async def test_a_leader_who_left_the_chat_above_is_noticed(town):
    await town.leader.leaves(town.g)
    async with town.app.database.transaction() as session:
        await session.execute(text("DELETE FROM attendance"))
    for _ in range(200):
        async with town.app.database.reading() as session:
            if await session.scalar(text("SELECT count(*) FROM attendance WHERE NOT is_present")):
                break
        await asyncio.sleep(0.05)
    await town.time_passes("24h")
    await town.time_comes("10:00")
    listed = await town.dm("head").sees("第一网格下面有", label="换人：梧桐苑3幢")
    assert "梧桐苑3幢：负责人不在上级群" in listed["text"]
