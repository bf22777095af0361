"""Somebody lost a wallet, somebody found one: each hears of the other's number, and of nothing else."""


async def test_what_was_lost_is_found(town):
    resident, private = town.resident, town.dm("resident")
    await resident.starts(town.bot, "u_M3")
    await resident.says(private, "丢了一个黑色钱包，里面有身份证，我叫金丝雀，电话13987654321")
    await town.presses("resident", private, "提交")
    await private.sees("#A-1001")
    await town.leader5.says(town.m5, "捡到黑色钱包一个，在我这里")
    news = await private.sees("#A-1002 说的可能就是这件东西")
    other = await town.dm("leader5").sees("#A-1001 说的可能就是这件东西")
    for word in ("金丝雀", "13987654321", "leader5"):
        assert word not in news["text"] + other["text"]
    await town.dm("worker").sees("可能对得上 #A-1002")
