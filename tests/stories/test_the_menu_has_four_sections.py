"""办事 诉求 生活 企业: a guide card, a photo that is enough, what happens around, and a policy question with its answer."""


async def test_the_menu_has_four_sections(town):
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    start = await private.sees("好的，您在「梧桐苑3幢」。", label="办事")
    assert [button["text"] for row in start["buttons"] for button in row] == ["办事", "诉求", "生活", "企业"]

    await town.presses("resident", private, "办事")
    await town.presses("resident", private, "居住证")
    card = await private.sees("要带：身份证、租房合同", label="看进度")
    assert [button["text"] for row in card["buttons"] for button in row][:5] == [
        "看进度",
        "补充说",
        "去办",
        "有用",
        "没帮上",
    ]
    assert await town.presses("resident", private, "有用") == "谢谢，记下了。"

    await town.presses("resident", private, "生活", start["id"])
    await private.sees("「梧桐苑3幢」这两周没有新通知。", label="谁负责")
    assert "梧桐苑3幢 · 微网格长 l*" in await town.presses("resident", private, "谁负责")
    assert await town.presses("resident", private, "关注这里") == "好的，「梧桐苑3幢」有事会告诉您。"


async def test_a_photo_alone_is_enough_and_takes_two_taps(town):
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    await town.presses("resident", private, "诉求")
    await private.sees("发一张照片也行")
    await resident.sends_photo(private)
    await private.sees("附件：1 个", label="提交")
    assert (await town.presses("resident", private, "提交")).startswith("已提交 #A-1001")
    card = await town.dm("worker").sees("#A-1001", label="接单")
    assert card["photo"]


async def test_a_policy_question_is_answered_from_notices_or_passed_on(town):
    await town.publishes("deputy", "C", "租房补贴：新就业大学生每月600元，三年，凭合同到社区申请。")
    await town.time_passes("5m")
    await town.m3.sees("租房补贴")
    await town.calms_down()
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    await town.presses("resident", private, "企业")
    await town.presses("resident", private, "问政策")
    await resident.says(private, "租房补贴怎么申请？")
    await private.sees("租房补贴：新就业大学生每月600元")
    await town.presses("resident", private, "问政策")
    await resident.says(private, "开包子铺的燃气改造找谁")
    await private.sees("通知里没有找到")
    await private.sees("请核对", label="提交")


async def test_the_menu_speaks_english(town):
    private = town.dm("resident")
    await town.resident.starts(town.bot, "u_M3")
    await town.resident.says(private, "/language")
    await town.presses("resident", private, "English")
    await town.resident.says(private, "/help")
    helped = await private.sees("/report", label="Services")
    await town.presses("resident", private, "Services", helped["id"])
    await town.presses("resident", private, "Residence permit")
    await private.sees("Bring: identity card", label="Helpful")
