"""Buttons under messages about an incident."""

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.answers import CallbackAnswer
from handlers.low_score import ask_why_low
from handlers.pressing import Pressed, PressHandler, told
from incidents.answer_call import answer_call
from incidents.arrive_at_incident import arrive_at_incident
from incidents.ask_help import ask_help
from incidents.check_incident import check_incident
from incidents.claim_incident import claim_incident
from incidents.confirm_report import confirm_report
from incidents.decide_extension import decide_extension
from incidents.decide_return import decide_return
from incidents.decide_suspension import decide_suspension
from incidents.drop_report import drop_report
from incidents.explain_score import LOW
from incidents.join_incident import join_incident
from incidents.lend_hand import lend_hand
from incidents.lifecycle import Move
from incidents.merge_incident import merge_incident
from incidents.rate_incident import rate_incident
from incidents.reassign_choices import reassign_choices
from incidents.reassign_incident import reassign_incident
from incidents.request_reason import request_reason
from incidents.resolve_incident import resolve_incident
from incidents.rule_incident import rule_incident
from incidents.show_photos import show_photos
from incidents.stay_alive import stay_alive
from incidents.supervise_incident import supervise_incident
from incidents.tell_why import tell_why
from incidents.undo_move import undo_move
from incidents.unfold_card import unfold_card
from incidents.unmerge_incident import unmerge_incident
from incidents.urge_incident import urge_incident
from incidents.whistle_now import whistle_now
from pyramid.refusal import Refusal

UseCase = Callable[..., Awaitable[object]]


def _plain(use_case: UseCase, word: str, **fixed: Any) -> PressHandler:
    """A press that needs nothing but the presser."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        done = await use_case(arrival.session, pressed.subject, arrival.speaker, **pressed.common, **fixed)
        return told(done, pressed, f"handlers.did_{word}")

    return on_press


def _with_reason(move: Move) -> PressHandler:
    """A press that needs words first."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        done = await request_reason(
            arrival.session, pressed.subject, arrival.speaker, move, here=pressed.here, now=arrival.now
        )
        return told(done, pressed, "handlers.say_why")

    return on_press


async def on_resolve(pressed: Pressed) -> CallbackAnswer:
    """完成: what the presser shows next is the evidence."""
    arrival = pressed.arrival
    done = await resolve_incident(
        arrival.session, pressed.subject, arrival.speaker, here=pressed.here, **pressed.common
    )
    return told(done, pressed, "handlers.did_resolve")


async def on_fail(pressed: Pressed) -> CallbackAnswer:
    """不通过: back to work; the checker is asked what is wrong."""
    arrival = pressed.arrival
    done = await check_incident(
        arrival.session, pressed.subject, arrival.speaker, is_passed=False, here=pressed.here, **pressed.common
    )
    return told(done, pressed, "handlers.did_fail")


def _choose(*, is_ruling: bool) -> PressHandler:
    """改派 and 裁定: to whom? The choices come as buttons where it was pressed; nothing moves before one is taken."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        arrival = pressed.arrival
        done = await reassign_choices(
            arrival.session, pressed.subject, arrival.speaker, here=pressed.here, is_ruling=is_ruling, now=arrival.now
        )
        return told(done, pressed, "handlers.choose_whom")

    return on_press


async def on_give(pressed: Pressed) -> CallbackAnswer:
    """One of the choices: "u12" a unit, "p34" a person; with "!" before it, it is a ruling."""
    arrival, arg = pressed.arrival, pressed.press.arg
    is_ruling, target = arg.startswith("!"), arg.lstrip("!")
    number = int(target[1:])
    done: object
    if is_ruling:
        done = await rule_incident(arrival.session, pressed.subject, arrival.speaker, unit_id=number, **pressed.common)
    elif target.startswith("u"):
        done = await reassign_incident(
            arrival.session, pressed.subject, arrival.speaker, unit_id=number, **pressed.common
        )
    else:
        done = await reassign_incident(
            arrival.session, pressed.subject, arrival.speaker, user_id=number, **pressed.common
        )
    return told(done, pressed, "handlers.did_reassign")


async def on_why(pressed: Pressed) -> CallbackAnswer:
    """为什么是我: the rule, the unit, the deadline, and what happens if nobody acts."""
    arrival = pressed.arrival
    answer = await tell_why(
        arrival.session, pressed.subject, arrival.speaker, viewer=pressed.press.viewer, **pressed.common
    )
    return told(answer, pressed) if isinstance(answer, Refusal) else CallbackAnswer(answer, is_alert=True)


def _story(*, is_open: bool) -> PressHandler:
    """经过 and 收起: under this one card."""

    async def on_press(pressed: Pressed) -> CallbackAnswer:
        await unfold_card(pressed.arrival.session, pressed.press.row_id, is_open=is_open)
        return told(None, pressed, "card.unfolded" if is_open else "card.folded")

    return on_press


async def on_merge(pressed: Pressed) -> CallbackAnswer:
    """并到 #…: two are one."""
    arrival = pressed.arrival
    done = await merge_incident(
        arrival.session, pressed.subject, arrival.speaker, into_id=int(pressed.press.arg), **pressed.common
    )
    return told(done, pressed, "matters.did_merge")


