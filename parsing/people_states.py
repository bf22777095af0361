"""What befell people: the words that say that they are hurt, shut in, gone or ill, and to which group they belong. Pure."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from parsing.people_groups import Group
from parsing.signs import signs_of

_FOLK = r"(?:的?(?:大人|老人|老年人|小孩|孩子|儿童|工人|学生|师生|群众|村民|居民|乘客|旅客|游客|员工|教师和工作人员|工作人员|人员|人数?))"
_LINK = rf"(?:了|着|的)?{_FOLK}?(?:大约|约有?|将近|近|共有?|有|达|还有|得有)?$"
_GAP = r"[^,。!?;\n个的]{0,%d}?"
_STATES = (
    ("dead", "死亡遇溺没", r"死亡|遇难|身亡|死了|去世|溺亡|没气了|没了呼吸", r"(?:死亡|死了|遇难|溺亡|淹死了?)", 3),
    (
        "trapped",
        "困关",
        r"被困|困(?:在|住|了|着|于)|(?:被关在?|关在)(?!门外|外|屋外)|出不[来去]的",
        r"(?:被困|受困|困[了着住]了?|关[了着]|困住)",
        5,
    ),
    (
        "missing",
        "失走不联",
        r"走[失丢散]|失踪|失[联散]|不见(?:了|人)|联系不[上到]|没了?联系",
        r"(?:走[失丢]了?|失踪了?|失联了?|丢了)",
        4,
    ),
    (
        "injured",
        "伤骨血昏晕医咬撞蜇叮抓啄砸压碾轧倒彩挂输洗急抢",
        r"[受负]了?伤|[轻重砸咬烧烫摔撞刺打划割抓挤踩]伤|骨折|[流出吐]血|是血|挂彩|头破|被[^,。!?\s个]{0,3}[咬蜇叮啄撞砸抓]|昏迷|昏[倒死]|晕倒|没意识|倒(?:地|在)|[送拉抬](?:去|到|进|往)?了?(?:医院|急诊|卫生院|抢救|挂水|输液|洗胃)|送医|[都在](?:去|在)?(?:挂水|输液|洗胃|抢救)|(?:满[脸头]|[脸头]上).{0,2}红",
        r"(?:[受]?伤了|受伤|伤者|伤员|重伤|轻伤|[砸咬打撞烧烫]伤了?|[咬撞蜇叮抓挠啄]了|[咬撞砸压碾轧](?:[到倒住]了?|死)|送(?:去|到)?了?医院)",
        10,
    ),
    (
        "ill",
        "烧吐泻肚中感确疹痘疱泡热",
        r"发烧|高烧|呕吐|上吐下泻|[在直狂都]吐|吐了|拉肚子|腹泻|肚子[疼痛]|闹肚子|中毒|感染|确诊|[出发起长].{0,2}[疹痘疱泡]|水痘|发热|发冷",
        r"(?:发烧|烧倒|呕吐|吐了|拉肚子|中毒|感染|确诊|水痘)",
        6,
    ),
)
"""Key, the signs one of which its words hold, the words that stand behind a group, those before it, and how far they may be."""
_AFTER = {key: re.compile(rf"{_GAP % far}(?:{after})") for key, _, after, _, far in _STATES}
_BEFORE = {key: re.compile(rf"{before}{_LINK}") for key, _, _, before, _ in _STATES}
_HEADLESS = re.compile(
    r"[ ]?(?:[都也还已全]|被|[头脸腿手眼鼻嘴满]|[躺坐倒趴昏晕受伤重轻骨]|[砸咬烧烫摔撞刺打][伤了得]|发烧|高烧|[出长].{0,2}[疹痘疱泡]|吐|拉)"
)
"""What may follow a number without a word for people, so that it counts people."""
_OF_THINGS = re.compile(r"[^\s,。!?;:、了在都也快还全]")
"""What follows a number that counts something else: 撞了三个摊."""
_SIGNS = tuple((key, frozenset(signs)) for key, signs, *_ in _STATES)
_MAYBE = re.compile(
    r"(?:差点|险些|差一点|万一|要是|如果|假如|别|怕|会|容易|迟早|早晚|小心|当心|没有?|免得|不然|防止|幸亏)[^,。!?\s]{0,6}$"
)
"""What stands so before a harm says that it did not, or did not yet, come."""
_DOWN = re.compile(
    r"血(?!压|糖|汗|本|栓|型|管)|骨折|骨裂|昏(?!暗|黄|天)|晕(?:倒|过|死)|没意识|叫不[醒应]|爬不起|起不来|站不起|救护车|送.{0,2}医院|急诊|缝[了针]|挂彩|开瓢|脑震荡|不省人事|人还?在哼|撞了?个?人|[撞压碾轧刮](?:到|了|倒)?(?:人|一?[个名位]|行人|小孩|孩子|老[人太头])"
    r"|(?:受|负|[轻重砸咬烧烫摔撞刺打划割抓])了?伤"
    r"|(?:腿|脚|手|胳膊|肋骨|锁骨|手指|指头|膝盖|脑袋|头|脸|腰|肩膀?|脚踝|小臂|手臂|额头|鼻子|牙|肚子|脖子|嘴)[^,。!?\s]{0,6}?(?:断|破|弯|压|夹|肿|青|折|轧掉|掉一|扭|烫|划开|不对|动不了|不能动|没知觉|没感觉|抬不|咬)"
    r"|喊疼|说[^,。!?\s]{0,6}疼|[腰胸头腿脖]疼|[没不]起来|不应声|[喊叫]他?她?[不没](?:答应|反应)|嘴唇发|脸色?煞?白|扭了[腰脚]|崴|磕[到了在]|后脑|着地|人在车底|车底下有人|栽[到进]|(?:她|他|人|我)[^,。!?\s]{0,3}(?:动不了|动弹不)"
    r"|(?:打|撞|碰|蹭|砸|弹|挤|压)[到倒着]了?[^,。!?\s]{0,4}(?:骑|小姑娘|小孩|孩子|老[人太头伯]|[脚腿手腰头胸](?!盔|机|套|灯))"
    r"|捂着(?:腿|头|脸|腰|胸|肚|胳膊)|骨头|牙落|[躺趴](?:着|下|了)?(?:一?个|在|着|我)|滚下.{0,3}不动"
    r"|(?<![车门墙杆栏树牌灯摊])被[^,。!?\s车]{0,5}(?:压|夹|轧|碾|卷|埋|(?:撞|刮|带)[倒飞伤])"
    r"|(?<![一-鿿])人(?:都|就|还|也)?[^,。!?\s车家]{0,4}(?:[倒趴躺飞夹]|坐在?地|压|没动|不动)|整?个人.{0,4}飞"
    r"|(?:人|的|[公婆爸妈哥姐弟妹叔伯姨爷我]|师傅|司机|老太|老头|老人|孩子?|娃儿?|学生|骑手|姑娘|小伙)[^,。!?]{0,9}?(?:[顶撞]翻|[撞刮挂带碰擦蹭拱][倒飞坐]|撞了|飞出|[甩弹]出|趴[着在地]|躺[着在地]|坐地|压在|夹在|腿夹|卷[到进]|倒地|倒在|滚出|摔(?!跤)|连人带车)"
    r"|[撞刮挂带碰]倒了?(?:过马路|骑|走路|一?个|老|小孩|孩|人|我)"
)
"""Somebody lies there, bleeds or is broken: said of a matter in which people come to harm."""
_BITTEN = re.compile(
    r"咬(?:了|到|伤|住|破|掉|出|我|得|一口)|被[^,。!?\s]{0,8}咬|牙印|蜇|叮(?:了|到|手|得|成)|抓(?:伤|破|了|得)|蛰(?!人)|啄(?:了|到|掉|伤|破|倒)|踢(?:了|到|伤)|满头包|见[红血]|窟窿|挨[了一两几]{1,2}下|中了[一两几]下|烂了|疼|口子|倒了|扑(?:我|倒|他|她|孩子)|撕(?:了|开|成)|顶(?:伤|在)|狂犬|[肿血]|针|挂彩|(?:腿|手|胳膊|裤).{0,4}[洞眼破]"
)
_FELL = re.compile(
    r"摔(?![坏碎破烂门锅碗盘东])|骨折|骨裂|滑倒|跌[了亲倒]|砸(?:断|伤|到[^,。!?\s]{0,3}[人头脚手腿肩我老孩])|[烫烧]伤|[轧绞压夹切锯](?:断|掉|了|到)[^,。!?\s]{0,3}[手指脚趾腿]|(?:(?<![脚把])手|[指趾腿]|脚(?!手))[^,。!?\s]{0,4}[轧绞压夹切锯](?!着|在)|[断折]了?(?:一[截节根]|腿|手|脚|胳膊|肋)|(?:腿|脚(?!手)|(?<![脚把])手(?![里机柄续工推])|胳膊|肋骨|锁骨)[^,。!?\s]{0,3}[断折]|撞[到倒伤断]|[咬刺割]伤|触电"
)
_STRUCK = re.compile(
    r"砸(?:[到中伤破]了?|了)[^,。!?\s]{0,4}(?:人|头|孩子|老人|肩|脚|胳膊|我)(?![家前后边旁面]|的?车|们|跟前)|砸在[^,。!?\s]{0,3}(?:头上|肩|身上|背)"
)
_HARMS = {
    "traffic.accident": _DOWN,
    "security.fight": re.compile(
        r"血(?!压)|[脸头].{0,3}红的|爬不起|起不来|昏|没意识|骨折|开瓢|(?:头|脸|鼻子|嘴)[^,。!?\s]{0,3}破|倒地|[躺趴][在着地]|捅(?!了?马)|[砍刺打]伤|砍[到了]|救护车|没起来|捂着|不动|没动|流血|[受了]伤|见红|头开了|鼻梁|牙[^,。!?\s]{0,3}[崩掉]|往下滴|后脑|倒下|扎进|[躺倒]了一个|脸都?紫|推倒|捂头"
    ),
    "security.animal_attack": _BITTEN,
    "dispute.injury_medical": _FELL,
    "housing.falling_object": _STRUCK,
    "housing.facade_falling": _STRUCK,
    "work_market.construction_safety": _FELL,
    "work_market.workplace_hazard": _FELL,
}
"""Matters in which one who came to harm is counted though no number says so, and the words that say that he did."""
_PLENTY = re.compile(
    r"一个个|个个|[都全].{0,3}(?:倒|伤)|一[排片群]|好(?:多|几(?![米步圈道下丈尺块针]))|几个|不少|许多|[两二三四五六七八九十]辆?车?人"
)
_UNHURT = re.compile(
    r"没(?:有)?(?:人|谁)?(?:受)?伤|人(?:都|倒)?没(?:有)?(?:事|伤|出事)|没伤(?:到|着)人|没撞到人|皮外|人没"
)


def states_of(text: str, groups: list[Group]) -> Iterator[tuple[Group, str | None]]:
    """Each group with what the words beside it say befell it."""
    signs = signs_of(text)
    gated = [key for key, gate in _SIGNS if not signs.isdisjoint(gate)]
    for group, following in zip_longest(groups, groups[1:]):
        until = following.start if following is not None else len(text)
        is_people = group.who != "households"
        yield group, next((key for key in gated if is_people and _is_in(key, text, group, until)), None)


def _is_in(key: str, text: str, group: Group, until: int) -> bool:
    """Whether `group` is in the state `key`; `until` is where the next one begins."""
    behind = _AFTER[key].match(text, group.end) if group.who or _HEADLESS.match(text, group.end) else None
    if behind is not None and behind.end() <= max(until, group.end) and not _is_maybe(text, behind.end() - 2):
        return True
    if not group.who and _OF_THINGS.match(text, group.end):
        return False
    return _BEFORE[key].search(text, max(0, group.start - 16), group.start) is not None


def harmed(text: str, category: str) -> tuple[int, int] | None:
    """The words that say that somebody, and not many, came to harm in a matter of this leaf."""
    pattern = _HARMS.get(category)
    if pattern is None or _PLENTY.search(text) or _UNHURT.search(text):
        return None
    for match in pattern.finditer(text):
        if not _is_maybe(text, match.start()):
            return match.span()
    return None


def _is_maybe(text: str, at: int) -> bool:
    return _MAYBE.search(text, max(0, at - 10), at) is not None
