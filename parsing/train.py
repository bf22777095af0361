"""`python -m parsing.train`: the two models, trained from the corpus. Same corpus, same bytes; a few minutes.

`python -m parsing.train --held-out FOLDER` trains from nine tenths of it, so that the other tenth can be read honestly.
"""

import math
import random
import sys
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from parsing.corpus import CORPUS, Sentence, fingerprint, read_corpus
from parsing.features import see
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import save, softmax
from parsing.normalise import normalise

Examples = list[tuple[list[str], int]]
WEIGHTS = Path(__file__).parent / "weights"
_SEED = 20260314
_LEAST = 0.05
_STIR = 0.004
"""An error smaller than this moves no weight."""
_ASIDE = 7
_KIND_ROUNDS = 8
_LEAF_ROUNDS = 10
_DECAY = 0.0005


def fit(
    examples: Sequence[tuple[list[str], int]], classes: int, *, rounds: int, rate: float, decay: float
) -> tuple[list[float], dict[str, list[float]]]:
    """Bias and weights of a softmax model by AdaGrad, deterministic."""
    weights: dict[str, list[float]] = {}
    spent: dict[str, list[float]] = {}
    bias, bias_spent = [0.0] * classes, [1e-6] * classes
    order = list(range(len(examples)))
    dice = random.Random(_SEED)  # noqa: S311  # the order of learning, not a secret
    for _ in range(rounds):
        dice.shuffle(order)
        for index in order:
            names, answer = examples[index]
            factor = 1 / math.sqrt(len(names) or 1)
            known = [row for row in map(weights.get, names) if row is not None]
            sums = map(sum, zip(*known, strict=True)) if known else [0.0] * classes
            errors = softmax([start + factor * added for start, added in zip(bias, sums, strict=True)])
            errors[answer] -= 1.0
            moved = [(at, error) for at, error in enumerate(errors) if abs(error) > _STIR]
            for at, error in moved:
                bias_spent[at] += error * error
                bias[at] -= rate * 0.2 * error / math.sqrt(bias_spent[at])
            for name in names:
                row = weights.get(name)
                if row is None:
                    row = weights[name] = [0.0] * classes
                    spent[name] = [0.02] * classes
                paid = spent[name]
                for at, error in moved:
                    step = error * factor
                    paid[at] += step * step
                    row[at] -= rate * (step + decay * row[at]) / math.sqrt(paid[at])
    return bias, weights


def examples_of(sentences: Sequence[Sentence], kinds: list[str], leaves: list[str]) -> tuple[Examples, Examples]:
    """(features, class) of each sentence for both models; the second knows leaves and, beside them, what is no incident."""
    of_kind, of_leaf = [], []
    for sentence in sentences:
        features = see(normalise(sentence.text.lstrip("~"))).features
        of_kind.append((features, kinds.index(sentence.kind)))
        of_leaf.append((features, leaves.index(_class_of(sentence))))
    of_leaf += [
        (see(normalise(word)).features, leaves.index(leaf.slug)) for leaf in LEAVES.values() for word in leaf.words
    ]
    return of_kind, of_leaf


def _class_of(sentence: Sentence) -> str:
    """What the second model calls a sentence: its leaf, its kind, or of a follow-up kind and action."""
    return sentence.label if sentence.kind in {"incident", "status_update"} else sentence.kind


def train(sentences: Sequence[Sentence], folder: Path) -> str:
    """Trains both models from `sentences` and writes them into `folder`; tells what was written."""
    kinds = sorted({sentence.kind for sentence in sentences})
    leaves = [*LEAVES, *sorted({_class_of(sentence) for sentence in sentences} - LEAVES.keys())]
    of_kind, of_leaf = examples_of(sentences, kinds, leaves)
    print_ = fingerprint(CORPUS, LEXICON)
    with ProcessPoolExecutor(2) as two:
        kind_job = two.submit(fit, of_kind, len(kinds), rounds=_KIND_ROUNDS, rate=0.3, decay=_DECAY)
        leaf_job = two.submit(fit, of_leaf, len(leaves), rounds=_LEAF_ROUNDS, rate=0.4, decay=_DECAY)
        models = {"kind": (kinds, *kind_job.result()), "leaf": (leaves, *leaf_job.result())}
    folder.mkdir(parents=True, exist_ok=True)
    kept = [
        save(folder / f"{name}.bin", classes=classes, bias=bias, weights=weights, fingerprint=print_, least=_LEAST)
        for name, (classes, bias, weights) in models.items()
    ]
    return f"{len(sentences)} sentences; {kept[0]} + {kept[1]} features; corpus {print_}"


def is_held_out(sentence: Sentence) -> bool:
    """Whether a sentence is of the tenth that is kept aside for measuring; its words decide, so that it stays there."""
    return zlib.crc32(sentence.text.encode()) % 10 == _ASIDE


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
