"""Which reactions are worth keeping: decided before anything is stored."""

import pytest

from handlers.hears import is_silent
from models.kinds import Tier
from pyramid.known_speakers import Known

CHAT = -1001
KNOWN = Known(groups={CHAT: 1}, tiers={CHAT: Tier.MICRO_GRID})


def reaction(new, old=(), chat=CHAT, user=True):
    body = {
        "chat": {"id": chat, "type": "supergroup"},
        "message_id": 1,
        "date": 0,
        "old_reaction": [{"type": "emoji", "emoji": sign} for sign in old],
        "new_reaction": [{"type": "emoji", "emoji": sign} for sign in new],
    }
    return {"update_id": 1, "message_reaction": {**body, "user": {"id": 5}} if user else body}


def test_an_emoji_that_says_something_is_kept():
    assert not is_silent(reaction("👍"), KNOWN)
    assert not is_silent(reaction("👌"), KNOWN)


@pytest.mark.parametrize(
    "update",
    [reaction("🔥"), reaction("", "👍"), reaction("👍", "👍"), reaction("👍", chat=-7), reaction("👍", user=False)],
    ids=["no meaning", "taken back", "as before", "no unit's chat", "nobody"],
)
def test_everything_else_leaves_no_trace(update):
    assert is_silent(update, KNOWN)
