"""A reaction instead of a message: the bot puts one emoji on somebody's words, and the group is not disturbed. Pure."""

from incidents.case import Here
from models.kinds import Priority
from outbox.enqueue import Say

NOTED = "✍"
JOINED = "🤝"
THANKS = "👌"


def nod(here: Here, user_id: int, message_id: int, emoji: str = NOTED) -> Say:
    """The wish to put `emoji` on a message; once per message. `user_id` is whose private chat it is, outside groups."""
    return Say(
        kind="nod",
        group_id=here.group_id,
        user_id=user_id if here.group_id is None else None,
        args={"chat": here.chat_id, "message": message_id, "emoji": emoji},
        priority=Priority.ANSWER,
        key=f"nod:{here.chat_id}:{message_id}",
    )
