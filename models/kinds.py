"""Closed word lists. Pure: what is stored as a word is listed here and nowhere else."""

from enum import StrEnum


class Tier(StrEnum):
    """The five floors of the pyramid, highest first."""

    HQ = "hq"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    MICRO_GRID = "micro_grid"

    @property
    def level(self) -> int:
        """0 for the head office … 4 for the micro-grid."""
        return list(Tier).index(self)

    @property
    def above(self) -> "Tier | None":
        """The next tier up; None above the head office."""
        return list(Tier)[self.level - 1] if self.level else None

    @property
    def below(self) -> "Tier | None":
        """The next tier down; None below the micro-grid."""
        return list(Tier)[self.level + 1] if self.level < len(Tier) - 1 else None


class Role(StrEnum):
    """What a post makes of a person (people.csv)."""

    MICRO_GRID_LEADER = "micro_grid_leader"
    GRID_WORKER = "grid_worker"
    PART_TIME_WORKER = "part_time_worker"
    GRID_HEAD = "grid_head"
    COMMUNITY_SECRETARY = "community_secretary"
    STREET_COMMAND = "street_command"
    HQ_OFFICE = "hq_office"
    DEPARTMENT = "department"
    MEDIATOR = "mediator"


# The role that commands a tier: who is duty holder of a unit of that tier, in order of who is asked first.
DUTY_ROLES: dict[Tier, tuple[Role, ...]] = {
    Tier.HQ: (Role.HQ_OFFICE,),
    Tier.STREET: (Role.STREET_COMMAND,),
    Tier.COMMUNITY: (Role.COMMUNITY_SECRETARY,),
    Tier.GRID: (Role.GRID_WORKER, Role.GRID_HEAD),
    Tier.MICRO_GRID: (Role.MICRO_GRID_LEADER,),
}


class GroupState(StrEnum):
    """How a unit's chat stands with us."""

    BOUND = "bound"  # a unit's chat; the bot is a member
    UNBOUND = "unbound"  # the bot is a member, no unit yet: it leaves at `leave_at`
    AWAY = "away"  # bound, but the bot was kicked or the chat is gone: deliveries are parked
    LEFT = "left"  # never bound, and left


class IncidentState(StrEnum):
    """Domain states of one incident; the legal moves stand in incidents/lifecycle.py."""

    DRAFT = "draft"
    REPORTED = "reported"
    HANDLING = "handling"
    RETURN_REQUESTED = "return_requested"
    EXTENSION_REQUESTED = "extension_requested"
    SUSPEND_REQUESTED = "suspend_requested"
    SUSPENDED = "suspended"  # put off until a day that is set
    PENDING_CHECK = "pending_check"
    CLOSED = "closed"
    MERGED = "merged"
    VOID = "void"  # 不是事件: filed by mistake
    WITHDRAWN = "withdrawn"


# Something is still to be done about these; only they have a next step.
OPEN_STATES: frozenset[IncidentState] = frozenset(
    {
        IncidentState.REPORTED,
        IncidentState.HANDLING,
        IncidentState.RETURN_REQUESTED,
        IncidentState.EXTENSION_REQUESTED,
        IncidentState.SUSPEND_REQUESTED,
        IncidentState.PENDING_CHECK,
    },
)


class Urgency(StrEnum):
    """How long may it wait; severest first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"

    @property
    def severity(self) -> int:
        """0 severest … 3."""
        return list(Urgency).index(self)


class Sensitivity(StrEnum):
    """S0 open · S1 building only in groups · S2 never in a group."""

    S0 = "S0"
    S1 = "S1"
    S2 = "S2"


class NoticeKind(StrEnum):
    """What a notice is about (interfaces, section 8)."""

    POLICY = "policy"
    ANTI_FRAUD = "anti_fraud"
    WEATHER = "weather"
    OUTAGE = "outage"
    HEALTH = "health"
    ELECTION = "election"
    WASTE = "waste"
    CAMPAIGN = "campaign"
    DRILL = "drill"
    EMERGENCY = "emergency"


class NoticeState(StrEnum):
    """The life of a notice."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting_approval"
    HELD = "held"  # approved; leaves at next_step_at unless stopped
    WAITING = "waiting"  # quiet hours: leaves when they end
    CANARY = "canary"  # on its way to the first few groups
    SENDING = "sending"
    SENT = "sent"
    STOPPED = "stopped"
    RECALLED = "recalled"
    REFUSED = "refused"
    EXPIRED = "expired"  # its time is over; the copies say so


class NoticeRepeat(StrEnum):
    """How often a notice goes out again, each time with a number of its own."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    GRID_DAYS = "grid_days"  # Wednesdays and Saturdays


class OutgoingState(StrEnum):
    """The life of one thing that leaves."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    RETRY_AT = "retry_at"
    PARKED = "parked"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"  # stale or expired: never sent, with the reason


class Priority:
    """Order of leaving; smaller first. Plain integers because SQL sorts by them."""

    EMERGENCY = 0
    ANSWER = 1
    PROMPT = 2
    NOTICE = 3
    DIGEST = 4


class Repeat(StrEnum):
    """What to do when it is unknown whether a message arrived."""

    AGAIN = "again"  # send once more with the same number, and count it
    ONCE = "once"  # keep for a person to decide


class UpdateState(StrEnum):
    """The life of one update in the inbox."""

    PENDING = "pending"
    DONE = "done"  # raw bytes are dropped; the key stays a while so that a replay is recognised
    DEAD = "dead"  # quarantined


class DisputeStage(StrEnum):
    """How far a mediation has come."""

    HEARING = "hearing"  # the sides are invited and heard, each alone
    AGREED = "agreed"  # both have promised something by a date
    KEPT = "kept"  # all of it was done
    FAILED = "failed"  # the highest centre could not settle it: the law is open


class Side(StrEnum):
    """The two sides of a dispute."""

    A = "a"  # who came first
    B = "b"

    @property
    def other(self) -> "Side":
        """The one across the table."""
        return Side.B if self is Side.A else Side.A


class PrivacyDeed(StrEnum):
    """What the register of personal data keeps."""

    CONSENT = "consent"  # somebody was told what is kept
    TAKEN_OUT = "taken_out"  # somebody took their own data out
    EXPORTED = "exported"  # staff took incidents out
    ERASED = "erased"
    RETAINED = "retained"  # what was too old was masked or dropped
