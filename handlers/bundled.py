"""为什么是我 under a tier's message of the hour, which tells of many matters at once."""

from datetime import datetime

from escalations.tell_why_bundled import tell_why_bundled
from handlers.answers import CallbackAnswer
from handlers.pressing import Pressed, PressHandler
from handlers.say import say
from incidents.can_be_called import can_be_called
from incidents.why import LONGEST
from texts.render import line


async def on_why_bundled(pressed: Pressed) -> CallbackAnswer:
    """Over the chat where it fits, else in private; who never pressed Start reads as many matters as fit."""
    press, arrival = pressed.press, pressed.arrival
    language, user_id = arrival.language, arrival.speaker.user_id
    where = {"group_id": press.group_id} if press.group_id is not None else {"user_id": user_id}
    begins = datetime.fromisoformat(press.args["begins"])
    told = await tell_why_bundled(arrival.session, press.args["unit"], begins=begins, where=where, **pressed.common)
    whole = told.whole(language)
    if len(whole) > LONGEST and await can_be_called(arrival.session, [user_id]):
        await say(arrival.session, "climb_why.whole", now=arrival.now, user_id=user_id, text=whole)
        return CallbackAnswer(line("climb_why.in_private", language))
    return CallbackAnswer(told.short(language), is_alert=True)


BUNDLED_PRESSES: dict[str, PressHandler] = {"why_bundled": on_why_bundled}
