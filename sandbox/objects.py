"""Pure. Complete JSON objects of accounts, chats and members, with every field that clients insist on."""

from __future__ import annotations

from typing import Any

from sandbox.accounts import ANONYMOUS_ADMIN, Bot, User
from sandbox.chats import ADMIN_RIGHTS, PERMISSIONS, Chat, Member

Json = dict[str, Any]
GROUP_ANONYMOUS_BOT = User(ANONYMOUS_ADMIN, "Group", username="GroupAnonymousBot", is_bot=True)


def user_json(user: User) -> Json:
    """User."""
    body: Json = {"id": user.id, "is_bot": user.is_bot, "first_name": user.first_name}
    if user.last_name:
        body["last_name"] = user.last_name
    if user.username:
        body["username"] = user.username
    if user.language_code:
        body["language_code"] = user.language_code
    return body


def me_json(bot: Bot) -> Json:
    """User with what only getMe says."""
    return {
        **user_json(bot.user),
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": bot.reads_all,
        "supports_inline_queries": False,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def chat_json(chat: Chat) -> Json:
    """Chat, as a bot sees it."""
    if chat.person is not None:
        body: Json = {"id": chat.id, "first_name": chat.person.first_name}
        if chat.person.last_name:
            body["last_name"] = chat.person.last_name
        if chat.person.username:
            body["username"] = chat.person.username
    else:
        body = {"id": chat.id, "title": chat.title}
        if chat.username:
            body["username"] = chat.username
    body["type"] = chat.type
    return body


def chat_full_json(chat: Chat, *, pinned: Json | None, invite_link: str | None) -> Json:
    """ChatFullInfo."""
    body: Json = {
        **chat_json(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": chat.person is not None,
            "limited_gifts": chat.person is not None,
            "unique_gifts": chat.person is not None,
            "premium_subscription": chat.person is not None,
            "gifts_from_channels": chat.person is not None,
        },
    }
    if chat.username:
        body["active_usernames"] = [chat.username]
    if chat.description:
        body["description"] = chat.description
    if chat.person is None:
        body["permissions"] = permissions_json(chat.permissions)
    if chat.type == "supergroup":
        body["join_to_send_messages"] = True
        body["has_visible_history"] = True
    if invite_link:
        body["invite_link"] = invite_link
    if pinned is not None:
        body["pinned_message"] = pinned
    return body


def permissions_json(permissions: frozenset[str]) -> Json:
    """ChatPermissions."""
    return {name: name in permissions for name in PERMISSIONS}


def member_json(member: Member, viewer_id: int | None = None) -> Json:
    """ChatMember in one of its six shapes; `viewer_id` is the bot that asks (for can_be_edited)."""
    body: Json = {"user": user_json(member.user), "status": member.status}
    if member.status == "creator":
        body["is_anonymous"] = member.anonymous
    elif member.status == "administrator":
        body["can_be_edited"] = member.promoted_by is not None and member.promoted_by == viewer_id
        body["is_anonymous"] = member.anonymous
        body |= {right: right in member.rights for right in ADMIN_RIGHTS}
    elif member.status == "restricted":
        body["is_member"] = member.is_member
        body |= permissions_json(member.permissions)
        body["until_date"] = member.until
    elif member.status == "kicked":
        body["until_date"] = member.until
    if member.custom_title and member.administers:
        body["custom_title"] = member.custom_title
    return body
