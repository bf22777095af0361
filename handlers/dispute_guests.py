"""Who sits at a dispute's table: known people are asked in private, with buttons; a link is for who is not known."""

from aiogram.types import Message, MessageOriginUser

from disputes.invite_side import answer_invite, invite_person, invite_side, invite_teller
from handlers import store
from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.expect import expect
from handlers.media import words_of
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from models.kinds import Side
from models.pyramid import Dialogue
from parsing.person_name import is_a_name
from pyramid.refusal import Refusal

GUEST = "dispute_guest"  # kind of dialogue: the mediator may send a contact, or something that the person has said
UNKNOWN = "refusal_disputes.unknown_guest"


async def on_invite(pressed: Pressed) -> CallbackAnswer:
    """请甲方 and 请乙方."""
    arrival, side = pressed.arrival, Side(pressed.press.arg)
    done = await invite_side(arrival.session, pressed.subject, arrival.speaker, side=side, now=arrival.now)
    if not isinstance(done, Refusal):
        await _listen(pressed, side)
    return told(done, pressed, "dispute.did_invite")


async def _listen(pressed: Pressed, side: Side) -> None:
    await expect(pressed.arrival, GUEST, {"incident_id": pressed.subject, "side": side.value})


async def on_link(pressed: Pressed) -> CallbackAnswer:
    """都不是，要链接."""
    arrival, side = pressed.arrival, Side(pressed.press.arg)
    done = await invite_side(
        arrival.session, pressed.subject, arrival.speaker, side=side, now=arrival.now, with_link=True
    )
    return told(done, pressed, "dispute.did_invite")


async def on_guest(pressed: Pressed) -> CallbackAnswer:
    """One of those who told of it."""
    arrival = pressed.arrival
    side, _, place = pressed.press.arg.partition(".")
    done = await invite_teller(
        arrival.session, pressed.subject, arrival.speaker, side=Side(side), place=int(place), now=arrival.now
    )
    return told(done, pressed, "dispute.did_ask")


async def on_answer(pressed: Pressed) -> CallbackAnswer:
    """我参加 and 不参加."""
    arrival, is_coming = pressed.arrival, pressed.press.action == "d_come"
    done = await answer_invite(arrival.session, pressed.subject, arrival.speaker, is_coming=is_coming, now=arrival.now)
    return told(done, pressed, "dispute.did_come" if is_coming else "dispute.did_stay_away")


async def on_guest_sent(message: Message, arrival: Arrival, dialogue: Dialogue) -> bool:
    """A contact, a forwarded message that names who wrote it, or a mere name; anything else goes its own way.

    A name is kept nowhere: the mediator gets a link and hands it over.
    """
    user_id = _meant(message)
    mediator, incident_id = arrival.speaker.user_id, dialogue.data["incident_id"]
    side = Side(dialogue.data["side"])
    if user_id is None:
        if not is_a_name(words_of(message)):
            return False
        done = await invite_side(
            arrival.session, incident_id, arrival.speaker, side=side, now=arrival.now, with_link=True
        )
        if isinstance(done, Refusal):
            await _refuse(arrival, done)
        return True
    done = await invite_person(
        arrival.session, incident_id, arrival.speaker, side=side, user_id=user_id, now=arrival.now
    )
    if not isinstance(done, Refusal):
        await store.end_dialogue(arrival.session, message.chat.id, mediator)
        number = done.case.incident.number
        await say(arrival.session, "dispute.asked", now=arrival.now, user_id=mediator, number=number)
        return True
    await _refuse(arrival, done)
    if done.reason == UNKNOWN:
        await invite_side(arrival.session, incident_id, arrival.speaker, side=side, now=arrival.now, with_link=True)
    return True


async def _refuse(arrival: Arrival, refusal: Refusal) -> None:
    reason = because(refusal, arrival.language)
    await say(arrival.session, "handlers.refused", now=arrival.now, user_id=arrival.speaker.user_id, reason=reason)


def _meant(message: Message) -> int | None:
    """Whose Telegram account it names; 0 where it names somebody and not by account; None where it names nobody."""
    if message.contact is not None:
        return message.contact.user_id or 0
    if message.forward_origin is None:
        return None
    origin = message.forward_origin
    return origin.sender_user.id if isinstance(origin, MessageOriginUser) else 0


GUEST_PRESSES: dict[str, PressHandler] = {
    "d_invite": on_invite,
    "d_link": on_link,
    "d_guest": on_guest,
    "d_come": on_answer,
    "d_stay_away": on_answer,
}
