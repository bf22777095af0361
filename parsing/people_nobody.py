"""People who are named and are not there: wanted, needed, thought of, denied, or out of danger again. Pure."""

import re

_NEEDED = re.compile(
    r"(?:缺|要|招|需|派|叫|喊|找|发展|凑|够|坐得?下|限|凑?满|每|拉|请|能坐|容纳|[快再请能]来|差|限[乘载坐]|[核荷]载|定员)(?:再|上|个|了)?$"
)
_ROOM_FOR = re.compile(r"(?:能|可以?|够|塞得|坐得|容得?)[^,。!?\s]{0,2}$|像$")
_WORK = re.compile(
    r"[都也才]?(?:能|够)?(?:(?:[抬扛搬挪推拉拖抱][不得动]|[抬扛搬挪]着)|抬|扛|合抱)|的(?:量|位置|份|活|力气|座)|一[组桌间]|以[上内]"
)
"""People who are wanted, or who would be needed."""
_ALMOST = re.compile(r"(?:差点|险些|差一点|万一|要是|如果|假如|迟早|早晚|小心|当心|免得|省得|幸亏)[^,。!?\s]{0,6}$")
"""What was only thought of, or nearly came."""
_OUT_AGAIN = re.compile(
    r"[^,。!?\s个]{0,5}(?:[救扶拉抬接背拖抱弄放捞跑逃撤](?:了)?[出上下]来了(?!吗|没|么)|(?:都|全|已经?|安全)*出来了(?!吗|没|么)|(?:已经?|都|全)+[救放接拉]出来(?=[\s,。!?]|$)|[都全已经]*救出(?!来|去)|获救了?(?!援)|脱险了|脱困了|得救了)"
)
"""Those who were in danger are out of it."""
_MOVED = re.compile(r"[^,。!?\s个的]{0,4}(?:搬走|搬出|走了|退了?租|退房|不住了|搬家)")
"""Those who lived there before."""
_NOT_YET = re.compile(r"[^,。!?\s个]{0,3}没(?:有)?[找出下上回撤]")
"""Who is not yet there is waited for, not wanted."""
_NONE = re.compile(r"影?[都也]+[没不冇无]")
_NO_ONE = re.compile(r"影?(?:[不冇无]|没(?![出下上走回撤找救醒了]|呼吸|意识))")
"""Behind one of whom only 人 is said: 一个人没来; but 一个老人不肯走 is there."""
_EACH = re.compile(r"每[间户层屋张套栋幢桌辆车班组家个人位][^,。!?\s]{0,3}$")
"""So many there are in each: 每间住四个."""
_BYSTANDERS = ("旁边", "边上", "周围", "旁边有", "边上有", "周围有")
_LENDS_A_HAND = re.compile(r"(?:正|都|轮流|一直)*在(?:按胸|按压|做心肺|救|扶|帮|抬|拦|劝)")
"""Who stands by whoever came to harm: 旁边两个人在按胸口."""
_ONE_BY_ONE = ("一个传", "一个接", "一个挨", "一个跟", "一个比", "一个顶")
"""Before 一个 they make it nobody in particular: 一个接一个发烧."""


def is_not_there(text: str, end: int, before: str, low: int, who: str) -> bool:
    """Whether people who are counted before `end` are not there; children and old people may be looked for."""
    if low == 1 and (
        _NONE.match(text, end)
        or (who in {"person", ""} and _NO_ONE.match(text, end))
        or before.endswith(("没有", "没", "无", "另", "接", *_ONE_BY_ONE))
    ):
        return True
    if _ALMOST.search(before) or _EACH.search(before) or _OUT_AGAIN.match(text, end):
        return True
    if before.endswith(_BYSTANDERS) and _LENDS_A_HAND.match(text, end):
        return True
    if _NOT_YET.match(text, end):
        return False
    is_wanted = who not in {"elderly", "minors", "gathered"} and (_NEEDED.search(before) or _WORK.match(text, end))
    return bool(is_wanted or _ROOM_FOR.search(before))


def is_one_not_there(text: str, start: int, end: int, before: str) -> bool:
    """Whether the one with an article at [start, end) is not there."""
    if before.endswith(("没", "没有", "无", "缺", "要", "派", "叫", "找", "喊")) or _NONE.match(text, end):
        return True
    return _ROOM_FOR.search(before) is not None or _ALMOST.search(text, 0, start) is not None


def has_moved(text: str, end: int) -> bool:
    """Whether those who are told before `end` lived there and do no more: 那对夫妻走了."""
    return _MOVED.match(text, end) is not None
