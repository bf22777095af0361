"""The single tests that rights are made of. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from models.kinds import DUTY_ROLES, Role, Sensitivity, Tier
from pyramid.actor import Actor
from pyramid.thing import Thing
from pyramid.topics import topics_of
from pyramid.tree import is_below, is_within

Test = Callable[[Actor, Thing], bool]

COMMAND = (Role.COMMUNITY_SECRETARY, Role.STREET_COMMAND, Role.HQ_OFFICE)
GRID_STAFF = (Role.GRID_WORKER, Role.GRID_HEAD)
WORKERS = (*GRID_STAFF, Role.COMMUNITY_SECRETARY, Role.STREET_COMMAND, Role.HQ_OFFICE, Role.DEPARTMENT, Role.MEDIATOR)


@dataclass(frozen=True, slots=True)
class Rule:
    """Allowed when one of `grants` holds and none of `bars`; a bar carries the reason people are told.

    `roles` are those that would have sufficed elsewhere: their holders hear "not your area" instead of "not your role".
    """

    grants: tuple[Test, ...]
    bars: tuple[tuple[str, Test], ...] = ()
    roles: tuple[Role, ...] = ()


def anyone(_actor: Actor, _thing: Thing) -> bool:
    """Every person who speaks under their own name."""
    return True


def over(*roles: Role) -> Test:
    """A hat of one of these roles that covers the thing."""
    return lambda actor, thing: bool(actor.hats_over(thing.path, roles))


def over_either(*roles: Role) -> Test:
    """The same, or covering the place where it was heard: whoever was first asked stays informed."""
    return lambda actor, thing: bool(actor.hats_over(thing.path, roles) or actor.hats_over(thing.heard_at, roles))


def over_both(*roles: Role) -> Test:
    """One hat that covers the thing and the unit it shall go to."""
    return lambda actor, thing: any(
        hat.covers(thing.target_path or thing.path) for hat in actor.hats_over(thing.path, roles)
    )


def assigned(*roles: Role) -> Test:
    """Somebody of these roles to whom it was given: by unit, by name, or because they took it."""
    return lambda actor, thing: any(
        hat.role in roles
        and (hat.path == thing.path or actor.user_id == thing.claimed_by or actor.user_id in thing.named)
        for hat in actor.hats
    )


def is_reporter(actor: Actor, thing: Thing) -> bool:
    """One of those whose words it came from."""
    return actor.user_id in thing.reporters


def is_witness(actor: Actor, thing: Thing) -> bool:
    """Said 我也是."""
    return actor.user_id in thing.witnesses


def is_oneself(actor: Actor, thing: Thing) -> bool:
    """It is their own data."""
    return actor.user_id == thing.about_id


def holds_posts(actor: Actor, _thing: Thing) -> bool:
    """Has duties today."""
    return bool(actor.hats)


def is_leader(actor: Actor, thing: Thing) -> bool:
    """Holds the duty of exactly the unit where it was heard: the micro-grid's leader, for a grid's chat its staff."""
    return any(hat.role in DUTY_ROLES[hat.tier] for hat in actor.hats_at(thing.heard_at))


def is_claimer(actor: Actor, thing: Thing) -> bool:
    """Took it, and still holds a working post over it: a role that is lost takes its buttons along."""
    return actor.user_id == thing.claimed_by and bool(actor.hats_over(thing.path, WORKERS))


def is_resolver(actor: Actor, thing: Thing) -> bool:
    """Said it is done."""
    return actor.user_id == thing.resolved_by


def is_mediator(actor: Actor, thing: Thing) -> bool:
    """Mediates now, and still holds a post: whoever did before reads nothing any more."""
    return actor.user_id == thing.mediated_by and bool(actor.hats)


def is_other_claimed(actor: Actor, thing: Thing) -> bool:
    """Somebody else has taken it."""
    return thing.claimed_by not in (None, actor.user_id)


def is_claim_asker(actor: Actor, thing: Thing) -> bool:
    """Took it: the one whose request is to be decided."""
    return actor.user_id == thing.claimed_by


def is_claim_duty(actor: Actor, thing: Thing) -> bool:
    """Whose work it is: staff of that grid; higher up the duty holder, or a department, of exactly the owner."""
    if thing.tier in (Tier.GRID, Tier.MICRO_GRID):
        return any(hat.tier is Tier.GRID for hat in actor.hats_over(thing.path, GRID_STAFF))
    return any(hat.role in (*DUTY_ROLES[thing.tier], Role.DEPARTMENT) for hat in actor.hats_at(thing.path))


def is_named(actor: Actor, thing: Thing) -> bool:
    """Stands on the closed list."""
    return actor.user_id in thing.named


def is_called(actor: Actor, thing: Thing) -> bool:
    """Was called by a rung of its ladder, and still holds a post."""
    return actor.user_id in thing.called and bool(actor.hats)


def is_in_the_circle(actor: Actor, thing: Thing) -> bool:
    """May know of a restricted matter: who reported it, who has it, who was told by name, the street's duty holder."""
    return (
        is_reporter(actor, thing)
        or is_claim_asker(actor, thing)
        or is_resolver(actor, thing)
        or is_named(actor, thing)
        or bool(actor.hats_over(thing.path, (Role.STREET_COMMAND,)))
    )


