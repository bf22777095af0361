"""`python -m parsing.diff`: what a changed word changes in the meaning of the corpus, sentence by sentence.

`python -m parsing.diff --keep FILE` writes what every sentence means today; after a change (and `python -m parsing.train`)
`python -m parsing.diff FILE` prints each sentence that is now read otherwise, and how many are.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parsing.corpus import CORPUS, read_corpus
from parsing.parse_report import parse_report

_USAGE = "usage: python -m parsing.diff [--keep] FILE [--texts FOLDER]\n"
_TOLD = ("kind", "category", "urgency", "expected_action")


def meaning(text: str) -> str:
    """The reading of one sentence in one line: kind, leaf, urgency and expected action."""
    report = parse_report(text)
    return " ".join(str(getattr(report, part) or "-") for part in _TOLD)


def keep(texts: Iterable[str], path: Path) -> int:
    """Writes the meaning of every text into `path`, one JSON object a line; returns how many."""
    lines = [json.dumps({"text": text, "meaning": meaning(text)}, ensure_ascii=False) for text in texts]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return len(lines)


def changes(texts: Iterable[str], path: Path) -> Iterator[tuple[str, str | None, str]]:
    """(text, meaning before or None if it is new, meaning now) of every text that is now read otherwise."""
    lines = path.read_text(encoding="utf8").split("\n")
    before = {record["text"]: record["meaning"] for record in map(json.loads, filter(None, lines))}
    for text in texts:
        now = meaning(text)
        if before.get(text) != now:
            yield text, before.get(text), now


def main(arguments: Sequence[str]) -> int:
    """Keeps or compares; returns the exit status."""
    words = list(arguments)
    folder = CORPUS
    if "--texts" in words[:-1]:
        at = words.index("--texts")
        folder = Path(words[at + 1])
        del words[at : at + 2]
    keeping = "--keep" in words
    paths = [Path(word) for word in words if word != "--keep"]
    if len(paths) != 1 or not (keeping or paths[0].is_file()):
        sys.stderr.write(_USAGE)
        return 2
    texts = list(dict.fromkeys(sentence.text.lstrip("~") for sentence in read_corpus(folder)))
    if keeping:
        sys.stdout.write(f"{keep(texts, paths[0])} sentences kept\n")
        return 0
    told = 0
    for text, before, now in changes(texts, paths[0]):
        told += 1
        sys.stdout.write(f"  {text}\n- {before or 'not there before'}\n+ {now}\n")
    sys.stdout.write(f"{told} of {len(texts)} sentences are read otherwise\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
