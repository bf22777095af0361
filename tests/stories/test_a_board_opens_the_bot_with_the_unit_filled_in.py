"""/board: its leader gets the picture at once; who scans it has the unit filled in; a resident is told who prints it."""


async def test_a_board_opens_the_bot_with_the_unit_filled_in(town):
    private = town.dm("leader")
    await town.leader.says(private, "/board")
    board = await private.sees("「梧桐苑3幢」的二维码")
    assert board["photo"]
    link = "https://t.me/pagoda_bot?start="
    payload = board["text"].split(link)[1].split()[0]
    assert payload == "u_M3"

    await town.resident.starts(town.bot, payload)
    await town.dm("resident").sees("好的，您在「梧桐苑3幢」。")
    await town.resident.says(town.dm("resident"), "/board")
    await town.dm("resident").sees("告示牌由本单位或上级的负责人打印。")

    worker = town.dm("worker")
    await town.worker.says(worker, "/board")
    await town.presses("worker", worker, "梧桐苑5幢")
    await worker.sees("「梧桐苑5幢」的二维码")


async def test_who_follows_a_place_hears_of_it_and_nobody_is_named(town):
    private = town.dm("neighbour")
    await town.neighbour.starts(town.bot, "u_M3")
    start = await private.sees("好的，您在", label="生活")
    await town.presses("neighbour", private, "生活", start["id"])
    await town.presses("neighbour", private, "关注这里")
    await town.leader.says(town.m3, "3幢2单元401室门口的路灯坏了，我是张三，电话13987654321")
    told = await private.sees("有人反映 #A-1001")
    assert [word for word in ("401", "张三", "13987654321") if word in told["text"]] == []
