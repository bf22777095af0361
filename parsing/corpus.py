"""The corpus that the models are trained from: readable sentences under headings of what they are. Pure but for reading."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
_HEADING = re.compile(r"\[([a-z_]+(?:\.[a-z_]+)?)\]")
_KINDS = frozenset({"chatter", "ack", "praise", "notice", "question", "status_update"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line: its words, the kind they have, and the leaf or the action that its heading names."""

    text: str
    kind: str
    label: str


def read_corpus(folder: Path = CORPUS) -> list[Sentence]:
    """All sentences of the folder's *.txt files, in a fixed order."""
    sentences = []
    for path in sorted(folder.glob("*.txt")):
        label = ""
        for line in path.read_text(encoding="utf8").split("\n"):
            words = line.strip()
            heading = _HEADING.fullmatch(words)
            if heading is not None:
                label = heading[1]
            elif words and not words.startswith("# "):
                kind = label.split(".")[0] if label.split(".")[0] in _KINDS else "incident"
                sentences.append(Sentence(words, kind, label))
    return sentences


def fingerprint(*folders: Path) -> str:
    """A hash of every file that training reads."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.t*")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
