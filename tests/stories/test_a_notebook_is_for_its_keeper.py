"""The notebook about households: its keeper and who stands in for them; in no group, no queue, nobody else's hands."""

import json

from sqlalchemy import text

CANARY = "老人独居金丝雀"


async def writes(town, words):
    private = town.dm("worker")
    await town.worker.says(private, "/notes")
    await town.presses("worker", private, "梧桐苑3幢")
    book = await private.sees("「梧桐苑3幢」民情本", label="记一笔")
    assert "门牌、空格、内容" in await town.presses("worker", private, "记一笔", book["id"])
    await town.worker.says(private, words)
    return await private.sees("记进民情本了", label="撤销")


async def reads(town, name, shown="2-301（1）"):
    private = town.dm(name)
    await town.people[name].says(private, "/notes")
    await town.presses(name, private, "梧桐苑3幢")
    book = await private.sees("「梧桐苑3幢」民情本", label=shown)
    await town.presses(name, private, shown, book["id"])
    return await private.sees(CANARY, label="划掉第 1 条")


async def test_only_the_keeper_and_the_substitute_open_it(town):
    await writes(town, f"2-301 {CANARY}")
    page = await reads(town, "worker")
    await town.colleague.says(town.dm("colleague"), "/notes")
    await town.presses("colleague", town.dm("colleague"), "梧桐苑3幢")
    await town.dm("colleague").sees("记了 0 户")
    for name in ("head", "secretary", "boss", "leader"):
        await town.people[name].says(town.dm(name), "/notes")
        await town.dm(name).sees("只有记的网格员本人，和替班的人能打开")
    await town.worker.says(town.dm("worker"), "我请假到12月30日，有事找head")
    await town.dm("worker").sees("前有事会找替班的人")
    await reads(town, "head")
    await town.worker.says(town.dm("worker"), "我回来了")
    await town.dm("worker").sees("欢迎回来")
    assert await town.presses("head", town.dm("head"), "2-301（1）") == "民情本只有记的网格员本人，和替班的人能打开。"
    await nowhere_but_in_its_table(town)
    assert "不留底" in await town.presses("worker", town.dm("worker"), "划掉第 1 条", page["id"])
    async with town.app.database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM household_note")) == 0


async def nowhere_but_in_its_table(town):
    await town.calms_down()
    async with town.app.database.reading() as session:
        tables = await session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        for table in tables.all():
            rows = (await session.execute(text(f'SELECT * FROM "{table}"'))).all()
            holds = CANARY in str(rows) or json.dumps(CANARY)[1:-1] in str(rows)
            assert holds is (table == "household_note"), table


async def test_it_can_be_undone_is_handed_over_and_goes_with_its_author(town):
    kept = await writes(town, f"2-301 {CANARY}")
    private = town.dm("worker")
    await town.presses("worker", private, "撤销", kept["id"])
    await writes(town, f"2-301 {CANARY}")
    await town.head.says(town.dm("head"), "/people")
    await town.presses("head", town.dm("head"), "第一网格")
    await town.presses("head", town.dm("head"), "worker（专职网格员）")
    await town.presses("head", town.dm("head"), "换成 colleague")
    await town.presses("head", town.dm("head"), "调岗")
    await reads(town, "colleague")
    await town.worker.says(private, "/notes")
    await private.sees("只有记的网格员本人")
    await town.worker.says(private, "/mydata")
    await town.presses("worker", private, "全部删除")
    await town.presses("worker", private, "确定")
    await town.calms_down()
    async with town.app.database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM household_note")) == 0
