import json

import pytest

from parsing.corpus import CORPUS, fingerprint, is_held_out, read_corpus
from parsing.features import FLAGS, grams
from parsing.landmark import SPOTS
from parsing.learned_names import NAMES
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import AT_ONCE, ZERO, load, save, softmax
from parsing.normalise import normalise
from parsing.reader import MODELS, Reader
from parsing.train import WEIGHTS, looks_of


def head():
    return json.loads((WEIGHTS / MODELS).read_bytes().split(b"\n", 1)[0])


def test_the_weights_were_trained_from_the_corpus_as_it_stands():
    assert head()["corpus"] == fingerprint(CORPUS, LEXICON), "run: make train"


def test_the_models_look_at_what_they_were_trained_on():
    assert head()["looks"] == looks_of(read_corpus()), "a pattern that makes marks was changed; run: make train"


@pytest.mark.parametrize("opening", ["大家好，", "各位邻居早上好 ", "@网格员 ", "书记你好！", "喂，", "反映一下："])
def test_who_is_called_and_greeted_changes_nothing_that_the_models_see(opening):
    words = "3幢楼下水管爆了，水流了一地"
    assert grams(normalise(opening + words)) == grams(normalise(words))


@pytest.mark.parametrize("words", ["大家好", "早上好", "好，我去看看", "不好意思，发错群了"])
def test_what_is_only_a_greeting_or_an_answer_is_seen_whole(words):
    assert "^" + words[0] in grams(normalise(words))


def test_the_weights_are_small_and_nothing_else_lies_there():
    assert {path.name for path in WEIGHTS.iterdir()} == {MODELS, NAMES, SPOTS}
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 5_000_000


def test_every_leaf_and_every_kind_has_sentences():
    sentences = read_corpus()
    told = [sentence.label for sentence in sentences if sentence.kind == "incident"]
    assert set(told) == set(LEAVES)
    assert min(told.count(slug) for slug in LEAVES) >= 60
    assert {sentence.kind for sentence in sentences} == {
        "incident",
        "status_update",
        "chatter",
        "ack",
        "praise",
        "notice",
        "question",
    }


def test_a_heading_that_nobody_knows_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("[utility.watr]\nno water", encoding="utf8")
    with pytest.raises(ValueError, match=r"utility\.watr"):
        read_corpus(tmp_path)


def test_a_heading_with_an_exclamation_mark_puts_life_at_risk(tmp_path):
    (tmp_path / "a.txt").write_text(
        "[utility.power_hazard!]\n电到人了\n[utility.power_hazard]\n电线垂下来了", encoding="utf8"
    )
    assert [sentence.is_grave for sentence in read_corpus(tmp_path)] == [True, False]


def test_a_sentence_in_brackets_is_no_heading(tmp_path):
    (tmp_path / "a.txt").write_text("[ack]\n[ok]", encoding="utf8")
    assert [(sentence.text, sentence.kind) for sentence in read_corpus(tmp_path)] == [("[ok]", "ack")]


def rows(**bytes_of):
    return {name: bytes((1, *(ZERO + step for step in steps))) for name, steps in bytes_of.items()}


def test_rows_add_up_as_they_were_saved(tmp_path):
    save(tmp_path / "m", {"kinds": ["x", "y"]}, rows(a=(127, -127), b=(-3, 5)))
    table = load(tmp_path / "m")
    assert table.head["kinds"] == ["x", "y"]
    assert [lane - 2 * ZERO for lane in table.add(["a", "b", "unknown"])[1:]] == [124, -122]


def test_each_of_many_names_keeps_its_own_row_and_a_stranger_has_none(tmp_path):
    names = [
        f"{first}{second}" for first in "一丁七万丈三上下不与丐丑" for second in map(chr, range(0x4E00, 0x4E00 + 400))
    ]
    save(tmp_path / "m", {}, rows(**{name: (at % 200 - 100, 0, at // 200) for at, name in enumerate(names)}))
    table = load(tmp_path / "m")
    told = [tuple(lane - ZERO for lane in table.add([name])[1:]) for name in names]
    assert told == [(at % 200 - 100, 0, at // 200) for at in range(len(names))]
    for stranger in ("", "a", "一", "一丁丁", "龥"):
        assert not any(table.add([stranger]))


def test_many_features_never_spill_into_the_next_lane(tmp_path):
    save(tmp_path / "m", {}, rows(a=(127, -128)))
    table = load(tmp_path / "m")
    many = 3 * AT_ONCE + 1
    assert table.add(["a"] * many) == [many, 255 * many, 0]


def test_probabilities_add_up_to_one_however_far_apart_the_scores_are():
    assert sum(softmax([900.0, -900.0, 899.0])) == pytest.approx(1.0)


def test_every_probability_of_the_shipped_models_is_one():
    reader = Reader(WEIGHTS)
    for pieces in (["#0"], ["着火", "#1"], ["x"] * 999):
        reading = reader.read(pieces)
        assert sum(reading.kinds(["danger"]).values()) == pytest.approx(1.0)
        assert 0 <= reading.grave() <= 1
        assert 0 <= reading.closed() <= 1


def test_the_last_step_knows_every_flag():
    reader = Reader(WEIGHTS)
    assert set(reader.flags) == set(FLAGS)
    assert all(len(row) == len(reader.kinds) for row in reader.flags.values())


def test_points_and_blanks_say_nothing_since_everybody_sets_them_otherwise():
    assert grams("灯不亮,好几天了。") == grams("灯不亮 好几天了 ")
    assert grams("") == ["#0"]


def test_names_that_begin_alike_have_rows_of_their_own(tmp_path):
    names = ("水", "水管", "水表", "^水", "^水管", "$管", "<水", "a", "ab", "#1")
    save(tmp_path / "m", {}, rows(**{name: (at, -at) for at, name in enumerate(names)}))
    table = load(tmp_path / "m")
    assert [table.add([name])[1] - ZERO for name in names] == list(range(len(names)))
    assert [table.add([name])[0] for name in ("水管漏", "管", "^", "$水", "b", "水a", "")] == [0] * 7


def test_only_so_many_rows_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("parsing.linear.KEPT", 2)
    save(tmp_path / "m", {}, rows(a=(5,), b=(6,), c=(7,)))
    table = load(tmp_path / "m")
    table.add(["a", "nobody knows me", "a"])
    assert list(table.rows) == ["a", "nobody knows me"]
    assert table.add(["a", "b", "c"])[1] == 3 * ZERO + 5 + 6 + 7
    assert len(table.rows) <= 2


def test_a_sentence_once_kept_aside_stays_aside():
    aside = [sentence for sentence in read_corpus() if is_held_out(sentence)]
    assert 0.07 < len(aside) / len(read_corpus()) < 0.13
    assert aside == [sentence for sentence in reversed(read_corpus()) if is_held_out(sentence)][::-1]
