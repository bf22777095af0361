"""What is expected of the bot: where no house is named it asks, who wants no name is anonymous, lists and adverts are known."""

import pytest

from parsing.parse_report import parse_report


def action(text, role="resident", tier="micro_grid"):
    return parse_report(text, sender_role=role, chat_tier=tier).expected_action


@pytest.mark.parametrize(
    "text",
    [
        "2单元楼梯间的灯坏了好几天",
        "四楼过道里堆满旧家具 轮椅过不去",
        "3单元信箱上面一把网线掉下来 挂到人脸",
    ],
)
def test_a_unit_or_a_floor_leads_to_no_house(text):
    assert action(text) == "ask_for_location"


@pytest.mark.parametrize(
    "text",
    ["6幢2单元楼梯间的灯坏了好几天", "东门过道里堆满旧家具 轮椅过不去", "301门口堆满旧家具 轮椅过不去"],
)
def test_a_house_a_door_or_a_gate_does(text):
    assert action(text) == "create_incident"


@pytest.mark.parametrize(
    "text",
    [
        "后街那家棋牌室天天晚上赌博 别讲是我说的",
        "后街那家棋牌室天天晚上赌博 千万别提我名字",
        "后街那家棋牌室天天晚上赌博 麻烦保密",
    ],
)
def test_who_wants_no_name_is_anonymous(text):
    assert action(text, tier="dm") == "create_restricted_anonymous"


def test_who_does_not_dare_to_say_it_in_the_group_is_no_stranger():
    assert action("我老公又动手打我了 我不敢在群里说 7幢1单元", tier="dm") == "create_emergency_restricted"


def test_blows_at_home_are_taken_out_of_the_group_whatever_names_stand_there():
    assert action("楼上又打老婆了 女的满嘴是血 8幢四楼") == "create_restricted_and_redact"


@pytest.mark.parametrize("text", ["给保洁阿姨点个赞 楼道拖得锃亮", "为昨晚值班的保安点赞"])
def test_applause_is_praise(text):
    assert action(text) == "record_praise"


def test_an_advert_is_warned_of_and_talk_is_not():
    assert action("专业疏通管道 随叫随到 加我微信") == "warn_advert"
    assert action("晚上一起去江边散步吗") == "ignore"


def test_who_was_missed_and_is_back_ends_the_search():
    assert action("外公回来了回来了 在隔壁下棋 虚惊一场 谢谢大家帮忙找") == "resolve_claim"


def test_who_calls_the_helpers_off_withdraws_even_if_the_thing_is_found():
    assert action("不用来找了 钱包找到了 在洗衣机里") == "withdraw"


def test_who_asks_what_became_of_it_asks_for_its_state():
    assert action("请问后街封到几点 我要开车出去") == "answer_status"
    assert action("上回报的那个路灯有准信没") in {"answer_status", "urge"}


@pytest.mark.parametrize(
    ("role", "tier", "expected"),
    [
        ("community_secretary", "community", "relay_notice"),
        ("street_command", "street", "broadcast_down"),
        ("micro_grid_leader", "micro_grid", "relay_notice"),
    ],
)
def test_a_notice_goes_the_way_its_sender_says(role, tier, expected):
    assert action("【通知】明天上午九点社区门口免费理发，请各位楼长转告住户。", role, tier) == expected


def test_an_exercise_is_only_noted():
    assert action("【测试】这是一条模拟信息，收到请回复，不必出动。", "grid_head", "grid") == "drill_log_only"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("去看过了 杆子还是歪的 勿合格", "check_fail_rework"),
        ("那个人捞上来了 已经没气了", "progress"),
        ("下坞村已转移12户30人 都在礼堂", "progress"),
        ("工棚里19个工人已全部转移到小学", "progress"),
    ],
)
def test_what_is_not_put_right_is_no_claim_of_it(text, action):
    report = parse_report(text, sender_role="micro_grid_leader")
    assert (report.kind, report.expected_action) == ("status_update", action)
