"""`python -m parsing.train`: the two models, trained from the corpus. Same corpus, same bytes; a minute or two.

`python -m parsing.train --held-out` writes nothing and prints how models trained on nine tenths read the other tenth.
"""

import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from parsing.blocks import Blocks, kind_blocks, leaf_blocks, see
from parsing.corpus import CORPUS, Sentence, fingerprint, read_corpus
from parsing.leaves import LEAVES, LEXICON
from parsing.linear import save, softmax
from parsing.normalise import normalise

WEIGHTS = Path(__file__).parent / "weights"
_SEED = 20260314
_LEAST = 0.04


def fit(
    examples: Sequence[tuple[Blocks, int]], classes: int, *, rounds: int, rate: float, decay: float
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
            blocks, answer = examples[index]
            scaled = [(weight / math.sqrt(len(names)), name) for weight, names in blocks if names for name in names]
            scores = list(bias)
            for factor, name in scaled:
                row = weights.get(name)
                if row is not None:
                    scores = [score + factor * value for score, value in zip(scores, row, strict=True)]
            errors = softmax(scores)
            errors[answer] -= 1.0
            moved = [(at, error) for at, error in enumerate(errors) if abs(error) > 0.004]
            for at, error in moved:
                bias_spent[at] += error * error
                bias[at] -= rate * 0.2 * error / math.sqrt(bias_spent[at])
            for factor, name in scaled:
                row, sums = weights.get(name), spent.get(name)
                if row is None or sums is None:
                    row, sums = weights.setdefault(name, [0.0] * classes), spent.setdefault(name, [0.02] * classes)
                for at, error in moved:
                    step = error * factor
                    sums[at] += step * step
                    row[at] -= rate * (step + decay * row[at]) / math.sqrt(sums[at])
    return bias, weights


def _examples(
    sentences: Sequence[Sentence], kinds: list[str], leaves: list[str]
) -> tuple[list[tuple[Blocks, int]], list[tuple[Blocks, int]]]:
    of_kind, of_leaf = [], []
    for sentence in sentences:
        plain = normalise(sentence.text.lstrip("~"))
        of_kind.append((kind_blocks(see(plain)), kinds.index(sentence.kind)))
        if sentence.kind == "incident":
            of_leaf.append((leaf_blocks(see(plain)), leaves.index(sentence.label)))
    of_leaf += [
        (leaf_blocks(see(normalise(word))), leaves.index(leaf.slug)) for leaf in LEAVES.values() for word in leaf.words
    ]
    return of_kind, of_leaf


def main(arguments: Sequence[str]) -> None:
    """Trains and writes, or with --held-out trains on nine tenths and tells."""
    sentences = read_corpus()
    kinds, leaves = sorted({sentence.kind for sentence in sentences}), list(LEAVES)
    held = "--held-out" in arguments
    aside = [sentence for at, sentence in enumerate(sentences) if at % 10 == 7] if held else []
    kept = [sentence for at, sentence in enumerate(sentences) if not held or at % 10 != 7]
    of_kind, of_leaf = _examples(kept, kinds, leaves)
    kind_bias, kind_weights = fit(of_kind, len(kinds), rounds=8, rate=0.25, decay=0.0005)
    leaf_bias, leaf_weights = fit(of_leaf, len(leaves), rounds=20, rate=0.3, decay=0.0005)
    if held:
        _tell(aside, kinds, leaves, (kind_bias, kind_weights), (leaf_bias, leaf_weights))
        return
    WEIGHTS.mkdir(exist_ok=True)
    print_ = fingerprint(CORPUS, LEXICON)
    kept_kind = save(
        WEIGHTS / "kind.bin", classes=kinds, bias=kind_bias, weights=kind_weights, fingerprint=print_, least=_LEAST
    )
    kept_leaf = save(
        WEIGHTS / "leaf.bin", classes=leaves, bias=leaf_bias, weights=leaf_weights, fingerprint=print_, least=_LEAST
    )
    sys.stdout.write(f"{len(sentences)} sentences; {kept_kind} + {kept_leaf} features; corpus {print_}\n")


def _guess(blocks: Blocks, model: tuple[list[float], dict[str, list[float]]]) -> int:
    scores = list(model[0])
    for weight, names in blocks:
        for name in names:
            row = model[1].get(name)
            if row is not None:
                factor = weight / math.sqrt(len(names))
                scores = [score + factor * value for score, value in zip(scores, row, strict=True)]
    return max(range(len(scores)), key=scores.__getitem__)


def _tell(
    aside: Sequence[Sentence],
    kinds: list[str],
    leaves: list[str],
    kind_model: tuple[list[float], dict[str, list[float]]],
    leaf_model: tuple[list[float], dict[str, list[float]]],
) -> None:
    of_kind, of_leaf = _examples(aside, kinds, leaves)
    of_leaf = of_leaf[: sum(sentence.kind == "incident" for sentence in aside)]
    right = [_guess(blocks, kind_model) == answer for blocks, answer in of_kind]
    opened = [kinds[_guess(blocks, kind_model)] == "incident" for blocks, _ in of_kind]
    meant = [kinds[answer] == "incident" for _, answer in of_kind]
    leaf_right = [_guess(blocks, leaf_model) == answer for blocks, answer in of_leaf]
    top_right = [
        leaves[_guess(blocks, leaf_model)].split(".")[0] == leaves[answer].split(".")[0] for blocks, answer in of_leaf
    ]
    hit = sum(a and b for a, b in zip(opened, meant, strict=True))
    sys.stdout.write(
        f"held out {len(aside)}: kind {sum(right) / len(right):.3f}, incident recall {hit / sum(meant):.3f}, precision {hit / max(1, sum(opened)):.3f}; "
        f"leaf {sum(leaf_right) / len(leaf_right):.3f}, top {sum(top_right) / len(top_right):.3f} of {len(leaf_right)}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
