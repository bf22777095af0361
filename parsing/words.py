"""Lexicon words found in a text: which leaves they speak for. Pure."""

from parsing.leaves import LEAVES

_WORDS: dict[str, str] = {word: leaf.slug for leaf in reversed(LEAVES.values()) for word in leaf.words}
_LENGTHS = tuple(sorted({len(word) for word in _WORDS}, reverse=True))
_FIRST = frozenset(word[0] for word in _WORDS)


def find_words(text: str) -> list[tuple[str, int, int]]:
    """(leaf, start, end) of every lexicon word, the longest at each place."""
    found = []
    for at, sign in enumerate(text):
        if sign not in _FIRST:
            continue
        for length in _LENGTHS:
            leaf = _WORDS.get(text[at : at + length])
            if leaf is not None:
                found.append((leaf, at, min(len(text), at + length)))
                break
    return found


_WEAK = frozenset(
    {
        "没回来",
        "不讲理",
        "说不清",
        "电话不接",
        "能不能装",
        "想不开",
        "希望",
        "建议",
        "最好",
        "谁的",
        "丢了",
        "其他",
        "邻居",
        "房东",
        "吃药",
        "打我",
        "黑了",
        "钥匙",
        "钱包",
        "加个",
        "中介",
        "投票",
        "跟踪",
        "好几个吐了",
    }
)
_TELLING = 2


def is_telling(text: str, hits: list[tuple[str, int, int]]) -> bool:
    """True when one of the words found says by itself that something is the matter."""
    return any(end - start >= _TELLING and text[start:end] not in _WEAK for _, start, end in hits)
