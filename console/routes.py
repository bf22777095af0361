"""All addresses of the web door."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from console.decide_notice import decide_notice
from console.door import Opening, handler_of
from console.export_incidents import see_export, take_export
from console.issue_code import issue_code
from console.see_board import see_board
from console.see_calendar import enter_calendar, see_calendar
from console.see_disputes import see_dispute, see_disputes, see_talk_file
from console.see_doors import see_doors
from console.see_front import see_front
from console.see_habits import see_habits, undo_lesson
from console.see_incident import see_incident
from console.see_incidents import see_incidents
from console.see_machinery import see_jobs, see_outbox, settle
from console.see_notice import see_notice
from console.see_notices import see_notices
from console.see_patrols import change_points, see_patrols
from console.see_people import change_people, see_people
from console.see_photo import see_photo
from console.see_pyramid import see_pyramid, see_unit
from console.see_register import see_register
from console.see_specialists import see_specialists
from console.sign_in import choose_language, enter, leave, see_entry
from console.static_files import send_file
from console.unmerge import unmerge
from console.visit import Answer, Desk, PictureOf, Transaction, Visit
from console.write_notice import see_body, see_form, see_reach, write_notice
from pyramid.policy import Policy


async def see_nothing(_: Visit) -> Answer:
    """No page has this address."""
    return None


NUMBER = r"{number:[0-9A-Za-z][0-9A-Za-z-]{1,15}}"
OPENINGS = (
    Opening("GET", "/console/enter", see_entry, is_open=True),
    Opening("POST", "/console/enter", enter, is_open=True),
    Opening("POST", "/console/leave", leave, is_open=True),
    Opening("GET", "/console/language/{language:[a-z]+}", choose_language, is_open=True),
    Opening("GET", "/console", see_front),
    Opening("GET", "/console/live", see_front, is_quiet=True),
    Opening("GET", "/console/pyramid", see_pyramid),
    Opening("GET", r"/console/pyramid/{unit:\d+}", see_unit),
    Opening("POST", r"/console/pyramid/{unit:\d+}/code", issue_code),
    Opening("GET", r"/console/pyramid/{unit:\d+}/board", see_board),
    Opening("GET", r"/console/pyramid/{unit:\d+}/habits", see_habits),
    Opening("POST", r"/console/pyramid/{unit:\d+}/habits", undo_lesson),
    Opening("GET", r"/console/pyramid/{unit:\d+}/patrols", see_patrols),
    Opening("POST", r"/console/pyramid/{unit:\d+}/patrols", change_points),
    Opening("GET", r"/console/pyramid/{unit:\d+}/specialists", see_specialists),
    Opening("GET", r"/console/pyramid/{unit:\d+}/calendar", see_calendar),
    Opening("POST", r"/console/pyramid/{unit:\d+}/calendar", enter_calendar),
    Opening("GET", r"/console/pyramid/{unit:\d+}/people", see_people),
    Opening("POST", r"/console/pyramid/{unit:\d+}/people", change_people),
    Opening("GET", "/console/incidents", see_incidents),
    Opening("GET", f"/console/incidents/{NUMBER}", see_incident),
    Opening("GET", f"/console/incidents/{NUMBER}/photos/{{media:[0-9]+}}", see_photo, is_quiet=True),
    Opening("POST", f"/console/incidents/{NUMBER}/unmerge", unmerge),
    Opening("GET", "/console/disputes", see_disputes),
    Opening("GET", f"/console/disputes/{NUMBER}", see_dispute),
    Opening("GET", f"/console/disputes/{NUMBER}/files/{{word:[0-9]+}}", see_talk_file, is_quiet=True),
    Opening("GET", "/console/export", see_export),
    Opening("POST", "/console/export", take_export),
    Opening("GET", "/console/register", see_register),
    Opening("GET", "/console/notices", see_notices),
    Opening("GET", "/console/notices/new", see_form),
    Opening("GET", "/console/notices/new/reach", see_reach, is_quiet=True),
    Opening("GET", "/console/notices/new/body", see_body, is_quiet=True),
    Opening("POST", "/console/notices/new", write_notice),
    Opening("GET", f"/console/notices/{NUMBER}", see_notice),
    Opening("GET", f"/console/notices/{NUMBER}/live", see_notice, is_quiet=True),
    Opening("GET", f"/console/notices/{NUMBER}/doors", see_doors),
    Opening("POST", f"/console/notices/{NUMBER}/{{deed:[a-z]+}}", decide_notice),
    Opening("GET", "/console/outbox", see_outbox),
    Opening("GET", "/console/outbox/live", see_outbox, is_quiet=True),
    Opening("POST", r"/console/outbox/{row:\d+}/{deed:[a-z]+}", settle),
    Opening("GET", "/console/jobs", see_jobs),
    Opening("GET", "/console/jobs/live", see_jobs, is_quiet=True),
    Opening("*", "/console{rest:(?:/.*)?}", see_nothing),
)


def console_routes(
    *,
    transaction: Transaction,
    reading: Transaction,
    now: Callable[[], datetime],
    machine_now: Callable[[], datetime],
    policy: Policy,
    cell: str,
    secure_cookies: bool,
    language: str = "zh",
    time_zone: str = "Asia/Shanghai",
    details: str = "chat",
    send_per_second: float = 30,
    picture: PictureOf | None = None,
) -> list[web.AbstractRouteDef]:
    """The routes to be mounted beside the bot's own; all begin with /console.

    `now` is business time, `machine_now` what nobody moves. `secure_cookies` when people reach the port by https. `details`
    is PAGODA_DETAILS: the console shows them to those entitled in either case, and says so.
    """
    desk = Desk(
        transaction=transaction,
        reading=reading,
        now=now,
        machine_now=machine_now,
        policy=policy,
        cell=cell,
        language=language,
        details=details,
        zone=ZoneInfo(time_zone),
        secure_cookies=secure_cookies,
        send_per_second=send_per_second,
        picture=picture,
    )
    pages = [web.route(opening.method, opening.path, handler_of(desk, opening)) for opening in OPENINGS]
    return [web.get("/console/static/{name}", send_file), *pages]
