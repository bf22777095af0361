"""The corpus that the models are trained from: readable sentences under headings of what they are. Pure but for reading."""

import hashlib
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from parsing.leaves import LEAVES

CORPUS = Path(__file__).parent / "corpus"
_HEADING = re.compile(r"\[([a-z_]+(?:\.[a-z_]+){0,2})(!?)\]")
_ABOUT = "question."
_ASIDE = 7
_KINDS = frozenset({"chatter", "ack", "praise", "notice", "question", "status_update"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line: its words, the kind they have, the leaf or the action that its heading names, and its file's name.

    A question may be about a leaf, which its heading names after the kind: it is answered, and nobody is sent. `is_grave`: life is at
    risk, though the leaf is no emergency by itself; its heading ends with an exclamation mark.
    """

    text: str
    kind: str
    label: str
    source: str = ""
    is_grave: bool = False


def read_corpus(folder: Path = CORPUS) -> list[Sentence]:
    """All sentences of the folder's *.txt files, in a fixed order."""
    sentences = []
    for path in sorted(folder.glob("*.txt")):
        label, kind, is_grave = "", "", False
        for line in path.read_text(encoding="utf8").split("\n"):
            words = line.strip()
            heading = _HEADING.fullmatch(words)
            if heading is not None and ("." in words or heading[1] in _KINDS):
                label, is_grave = heading[1], bool(heading[2])
                kind = "incident" if label in LEAVES else label.split(".")[0]
                if kind != "incident" and kind not in _KINDS:
                    raise ValueError(f"{path.name}: nobody knows what [{label}] is")
                about = label.removeprefix(_ABOUT)
                label = about if about in LEAVES else label
            elif words and not words.startswith("# "):
                sentences.append(Sentence(words, kind, label, path.stem, is_grave))
    return sentences


def is_held_out(sentence: Sentence) -> bool:
    """Whether a sentence is of the tenth that is kept aside for measuring; its words decide, so that it stays there."""
    return fold_of(sentence) == _ASIDE


def fold_of(sentence: Sentence) -> int:
    """Which tenth of the corpus a sentence belongs to, 0 to 9."""
    return zlib.crc32(sentence.text.encode()) % 10


def fingerprint(*folders: Path) -> str:
    """A hash of every file that training reads."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.t*")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
