"""/my, /help, /mydata and the way into the console; a word that is no command is answered with what there is."""


async def test_commands_in_private(town):
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    private = town.dm("worker")
    card = await private.sees("#A-1001", label="接单")
    await town.worker.says(private, "/my")
    await private.sees("等人接单：1 件", label="#A-1001 路灯楼道灯 · 待接单")
    await town.presses("worker", private, "接单", card["id"])
    await private.sees("处理中", label="完成")
    await town.worker.says(private, "/my")
    await private.sees("您手上：1 件", label="#A-1001 路灯楼道灯 · 处理中")
    await town.presses("worker", private, "#A-1001 路灯楼道灯 · 处理中")
    await town.calms_down()
    assert (await private.messages())[-1]["text"].startswith("#A-1001"), "the card is brought down to the newest place"

    await town.presses("worker", private, "打开管理台")
    link = await private.sees("管理台的登录链接，5 分钟内有效")
    assert "/console/enter?ticket=" in link["text"]
    await town.worker.says(private, "/help")
    await private.sees("/notice 发通知")
    await town.worker.says(private, "/mydata")
    await private.sees("· 您的岗位：1 个")


async def test_a_resident_has_no_way_into_the_console(town):
    private = town.dm("resident")
    await town.resident.starts(town.bot, "u_M3")
    await town.resident.says(private, "/my")
    nothing = await private.sees("现在没有等着您的事。")
    assert nothing["buttons"] == []
    await town.resident.says(private, "/mydata")
    await private.sees("· 您选的单位：梧桐苑3幢")
    await town.resident.says(private, "/whatever")
    helped = await private.sees("直接说事就行，不用填表。")
    assert "/notice" not in helped["text"]
