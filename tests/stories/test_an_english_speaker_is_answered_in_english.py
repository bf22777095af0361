"""Whoever's app speaks English is answered in English; /language changes that for good."""


async def test_an_english_speaker_is_answered_in_english(town):
    guest = await town.stage.person("Grace", language_code="en")
    private = guest.dm(town.bot)
    await guest.starts(town.bot, "u_M3")
    await private.sees("梧桐苑3幢")
    await guest.says(private, "/help")
    helped = await private.sees("/report")
    assert "反映情况" not in helped["text"]
    await guest.says(private, "/language")
    await private.sees("Choose a language", label="中文")
    await guest.presses(private, "中文")
    await private.sees("好的，以后用中文。")
    await guest.says(private, "/help")
    await private.sees("反映情况")


async def test_a_chinese_speaker_may_choose_english(town):
    private = town.dm("worker")
    await town.worker.says(private, "/language")
    await town.presses("worker", private, "English")
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    card = await private.sees("#A-1001", label="Take it")
    assert "Reported" in card["text"]
    await town.m3.sees("已上报，等网格员接单")
