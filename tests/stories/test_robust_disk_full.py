"""The disk is full: what cannot be kept is not confirmed, one line says so, and nothing is lost when there is room again."""

from sqlalchemy import text

from tests.stories.city import all_is_well, ask, nothing_waits, until, what_is_wrong

LONG = "3幢2单元水管爆了，已经淹到一楼，" + "请快来人。" * 400


async def test_a_full_disk_fails_closed_and_loses_nothing(town, capfd):
    await pages(town, 0)
    for place in range(12):
        await town.leader.says(town.m3, f"{place} {LONG}")
        await town.leader5.says(town.m5, f"{place} {LONG}")
    await until(lambda: says(town, "disk is full"))
    kept = await ask(town, "SELECT count(*) FROM report WHERE is_first")
    assert kept < 24
    assert capfd.readouterr().out.count("disk is full") == 1
    await pages(town, 100_000)
    await until(lambda: nothing_waits(town))
    await until(lambda: counts(town, 24))
    await until(lambda: nothing_waits(town))
    await until(lambda: all_is_well(town), within=30)
    assert await ask(town, "PRAGMA integrity_check") == "ok"
    assert await ask(town, "SELECT count(*) FROM inbox_update WHERE state = 'dead'") == 0


async def pages(town, more):
    """The file of the one connection that writes may grow by so many pages."""
    async with town.app.database.transaction() as session:
        size = await session.scalar(text("PRAGMA page_count"))
        await session.scalar(text(f"PRAGMA max_page_count = {size + more}"))


async def says(town, words):
    return any(words in trouble for trouble in (await what_is_wrong(town)).values())


async def counts(town, wanted):
    return await ask(town, "SELECT count(DISTINCT message_id || ' ' || chat_id) FROM report") == wanted
