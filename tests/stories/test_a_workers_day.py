"""A worker's day by thumb: /my by deadline, the log written from what happened, one question in the evening."""

from datetime import timedelta

from tests.stories.town import SHANGHAI


async def test_the_log_is_written_from_what_happened_and_asked_about_once(town):
    await town.turns_the_clock({"to": next_weekday_at(town, 10).isoformat()})
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.leader5.says(town.m5, "5幢门口井盖不见了，快掉下去人了")
    await town.g.sees("#A-1002", label="接单")
    await town.worker.says(town.dm("worker"), "/my")
    listed = await town.dm("worker").sees("今天到期", label="#A-1002")
    first = listed["buttons"][0][0]["text"]
    assert first.startswith("⏰#A-1002"), first
    await town.presses("worker", town.dm("worker"), "#A-1002", listed["id"])
    card = await town.dm("worker").sees("井盖", label="接单", after=listed["id"])
    await town.presses("worker", town.dm("worker"), "接单", card["id"])
    await town.dm("worker").sees("井盖", label="完成")
    await town.worker.says(town.dm("worker"), "/log")
    log = await town.dm("worker").sees("接单 #A-1002 井盖缺失破损", label="补一句")
    await town.presses("worker", town.dm("worker"), "补一句", log["id"])
    await town.worker.says(town.dm("worker"), "走访了两户老人")
    await town.dm("worker").sees("✎ 走访了两户老人")
    await town.worker.says(town.dm("worker"), "/log week")
    week = await town.dm("worker").sees("一周日志")
    for done in ("接单 1", "✎ 走访了两户老人"):
        assert done in week["text"]


async def test_the_evening_asks_once_and_only_who_has_worked(town):
    await town.turns_the_clock({"to": next_weekday_at(town, 10).isoformat()})
    await town.leader.says(town.m3, "3幢2单元楼道灯坏了，晚上看不见")
    await town.g.sees("#A-1001", label="接单")
    await town.presses("worker", town.g, "接单")
    await town.time_comes("17:31")
    await town.app.timetable.beat_all()
    await town.dm("worker").sees("今天就这些吗？")
    await town.app.timetable.beat_all()
    assert len(await town.told(town.dm("worker"), "今天就这些吗？")) == 1
    assert await town.told(town.dm("colleague"), "今天就这些吗？") == []


def next_weekday_at(town, hour):
    """The next morning on which people work."""
    then = town.app.clock.now().astimezone(SHANGHAI).replace(hour=hour, minute=0, second=0, microsecond=0)
    then += timedelta(days=1)
    while not town.app.policy.calendar.is_workday(then.date()):
        then += timedelta(days=1)
    return then
