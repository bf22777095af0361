"""The words of a question that notices can be searched for. Pure."""

import re

_PIECES = re.compile(r"[a-z0-9]{3,}|[一-鿿]+", re.IGNORECASE)
# What people put around a question; what is left says what it is about.
_AROUND = re.compile(
    "请问|想问|问一下|咨询|怎么|如何|什么|哪里|哪儿|有没有|能不能|可以|可不可以|需要|多少|我们|你们|现在|今年|一下|关于|政策|的|吗|呢|啊|吧|了|要|办|有|我|在|是"
)
LONGEST, SHORTEST = 4, 2
MOST = 8


def question_words(asked: str) -> list[str]:
    """Pieces of two to four characters in the order they were said, longest first; English words as they are."""
    found: list[str] = []
    for piece in _PIECES.findall(_AROUND.sub(" ", asked)):
        if piece.isascii():
            found.append(piece)
        elif len(piece) <= LONGEST:
            found += [piece] if len(piece) >= SHORTEST else []
        else:
            found += [piece[at : at + SHORTEST] for at in range(0, len(piece) - 1, SHORTEST)]
    return sorted(dict.fromkeys(found), key=len, reverse=True)[:MOST]
