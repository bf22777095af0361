"""`python -m parsing.train_places`: the taggers of names and of landmarks, trained from the marked messages. Same messages, same bytes; two minutes. Needs python-crfsuite."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parsing.corpus import CORPUS, fingerprint
from parsing.landmark import SPOTS
from parsing.learned_names import NAMES, find_names
from parsing.learned_names import tagger as learned_names
from parsing.normalise import normalise
from parsing.place import find_parts
from parsing.tagger import LABELS, PLACES, REACH, UNSEEN, Span, names_in, save
from parsing.train import WEIGHTS

MARKED = CORPUS / "places"
_BRACKETS = re.compile("([〔⟦])|[〕⟧]")
Marks = Callable[[str, str], Mapping[int, str]]
"""(normalised text, the same as typed) -> what is known of some signs."""
_SPARSE = {"c1": 0.05, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True}
_MOST = 127


@dataclass(frozen=True, slots=True)
class Marked:
    """A message, and where its landmarks and its names of roads, compounds and villages stand in it."""

    text: str
    spots: tuple[Span, ...]
    names: tuple[Span, ...]


def read_marked(folder: Path = MARKED) -> Iterator[Marked]:
    """Every message of the folder's *.txt files: a line each, `⏎` for a line break, a spot between `〔` and `〕`, a name between `⟦` and `⟧`."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line and not line.startswith("# "):
                yield _marked(line.replace("⏎", "\n"))


def _marked(line: str) -> Marked:
    found: dict[str, list[Span]] = {"〔": [], "⟦": []}
    text, sort, at, begins = "", "", 0, 0
    for bracket in _BRACKETS.finditer(line):
        text += line[at : bracket.start()]
        at = bracket.end()
        if bracket[1]:
            sort, begins = bracket[1], len(text)
        else:
            found[sort].append((begins, len(text)))
    return Marked(text + line[at:], tuple(found["〔"]), tuple(found["⟦"]))


def votes_on(text: str, known: Mapping[int, str]) -> list[list[str]]:
    """What votes on each sign of a normalised text, each with its distance."""
    *told, marks = names_in(text, known)
    places: list[list[str]] = [[] for _ in told[0]]
    for names in (*(enumerate(row) for row in told), marks.items()):
        for at, name in names:
            places[at].append(name)
    return [
        [
            f"{other - at}={name}"
            for other in range(max(0, at - REACH), min(len(places), at + REACH + 1))
            for name in places[other]
        ]
        for at in range(1, len(places) - 1)
    ]


def train(messages: Sequence[tuple[str, tuple[Span, ...]]], path: Path, known: Marks) -> str:
    """Trains a tagger on texts and the stretches it shall find, and writes it to `path`; tells what was written."""
    import pycrfsuite  # noqa: PLC0415 - only training needs it

    trainer = pycrfsuite.Trainer(verbose=False)
    for text, spans in messages:
        plain = normalise(text)
        labels = ["O"] * len(plain)
        for start, end in spans:
            labels[start:end] = ["B", *["I"] * (end - start - 1)]
        votes = votes_on(plain, known(plain, text))
        trainer.append([["bias", *of_sign] for of_sign in votes], labels[: len(votes)])
    trainer.set_params(_SPARSE)
    with tempfile.TemporaryDirectory() as folder:
        made = str(Path(folder) / "crf")
        trainer.train(made)
        tagger = pycrfsuite.Tagger()
        tagger.open(made)
        learned = tagger.info()
    relative = _relative(learned.state_features)
    scale = _MOST / max(abs(vote) for vote in relative.values())
    rows: dict[str, list[int]] = {}
    bias = [0, 0]
    for (name, label), weight in relative.items():
        distance, _, what = name.partition("=")
        vote = round(weight * scale)
        if not what:
            bias[label] = vote
        elif vote:
            rows.setdefault(what, [0] * (PLACES * LABELS))[(REACH - int(distance)) * LABELS + label] = vote

    def step(*way: str) -> int:
        """What it adds to go one way rather than to go on with neither."""
        return round(float((learned.transitions.get(way, 0.0) - learned.transitions["O", "O"]) * scale))

    begin, go_on = (each - UNSEEN for each in bias)
    head = {
        "steps": [
            begin,
            begin + step("O", "B"),
            go_on + step("B", "I"),
            go_on + step("I", "I"),
            step("B", "O"),
            step("I", "O"),
        ],
        "corpus": fingerprint(MARKED),
    }
    size = save(path, head, rows)
    return f"{path.name}: {len(messages)} messages; {len(rows):,} signs and pairs; {size:,} bytes\n"


def _relative(weights: dict[tuple[str, str], float]) -> dict[tuple[str, int], float]:
    """What speaks for a beginning (0) and for going on (1) rather than for neither."""
    votes: dict[tuple[str, int], float] = {}
    for (name, label), weight in weights.items():
        for of_label, other in enumerate("BI"):
            if label in (other, "O"):
                key = name, of_label
                votes[key] = votes.get(key, 0.0) + (weight if label == other else -weight)
    return votes


def train_all(folder: Path = MARKED, weights: Path = WEIGHTS) -> Iterator[str]:
    """Trains the names, then the landmarks, which look at the names; tells what was written."""
    marked = list(read_marked(folder))
    yield train([(message.text, message.names) for message in marked], weights / NAMES, lambda _plain, _raw: {})
    learned_names.cache_clear()
    yield train([(message.text, message.spots) for message in marked], weights / SPOTS, _known_of_places)


def _known_of_places(plain: str, raw: str) -> Mapping[int, str]:
    """Of which part of the place each sign is, where it belongs to one."""
    return find_parts(plain, raw, find_names(plain)).marks()


if __name__ == "__main__":
    sys.stdout.writelines(train_all())
