"""为什么是我, under a call: for which field this person was named, then the rule, the unit and the limit like everybody else."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from duties.specialists import store
from duties.specialists.call_specialist import NO_CALL
from incidents.hands.compose_hands import role_words
from incidents.tell_why import tell_why
from incidents.why import LONGEST
from pyramid.actor import Actor
from pyramid.people_of import post_held
from pyramid.policy import Policy
from pyramid.refusal import Refusal
from texts.render import line


async def tell_why_called(
    session: AsyncSession, call_id: int, actor: Actor, *, policy: Policy, now: datetime
) -> str | Refusal:
    """The answer in the asker's language, at most 200 characters; only for whoever was called."""
    call = await store.call(session, call_id)
    if call is None or call.user_id != actor.user_id:
        return NO_CALL
    rule = await tell_why(session, call.incident_id, actor, policy=policy, now=now, viewer="specialist")
    if isinstance(rule, Refusal):
        return rule
    try:
        held, _, _, _ = await post_held(session, call.post_id)
    except LookupError:
        return rule
    role = role_words(held.role, held.field, actor.language)
    return (line("expert.why", actor.language, role=role) + rule)[:LONGEST]
