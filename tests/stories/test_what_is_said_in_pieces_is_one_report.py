"""People type a matter in pieces, and several at once: it stays one matter, with everything that was said."""

import pytest

from tests.stories.test_follow_ups_find_their_incident import reactions


async def test_where_and_how_bad_come_after_and_join_the_first_words(open_town):
    town = open_town
    await town.resident.says(town.m3, "台风把泡桐刮倒了")
    await town.g.sees("#A-1001", label="接单")
    place = await town.resident.says(town.m3, "老年食堂门口")
    assert await reactions(town, town.m3, place) == ["✍"]
    await town.g.sees("老年食堂门口")
    worse = await town.resident.says(town.m3, "人被压在下面了 叫不应")
    assert await reactions(town, town.m3, worse) == ["✍"]
    await town.hq.sees(
        "#A-1001 🔴 特急", label="督办"
    )  # an emergency has a card of its own on every tier, and no line of a digest
    await town.calms_down()
    digests = [each for each in await town.told(town.c, "在办事项") if "#A-1001" in each]
    assert digests == []
    assert await town.told(town.m3, "#A-1002") == []


async def test_a_bare_number_is_the_door_that_was_asked_for(open_town):
    town = open_town
    await town.resident.says(town.m3, "我家厕所顶上往下滴水")
    await town.g.sees("#A-1001")
    await town.leader.says(town.m3, "几零几")
    door = await town.resident.says(town.m3, "303")
    assert await reactions(town, town.m3, door) == ["✍"]
    await town.dm("worker").sees("303")


async def test_somebody_else_tells_of_the_same_fire_and_a_third_of_a_lamp(open_town):
    town = open_town
    await town.resident.says(town.m3, "楼道冒黑烟！！！一单元楼下")
    await town.g.sees("#A-1001")
    seen = await town.neighbour.says(town.m3, "看到了 电瓶车烧起来了")
    assert await reactions(town, town.m3, seen) == ["🤝"] or await reactions(town, town.m3, seen) == ["✍"]
    assert len(await town.told(town.m3, "#A-")) == 1
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.m3.sees("#A-1002")


async def test_an_answer_to_a_piece_and_an_edit_of_it_reach_the_matter(open_town):
    town = open_town
    first = await town.resident.says(town.m3, "楼梯灯又不亮了，我妈差点踩空")
    await town.g.sees("#A-1001")
    piece = await town.resident.says(town.m3, "1单元 二楼到三楼")
    assert await reactions(town, town.m3, piece) == ["✍"]
    answer = await town.neighbour.replies(town.m3, piece, "我也是")
    assert await reactions(town, town.m3, answer) == ["🤝"]
    await town.resident.edits(town.m3, piece, "2单元 二楼到三楼")
    await town.g.sees("2单元")
    await town.resident.edits(town.m3, first, "楼梯灯又不亮了，我妈差点踩空，快来修")
    await town.calms_down()
    card = (await town.told(town.g, "#A-1001"))[-1]
    assert "2单元" in card
    assert "路灯" in card  # what the piece alone would be taken for is not what it is of
    assert len(await town.told(town.m3, "#A-")) == 1


async def test_small_talk_right_after_and_any_talk_long_after_the_own_report_leave_no_trace(open_town):
    town = open_town
    await town.resident.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001")
    for words in ("今天天气真好", "哈哈 大家晚上小心点"):
        talk = await town.resident.says(town.m3, words)
        assert await reactions(town, town.m3, talk) == []
    await town.time_passes("20m")
    talk = await town.resident.says(town.m3, "晚饭吃什么好呢")
    assert await reactions(town, town.m3, talk) == []


async def test_a_piece_that_makes_it_restricted_is_taken_out_of_the_group_with_all_before(open_town):
    town = open_town
    await town.resident.says(town.m3, "楼上又吵起来了，摔东西")
    await town.g.sees("#A-1001")
    await town.resident.says(town.m3, "男的在打老婆 小孩在哭")
    await town.calms_down()
    left = [each["text"] for each in await town.m3.messages() if not each["from"]["is_bot"]]
    assert left == []


@pytest.mark.parametrize("is_edit", [False, True])
async def test_a_draft_that_becomes_an_emergency_waits_for_nobody(town, is_edit):
    first = await town.resident.says(town.m3, "台风把泡桐刮倒了")
    await town.dm("leader").sees("泡桐", label="对")
    assert await town.told(town.g, "#A-1001") == []
    if is_edit:
        await town.resident.edits(town.m3, first, "台风把泡桐刮倒了，人被压在下面了 叫不应")
    else:
        await town.resident.says(town.m3, "人被压在下面了 叫不应")
    await town.g.sees("#A-1001", label="接单")
    await town.hq.sees("#A-1001 🔴 特急")
    assert await town.told(town.g, "#A-1002") == []


@pytest.mark.parametrize("how", ["edit", "correction"])
async def test_whatever_makes_it_an_emergency_every_tier_gets_its_card(town, how):
    first = await town.leader.says(town.m3, "3幢漏水")
    answer = await town.m3.sees("#A-1001", label="改")
    await town.hq.sees("#A-1001")
    if how == "edit":
        await town.leader.edits(town.m3, first, "3幢漏煤气了，味道很重，头都晕了")
    else:
        await town.presses("leader", town.m3, "改", answer["id"])
        await town.leader.says(town.m3, "不是漏水，是漏煤气，味道很重")
    for chat in (town.c, town.s, town.hq):
        await chat.sees("#A-1001 🔴 特急", label="督办")


async def test_what_a_person_has_put_right_is_not_read_anew(open_town):
    town = open_town
    await town.leader.says(town.m3, "3幢漏水")
    answer = await town.m3.sees("#A-1001", label="改")
    await town.presses("leader", town.m3, "改", answer["id"])
    await town.leader.says(town.m3, "不是漏水，是停水")
    await town.m3.sees("已按您说的改好 #A-1001")
    piece = await town.leader.says(town.m3, "2单元 三楼到六楼")
    assert await reactions(town, town.m3, piece) == ["✍"]
    await town.m3.sees("#A-1001 · 停水")
    assert await town.told(town.m3, "房屋渗漏") == []


async def test_a_doubt_about_the_first_words_goes_when_the_next_leave_none(open_town):
    town = open_town
    await town.resident.says(town.m3, "水管那里好像不对")
    answer = await town.m3.sees("听得不太准")
    await town.resident.says(town.m3, "水管爆了")
    await town.g.sees("水管爆裂")
    await town.calms_down()
    shown = [each["text"] for each in await town.m3.messages() if each["id"] == answer["id"]]
    assert "听得不太准" not in shown[0]
