"""Which incident an answer means."""

from types import SimpleNamespace

from handlers.follow_ups import _number_answered
from tests.handlers.updates import CHAT, PERSON, message

BOT = {"id": 5, "is_bot": True, "first_name": "bot"}
ARRIVAL = SimpleNamespace(bot_id=BOT["id"])


def answer_to(words, who=BOT):
    return message(text="3幢", reply_to_message={"message_id": 2, "date": 0, "chat": CHAT, "from": who, "text": words})


def test_the_number_on_our_own_message_is_meant():
    assert _number_answered(answer_to("#A-1001 · 井盖缺失破损 · 紧急"), ARRIVAL) == "#A-1001"


def test_a_message_with_several_numbers_means_none_of_them():
    assert _number_answered(answer_to("#A-1001 井盖\n#A-1002 路灯"), ARRIVAL) is None


def test_a_number_in_somebody_elses_message_is_not_ours():
    assert _number_answered(answer_to("#A-1001", who=PERSON), ARRIVAL) is None
    assert _number_answered(message(text="3幢"), ARRIVAL) is None
