"""Who may do what to what: the one policy of the house, used by both doors and the timetable. Pure.

Telegram's own administrators have no rights here. What stands in no rule is denied.
"""

from enum import StrEnum

from models.kinds import Role, Sensitivity
from pyramid import rules
from pyramid.actor import Actor
from pyramid.refusal import Refusal
from pyramid.rules import COMMAND, GRID_STAFF, Rule, over, over_both, over_either
from pyramid.thing import Thing

__all__ = ["INCIDENT_ACTIONS", "Action", "Thing", "may"]


class Action(StrEnum):
    """Everything that needs a right."""

    REPORT = "report"
    CONFIRM_REPORT = "confirm_report"  # 对
    CORRECT_REPORT = "correct_report"  # 改
    DROP_REPORT = "drop_report"  # 不是事件
    JOIN = "join"  # 我也是
    WITHDRAW = "withdraw"
    RATE = "rate"
    REOPEN = "reopen"
    CHANGE_URGENCY = "change_urgency"
    CLAIM = "claim"  # 接单
    RESOLVE = "resolve"  # 完成
    ADD_EVIDENCE = "add_evidence"
    ASK_HELP = "ask_help"  # 求援
    LEND_HAND = "lend_hand"  # 我来帮
    ASK_RETURN = "ask_return"  # 退回
    ASK_EXTENSION = "ask_extension"  # 延期
    DECIDE_RETURN = "decide_return"
    DECIDE_EXTENSION = "decide_extension"
    WHISTLE = "whistle"  # 吹哨: call the next post of the ladder before its time
    ANSWER_CALL = "answer_call"  # 报到 and 到场 of those who were called
    CHECK = "check"  # 通过 / 不通过
    SUPERVISE = "supervise"  # 督办
    REASSIGN = "reassign"  # 改派
    RULE = "rule"  # 裁定
    MERGE = "merge"  # two are one
    UNMERGE = "unmerge"  # … and are two again
    MEDIATE = "mediate"  # between the two sides of a dispute
    READ_TALK = "read_talk"  # what the two sides said to the mediator, and promised each other
    SEE_INCIDENT = "see_incident"
    SEE_DETAIL = "see_detail"  # words, names, phones, rooms
    PUBLISH = "publish"
    APPROVE_NOTICE = "approve_notice"
    STOP_NOTICE = "stop_notice"
    RECALL_NOTICE = "recall_notice"
    SEE_NOTICE = "see_notice"
    CONFIRM_RECEIPT = "confirm_receipt"  # 收到, so that it counts
    VOTE = "vote"  # under a notice that asks something
    BREAK_GLASS = "break_glass"  # a pre-approved emergency notice without the consent it needs
    NAME_SUCCESSOR = "name_successor"  # of a unit's leader who is gone
    ISSUE_CODE = "issue_code"  # for a unit's chat
    ISSUE_LINK = "issue_link"  # for a post's holder
    BIND_GROUP = "bind_group"  # besides the code and Telegram's own word on the speaker
    SEE_CONSOLE = "see_console"
    SEE_UNIT = "see_unit"
    SET_CALENDAR = "set_calendar"  # working hours and holidays of a unit
    SET_HABITS = "set_habits"  # who is heard in a group, and what it has taught
    SEE_MACHINERY = "see_machinery"  # outbox, jobs, bots
    LOAD_ROSTER = "load_roster"
    MOVE_CLOCK = "move_clock"
    SEE_OWN_DATA = "see_own_data"  # /mydata
    ERASE_OWN_DATA = "erase_own_data"
    EXPORT_INCIDENTS = "export_incidents"
    EXPORT_DETAIL = "export_detail"  # with places as they were said
    SEE_REGISTER = "see_register"  # who took out or erased what
    CHANGE_HANDS = "change_hands"  # who holds a post
    PATROL = "patrol"
    KEEP_POINTS = "keep_points"  # the check points that patrols pass
    SUMMON = "summon"  # a specialist, to a matter
    OPEN_NOTEBOOK = "open_notebook"  # notes about households
    PRINT_BOARD = "print_board"  # the notice board with the unit's QR


