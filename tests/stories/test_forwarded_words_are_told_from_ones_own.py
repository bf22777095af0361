"""What the bot said itself, forwarded elsewhere, is no report; a neighbour's words that are forwarded are heard."""

NOTICE = "明天上午9点到12点停水检修，请各楼栋提前储水"


async def test_a_notice_or_a_card_that_is_passed_on_opens_nothing_and_is_answered_by_nothing(town):
    leader = town.leader
    await town.publishes("secretary", "C", NOTICE, kind="outage", approver="commander")
    notice = await town.c.sees(NOTICE)
    await leader.joins(town.c)
    await leader.joins(town.g)
    await leader.says(town.m3, "3幢水管爆了")
    card = await town.g.sees("#A-1001")
    await town.calms_down()
    before = len(await town.m3.messages())
    for there, message in ((town.c, notice), (town.g, card)):
        await leader.forwards(town.m3, there, message["id"])
    await town.calms_down()
    said = (await town.m3.messages())[before:]
    assert [each["forwarded_from"] for each in said] == ["pagoda_bot", "pagoda_bot"], "nothing but the two stands there"
    assert await town.told(town.g, "#A-1002") == []


async def test_in_private_one_sentence_says_that_it_is_known(town):
    private = town.dm("leader")
    await town.leader.joins(town.g)
    await town.leader.says(town.m3, "3幢水管爆了")
    card = await town.g.sees("#A-1001")
    await town.leader.forwards(private, town.g, card["id"])
    await private.sees("这条是机器人发的，不用再上报")
    assert await town.told(private, "请核对") == []


async def test_a_neighbours_words_that_the_leader_forwards_are_heard_in_the_chat_where_they_are_put(town):
    await town.leader.joins(town.g)
    await town.leader.joins(town.m5)
    said = await town.neighbour.says(town.m3, "5楼楼道灯坏了，黑漆漆的")
    await town.leader.forwards(town.g, town.m3, said)
    await town.g.sees("路灯楼道灯", label="接单")
