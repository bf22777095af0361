"""叫人: who covers it now is listed, called with one tap, answers with a button, and is counted."""

import pytest

from tests.stories.town import PEOPLE, POLICY, living_town

EXPERTS = [("officer", "part_time_worker:police", "G"), ("judge", "part_time_worker:judge", "C")]


@pytest.fixture
async def town(tmp_path):
    async with living_town(tmp_path, policy=POLICY, people=[*PEOPLE, *EXPERTS]) as made:
        yield made


async def taken(town):
    await town.leader.says(town.m3, "3幢2单元302室水管爆了，电话13912345678")
    await town.presses("worker", town.g, "接单")
    return await town.dm("worker").sees("水管爆", label="叫人")


async def test_one_tap_calls_and_the_minutes_are_counted(town):
    card = await taken(town)
    private, officer = town.dm("worker"), town.dm("officer")
    assert "发到您的私聊" in await town.presses("worker", private, "叫人", card["id"])
    offered = await private.sees("叫谁来帮忙", label="officer")
    assert any("judge" in key["text"] for row in offered["buttons"] for key in row)
    assert "已经叫了" in await town.presses("worker", private, "officer", offered["id"])
    asked = await officer.sees("请您支援", label="我去")
    assert "302" not in asked["text"], "who has not come yet reads what a group may read"
    assert "13912345678" not in asked["text"]
    for words in ("已通知第一网格。", "有人接单。", "目前知道牵涉 1 户。"):
        assert words in asked["text"], "the same brief as at every hop"
    why = await town.presses("officer", officer, "为什么是我", asked["id"])
    assert "派出所" in why or "police" in why
    assert "#A-1001" in why
    assert "已撤销" in await town.presses("worker", private, "officer", offered["id"]), "a mistaken tap"
    await officer.sees("点错了，不用来了")
    assert "已经叫了" in await town.presses("worker", private, "officer", offered["id"])
    asked = await officer.sees("来得了吗", label="我去", after=asked["id"])
    await town.presses("officer", officer, "我去", asked["id"])
    full = await officer.sees("您应答了", label="办完了")
    assert "302" in full["text"]
    assert "已经叫过这位" in await town.presses("worker", private, "officer", offered["id"])
    await private.sees("officer · 第一网格 接了 #A-1001")
    await town.time_passes("25m")
    await town.presses("officer", officer, "办完了", full["id"])
    await private.sees("用了 25 分钟")
    after = await officer.sees("支援结束，用了 25 分钟")
    assert "302" not in after["text"], "when it is over the details are gone"
    await town.officer.says(officer, "/mydata")
    await officer.sees("您帮过的忙：被叫 1 次，自己记的和调解的 0 件")
    card = await town.g.sees("水管爆", label="经过")
    await town.presses("worker", town.g, "经过", card["id"])
    told = await town.g.sees("叫人支援")
    assert told["text"].count("叫人支援") == 1, "a call that was taken back is not shown"
    assert "已撤销" not in told["text"]
    assert "专业人员应答" in told["text"]
    assert "支援结束" in told["text"]


async def test_hours_of_ones_own_are_kept_as_written_and_what_was_done_besides_is_noted(town):
    judge, private = town.dm("judge"), town.dm("worker")
    await town.judge.says(judge, "/my")
    await town.presses("judge", judge, "我的时段")
    await town.presses("judge", judge, "自己写时段")
    await town.judge.says(judge, "有空就行")
    await judge.sees("没看明白")
    await town.judge.says(judge, "每天凌晨3点到凌晨3点01分")
    await judge.sees("记下了：每天 03:00–03:01")
    card = await taken(town)
    await town.presses("worker", private, "叫人", card["id"])
    offered = await private.sees("叫谁来帮忙", label="officer")
    assert not any("judge" in key["text"] for row in offered["buttons"] for key in row)
    await town.presses("judge", judge, "记一笔")
    assert "记下了：讲了一课" in await town.presses("judge", judge, "讲了一课")
    assert "已撤销：讲了一课" in await town.presses("judge", judge, "讲了一课")


async def test_who_said_not_now_is_not_listed_and_who_cannot_come_says_so_in_english(town):
    judge = town.dm("judge")
    await town.judge.says(judge, "/my")
    await town.presses("judge", judge, "我的时段")
    assert "暂时不接" in await town.presses("judge", judge, "暂时不接")
    officer = town.dm("officer")
    await town.officer.says(officer, "/language")
    await town.presses("officer", officer, "English")
    card = await taken(town)
    private = town.dm("worker")
    await town.presses("worker", private, "叫人", card["id"])
    offered = await private.sees("叫谁来帮忙", label="officer")
    assert not any("judge" in key["text"] for row in offered["buttons"] for key in row)
    await town.presses("worker", private, "officer", offered["id"])
    await officer.sees("Please help", label="I cannot")
    await town.presses("officer", officer, "I cannot")
    await private.sees("这次来不了 #A-1001")
