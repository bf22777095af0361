"""Check points are kept in the console by whoever may; the others read them, and a renamed point keeps its history."""

import pytest
from sqlalchemy import select

from models.fieldwork import CheckPoint
from tests.console.moment import WORKER
from tests.console.test_in_the_browser import open_page, overflow
from tests.console.world import GRID, HEAD, OTHER_SECRETARY

PAGE = f"/console/pyramid/{GRID}/patrols"


async def points(database):
    async with database.reading() as session:
        found = await session.execute(
            select(CheckPoint.id, CheckPoint.name).where(CheckPoint.removed_at.is_(None)).order_by(CheckPoint.id)
        )
        return [(row[0], row[1]) for row in found]


async def test_the_head_adds_renames_and_takes_off(signed_in, database):
    visitor = await signed_in(HEAD)
    assert (await visitor.post(PAGE, added="配电房\n\n 水泵房 \n3幢楼顶")).status == 303
    made = await points(database)
    assert [name for _, name in made] == ["配电房", "水泵房", "3幢楼顶"]
    page = await visitor.page(PAGE)
    assert all(f'value="{name}"' in page for _, name in made)
    (first, _), (second, _), _ = made
    await visitor.post(PAGE, **{f"point-{first}": "一号配电房", f"point-{second}": " "}, added="垃圾房")
    assert [name for _, name in await points(database)] == ["一号配电房", "3幢楼顶", "垃圾房"]
    assert (await points(database))[0][0] == first, "the same point, so that its history stays"


async def test_two_of_a_name_or_too_many_change_nothing(signed_in, database):
    visitor = await signed_in(HEAD)
    assert "同名" in await (await visitor.post(PAGE, added="配电房\n配电房")).text()
    assert "最多 20 个" in await (await visitor.post(PAGE, added="\n".join(map(str, range(21))))).text()
    assert await points(database) == []


async def test_who_may_not_keep_them_reads_them_and_changes_nothing(signed_in, database):
    await (await signed_in(HEAD)).post(PAGE, added="配电房")
    visitor = await signed_in(WORKER)
    page = await visitor.page(PAGE)
    assert "配电房" in page
    assert "<textarea" not in page
    assert (await visitor.post(PAGE, added="水泵房")).status == 403
    assert (await (await signed_in(OTHER_SECRETARY)).post(PAGE, added="水泵房")).status == 404
    assert [name for _, name in await points(database)] == ["配电房"]


@pytest.mark.browser
async def test_the_form_and_the_list_of_specialists_fit_a_phone(browser, stranger, ticket, signed_in):
    await (await signed_in(HEAD)).post(PAGE, added="配电房\n水泵房")
    origin = stranger().origin
    page, complaints = await open_page(browser, origin, await ticket(HEAD), "phone")
    for path in (PAGE, f"/console/pyramid/{GRID}/specialists"):
        await page.goto(f"{origin}{path}")
        assert await overflow(page) <= 0, path
        assert await page.locator("main h1").count() == 1
    assert complaints == []
    await page.context.close()
