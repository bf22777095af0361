from datetime import timedelta

import pytest

from broadcasts.composers import COMPOSERS
from broadcasts.confirm_receipt import confirm_receipt
from broadcasts.correct_notice import correct_notice
from broadcasts.draft_notice import draft_notice
from broadcasts.faces import draft_html
from broadcasts.recall_notice import recall_notice
from broadcasts.refuse_notice import refuse_notice
from broadcasts.remind_unconfirmed import remind_unconfirmed
from broadcasts.stop_notice import stop_notice
from models.kinds import NoticeKind, OutgoingState, Role
from outbox.message import Deed, Later, Message, Request, Stale
from tests.broadcasts.pyramids import BOT, HQ, HQ_TWO, STREET


def request(row, language="zh", is_edit=False, is_homeless=False):
    return Request(
        id=row.id, kind=row.kind, subject_id=row.subject_id, bot_id=row.bot_id, group_id=row.group_id,
        user_id=row.user_id, viewer=row.viewer, args=row.args, is_edit=is_edit, caused_at=row.caused_at,
        language=language, details="chat", is_homeless=is_homeless,
    )  # fmt: skip


async def composed(town, row, **how):
    return await COMPOSERS[row.kind](town.session, request(row, **how), town.now)


async def first(town, notice_id, kind):
    return (await town.rows(notice_id, kind))[0]


def actions(message):
    return [(button.action, button.arg) for line in message.keyboard for button in line]


async def test_a_copy_says_kind_words_issuer_time_and_number(town):
    made = await town.submit(to="s1", by=STREET, kind=NoticeKind.EMERGENCY, words="3号楼<停气>&请撤离")
    message = await composed(town, await first(town, made.notice_id, "notice_copy"))
    assert message.html.startswith(
        "<b>🚨 紧急通知</b>\n\n3号楼&lt;停气&gt;&amp;请撤离\n\n—— U-s1　11月18日（周三）10:00\n#A-N1\n"
    )
    assert actions(message) == [("heard", "")]
    english = await composed(town, await first(town, made.notice_id, "notice_copy"), language="en")
    assert "U-s1, Wed 18 Nov, 10:00" in english.html


async def test_a_drill_cannot_be_taken_for_the_real_thing(town):
    made = await town.submit(to="s1c1g1", kind=NoticeKind.DRILL)
    await town.advance(made.notice_id, timedelta(seconds=60))
    message = await composed(town, await first(town, made.notice_id, "notice_copy"))
    assert message.html.startswith("<b>【演练】")
    assert message.html.count("【演练】") == 2


async def test_the_colour_of_a_warning_stands_in_the_title(town):
    made = await town.submit(to="s1c1g1", kind=NoticeKind.WEATHER, level="orange")
    await town.advance(made.notice_id, timedelta(seconds=60))
    assert "🟠 天气橙色预警" in (await composed(town, await first(town, made.notice_id, "notice_copy"))).html


async def test_a_stopped_notice_is_not_sent_but_stays_where_it_stands(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    row = await first(town, made.notice_id, "notice_copy")
    await stop_notice(town.session, made.notice_id, await town.actor(HQ), now=town.now)
    assert isinstance(await composed(town, row), Stale)
    assert isinstance(await composed(town, row, is_edit=True), Message)


async def test_a_copy_that_is_too_old_to_be_deleted_says_that_it_was_taken_back(town):
    notice_id = await town.sent_to_all()
    row = await first(town, notice_id, "notice_copy")
    row.sent_at = town.session.info["machine_now"] - timedelta(hours=50)
    await town.session.flush()
    await recall_notice(town.session, notice_id, await town.actor(HQ), now=town.now)
    message = await composed(town, row, is_edit=True)
    assert message.html.startswith("<b>【已撤回】")
    assert message.keyboard == ()
    young = (await town.rows(notice_id, "notice_copy"))[1]
    assert isinstance(await composed(town, young, is_edit=True), Stale)


async def test_a_recall_deletes_the_copy_or_waits_for_one_that_is_on_its_way(town):
    made = await town.submit(kind=NoticeKind.EMERGENCY)
    sent, flying = (await town.rows(made.notice_id, "notice_copy"))[:2]
    sent.state, sent.message_id, sent.chat_id, sent.shown = OutgoingState.SENT, 55, -1001, 1
    sent.sent_at = town.session.info["machine_now"]
    flying.state = OutgoingState.SENDING
    await town.session.flush()
    await recall_notice(town.session, made.notice_id, await town.actor(HQ), now=town.now)
    rows = {row.group_id: row for row in await town.rows(made.notice_id, "notice_recall")}
    assert set(rows) == {sent.group_id, flying.group_id}
    assert await composed(town, rows[sent.group_id]) == Deed("deleteMessage", {"chat_id": -1001, "message_id": 55})
    assert isinstance(await composed(town, rows[flying.group_id]), Later)


async def test_files_go_with_the_bot_that_knows_them(town):
    photo = {"kind": "photo", "bot_id": BOT, "file_id": "F", "file_unique_id": "U"}
    foreign = {**photo, "bot_id": 1}
    made = await town.submit(kind=NoticeKind.EMERGENCY, media=[photo, foreign])
    message = await composed(town, await first(town, made.notice_id, "notice_copy"))
    assert [file.file_id for file in message.files] == ["F"]


async def test_a_file_of_another_bot_is_fetched_by_that_one(town):
    photo = {"kind": "photo", "bot_id": 1, "file_id": "F", "file_unique_id": "U"}
    made = await town.submit(kind=NoticeKind.EMERGENCY, media=[photo])
    message = await composed(town, await first(town, made.notice_id, "notice_copy"))
    assert [(file.bot_id, file.file_id) for file in message.files] == [(1, "F")]


async def test_a_chat_that_is_no_units_any_more_gets_no_copy(town):
    made = await town.submit(to="s1c1g1", kind=NoticeKind.EMERGENCY)
    row = await first(town, made.notice_id, "notice_copy")
    assert isinstance(await composed(town, row, is_homeless=True), Stale)


async def test_the_approver_sees_the_real_rendering_the_tiers_and_the_mode(town):
    town.with_notices(approve_above=38)
    made = await town.submit()
    row = await first(town, made.notice_id, "approval_request")
    message = await composed(town, row)
    for words in ("一份真实通知", "<b>39</b> 个群", "微网格群 24 个", "<blockquote><b>📢 政策通知</b>", "等 60 秒发出"):
        assert words in message.html
    seen = (await town.notice(made.notice_id)).fingerprint[:12]
    assert actions(message) == [("approve", seen), ("refuse", "")]
    await refuse_notice(town.session, made.notice_id, await town.actor(HQ_TWO), now=town.now)
    decided = await composed(town, row, is_edit=True)
    assert "您没有同意" in decided.html
    assert decided.keyboard == ()
    assert isinstance(await composed(town, row), Stale)


async def test_the_request_for_a_drill_looks_different(town):
    town.with_notices(approve_above=38)
    made = await town.submit(kind=NoticeKind.DRILL)
    message = await composed(town, await first(town, made.notice_id, "approval_request"))
    assert "🟦 <b>【演练】" in message.html
    assert message.keyboard[0][0].label == "同意演练"


async def test_the_live_card_shows_the_state_and_only_what_can_be_done(town):
    made = await town.submit()
    card = await first(town, made.notice_id, "notice_progress")
    held = await composed(town, card)
    assert "即将发出：11月18日（周三）10:01" in held.html
    assert actions(held) == [("stop", "")]
    await town.advance(made.notice_id, timedelta(seconds=60))
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=30))
    assert "已送达 4/39" in (await composed(town, card)).html
    await town.deliver(made.notice_id)
    await town.advance(made.notice_id, timedelta(seconds=3))
    sent = await composed(town, card)
    assert "已送达 39/39　已收到 0/39" in sent.html
    assert "还没收到：U-hq、" in sent.html
    assert "另有 27 个" in sent.html
    assert actions(sent) == [("remind", ""), ("ncorrect", ""), ("recall", "")]


