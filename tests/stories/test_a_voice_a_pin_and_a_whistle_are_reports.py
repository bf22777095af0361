"""In private a voice, a place or a firm's whistle is a report like words: shown once, sent by one tap."""


async def at_home(town):
    await town.resident.starts(town.bot, "u_M3")
    return town.dm("resident")


async def test_a_voice_alone_is_enough_and_the_worker_hears_it(town):
    private = await at_home(town)
    await town.resident.sends_voice(private)
    await private.sees("附件：1 个", label="提交")
    assert (await town.presses("resident", private, "提交")).startswith("已提交 #A-1001")
    desk = town.dm("worker")
    await desk.sees("#A-1001", label="接单")
    assert await town.presses("worker", desk, "附件") == "发到您的私聊了。"
    heard = await desk.sees("#A-1001 反映时发的，只给您看。")
    assert heard["voice"]
    assert await town.told(town.m3, "") == [], "what is said in private stays out of the group"


async def test_a_pin_says_where_and_the_words_say_what(town):
    private = await at_home(town)
    await town.resident.sends_location(private, 29.1, 119.65)
    await private.sees("📍 29.100,119.650", label="提交")
    await town.resident.says(private, "路面塌了个坑")
    await private.sees("事情：路面塌陷", label="提交")
    await town.presses("resident", private, "提交")
    told = await town.dm("worker").sees("路面塌陷", label="接单")
    assert "29.100,119.650" in told["text"]


async def test_a_firm_whistles_and_it_goes_to_the_grid_with_a_date(town):
    private = await at_home(town)
    await town.presses("resident", private, "企业")
    await town.presses("resident", private, "吹哨")
    await private.sees("遇到什么困难")
    await town.resident.says(private, "我们厂的用工补贴报上去两个月了一直没批，资金周转不开")
    await town.presses("resident", private, "提交")
    await private.sees("⏰ 最迟", label="催一下")
    await town.g.sees("#A-1001", label="接单")
