"""How somebody stands in a chat, by Telegram's own word. Pure."""

from dataclasses import dataclass

from models.pyramid import Group

ADMINISTRATORS = ("creator", "administrator")
GONE = ("left", "kicked")


@dataclass(frozen=True, slots=True)
class Standing:
    """A bot in a chat: `status` as in getChatMember or my_chat_member. `is_member` matters only for "restricted"."""

    status: str
    may_pin: bool = False
    is_member: bool = True

    @property
    def is_present(self) -> bool:
        """It is in the chat."""
        return self.status not in GONE and self.is_member

    @property
    def is_admin(self) -> bool:
        """It is an administrator there."""
        return self.status in ADMINISTRATORS


@dataclass(frozen=True, slots=True)
class MemberProof:
    """What Telegram said about the speaker and our bot just before a binding."""

    speaker: str  # status of the person who typed the code
    bot: Standing
    is_anonymous: bool = False  # the words came from an anonymous administrator or a channel


def lacks(group: Group) -> tuple[str, ...]:
    """What the bot needs and does not have there: "privacy" (it hears only commands), "admin", "pin"."""
    missing = []
    if not group.hears_all:
        missing.append("privacy")
    if not group.is_admin:
        missing.append("admin")
    if not group.may_pin:
        missing.append("pin")
    return tuple(missing)


def take_standing(group: Group, standing: Standing, *, hears_all: bool) -> None:
    """Write the bot's standing down; an administrator hears everything whatever its privacy mode."""
    group.is_admin = standing.is_admin
    group.may_pin = standing.is_admin and standing.may_pin
    group.hears_all = hears_all or standing.is_admin
