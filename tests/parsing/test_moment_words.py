"""Which words of a message are its time, where they begin and end, and what only looks like a time."""

import time

import pytest

from parsing.moment import find_moment
from parsing.normalise import normalise


def words_of(text, kind="incident"):
    return [text[start:end] for start, end in find_moment(normalise(text), kind)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # how often, which day, which part of it and which hour are one time
        ("隔壁每天夜里十一点半拖桌子", ["每天夜里十一点半"]),
        ("上礼拜六下午三点多摔的", ["上礼拜六下午三点多"]),
        ("后半夜三点楼上还在剁肉", ["后半夜三点"]),
        ("昨儿晚上九点来钟听见一声响", ["昨儿晚上九点来钟"]),
        ("今早上刚发现", ["今早上"]),
        ("明下午有人来修", ["明下午"]),
        ("前天夜里头有人翻墙", ["前天夜里头"]),
        ("昨天后半夜开始没信号", ["昨天后半夜"]),
        ("正月初六晚上放了半宿炮", ["正月初六晚上", "半宿"]),
        ("去年冬天也冻裂过", ["去年冬天"]),
        ("周四晚8点开会", ["周四晚8点"]),
        ("说好本月15号来装", ["本月15号"]),
        ("天天放学时堵成一团", ["天天放学时"]),
        ("明天下班前交表", ["明天下班前"]),
        ("5月3日(周六)上午停气", ["5月3日(周六)上午"]),
        # two days are two times, and words between them are none
        ("前天报的 昨天说来 今天也没见人", ["前天", "昨天", "今天"]),
        ("昨天,今天都没水", ["昨天", "今天"]),
        ("早上晚上各巡一趟", ["早上", "晚上"]),
    ],
)
def test_the_pieces_of_one_time_are_one_span(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("从前天开始就没人扫", ["前天"]),
        ("六点半开始敲", ["六点半"]),
        ("从上周四起断断续续", ["上周四"]),
        ("装修装到夜里十点", ["夜里十点"]),
        ("一到九点半就放歌", ["九点半"]),
        ("师傅讲上午十点到", ["上午十点"]),
        ("申请挂到下月底", ["下月底"]),
        ("停了五天了", ["五天"]),
        ("8月2日起封路", ["8月2日"]),
        ("即日起至10月31日登记", ["即日起至10月31日"]),
        ("周一到周五都堵", ["周一到周五"]),
        ("早六点到晚十点不停", ["早六点到晚十点"]),
        ("今晚10点至明早6点停水", ["今晚10点至明早6点"]),
        ("3月1日-3日检修", ["3月1日-3日"]),
        ("上午9-11点打疫苗", ["上午9-11点"]),
        ("夜里七八点最吵", ["夜里七八点"]),
    ],
)
def test_a_span_ends_with_the_time_and_holds_both_ends_of_a_range(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("哭了一整夜", ["一整夜"]),
        ("整个下午都在钻", ["整个下午"]),
        ("忙了一下午", ["一下午"]),
        ("漏了一个多礼拜", ["一个多礼拜"]),
        ("断网两三天了", ["两三天"]),
        ("欠薪小半年", ["小半年"]),
        ("个把月没人管", ["个把月"]),
        ("停了三天三夜", ["三天三夜"]),
        ("关在里头四十分钟了", ["四十分钟"]),
        ("一个半小时没动", ["一个半小时"]),
        ("三日内回复", ["三日内"]),
        ("半小时内到场", ["半小时内"]),
        ("一个月内第二次爆管", ["一个月内第二次"]),
        ("今天第三回跳闸了", ["今天第三回"]),
        ("停气第四天", ["第四天"]),
        ("一夜之间少了一半", ["一夜之间"]),
        ("这几天老是闻到怪味", ["这几天"]),
        ("前阵子刚修过", ["前阵子"]),
        ("最近总有生人转悠", ["最近"]),
        ("近一个月偷了五部", ["近一个月"]),
    ],
)
def test_lengths_and_vague_times_are_found_whole(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("日日有人来倒泔水", ["日日"]),
        ("三天两头停电", ["三天两头"]),
        ("狗一天到晚叫", ["一天到晚"]),
        ("每隔两天就堵", ["每隔两天"]),
        ("每逢周末炸街", ["每逢周末"]),
        ("每个月底来收钱", ["每个月底"]),
        ("每周三晚上跳舞", ["每周三晚上"]),
        ("连夜搬空了", ["连夜"]),
        ("天不亮就开炉子", ["天不亮"]),
        ("晚饭后一直有味道", ["晚饭后"]),
        ("放学的时候最挤", ["放学的时候"]),
        ("国庆期间没人值班", ["国庆期间"]),
        ("年前就报过", ["年前"]),
        ("晚高峰堵到桥上", ["晚高峰"]),
    ],
)
def test_habits_and_parts_of_a_days_life_are_times(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        # numbers of houses, rooms, lists and lines
        "和平路18号漏水", "桂巷7号墙歪了", "12号门口有人吵", "3号楼电梯停了", "提三点建议", "有两点要讲", "五一路口红灯坏了", "国庆新村没水",
        # a little, a long while, a decimal
        "声音一点也没小", "字写大一点", "找了半天车位", "水深一点五米", "重两点五公斤", "几点来水",
        # ages, school years, years as a quality, rates, prices
        "孩子三个月大没人管", "八个月的宝宝在车里", "怀孕六个月摔了", "五年级的学生", "孩子读初二", "二十年以上的老楼", "三十年楼龄", "一天吃两顿",
        "一个月八百块工资", "五百块一个月", "物价一天比一天高",
        # shops and services, greetings, now and then, nearer places
        "24小时营业的药店", "二十四小时便利店门口", "晚上好", "中秋快乐", "现在没人管", "以前不这样", "平时挺好", "上次修的又坏", "有一天会出事", "新的一天加油", "最近的井盖",
        "路灯太亮 阳台上跟白天似的", "静得像半夜", "热闹得像过年", "一天能倒三车渣土", "一个月得跑五趟居委", "喇叭喊最后两天", "等了半天了没人",
        "走路十分钟", "以后再说", "手开始抖", "夏天也穿长袖", "上夜班的人", "卖早点的", "绕小区一周",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_none(text):
    assert words_of(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("15号前修好", ["15号前"]),
        ("说好20号来", ["20号"]),
        ("10号到12号停水", ["10号到12号"]),
        ("下午一点", ["下午一点"]),
        ("一点半还在唱", ["一点半"]),
        ("一晚上死了四只", ["一晚上"]),
        ("一个礼拜倒了六个", ["一个礼拜"]),
        ("早上好好的现在不亮", ["早上"]),
        ("停水半天了", ["半天"]),
        ("最后三天交表", ["三天"]),
        ("好像昨天就坏了", ["昨天"]),
        ("跟昨晚一样没水", ["昨晚"]),
        ("超时24小时", ["24小时"]),
        ("过期三年的灭火器", ["三年"]),
    ],
)
def test_its_neighbours_make_a_number_a_time(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("每周二、四上午量血压", ["每周二、四上午"]),
        ("周一三五晚上跳舞", ["周一三五晚上"]),
        ("明后天来人", ["明后天"]),
        ("12日晚有人砸窗", ["12日晚"]),
        ("半个月来第四次断网", ["半个月来第四次"]),
        ("全天没气", ["全天"]),
        ("做饭的时候没气了", ["做饭的时候"]),
        ("明儿再去瞅瞅", ["明儿"]),
        ("前儿铺的 今儿就裂了", ["前儿", "今儿"]),
        ("大概两个小时后到", ["两个小时后"]),
        ("约莫一刻钟前走的", ["一刻钟前"]),
        ("第三小时还没人来", ["第三小时"]),
    ],
)
def test_rarer_joints_are_known(text, words):
    assert words_of(text) == words


