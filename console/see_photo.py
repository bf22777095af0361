"""One picture of a matter, or a voice, a video, a document, for whoever may read its details; kept by no cache."""

from console.file_kinds import file_of
from console.see_incident import incident_in_sight
from console.store import incidents as store
from console.visit import Answer, Visit
from models.kinds import Sensitivity
from pyramid.permissions import Action, may


async def see_photo(visit: Visit) -> Answer:
    """Nothing for who may not see it, for what is not what it says, and for what Telegram no longer has.

    Of an open matter everybody who sees it sees the pictures; what is spoken cannot be masked.
    """
    case = await incident_in_sight(visit)
    if case is None or visit.desk.picture is None:
        return None
    media = await store.file(visit.session, case.incident.id, visit.number("media"))
    is_open = media is not None and media.kind == "photo" and case.incident.sensitivity is Sensitivity.S0
    refused = may(visit.actor, Action.SEE_INCIDENT if is_open else Action.SEE_DETAIL, case.thing())
    if refused is not None or media is None:
        return refused
    content = await visit.desk.picture(media.bot_id, media.file_id)
    return file_of(media.kind, content, f"{case.incident.number}-{media.id}")
