"""Pure. Where people talk: private chats, groups, supergroups, and who is what in them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.accounts import Bot, User
    from sandbox.messages import Message

_RIGHTS = (
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
    "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories can_pin_messages "
    "can_manage_topics can_send_welcome_messages"
)
_USUAL = (
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_change_info "
    "can_invite_users can_pin_messages"
)
_PERMISSIONS = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes "
    "can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_react_to_messages "
    "can_edit_tag can_change_info can_invite_users can_pin_messages can_manage_topics"
)
ADMIN_RIGHTS = tuple(_RIGHTS.split())
USUAL_RIGHTS = frozenset(_USUAL.split())
PERMISSIONS = tuple(_PERMISSIONS.split())
PRESENT = {"creator", "administrator", "member"}


@dataclass(slots=True, frozen=True, eq=False)
class Member:
    """What somebody is in a chat. Never changed in place, so that an update can hold the old one and the new one."""

    user: User
    status: str  # creator | administrator | member | restricted | left | kicked
    rights: frozenset[str] = frozenset()
    anonymous: bool = False
    custom_title: str | None = None
    permissions: frozenset[str] = frozenset()  # of a restricted member
    is_member: bool = True  # of a restricted member
    until: int = 0
    promoted_by: int | None = None

    @property
    def present(self) -> bool:
        """Whether the person is in the chat now."""
        return self.status in PRESENT or (self.status == "restricted" and self.is_member)

    @property
    def administers(self) -> bool:
        """Owner or administrator."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether an administrator's right is held; the owner holds all."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)


@dataclass(slots=True, eq=False)
class Chat:
    """A chat and all that was said in it. Ids of messages start at 1 in each chat.

    A private chat is one person with one bot: its `id` is the person's, and it hangs in `Bot.dms`.
    """

    id: int
    type: str  # private | group | supergroup
    title: str | None = None
    username: str | None = None
    description: str | None = None
    members: dict[int, Member] = field(default_factory=dict)
    bots: dict[int, Bot] = field(default_factory=dict)  # those that are in the chat now
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    pinned: list[int] = field(default_factory=list)
    permissions: frozenset[str] = frozenset((*PERMISSIONS[:11], "can_invite_users"))
    invite_link: str | None = None
    deleted: bool = False
    migrated_to: int | None = None
    migrated_from: int | None = None
    written_at: float = 0.0  # when a person last wrote here: answers are not bulk
    last_bot: int | None = None  # which bot wrote last: it gets general commands in privacy mode
    watchers: set[asyncio.Future[None]] = field(default_factory=set)
    person: User | None = None  # private chats only …
    bot: Bot | None = None
    started: bool = False
    blocked: bool = False

    def member(self, user: User) -> Member:
        """What `user` is here; somebody never seen here has left."""
        return self.members.get(user.id) or Member(user, "left")

    def has(self, user_id: int) -> bool:
        """Whether the person is in the chat now."""
        if self.person is not None and self.bot is not None:
            return user_id in (self.person.id, self.bot.id)
        member = self.members.get(user_id)
        return member is not None and member.present

    def stir(self) -> None:
        """Wake everybody who waits for something to happen here."""
        for watcher in self.watchers:
            if not watcher.done():
                watcher.set_result(None)
        self.watchers.clear()
