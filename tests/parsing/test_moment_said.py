"""Which words are the time of the matter as people say it, and which tell of no time though they sound like one."""

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
        # a day and what closes it: 那天, 那会儿, 那阵子, 左右, 前后
        ("礼拜三那天下午漏的", ["礼拜三那天下午"]),
        ("上礼拜六那天晚上就停了", ["上礼拜六那天晚上"]),
        ("下班那会儿最堵", ["下班那会儿"]),
        ("早高峰那阵子出不去", ["早高峰那阵子"]),
        ("下班那两个小时挤死人", ["下班那两个小时"]),
        ("晚上9:30左右打起来的", ["晚上9:30左右"]),
        ("清明前后天天堵", ["清明前后", "天天"]),
        ("擦黑那会儿看见的火星", ["擦黑那会儿"]),
        ("天擦黑就有人来倒", ["天擦黑"]),
        # days of the week side by side, and day and night
        ("周三周四都没水", ["周三周四"]),
        ("礼拜六礼拜天也在钻", ["礼拜六礼拜天"]),
        ("没日没夜地敲", ["没日没夜"]),
        ("日夜不停地抽水", ["日夜"]),
        ("白天黑夜都在响", ["白天黑夜"]),
        ("每逢初一十五烧纸", ["每逢初一十五"]),
        ("工作日上午没人管", ["工作日上午"]),
        ("高峰期根本进不来", ["高峰期"]),
        # ends of months and years, seasons and feasts
        ("月头就报了", ["月头"]),
        ("上月尾来过一趟", ["上月尾"]),
        ("24年底交的房就漏", ["24年底"]),
        ("开春就裂了", ["开春"]),
        ("入夏以来没断过臭", ["入夏以来"]),
        ("过完年就没亮过", ["过完年"]),
        ("国庆那几天没人收", ["国庆那几天"]),
        ("三伏天停电", ["三伏天"]),
        # hours as they are said
        ("差五分八点停的", ["差五分八点"]),
        ("夜里一两点拖箱子", ["夜里一两点"]),
        ("大清早五点多就宰羊", ["大清早五点多"]),
        ("七点一刻跳的闸", ["七点一刻"]),
        ("昨夜十一点三刻有人翻墙", ["昨夜十一点三刻"]),
        ("五更天就开工", ["五更天"]),
        ("太阳落山以后就没人", ["太阳落山以后"]),
        # lengths
        ("一个来月没人扫", ["一个来月"]),
        ("大半个晚上没消停", ["大半个晚上"]),
        ("这两宿都没睡", ["这两宿"]),
        ("这俩月电费翻倍", ["这俩月"]),
        ("好几宿没合眼", ["好几宿"]),
        ("仨月了没见工钱", ["仨月"]),
        ("哭了快一个钟头", ["快一个钟头"]),
        ("每天都来 已经闹了一个礼拜了", ["每天", "一个礼拜"]),
        ("天天吵 断断续续两年了", ["天天", "两年"]),
        ("还有两小时到期", ["两小时"]),
        # a night and a part of it
        ("昨晚下半夜听到咚咚响", ["昨晚下半夜"]),
        ("今晚凌晨停水", ["今晚凌晨"]),
        ("隔三差五就停气", ["隔三差五"]),
        # a number of people behind a week is none of its days
        ("我们园这周二十来个没来", ["这周"]),
        ("下周三十几个人开会", ["下周"]),
    ],
)
def test_a_time_is_quoted_whole_and_ends_where_it_ends(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # what he does each night lasts so long each night: the length is no time of the matter
        ("每晚来一个人 坐半小时就走", ["每晚"]),
        ("天天把车推进屋充一夜", ["天天"]),
        ("那家每天夜里放音箱放两个钟头", ["每天夜里"]),
        ("老头一进去三个钟头不出来", []),
        ("一坐一下午", []),
        ("蹲一次半个钟头", []),
        # what a thing does in any such length
        ("被子晒一天全是灰", []),
        ("衣裳晾两天都不干", []),
        ("豆子泡一夜发臭", []),
        ("电池充一宿只有两格", []),
        ("一年翻一倍的利息", []),
        ("每月返三百", []),
        ("每个月扣两百物业费", []),
        ("一宿一宿地敲", []),
        ("一天一天往下沉", []),
        ("合同还有三个月", []),
        ("租期还剩半年", []),
        # a year that is a quality
        ("牌子上写的是2018年的", []),
        ("灭火器是2016年产的", []),
        # by day, of all times: how bold, not when
        ("老鼠大白天窜", []),
        ("屋里白天也得开灯", []),
        # thoughts and wishes
        ("要是夜里塌了怎么办", []),
        ("万一半夜着火谁负责", []),
        ("如果周末有人来看房", []),
        # numbers that only look like hours, days or lengths
        ("十五号楼漏水", []),
        ("两分钱的事", []),
        ("六年的老邻居", []),
        ("十分钟一趟的公交", []),
        ("半夜鸡叫的故事", []),
        ("八点档电视剧", []),
        ("七天无理由退货", []),
        ("三天两夜游", []),
        ("一日三餐", []),
        ("一天三顿药", []),
        ("二十四节气歌", []),
        ("零点五公分的缝", []),
        ("五分钟路程", []),
        ("有一天会出事的", []),
    ],
)
def test_what_is_so_at_any_time_has_none(text, words):
    assert words_of(text) == words


def test_a_question_that_only_supposes_has_no_time():
    assert words_of("要是半夜胸口疼打哪个电话", "question") == []
    assert words_of("明天上午几点开门", "question") == ["明天上午"]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("上礼拜六那天晚上", datetime(2026, 11, 14, 18, 0)),
        ("晚上9:30左右", datetime(2026, 11, 18, 21, 30)),
        ("擦黑那会儿", datetime(2026, 11, 18, 17, 0)),
        ("月头", datetime(2026, 11, 1)),
        ("上月尾", datetime(2026, 10, 21)),
        ("一个来月", datetime(2026, 10, 18, 20, 15)),
        ("这俩月", datetime(2026, 9, 18, 20, 15)),
        ("这两宿", datetime(2026, 11, 16, 20, 15)),
    ],
)
def test_what_is_said_so_is_placed(words, start):
    span = resolve_words(normalise(words), AT)
    assert span is not None
    assert span[0].replace(tzinfo=None) == start
