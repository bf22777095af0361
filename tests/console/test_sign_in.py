"""Coming in works once, for a short while, for those who may; and ends by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models.process import ConsoleSession
from models.pyramid import EnrolmentCode, Post
from tests.console.world import BOSS, LEADER, NOW, RESIDENT, SECRETARY


async def test_the_link_shows_a_button_and_is_not_used_up_by_looking(stranger, ticket):
    word, visitor = await ticket(SECRETARY), stranger()
    for _ in range(3):
        assert f'value="{word}"' in await visitor.page(f"/console/enter?ticket={word}")
    response = await visitor.post("/console/enter", csrf="", ticket=word)
    assert (response.status, response.headers["Location"]) == (303, "/console")
    assert "今日" in await visitor.page("/console")


async def test_a_ticket_opens_once(stranger, ticket):
    word = await ticket(SECRETARY)
    assert (await stranger().post("/console/enter", csrf="", ticket=word)).status == 303
    second = await stranger().post("/console/enter", csrf="", ticket=word)
    assert second.status == 410
    assert "已经用过" in await second.text()


async def test_a_ticket_ends_after_five_minutes_of_machine_time(stranger, ticket, clock):
    word = await ticket(SECRETARY)
    clock.business += timedelta(days=3)  # the demo's jump does not end it
    assert (await stranger().client.get(f"/console/enter?ticket={word}")).status == 200
    clock.machine_moment += timedelta(minutes=5)
    assert (await stranger().client.get(f"/console/enter?ticket={word}")).status == 410
    assert (await stranger().post("/console/enter", csrf="", ticket=word)).status == 410


async def test_a_new_ticket_ends_the_one_before(stranger, ticket):
    first, second = await ticket(SECRETARY), await ticket(SECRETARY)
    assert (await stranger().post("/console/enter", csrf="", ticket=first)).status == 410
    assert (await stranger().post("/console/enter", csrf="", ticket=second)).status == 303


async def test_only_hashes_are_kept(signed_in, ticket, database):
    visitor, word = await signed_in(BOSS), await ticket(SECRETARY)
    cookies = [cookie.value for cookie in visitor.client.session.cookie_jar]
    async with database.reading() as session:
        kept = [
            *(await session.scalars(select(EnrolmentCode.code_hash))),
            *(await session.scalars(select(ConsoleSession.cookie_hash))),
        ]
    assert word not in kept
    assert not set(cookies) & set(kept)


@pytest.mark.parametrize("person", [LEADER, RESIDENT])
async def test_who_may_not_see_the_console_gets_no_session(stranger, ticket, database, person):
    response = await stranger().post("/console/enter", csrf="", ticket=await ticket(person))
    assert response.status == 403
    assert "网格以上" in await response.text()
    async with database.reading() as session:
        assert await session.scalar(select(ConsoleSession.cookie_hash)) is None


async def test_a_post_code_or_group_code_opens_no_console(stranger, database):
    from console.guards import hash_of

    async with database.transaction() as session:
        session.add(
            EnrolmentCode(
                code_hash=hash_of("abc"),
                purpose="post",
                person_id=BOSS,
                issued_at=NOW,
                expires_at=NOW + timedelta(days=1),
            )
        )
    assert (await stranger().post("/console/enter", csrf="", ticket="abc")).status == 410


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger, ticket):
    response = await stranger().post("/console/enter", csrf="", ticket=await ticket(BOSS))
    cookie = response.headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/console" in cookie
    assert "secure" not in cookie


async def test_the_session_id_is_a_new_one_at_every_sign_in(signed_in, ticket):
    visitor = await signed_in(BOSS)
    before = {cookie.value for cookie in visitor.client.session.cookie_jar}
    await visitor.post("/console/enter", ticket=await ticket(BOSS))
    after = {cookie.value for cookie in visitor.client.session.cookie_jar}
    assert not before & after
    stolen = {"Cookie": f"pagoda_console={before.pop()}"}
    visitor.client.session.cookie_jar.clear()
    assert (await visitor.client.get("/console", headers=stolen)).status == 401


async def test_thirty_idle_minutes_end_a_session(signed_in, clock):
    visitor = await signed_in(SECRETARY)
    for _ in range(3):
        clock.machine_moment += timedelta(minutes=29)
        await visitor.page("/console")
    clock.machine_moment += timedelta(minutes=31)
    assert "还没有登录" in await visitor.page("/console", 401)


async def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(signed_in, clock):
    visitor = await signed_in(BOSS)
    for _ in range(3):
        clock.machine_moment += timedelta(minutes=9)
        await visitor.page("/console/live", **{"HX-Request": "true"})
    clock.machine_moment += timedelta(minutes=5)
    assert (await visitor.client.get("/console/live", headers={"HX-Request": "true"})).headers["HX-Refresh"] == "true"


async def test_twelve_hours_end_a_session_however_busy(signed_in, clock):
    visitor = await signed_in(SECRETARY)
    for _ in range(35):
        clock.machine_moment += timedelta(minutes=20)
        await visitor.page("/console")
    clock.machine_moment += timedelta(minutes=20)
    await visitor.page("/console", 401)


async def test_a_lost_post_ends_the_right_at_the_next_request(signed_in, database):
    visitor = await signed_in(SECRETARY)
    await visitor.page("/console")
    async with database.transaction() as session:
        await session.execute(update(Post).where(Post.person_id == SECRETARY).values(valid_to=NOW))
    assert "网格以上" in await visitor.page("/console", 403)


async def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(signed_in, stranger):
    visitor = await signed_in(SECRETARY)
    copy = {cookie.key: cookie.value for cookie in visitor.client.session.cookie_jar}
    assert (await visitor.post("/console/leave")).status == 303
    await visitor.page("/console", 401)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in copy.items())}
    assert (await stranger().client.get("/console", headers=headers)).status == 401
