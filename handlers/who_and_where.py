"""Pure. Who an update comes from, and where it was said."""

from aiogram.types import Chat, Update, User


def who_and_where(update: Update) -> tuple[User | None, Chat | None, bool]:
    """The person, the chat, and whether somebody hides behind a group or a channel."""
    event = update.event
    user: User | None = getattr(event, "from_user", None) or getattr(event, "user", None)
    chat: Chat | None = getattr(event, "chat", None)
    query = update.callback_query
    if query is not None and query.message is not None:
        chat = query.message.chat
    return user, chat, getattr(event, "sender_chat", None) is not None
