"""Matters in which somebody comes to harm: the words that say that he did, though no number counts him. Pure."""

import re

from parsing.late import Late
from parsing.people_hurt import is_no_wound
from parsing.people_states import is_maybe
from parsing.people_told import GROWN, Told, old_or_young, old_or_young_in
from parsing.people_words import CHILD, ELDER, compiled
from parsing.signs import signs_of

_WOUND = r"(?<![输抽献验])血(?!压|糖|汗|本|栓|型|管|泊)|骨折|骨裂|股骨头|骨头[断裂响碎]|昏(?!暗|黄|天)|晕(?:倒|过|死)|没意识|叫不[醒应]|不省人事|挂彩|开了?瓢|脑震荡|缝了?[几一二两三四五六七八九十\d]*针|急诊|送[^,。!?\s]{0,2}医院|(?:受|负|[轻重砸咬烧烫摔撞刺打划割抓捅砍])了?伤|(?:头|脑袋|脸|鼻子|嘴)[^,。!?\s]{0,3}[破开]了|[磕崩撞摔打碰](?:掉|断|破|开|肿|折)了?[^,。!?\s]{0,4}?(?:牙|胳膊|肋|鼻|额|(?<!扶)手(?![推机刹])|腿)|鼻梁|牙[^,。!?\s]{0,3}[崩掉落]|后脑"
"""A wound, or what is done for one: said alike of every harm."""
_BODY = r"(?:腿|脚|手|胳膊|肋骨|锁骨|胯|髋|骨盆|尾椎|脖颈|手指|指头|膝盖|脑袋|头|脸|腰|肩膀?|脚踝|小臂|手臂|额头|鼻子|牙|肚子|脖子|嘴)"
_BROKEN = rf"{_BODY}[^,。!?\s]{{0,6}}?(?:断|破|弯|压|夹|肿|青|折|划[了出]|轧掉|掉一|扭|烫|划开|不对|动不了|不能动|没知觉|没感觉|抬不|咬)|喊疼|说[^,。!?\s]{{0,6}}疼|[腰胸头腿脖]疼|扭了[腰脚]|崴|磕[到了在]|捂着(?:腿|头|脸|腰|胸|肚|胳膊)|嘴唇发|脸色?煞?白"
"""A part of the body that is no longer as it should be."""
_STILL = r"爬不[起上出]|起不来|站不起|[没不]起来|(?:她|他|人|我)[^,。!?\s]{0,3}(?:动不了|动弹不)|不应声|[喊叫]他?她?[不没](?:答应|反应)|[躺趴](?:着|下|了)?(?:一?个|在|着|我)|人还?在哼|滚下.{0,3}不动|倒地"
"""Somebody lies there and does not get up."""
_FOLK = r"(?:人|的|[公婆爸妈哥姐弟妹叔伯姨爷嫂我]|小哥|兄弟|师傅|司机|老太|老头|老人|孩子?|娃儿?|学生|骑手|姑娘|小伙)"
_HIT = (
    r"骨头|救护车|着地|人在车底|车底下有人|栽[到进]|撞了?个?人|[撞压碾轧刮](?:到|了|倒)?(?:人|一?[个名位]|行人|小孩|孩子|小朋友|学生|娃|老[人太头伯奶]|大[爷妈])"
    r"|(?:打|撞|碰|蹭|砸|弹|挤|压)[到倒着]了?[^,。!?\s]{0,4}(?:骑|小姑娘|小孩|孩子|老[人太头伯]|[脚腿手腰头胸](?!盔|机|套|灯))"
    r"|(?<![车门墙杆栏树牌灯摊])被[^,。!?\s车]{0,5}(?:压|夹|轧|碾|卷|埋|(?:撞|刮|带|挂|顶|碰|擦|蹭|拱|甩)[倒飞伤])|[撞刮挂带碰]倒了?(?:过马路|骑|走路|一?个|老|小孩|孩|人|我)"
    r"|(?<![一-鿿])人(?:都|就|还|也)?[^,。!?\s车家]{0,4}(?:[倒趴躺飞夹]|坐在?地|压|没动|不动)|整?个人.{0,4}飞"
    r"|[压轧碾夹](?:到|住|了|断|过)+[^,。!?\s]{0,2}(?:脚|腿|(?<![扶把])手|胳膊|身)"
    rf"|{_FOLK}[^,。!?]{{0,9}}?(?:[顶撞]翻|[撞刮挂带碰擦蹭拱][倒飞坐]|撞了|飞出|[甩弹]出|趴[着在地]|躺(?:[着在地了倒]|马?路)|坐地|压在|夹在|腿夹|卷[到进]|倒地|倒在|滚出|摔(?!跤)|连人带车)"
    r"|(?<![一-鿿])(?:人|司机|师傅|驾驶员|乘客|骑手)[^,。!?\s]{0,3}(?:卡|困|挤|别)(?:在|住|里)"
)
"""Somebody was struck, thrown down or crushed, or is held fast in the wreck."""
_BITTEN = r"叼(?:住|着|走)[^,。!?\s]{0,5}(?:[手腿脚臂]|胳膊)|[腿手脚臂指背脸头][^,。!?\s]{0,3}咬(?:穿|烂|断)|咬(?:了|到|伤|住|破|掉|出|我|得|一口)|被[^,。!?\s]{0,8}(?:咬|[顶撞拱扑](?:翻|倒|飞|伤))|牙[印洞]|蜇|叮(?:了|到|手|得|成)|抓(?:伤|破|了|得)|蛰(?!人)|啄(?:了|到|掉|伤|破|倒)|踢(?:了|到|伤)|满头包|见[红血]|窟窿|挨[了一两几]{1,2}下|中了[一两几]下|烂了|疼|口子|倒了|扑(?:我|倒|他|她|孩子)|撕(?:了|开|成)|顶(?:伤|在)|狂犬|[肿血]|针|挂彩|(?:腿|手|胳膊|裤).{0,4}[洞眼破]"
_CUT = r"(?:(?<![脚把])手|[指趾腿]|脚(?!手))[^,。!?\s]{0,4}[轧绞压夹切锯](?!着|在)|[轧绞压夹切锯](?:断|掉|了|到)[^,。!?\s]{0,5}[手指脚趾腿]|[断折]了?(?:一[截节根]|腿|手|脚|胳膊|肋)|(?:腿|脚(?!手)|(?<![脚把])手(?![里机柄续工推])|胳膊|肋骨|锁骨|腰|脊椎|胯骨?|髋骨?|骨盆|尾椎|膝盖|手腕|脚踝|鼻梁)[^,。!?\s]{0,3}[断折裂]"
_FELL = r"(?:[人公婆爸妈哥姐弟妹叔伯姨爷我他工友匠]|师傅|学徒|儿子|小伙子)从[^,。!?\s]{1,6}(?:掉|摔|栽|跌|坠|滚)|坠楼|摔(?![坏碎破烂门锅碗盘东])|滑倒|跌[了亲倒]|砸(?:断|到[^,。!?\s]{0,3}[人头脚手腿肩我老孩])|撞[到倒断]|触电"
_STRUCK = r"砸(?:[到中伤破]了?|了)[^,。!?\s]{0,4}(?:人|头|孩子|老人|老太|肩|脚|胳膊|我)(?![家前后边旁面]|的?车|们|跟前)|砸在[^,。!?\s]{0,5}(?<![车船楼床墙桥码机])(?:头上|肩|身上|背)"
_MENDED = r"钢[板钉]|[砸压轧夹绞烫](?:到|伤|断|了)+[^,。!?\s]{0,3}[脚手腿头腰指]|滑下去"
_FOUGHT = r"救护车|[脸头].{0,3}红的|头开了|捅(?!了?马)|砍[到了]|捂着|不动|没动|见红|往下滴|扎进|(?:[躺倒]了|打倒|[打踢]趴下?|撂倒|放倒)一个|倒下|脸都?紫|推倒|捂头|[躺趴][在着地]"
_GRAVE_WORDS = r"骨折(?=[了\s,。!?]|$)|缝了?[几一二两三四五六七八九十\d]+针|(?:满[头脸]|头上|脸上)(?:都|全)?是血|(?<![扶把拉条桌椅凳])(?<![椅凳桌架台柜]子)(?:腿|手|胳膊|肋骨|锁骨|脚)(?:都|也)?(?:[摔撞砸压跌]得?)?[断折]了|摔断|摔[得出]?[^,。!?\s]{0,3}血"
_GRAVE = rf"(?:膝盖|手[掌心腕背臂]|胳膊肘?|额[头角]|脑袋|下巴|嘴唇|[大小]腿|门牙|手指头?|后脑勺|眼[角眶]|脚[背底踝跟]|脑门|眉骨|小臂|虎口|胯骨?|屁股|肩膀|鼻[子梁]|(?<![扶把拉抓])手|(?<![桌椅凳床裤条])(?<![椅凳桌架台柜]子)腿|(?<![墙桌椅床山坡阶堤拐线页])脚)[都也]?(?:被[^,。!?\s]{{0,5}})?(?:[磕划割戳刮摔撞砸崩](?:得)?开|[磕蹭擦划割戳扎刮摔撞砸崩勒炸烫](?:得)?(?:破|掉|烂|出血|流血|稀烂|乌青|淤青|青紫)|[肿青][了成得起一老]|青紫|乌青|淤青|[开划拉割豁][了开]*[^,。!?\s开]{{0,3}}口子|[起鼓肿]了?个?大?包|破了)|(?:脖子|脸(?![盆色])上?|头皮|额头|脑门|眉骨|手上|腿上|膝盖)[^,。!?\s]{{0,3}}[破烂]|(?:(?:[手脸头身腿肘脚]|膝盖|胳膊)上?|(?:脖子|膝盖|胳膊|[手脸头腿脚])[\s,])皮[都也]?(?:[蹭磕擦刮]?破|[蹭磕擦刮]掉)|(?:胯骨?|髋骨?|骨盆|尾椎骨?|肋骨|锁骨|鼻梁|手腕|脚踝|膝盖)[^,。!?\s]{{0,3}}[断折裂]了|(?:崴|扭)(?:了|到|伤)(?:脚|腰|手腕)|脱臼|脱位|骨裂|血(?:印|痕|口)|(?:手|脚|腿|胳膊|脸|脖子)[背心上]*(?:全是|都是)[^,。!?\s]{{0,3}}泡|[手脚]?(?:指|趾)甲[^,。!?\s]{{0,3}}[掀翻掉]|尾椎|疼得[坐站走起睡]不|(?<![扶把拉桌椅床墙柜])(?:[手脸腿脚臂]|胳膊|脖子|额头|小腿|大腿)[上背心]{{0,2}}[都也被]?(?:划|割|刮|拉|剌|豁|抓)[了出开]+(?:长?长?的?)?(?:一|两|好几)(?:大|长)?[条道]|[流淌冒滴][了着]?血(?!水)|血(?:直|一直|哗哗地?)[冒淌流滴]|(?:屁股|膝盖|额头|胳膊|手|腿|脚|脸|头)[都也]?[磕蹭擦撞摔碰砸夹][青肿紫](?=[了一\s,。!?]|$)|{_GRAVE_WORDS}"
"""A wound that counts in a matter of things as well."""
_TREATED = r"[打扎拔挂做治敷纹割针](?:完|了|过|好|下去)[^,。!?]{0,7}?(?:麻得|肿|烂了|化脓|发炎|感染|休克|过敏|昏|瘫|歪了|止不住)"
_HARMS = {
    "traffic.accident": (_WOUND, _BROKEN, _STILL, _HIT),
    "security.fight": (_WOUND, _STILL, _FOUGHT),
    "security.animal_attack": (_BITTEN, _WOUND),
    "dispute.injury_medical": (_FELL, _CUT, _WOUND, _MENDED),
    "housing.falling_object": (
        _STRUCK,
        _GRAVE,
        r"(?:头|脑袋|肩膀?)[^,。!?\s]{0,3}破|缝了?[几一二两三四五六七八九十\d]*针",
    ),
    "housing.facade_falling": (_STRUCK, _GRAVE),
    "work_market.construction_safety": (_FELL, _CUT, _GRAVE, r"骨折|骨裂|[受烫烧咬刺割砸摔]伤"),
    "work_market.workplace_hazard": (_FELL, _CUT, _GRAVE, r"骨折|骨裂|[受烫烧咬刺割砸摔]伤"),
    "work_market.unlicensed": (_TREATED, _GRAVE),
}
"""Matters in which one who came to harm is counted though no number says so, and what says that he did."""
_PATTERNS = {leaf: "|".join(forms) for leaf, forms in _HARMS.items()}
_OF_GRAVE = frozenset("破掉烂包崴扭折断缝血磕蹭擦划割戳扎刮砸肿疼青崩勒烫炸口裂脱印泡甲")
_KILLED = r"当场(?:就|都)?(?:没了|没气|断气|没命|死|不行了|走了)|(?:人|司机|师傅|公|婆|爸|妈|头|太)[^,。!?\s]{0,3}断了?气|不治身亡|没(?:能)?救[回过]来"
_KILLING = (
    "traffic.accident", "work_market.construction_safety", "work_market.workplace_hazard", "disaster.landslide", "security.fight",
    "housing.f", "dispute.injury_medical", "municipal.",
)  # fmt: skip
"""Matters in which one may die of what befell him."""
_PLENTY = re.compile(
    r"一个个|个个|[都全].{0,3}(?:倒|伤|[蛰蜇咬叮])|[倒伤躺趴睡咬叮蛰蜇](?:下|了|地)*一[排片群]|一[排片群](?:人|娃|小|学生|工|老|都[倒伤躺趴])|好(?:多(?!血)|几(?![米步圈道下丈尺块针]))|几个|不少|许多|[两二三四五六七八九十]辆?车?人"
)
_OF_THINGS = (
    "municipal.",
    "housing.",
    "utility.",
    "traffic.",
    "fire.",
    "sanitation.",
    "pollution.",
    "dispute.neighbor",
    "dispute.land",
    "work_market.",
    "disaster.severe_weather",
    "disaster.landslide",
)
_WHOSE = rf"{ELDER}|{CHILD}|{GROWN}|[个位我]"
_BITTEN_ONE = rf"(?:[追咬扑叼叮蜇蛰抓撵撞啄]|朝着?|冲着?)(?:着|了|到|向|倒|伤|住)*(?:[我他她]家?|[^,。!?\s的]{{1,3}}的)?(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD}))"
_SOMEBODY = re.compile(r"有人[^,。!?\s]*$|[把将]人[^,。!?\s]?$")
"""Whoever 有人 is, he is no number."""
_UNHURT = re.compile(
    r"没(?:有)?(?:人|谁)?(?:受)?伤|人(?:都|倒)?没(?:有)?(?:事|伤|出事)|没伤(?:到|着)人|没撞到人|皮外|人没(?!反应|动静|意识|气|了|呼吸|救|爬|起|站|醒|动|出来)"
)


