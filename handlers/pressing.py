"""A genuine press with all that answers it, and the short answers themselves. Pure."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from handlers.answers import CallbackAnswer
from handlers.arrival import Arrival
from handlers.say import because
from incidents.case import Here
from outbox.press import Press
from pyramid.refusal import Refusal
from texts.render import line


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that we really offered, pressed where we offered it."""

    press: Press
    chat_id: int
    arrival: Arrival

    @property
    def subject(self) -> int:
        """The incident, notice or person that the message is about."""
        return self.press.subject_id or 0

    @property
    def here(self) -> Here:
        """The chat of the press."""
        return Here(self.arrival.bot_id, self.chat_id, self.press.group_id)

    @property
    def common(self) -> dict[str, Any]:
        """What every use case takes."""
        return {"policy": self.arrival.policy, "now": self.arrival.now}


PressHandler = Callable[[Pressed], Awaitable[CallbackAnswer]]


def told(outcome: object, pressed: Pressed, done: str = "handlers.press_done", **values: object) -> CallbackAnswer:
    """A refusal with its reason as an alert, else the short line `done`."""
    language = pressed.arrival.language
    if isinstance(outcome, Refusal):
        return CallbackAnswer(because(outcome, language), is_alert=True)
    return CallbackAnswer(line(done, language, **values))
