"""Somebody goes, somebody comes: replaced, moved, removed and added in private chat, with all that was open."""

import re


async def test_who_takes_over_gets_what_was_open_and_a_mistaken_tap_is_undone(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，淹到一楼了")
    await town.presses("worker", town.g, "接单")
    await town.dm("worker").sees("水管爆", label="完成")
    private = town.dm("head")
    await town.head.says(private, "/people")
    await private.sees("要安排哪个单位的人", label="第一网格")
    await town.presses("head", private, "第一网格")
    await private.sees("「第一网格」现在有 3 个岗位", label="worker（专职网格员）")
    await town.presses("head", private, "worker（专职网格员）")
    await private.sees("手上有 1 件没办完", label="换成 colleague")
    await town.presses("head", private, "换成 colleague")
    sure = await private.sees("换成 colleague，手上的事一起转过去", label="调岗")
    assert "60 秒内可撤销" in await town.presses("head", private, "调岗", sure["id"])
    await town.dm("worker").sees("1 件没办完的事一起转过去了")
    await town.dm("colleague").sees("您接任「第一网格」")
    await town.dm("colleague").sees("同事的这件事转给您", label="接单")
    await town.g.sees("水管爆", label="接单")
    assert "只有本网格" in await town.presses("worker", town.g, "接单")
    done = await private.sees("已由 colleague 接替 worker，1 件事转过去了", label="撤销")
    assert "一切照旧" in await town.presses("head", private, "撤销", done["id"])
    await private.sees("刚才的换人已撤销")
    await town.dm("worker").sees("刚才的换人已撤销")
    await town.g.sees("水管爆", label="完成")
    await town.presses("worker", town.g, "完成")
    await town.dm("colleague").sees("#A-1001", label="通过")


async def test_a_removed_workers_matters_go_back_to_the_unit_and_it_stands_in_the_timeline(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，淹到一楼了")
    await town.presses("worker", town.g, "接单")
    await town.dm("worker").sees("水管爆", label="完成")
    private = town.dm("secretary")
    await town.secretary.says(private, "/people")
    await town.presses("secretary", private, "第一网格")
    await town.presses("secretary", private, "worker（专职网格员）")
    await town.presses("secretary", private, "撤下，不换人")
    sure = await private.sees("手上的事放回单位", label="不做了")
    await town.presses("secretary", private, "不做了", sure["id"])
    await town.dm("worker").sees("您在「第一网格」的岗位结束了，1 件没办完的事放回了单位")
    card = await town.g.sees("水管爆", label="接单")
    await town.presses("colleague", town.g, "经过", card["id"])
    await town.g.sees("换人移交")
    await town.time_passes("2m")
    done = await private.sees("岗位已撤下")
    assert "已经过了 60 秒" in await town.presses("secretary", private, "撤销", done["id"])


async def test_somebody_new_gets_a_link_and_what_waits(town):
    await town.leader.says(town.m3, "3幢2单元水管爆了，淹到一楼了")
    private = town.dm("head")
    await town.head.says(private, "/people")
    await town.presses("head", private, "第一网格")
    await town.presses("head", private, "加人")
    which = await private.sees("给「第一网格」加什么岗位", label="专职网格员")
    assert "网格长" not in [key["text"] for row in which["buttons"] for key in row], "another head is named from above"
    await town.presses("head", private, "专职网格员", which["id"])
    await private.sees("直接发他的名字")
    await town.head.says(private, "新来的小周")
    link = re.search(r"start=(p_\S+)", (await private.sees("上岗链接，请只转给本人"))["text"]).group(1)
    await town.neighbour.starts(town.bot, link)
    await town.dm("neighbour").sees("欢迎上岗")
    await town.neighbour.joins(town.g)
    await town.presses("neighbour", town.g, "接单")
    await town.dm("neighbour").sees("水管爆", label="完成")


async def test_a_leader_moves_next_door(town):
    private = town.dm("head")
    await town.head.says(private, "/people")
    await town.presses("head", private, "梧桐苑3幢")
    await town.presses("head", private, "leader（微网格长）")
    await town.presses("head", private, "调到 梧桐苑5幢")
    await town.presses("head", private, "调岗")
    await private.sees("leader 已从「梧桐苑3幢」调走")
    await town.dm("leader").sees("岗位结束了")


async def test_who_decides_about_nobody_is_told_so_in_english(town):
    await town.leader.says(town.dm("leader"), "/language")
    await town.presses("leader", town.dm("leader"), "English")
    await town.leader.says(town.dm("leader"), "/people")
    await town.dm("leader").sees("Your post cannot change people")


async def test_a_post_is_taken_away_in_english(town):
    private = town.dm("secretary")
    await town.secretary.says(private, "/language")
    await town.presses("secretary", private, "English")
    await town.secretary.says(private, "/people")
    await town.presses("secretary", private, "第一网格")
    await town.presses("secretary", private, "worker (")
    await town.presses("secretary", private, "Remove, nobody takes over")
    assert "undone for 60 seconds" in await town.presses("secretary", private, "Left")
    await private.sees("worker no longer holds a post in 第一网格", label="Undo")
