"""What becomes of a row after the courier has answered."""

from datetime import timedelta

import pytest

from models.kinds import OutgoingState, Repeat
from outbox.backoff import LONGEST_WAIT, next_state, waited
from outbox.message import Delivered, TryLater, Undeliverable, Unknown

S = OutgoingState
TABLE = [
    # outcome, repeat, is_edit → state, seconds, unsure
    (Delivered(5), Repeat.AGAIN, False, S.SENT, 0, False),
    (Delivered(None), Repeat.ONCE, True, S.SENT, 0, False),
    (TryLater(30, "token", "429"), Repeat.AGAIN, False, S.RETRY_AT, 30, False),
    (TryLater(-1, "row", "now"), Repeat.ONCE, False, S.RETRY_AT, 0, False),
    (Undeliverable("moved", migrated_to=-100), Repeat.AGAIN, False, S.PENDING, 2, False),
    (Undeliverable("401", is_token_dead=True), Repeat.ONCE, False, S.RETRY_AT, 300, False),
    (Undeliverable("edit gone", is_message_gone=True), Repeat.AGAIN, True, S.DROPPED, 0, False),
    (Undeliverable("kicked", is_chat_gone=True), Repeat.AGAIN, False, S.PARKED, 0, False),
    (Undeliverable("never heard of"), Repeat.AGAIN, False, S.PARKED, 0, False),
    (Unknown("cut"), Repeat.AGAIN, False, S.RETRY_AT, 2, True),
    (Unknown("cut"), Repeat.AGAIN, True, S.RETRY_AT, 2, False),
    (Unknown("cut"), Repeat.ONCE, True, S.RETRY_AT, 2, False),
    (Unknown("cut"), Repeat.ONCE, False, S.UNCERTAIN, 0, False),
]


@pytest.mark.parametrize("case", TABLE)
def test_every_answer_leads_to_one_state(case):
    outcome, repeat, is_edit, state, seconds, unsure = case
    after = next_state(outcome, attempts=1, repeat=repeat, is_edit=is_edit)
    assert (after.state, after.wait, after.is_unsure) == (state, timedelta(seconds=seconds), unsure)
    assert (after.trouble is None) == isinstance(outcome, Delivered)


def test_waiting_doubles_up_to_five_minutes():
    assert [waited(attempts).total_seconds() for attempts in range(1, 11)] == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert waited(0).total_seconds() == 2
    assert waited(10**6) == LONGEST_WAIT