async def test_the_live_card_is_for_author_and_approver_alone(town):
    made = await town.submit()
    card = await first(town, made.notice_id, "notice_progress")
    card.user_id = STREET
    assert isinstance(await composed(town, card), Stale)


async def test_a_reminder_is_dropped_when_the_group_has_heard_meanwhile(town):
    await town.acquaint(town.leaders["s1c1g1m1"])
    notice_id = await town.sent_to_all(to="s1c1g1")
    await remind_unconfirmed(town.session, notice_id, await town.actor(HQ), now=town.now)
    private, in_group = (await town.rows(notice_id, "notice_reminder"))[:2]
    nudge, reply = await composed(town, private), await composed(town, in_group)
    assert "U-s1c1g1m1" in nudge.html
    assert (nudge.is_silent, reply.is_silent) == (False, True)
    assert actions(nudge) == actions(reply) == [("heard", "")]
    await town.person(307, "s1c1g1", Role.GRID_WORKER)
    for code, by in (("s1c1g1m1", town.leaders["s1c1g1m1"]), ("s1c1g1", 307)):
        group_id = town.groups[code].id
        await confirm_receipt(town.session, notice_id, group_id, await town.actor(by), now=town.now)
    assert isinstance(await composed(town, private), Stale)
    assert isinstance(await composed(town, in_group), Stale)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_draft_looks_as_the_copy_will(town, language):
    draft = await draft_notice(
        town.session, author=await town.actor(HQ), unit_id=town.units["s1"].id, words="停水", kind=NoticeKind.OUTAGE,
        policy=town.policy, now=town.now,
    )  # fmt: skip
    html = draft_html(draft, language)
    assert "停水" in html
    assert "U-hq" in html
    assert "#" not in html


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_whoever_was_not_asked_is_told_what_happened(town, language):
    made = await town.submit(to="s1", by=STREET)
    await stop_notice(town.session, made.notice_id, await town.actor(HQ), now=town.now)
    message = await composed(town, await first(town, made.notice_id, "notice_news"), language=language)
    assert "#A-N1" in message.html


@pytest.mark.parametrize(("kind", "rings"), [(NoticeKind.EMERGENCY, True), (NoticeKind.OUTAGE, False)])
async def test_a_correction_does_not_wait_for_the_morning(town, kind, rings):
    """The wrong words stand in the chats already. At night an emergency's correction rings; an ordinary one comes silently."""
    made = await town.submit(kind=kind, to="s1c1g1")
    await town.advance(made.notice_id, timedelta(seconds=60))
    await town.deliver(made.notice_id)
    town.now += timedelta(hours=13)  # eleven in the evening
    wish = {"blanks": {"wrong": "甲", "right": "乙"}, "source": "chat", "policy": town.policy, "cell": "A"}
    done = await correct_notice(town.session, made.notice_id, await town.actor(HQ), now=town.now, **wish)
    await town.advance(done.notice_id, timedelta(0))
    rows = await town.rows(done.notice_id, "notice_copy")
    assert len(rows) == 4
    message = await composed(town, rows[0])
    assert message.is_silent is not rings
    assert (await town.notice(made.notice_id)).plan["corrected_by"] == done.number
