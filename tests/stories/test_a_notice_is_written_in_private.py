"""/notice in private: to whom, what kind, the words, once more the whole, 发布."""

WORDS = "周三下午3点在社区活动室免费量血压。"


async def test_a_notice_is_written_in_private(town):
    private = town.dm("secretary")
    await town.secretary.says(private, "/notice")
    await private.sees("发给谁？", label="梧桐社区")
    await town.presses("secretary", private, "下级 ▸")
    await private.sees("发给谁？", label="第一网格")
    await town.presses("secretary", private, "第一网格")
    await private.sees("发给「第一网格」及以下，共 3 个群。是哪一类？", label="💉 健康服务通知")
    await town.presses("secretary", private, "健康服务通知")
    await private.sees("请发送通知正文")
    await town.secretary.says(private, WORDS)
    preview = await private.sees("请再看一遍", label="取消")
    assert "💉 健康服务通知" in preview["text"]
    assert "发往：第一网格及以下，共 3 个群" in preview["text"]
    assert await town.presses("secretary", private, "发布") == "收下了：#A-N1。"
    for chat in (town.g, town.m3, town.m5):
        await chat.sees(WORDS, label="收到")
    await private.sees("已送达 3/3")
    assert await town.told(town.c, WORDS) == []
    assert await town.presses("secretary", private, "发布") == "这一份已经结束了。要再说，直接发消息就行。"


async def test_who_holds_no_such_post_is_told_so(town):
    await town.worker.says(town.dm("worker"), "/notice")
    await town.dm("worker").sees("您的岗位不能发通知。")


async def test_a_leader_writes_to_the_own_group(town):
    private = town.dm("leader")
    await town.leader.says(private, "/notice")
    await private.sees("发给谁？", label="梧桐苑3幢")
    await town.presses("leader", private, "梧桐苑3幢")
    await private.sees("共 1 个群", label="♻️ 垃圾分类通知")
    await town.presses("leader", private, "垃圾分类通知")
    await private.sees("请发送通知正文")
    await town.leader.says(private, "周六起厨余垃圾改投东门。")
    await town.presses("leader", private, "发布")
    await town.m3.sees("周六起厨余垃圾改投东门。", label="收到")
    assert await town.told(town.m5, "厨余") == []
