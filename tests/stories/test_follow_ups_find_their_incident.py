"""Later words, photos and emoji find the matter they mean; the group is answered by an emoji, never by a second message."""

from tests.stories.town import POLICY, living_town

LIGHT = "3幢2单元楼道灯坏了，晚上看不见"


async def reactions(town, chat, message_id):
    await town.calms_down()
    seen = next(each for each in await chat.messages() if each["id"] == message_id)
    return list(seen["reactions"])


async def test_a_photo_sent_later_an_urge_and_we_too_join_the_report(town):
    await town.leader.says(town.m3, LIGHT)
    await town.m3.sees("#A-1001")
    photo = await town.leader.sends_photo(town.m3)
    assert await reactions(town, town.m3, photo) == ["✍"]
    await town.m3.sees("1 个附件")
    too = await town.neighbour.says(town.m3, "+1")
    assert await reactions(town, town.m3, too) == ["🤝"]
    await town.m3.sees("另有 1 人也遇到")
    urge = await town.leader.says(town.m3, "还是没人来修")
    assert await reactions(town, town.m3, urge) == ["✍"]
    done = await town.resident.says(town.m3, "楼道灯修好了")
    assert await reactions(town, town.m3, done) == ["✍"]
    await town.g.sees("群里说已经好了，请去看一眼")
    await town.g.sees("待接单")  # a neighbour's word closes nothing
    assert len(await town.told(town.m3, "")) == 1
    await town.g.sees("催办 1 次")


async def test_news_of_an_older_matter_and_a_new_one_in_one_message_are_both_heard(town):
    await town.leader.says(town.m3, LIGHT)
    await town.m3.sees("#A-1001")
    both = await town.leader.says(town.m3, "2单元楼道灯修好了谢谢，顺便说一下3幢门口的窨井盖不见了")
    assert await reactions(town, town.m3, both) == ["✍"]
    await town.m3.sees("#A-1002")
    await town.g.sees("群里说已经好了，请去看一眼")
    await town.g.sees("#A-1002")


async def test_a_pin_after_the_report_says_where_it_is(town):
    await town.leader.says(town.m3, "井盖坏了，快来人")
    await town.g.sees("#A-1001")
    pin = await town.leader.sends_location(town.m3, 29.1, 119.65)
    assert await reactions(town, town.m3, pin) == ["✍"]
    await town.g.sees("📍 29.100,119.650")
    strange = await town.neighbour.sends_location(town.m3, 29.2, 119.7)
    assert await reactions(town, town.m3, strange) == []
    assert len(await town.told(town.m3, "")) == 1


async def test_who_has_several_open_matters_is_asked_which_in_private(town):
    await town.leader.says(town.m3, LIGHT)
    await town.m3.sees("#A-1001")
    await town.leader.says(town.m3, "门口垃圾桶满出来了，3幢门口，臭死了")
    await town.m3.sees("#A-1002")
    said = await town.leader.says(town.m3, "还是没人来管，催一下")
    asked = await town.dm("leader").sees("「还是没人来管，催一下」，是哪一件？", label="#A-1001")
    assert await town.presses("leader", town.dm("leader"), "#A-1001", asked["id"]) == "已记到 #A-1001。"
    await town.dm("leader").sees("好的，记下了。")
    assert await reactions(town, town.m3, said) == ["✍"]
    assert len(await town.told(town.m3, "")) == 2


async def test_who_never_pressed_start_is_asked_under_the_words(tmp_path):
    async with living_town(tmp_path, policy=f'{POLICY}[hearing]\nresidents = "open"\n') as town:
        await town.resident.says(town.m3, LIGHT)
        await town.m3.sees("#A-1001")
        await town.resident.says(town.m3, "门口垃圾桶满出来了，3幢门口，臭死了")
        await town.m3.sees("#A-1002")
        said = await town.resident.says(town.m3, "还是没人来管，催一下")
        asked = await town.m3.sees("您说的是哪一件？", label="#A-1001")
        assert asked["reply_to"] == said
        assert await town.presses("neighbour", town.m3, "#A-1001", asked["id"]) == "这是问发消息的那位的。"
        assert await town.presses("resident", town.m3, "都不是", asked["id"]) == "好的，不记。"


async def test_the_worker_who_has_it_says_that_it_is_done(town):
    await town.leader.says(town.m3, LIGHT)
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    await town.worker.says(town.g, "3幢2单元的灯修好了")
    await town.g.sees("已完成，待核查")
    await town.g.sees("请在 10 分钟内发一张现场照片")


async def test_an_emoji_says_what_a_button_says(town):
    said = await town.resident.says(town.m3, "2单元下水道堵了，水都漫出来了")
    await town.calms_down()
    await town.leader.reacts(town.m3, said, "👍")
    answer = await town.m3.sees("#A-1001", label="我也是")
    await town.neighbour.reacts(town.m3, answer["id"], "👍")
    await town.m3.sees("另有 1 人也遇到")
    await town.neighbour.reacts(town.m3, answer["id"], "🔥")
    await town.calms_down()
    assert len(await town.told(town.m3, "")) == 1


async def test_a_false_alarm_and_a_wrong_place_are_taken_back_in_words(town):
    await town.leader.says(town.m3, LIGHT)
    await town.m3.sees("#A-1001")
    await town.leader.says(town.m3, "写错了，不是2单元，是1单元")
    await town.m3.sees("1单元")
    await town.leader.says(town.m3, "误报，是我看错了")
    await town.m3.sees("已撤回")
