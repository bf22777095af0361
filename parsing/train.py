"""`python -m parsing.train`: the models, trained from the corpus. Same corpus, same bytes; some eight minutes. Needs scikit-learn.

`python -m parsing.train --held-out FOLDER` trains from nine tenths of it, so that the other tenth can be read honestly.
"""

import hashlib
import math
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parsing.corpus import CORPUS, Sentence, fingerprint, fold_of, is_held_out, read_corpus
from parsing.features import FLAGS, grams, see
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import save
from parsing.normalise import normalise
from parsing.reader import MODELS, Reader

if TYPE_CHECKING:
    from parsing.fit import Example, Fitted

WEIGHTS = Path(__file__).parent / "weights"
_LEAST = 0.4
"""Weights nearer to nothing than this are left out."""
_THIRDS = 3
"""The last step is learned on a third of the corpus, read by models that know the other two."""
_HEARD = 0.4
_HARDLY = 1e-6
_TALK = ("quiet", "silence_talk", "wide_chat", "chatter_talk", "short_calls")
"""Files of talk as it really is, most of which is about nothing at all: there is far more of it than of traps."""
_EVERYDAY = 3.0
_PLAIN = ("plain",)
"""Files of what is typed in ten seconds: most of what is told is so plain, and most of the corpus is not."""
_PLAINLY = 5.0
_BRIEF = ("brief",)
"""Files of what is said in a handful of words: there are many of them already, and each more tells less."""
_BRIEFLY = 2.0
_HEATS = (3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0)
_HEADS = ("", "3幢楼下", "我们这里", "2单元门口", "小区里", "村口", "楼下", "隔壁", "群里说一下,", "邻居们,")
_TAILS = (
    "",
    ",没人管",
    ",好几天了",
    ",麻烦处理一下",
    ",谁来管管",
    ",太不像话了",
    ",天天这样",
    ",希望解决",
    ",反映过没用",
    ",看一下",
)
"""What stands before and behind any matter and tells nothing of which it is."""
_DRESSED = 10
"""One in so many incidents is told to the leaf model once more, in such a dress."""
_MISSED = 0.001
"""The part of what is no talk, and would be heard, that the first glance may take for talk."""


def train(sentences: Sequence[Sentence], folder: Path) -> str:
    """Trains all models from `sentences` and writes them into `folder`; tells what was written."""
    from parsing import fit  # noqa: PLC0415 - needs scikit-learn, which reading does not

    kinds = sorted({sentence.kind for sentence in sentences})
    classes = [*LEAVES, *sorted({class_of(sentence) for sentence in sentences} - LEAVES.keys())]
    examples = [_example(fit.Example, sentence) for sentence in sentences]
    words = [
        _example(fit.Example, sentence)
        for leaf in LEAVES.values()
        for word in leaf.words
        for sentence in _bare_and_dressed(word, leaf.slug)
    ]
    words += [
        replace(_example(fit.Example, _dressed(sentence)), fold=fold_of(sentence), weight=0.5)
        for sentence in sentences
        if sentence.kind == "incident" and _draw(sentence.text) % _DRESSED == 0
    ]
    head = {"kinds": kinds, "classes": classes, "corpus": fingerprint(CORPUS, LEXICON), "looks": looks_of(sentences)}
    plain = {"heat": 3.0, "surely_talk": 0.0, "weigh": [[0.0]], "flags": {}, "grave": [0.0], "closed": [0.0]}
    with tempfile.TemporaryDirectory() as made:
        known = [one for one in examples if one.fold % _THIRDS]
        known_words = [one for one in words if one.fold % _THIRDS]
        _write(Path(made), head | plain, fit.fit(known, kinds, classes, known_words), fit.pack)
        reader = Reader(Path(made))
    unseen = [one for one in examples if one.fold % _THIRDS == 0]
    reader.heat = min(_HEATS, key=lambda heat: _surprise(unseen, reader, heat))
    readings = [reader.read(one.grams) for one in unseen]
    reader.weigh, reader.flags = fit.fit_last_step(
        [each.evidence() for each in readings],
        [one.flags for one in unseen],
        [one.kind for one in unseen],
        kinds,
        FLAGS,
    )
    told = {
        "heat": reader.heat,
        "weigh": reader.weigh,
        "flags": reader.flags,
        "grave": fit.fit_chance([each.signs_of_gravity() for each in readings], [one.grave for one in unseen]),
        "closed": fit.fit_chance([each.signs_of_privacy() for each in readings], [one.closed for one in unseen]),
        "surely_talk": _talk(unseen, reader),
    }
    folder.mkdir(parents=True, exist_ok=True)
    size = _write(folder, head | told, fit.fit(examples, kinds, classes, words), fit.pack)
    return f"{len(sentences)} sentences; {size:,} bytes; corpus {head['corpus']}; heat {reader.heat}; talk {told['surely_talk']:.2f}"


