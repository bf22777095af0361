"""Told for somebody else: how they shall hear of it, by three buttons, and the link by which they hear of it themselves."""

from functools import partial

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.pressing import Pressed, PressHandler, told
from handlers.say import because, say
from incidents.behalf.answer_behalf import answer_behalf, join_by_behalf
from incidents.behalf.ask_behalf import CHOICES
from pyramid.refusal import Refusal


async def on_way(way: str, pressed: Pressed) -> CallbackAnswer:
    """我去转告, 发个链接, 不用告诉."""
    arrival = pressed.arrival
    done = await answer_behalf(arrival.session, pressed.subject, arrival.speaker, way, now=arrival.now)
    return told(done, pressed, f"behalf.did_{way}")


async def concerned_by_link(arrival: Arrival, payload: str) -> None:
    """/start b_…: somebody for whom another one has spoken."""
    user_id = arrival.speaker.user_id
    done = await join_by_behalf(arrival.session, payload, arrival.speaker, policy=arrival.policy, now=arrival.now)
    if isinstance(done, Refusal):
        reason = because(done, arrival.language)
        await say(arrival.session, "handlers.refused", now=arrival.now, user_id=user_id, reason=reason)
    else:
        number = done.incident.number
        await say(arrival.session, "behalf.welcome", now=arrival.now, user_id=user_id, number=number)


BEHALF_PRESSES: dict[str, PressHandler] = {f"behalf_{way}": partial(on_way, way.value) for way in CHOICES}
