"""What those who are away and those who stand in are told."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties import store
from duties.notebooks.compose_notebook import COMPOSERS as NOTEBOOKS
from duties.patrols.compose_patrol import COMPOSERS as PATROLS
from duties.specialists.compose_specialists import COMPOSERS as SPECIALISTS
from incidents.view import moment_words
from outbox.lanes import Composer
from outbox.message import Message, Request
from texts.render import html_line


async def compose_duty_news(session: AsyncSession, request: Request, _now: datetime) -> Message:
    """For whom, and until when."""
    name = await store.name_of(session, request.args["person"])
    begins, until = (
        moment_words(datetime.fromisoformat(request.args[name]), request.language) for name in ("begins", "until")
    )
    return Message(
        html_line(
            f"duty_news.{request.args['what']}",
            request.language,
            name=name.for_viewer("substitute"),
            begins=begins,
            until=until,
        )
    )


COMPOSERS: dict[str, Composer] = {"duty_news": compose_duty_news, **NOTEBOOKS, **PATROLS, **SPECIALISTS}
