"""Whole classes of words for people: numbers of a crowd, couples, ages, trades, harms, with what stands beside them and counts nobody."""

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def told(text: str, category: str | None) -> dict[str, int]:
    """What a message of a leaf counts."""
    return find_people(normalise(text), category)[0]


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("dispute.collective", "三十好几个人坐在大厅里不走", {"involved_min": 30}),
        ("dispute.collective", "上百口子人围着项目部", {"involved_min": 100}),
        ("disaster.severe_weather", "下圩十七户一百来口人没转移", {"households": 17, "involved_min": 100}),
        ("sanitation.street_vending", "天天四五个人推着三轮在桥头卖瓜", {"involved_min": 4}),
        ("housing.group_rental", "阁楼上又住进来十几号打工的", {"involved_min": 10}),
        ("municipal.road_risk", "沙发太沉 四个人抬着都费劲", {}),
        ("dispute.collective", "两三百人把收费站堵死了", {"involved_min": 200}),
        ("traffic.accident", "隧道里撞死了一个", {"dead": 1}),
        ("care.medical_help", "广场上有个大叔倒下了 旁边两个人在按胸口", {"injured": 1}),
        ("dispute.collective", "厂门口有十几个人在拦车", {"involved_min": 10}),
        ("security.fraud", "5幢阿婆接了个电话 存的三万没了", {"elderly": 1}),
        ("security.fraud", "阿婆们都被问过 没人上当", {}),
        ("housing.elevator_fault", "电梯坏了 坐轮椅的老大爷三天没下来过", {"elderly": 1}),
        ("utility.gas_leak", "煤气味好浓 里头阿公一个人", {"elderly": 1}),
    ],
)
def test_crowds_are_counted_by_their_lower_end(category, text, counts):
    assert told(text, category) == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("disaster.landslide", "坡塌了 李家四口没跑出来", {"trapped": 4}),
        ("dispute.family", "姑嫂俩为一只镯子扯破了脸", {"involved": 2}),
        ("care.suicide_risk", "情侣俩坐在桥栏外面", {"involved": 2}),
        ("care.elder_alone", "外公外婆两个人在老屋 叫门不应", {"elderly": 2}),
        ("housing.elevator_trapped", "我跟我妈还有个送水的三个人 卡在半空", {"trapped": 3}),
        ("care.elder_alone", "姐妹两个都八十几岁 这两天没开门", {"elderly": 2}),
        ("disaster.severe_weather", "我跟老伴两个,都七十多岁 水到门槛了", {"elderly": 2}),
        ("care.homeless", "桥洞里有一老一小裹着被子过夜", {"elderly": 1, "minors": 1}),
        ("care.minor", "两个小的锁在屋里哭", {"minors": 2}),
        ("disaster.severe_weather", "二老师傅都说桥要修", {}),
        ("service.consult", "情侣酒店怎么登记", {}),
        ("utility.gas_stove", "张家两口锅烧穿了", {}),
    ],
)
def test_kin_are_counted_as_many_as_they_are(category, text, counts):
    assert told(text, category) == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        (None, "昨天一名81岁女性在东门走失", {"missing": 1, "elderly": 1}),
        ("traffic.accident", "撞倒两个七十多岁的", {"injured": 2, "elderly": 2}),
        ("traffic.accident", "渣土车刮倒一个五年级的", {"injured": 1, "minors": 1}),
        ("security.theft", "两个抱着三岁孩子的女人撬锁", {"involved": 2, "minors": 1}),
        ("security.suspicious", "单元里进来六个生面孔", {"involved": 6}),
        ("security.suspicious", "有个戴口罩的挨家拧门把手", {"involved": 1}),
        ("security.suspicious", "老有个戴口罩的挨家拧门把手", {}),
        ("security.vice_drugs", "地下室五六个光膀子的推牌九", {"involved_min": 5}),
        ("security.animal_attack", "野猪拱伤两个上坟的", {"injured": 2}),
    ],
)
def test_who_is_meant_is_told_by_age_school_look_and_what_he_does(category, text, counts):
    assert told(text, category) == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("traffic.accident", "两个人都坐在地上起不来", {"injured": 2}),
        ("traffic.accident", "三轮翻了 老两口都甩出来了", {"injured": 2, "elderly": 2}),
        ("traffic.accident", "公交急刹 六名乘客摔倒", {"injured": 6}),
        ("traffic.accident", "骑车的没救回来 后座一个胳膊断了", {"dead": 1, "injured": 1}),
        ("dispute.wage", "三个人坐在地上讨工钱", {"involved": 3}),
        ("municipal.public_facility", "铁丝翘着 我孙子手背上划了两道", {"injured": 1, "minors": 1}),
        ("municipal.public_facility", "长椅扶手上划了两道", {}),
        ("municipal.public_facility", "转椅的铁皮把人划了一道", {}),
        ("housing.falling_object", "瓷砖砸在送水的头上 血直淌", {"injured": 1}),
        ("housing.falling_object", "瓷砖砸在我车头上", {}),
        ("fire.active_fire", "三楼着了 两个人在窗口喊救命", {"trapped": 2}),
        ("disaster.severe_weather", "三户人家六个老人困在楼上", {"households": 3, "elderly": 6, "trapped": 6}),
        ("security.fight", "三个小年轻按住一个往死里打", {"involved": 4}),
        ("security.fight", "三个小年轻打了一个晚上", {"involved": 3}),
        ("care.homeless", "桥下有个流浪汉 一直在咳嗽", {"involved": 1}),
        ("care.medical_help", "凉亭里躺着个老太婆 喊不应 围了好多人", {"injured": 1, "elderly": 1}),
    ],
)
def test_harm_is_counted_by_what_befell_them(category, text, counts):
    assert told(text, category) == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("housing.elevator_trapped", "人都出来了 没有一个受伤的", {"injured": 0}),
        ("municipal.road_collapse", "车陷下去了 司机爬出来了人没事", {"injured": 0}),
        ("traffic.accident", "车头瘪了 好在人没事", {"injured": 0}),
        ("housing.elevator_trapped", "三个人已经放出来", {}),
        ("housing.elevator_trapped", "里面有人在敲 还有个小孩在哭", {"minors": 1}),
        ("dispute.domestic_violence", "我躲在阳台 他在外面砸门", {}),
        ("fire.active_fire", "仓库着了 两个人在楼下喊", {"involved": 2}),
        ("care.medical_help", "商场里好几个人晕倒", {}),
        ("dispute.consumer", "两个都七十多块钱", {}),
        ("service.consult", "每家两口人怎么算补贴", {}),
        ("pollution.odor", "下面几个人没事先说一声就刷漆", {}),
    ],
)
def test_nobody_is_counted_where_all_are_well_or_it_is_not_told(category, text, counts):
    assert told(text, category) == counts


def test_a_crowd_that_feels_sick_is_quoted():
    text = "下风口好几个人头晕"
    assert text[slice(*find_people(text, "pollution.odor")[1])] == "好几个人"
