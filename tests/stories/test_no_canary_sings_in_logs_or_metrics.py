"""A name, a phone and an identity number go through the whole way, and stand in no log, no metric and no upper group."""

from datetime import timedelta

from aiohttp import ClientSession

from privacy.export_incidents import export_incidents
from pyramid.lookup import head_office
from tests.stories.town import SHANGHAI

DAYS = timedelta(days=2)
CANARIES = ("金丝雀", "13987654321", "330702199001011234")
WORDS = "2单元401室水管爆了，我叫金丝雀，电话13987654321，身份证330702199001011234"


async def test_no_canary_sings_in_logs_or_metrics(town, capfd):
    private = town.dm("resident")
    await town.resident.starts(town.bot, "u_M3")
    await town.resident.says(private, WORDS)
    await town.presses("resident", private, "提交")
    await private.sees("已上报，等网格员接单")
    await town.leader.says(town.m3, f"3幢{WORDS}")
    await town.leader5.says(town.m5, "5幢楼道灯坏了三天，我叫金丝雀，电话13987654321")
    await town.presses("worker", town.g, "接单")
    await town.time_passes("9h")
    await town.calms_down()
    for chat in (town.m3, town.g, town.c, town.s, town.hq):
        said = [each["text"] for each in await chat.messages() if each["from"]["is_bot"]]
        assert [word for word in (*CANARIES, "resident") if word in "".join(said)] == [], chat.title
    async with ClientSession() as http:
        pages = [await (await http.get(f"{town.url}/{name}")).text() for name in ("metrics", "healthz", "readyz")]
    async with town.app.database.transaction() as session:
        top, now = await head_office(session), town.app.clock.now()
        wish = {"since": now - DAYS, "until": now + DAYS, "reason": "canary", "now": now, "zone": SHANGHAI}
        taken = await export_incidents(session, None, top, file_format="csv", **wish)
    assert (taken.count, taken.restricted) == (1, 2)
    heard = "".join([*pages, *capfd.readouterr(), taken.content.decode()])
    assert [canary for canary in CANARIES if canary in heard] == []
