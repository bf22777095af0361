"""Only a button that was really offered, pressed where it stands, is a press."""

import pytest
from sqlalchemy import select

from models.kinds import OutgoingState
from models.outbox import Outgoing
from models.pyramid import FormerChat, Group
from outbox.press import callback_data, press_behind
from outbox.shown import Shown, shown_as
from tests.outbox.senders import CHATS, NOW, PERSON, Say, to, with_button


@pytest.fixture
async def token(town):
    """A card in group 1 and one in private, both with a button; the token of the first."""
    town.faces["card"] = town.faces["note"] = with_button()
    await town.say(to(1, args={"step": 3}), Say("note", 1, user_id=PERSON))
    town.start()
    rows = await town.until(lambda rows: all(row.state is OutgoingState.SENT for row in rows.values()))
    return rows[1].token


async def press(town, data, chat_id, user_id=PERSON, message_id=101):
    async with town.database.transaction() as session:
        return await press_behind(session, data, chat_id=chat_id, message_id=message_id, user_id=user_id)


async def test_a_right_press_tells_what_stands_behind_it(town, token):
    found = await press(town, callback_data(token, "claim", "1"), CHATS[1])
    assert (found.kind, found.subject_id, found.group_id, found.action, found.arg) == ("card", 1, 1, "claim", "1")
    assert found.args == {"step": 3}


@pytest.mark.parametrize("data", ["", "claim", "forged:claim:1", ":", "::", "x" * 64, "钓鱼:claim:1"])
async def test_a_forged_token_is_no_press(town, token, data):
    assert await press(town, data, CHATS[1]) is None


@pytest.mark.parametrize(("action", "arg"), [("close", "1"), ("claim", "2"), ("claim", ""), ("", "")])
async def test_a_button_that_was_never_offered_is_no_press(town, token, action, arg):
    assert await press(town, callback_data(token, action, arg), CHATS[1]) is None


async def test_a_press_from_another_chat_is_none(town, token):
    assert await press(town, callback_data(token, "claim", "1"), CHATS[2]) is None
    assert await press(town, callback_data(token, "claim", "1"), -999) is None


async def test_a_private_card_is_pressed_by_its_person_alone(town, token):
    private = (await town.row(2)).token
    data = callback_data(private, "claim", "1")
    assert await press(town, data, 51, user_id=51) is None
    assert await press(town, data, CHATS[1], user_id=PERSON) is None
    assert (await press(town, data, PERSON, user_id=PERSON)).user_id == PERSON


async def test_a_card_can_be_pressed_in_the_chat_the_group_had_before(town, token):
    async with town.database.transaction() as session:
        (await session.get_one(Group, 1)).chat_id = -1009
        session.add(FormerChat(chat_id=CHATS[1], group_id=1, until=NOW))
    assert await press(town, callback_data(token, "claim", "1"), CHATS[1]) is not None
    assert await press(town, callback_data(token, "claim", "1"), -1009) is not None


async def test_a_press_tells_the_message_id_that_a_lost_answer_did_not(town, token):
    async with town.database.transaction() as session:
        row = await session.scalar(select(Outgoing).where(Outgoing.id == 1))
        row.message_id = row.chat_id = None
    for message_id in (77, 78):
        assert await press(town, callback_data(token, "claim", "1"), CHATS[1], message_id=message_id) is not None
    row = await town.row(1)
    assert (row.message_id, row.chat_id, row.shown) == (77, CHATS[1], 1)


async def test_a_message_of_ours_is_known_by_its_id(town, token):
    async with town.database.reading() as session:
        assert await shown_as(session, CHATS[1], (await town.row(1)).message_id) == Shown("card", 1)
        assert await shown_as(session, CHATS[2], 101) is None


def test_callback_data_has_telegrams_limit():
    assert callback_data("t" * 22, "claim", "1" * 35).encode() == b"t" * 22 + b":claim:" + b"1" * 35
    assert callback_data("t", "claim", "") == "t:claim"
    with pytest.raises(ValueError, match="too long"):
        callback_data("t" * 22, "claim", "1" * 36)
    with pytest.raises(ValueError, match="too long"):
        callback_data("t" * 22, "claim", "事" * 12)
