import json

from parsing.diff import changes, main, meaning

TEXTS = ["[municipal.manhole]", "3幢门口井盖不见了", "[chatter]", "晚上吃火锅吗"]


def test_what_is_read_as_before_is_not_told(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("\n".join(TEXTS), encoding="utf8")
    kept = tmp_path / "before.jsonl"
    assert main(["--keep", str(kept), "--texts", str(tmp_path / "texts")]) == 0
    assert main([str(kept), "--texts", str(tmp_path / "texts")]) == 0
    assert capsys.readouterr().out.splitlines() == ["2 sentences kept", "0 of 2 sentences are read otherwise"]


def test_a_sentence_that_is_read_otherwise_is_told_with_both_meanings(tmp_path):
    kept = tmp_path / "before.jsonl"
    kept.write_text(json.dumps({"text": TEXTS[1], "meaning": "chatter - - ignore"}) + "\n", encoding="utf8")
    assert list(changes([TEXTS[1]], kept)) == [(TEXTS[1], "chatter - - ignore", meaning(TEXTS[1]))]
    assert "municipal.manhole" in meaning(TEXTS[1])


def test_without_a_file_the_usage_is_told(capsys):
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
