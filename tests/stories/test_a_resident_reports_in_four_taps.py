"""By the unit's QR code in private: Start, words, a photo if one likes, 提交; then told how it goes on."""


async def test_a_resident_reports_in_four_taps(town):
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    await private.sees("好的，您在「梧桐苑3幢」。")
    said = await resident.says(private, "2单元楼道灯坏了，晚上看不见")
    await resident.sends_photo(private)
    draft = await private.sees("附件：1 个", label="提交")
    assert "地点：梧桐苑3幢 2单元" in draft["text"]
    assert await town.presses("resident", private, "提交") == "已提交 #A-1001。"
    await private.sees("已提交 #A-1001。办到哪一步，都会在这里告诉您。")
    answer = await private.sees("已上报，等网格员接单", label="改")
    assert answer["reply_to"] == said
    card = await town.dm("worker").sees("#A-1001", label="接单")
    assert card["photo"]
    assert await town.told(town.m3, "") == [], "what is said in private stays out of the group"

    await town.presses("worker", town.g, "接单")
    await private.sees("您上报的 #A-1001（路灯楼道灯）已有第一网格接单")
    await town.presses("worker", town.g, "完成")
    await town.worker.says(town.g, "灯换好了")
    await town.dm("colleague").sees("办理情况：")
    await town.presses("colleague", town.dm("colleague"), "通过")
    await private.sees("#A-1001 路灯楼道灯 已经办结。问题解决了吗？")

    assert await town.presses("resident", private, "没解决") == "好的，马上重新办理。"
    await private.sees("已按您说的重新办理。")
    await town.g.sees("↩ 重办", label="接单")
    assert len(await town.told(private, "重新办理")) == 1, "who did it is not told it twice"
