"""The words and patterns of spots: what is one, what belongs to it, what stands before and behind it. Pure."""

import re

from parsing.names import PLACES

WORDS = {kind: frozenset(words.split()) for kind, words in PLACES["spots"].items()}


def _any(*kinds: str) -> str:
    """A pattern for the words of these lists, by their first sign and then the longest first: most is passed over at once."""
    words = frozenset[str]().union(*(WORDS[kind] for kind in kinds))
    rows = []
    for first in sorted({word[0] for word in words}):
        rest = sorted((word[1:] for word in words if word[0] == first), key=lambda word: (-len(word), word))
        rows.append(f"{first}(?:{'|'.join(rest)})")
    return "|".join(rows)


_GATE = r"\d号口|(?:[东西][南北]|[东南西北正侧后前大小边校]|\d号)门(?:口|岗|外|前|边)?(?![店把锁禁窗铃面洞诊票槛卫厅牌缝框板])"
_FIRST_OF_GROUND = "东西南北正侧后前大小边校池河塘溪江渠沟潭湖井水堤坝坡田路塘地马公街树桥厂店院物村小校头岙畈坞埠墩湾岭坑区滩埂砂沙石料泥矿粪大对旁隔车建工农中交招"
_GROUND = (
    r"(?:小区|村子?|厂区|校园)(?:[东南西北]{1,2}[侧边面头角]|外[面头围]|后[面头]|前[面头]|旁边|对面|中[央间心])"
    r"|(?:[河塘溪江渠沟潭湖井池]|水[沟渠坑])(?:边上?|对面|对岸|岸上?|中央|中间|里头?|底下?)|(?:堤|坝|坡|[田塘路]?埂子?)(?:上|边上?|底下|脚下?|下面)"
    r"|[田地](?:里头?|头(?!上))|(?:马路|公路|大路|路|街)(?:边上?|旁边?|对面|中间|中央|当中)|树(?:底下|下面|下|旁边?)|桥(?:底下|下面|上面|[下上边面]|[东南西北][头边侧面])|村[东南西北](?:头|边|面)?(?![村路街])"
    r"|(?:对面|旁边|后面|前面|隔壁)那[块片](?:[空荒]?地(?!方|皮|板)|田)|(?<=号)(?:停车位|车位)|(?<=[在到去])[建工农中交招]行(?![道人走李车])"
    r"|(?<=[在到从])[厂店院]里|(?<=[去在到找])物业(?=[堵闹大门办找围]|门口)"
)
_SIDE = (
    r"的?(?:正?对[面过门岸]|斜对[面过]|[上下]游|[前后](?=[ ,。!?;、]|$)|楼(?=[东南西北]{1,2}[侧边面头角])|旁边|边上|附近|后面|后头|后边|背后|前面|前头|前边|外面|外头|底下|下面|下头|上面|门口|门前|那边|那头|[东南西北]{1,2}[侧边面头角]|方向|隔壁|(?<=[墙门])外|拐角处?|拐弯处|转角处?|入口|出口|尽头|中间|中央|当中"
    r"|墙[角脚]|(?<=[墙坡])[脚根角]|[旁边](?![防界缘境])|(?<=[桥树山架])[下上])"
)
_INSIDE = r"(?:里头|里面|里|上面?(?!学|班|课|次)|内)"
_AT_DOOR = r"的?(?:[东南西北]{1,2}[侧边面头角]|正?对面|背后|[后前][面头边]|[楼屋墙门][前后外边脚角]|门口|旁边|边上|附近|底下|下面|外面|外头|窗[口下外]|最?[上顶](?:面|头|上)|(?<=号)楼上(?!楼下))"
_AWAY = r"(?:大约|约|大概)?\d{1,4}米(?:处|左右|远|开外|的地方)?"
_THAT = "(?:[那这][个家间条座栋排面片])"
_ENDS = rf"(?:{_any('ends')})(?![长员招主家商位贩面]|方(?!向)|(?<=站)[在着了起住不到出岗稳立队满那一得]|(?<=[人个女男的子主孩她他]站)|(?<=铺)[上着了满])"
BEGINS = "".join(
    sorted(
        {word[0] for kind in ("alone", "ends", "parts", "furniture") for word in WORDS[kind]} | set(_FIRST_OF_GROUND)
    )
)
"""Every spot's word begins with one of these or a digit: a look at one sign spares the long list."""
HEAD = re.compile(
    rf"(?=[{BEGINS}\d])(?:(?P<gate>{_GATE})|(?P<alone>{_any('alone')})|(?P<ground>{_GROUND})|(?P<far>[塘桥头岙畈坞埠墩湾岭坑溪厂区滩](?:那边|那头|一带|(?=[石台]阶))|[砂沙石料泥矿粪]坑(?=[里边底]))"
    rf"|(?P<part>(?:{_any('parts')})(?=的?(?:[边角脚根旁]|[下后][面头边]|对面|附近))|(?:{_any('furniture')})(?=的?(?:[边下旁]|底下|后面|附近|(?<=[凳椅])上)))|(?P<ends>{_ENDS}))"
)
"""The word of a spot, by its sort."""
ENDS = re.compile(_ENDS)
PIECE = re.compile(rf"(?:{_any('parts', 'inner')})(?<!墙(?=[裂歪倒]))|(?<=个)弯")
"""A part of a spot, named behind it: 五里桥栏杆."""
OF = re.compile(rf"(?<=[面边旁口头近下])的|{_THAT}")
"""What stands between a spot and another one that is said of it: 对面的面馆, 村东那排木屋."""
TRADE = re.compile(rf"的?[那这][个家](?:[一-鿿]{{0,2}}?(?:{_any('trades')})[店铺馆摊]?)")
PART = re.compile(
    r"[那这](?:一?[段截](?:[一-鿿]{0,2}路)?(?!灯)|户(?!口)|家(?![店里])|排(?:[一-鿿]{0,1}房子?|平房|店面|工棚)|块(?:地皮?|空地|荒地)|[面个][一-鿿]{0,1}(?:坡|墙|潭|塘|坑|山头?)[里上]?|间(?:屋|房)里?)"
)
SIDES = re.compile(rf"(?:{_SIDE}){{1,2}}(?:{_AWAY})?|{_AWAY}")
IN = re.compile(_INSIDE)
DOOR = re.compile(_AT_DOOR)
ROOM = re.compile("|".join(sorted(WORDS["rooms"])))
STAKE = re.compile(r"k\d{1,4}\+\d{1,3}(?!\d)")
"""A kilometre stake of a road: `k12+300`."""
ROUTE = re.compile(
    r"(?:[去往]|通往)(?P<aim>[一-鿿]{2,6}?)的?[那这]一?[段条]路|(?P<from>[一-鿿]{2,6}?)到(?P<end>[一-鿿]{2,6}?)的?[那这]?一?段(?:[一-鿿]{0,2}路)?(?!灯|时)"
)
LEAD = re.compile(
    r"(?P<whose>(?:(?:我们|咱们|咱|我家|俺们|阿拉|我|[这那](?=.))[这那]?(?:小区|楼|村|单元|厂|公司|店|公寓|宿舍)?|小区|村)里?|[镇街]上)?的?(?P<side>正对面|斜对面|对面|旁边|后面|前面|隔壁|对门|楼下|楼上|[东南西北][边面]|那边|那头)?的?(?:[那这](?:[个家栋座条片间块]))?$"
)
WHOLE = re.compile(
    r"(?:整个|全)(?:小区|村子?|单元|楼(?![道梯层顶下]))|(?:我们|咱们)?(?:这|整)(?:一)?(?:栋|幢|个单元)(?:楼)?(?=[没停又不都也的全莫漏,。 ]|$)|(?:我们|咱们)这(?:一片|一带|条街)"
)
