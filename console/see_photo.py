"""One picture of a matter, for whoever may read its details; kept by no cache, without what tells where it was taken."""

from console.see_incident import incident_in_sight
from console.store import incidents as store
from console.visit import Answer, Download, Visit
from models.kinds import Sensitivity
from pyramid.permissions import Action, may

KINDS = {b"\xff\xd8": ("image/jpeg", "jpg"), b"\x89P": ("image/png", "png")}


async def see_photo(visit: Visit) -> Answer:
    """Nothing for who may not see it, for what is no picture, and for what Telegram no longer has."""
    case = await incident_in_sight(visit)
    if case is None or visit.desk.picture is None:
        return None
    needed = Action.SEE_INCIDENT if case.incident.sensitivity is Sensitivity.S0 else Action.SEE_DETAIL
    refused = may(visit.actor, needed, case.thing())
    if refused is not None:
        return refused
    media = await store.picture(visit.session, case.incident.id, visit.number("media"))
    content = await visit.desk.picture(media.bot_id, media.file_id) if media is not None else None
    return picture_file(content, f"{case.incident.number}-{visit.number('media')}")


def picture_file(content: bytes | None, name: str) -> Download | None:
    """The picture under this name; None for what is none."""
    kind = KINDS.get(content[:2]) if content else None
    return Download(content, f"{name}.{kind[1]}", kind[0]) if content is not None and kind is not None else None
