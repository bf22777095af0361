import json

from parsing.corpus import CORPUS, fingerprint, read_corpus
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import Linear, save
from parsing.train import WEIGHTS, fit


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
    examples = [(((1.0, ["a", "b"]),), 0), (((1.0, ["b", "c"]),), 1), (((1.0, ["a"]),), 0)]
    assert fit(examples, 2, rounds=3, rate=0.3, decay=0.001) == fit(examples, 2, rounds=3, rate=0.3, decay=0.001)


def test_a_saved_model_scores_as_it_was_trained(tmp_path):
    save(
        tmp_path / "m.bin",
        classes=["x", "y"],
        bias=[0.1, -0.1],
        weights={"a": [1.0, -1.0], "b": [0.0, 0.5]},
        fingerprint="f",
        least=0.01,
    )
    model = Linear.load(tmp_path / "m.bin")
    scores = model.scores(((1.0, ["a", "b", "unknown", "none"]),))
    assert abs(scores[0] - (0.1 + 1.0 / 2)) < 0.02
    assert abs(scores[1] - (-0.1 - 0.5 / 2)) < 0.02
    assert model.why("x", ["a", "b"])[0][0] == "a"
