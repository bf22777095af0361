"""Landmarks: gates, shops, bridges, corners and other spots people name instead of an address. Pure."""

import re

_HEADS = (
    "幼儿园|托儿所|小学|中学|初中|高中|学校|培训班|医院|卫生院|卫生室|卫生站|诊所|药店|菜市场|农贸市场|菜场|超市|便利店|小卖部|小店|"
    "饭店|餐馆|餐厅|面馆|烧烤店|烧烤摊|奶茶店|早餐店|水果店|理发店|足浴店|快餐店|火锅店|面包店|洗车店|修理店|棋牌室|麻将馆|麻将室|网吧|酒店|宾馆|酒吧|ktv|银行|快递站|驿站|"
    "快递柜|物业办公室|物业中心|物业服务中心|居委会|村委会|村部|祠堂|文化礼堂|礼堂|土地庙|寺庙|教堂|老年活动中心|活动中心|活动室|便民服务中心|服务大厅|工地|化工厂|工厂|厂房|"
    "加工厂|仓库|加油站|公交站台|公交站|公交车站|地铁站|地铁口|车站|充电桩|充电棚|车棚|垃圾房|垃圾站|垃圾屋|垃圾亭|垃圾桶|配电房|配电间|水泵房|泵房|"
    "门卫室|门卫|岗亭|保安亭|保安室|凉亭|亭子|中心广场|广场|公园|操场|篮球场|健身区|游乐场|滑梯|花坛|绿化带|草坪|草地|树林|池塘|水塘|鱼塘|荷塘|水库|河埠头|河边|河道|河岸|堤坝|江边|溪边|"
    "大桥|石桥|桥洞|桥头|桥|村口|十字路口|丁字路口|三岔路口|路口|街口|巷口|弄堂口|弄堂|胡同口|拐角处|拐角|转角处|转角|转弯处|田里|地里|菜地|山上|山脚下?|山坡|后山|码头|晒谷场|"
    "台门|老屋|老房子|泥房子|平房|空地|隧道|涵洞|天桥|高架下|匝道|人行道|盲道|斑马线|消防通道|地下车库|地下停车场|地库|车库|停车场|地下室|架空层|连廊|"
    "楼梯间|楼梯口|楼梯|楼道|过道|走廊|电梯口|电梯间|电梯厅|大堂|大厅|门厅|中庭|天井|天台|楼顶|顶楼|屋顶|楼下|门口|大门口|单元门口|出入口|入口|出口|阳台|厨房|露台|管道井|弱电井"
)
_GATES = r"(?:[东南西北正侧后前大小边]|东南|东北|西南|西北|\d号)门(?:口|岗)?(?!店|把|锁|禁|窗|铃)"
_SIDES = r"(?:的)?(?:正?对面|斜对面|旁边|边上|旁|附近|后面|后头|前面|前头|外面|外头|里面|里头|底下|下面|下头|上面|门口|那边|那里|那儿|这边|这里|那头|[东南西北]侧|[东南西北]边|[东南西北]头|拐角|拐弯处|转角|入口|出口|尽头|中间|墙角|(?<=[桥树山])[下上]|(?<=[塘库沟坑场园房站])边)"
_AWAY = r"(?:大约|约|大概)?\d{1,4}米(?:处|左右|远|开外|的地方)?"
_STAKE = re.compile(r"k\d{1,4}\+\d{1,3}(?!\d)")
"""A kilometre stake of a road: `k12+300`."""
_LEAD = re.compile(
    r"(?:(?:我们|咱们|我家|俺们|阿拉)?(?:这|那)?(?:小区|楼|村里|村|家|单元|厂|公司)?(?:的)?(?:正对面|斜对面|对面|旁边|后面|前面|隔壁|对门|[东南西北]边|[东南西北]面|里|那边)?(?:的)?(?:那个|那家|那栋|那座|那条|那片|这个|这家|这栋|一个|一家)?)$"
)
_BEGINS = "".join(sorted({head[0] for head in _HEADS.split("|")} | set("东南西北正侧后前大小边物")))
"""Every head begins with one of these: a look at one sign spares the long list of heads."""
_SORTED = "|".join(
    f"{first}(?:{'|'.join(head[1:] for head in _HEADS.split('|') if head[0] == first)})"
    for first in sorted({head[0] for head in _HEADS.split("|")})
)
"""The heads by their first sign, else in their order: most of the list is passed over at once."""
_HEAD = re.compile(
    rf"(?=[{_BEGINS}\d])(?:{_GATES}|(?:{_SORTED})|(?<=[去在到找])物业(?=[堵闹大门办找围]|门口))(?:{_SIDES}){{0,2}}(?:{_AWAY})?"
)
_WHOLE = re.compile(
    r"(?:整个|全)(?:小区|村子?|单元|楼)|(?:我们|咱们)?(?:这|整)(?:一)?(?:栋|幢|个单元)(?:楼)?(?=[没停又不都的全莫漏,。 ]|$)|(?:我们|咱们)这(?:一片|一带|边|条街|排)"
)
_OPPOSITE = re.compile(r"(?:河|马路|街|路)(?:对面|对岸|边上?)")
_STOP = frozenset(
    "的在从到去往沿于是我你他她它们这那哪把被给让说有和与及跟至了吗呢吧啊也都还没不很太要会能请就又个,。!?;:、()[]【】\"'“”‘’…~#@ \n号幢栋元层室看见着靠近里边经过停放堵占"
    "坏倒掉漏冒烧打偷扔堆挡住进出站走跑来拿修管谁叫人天"
)
_NAME = 4
_NOT_PLACES = re.compile(r"(?:进|出|上|下|坐|修|开|关|锁|敲|砸|堵|装|换|回)$")


