"""Without a QR code buttons lead to the place; a photo alone is enough; an answer to the one question is understood."""


async def test_a_resident_without_a_link_finds_home_by_buttons(town):
    neighbour, private = town.neighbour, town.dm("neighbour")
    await neighbour.starts(town.bot)
    await private.sees("小区里有什么事，直接发给我：文字、照片、语音、位置都行。")
    await neighbour.sends_photo(private)
    await private.sees("事情在哪里？", label="梧桐苑5幢")
    assert await town.presses("neighbour", private, "梧桐苑5幢") == "已选「梧桐苑5幢」"
    await private.sees("地点：梧桐苑5幢", label="提交")
    await town.presses("neighbour", private, "提交")
    answer = await private.sees("#A-1001", label="改")
    assert "出了什么事？在哪里？直接回复这条就行。" in answer["text"]
    await neighbour.replies(private, answer["id"], "5幢3单元门口")
    placed = await private.sees("梧桐苑5幢 3单元")
    assert placed["id"] == answer["id"]
    assert "出了什么事" not in placed["text"]
    await town.g.sees("梧桐苑5幢 3单元", label="接单")

    await neighbour.says(private, "1单元楼道灯坏了")
    await private.sees("请核对", label="提交")
    await town.presses("neighbour", private, "取消")
    await private.sees("这一份已经结束了。要再说，直接发消息就行。")
    assert len(await town.told(town.g, "#A-")) == 1


async def test_a_code_that_is_no_more_leads_to_the_buttons(town):
    await town.neighbour.starts(town.bot, "u_NOWHERE")
    await town.dm("neighbour").sees("这个二维码是旧的，上面的地方已经没有了，请重新选。")
