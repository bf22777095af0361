"""/mydata: what is kept, as words and as a file; then all of it goes, and the matter goes on."""

from sqlalchemy import text

from privacy.my_data import my_data


async def test_my_data_is_seen_taken_out_and_erased(town):
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    told = await private.sees("我只记您反映的事和办理经过")
    assert "/mydata" in told["text"], "at the first words, once"
    await resident.says(private, "2单元楼道灯坏了，我叫金丝雀，电话13987654321")
    await town.presses("resident", private, "提交")
    await private.sees("已上报，等网格员接单")
    await resident.says(private, "/mydata")
    await private.sees("· 您反映的事：1 件", label="全部取走")
    await town.presses("resident", private, "全部取走")
    await private.sees("这是我这里关于您的全部记录")
    async with town.app.database.reading() as session:
        taken = await my_data(session, resident.id)
    assert taken["reports"][0]["number"] == "#A-1001"
    assert "13987654321" in taken["reports"][0]["words"]

    await town.presses("resident", private, "全部删除")
    assert await town.presses("resident", private, "先不删") == "好的，没有删。"
    assert (await town.presses("resident", private, "确定，全部删除")).startswith("都删掉了")
    await town.presses("worker", town.g, "接单")
    await town.g.sees("处理中", label="完成")
    await town.calms_down()
    async with town.app.database.reading() as session:
        rows = await session.scalars(text("SELECT words FROM report"))
        assert "".join(rows) == ""
    assert len(await town.told(private, "接单")) <= 1, "nobody is told who is not known any more"


async def test_who_is_on_duty_hands_over_first(town):
    private = town.dm("worker")
    await town.worker.says(private, "/mydata")
    await private.sees("· 您的岗位：1 个", label="全部删除")
    await town.presses("worker", private, "全部删除")
    assert (await town.presses("worker", private, "确定，全部删除")).startswith("您现在还有岗位")
