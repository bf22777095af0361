"""Landmarks: what the tagger learned of them, in messages of its corpus and in others; each sentence here is invented and in no corpus."""

import pytest

from parsing.corpus import fingerprint
from parsing.landmark import tagger
from parsing.normalise import normalise
from parsing.place import find_place, place_within
from parsing.train_places import MARKED, read_marked

KNOWN = 0.9
"""So much of its own corpus a linear tagger with few weights must give back; strangers' messages are harder (test_exams.py)."""


def spot(text):
    return find_place(normalise(text), text).location.landmark


def test_the_tagger_was_trained_from_the_marked_messages_as_they_stand():
    assert tagger().head["corpus"] == fingerprint(MARKED), "run: make train"


def test_most_of_what_was_marked_is_found_again_sign_by_sign():
    told = [message for message in read_marked() if len(message.spots) < 2]
    right = 0
    for message in told:
        spots = [message.text[start:end] for start, end in message.spots]
        right += [spot(message.text)] == (spots or [None])
    assert right / len(told) > KNOWN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12幢2单元楼下有人在洗车,水流得到处都是", "楼下"),
        ("枫桥雅苑西门口的地砖翘起来了", "西门口"),
        ("朝阳路88号门口自来水一直在冒", "门口"),
        ("丰乐街那家面馆的油烟全飘进我家", "面馆"),
        ("村口的路灯又不亮了", "村口"),
        ("楼顶有人搭鸽子棚", "楼顶"),
        ("菜场门口两个摊主打起来了", "菜场门口"),
        ("地下车库又进水了", "地下车库"),
        ("石桥底下有人睡在那里 天这么冷", "石桥底下"),
        ("整个小区都停水了", "整个小区"),
        ("小区北门的道闸抬不起来", "小区北门"),
        ("消防通道又停满了电瓶车", "消防通道"),
    ],
)
def test_plain_spots_are_found(text, words):
    assert spot(text) == words


PLAIN = [
    "幼儿园门口",
    "菜场门口",
    "村口",
    "楼下",
    "楼顶",
    "地下车库",
    "东门口",
    "小区北门",
    "桥下",
    "河边",
    "花坛",
    "车棚",
    "学校门口",
    "公交站",
    "垃圾房",
    "祠堂门口",
    "工地",
    "停车场",
    "广场",
    "公园",
    "超市门口",
    "药店",
    "面馆",
    "医院门口",
    "篮球场",
    "池塘边",
    "路口",
    "十字路口",
    "电梯口",
    "楼道",
    "天台",
    "晒场",
    "厂门口",
    "卫生院门口",
    "银行门口",
    "消防通道",
    "凉亭",
    "健身角",
    "水库",
    "田里",
]
FRAMES = (
    "{}有个老人晕倒了快来人",
    "{}有人打架",
    "{}的井盖没了",
    "{}着火了",
    "刚才{}水管爆了 水一直喷",
    "我看到{}有只狗咬人",
    "好臭啊 {}垃圾堆成山了",
    "{}灯不亮",
    "3幢{}堆满杂物",
    "昨晚{}有人摔伤",
)
FEW = 5
"""Of four hundred; what is told most briefly holds fewest signs to tell it by."""


def test_the_plainest_spots_are_found_in_the_plainest_sentences():
    told = [(frame.format(words), words) for words in PLAIN for frame in FRAMES]
    missed = [text for text, words in told if spot(text) != words]
    assert len(missed) < FEW, missed


@pytest.mark.parametrize(
    "text",
    [
        "3幢2单元501漏水",
        "昨天去医院看了,没什么事",
        "我家门锁坏了,找谁修",
        "谢谢物业的师傅",
        "群里有人懂电脑的吗",
        "6幢电梯又停了",
    ],
)
def test_where_no_spot_is_told_none_is_found(text):
    assert spot(text) is None


def test_a_kilometre_stake_is_a_spot_by_its_shape():
    assert spot("330国道K12+300处有落石") == "K12+300"


def test_doors_and_roads_are_no_part_of_a_spot():
    place = find_place(*["3幢楼道口堆满了纸箱"] * 2)
    assert (place.location.building, place.location.landmark) == ("3", "楼道口")


def test_each_stretch_of_a_message_has_its_own_spot():
    text = "东门口的井盖没了,另外楼顶有人搭棚"
    at = text.index(",")
    places = [place_within(text, text, *span) for span in ((0, at), (at + 1, len(text)))]
    assert [place.location.landmark for place in places] == ["东门口", "楼顶"]
    words = text[at + 1 :][slice(*places[1].evidence["landmark"])]
    assert words == "楼顶", "what gave it is counted from where the stretch begins"


def test_a_spot_is_quoted_as_it_was_typed():
    assert spot("ＫＴＶ门口有人打架") == "ＫＴＶ门口"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("streetlight out near the north gate", "north gate"),
        ("someone fell in the parking lot", "parking lot"),
        ("dogs loose behind our school", "school"),
        ("elevator broken", None),
        ("toilet blocked again", None),
    ],
)
def test_a_spot_in_english_stands_behind_its_preposition(text, where):
    assert spot(text) == where
