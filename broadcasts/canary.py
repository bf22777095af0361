"""Pure. Judging the first few groups by what became of their copies, before all others get theirs."""

import math
from dataclasses import dataclass
from enum import StrEnum

ENOUGH = 0.9  # 18 of 20


class Verdict(StrEnum):
    """What the canary says."""

    GO = "go"
    WAIT = "wait"
    HALT = "halt"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Copies of the canary: shown; still on their way; refused in a chat that we can otherwise reach; all of them."""

    sent: int
    waiting: int
    refused: int
    total: int


def judge(outcomes: Outcomes) -> Verdict:
    """Halt on the first refusal, or once too few can still arrive; go when 18 of 20 stand in their chats.

    A chat that is gone is no refusal of this notice, but it is missing from the eighteen.
    """
    needed = math.ceil(outcomes.total * ENOUGH)
    if outcomes.refused or outcomes.sent + outcomes.waiting < needed:
        return Verdict.HALT
    return Verdict.GO if outcomes.sent >= needed else Verdict.WAIT
