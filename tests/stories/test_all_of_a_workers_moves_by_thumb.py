"""Whatever a worker can do is a button under /my: take, arrive, call in, help, put off, give back; a mistaken tap is undone."""

import pytest

MOVES = ("到场", "完成", "求援", "退回", "延期", "挂账", "叫人", "撤销")


@pytest.fixture
async def card(town):
    """The matter, taken in private from /my."""
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    private = town.dm("worker")
    await private.sees("#A-1001", label="接单")
    await town.worker.says(private, "/my")
    mine = await private.sees("等人接单：1 件", label="#A-1001")
    offered = [key["text"] for row in mine["buttons"] for key in row]
    assert {"开始巡查", "民情本", "人员"} <= set(offered)
    await town.presses("worker", private, "#A-1001", mine["id"])
    shown = await private.sees("楼道", label="接单", after=mine["id"])
    await town.presses("worker", private, "接单", shown["id"])
    return await private.sees("处理中", label="完成", after=mine["id"])


async def test_every_move_has_its_button_and_a_mistaken_arrival_is_undone(town, card):
    private = town.dm("worker")
    offered = [key["text"] for row in card["buttons"] for key in row]
    assert [move for move in MOVES if move not in offered] == []
    assert "已记到场" in await town.presses("worker", private, "到场", card["id"])
    await town.calms_down()
    there = await private.sees("处理中", label="撤销", after=card["id"] - 1)
    assert "到场" not in [key["text"] for row in there["buttons"] for key in row]
    await town.presses("worker", private, "撤销", card["id"])
    await private.sees("处理中", label="到场", after=card["id"] - 1)


async def test_done_with_a_photo_in_private_goes_to_a_colleague(town, card):
    private = town.dm("worker")
    await town.presses("worker", private, "完成", card["id"])
    await town.worker.sends_photo(private, "换了新灯泡")
    await private.sees("已记到 #A-1001")
    await town.dm("colleague").sees("换了新灯泡", label="通过")


async def test_a_mistaken_call_for_help_is_undone_and_everybody_is_told(town, card):
    private = town.dm("worker")
    await town.presses("worker", private, "求援", card["id"])
    await town.dm("colleague").sees("求援：请能到场的同事")
    await town.calms_down()
    assert await town.presses("worker", private, "撤销", card["id"]) == "已撤销。"
    await town.dm("colleague").sees("求援点错了，不用支援了")
    await town.g.sees("求援点错了，不用支援了")
