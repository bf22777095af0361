"""What pages are made of: no other host, nothing inline, every sentence there in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

import console
import texts
from console.lights import Light, light_of
from console.store.pyramid import Node
from incidents.lifecycle import Move
from models.kinds import GroupState, IncidentState, NoticeState, OutgoingState, Role, Sensitivity, Tier, Urgency
from pyramid.policy import When
from tests.console.world import BOSS, NOW, SECRETARY
from texts.render import LANGUAGES, line

ROOM = Path(console.__file__).parent
TEXTS = Path(texts.__file__).parent
TEMPLATES = sorted((ROOM / "pages").glob("*.html"))
STATIC = sorted((ROOM / "static").iterdir())


@pytest.mark.parametrize("file", [*TEMPLATES, *STATIC], ids=lambda file: file.name)
def test_no_page_and_no_file_names_another_host(file):
    hosts = re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", file.read_text("utf-8"))
    assert [host for host in hosts if "www.w3.org" not in host] == []  # the name of SVG is no address


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_nothing_stands_inline_and_nothing_is_unescaped(file):
    text = file.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|\|\s*safe|autoescape|js:", text)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_form_that_changes_something_carries_the_token(file):
    forms = re.findall(r"<form\b.*?</form>", file.read_text("utf-8"), re.DOTALL)
    posts = [form for form in forms if re.search(r'method="post"', form)]
    assert [form for form in posts if "token()" not in form] == []


def sentences(language: str) -> set[str]:
    """The keys that exist."""
    return {
        f"{table}.{key}"
        for file in (TEXTS / language).glob("*.toml")
        for table, entries in tomllib.loads(file.read_text("utf-8")).items()
        for key in entries
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_templates_exists(language):
    asked = {
        (file.name, key)
        for file in TEMPLATES
        for key in re.findall(r"""\bt\(["']([a-z_]+\.[a-zA-Z_]+)["'][,)]""", file.read_text("utf-8"))
    }
    known = sentences(language)
    assert {(name, key) for name, key in asked if key not in known} == set()


WORDS = {
    "incident_state": IncidentState,
    "incident_urgency": Urgency,
    "incident_role": Role,
    "console_tier": Tier,
    "console_move": Move,
    "console_sensitivity": Sensitivity,
    "console_notice_state": NoticeState,
    "console_row_state": OutgoingState,
    "console_why": When,
    "console_light": Light,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", WORDS)
def test_every_word_of_a_closed_list_has_its_label(table, language):
    for word in WORDS[table]:
        assert line(f"{table}.{word}", language)


async def test_the_language_is_switched_and_remembered(signed_in, stranger):
    visitor = await signed_in(SECRETARY)
    assert 'lang="zh-CN"' in await visitor.page("/console")
    response = await visitor.client.get("/console/language/en?next=/console/incidents?state=all", allow_redirects=False)
    assert (response.status, response.headers["Location"]) == (303, "/console/incidents?state=all")
    page = await visitor.page("/console/incidents")
    assert 'lang="en"' in page
    assert "Most pressing" in await visitor.page("/console")
    await visitor.page("/console/language/zh?next=//evil.example", 303)
    assert 'lang="zh-CN"' in await visitor.page("/console")
    assert "Sign in" in await stranger().page("/console", 401, Cookie="pagoda_language=en")


async def test_pages_say_which_language_and_part_they_are(signed_in):
    visitor = await signed_in(BOSS)
    for path in (
        "/console",
        "/console/pyramid",
        "/console/incidents",
        "/console/notices",
        "/console/outbox",
        "/console/jobs",
    ):
        page = await visitor.page(path)
        assert page.count('aria-current="page"') == 1, path
        assert page.count("<h1") == 1, path
        assert 'href="#content"' in page


async def test_the_front_page_says_in_three_lines_what_needs_attention(signed_in):
    page = await (await signed_in(SECRETARY)).page("/console")
    assert page.count('class="tone"') == 3
    assert "1 件事已超时，1 件急事还没人接单" in page
    assert "没有在途的通知" in page
    assert "4 个单位里有 1 个还没有绑定群" in page
    boss = await (await signed_in(BOSS)).page("/console")
    assert "1 条消息不知道送到没有" in boss


async def test_a_list_comes_in_pages(signed_in, database):
    from tests.console.world import GRID, MICRO, incident

    async with database.transaction() as session:
        session.add_all([incident(f"A-2{n:03}", MICRO, GRID, "sanitation.garbage") for n in range(60)])
    visitor = await signed_in(SECRETARY)
    pages = [await visitor.page(f"/console/incidents?page={n}") for n in (1, 2, 3)]
    numbers = [set(re.findall(r"#A-\d{4}", page)) for page in pages]
    assert [len(found) for found in numbers] == [25, 25, 12]
    assert len(set.union(*numbers)) == 62
    assert await visitor.page("/console/incidents?page=99") == pages[2].replace(
        "next=/console/incidents%3Fpage%3D3", "next=/console/incidents%3Fpage%3D99"
    )


def node(**more: object) -> Node:
    values = {
        "id": 1,
        "name": "",
        "code": "",
        "tier": Tier.GRID,
        "path": "/1/",
        "state": GroupState.BOUND,
        "is_admin": True,
        "hears_all": True,
        "heard_at": NOW,
        "away_reason": None,
        "leaders": 1,
        "claimed": 1,
    }
    return Node(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "light"),
    [
        ({}, Light.GOOD),
        ({"is_admin": False}, Light.LACKS),
        ({"hears_all": False}, Light.LACKS),
        ({"leaders": 0, "claimed": 0}, Light.LACKS),
        ({"claimed": 0}, Light.LACKS),
        ({"state": GroupState.AWAY}, Light.LOST),
        ({"state": None}, Light.NONE),
    ],
)
def test_a_light_tells_how_a_chat_stands(more, light):
    assert light_of(node(**more), NOW)[0] is light


async def test_why_a_matter_climbed_is_said_in_words(signed_in):
    page = await (await signed_in(SECRETARY)).page("/console/incidents/A-1001")
    assert page.count("无人接单") == 2  # among the moves and among the rungs
    assert "unclaimed" not in page