def reads_open_detail(actor: Actor, thing: Thing) -> bool:
    """Of an open matter (S0) the leader of that group and the head office may read everything, too."""
    return thing.sensitivity is Sensitivity.S0 and (
        is_leader(actor, thing) or bool(actor.hats_over(thing.path, (Role.HQ_OFFICE,)))
    )


def decides_requests(actor: Actor, thing: Thing) -> bool:
    """The community secretary below the street, and the command above; for what a community owns, the street."""
    return any(hat.tier.level < thing.tier.level for hat in actor.hats_over(thing.path, COMMAND)) or (
        thing.tier in (Tier.STREET, Tier.HQ)
        and bool(actor.hats_over(thing.path, (Role.STREET_COMMAND, Role.HQ_OFFICE)))
    )


def checks_the_street(actor: Actor, thing: Thing) -> bool:
    """The head office, where the work was the street's or its own: nobody below may look at that."""
    return thing.tier in (Tier.STREET, Tier.HQ) and bool(actor.hats_over(thing.path, (Role.HQ_OFFICE,)))


def is_author(actor: Actor, thing: Thing) -> bool:
    """Wrote the notice."""
    return actor.user_id == thing.author_id


def leads_own_group(actor: Actor, thing: Thing) -> bool:
    """A micro-grid leader, for the own group."""
    return any(hat.role is Role.MICRO_GRID_LEADER for hat in actor.hats_at(thing.path))


def has_topic(actor: Actor, thing: Thing) -> bool:
    """A department, for its topic in the units it serves."""
    return any(thing.notice_kind in topics_of(hat.field) for hat in actor.hats_over(thing.path, (Role.DEPARTMENT,)))


def is_off_topic(actor: Actor, thing: Thing) -> bool:
    """A department that serves the unit and nothing else that would allow it, with a kind that is not its own."""
    hats = [hat for hat in actor.hats if hat.covers(thing.path)]
    return bool(hats) and all(hat.role is Role.DEPARTMENT for hat in hats) and not has_topic(actor, thing)


def is_role_holder(actor: Actor, thing: Thing) -> bool:
    """Holds any post of exactly this unit."""
    return bool(actor.hats_at(thing.path))


def commands_from_above(actor: Actor, thing: Thing) -> bool:
    """The duty holder of a higher unit; nobody stands above the head office, so it acts for itself."""
    if thing.tier is Tier.HQ:
        return bool(actor.hats_over(thing.path, (Role.HQ_OFFICE,)))
    over_it = actor.hats_over(thing.path, (*GRID_STAFF, *COMMAND))
    return any(is_below(thing.path, hat.path) for hat in over_it)


def heads_unit(actor: Actor, thing: Thing) -> bool:
    """Its own head, for the posts of those who work there; another head is named from above."""
    heads = (Role.GRID_HEAD, *COMMAND)
    return thing.post_role not in (None, *heads) and any(hat.role in heads for hat in actor.hats_at(thing.path))


def works_there(actor: Actor, thing: Thing) -> bool:
    """A worker of the grid, or who stands in for one; a head works there too."""
    return any(hat.tier is Tier.GRID for hat in actor.hats_over(thing.path, (*GRID_STAFF, Role.PART_TIME_WORKER)))


def keeps_the_book(actor: Actor, thing: Thing) -> bool:
    """A grid worker over the unit whose own notes are meant, or of whoever they stand in for (`named`)."""
    is_worker = any(hat.tier is Tier.GRID for hat in actor.hats_over(thing.path, (Role.GRID_WORKER,)))
    return is_worker and (actor.user_id == thing.about_id or actor.user_id in thing.named)


def is_concerned(actor: Actor, thing: Thing) -> bool:
    """Stands anywhere above or below the unit."""
    return any(hat.covers(thing.path) or is_within(hat.path, thing.path) for hat in actor.hats)