def find_landmark(text: str, covered: list[tuple[int, int]]) -> tuple[int, int] | None:
    """[start, end) of the first landmark outside the spans that a road, number or building already explains."""
    whole = _WHOLE.search(text) if "整" in text or "全" in text or "这" in text else None
    stake = _STAKE.search(text) if "+" in text else None
    if stake is not None:
        return stake.span()
    for match in _HEAD.finditer(text):
        over = [end for start, end in covered if start < match.end() and match.start() < end]
        if over:
            again = _HEAD.match(text, max(over)) if max(over) < match.end() else None
            if again is None:
                continue
            match = again  # noqa: PLW2901  # the part of the match that no road or number explains
        if match[0].endswith("门口") and text[: match.start()].endswith("家"):
            continue
        if match[0] in {"门口", "楼梯", "阳台", "厨房", "出口", "入口"} and _NOT_PLACES.search(
            text[: match.start()][-1:]
        ):
            continue
        start = _begin(text, match.start(), covered)
        if whole is not None and whole.start() < start:
            return whole.span()
        return _trim(text, start, match.end())
    if whole is not None:
        return whole.span()
    return None


def _begin(text: str, at: int, covered: list[tuple[int, int]]) -> int:
    edge = max((end for _, end in covered if end <= at), default=0)
    start = at
    while start > edge and at - start < _NAME and "一" <= text[start - 1] <= "鿿" and text[start - 1] not in _STOP:
        start -= 1
    window = text[max(edge, start - 12) : start]
    lead = _LEAD.search(window)
    if lead is not None and lead[0]:
        start -= len(lead[0])
        if lead[0].endswith(("那边", "边", "里", "面", "那个", "那家", "那栋")) and len(lead[0]) > 1:
            named = start
            while (
                named > edge
                and start - named < _NAME
                and "一" <= text[named - 1] <= "鿿"
                and text[named - 1] not in _STOP
            ):
                named -= 1
            start = named
    across = _OPPOSITE.search(text, max(edge, start - 4), at)
    if across is not None and across.end() >= start:
        start = min(start, across.start())
    return start


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    for word in (
        "那个",
        "那家",
        "那栋",
        "那座",
        "那条",
        "那片",
        "这个",
        "这家",
        "一个",
        "一家",
        "的",
        "就是",
        "今天",
        "昨天",
        "刚才",
        "发现",
    ):
        if text.startswith(word, start) and end - start > len(word):
            start += len(word)
    return start, end
