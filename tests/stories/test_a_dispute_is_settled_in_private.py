"""A quarrel told in a group goes to private chats: each side alone, four centres, an agreement with dates, and questions after."""

import json

import pytest
from sqlalchemy import text

from tests.stories.town import PEOPLE, RESIDENTS, living_town

MEDIATORS = [("mediator", "mediator", "C"), ("judge", "mediator", "S"), ("chief", "mediator", "HQ")]
QUARREL = "我和楼上邻居为漏水赔钱的事一直扯皮，他还骂人"
MINE, THEIRS = "他半夜装修还不赔我家天花板", "是他先把我的电表箱锁了"
AGREEMENT = "甲 三天内 把电表箱的锁拿掉\n乙 五天内 把天花板修好"


@pytest.fixture
async def court(tmp_path):
    async with living_town(tmp_path, people=[*PEOPLE, *MEDIATORS], residents=RESIDENTS) as made:
        yield made


async def link_to(town, who, chat, side):
    """The mediator invites a side; gives what stands after start= in the link."""
    await town.presses(who, chat, f"请{side}")
    message = await chat.sees(f"单独发给{side}")
    return message["text"].split("start=")[1].split()[0]


async def both_are_heard(town):
    """The worker mediates between the resident, who told of it, and the neighbour, who comes by a link."""
    private, desk = town.dm("resident"), town.dm("worker")
    await town.resident.starts(town.bot, "u_M3")
    await town.resident.says(private, QUARREL)
    await town.presses("resident", private, "提交")
    await town.presses("worker", desk, "我来调解")
    await desk.sees("甲方：已到，说过 0 次\n乙方：还没到", label="请乙方")
    await town.neighbour.starts(town.bot, await link_to(town, "worker", desk, "乙方"))
    for who, words in (("resident", MINE), ("neighbour", THEIRS)):
        await town.presses(who, town.dm(who), "我来说")
        await town.people[who].says(town.dm(who), words)
        await town.dm(who).sees("已转给调解员（#A-1001）")
        await desk.sees(words)
    return desk


async def both_agree(town, desk):
    """A line without a day is refused; then each says yes, the neighbour in English."""
    await town.neighbour.says(town.dm("neighbour"), "/language")
    await town.presses("neighbour", town.dm("neighbour"), "English")
    await town.presses("worker", desk, "写协议")
    await town.worker.says(desk, "甲 道个歉")
    await desk.sees("第 1 行没看明白")
    await town.worker.says(desk, AGREEMENT)
    await desk.sees("协议已发给双方")
    await town.presses("resident", town.dm("resident"), "同意")
    await town.dm("resident").sees("您已同意，等对方。")
    await town.dm("neighbour").sees("Is this all right?", label="I agree")
    assert await town.presses("neighbour", town.dm("neighbour"), "I agree") == "Noted."
    await desk.sees("双方都同意了，协议生效")


async def test_what_is_blurted_out_in_the_group_is_taken_out_and_goes_on_in_private(town):
    said = await town.leader.says(town.m3, "3幢402和302两家为漏水的事又闹矛盾，邻居纠纷没人管")
    await town.m3.sees("#A-1001 已收到，有人跟进。请不要在群里转发或议论。")
    await town.dm("leader").sees("#A-1001 您在群里说的这件事不适合大家看")
    await town.calms_down()
    assert said not in [each["id"] for each in await town.m3.messages()]
    for chat in (town.m3, town.g, town.c, town.s, town.hq):
        assert [each["text"] for each in await chat.messages() if "402" in each["text"] or "纠纷" in each["text"]] == []
    assert "邻里纠纷" in (await town.dm("worker").sees("#A-1001", label="我来调解"))["text"]


async def test_each_side_is_heard_alone_and_a_kept_word_ends_it(court):
    town, resident, neighbour = court, court.dm("resident"), court.dm("neighbour")
    desk = await both_are_heard(town)
    await resident.lacks(THEIRS)
    await neighbour.lacks(MINE)
    link = await link_to(town, "worker", desk, "甲方")
    await town.neighbour.starts(town.bot, link)
    await neighbour.sees("您是这件事的一方")
    await both_agree(town, desk)
    await town.time_passes("3d")
    await town.presses("neighbour", neighbour, "Done")
    await town.time_passes("2d")
    await town.presses("resident", resident, "做到了")
    await desk.sees("答应的事都做到了")
    await town.time_passes("2d")
    await neighbour.sees("It is 7 days since the mediation", label="All well")
    await resident.sees("调解过去 7 天了", label="都好")
    assert await town.presses("resident", resident, "都好") == "谢谢，记下了。"
    for words in (MINE, THEIRS, QUARREL, "天花板"):
        for chat in (town.m3, town.g, town.c, town.s, town.hq, town.dm("secretary"), town.dm("mediator")):
            assert await town.told(chat, words) == [], (words, chat.title)


