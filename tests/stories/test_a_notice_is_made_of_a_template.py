"""A warning from a template: the colour, blank by blank, for some groups only, tomorrow morning, and marked when it is over."""

BLANKS = ("暴雨", "全街道", "3小时内50毫米以上", "减少外出，收好阳台的花盆")


async def test_a_notice_is_made_of_a_template(town):
    private = town.dm("commander")
    await town.commander.says(private, "/notice")
    await town.presses("commander", private, "望江街道")
    await town.presses("commander", private, "天气提醒")
    await private.sees("气象台发布的是哪一级？", label="橙色预警")
    await town.presses("commander", private, "橙色预警")
    await town.presses("commander", private, "天气预警")
    for place, words in enumerate(BLANKS, start=1):
        await private.sees(f"{place}/5")
        await town.commander.says(private, words)
    await town.presses("commander", private, "跳过")
    preview = await private.sees("请再看一遍", label="何时发")
    assert "🟠 天气橙色预警" in preview["text"]
    assert "影响：全街道，3小时内50毫米以上" in preview["text"]
    assert "需要转移或帮助" not in preview["text"]
    assert "位负责人看完并点收到，共要花" in preview["text"]

    await town.presses("commander", private, "发给谁")
    await private.sees("现在发到 5 个群", label="只发微网格群 2 个")
    await town.presses("commander", private, "只发微网格群 2 个")
    await private.sees("现在发到 2 个群", label="好了")
    await town.presses("commander", private, "好了")
    await private.sees("只发：微网格群", label="有效期")
    await town.presses("commander", private, "有效期")
    await town.presses("commander", private, "一天")
    await private.sees("有效期：发出后 24 小时", label="何时发")
    await town.presses("commander", private, "何时发")
    await town.presses("commander", private, "下一个早上 8 点")
    await private.sees("发出时间：", label="发布")
    assert await town.presses("commander", private, "发布") == "收下了：#A-N1。"
    await private.sees("在此之前可以停止", label="停止")
    assert await town.told(town.m3, "暴雨") == []

    await town.time_comes("08:00")
    for chat in (town.m3, town.m5):
        await chat.sees("🟠 天气橙色预警", label="收到")
    assert await town.told(town.g, "暴雨") == []
    await private.sees("已送达 2/2")
    await town.time_passes("25h")
    await town.m3.sees("【已失效】")
    await private.sees("有效期已过")