def test_a_notice_tells_the_time_it_appoints_and_not_when_the_warned_of_happened():
    assert words_of("近期有人冒充客服骗钱,请注意", "notice") == []
    assert words_of("昨天辖区发生一起盗窃,请锁门", "notice") == []
    assert words_of("明天上午九点停气", "notice") == ["明天上午九点"]
    assert words_of("近期总有人撬锁") == ["近期"]


def test_a_time_that_begins_another_is_told_once():
    assert words_of("7月3日停水通知:7月3日9:00-11:00停水") == ["7月3日9:00-11:00"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no water since last night", ["last night"]),
        ("the lift stopped yesterday at 8 pm", ["yesterday at 8 pm"]),
        ("no light for three days", ["three days"]),
        ("an hour ago he fell", ["an hour ago"]),
        ("good morning everyone", []),
        ("i work the night shift", []),
    ],
)
def test_english_times_are_found(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "piece",
    ["昨晚", "8点到", "周一(周一)", "天天 ", "第一个", "三天三夜", "1:1", "今天的", "两、", "3 days ", "every "],
)
def test_no_repetition_is_slow(piece):
    text = piece * (4096 // len(piece))
    began = time.process_time()
    find_moment(text)
    assert time.process_time() - began < 2  # an explosion takes minutes; how quick it is, is measured in benchmarks
