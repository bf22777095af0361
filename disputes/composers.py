"""What mediators and the two sides read, made at the moment of sending and for this one person."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from disputes import store
from disputes.compose_invites import INVITES
from disputes.keep_word import STANDS
from disputes.table import Table, open_table
from incidents.view import leaf_name, moment_words
from models.disputes import DisputePromise, DisputeWord
from models.kinds import DisputeStage
from models.pii import Pii
from outbox.lanes import Composer
from outbox.message import Attachment, Button, Composed, Message, Request, Stale
from parsing.redact import redact
from pyramid.refusal import Refusal
from texts.render import html_line, line, render

GONE = Stale("not at this table any more")
MOST_TEXT = 3500
MOST_CAPTION = 900


async def _table(session: AsyncSession, request: Request) -> Table | None:
    found = await open_table(session, request.subject_id or 0, is_moving=False)
    return None if isinstance(found, Refusal) or request.user_id is None else found


def _own(request: Request, words: str, viewer: str) -> str:
    """In full only where this house lets details into private chats."""
    text = Pii(words).for_viewer(viewer)
    return text if request.details == "chat" else redact(text, rooms=True)


def _button(name: str, action: str, request: Request, arg: str = "") -> Button:
    return Button(line(f"dispute_button.{name}", request.language), action, arg)


def _values(table: Table, request: Request) -> dict[str, Any]:
    return {
        "number": table.case.incident.number,
        "leaf": leaf_name(table.case.incident.leaf, request.language),
        "centre": line(f"dispute_centre.{table.dispute.tier}", request.language),
        "stage": line(f"dispute_stage.{table.dispute.stage}", request.language),
    }


def _promise_lines(promises: list[DisputePromise], request: Request, viewer: str) -> list[str]:
    made = []
    for each in promises:
        mark = "" if each.is_kept is None else line(f"dispute.{'kept' if each.is_kept else 'broken'}", request.language)
        side = line(f"dispute_side.{each.side}", request.language)
        due = moment_words(each.due_at, request.language)
        words = _own(request, each.words, viewer)
        made.append(line("dispute.promise", request.language, side=side, due=due, words=words) + mark)
    return made


async def compose_dispute_card(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """For those at the centre: who is here, how often they spoke, what is on the table; buttons for who mediates."""
    table = await _table(session, request)
    if table is None:
        return GONE
    is_mine = table.dispute.mediated_by == request.user_id
    is_free = table.dispute.mediated_by is None and request.args["tier"] == table.dispute.tier
    if not is_mine and not is_free and not request.is_edit:
        return GONE
    counts = await store.said_counts(session, table.id)
    seats = [
        line(
            "dispute.seat_taken" if seat.user_id is not None else "dispute.seat_empty",
            request.language,
            side=line(f"dispute_side.{side}", request.language),
            count=counts.get(side, 0),
        )
        for side, seat in sorted(table.sides.items())
    ]
    promises = await store.promises_of(session, table.id, table.dispute.agreement) if is_mine else []
    due = table.case.incident.handle_due_at
    html = render(
        "dispute_card",
        request.language,
        **_values(table, request),
        seats=seats,
        promises=_promise_lines(promises, request, "mediator"),
        due=moment_words(due, request.language) if due is not None else "",
        is_mine=is_mine,
        is_free=is_free,
    )
    return Message(html, _keys_of_mediator(table, request, is_mine=is_mine, is_free=is_free), is_protected=True)


def _keys_of_mediator(
    table: Table, request: Request, *, is_mine: bool, is_free: bool
) -> tuple[tuple[Button, ...], ...]:
    if table.dispute.stage is not DisputeStage.HEARING:
        return ((_button("words", "d_words", request),),) if is_mine else ()
    if is_free:
        return ((_button("mediate", "mediate", request),),)
    if not is_mine:
        return ()
    keys: list[tuple[Button, ...]] = [
        (_button("invite_a", "d_invite", request, "a"), _button("invite_b", "d_invite", request, "b")),
        (_button("words", "d_words", request), _button("write", "d_write", request)),
    ]
    if table.dispute.agreement:
        keys.append((_button("at_table", "d_yes", request, str(table.dispute.agreement)),))
    return (*keys, (_button("hand_up", "d_up", request),))


async def compose_dispute_side(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """For one side: how it stands, what was promised, and the way to the mediator's ear."""
    table = await _table(session, request)
    side = table.side_of(request.user_id or 0) if table is not None else None
    if table is None or side is None:
        return GONE
    holds = table.dispute.stage in STANDS
    promises = await store.promises_of(session, table.id, table.dispute.agreement) if holds else []
    html = render(
        "dispute_side",
        request.language,
        **_values(table, request),
        promises=_promise_lines(promises, request, "party"),
        is_hearing=table.dispute.stage is DisputeStage.HEARING,
    )
    speaks = table.dispute.stage is DisputeStage.HEARING
    return Message(html, ((_button("say", "d_say", request),),) if speaks else (), is_protected=True)


