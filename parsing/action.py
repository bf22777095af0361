"""What is expected of the bot, by kind, urgency, sensitivity and place. Pure."""

import re

from parsing.report import Location

_ANONYMOUS = re.compile(
    r"不要说是我|别说是我|匿名|保密|不要透露|别透露|别让.{0,6}知道|不要让.{0,6}知道|不敢.{0,4}(?:署名|说)|怕.{0,4}报复|不想.{0,4}知道是我"
)
_RUMOUR = re.compile(r"听说|据说|有人说|网传|转发|扩散")
_DONE_BY_US = re.compile(
    r"(?:已|已经|我|顺手|当场|现场|刚)(?:.{0,6})(?:清掉|清走|搬走|移走|劝离|劝走|扶起|捡走|撕掉|处理掉|处理好了|清理干净|清理好了|关掉|铲掉|铲干净|扫干净|收走|搬下|挪开|挪走|拆掉|剪掉|搬开|盖上|盖好)"
)
_VAGUE_SPOT = frozenset(
    {
        "楼下",
        "楼顶",
        "楼道",
        "楼梯",
        "楼梯间",
        "门口",
        "花坛",
        "天台",
        "屋顶",
        "电梯口",
        "电梯间",
        "走廊",
        "过道",
        "草坪",
        "绿化带",
        "楼梯口",
        "阳台",
        "厨房",
        "顶楼",
        "大厅",
        "人行道",
        "消防通道",
        "单元门口",
        "路口",
        "拐角",
        "垃圾桶",
        "空地",
    }
)
_NO_PLACE_NEEDED = frozenset(
    {
        "security.fraud",
        "security.illegal_finance",
        "dispute.wage",
        "dispute.consumer",
        "dispute.injury_medical",
        "dispute.family",
        "care.missing_person",
        "care.hardship",
        "service.consult",
        "service.population",
        "service.suggestion",
        "service.lost_found",
        "housing.owners_committee",
        "dispute.collective",
        "disaster.infectious",
        "care.minor",
    }
)

_OUTAGES = frozenset({"utility.water_outage", "utility.power_outage"})
"""Without any place an outage is the whole compound's, which the chat names."""


def action_for_incident(
    text: str,
    *,
    category: str | None,
    urgency: str,
    sensitivity: str,
    location: Location,
    chat_tier: str,
    pii: tuple[str, ...],
    role: str,
) -> str:
    """The expected action for one incident, a value of the closed list."""
    if category is None:
        return "ask_for_detail"
    if (
        _RUMOUR.search(text)
        and urgency != "normal"
        and category
        in {
            "work_market.hazmat",
            "fire.active_fire",
            "disaster.severe_weather",
            "utility.water_quality",
            "disaster.infectious",
        }
    ):
        return "verify_before_broadcast"
    if sensitivity == "S2":
        return _restricted(text, category, urgency, chat_tier, pii)
    if urgency == "emergency":
        return "create_emergency"
    if role != "resident" and _DONE_BY_US.search(text):
        return "create_self_handled"
    if category in _OUTAGES and location.is_empty:
        return "create_incident"
    if category in _NO_PLACE_NEEDED or "plate" in pii or has_spot(location):
        return "create_incident"
    return "ask_for_location"


def _restricted(text: str, category: str, urgency: str, chat_tier: str, pii: tuple[str, ...]) -> str:
    if category == "care.missing_person":
        return "create_emergency"
    if _ANONYMOUS.search(text):
        return "create_restricted_anonymous"
    if chat_tier == "dm":
        return "create_emergency_restricted" if urgency == "emergency" else "create_restricted"
    if urgency == "emergency" and not pii:
        return "create_emergency_restricted"
    return "create_restricted_and_redact"


def has_spot(location: Location) -> bool:
    """True when the words lead a worker to a building or a spot."""
    if any((location.building, location.room, location.road, location.number, location.compound, location.unit)):
        return True
    landmark = location.landmark
    if landmark is None:
        return False
    if location.floor is not None:
        return True
    return landmark not in _VAGUE_SPOT and not landmark.startswith(("我们这", "这栋", "我们楼"))


_STATUS_ASKED = re.compile(
    r"几点(?:来|能|恢复|修)|什么时候(?:来|能?修|恢复|好|通|送)|同问|进度|到哪(?:一步|了)|有消息|(?:修|弄|处理)(?:到哪|得怎么样|好了?(?:没|吗))|多久(?:来|能|才|修|恢复)|现在(?:什么|啥)情况|when will"
)
_HANDLED = re.compile(r"处理|修|弄好|速度|效率|师傅|上午.{0,6}下午|十分钟就|换了|解决|满意|反馈|给力|办好|响应")
_PARTIAL = re.compile(
    r"没人|未|[还就只]差|差.{1,3}[户家]|没联系|不在|除了|还有.{0,4}[户家]|只.{0,3}(?:通知|讲到|说到)|敲不开|没应|把门|联系不上"
)


def action_for_talk(kind: str, text: str, cues: dict[str, tuple[int, int]], role: str, chat_tier: str) -> str:
    """The expected action for what is neither an incident nor a follow-up."""
    if kind == "notice":
        return _for_notice(text, cues, role, chat_tier)
    if kind == "ack":
        if "chain" in cues:
            return "record_chain"
        return "record_receipt_partial" if _PARTIAL.search(text) else "record_receipt"
    if kind == "question":
        return "answer_status" if _STATUS_ASKED.search(text) else "answer_question"
    if kind == "praise":
        return "record_satisfaction" if _HANDLED.search(text) else "record_praise"
    return "warn_advert" if "advert" in cues else "ignore"


def _for_notice(text: str, cues: dict[str, tuple[int, int]], role: str, chat_tier: str) -> str:
    if "drill" in cues:
        return "drill_log_only"
    if "转" in text[:5] or role == "resident":
        return "record_forwarded_notice"
    if chat_tier == "dm":
        return "draft_notice"
    return "broadcast_down" if role in {"hq_office", "street_command", "community_secretary"} else "relay_notice"
