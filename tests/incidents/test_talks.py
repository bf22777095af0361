"""Which words go on with a matter that is talked of, and which begin one of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from incidents.talks import Talk, is_about, is_carried_on, is_piece, likeliest_first, may_begin
from models.kinds import Urgency
from parsing.doubt import ASK_IF_DANGER
from parsing.leaves import LEAVES
from parsing.parse_report import parse_report

THEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SOON = THEN + timedelta(minutes=1)
SHE, HE = 1, 2


def read(words):
    return parse_report(words, sender_role="resident", chat_tier="micro_grid")


def talk_of(words, user=SHE, **more):
    report = read(words)
    known = Talk(
        incident_id=user,
        user_id=user,
        words=words,
        last_at=THEN,
        leaf=report.category,
        place=report.location.as_json(),
        counts=report.people_counts,
        urgency=Urgency(report.urgency or LEAVES[report.category].urgency),
        confidence=report.confidence,
    )
    return replace(known, **more)


def goes_on(first, words, at=SOON, **more):
    talk = talk_of(first, **more)
    return is_piece(read(words), read(talk.with_more(words)), talk, at, words)


def is_of(first, words, at=SOON):
    talk = talk_of(first)
    return is_about(read(words), read(talk.with_more(words)), talk, at, words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("楼上又打起来了", "四楼 东边那间"),
        ("路灯又黑了一片", "凉亭到桥头那一段都不亮"),
        ("我妈关在电梯里了", "二单元 卡在七楼八楼当中"),
        ("我家厕所顶上往下滴水", "我302"),
        ("老周两天没下楼了", "门缝里听到哼哼 好像倒地上了"),
    ],
)
def test_what_the_same_person_adds_is_a_piece(first, words):
    assert goes_on(first, words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("3幢2单元楼道灯坏了", "3幢门口垃圾桶满出来了 臭死了"),  # whole, and of another kind
        ("3幢2单元楼道灯坏了", "5幢1单元楼道灯也坏了"),  # somewhere else
        ("3幢2单元楼道灯坏了", "3幢1单元楼道灯坏了 晚上看不见"),
        ("3幢2单元楼道灯坏了", "哈哈 大家晚上小心点"),
        ("3幢2单元楼道灯坏了", "谢谢网格员"),
        ("3幢2单元楼道灯坏了", "嗯嗯"),
        ("3幢2单元楼道灯坏了", "早上好，今天菜场的青菜真新鲜"),
        ("3幢2单元楼道灯坏了", "今天天气真好"),
        ("3幢2单元楼道灯坏了", "晚上一起跳广场舞吗"),
        ("3幢2单元楼道灯坏了", "我先去上班了"),
        ("3幢2单元楼道灯坏了", "周末有人去爬山吗"),
        ("3幢2单元楼道灯坏了", "还有 地下室进水了"),
    ],
)
def test_what_is_whole_or_elsewhere_or_small_talk_is_none(first, words):
    assert not goes_on(first, words)


def test_after_a_while_what_tells_nothing_more_is_talk_again():
    assert goes_on("祠堂里又在发鸡蛋骗老人", "发完就叫买床垫 一万二一张")
    assert not goes_on("祠堂里又在发鸡蛋骗老人", "发完就叫买床垫 一万二一张", THEN + timedelta(minutes=6))


def test_a_cry_that_must_be_asked_about_makes_no_emergency_of_a_lamp():
    talk, cry = talk_of("2单元的路灯坏了"), replace(read("我老公"), expected_action=ASK_IF_DANGER)
    grave = replace(read(talk.words), urgency="emergency")
    assert not is_piece(cry, grave, talk, SOON, "我老公不行了")


def test_a_number_by_itself_is_a_door():
    assert read(talk_of("我家厕所顶上往下滴水").with_more("303")).location.room == "303"


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("楼道冒黑烟！！！一单元楼下", "看到了 电瓶车烧起来了"),
        ("楼上房东跟租客打起来了，四楼楼梯口", "那男的手上全是血 止不住"),
    ],
)
def test_others_who_tell_of_the_same_are_heard_beside_it(first, words):
    assert is_of(first, words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("我家厕所顶上往下滴水", "哪个的狗又屙在楼道里"),
        ("台风把泡桐刮倒了 压在电线上", "我屋头顶铁皮棚在飞 砰砰响"),  # her own roof
        ("又没电了", "盘山路塌方了 班车上不来"),  # graver
        ("楼道冒黑烟！！！一单元楼下", "快来人 我爸晕倒了 叫不应"),  # surely another cry
    ],
)
def test_others_with_a_trouble_of_their_own_are_heard_by_themselves(first, words):
    assert not is_of(first, words)


def test_half_an_hour_of_silence_ends_what_is_vague():
    first, words = "楼上房东跟租客打起来了，四楼楼梯口", "再这样要出人命了"
    assert not is_of(first, words, THEN + timedelta(minutes=29))


def test_ones_own_matter_comes_first_unless_another_kind_is_surely_named():
    light, dog = talk_of("3幢2单元楼道灯坏了"), talk_of("有条大狗没拴绳追着人咬", user=HE)
    assert likeliest_first([light, dog], SHE, read("二楼到三楼"), "二楼到三楼") == [light]
    assert likeliest_first([light, dog], HE, read("楼道灯坏了 黑得看不见"), "楼道灯坏了 黑得看不见")[0] is light
    assert likeliest_first([light, dog], SHE, read("楼道灯坏了 黑得看不见"), "楼道灯坏了 黑得看不见")[0] is light


@pytest.mark.parametrize("words", ["楼道里什么味道", "老水根给大黄蜂叮了", "又唱起来了 半夜十二点", "3单元 601"])
def test_words_too_faint_to_be_a_matter_may_begin_one(words):
    assert may_begin(read(words), words)


@pytest.mark.parametrize("words", ["今天天气真好", "哈哈哈", "收到", "谢谢大家", "巡查完毕 一切正常"])
def test_talk_thanks_and_records_begin_nothing(words):
    assert not may_begin(read(words), words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("楼道里什么味道", "别笑 煤气味"),
        ("老水根给大黄蜂叮了", "头上十几口"),
        ("我叔家两个人叫伐醒", "屋里烧着炭 门窗全关的"),
    ],
)
def test_the_next_words_make_a_matter_of_faint_ones(first, words):
    assert is_carried_on(read(words), read(f"{first}，{words}"), words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("楼道里什么味道", "哈哈 你又没洗脚"),
        ("楼道里什么味道", "还有 3幢2单元楼道灯坏了"),
        ("楼道里什么味道", "修好了 谢谢"),
    ],
)
def test_laughter_another_matter_and_good_news_make_nothing_of_them(first, words):
    assert not is_carried_on(read(words), read(f"{first}，{words}"), words)


@pytest.mark.parametrize("words", ["一高一矮 矮的背个蓝包", "我也没睡着 还当是打麻将", "三单元 十几楼说不准"])
def test_what_others_say_into_a_matter_just_told_is_about_it(words):
    assert is_of("有人在拧我家门把手", words)
    assert not is_of("有人在拧我家门把手", words, THEN + timedelta(minutes=12))


@pytest.mark.parametrize("words", ["妈呀 我最怕这个", "现在的骗子比我上班还勤快", "哪面墙"])
def test_what_is_surely_talk_or_a_question_of_others_is_not(words):
    assert not is_of("有人在拧我家门把手", words)


def test_what_is_said_more_surely_right_after_doubtful_words_is_the_same_matter():
    first, then = "水管那里好像不对", "水管爆了"
    assert goes_on(first, then, confidence=0.7)
    assert not goes_on(first, then, confidence=0.9)
    assert not goes_on(first, then, at=THEN + timedelta(minutes=6), confidence=0.7)
    assert not goes_on(first, "树倒了", confidence=0.7)
