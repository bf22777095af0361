"""People begin with less than can be understood: what comes next makes a matter of it, with all that was said."""

from sqlalchemy import text

from tests.stories.test_follow_ups_find_their_incident import reactions


async def rows(town, statement):
    async with town.app.database.reading() as session:
        return [tuple(row) for row in await session.execute(text(statement))]


async def test_a_smell_and_then_its_name_are_one_report_from_the_first_word_on(open_town):
    town = open_town
    first = await town.resident.says(town.m3, "楼道里什么味道")
    await town.calms_down()
    assert await town.told(town.m3, "#A-") == []
    await town.resident.says(town.m3, "别笑 煤气味")
    await town.g.sees("#A-1001 🔴 特急")
    said = await rows(town, "SELECT words, is_first FROM report ORDER BY id")
    assert said == [("楼道里什么味道", 1), ("别笑 煤气味", 0)]
    await town.resident.edits(town.m3, first, "2单元三楼楼道里什么味道")
    await town.g.sees("2单元")
    assert len(await town.told(town.m3, "#A-")) == 1


async def test_what_nothing_comes_after_is_not_kept(open_town):
    town = open_town
    await town.resident.says(town.m3, "楼道里什么味道")
    await town.calms_down()
    assert len(await rows(town, "SELECT kind FROM dialogue WHERE kind = 'first_words'")) == 1
    await town.time_passes("4m")
    for _ in range(100):
        if not await rows(town, "SELECT kind FROM dialogue WHERE kind = 'first_words'"):
            break
        await town.calms_down()
    assert await rows(town, "SELECT kind FROM dialogue WHERE kind = 'first_words'") == []
    await town.resident.says(town.m3, "2单元三楼")
    await town.calms_down()
    assert await town.told(town.m3, "#A-") == []


async def test_who_was_asked_whether_there_is_danger_and_goes_on_has_answered(open_town):
    town = open_town
    await town.resident.says(town.m3, "我在电梯里 它不动了")
    asked = await town.m3.sees("危险")
    await town.resident.says(town.m3, "灯也黑了")
    await town.g.sees("#A-1001 🔴 特急")
    await town.calms_down()
    shown = next(each for each in await town.m3.messages() if each["id"] == asked["id"])
    assert "reply_markup" not in shown or not shown["reply_markup"]
    assert await rows(town, "SELECT kind FROM dialogue WHERE kind = 'danger'") == []


async def test_a_place_by_itself_opens_nothing_and_waits_for_what_is_there(open_town):
    town = open_town
    await town.resident.says(town.m3, "竹山脚那片地")
    await town.calms_down()
    assert await town.told(town.m3, "#A-") == []


async def test_what_others_say_right_after_is_kept_with_the_matter_and_fills_its_empty_place(open_town):
    town = open_town
    await town.resident.says(town.m3, "路灯又不亮了，黑得看不见")
    await town.g.sees("#A-1001")
    await town.neighbour.says(town.m3, "花的 有我手腕粗")
    where = await town.neighbour.says(town.m3, "小区北门口")
    assert await reactions(town, town.m3, where) == ["✍"]
    await town.g.sees("小区北门口")
    told = await rows(town, "SELECT reason FROM timeline_event WHERE what = 'remark' ORDER BY seq")
    assert told == [("花的 有我手腕粗",), ("小区北门口",)]
    await town.time_passes("15m")
    await town.neighbour.says(town.m3, "花的 有我手腕粗")
    await town.calms_down()
    assert len(await rows(town, "SELECT reason FROM timeline_event WHERE what = 'remark'")) == 2
    assert len(await town.told(town.m3, "#A-")) == 1


async def test_that_it_is_over_is_news_of_the_matter_and_no_fire(open_town):
    town = open_town
    await town.resident.says(town.m3, "楼道冒黑烟！！！一单元楼下")
    await town.g.sees("#A-1001")
    await town.time_passes("24m")
    over = await town.neighbour.says(town.m3, "灭了 三楼墙都熏黑")
    assert await reactions(town, town.m3, over) == ["✍"]
    assert len(await town.told(town.m3, "#A-")) == 1
