"""Where the bot lacks rights it says which and why; once they are given it says that all is well."""


async def test_missing_rights_are_told(town):
    await town.m3.demotes(town.bot, by=town.leader)
    lacking = await town.m3.sees("我在本群还缺一点权限")
    assert "管理员身份" in lacking["text"]
    await town.m3.promotes(town.bot, by=town.leader, rights=["can_pin_messages", "can_delete_messages"])
    mended = await town.m3.sees("我在本群的权限都齐了，谢谢。")
    assert mended["id"] == lacking["id"]
