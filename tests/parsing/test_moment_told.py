"""How people close a time and what they measure it by, and the words that only run on like one."""

from datetime import datetime, timedelta, timezone

# ruff: noqa: DTZ001 -- naive values stand for wall time, compared after the zone is taken off
import pytest

from parsing.moment import find_moment
from parsing.moment_words import resolve_words
from parsing.normalise import normalise

AT = datetime(2026, 11, 18, 20, 15, tzinfo=timezone(timedelta(hours=8)))  # a Wednesday


def words_of(text, kind="incident"):
    return [text[start:end] for start, end in find_moment(normalise(text), kind)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # what is done before a day begins with the sign that also makes 前排 and 后排
        ("月底前排涝泵要到位", ["月底前"]),
        ("周六后排查隐患", ["周六后"]),
        ("今晚后排位子归他", ["今晚"]),
        # an hour that is not yet full, nearly full or just over, and one with minutes before a verb
        ("六点不到就敲铁皮", ["六点不到"]),
        ("早上七点还没到就开钻", ["早上七点还没到"]),
        ("三点没到场的算弃权", ["三点"]),
        ("八点五十来的人", ["八点五十"]),
        ("七点二十几停的电", ["七点二十几"]),
        ("七点二十几双鞋踩过", ["七点"]),
        ("上午九点过听见的", ["上午九点过"]),
        ("三点过来看", ["三点"]),
        ("五点钟光景响了一声", ["五点钟光景"]),
        # a length that is not full
        ("修好不到半个月又漏", ["不到半个月"]),
        ("一周不到又满了", ["一周不到"]),
        ("等不到三天就退", ["三天"]),
        ("三天不到岗", ["三天"]),
        # the other day
        ("他们前两天刚挖的", ["前两天"]),
        ("栏杆前几天断的", ["前几天"]),
        ("店门前两天没扫", ["两天"]),
        # before and after what happens every day or every year, and so long before it
        ("下课那个点堵死了", ["下课那个点"]),
        ("吃过夜饭就唱", ["吃过夜饭"]),
        ("打烊后倒泔水", ["打烊后"]),
        ("一到放学就堵", ["放学"]),
        ("晚自习放学那会儿", ["晚自习放学那会儿"]),
        ("放学前十分钟就停满", ["放学前十分钟"]),
        ("春节前两天停的", ["春节前两天"]),
        ("节后第一天就坏", ["节后第一天"]),
        ("元宵那晚放的炮", ["元宵那晚"]),
        # how the sky looks, and how often
        ("天麻麻亮就磨豆腐", ["天麻麻亮"]),
        ("鸡叫头遍就开工", ["鸡叫头遍"]),
        ("傍晚时分飘过来", ["傍晚时分"]),
        ("月月都来催", ["月月"]),
        ("一早一晚敲钟", ["一早一晚"]),
        ("机器成夜响", ["成夜"]),
        ("早晚各巡一次", ["早晚"]),
        ("隔两天来一拨人", ["隔两天"]),
        # days and months by number
        ("25-28号停气", ["25-28号"]),
        ("6、7月份最臭", ["6、7月份"]),
        ("11.20前报名", ["11.20前"]),
        ("明天(26号)停水", ["明天(26号)"]),
        ("前晚七点到九点之间丢的", ["前晚七点到九点之间"]),
        ("11月26、27日检修", ["11月26、27日"]),
        ("今晚(26日)20时停水", ["今晚(26日)20时"]),
        # feasts and the sun's days that need a word behind them
        ("十一长假没人管", ["十一长假"]),
        ("立冬那天裂的", ["立冬那天"]),
        ("睡觉前还好好的", ["睡觉前"]),
        ("上学放学时间进不来", ["上学放学时间"]),
        ("中午饭点全是烟", ["中午饭点"]),
        # how often is told beside until when
        ("天天到后半夜", ["天天", "后半夜"]),
        ("每天早上到晚上", ["每天早上到晚上"]),
        # a long wait, and what is left
        ("离到期只剩半天", ["半天"]),
        ("水漫了进来 管子淌了半天", ["半天"]),
    ],
)
def test_what_closes_a_time_belongs_to_it(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # the number of a house before a day, a door before a part of the day
        ("枣树弄9号昨晚进贼", ["昨晚"]),
        ("6幢9号前天漏水", ["前天"]),
        ("枣树弄1号至60号停电", []),
        ("3号至5号停电", ["3号至5号"]),
        ("2-301晚上漏水", ["晚上"]),
        ("2-301夜里漏水", ["夜里"]),
        ("1-201半夜吵架", ["半夜"]),
        ("902天天有人进出", ["天天"]),
        # what is counted behind a week is none of its days
        ("这礼拜一声不响", ["这礼拜"]),
        ("这星期一下子倒了四个", ["这星期"]),
        ("这周三辆车被划", ["这周"]),
        ("礼拜一下午停水", ["礼拜一下午"]),
        ("预计周四回填", ["周四"]),
        ("周五报名截止", ["周五"]),
        ("下周三条件成熟再开", ["下周三"]),
        # what a shop cries, a rate, an age, a path that is old
        ("最后两天最后两天喊个没完", []),
        ("清仓两天的喇叭", []),
        ("一年给两成利", []),
        ("差三个月满八十", []),
        ("教龄三十年", []),
        ("走了几十年的巷子给拦了", []),
        ("拖了三年的工资", ["三年"]),
        # one night is a night that was, one day is any day
        ("一个晚上跑六趟厕所", ["一个晚上"]),
        ("一天跑六趟厕所", []),
        # until it is light: how long, not when
        ("坐到天亮", []),
        ("从夜里十点到天亮", ["夜里十点到天亮"]),
        ("一到天黑就没人", ["天黑"]),
        # words that run on
        ("这月光真亮", []),
        ("这月光水费就两百", ["这月"]),
        ("喊了半天没人应", []),
        ("午饭点名少一个", []),
        ("吃年夜饭的时候", []),
        ("阳台改成夜宵摊", []),
        ("教室变成宿舍", []),
        ("十一幢长假里没人", []),
        ("1、2号门店", []),
        ("吃完午饭了吗", []),
        ("今天第一天上班", ["今天"]),
        ("一夜间多了一堆土", ["一夜间"]),
        ("一天天往下沉", []),
        ("季节前后", []),
        ("顺便问一下下周体检在哪", ["下周"]),
        ("下下周体检", ["下下周"]),
    ],
)
def test_what_stands_beside_a_time_is_no_part_of_it(text, words):
    assert words_of(text) == words


def test_a_notice_that_appoints_from_a_month_on_says_so():
    assert words_of("6月起改走东门", "notice") == ["6月起"]
    assert words_of("下周起停运", "notice") == ["下周起"]
    assert words_of("今晚8点起停水", "notice") == ["今晚8点"]
    assert words_of("6月起没人来过") == ["6月"]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("春节前两天", datetime(2027, 2, 4)),
        ("11.20前", datetime(2026, 11, 20)),
        ("大前年", datetime(2023, 1, 1)),
        ("周末两天", datetime(2026, 11, 21)),
        ("6-7月", datetime(2026, 6, 1)),
        ("蒙蒙亮", datetime(2026, 11, 18, 5, 0)),
    ],
)
def test_what_is_told_so_is_placed(words, start):
    span = resolve_words(normalise(words), AT)
    assert span is not None
    assert span[0].replace(tzinfo=None) == start


def test_so_long_before_what_nobody_can_place_is_not_placed():
    assert resolve_words("放学前十分钟", AT) is None
