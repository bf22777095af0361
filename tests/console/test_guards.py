"""Nothing is changed by other people's pages, nothing is shown in other people's frames, nobody reads a traceback."""

import io
import re
from itertools import product

import pytest

from console.guards import HEADERS, inside, is_own_page
from console.routes import OPENINGS
from tests.console.world import BOSS, MICRO_2, SECRETARY

CHANGING = [
    "/console/leave",
    f"/console/pyramid/{MICRO_2}/code",
    f"/console/pyramid/{MICRO_2}/habits",
    f"/console/pyramid/{MICRO_2}/people",
    f"/console/pyramid/{MICRO_2}/calendar",
    f"/console/pyramid/{MICRO_2}/patrols",
    "/console/export",
    "/console/notices/new",
    *(f"/console/notices/A-N1/{deed}" for deed in ("approve", "refuse", "stop", "resume", "remind", "recall")),
    "/console/incidents/A-1001/unmerge",
    "/console/outbox/3/again",
    "/console/outbox/3/drop",
]
ANYWHERE = [
    "/console",
    "/console/enter",
    "/console/enter?ticket=x",
    "/console/nothing",
    "/console/static/console.css",
    "/console/static/none.css",
    "/console/language/en",
    "/console/language/fr",
]


def test_every_changing_address_is_tried_below():
    tried = [re.sub(r"/(\d+|A-N1|A-1001)(?=/)", "/*", path) for path in CHANGING] + ["/console/enter"]
    known = {
        re.sub(r"\{[^{}]*(\{[^{}]*\})?[^{}]*\}", "*", opening.path) for opening in OPENINGS if opening.method == "POST"
    }
    assert {
        re.sub(r"/[a-z]+$", "/*", path)
        if "*/" in path and not path.endswith(("code", "habits", "people", "calendar", "patrols", "unmerge"))
        else path
        for path in tried
    } == known


@pytest.fixture
async def notice(signed_in):
    visitor = await signed_in(SECRETARY)
    response = await visitor.post("/console/notices/new", unit="4", kind="policy", words="一句话", step="submit")
    assert response.headers["Location"].startswith("/console/notices/A-N1")


async def state(database) -> tuple[object, ...]:
    """All that a button could change."""
    from sqlalchemy import select, text

    from models.broadcasts import Notice
    from models.outbox import Outgoing
    from models.pyramid import EnrolmentCode

    async with database.reading() as session:
        return (
            (await session.execute(select(Notice.id, Notice.state, Notice.version))).all(),
            (await session.execute(select(Outgoing.id, Outgoing.state))).all(),
            (await session.execute(select(EnrolmentCode.code_hash).where(EnrolmentCode.purpose == "group"))).all(),
            (await session.execute(text("SELECT count(*) FROM console_session"))).scalar(),
        )


FOREIGN = (
    {},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "{own}", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "{own}", "Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "{own}.evil.example"},
)


@pytest.mark.parametrize("path", CHANGING)
async def test_without_the_token_nothing_happens(signed_in, database, notice, path):
    visitor = await signed_in(BOSS)
    before = await state(database)
    for csrf in ("", "wrong", "x" * 43):
        response = await visitor.post(path, csrf=csrf, step="submit", unit="4", words="x", kind="policy")
        assert response.status == 403, csrf
    assert await state(database) == before


@pytest.mark.parametrize("path", CHANGING)
async def test_from_another_page_nothing_happens(signed_in, database, notice, path):
    visitor = await signed_in(BOSS)
    before = await state(database)
    for headers in FOREIGN:
        sent = {name: value.replace("{own}", visitor.origin) for name, value in headers.items()}
        response = await visitor.post(path, headers=sent, step="submit", unit="4", words="x", kind="policy")
        assert response.status == 403, headers
    assert await state(database) == before


async def test_another_page_cannot_sign_somebody_in(stranger, ticket):
    word = await ticket(BOSS)
    response = await stranger().post("/console/enter", csrf="", headers={"Origin": "https://evil.example"}, ticket=word)
    assert response.status == 403
    assert (await stranger().post("/console/enter", csrf="", ticket=word)).status == 303


async def test_the_token_of_another_session_is_worth_nothing(signed_in):
    boss, secretary = await signed_in(BOSS), await signed_in(SECRETARY)
    assert (await boss.post("/console/leave", csrf=await secretary.csrf())).status == 403
    assert (await boss.post("/console/leave")).status == 303


async def test_the_token_may_come_as_a_header(signed_in):
    visitor = await signed_in(BOSS)
    headers = {"Origin": visitor.origin, "X-CSRF-Token": await visitor.csrf()}
    assert (await visitor.post("/console/leave", csrf="", headers=headers)).status == 303


async def test_every_answer_carries_the_guards(stranger):
    visitor = stranger()
    for path, method in product(ANYWHERE, ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD")):
        response = await visitor.client.request(method, path, allow_redirects=False)
        given = {name: response.headers.get(name) for name in HEADERS if name != "Cache-Control"}
        assert given == {name: value for name, value in HEADERS.items() if name != "Cache-Control"}, f"{method} {path}"


async def test_pages_are_kept_by_no_cache_and_files_for_ever(signed_in):
    visitor = await signed_in(BOSS)
    page = await visitor.page("/console")
    assert (await visitor.client.get("/console")).headers["Cache-Control"] == "no-store"
    for path in re.findall(r'(?:href|src)="(/console/static/[^"]+)"', page):
        assert "immutable" in (await visitor.client.get(path)).headers["Cache-Control"], path


def test_the_policy_allows_nothing_inline_and_no_other_host():
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*|data:", policy)


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "https://evil.example", "/console\\evil", "/consoles", "/console//evil", "/console/\n", "", "/"],
)
def test_nobody_is_sent_elsewhere(path):
    assert inside(path) == "/console"


def test_one_honest_witness_is_enough_and_none_is_not():
    assert is_own_page({"Host": "a:1", "Origin": "http://a:1"})
    assert is_own_page({"Host": "a:1", "Sec-Fetch-Site": "same-origin"})
    assert not is_own_page({"Host": "a:1"})
    assert not is_own_page({"Host": "a:1", "Origin": "http://a:2"})
    assert not is_own_page({"Origin": "http://", "Host": ""})


async def test_a_defect_is_owned_up_to_in_words(signed_in, server, monkeypatch):
    from console import render_page

    visitor = await signed_in(BOSS)
    secret = "not for people"

    def broken(*_):
        raise ValueError(secret)

    monkeypatch.setattr(render_page, "sees_machinery", broken)
    text = await visitor.page("/console", 500)
    assert "是我们的问题" in text
    assert secret not in text
    assert "Traceback" not in text


async def test_a_form_with_a_file_is_not_taken(signed_in):
    visitor = await signed_in(BOSS)
    file = {"file": io.BytesIO(b"x")}
    response = await visitor.client.post("/console/leave", data=file, headers={"Origin": visitor.origin})
    assert response.status == 415
