"""What bears a word of time in its name, and how times that stand side by side are cut."""

import pytest

from parsing.moment import find_moment
from parsing.normalise import normalise


def words_of(text: str, kind: str = "incident") -> list[str]:
    """The times of a message as they are written."""
    return [text[start:end] for start, end in find_moment(normalise(text), kind)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("半月湾3幢电梯坏了", []),
        ("半月山庄门口有人打架", []),
        ("春天花园5幢停水了", []),
        ("三月街那家店油烟大", []),
        ("垃圾堆了半月没人清", ["半月"]),
        ("路灯坏了半月路面都看不清", ["半月"]),
        ("三月小区就停过水", ["三月"]),
        ("春天花开了一地没人扫", []),
    ],
)
def test_a_street_or_an_estate_is_no_time(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("402夜夜吵到十二点", ["夜夜", "十二点"]),
        ("302天天拖凳子", ["天天"]),
        ("三夜没合眼", ["三夜"]),
        ("泥塘埂15号 昨夜塌了半间", ["昨夜"]),
        ("15号晚上塌了半间", ["15号晚上"]),
        ("门牌23号到31号店面都进水", []),
        ("23号到31号停水", ["23号到31号"]),
    ],
)
def test_the_number_of_a_house_or_a_room_is_no_time(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3月8日至12日每天8:00到17:00停电", ["3月8日至12日每天8:00到17:00"]),
        ("下周一到周三每晚十点以后停气", ["下周一到周三每晚十点以后"]),
        ("3月8日至12日停电", ["3月8日至12日"]),
        ("四点到六点天天堵", ["四点到六点", "天天"]),
        ("晌午那阵儿跳的闸", ["晌午那阵儿"]),
        ("这两三天老闻到臭味", ["这两三天"]),
        ("国庆放假那几天堆成山", ["国庆放假那几天"]),
        ("十二点过五分停的", ["十二点过五分"]),
        ("今天早市上捡的", ["今天早市"]),
        ("昨晚那阵鞭炮声吓死人", ["昨晚"]),
        ("昨晚那阵子没水", ["昨晚那阵子"]),
        ("逢年过节才扫一次", ["逢年过节"]),
    ],
)
def test_one_time_is_told_whole(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("充了两年的会员店就关了", []),
        ("充了两年了店还没倒", ["两年"]),
        ("交了半年房租被赶出来", []),
        ("证办了八个月卡在那里", ["八个月"]),
        ("暑假班还没退钱", []),
        ("暑假还没退钱", ["暑假"]),
        ("全天供应热水的说没就没", []),
        ("全天停水", ["全天"]),
        ("工地早七晚九地干", []),
        ("11.20号停水", ["11.20号"]),
        ("一分钟都等不了", []),
        ("刚才倒下一棵树", []),
        ("刚刚还在冒烟", []),
    ],
)
def test_what_is_bought_by_the_year_or_was_just_now_is_no_time(text, words):
    assert words_of(text) == words
