"""Reads as much YAML as compose.yaml is written in: maps by indentation, lists and maps in one line, anchors and merges."""

import json
import re
from pathlib import Path
from typing import Any

WORD = re.compile(r'"[^"]*"|[^\s\[\]{},:"]+')
LINE = re.compile(r"(?P<indent> *)(?P<key>[\w<.-]+):(?: (?P<value>.*))?")


def read_compose(file: Path) -> dict[str, Any]:
    """The whole file as one dict. Raises ValueError for what it does not know, with the line."""
    anchors: dict[str, Any] = {}
    root: dict[str, Any] = {}
    open_maps: list[tuple[int, dict[str, Any]]] = [(-1, root)]
    said: set[tuple[int, str]] = set()  # (map, key) that stand in the file; what is only merged may be said anew
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        bare = re.sub(r"(^|\s)#.*", "", line).rstrip()
        if not bare:
            continue
        found = LINE.fullmatch(bare)
        if found is None:
            raise ValueError(f"line {number}: {line}")
        indent, key, value = len(found["indent"]), found["key"], (found["value"] or "").strip()
        while open_maps[-1][0] >= indent:
            open_maps.pop()
        parent = open_maps[-1][1]
        if (id(parent), key) in said:
            raise ValueError(f"line {number}: {key} stands there twice")
        said.add((id(parent), key))
        anchor = re.fullmatch(r"&(\w+)(?: (.*))?", value)
        value = (anchor[2] or "") if anchor else value
        if value.startswith("*"):
            known = anchors[value[1:]]
            parent |= {**known, **parent} if key == "<<" else {key: dict(known)}
            continue
        made: Any = _value(value) if value else {}
        parent[key] = made
        if anchor:
            anchors[anchor[1]] = made
        if not value:
            open_maps.append((indent, made))
    return root


def _value(told: str) -> Any:
    if told[0] not in "[{":
        return told.strip('"')
    return json.loads(WORD.sub(lambda word: word[0] if word[0].startswith('"') else json.dumps(word[0]), told))
