"""Several matters in one message, cut into parts. Pure."""

import itertools
import re

from parsing.signs import signs_of

_LISTED = re.compile(
    r"(?:(?<=[:\n;。, ])|^)\s*(?:[(]?([1-9])[)]|([1-9])[、.]|第([一二三四五六])个?(?:事|件事|点|就是|嘛|是|呢|,|、)?|([①②③④⑤⑥]))\s*"
)
_ORDINAL = re.compile(r"第([一二三四五六])(?:个|件|是)(?:事情?)?(?:就是|嘛|呢|是|啊|,)*")
_JOINS = re.compile(
    r"(?:[,。;!? \n]|^)(?:还有(?:就是|一个|一件事)?|另外|对了|顺便(?:说|问|反映)?(?:一下|一句)?|再就是|再一个|以及|同时|此外)[,: ]?"
)
_STOPS = re.compile(r"[,。;!? \n]+")
_MAY_LIST = frozenset("123456789第①②③④⑤⑥还另对顺再以同此")
"""Signs one of which stands in whatever counts or joins several matters."""
_SHORTEST = 4


def split_matters(text: str) -> list[tuple[int, int]]:
    """[start, end) of each part; one part when the message does not list several."""
    if _MAY_LIST.isdisjoint(signs_of(text)):
        return [(0, len(text))]
    for pattern in (_LISTED, _ORDINAL):
        marks = _in_order(list(pattern.finditer(text)))
        if len(marks) > 1:
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            return [_tidy(text, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    joins = list(_JOINS.finditer(text))
    if not joins:
        return [(0, len(text))]
    edges = [0]
    for join in joins:
        edges += [join.start(), join.end()]
    edges.append(len(text))
    parts = [_tidy(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [part for part in parts if part[1] - part[0] > 2] or [(0, len(text))]


def split_clauses(text: str) -> list[tuple[int, int]]:
    """[start, end) of each clause between commas, stops and blanks."""
    edges = [0, *(match.end() for match in _STOPS.finditer(text)), len(text)]
    parts = [_tidy(text, start, end) for start, end in itertools.pairwise(edges)]
    return [part for part in parts if part[1] - part[0] >= _SHORTEST]


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,。;、:!?\n就是嘛":
        start += 1
    while end > start and text[end - 1] in " ,。;、:\n":
        end -= 1
    return start, end


def _in_order(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Marks that count 1, 2, 3 …: `1、2幢` is item 1 about building 2, and `2.5米` is no item."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        word = next((group for group in mark.groups() if group), "")
        value = "一二三四五六七八九".find(word) + 1 or "①②③④⑤⑥".find(word) + 1 or (int(word) if word.isdigit() else 0)
        if value == len(kept) + 1:
            kept.append(mark)
    return kept
