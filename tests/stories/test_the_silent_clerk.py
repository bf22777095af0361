"""The silent clerk: one line under what is a matter, an emoji under what belongs to one, nothing at all to the rest."""

import json

from sqlalchemy import text

SMALL_TALK = (
    "早上好",
    "今天的菜真新鲜",
    "收到",
    "谢谢大家",
    "哈哈哈哈",
    "晚上一起跳舞吗",
    "孩子考上大学啦",
    "好的好的",
)
MATTERS = ("3幢2单元楼道灯坏了，晚上看不见", "3幢北门口垃圾桶满出来了，臭死了", "3幢1单元下水道堵了，污水漫出来了")


async def test_a_morning_in_the_group(town):
    for talk, matter in zip(SMALL_TALK, MATTERS, strict=False):
        await town.resident.says(town.m3, talk)
        await town.leader.says(town.m3, matter)
        await town.neighbour.says(town.m3, talk)
    for talk in SMALL_TALK:
        await town.neighbour.says(town.m3, talk)
    await town.neighbour.says(town.m3, "我家门口的下水道也堵了")
    await town.leader.says(town.m3, "楼道灯还是没人来修")
    answers = await town.told(town.m3, "")
    assert len(answers) == len(MATTERS)
    assert all(answer.startswith("#A-100") for answer in answers)
    await town.m3.sees("另有 1 人也遇到")
    assert await kept(town, SMALL_TALK) == []


async def kept(town, talk):
    """table: words, wherever the database holds any of them."""
    await town.calms_down()
    async with town.app.database.reading() as session:
        tables = await session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        found = []
        for table in tables.all():
            rows = str((await session.execute(text(f'SELECT * FROM "{table}"'))).all())
            found += [f"{table}: {each}" for each in talk if each in rows or json.dumps(each)[1:-1] in rows]
    return found


async def test_several_matters_in_one_message_become_several(town):
    await town.leader.says(town.m3, "1、3幢2单元楼道灯坏了 2、3幢门口下水道堵了，污水漫出来")
    await town.m3.sees("#A-1001")
    await town.m3.sees("#A-1002")
    assert len(await town.told(town.m3, "")) == 2
