"""What this room says: the file with one's own data."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from outbox.lanes import Composer
from outbox.message import Attachment, Composed, Message, Request, Stale
from privacy.my_data import my_data_file
from texts.render import html_line

FILE = "mydata.json"


async def compose_my_data_file(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Only ever to the person themself."""
    if request.user_id is None or request.is_edit:
        return Stale("nobody's data")
    content = await my_data_file(session, request.user_id, is_masked=request.details == "console")
    file = Attachment("document", request.bot_id, "", content=content, name=FILE)
    return Message(html_line("mydata.file", request.language), files=(file,), is_protected=True)


COMPOSERS: dict[str, Composer] = {"my_data_file": compose_my_data_file}