async def on_unmerge(pressed: Pressed) -> CallbackAnswer:
    """拆出 #…: they were two after all."""
    arrival = pressed.arrival
    child_id = int(pressed.press.arg)
    done = await unmerge_incident(arrival.session, child_id, arrival.speaker, **pressed.common)
    return told(done, pressed, "matters.did_unmerge")


async def on_photos(pressed: Pressed) -> CallbackAnswer:
    """照片: to the presser, in private."""
    arrival = pressed.arrival
    done = await show_photos(arrival.session, pressed.subject, arrival.speaker, now=arrival.now)
    return told(done, pressed, "card.photos_sent")


async def on_rate(pressed: Pressed) -> CallbackAnswer:
    """已解决, 没解决, or a score of one to five."""
    arrival, arg = pressed.arrival, pressed.press.arg
    answer: dict[str, Any] = {"score": int(arg)} if arg else {"is_solved": pressed.press.action == "solved"}
    done = await rate_incident(arrival.session, pressed.subject, arrival.speaker, **pressed.common, **answer)
    if not isinstance(done, Refusal) and 0 < answer.get("score", 0) <= LOW and pressed.press.group_id is None:
        await ask_why_low(arrival, pressed.subject)
    word = "did_reopen" if answer.get("is_solved") is False else "did_rate"
    return told(done, pressed, f"handlers.{word}")


INCIDENT_PRESSES: dict[str, PressHandler] = {
    "confirm": _plain(confirm_report, "confirm"),
    "correct": _with_reason(Move.CORRECT),
    "drop": _plain(drop_report, "drop"),
    "join": _plain(join_incident, "join"),
    "claim": _plain(claim_incident, "claim"),
    "arrive": _plain(arrive_at_incident, "arrive"),
    "resolve": on_resolve,
    "help": _plain(ask_help, "help"),
    "lend": _plain(lend_hand, "lend"),
    "return": _with_reason(Move.ASK_RETURN),
    "extend": _with_reason(Move.ASK_EXTENSION),
    "pass": _plain(check_incident, "pass", is_passed=True),
    "fail": on_fail,
    "agree_return": _plain(decide_return, "decide", is_agreed=True),
    "refuse_return": _plain(decide_return, "decide", is_agreed=False),
    "agree_extension": _plain(decide_extension, "decide", is_agreed=True),
    "refuse_extension": _plain(decide_extension, "decide", is_agreed=False),
    "whistle": _plain(whistle_now, "whistle"),
    "check_in": _plain(answer_call, "check_in", is_there=False),
    "turn_up": _plain(answer_call, "turn_up", is_there=True),
    "supervise": _plain(supervise_incident, "supervise"),
    "reassign": _choose(is_ruling=False),
    "rule": _choose(is_ruling=True),
    "give": on_give,
    "suspend": _with_reason(Move.ASK_SUSPEND),
    "agree_suspend": _plain(decide_suspension, "decide", is_agreed=True),
    "refuse_suspend": _plain(decide_suspension, "decide", is_agreed=False),
    "alive": _plain(stay_alive, "stay_alive"),
    "urge": _plain(urge_incident, "urge"),
    "why": on_why,
    "story": _story(is_open=True),
    "fold": _story(is_open=False),
    "photos": on_photos,
    "merge": on_merge,
    "unmerge": on_unmerge,
    "undo": _plain(undo_move, "undo"),
    "solved": on_rate,
    "unsolved": on_rate,
    "rate": on_rate,
}
