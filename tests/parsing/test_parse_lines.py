import json

from parsing.parse_lines import parse_lines

KEYS = {
    "kind", "category", "urgency", "sensitivity", "location", "time_text", "time", "people_counts", "people_text", "contact_masked",
    "expected_action", "refers_to", "pii", "items", "confidence", "evidence",
}  # fmt: skip


def test_answers_keep_order_and_identity():
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(["收到", "3幢着火了", "早上好"])]
    answers = [json.loads(line) for line in parse_lines(lines)]
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert [answer["kind"] for answer in answers] == ["ack", "incident", "chatter"]
    assert set(answers[1]) == KEYS | {"id"}


def test_a_malformed_line_is_told_and_the_run_goes_on():
    answers = [
        json.loads(line)
        for line in parse_lines(["{", '{"text": 5}', "[]", '{"text": "收到", "at": "never"}', '{"text": "收到"}'])
    ]
    assert [answer.get("line") for answer in answers] == [1, 2, 3, 4, None]
    assert all("error" in answer for answer in answers[:4])
    assert answers[4]["kind"] == "ack"


def test_time_is_resolved_against_at():
    line = json.dumps({"text": "昨晚8点3幢电梯坏了", "at": "2026-11-21T20:15:00+08:00"})
    answer = json.loads(next(iter(parse_lines([line]))))
    assert answer["time"]["from"] == "2026-11-20T20:00:00+08:00"
    assert answer["location"]["building"] == "3"


def test_the_mark_that_some_editors_begin_a_file_with_is_read_over():
    answers = [json.loads(line) for line in parse_lines(["\ufeff" + json.dumps({"text": "收到"})])]
    assert [answer.get("kind") for answer in answers] == ["ack"]
