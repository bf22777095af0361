"""Every request comes through here: who is it, may they, one transaction, one page; nobody ever reads a traceback."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from console.byte_range import byte_range
from console.guards import HEADERS, hash_of, is_own_page, is_same
from console.render_page import render_page
from console.sign_in import ANYWHERE, IDLE, LONGEST, TOUCH_EVERY
from console.store import sessions
from console.visit import Answer, Desk, Download, Goto, Page, PageOf, Visit
from pyramid.actor import Actor
from pyramid.lookup import actor_of
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal
from texts.render import line, spoken

log = structlog.get_logger()

COOKIE = "pagoda_console"
LANGUAGE = "pagoda_language"
A_YEAR = timedelta(days=365)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One address of the console. `is_open`: without signing in. `is_quiet`: asked for by the page itself, not by a person."""

    method: str
    path: str
    page: PageOf
    is_open: bool = False
    is_quiet: bool = False


def handler_of(desk: Desk, opening: Opening) -> Handler:
    """The function that aiohttp calls."""

    async def handle(request: web.Request) -> web.StreamResponse:
        language = spoken(request.cookies.get(LANGUAGE) or desk.language)
        try:
            if request.method == "POST" and not is_own_page(request.headers):
                return _sorry("foreign", 403, language)
            form = await _form(request)
            if request.method == "POST":
                return await _post(desk, opening, request, form, language)
            return await _get(desk, opening, request, language)
        except web.HTTPException as error:
            return _sorry("bad", error.status, language)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("console_page_failed", reference=reference, page=opening.path)
            return _sorry("defect", 500, language, reference=reference)

    return handle


async def _form(request: web.Request) -> dict[str, str]:
    """The fields of a form; files are not taken."""
    if request.method != "POST":
        return {}
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


async def _get(desk: Desk, opening: Opening, request: web.Request, language: str) -> web.Response:
    async with desk.reading() as session:
        visit = await _visit(desk, session, request, {}, language)
        answer = await _answer(opening, visit)
    if visit.is_due_to_touch and not opening.is_quiet:
        async with desk.transaction() as session:
            await sessions.touch_session(session, hash_of(visit.cookie))
    return _response(visit, answer, request.headers.get("Range", ""))


async def _post(
    desk: Desk, opening: Opening, request: web.Request, form: Mapping[str, str], language: str
) -> web.Response:
    async with desk.transaction() as session:
        visit = await _visit(desk, session, request, form, language)
        given = request.headers.get("X-CSRF-Token") or form.get("csrf", "")
        if visit.csrf and not is_same(given, visit.csrf):
            return _sorry("stale", 403, visit.language)
        if visit.csrf:
            await sessions.touch_session(session, hash_of(visit.cookie))
        answer = await _answer(opening, visit)
    return _response(visit, answer)


async def _visit(
    desk: Desk, session: AsyncSession, request: web.Request, form: Mapping[str, str], language: str
) -> Visit:
    """Who comes: their posts are read anew at every request, so that a right ends when the post does."""
    cookie = request.cookies.get(COOKIE, "")
    visit = Visit(
        desk=desk,
        session=session,
        actor=Actor(0, language=language),
        language=language,
        path=request.path_qs,
        parts=request.match_info,
        query=request.query,
        form=form,
        cookie=cookie,
        is_fragment="HX-Request" in request.headers,
    )
    machine_now = session.info["machine_now"]
    known = await sessions.signed_in(session, hash_of(cookie), machine_now - IDLE, machine_now - LONGEST)
    if known is None:
        return visit
    actor = await actor_of(session, known.user_id or 0, language=desk.language)
    return replace(
        visit,
        actor=actor,
        language=spoken(request.cookies.get(LANGUAGE) or actor.language),
        csrf=known.csrf,
        is_due_to_touch=machine_now - known.seen_at > TOUCH_EVERY,
    )


async def _answer(opening: Opening, visit: Visit) -> Answer:
    if opening.is_open:
        return await opening.page(visit)
    if not visit.csrf:
        return Page("enter.html", {"ticket": "", "is_void": False}, status=401)
    refusal = may(visit.actor, Action.SEE_CONSOLE, ANYWHERE)
    return refusal if refusal is not None else await opening.page(visit)


def _response(visit: Visit, answer: Answer, part: str = "") -> web.Response:
    if isinstance(answer, Goto):
        return _goto(visit, answer)
    if isinstance(answer, Download):
        return _file(answer, part)
    if answer is None:
        answer = Page(
            "sorry.html", {"title": visit.say("console_sorry.gone"), "words": visit.say("console_sorry.gone_why")}, 404
        )
    elif isinstance(answer, Refusal):
        words = visit.say(answer.reason, **answer.values)
        answer = Page("sorry.html", {"title": visit.say("console_sorry.denied"), "words": words}, 403)
    headers = dict(HEADERS)
    if visit.is_fragment and (answer.is_outdated or answer.template in {"enter.html", "sorry.html"}):
        headers["HX-Refresh"] = "true"  # a part of a page cannot ask to sign in: the whole page does
    return web.Response(
        text=render_page(visit, answer),
        status=answer.status,
        content_type="text/html",
        charset="utf-8",
        headers=headers,
    )


def _file(file: Download, part: str) -> web.Response:
    """To be saved, or played here: then in the part that the player asks for."""
    shown = "inline" if file.is_played else "attachment"
    headers = {**HEADERS, "Content-Disposition": f'{shown}; filename="{file.name}"'}
    content, status, size = file.content, 200, len(file.content)
    if file.is_played:
        headers["Accept-Ranges"] = "bytes"
        wanted = byte_range(part, size)
        if wanted is not None:
            content, status = file.content[slice(*wanted)], 206 if wanted[0] < wanted[1] else 416
            told = f"{wanted[0]}-{wanted[1] - 1}" if status == 206 else "*"  # noqa: PLR2004 - partial content
            headers["Content-Range"] = f"bytes {told}/{size}"
    return web.Response(body=content, status=status, content_type=file.content_type, headers=headers)


def _goto(visit: Visit, answer: Goto) -> web.Response:
    response = web.Response(status=303, headers={**HEADERS, "Location": answer.path})
    is_secure = visit.desk.secure_cookies
    if answer.cookie:
        response.set_cookie(
            COOKIE,
            answer.cookie,
            path="/console",
            httponly=True,
            samesite="Lax",
            secure=is_secure,
            max_age=int(LONGEST.total_seconds()),
        )
    elif answer.cookie is not None:
        response.del_cookie(COOKIE, path="/console", httponly=True, samesite="Lax", secure=is_secure)
    if answer.language:
        response.set_cookie(
            LANGUAGE,
            answer.language,
            path="/console",
            httponly=True,
            samesite="Lax",
            secure=is_secure,
            max_age=int(A_YEAR.total_seconds()),
        )
    return response


def _sorry(what: str, status: int, language: str, **values: object) -> web.Response:
    """A page in words that needs neither database nor visitor."""
    text = render_page(
        None, Page("bare.html", {"language": language, "words": line(f"console_sorry.{what}", language, **values)})
    )
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)
