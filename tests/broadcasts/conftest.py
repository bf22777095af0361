"""A small pyramid with people, in which notices go out."""

from dataclasses import replace

import pytest

from pyramid.policy import built_in_policy
from tests.broadcasts.pyramids import Town


@pytest.fixture
def policy():
    """As built in, with a canary of four groups, so that the whole life of a notice fits into a small pyramid."""
    usual = built_in_policy()
    return replace(usual, notices=replace(usual.notices, canary=4))


@pytest.fixture
async def town(session, policy, now):
    """One head office, two streets, each with two communities of two grids of three micro-grids: 39 chats."""
    made = Town(session, policy, now)
    await made.build(streets=2, communities=2, grids=2, micro_grids=3)
    return made
