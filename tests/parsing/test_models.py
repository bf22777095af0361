import json

from parsing.corpus import CORPUS, fingerprint, read_corpus
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import Pair, load, save
from parsing.train import WEIGHTS, fit, is_held_out


def test_the_weights_were_trained_from_the_corpus_as_it_stands():
    for name in ("kind.bin", "leaf.bin"):
        head = json.loads((WEIGHTS / name).read_bytes().split(b"\n", 1)[0])
        assert head["corpus"] == fingerprint(CORPUS, LEXICON), "run: python -m parsing.train"


def test_the_weights_are_small():
    assert sum((WEIGHTS / name).stat().st_size for name in ("kind.bin", "leaf.bin")) < 5_000_000


def test_every_leaf_and_every_kind_has_sentences():
    sentences = read_corpus()
    told = [sentence.label for sentence in sentences if sentence.kind == "incident"]
    assert set(told) == set(LEAVES)
    assert min(told.count(slug) for slug in LEAVES) >= 9
    assert {sentence.kind for sentence in sentences} == {
        "incident",
        "status_update",
        "chatter",
        "ack",
        "praise",
        "notice",
        "question",
    }


def test_training_twice_gives_the_same_weights():
    examples = [(["a", "b"], 0), (["b", "c"], 1), (["a"], 0)]
    assert fit(examples, 2, rounds=3, rate=0.3, decay=0.001) == fit(examples, 2, rounds=3, rate=0.3, decay=0.001)


def test_saved_models_score_as_they_were_trained(tmp_path):
    for name, slope in (("one", 1.0), ("two", 2.0)):
        save(
            tmp_path / name,
            classes=["x", "y"],
            bias=[0.1, -0.1],
            weights={"a": [slope, -slope], "b": [0.0, 0.5]},
            fingerprint="f",
            least=0.01,
        )
    pair = Pair(load(tmp_path / "one"), load(tmp_path / "two"))
    added = pair.sums(["a", "b", "unknown", "none"])
    first, second = pair.first_scores(added, 4), pair.second_scores(added, 4)
    assert abs(first[0] - (0.1 + 1.0 / 2)) < 0.02
    assert abs(first[1] - (-0.1 - 0.5 / 2)) < 0.02
    assert abs(second[0] - (0.1 + 2.0 / 2)) < 0.02
    assert pair.first.why("x", ["a", "b"])[0][0] == "a"


def test_a_sentence_once_kept_aside_stays_aside():
    aside = [sentence for sentence in read_corpus() if is_held_out(sentence)]
    assert 0.07 < len(aside) / len(read_corpus()) < 0.13
    assert aside == [sentence for sentence in reversed(read_corpus()) if is_held_out(sentence)][::-1]
