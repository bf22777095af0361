import pytest

from parsing.parse_report import parse_report


def told(text: str) -> list[tuple[str, str | None]]:
    return [(item.kind, item.category) for item in parse_report(text).items]


@pytest.mark.parametrize(
    ("text", "leaf", "where"),
    [
        ("谢谢物业昨天来修灯 对了3幢楼下垃圾桶翻了没人管", "sanitation.garbage", "3"),
        ("辛苦师傅了👍 对了，6幢东门的窨井盖不见了", "municipal.manhole", "6"),
        ("哈哈哈太好笑了 另外8幢门口垃圾桶满出来了", "sanitation.garbage", "8"),
    ],
)
def test_a_new_matter_after_thanks_or_talk_is_heard_as_if_it_stood_alone(text, leaf, where):
    report = parse_report(text)
    assert (report.kind, report.category, report.location.building, report.items) == ("incident", leaf, where, ())


def test_what_is_asked_beside_a_new_matter_is_a_part_of_its_own():
    text = "请问居住证在哪里办？对了，东门口有辆车把消防通道堵住了"
    report = parse_report(text)
    assert (report.kind, report.expected_action) == ("multi", "split")
    assert told(text) == [("question", "service.consult"), ("incident", "fire.lane_blocked")]
    for item in report.items:
        assert item.span is not None
        assert text[slice(*item.span)].strip() == item.words


def test_news_of_an_older_matter_and_a_new_one_are_two_parts():
    text = "3幢楼道灯已经修好了，顺便说一下5幢门口井盖不见了"
    assert told(text) == [("status_update", "municipal.streetlight"), ("incident", "municipal.manhole")]


def test_evidence_counts_from_the_start_of_the_message():
    text = "谢谢大家 对了，6幢东门的窨井盖不见了"
    start, end = parse_report(text).evidence["category"]
    assert "井盖" in text[start:end]


def test_a_list_of_matters_is_heard_where_no_single_word_tells_of_trouble():
    text = "第一 西门烧烤的烟全灌进我卧室 第二 他家音箱开到半夜两点 第三 竹签子满地丢"
    assert [kind for kind, _ in told(text)] == ["incident", "incident", "incident"]


@pytest.mark.parametrize(
    "text",
    [
        "谢谢师傅 对了明天几点开会",
        "早上好 另外提醒大家今天降温",
        "好的收到 顺便问一下下周体检在哪里",
        "祝大家周末愉快 还有周日的聚餐别忘了",
        "各位业主：明日8时起停水检修。另外请看管好儿童，井口有人作业。物业",
        "对了，你家孩子考得怎么样",
    ],
)
def test_talk_notices_and_questions_that_are_joined_open_nothing(text):
    report = parse_report(text, sender_role="resident")
    assert report.kind not in {"incident", "multi"}


def test_who_is_called_and_told_something_by_voice_is_understood_without_any_comma():
    text = "师傅我讲两个事体一个嘛就是3单元楼梯口那个灯一闪一闪还有一个嘛就是10号楼门口的沟里有只死老鼠臭了好几天"
    assert told(text) == [("incident", "municipal.streetlight"), ("incident", "sanitation.animal_nuisance")]
