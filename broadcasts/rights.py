"""Pure. What rights look at when somebody acts upon a notice."""

from broadcasts.lifecycle import MOVES
from models.broadcasts import Notice
from models.kinds import NoticeKind, NoticeState
from models.pyramid import Unit
from pyramid.actor import Actor, Hat
from pyramid.permissions import Action, may
from pyramid.refusal import Refusal
from pyramid.thing import Thing


def thing(unit: Unit, kind: NoticeKind | None = None, author_id: int | None = None) -> Thing:
    """A notice to `unit` and everything below it."""
    return Thing(path=unit.path, tier=unit.tier, notice_kind=kind, author_id=author_id)


def thing_of(notice: Notice, unit: Unit) -> Thing:
    """The same of a notice that exists; `unit` is the one it goes to, as it stands today."""
    return thing(unit, notice.kind, notice.author_id)


def publishing_hat(actor: Actor, unit: Unit, kind: NoticeKind) -> Hat | None:
    """In which capacity somebody publishes: of the posts that allow it, the one nearest to the unit."""
    nearest_first = sorted(actor.hats, key=lambda hat: -len(hat.path))
    for hat in nearest_first:
        alone = Actor(actor.user_id, (hat,), actor.language, actor.is_anonymous, actor.person_id)
        if may(alone, Action.PUBLISH, thing(unit, kind)) is None:
            return hat
    return None


def may_handle(actor: Actor, action: Action, notice: Notice, unit: Unit) -> Refusal | None:
    """Stop, recall, remind, let go on: the author, the approver, and the command of the unit or above."""
    if actor.user_id == notice.approver_id and not actor.is_anonymous:
        return None
    return may(actor, action, thing_of(notice, unit))


def refuse_move(notice: Notice, after: NoticeState) -> Refusal | None:
    """None if the notice may become `after` from where it stands; else what people are told."""
    if after in MOVES[notice.state]:
        return None
    return Refusal(f"refusal_broadcasts.not_now_{after.value}", {"number": notice.number})
