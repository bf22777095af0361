"""What a handler may hand back to the edge. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The short text over the chat after a press (at most 200 characters); an alert must be closed by the person."""

    text: str = ""
    is_alert: bool = False
