"""A notice published on the command line: every group one message, receipts of role holders, only the silent reminded."""

WORDS = "明天上午9点到12点停水，请提前储水。"


async def test_a_notice_reaches_every_group_once(town):
    done = await town.publishes("boss", "HQ", WORDS, kind="outage")
    assert (done["number"], done["count"], done["state"]) == ("A-N1", 6, "held")
    for chat in town.chats.values():
        copy = await chat.sees(WORDS, label="收到")
        assert "🚧 停水停电停气通知" in copy["text"]
        assert "#A-N1" in copy["text"]
        assert "—— 新区总部" in copy["text"]

    thanks = "谢谢您！这里等本群负责人点，您不用点。"
    assert await town.presses("resident", town.m3, "收到") == thanks
    assert await town.presses("boss", town.hq, "收到") == "收到，谢谢！已记下：新区总部"
    assert await town.presses("leader", town.m3, "收到") == "收到，谢谢！已记下：梧桐苑3幢"
    assert await town.presses("leader", town.m3, "收到") == "已经记下了：梧桐苑3幢"
    card = await town.dm("boss").sees("已送达 6/6　已收到 2/6", label="提醒还没收到的群")
    assert "还没收到：" in card["text"]
    assert "梧桐苑5幢" in card["text"]

    await town.time_passes("4h")
    await town.dm("leader5").sees("您负责的 梧桐苑5幢 还没有点“收到”", label="收到")
    await town.dm("secretary").sees("您负责的 梧桐社区 还没有点“收到”")
    assert await town.told(town.dm("leader"), "还没有点") == []
    assert await town.presses("leader5", town.dm("leader5"), "收到") == "收到，谢谢！已记下：梧桐苑5幢"
    await town.dm("boss").sees("已收到 3/6")
    for chat in town.chats.values():
        assert len(await town.told(chat, WORDS)) == 1