def harmed(text: str, category: str) -> tuple[int, int] | None:
    """The words that say that somebody, and not many, came to harm in a matter of this leaf."""
    pattern = _PATTERNS.get(category)
    if pattern is None:
        if _OF_GRAVE.isdisjoint(signs_of(text)) or not category.startswith(_OF_THINGS):
            return None
        pattern = _GRAVE
    was_somebody = False
    for match in compiled(pattern).finditer(text):
        if _SOMEBODY.search(text, 0, match.start() + 1):
            was_somebody = True
        elif (
            not is_maybe(text, match.start())
            and not is_no_wound(text, match.start())
            and not (was_somebody and _of_the_same(match))
        ):
            return None if _PLENTY.search(text) or _UNHURT.search(text) else match.span()
    return None


def count_harm(told: Told, leaf: str) -> None:
    """Counts one who came to harm, whom no number counts: as dead, or else as injured."""
    has_died = (
        "当场" in told.text
        or "断气" in told.text
        or "不治" in told.text
        or "没救" in told.text
        or "没能救" in told.text
    ) and leaf.startswith(_KILLING)
    death = compiled(_KILLED).search(told.text) if has_died and "dead" not in told.counts else None
    if death is not None and not _SOMEBODY.search(told.text, 0, death.start() + 1):
        told.put("dead", 1, death.span())
        old_or_young_in(told, death.span())
        other = _ANOTHER.search(told.text, death.end())
        if other is not None:
            told.put("injured", 1, other.span())
        return
    if told.counts.get("injured") and leaf in _PATTERNS and not told.knows_age:
        old_or_young(_HIS_WOUND.search(told.text), told)
    both = _BOTH.search(told.text) if leaf in _PATTERNS and "都" in told.text else None
    if both is not None:
        told.put("injured", 2, both.span())
    harm = harmed(told.text, leaf) if "injured" not in told.counts else None
    if harm is not None:
        told.put("injured", 1, harm)
        old_or_young_in(told, harm)
        if leaf.startswith(_OF_THINGS):
            _of_the_clause_before(told, harm)
        if leaf == "security.animal_attack":
            bitten(told)


