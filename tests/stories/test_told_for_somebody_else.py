"""「隔壁奶奶说…」: who brought the words is asked once, in private, how the other one shall hear of it; and so it is done."""

WORDS = "隔壁奶奶说3幢2单元楼道灯不亮了，晚上看不见"


async def closes(town, number):
    card = await town.g.sees(number, label="接单")
    await town.presses("worker", town.g, "接单", card["id"])
    await town.g.sees(number, label="完成")
    await town.presses("worker", town.g, "完成", card["id"])
    await town.worker.says(town.g, "换了灯")
    await town.g.sees(number, label="通过")
    await town.presses("colleague", town.g, "通过", card["id"])


async def test_without_a_phone_the_leader_tells_her_and_is_reminded(town):
    await town.leader.says(town.m3, WORDS)
    private = town.dm("leader")
    asked = await private.sees("#A-1001 您是替别人反映的", label="我去转告")
    await town.g.sees("代别人反映的，办好请转告")
    assert "提醒您转告" in await town.presses("leader", private, "我去转告", asked["id"])
    await private.sees("请您转告那位", label="发个链接")
    await closes(town, "#A-1001")
    await private.sees("请转告托您反映的那位")
    assert len(await town.told(private, "您是替别人反映的")) == 0, "asked once, and answered"
    assert await town.told(town.m3, "替别人反映") == [], "nothing of it in the group"


async def test_who_opens_the_link_is_told_herself_and_nobody_has_to_pass_it_on(town):
    await town.leader.says(town.m3, WORDS)
    private = town.dm("leader")
    await private.sees("#A-1001 您是替别人反映的", label="发个链接")
    await town.presses("leader", private, "发个链接")
    link = (await private.sees("请把这个链接发给那位"))["text"].split("start=")[1].split()[0]
    await town.neighbour.starts(town.bot, link)
    await town.dm("neighbour").sees("有人替您反映了 #A-1001")
    await private.sees("那位已经点开链接")
    await town.resident.starts(town.bot, link)
    await town.dm("resident").sees("链接用过了")
    await closes(town, "#A-1001")
    await town.dm("neighbour").sees("已经办结。问题解决了吗")
    await private.sees("问题解决了吗")
    await private.lacks("请转告托您反映的那位")
    assert [each for each in await town.told(town.g, "#A-1001") if "请转告" in each] == []


async def test_who_need_not_be_told_is_passed_on_to_nobody(town):
    await town.leader.says(town.m3, WORDS)
    private = town.dm("leader")
    await private.sees("#A-1001 您是替别人反映的", label="不用告诉")
    assert "不用转告" in await town.presses("leader", private, "不用告诉")
    await town.calms_down()
    assert [each for each in await town.told(town.g, "#A-1001") if "请转告" in each] == []


async def test_what_may_stand_in_no_group_is_not_asked_about(town):
    await town.leader.says(town.m3, "隔壁阿姨跟我说她老公又打她了，孩子一直哭")
    await town.calms_down()
    await town.dm("leader").lacks("替别人反映")