async def test_known_people_are_asked_in_private_without_a_link_and_may_say_no(court):
    """The leader told of it; the mediator forwards what the neighbour once said in the group."""
    town, desk = court, court.dm("worker")
    await town.neighbour.starts(town.bot, "u_M3")
    await town.leader.says(town.m3, "3幢402和302两家为漏水的事又闹矛盾，邻居纠纷没人管")
    await town.worker.joins(town.m3)
    said = await town.neighbour.says(town.m3, "今天天气不错")
    await town.presses("worker", desk, "我来调解")
    await town.presses("worker", desk, "请乙方")
    offered = await desk.sees("#A-1001 请谁来做乙方？", label="说起这件事的人")
    assert "leader" not in str(offered["buttons"]), "by the moment, not by name"
    assert "私聊问对方" in await town.presses("worker", desk, "说起这件事的人")
    asked = await town.dm("leader").sees("请您参加一件邻里纠纷的调解", label="不参加")
    assert await town.presses("leader", town.dm("leader"), "不参加") == "好的，已告诉调解员。"
    await desk.sees("#A-1001 我问的那位不来做乙方")
    await town.calms_down()
    assert (await town.dm("leader").messages(after=asked["id"] - 1))[0]["buttons"] == [], "asked once"
    await town.presses("worker", desk, "请乙方")
    await town.worker.forwards(desk, town.m3, said)
    await desk.sees("#A-1001 已经私聊问对方了")
    await town.presses("neighbour", town.dm("neighbour"), "我参加")
    await desk.sees("乙方：已到")
    await town.dm("neighbour").sees("您和对方分开说", label="我来说")
    assert await town.told(desk, "start=d_") == [], "no link was needed"


async def test_who_never_spoke_to_the_bot_gets_a_link_after_all(court):
    town, desk = court, court.dm("worker")
    await town.leader.says(town.m3, "3幢402和302两家为漏水的事又闹矛盾，邻居纠纷没人管")
    await town.worker.joins(town.m3)
    said = await town.neighbour.says(town.m3, "今天天气不错")
    await town.presses("worker", desk, "我来调解")
    await town.presses("worker", desk, "请乙方")
    await town.worker.forwards(desk, town.m3, said)
    await desk.sees("这位还没有和我说过话，#A-1001 请用链接请。")
    await desk.sees("单独发给乙方")


async def test_who_is_known_by_name_only_comes_by_a_link_that_the_mediator_hands_over(court):
    town, desk = court, court.dm("worker")
    await town.leader.says(town.m3, "3幢402和302两家为漏水的事又闹矛盾，邻居纠纷没人管")
    await town.presses("worker", desk, "我来调解")
    await town.presses("worker", desk, "请乙方")
    await desk.sees("只知道名字的，把名字发来")
    await town.worker.says(desk, "楼上王阿姨")
    message = await desk.sees("单独发给乙方")
    await town.neighbour.starts(town.bot, message["text"].split("start=")[1].split()[0])
    await desk.sees("乙方：已到")
    await town.calms_down()
    for chat in (town.m3, town.g, town.c, town.s, town.hq, town.dm("neighbour")):
        assert await town.told(chat, "王阿姨") == []
    async with town.app.database.reading() as session:
        kept = [
            row[0]
            for row in await session.execute(text("SELECT data FROM dialogue UNION ALL SELECT args FROM outgoing"))
        ]
        assert [row for row in kept if "王阿姨" in json.dumps(json.loads(row), ensure_ascii=False)] == []


async def test_a_photo_a_voice_and_a_file_are_heard_like_words_and_stay_with_the_mediator(court):
    town, mine = court, court.dm("resident")
    desk = await both_are_heard(town)
    await town.resident.sends_photo(mine, "这是我家天花板")
    assert (await desk.sees("（照片）这是我家天花板"))["photo"]
    await town.resident.sends_voice(mine)
    assert (await desk.sees("（语音）"))["voice"]
    await town.resident.sends_document(mine, "收据.pdf", b"%PDF-1.4 receipt")
    assert (await desk.sees("（文件）"))["document"]
    await desk.sees("甲方：已到，说过 4 次")
    await town.dm("neighbour").lacks("天花板")
    for chat in (town.m3, town.g, town.c, town.s, town.hq):
        assert await town.told(chat, "（照片）") == []
    await town.calms_down()
    newest = (await desk.messages())[-1]["id"]
    await town.presses("worker", desk, "双方说的")
    for kind in ("（照片）", "（语音）", "（文件）"):
        await desk.sees(kind, after=newest)


async def test_a_broken_word_opens_it_again_and_it_climbs_through_all_four_centres_to_the_law(court):
    town = court
    desk = await both_are_heard(town)
    await both_agree(town, desk)
    await town.time_passes("5d")
    assert await town.presses("resident", town.dm("resident"), "没做到") == "知道了，马上请上一级调解中心接着调。"
    await town.dm("resident").sees("又打开了，现在由社区（村）调解中心接着调")
    await town.presses("mediator", town.dm("mediator"), "我来调解")
    await town.presses("mediator", town.dm("mediator"), "双方说的")
    await town.dm("mediator").sees(MINE)
    for now, then, name in (("mediator", "judge", "镇街调解中心"), ("judge", "chief", "区县调解中心")):
        assert await town.presses(now, town.dm(now), "调不成") == "好的，交上一级调解中心接着调。"
        await town.dm("resident").sees(f"现在由{name}接着调")
        await town.presses(then, town.dm(then), "我来调解")
    assert (await town.presses("chief", town.dm("chief"), "调不成")).startswith("好的，调解到此为止")
    await town.dm("resident").sees("向法院起诉")
    await town.dm("neighbour").sees("or sue")
