"""`python -m parsing.train_spots`: the tagger of landmarks, trained from the marked messages. Same messages, same bytes; half a minute. Needs python-crfsuite."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parsing.corpus import CORPUS, fingerprint
from parsing.landmark import SPOTS
from parsing.normalise import normalise
from parsing.place import find_parts
from parsing.tagger import LABELS, PLACES, REACH, UNSEEN, names_in, save
from parsing.train import WEIGHTS

MARKED = CORPUS / "spots"
OPEN, CLOSE = "〔", "〕"
_SPARSE = {"c1": 0.05, "c2": 0.02, "max_iterations": 120, "feature.possible_transitions": True}
_MOST = 127


@dataclass(frozen=True, slots=True)
class Marked:
    """A message, and where its landmark stands in it."""

    text: str
    spots: tuple[tuple[int, int], ...]


def read_marked(folder: Path = MARKED) -> Iterator[Marked]:
    """Every message of the folder's *.txt files: a line each, `⏎` for a line break, the spot between `〔` and `〕`."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf8").splitlines():
            if line and not line.startswith("# "):
                yield _marked(line.replace("⏎", "\n"))


def _marked(line: str) -> Marked:
    pieces = line.replace(CLOSE, OPEN).split(OPEN)
    spots, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spots.append((at, at + len(piece)))
        at += len(piece)
    return Marked("".join(pieces), tuple(spots))


def votes_on(text: str, raw: str) -> list[list[str]]:
    """What votes on each sign of a normalised text, each with its distance."""
    *told, marks = names_in(text, find_parts(text, raw).marks())
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


def train(messages: Sequence[Marked], path: Path) -> str:
    """Trains the tagger and writes it to `path`; tells what was written."""
    import pycrfsuite  # noqa: PLC0415 - only training needs it

    trainer = pycrfsuite.Trainer(verbose=False)
    for message in messages:
        plain = normalise(message.text)
        labels = ["O"] * len(plain)
        for start, end in message.spots:
            labels[start:end] = ["B", *["I"] * (end - start - 1)]
        votes = votes_on(plain, message.text)
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
    return f"{len(messages)} messages; {len(rows):,} names; {size:,} bytes"


def _relative(weights: dict[tuple[str, str], float]) -> dict[tuple[str, int], float]:
    """What speaks for a beginning (0) and for going on (1) rather than for neither."""
    votes: dict[tuple[str, int], float] = {}
    for (name, label), weight in weights.items():
        for of_label, other in enumerate("BI"):
            if label in (other, "O"):
                key = name, of_label
                votes[key] = votes.get(key, 0.0) + (weight if label == other else -weight)
    return votes


if __name__ == "__main__":
    sys.stdout.write(train(list(read_marked()), WEIGHTS / SPOTS) + "\n")