_ANOTHER = Late(rf"(?:后座|副驾|乘客|另一|还有|其他|司机|对方)[^,。!?]{{0,8}}?(?:{_WOUND}|{_BROKEN})")
"""One more beside somebody who died, and what befell him: 后座一个小腿骨折."""
_BOTH = Late(
    rf"(?:{GROWN}|{ELDER}|{CHILD}|乘客|后座的|司机)[和跟与](?:{GROWN}|{ELDER}|{CHILD}|乘客|后座的|司机)[都全][^,。!?\s]{{0,3}}(?:摔|[受负]?伤|倒|流血|飞|昏|晕|送医)"
)
"""Two whom the same befell: 师傅和乘客都摔了."""
_HIS_WOUND = Late(
    rf"(?:(?P<elderly>{ELDER})|(?P<minors>{CHILD}))(?![们的]|家长)[^,。!?\s]{{0,5}}?(?:破|血|伤|断|肿|骨折|昏|晕|缝|青)"
)
"""Whose wound it is that is told behind the number of the hurt: 两个都流血 小孩头上破了."""
_NOT_HIS = Late(
    rf"{CHILD}(?:的(?![头脸脖手脚腿胳膊额鼻眼背肩腰身])|鞋|车|书包|[^,。!?\s]{{0,4}}推车)|{ELDER}的|婴儿车|[接送找带抱推]着?(?:{CHILD})"
)
"""What a child is only beside, or has: 孩子的水壶."""


def _of_the_clause_before(told: Told, harm: tuple[int, int]) -> None:
    """Whose wound it is, where its clause names nobody: 砸到小朋友 脚趾甲掀了."""
    start = max(told.text.rfind(sign, 0, harm[0]) for sign in " ,。!?")
    if start <= 0 or told.knows_age:
        return
    before = max(told.text.rfind(sign, 0, start) for sign in " ,。!?") + 1
    if (
        _NOT_HIS.search(told.text[before:start]) is None
        and compiled(_WHOSE).search(told.text, start + 1, harm[1]) is None
    ):
        old_or_young_in(told, (start - 1, start - 1))


def _of_the_same(harm: re.Match[str]) -> bool:
    """Whether a clause tells of a wound only, so that it is his of whom the clause before spoke: 有人被咬 小腿流血."""
    start = max(harm.string.rfind(sign, 0, harm.start()) for sign in " ,。!?") + 1
    return compiled(_WHOSE).search(harm.string, start, harm.end()) is None


def bitten(told: Told) -> None:
    """Whom an animal went for, where the harm is told without him: 追着小学生跑 小腿两排牙印."""
    old_or_young(compiled(_BITTEN_ONE).search(told.text) if not told.knows_age else None, told)