A, R = Action, Role
_REPORTER_OR_LEADER = Rule((rules.is_reporter, rules.is_leader), roles=(R.MICRO_GRID_LEADER,))
_CLAIMER = Rule((rules.is_claimer,), (("taken_by_other", rules.is_other_claimed),))
_DECIDER = Rule((rules.decides_requests,), (("own_request", rules.is_claim_asker),), COMMAND)
_SENDER = Rule((rules.is_author, over(*COMMAND)), roles=COMMAND)
_FROM_ABOVE = Rule((rules.commands_from_above,), roles=(*GRID_STAFF, *COMMAND))
_HQ = Rule((over(R.HQ_OFFICE),))
_STAFF = (*GRID_STAFF, R.COMMUNITY_SECRETARY, R.STREET_COMMAND)
_CONSOLE = (*_STAFF, R.HQ_OFFICE, R.DEPARTMENT)

INCIDENT_RULES: dict[Action, Rule] = {
    A.CONFIRM_REPORT: Rule((*_REPORTER_OR_LEADER.grants, rules.is_named), roles=(R.MICRO_GRID_LEADER,)),
    A.CORRECT_REPORT: _REPORTER_OR_LEADER,
    A.DROP_REPORT: _REPORTER_OR_LEADER,
    A.JOIN: Rule((rules.anyone,)),
    A.WITHDRAW: Rule((rules.is_reporter,)),
    A.RATE: Rule((rules.is_reporter, rules.is_witness)),
    A.REOPEN: Rule(
        (rules.is_reporter, rules.is_witness, rules.is_leader, over(*COMMAND)), roles=(R.MICRO_GRID_LEADER, *COMMAND)
    ),
    A.CHANGE_URGENCY: Rule((over(*_STAFF),), roles=_STAFF),
    A.CLAIM: Rule((rules.is_claim_duty,), roles=GRID_STAFF),
    A.RESOLVE: _CLAIMER,
    A.ADD_EVIDENCE: Rule((rules.is_claimer, rules.is_resolver)),
    A.ASK_HELP: _CLAIMER,
    A.LEND_HAND: Rule(
        (over(*_STAFF, R.HQ_OFFICE),), (("own_help", rules.is_claim_asker),), roles=(*_STAFF, R.HQ_OFFICE)
    ),
    A.SUMMON: Rule((rules.is_claimer, over(R.GRID_HEAD, *COMMAND)), roles=(*GRID_STAFF, *COMMAND)),
    A.ASK_RETURN: _CLAIMER,
    A.ASK_EXTENSION: _CLAIMER,
    A.DECIDE_RETURN: _DECIDER,
    A.DECIDE_EXTENSION: _DECIDER,
    A.CHECK: Rule(
        (over(*_STAFF), rules.checks_the_street),
        (("own_work", rules.is_resolver), ("own_report", rules.is_reporter)),
        roles=_STAFF,
    ),
    A.WHISTLE: Rule((rules.is_claimer, over(R.GRID_HEAD, *COMMAND)), roles=(R.GRID_HEAD, *COMMAND)),
    A.ANSWER_CALL: Rule((rules.is_called,)),
    A.SUPERVISE: Rule((over(*COMMAND),), roles=COMMAND),
    A.REASSIGN: Rule((over_both(R.GRID_HEAD, *COMMAND),), roles=(R.GRID_HEAD, *COMMAND)),
    A.RULE: Rule((over(*COMMAND),), roles=COMMAND),
    A.MERGE: Rule((over(*_STAFF),), roles=_STAFF),
    A.UNMERGE: Rule((over(R.COMMUNITY_SECRETARY, R.STREET_COMMAND),), roles=COMMAND),
    A.MEDIATE: Rule((over(R.MEDIATOR, *_STAFF, R.HQ_OFFICE),), roles=(R.MEDIATOR, *_STAFF, R.HQ_OFFICE)),
    A.READ_TALK: Rule((rules.is_mediator,)),
    A.SEE_INCIDENT: Rule(
        (
            rules.is_reporter,
            over_either(R.MICRO_GRID_LEADER, R.PART_TIME_WORKER, *_STAFF, R.HQ_OFFICE),
            rules.assigned(R.DEPARTMENT, R.MEDIATOR),
            rules.is_named,
        ),
        roles=tuple(R),
    ),
    A.SEE_DETAIL: Rule(
        (
            rules.is_reporter,
            over_either(*_STAFF),
            rules.assigned(R.DEPARTMENT, R.MEDIATOR),
            rules.is_named,
            rules.reads_open_detail,
        ),
        roles=_STAFF,
    ),
}

