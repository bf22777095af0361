"""The bot is thrown out of a group: those above hear of it, what was meant for the group waits, and arrives once."""

from tests.stories.city import WORDS, ask, nothing_waits, until, wide_city


async def test_what_waited_for_a_group_arrives_once_when_the_bot_is_back(tmp_path):
    async with wide_city(tmp_path, 3) as city, city.awake() as town:
        await town.m2.kicks(town.bot)
        await town.g.sees("梧桐苑2幢 的群现在联系不上", within=60)
        await town.publishes("secretary", "C", WORDS)
        await until(lambda: city.has_copies(4))
        await until(lambda: nothing_waits(town))
        assert await ask(town, "SELECT count(*) FROM outgoing WHERE state = 'parked' AND kind = 'notice_copy'") == 1
        assert town.m2.id not in await city.copies()

        await town.m2.adds(town.bot, admin=True)
        await town.m2.sees(WORDS, label="收到", within=30)
        await town.g.sees("梧桐苑2幢 的群又联系上了")
        await town.m2.kicks(town.bot)
        await town.m2.adds(town.bot, admin=True)
        await until(lambda: nothing_waits(town))
        assert set((await city.copies()).values()) == {1}


async def test_a_kick_that_nobody_told_us_of_is_learnt_by_our_own_sending(tmp_path):
    async with wide_city(tmp_path, 2) as city, city.awake() as town:
        await town.m2.kicks(town.bot)
        city.queue.pending.clear()
        await town.publishes("secretary", "C", WORDS)
        await town.g.sees("梧桐苑2幢 的群现在联系不上", within=60)
        await town.m2.adds(town.bot, admin=True)
        await town.m2.sees(WORDS, within=30)
        await until(lambda: nothing_waits(town))
        assert set((await city.copies()).values()) == {1}