def _draw(text: str) -> int:
    """A number that hangs on the words alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


def _dressed(sentence: Sentence) -> Sentence:
    """The same matter with a head and a tail that could stand at any."""
    drawn = _draw(sentence.text) // _DRESSED
    head, tail = _HEADS[drawn % len(_HEADS)], _TAILS[drawn // len(_HEADS) % len(_TAILS)]
    return replace(sentence, text=f"{head}{sentence.text.lstrip('~')}{tail}")


def _bare_and_dressed(word: str, leaf: str) -> list[Sentence]:
    """A word of a leaf, alone and in two dresses."""
    bare = Sentence(word, "incident", leaf)
    drawn = _draw(word)
    dresses = [(_HEADS[(drawn + at) % len(_HEADS)], _TAILS[(drawn // 16 + 3 * at) % len(_TAILS)]) for at in (0, 1)]
    return [bare, *(replace(bare, text=f"{head}{word}{tail}") for head, tail in dresses)]


def _example(make: "type[Example]", sentence: Sentence) -> "Example":
    text = normalise(sentence.text.lstrip("~"))
    leaf = LEAVES[sentence.label] if sentence.kind == "incident" else None
    return make(
        grams=grams(text),
        flags=see(text).flags,
        kind=sentence.kind,
        label=class_of(sentence),
        area=class_of(sentence).partition(".")[0] if sentence.label in LEAVES else class_of(sentence),
        fold=fold_of(sentence),
        grave=sentence.is_grave or (leaf is not None and leaf.urgency == "emergency"),
        closed=leaf is not None and leaf.sensitivity == "S2",
        weight=_weight(sentence),
    )


def _weight(sentence: Sentence) -> float:
    """How often a sentence counts."""
    if sentence.source.startswith(_PLAIN):
        return _PLAINLY
    if sentence.source.startswith(_BRIEF):
        return _BRIEFLY
    is_talk = sentence.kind == "chatter" and sentence.source.startswith(_TALK) and "traps" not in sentence.source
    return _EVERYDAY if is_talk else 1.0


def _write(folder: Path, head: dict[str, object], fitted: "Fitted", pack: object) -> int:
    scales, rows = pack(fitted, _LEAST)  # type: ignore[operator]
    return save(folder / MODELS, head | {"scales": scales}, rows)


def _surprise(unseen: "Iterable[Example]", reader: Reader, heat: float) -> float:
    """How unlikely the right classes are found, in the sense of the logarithm; less is better."""
    reader.heat = heat
    return sum(
        -math.log(reader.read(one.grams).classes()[reader.classes.index(one.label)] + _HARDLY)
        for one in unseen
        if one.fold == 0
    )


def _talk(unseen: "Sequence[Example]", reader: Reader) -> float:
    """The margin above which the first glance may call a text talk without a closer look."""
    others = [one for one in unseen if one.kind != "chatter"]
    lost = [0.0]
    for one in others:
        reading = reader.read(one.grams)
        if reading.margin() > 0 and reading.kinds(one.flags)["chatter"] < _HEARD:
            lost.append(reading.margin())
    return round(sorted(lost, reverse=True)[min(int(_MISSED * len(others)), len(lost) - 1)], 4)


def class_of(sentence: Sentence) -> str:
    """What the leaf model calls a sentence: the leaf it is about, its kind, or of a follow-up kind and action."""
    return sentence.label if sentence.label in LEAVES or sentence.kind == "status_update" else sentence.kind


def looks_of(sentences: Sequence[Sentence]) -> str:
    """A hash of what the models look at in every hundredth sentence: it changes when a pattern does."""
    digest = hashlib.sha256()
    for sentence in sentences[::100]:
        text = normalise(sentence.text.lstrip("~"))
        digest.update("\n".join([*grams(text), *sorted(see(text).flags)]).encode())
    return digest.hexdigest()[:16]


def main(arguments: Sequence[str]) -> None:
    """Trains from the whole corpus, or with `--held-out FOLDER` from nine tenths into that folder."""
    sentences = read_corpus()
    folder = WEIGHTS
    if "--held-out" in arguments:
        folder = Path(arguments[arguments.index("--held-out") + 1])
        sentences = [sentence for sentence in sentences if not is_held_out(sentence)]
    sys.stdout.write(train(sentences, folder) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