HOUSE_RULES: dict[Action, Rule] = {
    A.REPORT: Rule((rules.anyone,)),
    A.PUBLISH: Rule(
        (over(R.GRID_HEAD, *COMMAND), rules.leads_own_group, rules.has_topic),
        (("not_your_topic", rules.is_off_topic),),
        roles=(R.GRID_HEAD, *COMMAND, R.MICRO_GRID_LEADER, R.DEPARTMENT),
    ),
    A.APPROVE_NOTICE: Rule((over(*COMMAND),), (("own_notice", rules.is_author),), roles=COMMAND),
    A.STOP_NOTICE: _SENDER,
    A.RECALL_NOTICE: _SENDER,
    A.SEE_NOTICE: Rule((rules.is_author, rules.is_concerned)),
    A.CONFIRM_RECEIPT: Rule((rules.is_role_holder,)),
    A.VOTE: Rule((rules.anyone,)),
    A.BREAK_GLASS: Rule((over(*COMMAND),), roles=COMMAND),
    A.NAME_SUCCESSOR: _FROM_ABOVE,
    A.ISSUE_CODE: _FROM_ABOVE,
    A.ISSUE_LINK: Rule((rules.commands_from_above, rules.heads_unit), roles=(*GRID_STAFF, *COMMAND)),
    A.CHANGE_HANDS: Rule(
        (rules.commands_from_above, rules.heads_unit),
        (("own_post", rules.is_oneself),),
        roles=(*GRID_STAFF, *COMMAND),
    ),
    A.PATROL: Rule((rules.works_there,), roles=(*GRID_STAFF, R.PART_TIME_WORKER)),
    A.KEEP_POINTS: Rule((over(R.GRID_HEAD, *COMMAND),), roles=(R.GRID_HEAD, *COMMAND)),
    A.OPEN_NOTEBOOK: Rule((rules.keeps_the_book,), roles=(R.GRID_WORKER,)),
    A.BIND_GROUP: Rule((rules.anyone,)),
    A.SEE_CONSOLE: Rule((lambda actor, _: bool(actor.roles & frozenset((*_CONSOLE, R.MEDIATOR))),)),
    A.SET_HABITS: Rule((rules.leads_own_group, over(*COMMAND)), roles=(R.MICRO_GRID_LEADER, *COMMAND)),
    A.SET_CALENDAR: Rule((over(*COMMAND),), roles=COMMAND),
    A.SEE_UNIT: Rule((over(*_CONSOLE),), roles=_CONSOLE),
    A.SEE_MACHINERY: _HQ,
    A.LOAD_ROSTER: _HQ,
    A.MOVE_CLOCK: _HQ,
    A.SEE_OWN_DATA: Rule((rules.is_oneself,)),
    A.ERASE_OWN_DATA: Rule((rules.is_oneself,), (("still_on_duty", rules.holds_posts),)),
    A.EXPORT_INCIDENTS: Rule((over(*COMMAND),), roles=COMMAND),
    A.EXPORT_DETAIL: Rule((over(R.COMMUNITY_SECRETARY, R.STREET_COMMAND),), roles=COMMAND),
    A.SEE_REGISTER: _HQ,
    A.PRINT_BOARD: Rule((over(R.MICRO_GRID_LEADER, *_CONSOLE),), roles=(R.MICRO_GRID_LEADER, *_CONSOLE)),
}

RULES = INCIDENT_RULES | HOUSE_RULES

# What touches an incident: a restricted one (S2) is closed to everybody outside its circle.
INCIDENT_ACTIONS = frozenset(INCIDENT_RULES)


def may(actor: Actor, action: Action, thing: Thing) -> Refusal | None:
    """None if `actor` may do `action` to `thing`, else the reason in words people are told ("refusal_pyramid.…")."""
    if actor.is_anonymous:
        return Refusal("refusal_pyramid.anonymous")
    rule = RULES.get(action)
    if rule is None:
        return Refusal("refusal_pyramid.denied")
    if action in INCIDENT_ACTIONS and thing.sensitivity is Sensitivity.S2 and not rules.is_in_the_circle(actor, thing):
        return Refusal("refusal_pyramid.restricted")
    for reason, bars in rule.bars:
        if bars(actor, thing):
            return Refusal(f"refusal_pyramid.{reason}")
    if any(grants(actor, thing) for grants in rule.grants):
        return None
    if actor.roles & frozenset(rule.roles):
        return Refusal("refusal_pyramid.elsewhere")
    return Refusal(f"refusal_pyramid.only_{action.value}")
