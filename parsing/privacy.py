"""Which personal data stand in a message, and how closed a matter must be kept. Pure."""

import re

from parsing.category import Matter
from parsing.contacts import Contact
from parsing.leaves import LEAVES
from parsing.report import Location, Report

_NAME = re.compile(
    r"(?:姓名|叫)[:: ]?[一-鿿]{2,3}|(?<![一-鿿])[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任沈姚卢姜崔钟谭陆汪范金](?:某某?|[一-鿿]{1,2}(?=,?(?:身份证|电话|手机)))|"
    r"老[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘田董袁于余叶蒋杜苏魏程吕丁任沈姚卢姜崔钟谭陆汪范金](?:家|的|他|她|又|头)|"
    r"[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭蔡潘董袁于余叶蒋杜苏魏程吕丁任沈姚卢姜崔钟谭陆汪范](?:大爷|大妈|阿姨|奶奶|爷爷|大伯|叔叔|婆婆|先生|女士|老太|阿婆|大姐|某)"
)
_HEALTH = re.compile(
    r"犯病|发病|精神|痴呆|抑郁|癌|艾滋|肺结核|肝炎|残疾|瘫痪|透析|病史|确诊|疫苗没|没打疫苗|未接种|怀孕|流产|吐了|发烧|水痘|手足口|传染"
)
_FAMILY = re.compile(r"夫妻|两口子|老公|老婆|媳妇|儿媳|婆婆|前夫|继父|(?:家|的)(?:儿子|女儿|孩子)")
_MINOR = re.compile(r"小朋友|小孩|孩子|学生|未成年|男孩|女孩|班")
_CLOSED = {"id_number", "bank"}
_CLUSTER = re.compile(
    r"(?:好几|几|多|十|[三四五六七八九\d])个?(?:小朋友|孩子|小孩|学生|同学|娃).{0,12}(?:吐|拉|发烧|发热|呕|泻|疹|泡)|幼儿园|学校"
)


def find_pii(text: str, contacts: tuple[Contact, ...], location: Location, category: str | None) -> tuple[str, ...]:
    """Kinds of personal data in a normalised text: name, id_number, phone, plate, bank, room, health, minor, family."""
    kinds: dict[str, None] = {}
    if _NAME.search(text):
        kinds["name"] = None
    for contact in contacts:
        kinds[contact.kind] = None
    if location.room is not None:
        kinds["room"] = None
    private = category is not None and LEAVES[category].sensitivity == "S2"
    if category in {"work_market.food_safety", "disaster.infectious", "care.minor"} and _MINOR.search(text):
        kinds["minor"] = None
    if (private or "name" in kinds or "id_number" in kinds or "minor" in kinds) and _HEALTH.search(text):
        kinds["health"] = None
    if private and _FAMILY.search(text):
        kinds["family"] = None
    return tuple(kinds)


def sensitivity_of(
    kind: str,
    category: str | None,
    matter: Matter | None,
    items: tuple[Report, ...],
    contacts: tuple[Contact, ...],
    *,
    text: str,
) -> str:
    """S0 open, S1 building only, S2 restricted; the closest of what the message holds."""
    if any(contact.kind in _CLOSED for contact in contacts):
        return "S2"
    if kind == "multi":
        return max(item.sensitivity for item in items)
    if kind not in {"incident", "status_update"} or matter is None or category is None:
        return "S0"
    if kind == "incident" and (
        matter.restricted or (category in {"work_market.food_safety", "disaster.infectious"} and _CLUSTER.search(text))
    ):
        return "S2"
    own = LEAVES[category].sensitivity
    return own if kind == "incident" or own == "S2" else "S0"
