"""How urgent: the leaf's own urgency, raised or lowered by what the words say. Pure."""

import re

from parsing.category import Matter
from parsing.leaves import LEAVES

_WHOLE = re.compile(r"(?:整个|全|整)(?:小区|村|栋|幢|单元|条街|片)|(?:好几|几)(?:栋|幢)|大家都|家家")
_LONG = re.compile(r"(?:[两二三四五六七八九十]|\d+|好几|几)天(?:了|多)|一(?:个)?(?:周|星期|礼拜)")
_NOW = re.compile(
    r"正在(?:焊|建|砌|浇|搭|盖|砸|敲|拆|打|装|挖)|在(?:焊|搭|砌|盖|浇)|连夜|往上(?:抬|搬|运|吊)|还在(?:砌|搭|盖|建|浇)|马上(?:封顶|盖好)"
)
_WEAPON = re.compile(r"刀|棍|砖|砍|斧|锤|酒瓶|砸|打人|伤人|追着|汽油|打火机|威胁")
_SEVERAL = r"(?:(?:全|整个?)班|好多(?:个)?(?:人|学生|孩子|小朋友|老人|工人)|(?:好几|好多|十几|[一二两三四五六七八九十\d]{2,4}[几多]?|[三四五六七八九\d])(?:个|名|人))"
_SICK = r"(?:吐|拉肚子|[坏闹]肚子|肚子[疼痛]|发烧|呕|泻|中毒|送医|住院|进医院|[挂吊打][盐药]?[水瓶针]|点滴|输液)"
_CLUSTER = re.compile(rf"{_SEVERAL}.{{0,16}}{_SICK}|{_SICK}.{{0,10}}{_SEVERAL}")
"""Several who fell ill together."""
_RISK_ONLY = re.compile(
    r"游泳|玩水|洗澡|野泳|戏水|钓鱼|打水仗|[摸捞](?:鱼|虾|螺)"
    r"|(?:孩|伢|娃|学生|小鬼|小子|小朋友|少年|小年轻|小囡|女仔|男仔|[两三四五六七八九十几]个).{0,16}"
    r"(?:往.{0,6}[江河潭塘水溪湖库坝里]里?(?:跳|扎|走|划|蹚|冲)|脱(?:得|了|个)?.{0,2}光|光着膀子|光溜溜|卷[着起]裤|泡在|划到)"
)
"""Who bathes or plays at the water, as yet unharmed."""
_IN_WATER = re.compile(r"淹|沉|挣扎|救命|掉|落|溺|捞(?![鱼虾螺])|冲走|没上来|浮|扑腾")
_FEAR = re.compile(r"(?:差点|险些|万一|怕|迟早|早晚|容易|隐患|担心)")
_HURT = re.compile(
    r"(?<!没)(?<!没有)(?<!没人)(?<!没有人)(?<!无人)(?<!未)受伤|流血|出血|昏|晕|躺|骨折|动不了|起不来|救护车|120|缝|死|人没(?!事|有事|啥事|大事)"
)
_RUSH = re.compile(r"早高峰|晚高峰|上下学|放学|全乱了|堵死")
_RUMOUR = re.compile(r"听说|据说|有人说|网传|听讲")
_MILD_CRASH = re.compile(r"刮|蹭|擦|剐|漆|后视镜|保险|赔|没(?:有)?人?(?:受伤|伤)|无人(?:受伤|伤亡)|人没事|人都没事")


def urgency_of(category: str | None, text: str, matter: Matter | None) -> str:
    """`emergency`, `urgent`, `normal` or `low` for one matter of `category` told in `text` (normalised)."""
    if category is None:
        return "normal"
    if matter is not None and matter.is_grave:
        return "emergency"
    return _of_leaf(category, text, matter)


def _of_leaf(category: str, text: str, matter: Matter | None) -> str:
    usual = LEAVES[category].urgency
    if category in {"utility.power_outage", "utility.water_outage"}:
        return "urgent" if _WHOLE.search(text) or _LONG.search(text) else usual
    if category == "sanitation.illegal_building" and _NOW.search(text):
        return "urgent"
    if category in {
        "care.mental_crisis",
        "dispute.collective",
        "dispute.neighbor",
        "dispute.family",
    } and _WEAPON.search(text):
        return "emergency" if category == "care.mental_crisis" or "刀" in text or "汽油" in text else "urgent"
    if category in {"work_market.food_safety", "disaster.infectious"} and _CLUSTER.search(text):
        return "emergency"
    if category == "disaster.drowning" and _RISK_ONLY.search(text) and not _IN_WATER.search(text):
        return "urgent"
    if category == "traffic.accident" and _MILD_CRASH.search(text) and not _HURT.search(text):
        return "urgent"
    if category == "municipal.traffic_facility" and _RUSH.search(text):
        return "urgent"
    if category == "work_market.hazmat" and _RUMOUR.search(text):
        return usual
    return _by_matter(usual, matter)


def _by_matter(usual: str, matter: Matter | None) -> str:
    """An emergency only if pattern or model is sure of a life at risk; a leaf that would be one is urgent otherwise."""
    if matter is not None and matter.emergency:
        return "emergency"
    return "urgent" if usual == "emergency" else usual
