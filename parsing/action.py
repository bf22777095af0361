"""What is expected of the bot, by kind, urgency, sensitivity and place. Pure."""

import re

from parsing.report import Location

_ANONYMOUS = re.compile(
    r"(?:不要|别|莫|千万别)(?:说|讲|写|提)(?:是|出)?(?:我|俺)|匿名|保密|不要透露|别透露|别让.{0,6}知道|不要让.{0,6}知道|不敢(?!在?群).{0,4}(?:署名|说)"
    r"|怕.{0,4}报复|不想.{0,4}知道是我|别提.{0,2}名字|别提$|别提[\s,。!]"
)
_RUMOUR = re.compile(r"听说|据说|有人说|网传|转发|扩散")
_DONE_BY_US = re.compile(
    r"(?:已|已经|我|顺手|当场|现场|刚)(?:.{0,6})(?:清掉|清走|搬走|移走|劝离|劝走|扶起|捡走|撕掉|处理掉|处理好了|清理干净|清理好了|关掉|铲掉|铲干净|扫干净|收走|搬下|挪开|挪走|拆掉|剪掉|搬开|盖上|盖好)"
)
_ALWAYS_OF_SOMEBODY = frozenset({"dispute.domestic_violence", "care.mental_crisis"})
"""What tells of a family or of an illness, whatever its words name."""
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
_IN_A_HOUSE = re.compile(r"楼[道梯]|过道|走廊|厨房|厕所|客厅|[阳露]台|信箱|信报箱|[电水]表箱?$|门厅|门洞")
"""With a unit or a floor beside it, a spot of a house: which house is not said."""
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


def wants_no_name(text: str) -> bool:
    """Whether somebody asks in a normalised text not to be named."""
    return _ANONYMOUS.search(text) is not None


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
            "disaster.animal_disease",
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
    if wants_no_name(text):
        return "create_restricted_anonymous"
    if chat_tier == "dm":
        return "create_emergency_restricted" if urgency == "emergency" else "create_restricted"
    if urgency == "emergency" and not pii and category not in _ALWAYS_OF_SOMEBODY:
        return "create_emergency_restricted"
    return "create_restricted_and_redact"


def has_spot(location: Location) -> bool:
    """True when the words lead a worker to a building or a spot; every building of a compound has a unit 3 and a fifth floor."""
    if any((location.building, location.room, location.road, location.number, location.compound)):
        return True
    landmark = location.landmark
    if landmark is None:
        return False
    if (location.unit or location.floor) and _IN_A_HOUSE.search(landmark):
        return False
    return landmark not in _VAGUE_SPOT and not landmark.startswith(("我们这", "这栋", "我们楼"))


_STATUS_ASKED = re.compile(
    r"几点(?:来|能|恢复|修)|什么时候(?:来|能?修|恢复|好|通|送)|同问|进度|到哪(?:一步|了)|有消息|(?:修|弄|处理)(?:到哪|得怎么样|好了?(?:没|吗))|多久(?:来|能|才|修|恢复)|现在(?:什么|啥)情况|when will"
    r"|来了?没有?$|来了没|[准有]信儿?没?|后来.{0,10}(?:谁|咋|怎么)|[停封堵断围](?:水|电|气|路)?到(?:几|啥|什么|哪)|(?:救|捞|找|修)(?:出来|上来|到|好)了?(?:没|吗)"
)
_EXERCISE = re.compile(r"【测试】|模拟(?:信息|演)|练兵")
_PASS_IT_ON = re.compile(r"转告|各位(?:微?网格长|楼长)")
_HANDLED = re.compile(r"处理|修|弄好|速度|效率|师傅|上午.{0,6}下午|十分钟就|换了|解决|满意|反馈|给力|办好|响应")
_PARTIAL = re.compile(
    r"没人|未|[还就只]差|差.{1,3}[户家]|剩\D{0,3}\d|剩下|一半|没联系|不在|除了|还有.{0,4}[户家]|只.{0,3}(?:通知|讲到|说到)|敲不开|没应|把门|联系不上"
)


_CHAIN = re.compile(r"\s*\d{1,2}[.、,]\s?\S")
"""A line of a list that goes round: its number, then who and what."""
_APPLAUSE = re.compile(r"点个?赞")
_ADVERT = re.compile(
    r"加我(?:微信|v)|(?:滴滴|私聊?|联系)我|随叫随到|上门服务|24小时(?:上门|服务)|日结|买.{1,2}送.|在家(?:就能|也能|带娃).{0,6}[做挣赚天]|专业(?:疏通|通|开锁|保洁)|送货上门"
)


def action_for_talk(kind: str, text: str, cues: dict[str, tuple[int, int]], role: str, chat_tier: str) -> str:
    """The expected action for what is neither an incident nor a follow-up."""
    if kind == "notice":
        return _for_notice(text, cues, role, chat_tier)
    if kind == "ack":
        if "chain" in cues or _CHAIN.match(text):
            return "record_chain"
        return "record_receipt_partial" if _PARTIAL.search(text) else "record_receipt"
    if kind == "question":
        return "answer_status" if _STATUS_ASKED.search(text) else "answer_question"
    if kind == "praise" and _APPLAUSE.search(text):
        return "record_praise"
    if kind == "praise":
        return "record_satisfaction" if _HANDLED.search(text) else "record_praise"
    return "warn_advert" if "advert" in cues or _ADVERT.search(text) else "ignore"


def _for_notice(text: str, cues: dict[str, tuple[int, int]], role: str, chat_tier: str) -> str:
    if "drill" in cues or _EXERCISE.search(text):
        return "drill_log_only"
    if "转" in text[:5] or role == "resident":
        return "record_forwarded_notice"
    if chat_tier == "dm":
        return "draft_notice"
    if role == "community_secretary" and _PASS_IT_ON.search(text):
        return "relay_notice"
    is_from_above = role in {"hq_office", "street_command", "community_secretary"} or chat_tier in {"hq", "street"}
    return "broadcast_down" if is_from_above else "relay_notice"
