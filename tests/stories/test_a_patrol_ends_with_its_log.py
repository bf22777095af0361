"""/patrol: points ticked, photos taken, one said to be something, the way counted, the log in the grid's group."""

from sqlalchemy import text


async def row(town, what):
    async with town.app.database.reading() as session:
        return (await session.execute(text(what))).one()


async def test_a_patrol_by_thumb(town):
    head, worker, private = town.dm("head"), town.worker, town.dm("worker")
    await town.head.says(head, "/patrol")
    await head.sees("改检查点", label="开始巡查")
    assert "一行写一个检查点" in await town.presses("head", head, "检查点")
    await town.head.says(head, "南门\n配电房\n3幢天台")
    await head.sees("检查点记下了，共 3 个")
    await worker.says(private, "/patrol")
    card = await private.sees("正在巡查", label="南门")
    assert "到点了" in await town.presses("worker", private, "南门", card["id"])
    await private.sees("检查点 1/3", label="✅ 南门")
    live = await worker.sends_location(private, 29.1, 119.65, 3600)
    await worker.moves(private, live, 29.109, 119.65)
    first = await worker.sends_photo(private)
    await private.sees("第 1 张记下了", label="报成事件")
    await worker.says(private, "3幢2单元楼道灯坏了")
    answer = await private.sees("#A-1001", after=first)
    assert "路灯" in answer["text"] or "照明" in answer["text"] or "灯" in answer["text"]
    await town.g.sees("#A-1001", label="接单")
    await worker.sends_photo(private, "配电房门锁好了，找王阿姨13912345678拿的钥匙")
    await private.sees("第 2 张记下了")
    await worker.says(private, "/my")
    await town.time_passes("30m")
    await town.presses("worker", private, "结束巡查", card["id"])
    log = await town.g.sees("巡查日志")
    assert "检查点 1/3，没到：配电房、3幢天台" in log["text"]
    assert "照片 2 张，报事 1 件：#A-1001" in log["text"]
    assert "走了约 1.0 公里" in log["text"]
    assert "配电房门锁好了" in log["text"]
    assert "13912345678" not in log["text"]
    assert (await row(town, "SELECT last_seen FROM patrol"))[0] in (None, "null"), "where they were is forgotten"
    assert len(await town.told(town.g, "巡查日志")) == 1
    over = await private.sees("巡查结束", label="撤销，接着走")
    await town.presses("worker", private, "撤销，接着走", over["id"])
    await town.g.sees("还在巡查")
    await private.sees("正在巡查", label="结束巡查")


async def test_a_photo_becomes_an_incident_by_its_button_and_a_leader_does_not_patrol(town):
    private = town.dm("worker")
    await town.worker.says(private, "/patrol")
    await private.sees("正在巡查")
    await town.worker.sends_photo(private)
    kept = await private.sees("第 1 张记下了", label="报成事件")
    assert "已报 #A-1001" in await town.presses("worker", private, "报成事件", kept["id"])
    await town.g.sees("#A-1001", label="接单")
    assert "已报 #A-1001" in await town.presses("worker", private, "报成事件", kept["id"]), "a second tap files nothing"
    await town.leader.says(town.dm("leader"), "/patrol")
    await town.dm("leader").sees("巡查由本网格的网格员来做")


async def test_in_english(town):
    private = town.dm("worker")
    await town.worker.says(private, "/language")
    await town.presses("worker", private, "English")
    await town.worker.says(private, "/patrol")
    await private.sees("On patrol", label="End the patrol")
    assert "The log is in the grid's group" in await town.presses("worker", private, "End the patrol")
    await private.sees("Patrol ended")
