"""How the models are fitted: support vectors over grams, and a last step that weighs them. Needs scikit-learn, and asks for it late.

Everything is deterministic: fixed seeds, one thread, sentences in the order of the corpus.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from parsing.linear import ZERO
from parsing.reader import RARITY

_SEED = 20260314
_STRICT = 1.0
_SHARED = 0.25
"""What the weights of a top category count in those of its leaves."""
_WORTH = 1.5
"""A feature whose greatest weight is below this is forgotten: it says too little for the memory that it takes."""
_STEPS = 42
"""The greatest weight of a model is so many steps: finer ones read no better, and the file grows by half."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the models see it.

    `label` is a class of the leaf model, `area` the top category of a leaf (of any other class itself), `fold` the sentence's
    tenth, `weight` how much it counts.
    """

    grams: list[str]
    flags: list[str]
    kind: str
    label: str
    area: str
    fold: int
    grave: bool
    closed: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the models, one row a class: glance, grave, closed, kinds, classes; the features' names, and how rare each is."""

    names: dict[str, int]
    rarity: list[int]
    weights: list[Any]


def fit(examples: Sequence[Example], kinds: list[str], classes: list[str], words: Sequence[Example]) -> Fitted:
    """Glance, kinds and classes, fitted to `examples`; the leaf model also learns from `words`, which tell no kind.

    Leaves of one top category share a part of their weights: what tells the category helps each of them.
    """
    every = [*examples, *words]
    names = {name: at for at, name in enumerate(sorted({name for one in every for name in one.grams}))}
    often = Counter(name for one in every for name in set(one.grams))
    rarity = [max(1, round(RARITY * math.log(len(every) / often[name]))) for name in names]
    whole = _matrix([one.grams for one in every], names, rarity)
    told = whole[: len(examples)]
    counts = [one.weight for one in every]
    either = [False, True]
    np = import_module("numpy")
    folded = np.sqrt(np.array(rarity) / RARITY)
    area_of = {one.label: one.area for one in every}
    areas = sorted(set(area_of.values()))
    shared = _support(whole, [one.area for one in every], areas, counts)[
        [areas.index(area_of[name]) for name in classes]
    ]
    return Fitted(
        names,
        rarity,
        [
            weights * folded
            for weights in (
                _support(told, [one.kind == "chatter" for one in examples], either, counts),
                _support(told, [one.grave for one in examples], either, counts),
                _support(told, [one.closed for one in examples], either, counts),
                _support(told, [one.kind for one in examples], kinds, counts),
                _support(whole, [one.label for one in every], classes, counts) + _SHARED * shared,
            )
        ],
    )


def _support(matrix: Any, answers: Sequence[object], order: Sequence[object], counts: list[float]) -> Any:
    """One row of weights for each of `order`; what is seldom said counts as much as what is said often."""
    model = import_module("sklearn.svm").LinearSVC(
        C=_STRICT, fit_intercept=False, random_state=_SEED, tol=1e-2, class_weight="balanced"
    )
    model.fit(matrix, [order.index(answer) for answer in answers], counts[: len(answers)])
    return model.coef_


def _matrix(lists: Sequence[list[str]], names: dict[str, int], rarity: Sequence[int]) -> Any:
    """Sparse rows of length 1: the rarer a feature, the more it counts; unknown ones do not."""
    starts, columns, values = [0], [], []
    for features in lists:
        known = [names[name] for name in features]
        length = sum(rarity[at] for at in known) or 1
        columns += known
        values += [math.sqrt(rarity[at] / length) for at in known]
        starts.append(len(columns))
    shape = (len(lists), len(names))
    return import_module("scipy.sparse").csr_matrix((values, columns, starts), shape=shape, dtype="float64")


def pack(fitted: Fitted, least: float) -> tuple[list[float], dict[str, bytes]]:
    """(scales, rows of bytes): weights in whole steps; those below `least` are none, a feature of little weight is left out."""
    np = import_module("numpy")
    scales, blocks = [], []
    kept = np.max([np.abs(weights).max(axis=0) for weights in fitted.weights], axis=0) >= _WORTH
    for weights in fitted.weights:
        scale = float(np.abs(weights).max()) / _STEPS
        steps = np.rint(weights.T / scale)
        steps[np.abs(weights.T) < least] = 0
        scales.append(scale)
        blocks.append(steps)
    lanes = (np.hstack(blocks).astype(np.int16) + ZERO).astype(np.uint8)
    rarity = np.array(fitted.rarity, np.uint8)[:, None]
    lanes = np.hstack([np.ones((len(lanes), 1), np.uint8), rarity, lanes])
    return scales, {name: lanes[at].tobytes() for name, at in fitted.names.items() if kept[at]}


def fit_last_step(
    evidence: Sequence[Sequence[float]],
    flags: Sequence[Sequence[str]],
    answers: Sequence[str],
    kinds: list[str],
    every: Sequence[str],
) -> tuple[list[list[float]], dict[str, list[float]]]:
    """(for each kind the weights of the evidence and, last, what is added in any case; what each flag of `every` adds to each kind).

    Learned on sentences that the models have not seen.
    """
    np = import_module("numpy")
    shown = np.array([[float(flag in some) for flag in every] for some in flags])
    known = np.array(evidence)
    model = import_module("sklearn.linear_model").LogisticRegression(C=1.0, max_iter=5000, tol=1e-3)
    model.fit(np.hstack([known, shown]), [kinds.index(answer) for answer in answers])
    facts = known.shape[1]
    weigh = [
        [round(float(weight), 4) for weight in (*row[:facts], start)]
        for row, start in zip(model.coef_, model.intercept_, strict=True)
    ]
    added = {flag: [round(float(row[facts + at]), 4) for row in model.coef_] for at, flag in enumerate(every)}
    return weigh, added


def fit_chance(facts: Sequence[Sequence[float]], answers: Sequence[bool]) -> list[float]:
    """Weights of the facts and, last, what is added in any case: the log odds that the answer is yes."""
    np = import_module("numpy")
    model = import_module("sklearn.linear_model").LogisticRegression(C=1.0, max_iter=5000, tol=1e-4)
    model.fit(np.array(facts), list(answers))
    return [round(float(weight), 4) for weight in (*model.coef_[0], model.intercept_[0])]
