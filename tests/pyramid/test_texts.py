import re

import pytest

from models.kinds import Role
from pyramid.roster_change import What
from texts.render import HERE, _lines

OURS = ("policy_error.", "refusal_pyramid.", "group_lack.", "role_name.", "roster_error.", "roster_change.")
TEMPLATES = (
    "group_welcome", "group_bound", "group_lacks", "group_released", "parent_told_kicked", "parent_told_back",
    "parent_told_migrated", "issuer_told_bound", "post_welcome", "parent_told_claimed",
)  # fmt: skip


def ours(language):
    return {name: line for name, line in _lines(language).items() if name.startswith(OURS)}


def test_both_languages_say_the_same_things():
    assert set(ours("zh")) == set(ours("en"))


@pytest.mark.parametrize("name", sorted(ours("zh")))
def test_both_languages_have_the_same_blanks(name):
    blanks = [set(re.findall(r"\{(\w+)\}", ours(language)[name])) for language in ("zh", "en")]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_role_and_every_change_has_its_words(language):
    lines = ours(language)
    assert all(f"role_name.{role}" in lines for role in Role)
    assert all(f"roster_change.{what}" in lines for what in What)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_stands_in_both_languages_with_the_same_blanks(template):
    texts = [(HERE / language / f"{template}.j2").read_text(encoding="utf-8") for language in ("zh", "en")]
    blanks = [set(re.findall(r"\{\{ (\w+) \}\}", text)) for text in texts]
    assert blanks[0] == blanks[1]
