"""What a group has taught is seen in the console by those above it, and undone there."""

from sqlalchemy import update

from models.pyramid import Unit
from tests.console.world import HEAD, MICRO, OTHER_MICRO, SECRETARY

TAUGHT = {"drop": {"sanitation.animal_nuisance|狗叫": {"no": 3, "yes": 0, "at": "2026-11-18T02:00:00+00:00"}}}


async def taught(database, unit):
    async with database.transaction() as session:
        await session.execute(update(Unit).where(Unit.id == unit).values(habits=TAUGHT))


async def test_a_lesson_is_seen_and_undone_by_the_community(signed_in, database):
    await taught(database, MICRO)
    visitor = await signed_in(SECRETARY)
    page = await visitor.page(f"/console/pyramid/{MICRO}/habits")
    assert "“狗叫”（养犬养禽扰民动物尸体）不说地方，就不算事件" in page
    assert "先问网格长" in page
    key = "sanitation.animal_nuisance|狗叫"
    done = await visitor.post(f"/console/pyramid/{MICRO}/habits", kind="drop", key=key)
    assert done.status == 303
    assert "还没有教过什么" in await visitor.page(f"/console/pyramid/{MICRO}/habits")


async def test_who_may_not_change_it_sees_no_button_and_elsewhere_it_does_not_exist(signed_in, database):
    await taught(database, MICRO)
    visitor = await signed_in(HEAD)
    page = await visitor.page(f"/console/pyramid/{MICRO}/habits")
    assert "狗叫" in page
    assert "撤销这一条" not in page
    await visitor.page(f"/console/pyramid/{OTHER_MICRO}/habits", status=404)


async def test_what_a_correction_taught_is_undone_there_too_and_the_other_lesson_stays(signed_in, database):
    key = "sanitation.animal_nuisance|狗叫"
    renamed = {"leaf": {key: {"to": "pollution.noise_living", "n": 2, "at": "2026-11-18T02:00:00+00:00"}}}
    async with database.transaction() as session:
        await session.execute(update(Unit).where(Unit.id == MICRO).values(habits={**TAUGHT, **renamed}))
    visitor = await signed_in(SECRETARY)
    path = f"/console/pyramid/{MICRO}/habits"
    assert (await visitor.page(path)).count('value="leaf"') == 1
    assert (await visitor.post(path, kind="leaf", key=key)).status == 303
    page = await visitor.page(path)
    assert (page.count('value="leaf"'), page.count('value="drop"')) == (0, 1)
