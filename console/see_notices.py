"""The list of notices that concern this visitor."""

from sqlalchemy import ColumnElement

from broadcasts.audience_choices import audience_choices
from console.store import notices as store
from console.visit import Answer, Page, Visit
from pyramid.actor import Actor
from pyramid.tree import ids_on

A_PAGE = 20


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """Which notices the visitor may see: the list's counterpart of `may(actor, SEE_NOTICE, …)`."""
    above = sorted({unit_id for hat in actor.hats for unit_id in ids_on(hat.path)})
    return store.visible(actor.user_id, [hat.path for hat in actor.hats], above)


async def see_notices(visit: Visit) -> Answer:
    """The newest first."""
    seen = in_sight(visit.actor)
    total = await store.count(visit.session, seen)
    pages = max(1, -(-total // A_PAGE))
    page = min(max(1, visit.number("page")), pages)
    rows = await store.rows(visit.session, seen, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    may_write = bool(await audience_choices(visit.session, visit.actor))
    values = {"rows": rows, "total": total, "page": page, "pages": pages, "may_write": may_write}
    return Page("notices.html", values)
