"""Pictures of a matter: for those who may see it, kept by no cache, and one address shows one picture of one matter."""

from sqlalchemy import update

from models.incidents import Incident, Media
from models.kinds import IncidentState, Sensitivity
from tests.console.moment import WORKER
from tests.console.world import ANOTHER_WORKER, BOSS, OTHER_SECRETARY, SECRETARY

PHOTO = "/console/incidents/A-1001/photos/1"


async def change(database, table, **values):
    async with database.transaction() as session:
        await session.execute(update(table).where(table.id == 1).values(**values))


async def test_the_page_shows_the_picture_and_no_cache_keeps_it(signed_in):
    visitor = await signed_in(WORKER)
    assert f'src="{PHOTO}"' in await visitor.page("/console/incidents/A-1001")
    answer = await visitor.client.get(PHOTO)
    assert (answer.status, answer.content_type) == (200, "image/jpeg")
    assert (await answer.read()).startswith(b"\xff\xd8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_whoever_may_not_see_the_matter_sees_no_picture(signed_in, stranger):
    for who in (ANOTHER_WORKER, OTHER_SECRETARY):
        await (await signed_in(who)).page(PHOTO, status=404)
    await stranger().page(PHOTO, status=401)


async def test_of_a_private_matter_the_head_office_sees_no_picture(signed_in, database):
    await change(database, Incident, sensitivity=Sensitivity.S1)
    boss = await signed_in(BOSS)
    assert PHOTO not in await boss.page("/console/incidents/A-1001")
    await boss.page(PHOTO, status=403)


async def test_what_is_gone_or_belongs_elsewhere_is_not_there(signed_in, database):
    visitor = await signed_in(WORKER)
    await visitor.page("/console/incidents/A-1001/photos/99", status=404)
    await visitor.page("/console/incidents/A-1002/photos/1", status=404)
    await change(database, Media, file_id="gone")
    await visitor.page(PHOTO, status=404)


async def test_a_merger_is_taken_apart_only_by_those_above(signed_in, database):
    await change(database, Incident, state=IncidentState.MERGED)
    worker, secretary = await signed_in(WORKER), await signed_in(SECRETARY)
    assert "/unmerge" not in await worker.page("/console/incidents/A-1001")
    assert "/unmerge" in await secretary.page("/console/incidents/A-1001")
    assert (await worker.post("/console/incidents/A-1001/unmerge")).status == 403


async def test_a_voice_is_played_for_those_who_read_details_and_offered_to_nobody_else(signed_in, database):
    await change(database, Media, kind="voice", file_id="spoken")
    worker = await signed_in(WORKER)
    assert f'<audio controls preload="none" src="{PHOTO}"' in await worker.page("/console/incidents/A-1001")
    answer = await worker.client.get(PHOTO)
    assert (answer.status, answer.content_type, (await answer.read())[:4]) == (200, "audio/ogg", b"OggS")
    await change(database, Incident, sensitivity=Sensitivity.S1)
    boss = await signed_in(BOSS)
    assert PHOTO not in await boss.page("/console/incidents/A-1001")
    await boss.page(PHOTO, status=403)
