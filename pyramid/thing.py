"""What somebody wants to act upon, as far as rights depend on it. Pure."""

from dataclasses import dataclass

from models.kinds import NoticeKind, Role, Sensitivity, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An incident, a notice, a unit or its group.

    `path` and `tier` are today's place in the tree: of the unit that owns the incident, that the notice goes to, or that is
    meant itself. User ids are Telegram's.
    """

    path: str
    tier: Tier
    heard_path: str = ""  # an incident: the unit where it was heard; empty: the owner itself
    target_path: str = ""  # a reassignment: the unit it shall go to
    sensitivity: Sensitivity = Sensitivity.S0
    claimed_by: int | None = None
    resolved_by: int | None = None
    mediated_by: int | None = None  # a dispute: who sits between the two sides now
    reporters: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()  # the closed list of a restricted matter: those who were told by name
    called: frozenset[int] = frozenset()  # those whom a ladder has called by their post
    notice_kind: NoticeKind | None = None
    author_id: int | None = None  # of a notice
    about_id: int | None = None  # the person whose own data is meant
    post_role: Role | None = None  # the post that somebody is given or loses
    witnesses: frozenset[int] = frozenset()  # those who said 我也是, where it matters

    @property
    def heard_at(self) -> str:
        """The path of the unit where it was heard."""
        return self.heard_path or self.path
