"""People's own affairs with chats: founding, inviting, leaving, removing, promoting, blocking, deleting."""

from __future__ import annotations

from sandbox import membership
from sandbox.accounts import User
from sandbox.chats import ADMIN_RIGHTS, USUAL_RIGHTS, Chat, Member
from sandbox.migration import migrate
from sandbox.people.ask import Ask, Json, find_user
from sandbox.people.views import chat_view, member_view, user_view
from sandbox.posting import post


def new_user(ask: Ask) -> Json:
    """Somebody gets a Telegram account."""
    user_id = ask.integer("id") if ask.optional("id") else None
    user = ask.telegram.new_user(
        ask.text("first_name"),
        user_id=user_id,
        last_name=ask.optional("last_name"),
        username=ask.optional("username"),
        language_code=ask.optional("language_code") or "zh",
    )
    return user_view(user)


def new_chat(ask: Ask) -> Json:
    """Somebody founds a group and becomes its owner; `members` are there from the beginning."""
    creator, kind = ask.user("creator"), ask.text("type", "group")
    chat_id = ask.integer("id") if ask.optional("id") else None
    chat = ask.telegram.new_chat(kind, ask.text("title"), chat_id=chat_id, username=ask.optional("username"))
    ask.telegram.set_member(chat, Member(creator, "creator"))
    flag = "group_chat_created" if kind == "group" else "supergroup_chat_created"
    post(ask.telegram, chat, creator, service={flag: True})
    membership.join(ask.telegram, chat, [find_user(ask.telegram, value) for value in ask.items("members")], creator)
    return chat_view(chat, creator.id)


def add(ask: Ask) -> Json:
    """Somebody (`user`) comes in, brought `by` a member or by a link. With `bot` a bot does, perhaps as `admin`."""
    chat = living(ask)
    user = ask.bot().user if ask.optional("bot") else ask.user()
    actor = _actor(ask, chat, user)
    own = ask.telegram.bot_of(user)
    if own is not None and not own.can_join_groups:
        raise ValueError("this bot cannot be added to groups")
    membership.join(ask.telegram, chat, [user], actor)
    if ask.boolean("admin"):
        membership.promote(ask.telegram, chat, user, actor, rights=_rights(ask))
    payload = ask.optional("payload")
    if own is not None and payload:
        text = f"/start@{user.username} {payload}"
        entity = {"type": "bot_command", "offset": 0, "length": 7 + len(user.username or "")}
        post(ask.telegram, chat, actor, text=text, entities=[entity])
    return member_view(chat.member(user))


def leave(ask: Ask) -> Json:
    """Somebody goes."""
    chat, user = living(ask), ask.user()
    membership.leave(ask.telegram, chat, user)
    return member_view(chat.member(user))


def kick(ask: Ask) -> Json:
    """Somebody or a bot is removed and banned."""
    chat = living(ask)
    user = ask.bot().user if ask.optional("bot") else ask.user()
    membership.kick(ask.telegram, chat, user, _actor(ask, chat, user))
    return member_view(chat.member(user))


def promote(ask: Ask) -> Json:
    """Somebody or a bot becomes administrator, with `rights` or the usual ones, `anonymous` or not."""
    chat = living(ask)
    user = ask.bot().user if ask.optional("bot") else ask.user()
    membership.promote(
        ask.telegram,
        chat,
        user,
        _actor(ask, chat, user),
        rights=_rights(ask),
        anonymous=ask.boolean("anonymous"),
        custom_title=ask.optional("custom_title"),
    )
    return member_view(chat.member(user))


def demote(ask: Ask) -> Json:
    """… and is a plain member again."""
    chat = living(ask)
    user = ask.bot().user if ask.optional("bot") else ask.user()
    membership.demote(ask.telegram, chat, user, _actor(ask, chat, user))
    return member_view(chat.member(user))


def rename(ask: Ask) -> Json:
    """The group gets another title."""
    chat = living(ask)
    chat.title = ask.text("title")
    post(ask.telegram, chat, _actor(ask, chat), service={"new_chat_title": chat.title})
    return chat_view(chat, None)


def pin(ask: Ask) -> Json:
    """A message is pinned."""
    chat = living(ask)
    message = ask.message(chat)
    chat.pinned = [*(other for other in chat.pinned if other != message.id), message.id]
    ask.telegram.events.tell("pin", chat, message)
    post(ask.telegram, chat, _actor(ask, chat), service={"pinned": message.id})
    return chat_view(chat, None)


def upgrade(ask: Ask) -> Json:
    """The group becomes a supergroup; gives the new chat."""
    chat = living(ask)
    new_id = ask.integer("new_id") if ask.optional("new_id") else None
    return chat_view(migrate(ask.telegram, chat, new_id), None)


def delete_chat(ask: Ask) -> Json:
    """The owner deletes the group."""
    chat = living(ask)
    owner = _actor(ask, chat)
    for member in list(chat.members.values()):
        if member.present and chat.type == "supergroup" and member.user.is_bot:
            membership.change(ask.telegram, chat, Member(member.user, "left"), owner)
        elif member.present:
            member.user.chats.discard(chat.id)
    chat.deleted = True
    ask.telegram.events.tell("member", chat, chat.member(owner))
    return chat_view(chat, None)


def block(ask: Ask) -> Json:
    """Somebody blocks a bot."""
    chat = ask.telegram.dm(ask.bot(), ask.user())
    membership.block(ask.telegram, chat)
    return chat_view(chat, chat.id)


def unblock(ask: Ask) -> Json:
    """… and takes it back."""
    chat = ask.telegram.dm(ask.bot(), ask.user())
    membership.unblock(ask.telegram, chat)
    return chat_view(chat, chat.id)


def living(ask: Ask) -> Chat:
    """A group that still is one."""
    chat = ask.chat()
    if chat.deleted or chat.migrated_to is not None:
        raise ValueError(f"chat {chat.id} is no more")
    return chat


def _actor(ask: Ask, chat: Chat, otherwise: User | None = None) -> User:
    """Who does it: `by`, else the owner."""
    if ask.optional("by"):
        return ask.user("by")
    owner = next((member.user for member in chat.members.values() if member.status == "creator"), otherwise)
    if owner is None:
        raise ValueError("say who does it: by")
    return owner


def _rights(ask: Ask) -> frozenset[str]:
    given = ask.items("rights")
    if not given:
        return USUAL_RIGHTS
    unknown = set(given) - set(ADMIN_RIGHTS)
    if unknown:
        raise ValueError(f"no such rights: {', '.join(sorted(unknown))}")
    return frozenset(given)
