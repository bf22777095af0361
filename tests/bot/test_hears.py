"""What may be forgotten unread, and what never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.hears import PLAIN, chats_and_people, is_silent, lane_of, rank_of
from models.kinds import Tier
from pyramid.known_speakers import Known

CHAT, STRANGE_CHAT, LEADER, RESIDENT, ASKED = -1001, -1002, 10, 11, 12
KNOWN = Known(
    groups={CHAT: 7}, tiers={CHAT: Tier.MICRO_GRID}, roles={LEADER: "micro_grid_leader"}, heard={(CHAT, ASKED)}
)
CHATTER, REPORT = "吃饭了吗，今天天气真好", "3幢2单元水管爆了，水已经淹到一楼"


def said(text=CHATTER, chat=CHAT, person=RESIDENT, **more):
    sender = {"id": person, "is_bot": False, "first_name": "王"}
    message = {"message_id": 5, "date": 1, "chat": {"id": chat, "type": "supergroup"}, "from": sender, "text": text}
    return {"update_id": 1, "message": message | more}


def test_plain_chatter_is_silent():
    assert is_silent(said(), KNOWN)
    assert is_silent(said(person=LEADER), KNOWN)
    assert is_silent(said(entities=[{"type": "bold", "offset": 0, "length": 2}]), KNOWN)


def test_a_report_is_heard():
    assert not is_silent(said(REPORT), KNOWN)


@pytest.mark.parametrize(
    "more",
    [
        {"reply_to_message": {"message_id": 1}},
        {"photo": [{}], "caption": "x"},
        {"voice": {}},
        {"location": {}},
        {"media_group_id": "1"},
        {"edit_date": 2},
        {"forward_origin": {}},
        {"via_bot": {}},
        {"sender_chat": {}},
        {"migrate_to_chat_id": -5},
        {"left_chat_member": {}},
        {"something_new": 1},
        {"entities": [{"type": "bot_command", "offset": 0, "length": 5}]},
    ],
)
def test_chatter_that_carries_anything_is_never_silent(more):
    assert not is_silent(said(**more), KNOWN)


@pytest.mark.parametrize("kind", ["edited_message", "callback_query", "my_chat_member", "chat_member", "poll"])
def test_only_messages_and_reactions_may_be_silent(kind):
    assert not is_silent({"update_id": 1, kind: said()["message"]}, KNOWN)


def test_who_was_asked_something_is_heard():
    assert not is_silent(said(person=ASKED), KNOWN)


def test_private_words_are_heard():
    assert not is_silent(said(chat=RESIDENT), KNOWN)


def test_chats_that_are_no_units_are_silent_whatever_is_said_there():
    assert is_silent(said(REPORT, chat=STRANGE_CHAT), KNOWN)


def test_other_bots_are_silent():
    update = said(REPORT)
    update["message"]["from"]["is_bot"] = True
    assert is_silent(update, KNOWN)


KEYS = [*sorted(PLAIN), "id", "type", "is_bot", "photo", "user", "reply_to_message", "caption", "title"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
UPDATES = st.builds(
    lambda kind, body: {"update_id": 1, kind: body},
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]),
    JSON | st.builds(lambda extra: said()["message"] | extra, st.dictionaries(st.sampled_from(KEYS), JSON, max_size=3)),
)


@given(UPDATES)
def test_everything_silent_is_plain_text_of_a_group(update):
    try:
        silent = is_silent(update, KNOWN)
    except Exception:  # noqa: BLE001 - what cannot be looked at is kept by who asks
        return
    if silent:
        message = update["message"]
        assert set(message) <= PLAIN
        assert isinstance(message["text"], str)
        assert message["chat"]["id"] < 0


@given(UPDATES)
def test_every_update_has_a_lane(update):
    assert lane_of(update, KNOWN)[0] in "guc"
    assert rank_of(update) in {0, 1}
    chats_and_people([update])


def test_lanes_follow_our_group_then_the_chat_then_the_person():
    press = {"update_id": 1, "callback_query": {"from": {"id": 5}, "message": {"chat": {"id": CHAT}}}}
    assert [lane_of(update, KNOWN) for update in (said(), said(chat=STRANGE_CHAT), said(chat=5), press)] == [
        "g7",
        "c-1002",
        "u5",
        "g7",
    ]
    assert lane_of({"update_id": 1, "poll": {}}, KNOWN) == "u0"
    assert (rank_of(press), rank_of(said())) == (0, 1)
    assert chats_and_people([press, said()]) == ({CHAT}, {5, RESIDENT})
