"""Working calendars are entered by whoever commands the unit; what was entered counts at once, below it and nowhere else."""

from tests.console.world import COMMUNITY, GRID, HEAD, SECRETARY

PAGE = f"/console/pyramid/{COMMUNITY}/calendar"


async def test_a_year_is_entered_and_counts(signed_in):
    visitor = await signed_in(SECRETARY)
    assert "还没有填" in await visitor.page(PAGE)
    done = await visitor.post(
        PAGE, year="2031", holidays="2031-10-01/2031-10-07", workdays="2031-10-11", hours="09:00-17:00"
    )
    assert done.status == 303
    page = await visitor.page(f"{PAGE}?year=2031")
    assert "09:00-17:00，2031 年放假 7 天，调休上班 1 天" in page
    assert "2031-10-03" in page


async def test_what_is_not_understood_is_named_and_nothing_is_kept(signed_in):
    visitor = await signed_in(SECRETARY)
    done = await visitor.post(PAGE, year="2031", holidays="国庆节", workdays="", hours="")
    assert "看不懂「国庆节」" in await done.text()
    assert "2031 年放假 0 天" in await visitor.page(f"{PAGE}?year=2031")


async def test_who_may_not_set_it_sees_no_form(signed_in):
    visitor = await signed_in(HEAD)
    assert "<textarea" not in await visitor.page(f"/console/pyramid/{GRID}/calendar")
