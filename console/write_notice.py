"""A notice is written: to whom, how many that are, how it will look, and off it goes into the one way all notices go."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from broadcasts.audience_choices import Choice, audience_choices, kinds_for
from broadcasts.cost import cost_of
from broadcasts.describe import describe
from broadcasts.draft_notice import LEVELS, LONGEST, Draft, draft_notice
from broadcasts.faces import draft_html
from broadcasts.submit_notice import submit_notice
from console.notice_wish import HOURS, Wish
from console.store import notices as store
from console.store import pyramid as pyramid_store
from console.visit import Answer, Goto, Page, Visit
from models.kinds import NoticeKind, NoticeRepeat
from models.pyramid import Unit
from pyramid.refusal import Refusal
from texts.notice_templates import all_templates

PRESSED_TWICE = timedelta(minutes=2)
CONFLICT = 409


async def see_form(visit: Visit) -> Answer:
    """The empty form; a unit named in the address is chosen already."""
    return await _form(visit, Wish.read(visit))


async def see_reach(visit: Visit) -> Answer:
    """Only the line that says how many groups a choice reaches."""
    wish = Wish.read(visit)
    draft = await _draft(visit, wish, words=wish.words or "-")
    options = await wish.options(visit) if not isinstance(draft, Refusal) or wish.switches else []
    return Page("audience.html", {"wish": wish, "options": options, **await _reach(visit, draft)})


async def write_notice(visit: Visit) -> Answer:
    """First shown as it will look, then submitted; a second press of the same button changes nothing."""
    wish = Wish.read(visit)
    if visit.form.get("step") == "edit":
        return await _form(visit, wish)
    draft = await _draft(visit, wish)
    if isinstance(draft, Refusal):
        return await _form(visit, wish, alert=visit.say(draft.reason, **draft.values))
    if visit.form.get("step") != "submit":
        face = Markup(draft_html(draft, visit.language))  # noqa: S704 - made by texts.render, which escapes every value
        return Page("notice_preview.html", {"wish": wish, "face": face, **await _reach(visit, draft)})
    twin = await store.same_lately(
        visit.session,
        author_id=visit.actor.user_id,
        unit_id=draft.unit.id,
        kind=draft.kind,
        words=draft.words,
        since=visit.now - PRESSED_TWICE,
    )
    if twin is not None:
        return Goto(f"/console/notices/{twin}")
    outcome = await submit_notice(
        visit.session,
        author=visit.actor,
        source="console",
        policy=visit.desk.policy,
        cell=visit.desk.cell,
        now=visit.now,
        **await wish.arguments(visit),
    )
    if isinstance(outcome, Refusal):
        return await _form(visit, wish, alert=visit.say(outcome.reason, **outcome.values))
    return Goto(f"/console/notices/{outcome.number}?done=submitted")


async def _draft(visit: Visit, wish: Wish, words: str | None = None) -> Draft | Refusal:
    """`words` stand in for those that are not written yet."""
    try:
        arguments = await wish.arguments(visit)
    except LookupError:
        return Refusal("refusal_broadcasts.unknown_unit")
    if words is not None:
        arguments |= {"words": words, "template": "", "blanks": {}}
    return await draft_notice(visit.session, author=visit.actor, policy=visit.desk.policy, now=visit.now, **arguments)


async def _reach(visit: Visit, draft: Draft | Refusal) -> dict[str, Any]:
    """How many groups, what it costs, and the conditions in words."""
    if isinstance(draft, Refusal):
        return {"counts": None, "refusal": visit.say(draft.reason, **draft.values), "draft": None}
    policy = visit.desk.policy
    wait = policy.notices.canary_wait if draft.counts.total > policy.notices.canary else timedelta(0)
    spent = cost_of(draft.words, draft.counts, draft.people, per_second=visit.desk.send_per_second, canary_wait=wait)
    terms = await describe(
        visit.session, draft.audience, draft.terms, zone=policy.calendar.zone, language=visit.language
    )
    return {"counts": draft.counts, "refusal": "", "draft": draft, "cost": spent, "terms": terms}


async def see_body(visit: Visit) -> Answer:
    """Only the words, or the blanks of the template that is chosen."""
    return Page("notice_body.html", {"wish": Wish.read(visit), "longest": LONGEST})


async def _form(visit: Visit, wish: Wish, alert: str = "") -> Answer:
    choices = await _choices(visit, wish.unit_id)
    if not choices:
        return Refusal("refusal_pyramid.only_publish")
    chosen = next((choice for choice in choices if choice.unit_id == wish.unit_id), choices[0])
    wish = replace(wish, unit_id=chosen.unit_id)
    kinds = [kind for kind in NoticeKind if any(kind in choice.kinds for choice in choices)]
    values = {
        "choices": choices,
        "chosen": chosen,
        "kinds": kinds,
        "levels": sorted(LEVELS - {""}),
        "templates": [each for each in all_templates().values() if each.kind in kinds],
        "repeats": list(NoticeRepeat),
        "hours": HOURS,
        "wish": wish,
        "options": await wish.options(visit),
        "longest": LONGEST,
        "alert": alert,
        "above": visit.desk.policy.notices.approve_above,
    }
    draft = await _draft(visit, wish, words=wish.words or "-")
    return Page("notice_form.html", {**values, **await _reach(visit, draft)}, status=CONFLICT if alert else 200)


async def _choices(visit: Visit, unit_id: int) -> list[Choice]:
    """The visitor's own units and those directly below them; and the unit that was asked for, with its children."""
    own = await audience_choices(visit.session, visit.actor)
    found = {choice.unit_id: choice for choice in own}
    for choice in own:
        for child in await audience_choices(visit.session, visit.actor, under=choice.unit_id):
            found.setdefault(child.unit_id, child)
    asked = await pyramid_store.unit(visit.session, unit_id) if unit_id not in found else None
    if asked is not None and (kinds := kinds_for(visit.actor, asked)):
        found[asked.id] = _choice(asked, kinds)
    return list(found.values())


def _choice(unit: Unit, kinds: tuple[NoticeKind, ...]) -> Choice:
    return Choice(unit.id, unit.name, unit.tier, kinds)