async def compose_dispute_heard(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """What was said, for the eyes of who mediates now and of nobody else."""
    table = await _table(session, request)
    if table is None or request.is_edit or table.dispute.mediated_by != request.user_id:
        return GONE
    said = await store.words_of(session, table.id, request.args["word"])
    lines = [
        line(
            "dispute.said",
            request.language,
            side=line(f"dispute_side.{each.side}", request.language),
            at=moment_words(each.said_at, request.language),
            words=_shown(each, request) + _own(request, each.words, "mediator"),
        )
        for each in said
    ]
    files = [each.file for each in said if each.file is not None] if request.args["word"] else []
    told = "\n".join(lines)[-(MOST_CAPTION if files else MOST_TEXT) :] or line("dispute.said_nothing", request.language)
    number = table.case.incident.number
    html = html_line("dispute.heard", request.language, number=number, said=told)
    is_held_back = request.details != "chat"  # where chats carry numbers only, a file stays with its side
    held = () if is_held_back else tuple(_attached(file) for file in files)
    return Message(html, files=held, is_protected=True)


def _shown(word: DisputeWord, request: Request) -> str:
    """What kind of file it was, before its words."""
    return line(f"dispute_file.{word.file['kind']}", request.language) if word.file is not None else ""


def _attached(file: dict[str, Any]) -> Attachment:
    """A picture sent as a file still tells where it was taken, and is cleaned of that."""
    kind, bot_id, file_id, unique_id = (file[name] for name in ("kind", "bot_id", "file_id", "file_unique_id"))
    return Attachment(kind, bot_id, file_id, unique_id, is_cleaned=kind == "document")


async def compose_dispute_offer(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """The text of an agreement, for each side to say yes or no."""
    table = await _table(session, request)
    side = table.side_of(request.user_id or 0) if table is not None else None
    if table is None or side is None:
        return GONE
    agreement = request.args["agreement"]
    is_open = table.dispute.stage is DisputeStage.HEARING and table.dispute.agreement == agreement
    if not is_open and not request.is_edit:
        return GONE
    has_agreed = table.sides[side].accepted == agreement
    turn = "holds" if table.dispute.stage in STANDS else "yours" if has_agreed else "asked" if is_open else "over"
    html = render(
        "dispute_offer",
        request.language,
        number=table.case.incident.number,
        promises=_promise_lines(await store.promises_of(session, table.id, agreement), request, "party"),
        turn=line(f"dispute_offer.{turn}", request.language),
    )
    keys = ((_button("yes", "d_yes", request, str(agreement)), _button("no", "d_no", request, str(agreement))),)
    return Message(html, keys if turn == "asked" else (), is_protected=True)


async def compose_dispute_question(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """Was it kept? Is it still quiet? Once, to who can know."""
    table = await _table(session, request)
    if table is None:
        return GONE
    number, language = table.case.incident.number, request.language
    if "promise" in request.args:
        promise = await store.promise(session, request.args["promise"])
        if promise is None:
            return GONE
        told = _promise_lines([promise], request, "party")[0]
        keys = (
            (
                _button("kept", "d_kept", request, str(promise.id)),
                _button("broken", "d_broken", request, str(promise.id)),
            ),
        )
        is_open = promise.is_kept is None and promise.agreement == table.dispute.agreement
        html = html_line("dispute.ask_promise", language, number=number, promise=told)
    else:
        day, side = request.args["day"], request.args["side"]
        visits = await store.visits_of(session, table.id, request.args["agreement"])
        visit = next((each for each in visits if each.day == day and each.side == side), None)
        is_open = visit is not None and visit.is_well is None and visit.agreement == table.dispute.agreement
        arg = f"{day}.{side}"
        keys = ((_button("well", "d_well", request, arg), _button("unwell", "d_unwell", request, arg)),)
        html = html_line("dispute.ask_visit", language, number=number, days=day)
    is_open = is_open and table.dispute.stage in STANDS
    if not is_open and not request.is_edit:
        return GONE
    return Message(html if is_open else f"{html}\n{html_line('dispute.thanks', language)}", keys if is_open else ())


async def compose_dispute_news(session: AsyncSession, request: Request, _now: datetime) -> Composed:
    """One sentence about how it goes on."""
    table = await _table(session, request)
    if table is None or request.is_edit:
        return GONE
    values = _values(table, request)
    return Message(
        html_line(
            f"dispute_news.{request.args['what']}", request.language, number=values["number"], centre=values["centre"]
        )
    )


COMPOSERS: dict[str, Composer] = {
    **INVITES,
    "dispute_card": compose_dispute_card,
    "dispute_side": compose_dispute_side,
    "dispute_heard": compose_dispute_heard,
    "dispute_offer": compose_dispute_offer,
    "dispute_question": compose_dispute_question,
    "dispute_news": compose_dispute_news,
}
