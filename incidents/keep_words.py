"""What somebody said of a matter is kept, with where it stands and who they are to it."""

from sqlalchemy.ext.asyncio import AsyncSession

from incidents.case import Case, Source
from incidents.make_move import role_in
from incidents.store import cases as case_store
from models.at_hand import lay
from models.incidents import Report
from models.shelves import FILED
from pyramid.actor import Actor


async def keep_words(session: AsyncSession, case: Case, source: Source, actor: Actor, *, is_first: bool) -> None:
    """One report of the matter; `is_first` for the words that opened it. Its message is known as filed from now on."""
    role = role_in(actor, case)
    said = Report(
        incident_id=case.incident.id,
        bot_id=source.bot_id,
        chat_id=source.chat_id,
        message_id=source.message_id,
        album=source.album,
        part=source.part,
        user_id=actor.user_id,
        role=role.value if role else "",
        is_first=is_first,
        words=source.words,
        said_at=source.said_at,
    )
    await case_store.add_report(session, said)
    lay(session, FILED, (source.bot_id, source.chat_id, source.message_id), answer=True)
