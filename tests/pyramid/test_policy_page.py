"""docs/policy.md knows every key that a policy file may hold, and its examples are valid."""

import re
from pathlib import Path

import pytest

from pyramid.ladders import When
from pyramid.policy import Policy, read_policy
from pyramid.policy_tables import Table

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text("utf-8")


def test_every_key_that_is_read_stands_on_the_page(monkeypatch):
    known = set()

    def only(self, keys):
        known.update((self.name, key) for key in keys)

    monkeypatch.setattr(Table, "only", only)
    assert isinstance(read_policy('[leaf."municipal.manhole"]\nhandle = "2h"'), Policy)
    assert {name for name, _ in known} >= {"", "urgency", "urgency.low", "ladder.whistle", "hearing", "calendar"}
    for name, key in known:
        written = f"[{key}" if not name else f"[urgency.{key}]" if name == "urgency" else f"| `{key}` |"
        assert written in PAGE, f"{key} of [{name}] is not on the page"


def test_every_condition_of_a_rung_stands_on_the_page():
    assert all(f"`{when}`" in PAGE for when in When)


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_every_example_is_valid(example):
    assert isinstance(read_policy(example), Policy)
