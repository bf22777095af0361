import pytest

from parsing.normalise import normalise
from parsing.split import Tie, cut


def clauses_of(text: str) -> list[str]:
    """The clauses, each with the first letter of its tie where it is more than a comma."""
    plain = normalise(text)
    return [
        ("" if clause.tie is Tie.PLAIN else f"{clause.tie.name[:2]}:") + plain[clause.start : clause.end]
        for clause in cut(plain).clauses
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("1.河边垃圾 2.路灯坏了", ["LI:河边垃圾", "LI:路灯坏了"]),
        ("巡查：一、井盖松；二、墙皮掉", ["LI:井盖松", "LI:墙皮掉"]),
        ("①灯坏了②门坏了", ["LI:灯坏了", "LI:门坏了"]),
        ("第一个是灯坏了第二个是门坏了", ["LI:灯坏了", "LI:门坏了"]),
        ("头一桩灯坏了，第二桩门坏了", ["LI:灯坏了", "LI:门坏了"]),
        ("先说急的，墙要倒；再说不急的，灯坏了", ["LI:墙要倒", "LI:灯坏了"]),
        ("一个是灯坏了，另一个是门坏了", ["LI:灯坏了", "LI:门坏了"]),
        ("一是灯坏了，二是门坏了", ["LI:灯坏了", "LI:门坏了"]),
        ("灯坏了，顺便说一下门也坏了", ["灯坏了", "JO:门也坏了"]),
        ("灯坏了对了门也坏了", ["灯坏了", "JO:门也坏了"]),
        ("灯坏了，另外11幢门坏了", ["灯坏了", "JO:11幢门坏了"]),
        ("灯坏了，还有一桩，门坏了", ["灯坏了", "JO:门坏了"]),
        ("灯坏了 再一个 门坏了", ["灯坏了", "JO:门坏了"]),
        ("灯坏了，还有门坏了", ["灯坏了", "LO:门坏了"]),
        ("看到 1 3幢灯坏了 2 门口井盖松了", ["LI:3幢灯坏了", "LI:门口井盖松了"]),
        ("第一我们灯坏了 第二那边门坏了", ["LI:我们灯坏了", "LI:那边门坏了"]),
        ("灯坏了 回来又看到门坏了", ["灯坏了", "JO:门坏了"]),
        ("灯坏了 再有就是门坏了", ["灯坏了", "JO:门坏了"]),
        ("巡查记录:灯坏了;门坏了,关不上;已通知", ["灯坏了", "JO:门坏了", "关不上", "已通知"]),
        ("the lamp is out, also the gate is stuck", ["the lamp is out", "JO:the gate is stuck"]),
    ],
)
def test_words_and_numbers_that_count_or_join_part_the_clauses(text, clauses):
    assert clauses_of(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "坑有2.5米深 1.2米宽",
        "另外两个人跑了",
        "你说对了",
        "对了吗",
        "桌上放着还有用",
        "一、二单元都停水",
        "第一次修不好 第二次又没来",
        "还有三个人没出来",
        "第一中学放学堵车 第二中学也堵",
        "围着四只箱子 第一只打完了 第二只在响",
        "再来一场风就要倒",
        "再有一米就到我家院墙",
        "把另外几家的水也停了",
        "水费他找我另外收",
        "1 单元停电 2 单元也停",
        "这里说明:灯坏了;门坏了",
    ],
)
def test_what_only_looks_like_counting_or_joining_does_not(text):
    assert {clause.tie for clause in cut(normalise(text)).clauses} == {Tie.PLAIN}


@pytest.mark.parametrize(
    "text",
    [
        "两件事 灯坏了 门坏了",
        "我跟你们反映三个情况，灯坏了",
        "值夜记两条，灯坏了",
        "俩事儿：灯坏了",
        "a few things: the lamp is out",
    ],
)
def test_several_are_announced(text):
    assert cut(normalise(text)).is_announced


@pytest.mark.parametrize(
    "text",
    [
        "两处井盖坏了",
        "楼下停了两个事故车",
        "上次说的两个问题还没解决",
        "三个问题学生打架",
        "两点 有人唱歌",
        "电梯坏了两个，没人修",
    ],
)
def test_a_number_that_is_part_of_what_is_told_announces_nothing(text):
    assert not cut(normalise(text)).is_announced


def test_a_door_at_the_very_end_is_no_clause():
    where = cut(normalise("楼道灯不亮，垃圾没人倒，6幢"))
    assert where.around == (12, 14)
    assert len(where.clauses) == 2


def test_long_repetitions_are_cut_into_few_clauses():
    for piece in ("对了", "还有", "1、", "第一个", "一个是", "先说", "两个事 ", "灯坏了，"):
        assert len(cut(piece * (4096 // len(piece))).clauses) <= 40
