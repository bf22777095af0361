"""Whoever came to harm, in any matter: who he is, and beside him what befell his body or what is done for him. Pure.

A harm is a class of wordings, not a word: a blow and a part of the body (摔断了腿, 割破手), a part of the body and what is wrong with it
(手被夹断了, 膝盖磕破, 腿不能动), a fall (从楼梯上滚下来), being struck (被瓶子砸中), blood, a faint or a fit, and what is done for a wound (缝针, 石膏, 120拉走).
It counts where a person stands before it in its clause, or in the clause before one that names nobody; 有人 is nobody's number.
"""

import re
from collections.abc import Iterator

from parsing.late import Late
from parsing.people_groups import NOMINAL
from parsing.people_sets import Group
from parsing.people_states import is_maybe
from parsing.people_told import GROWN, Told, old_or_young, old_or_young_in
from parsing.people_words import CHILD, ELDER, KIN, any_of
from parsing.signs import signs_of

_LIMB = (
    r"(?:胳膊肘?|膀子|手[臂腕掌心背肘]|手?指(?:头|甲盖?)?(?![示引导出认望着责标路挥纹定])|膝盖|额[头角]|脑[门袋壳]|后脑勺?|眼[睛眶角皮珠]|鼻[子梁头]|嘴[唇巴角]|下巴|门?牙齿?(?![膏刷签科医])|耳朵"
    r"|脖[子颈]|肩(?:膀|胛骨)?|[锁肋股眉盆][骨]|骨盆|脊[椎柱]|[腰颈尾]椎骨?|[胯髋]骨?|屁股|[大小]腿|脚[踝背底跟掌脖]子?|脚?趾(?:头|甲盖?)?|脚后跟|虎口|后背|胸口|头皮|骨头|脊梁骨?"
    r"|(?<![扶把对选歌新水助骑二扒帮杀随动分拉空转脱抓接亲])手(?![机工推续套柄刹提电表环册扶法艺段势术把])|(?<![桌椅凳床裤条架子])腿|(?<![墙山桌椅床坡拐歇落跟页线])脚(?![手踏垫本步架下边])"
    r"|(?<![车墙桌床龙石木砖插镜锄馒码街桥山灶罐里外前后上下老工枕喷坟地田村埠店门笔箭线树水两巷弄桩接探斧钉锤榔罩浪年])头(?![盔发顶条像部灯绳巾疼痛等次一天晕昏盖回尾])|(?<![丢露门路刷鞋])脸(?![盆色谱])|(?<![山拦])腰(?![带包果])|(?<!露)臂(?!架)|肘)"
)
_BLOW = "摔撞砸压夹轧碾切割划磕碰扎刺戳烫咬打踢擦蹭刮剐勒锯绞卷炸崩扭崴闪跌绊弹冻挤踩烧砍捅豁抓挠蜇蛰叮拧扯锤钻铡剁拉电"
_GONE = "断破伤掉坏开烂肿穿折裂青残歪翻扁紫麻"
_SO_MANY = r"(?:(?:[一两二三四五六七八九十半好几\d]|好几|十几)+[根条只个块颗截节处]|半[边条截根])?"
_OWN = r"(?:自己|他|她)?的?"
_ON_LIMB = (
    rf"[{_BLOW}](?:得)?[{_GONE}]+了?{_OWN}{_SO_MANY}[左右双]?{_LIMB}|(?:[断折瘸崴闪伤残肿掉]|(?<!吵)扭)了{_OWN}{_SO_MANY}[左右双]?{_LIMB}|[把将](?:自己|[他她我人])?的?{_LIMB}[{_BLOW}](?:[{_GONE}]|了|进|到|住)|崴脚|扭腰|闪腰|闪着腰|崴到|扭到"
    rf"|[摔砸压夹轧碾切割磕扎刺戳烫崴扭闪崩]了[左右]?{_LIMB}|[砸压夹轧碾绞烫扎磕]到了?{_OWN}[左右]?{_LIMB}"
)
"""A blow and the part of the body it met: 摔断了腿, 磕掉两颗牙, 崴了脚."""
_BY = r"(?:[都也全又还就]|已经|一下|整个|整条|当场|直接)*(?:(?:[被给让叫][^,。!?\s]{0,6}?|在[^,。!?\s]{1,4}[上里])?"
_LIMB_IS = (
    rf"{_LIMB}[上里背面子]*{_BY}(?:[{_BLOW}](?:得)?(?:[{_GONE}]|出血|骨折|变形|流血|稀烂|粉碎|脱臼)|[{_BLOW}]了(?:一?(?:大|长)?[个道条截刀口块]|[好几两])|[{_BLOW}][了出]?一?个?[^,。!?\s]{{0,2}}(?:口子|大?包|窟窿|洞|血印)"
    rf"|[断折肿破裂瘸崴扭闪青紫烂]了|[断折肿]成|肿[得起一]|[肿鼓起]了?一?个?大?包|[少没]了(?:半|一)(?:[截节块])|(?:被)?[卷绞](?:进|到|住)|[夹轧]住|[夹压](?:在|进)|[麻酸疼痛肿](?:得|到)[^,。!?\s]{{0,2}}(?:抬|站|动|走|坐|穿|睁|握|伸)不|[烧电熏](?:黑|焦)|(?:不能|没法|不会)动|动不了|动弹不|没[了]?知觉|抬不起|伸不直|开了?瓢|脱[臼位]|骨[折裂]|[起全]?(?:是|都是)?[大水血]泡|(?<=[牙指头])[掉没少]了(?:[一两二三四五半几好]|(?=[\s,。!?]|$))|弯得|变形|着不了地|[流淌冒滴出][了着]?好?多?血|(?:都|全|[糊满])是?血|缝了?|[打上]着?了?石膏|掉了?(?:一|好)大?[块层]皮))"
)
"""A part of the body that is no longer as it should be: 手被夹断了, 膝盖磕破了."""
_FALLS = (
    r"(?:从|打)[^,。!?\s]{1,9}?(?:[摔掉跌栽滚坠滑翻](?:了|倒)?(?:下|到|进|在|落|地)|[摔跌栽坠]了)|(?:[摔跌栽滚坠滑]|掉)(?:下|到|进|落)了?(?:楼梯?|台阶|坡|坑|沟|洞|井|悬崖|坎|山|电梯井|地下室|窨井|脚手架|扶梯|崖)|坠[楼落]"
    r"|[摔跌](?:了|得)?[^,。!?\s个]{0,3}(?:爬不起|站不起|起不来|动不了|不轻|很重|不能动|昏|晕|骨折|出血|不省|头破)|[摔跌绊]了?(?:一|个|一个|好?几)(?:大)?跤|[摔跌]得?(?:很|好|不)(?:重|轻|惨)|连人带(?:车|包|凳|椅|梯)[^,。!?\s]{0,3}(?:栽|翻|摔|飞|滑|掉|冲|滚)|滚下[^,。!?\s]{1,6}(?:台阶|楼梯|[级阶坡坎沟])|[摔跌]了个(?:狗啃|四脚|仰面|屁股)"
)
_BLOWS = (
    rf"被(?!打(?!(?:得|成)?[{_GONE}晕昏趴倒])|[揍踢])(?:[^,。!?\s]{{1,10}}?)?(?:[砸撞轧碾](?:到|中|着|倒|飞|伤|了|翻|晕|昏|得|成|死)|[压夹卷埋绞](?:到|着|伤|进|在(?!线|里面出)|得|断|了)|[咬蜇蛰叮啄抓挠](?:到|着|伤|了|得|成|破|出)|[捅砍戳扎刺割划](?:到|着|伤|了|中|成|破)|[烫烧炸崩灼燎](?:到|着|伤|得|成|了)|电(?:到|了|击|倒|晕|麻|着)|[刮蹭带顶挂拱推扑剐](?:倒|翻|飞|伤)|绊(?:倒|了)|勒(?:到|住|了|伤)|(?:开水|热油|热水|硫酸|滚水|热汤|油)(?:泼|浇|溅|烫|淋)|打(?:伤|晕|昏|断|破|残|肿|趴|倒|得)|泼了?(?:一身|一脸)?(?:开水|热油|硫酸))(?!.{{0,1}}(?:车|墙|门|窗))"
    r"|(?<!被)[捅砍]了[一两几好多\d]+刀|挨了[一两几好多\d]+(?:刀|棍|砖)|压在[^,。!?\s]{1,5}(?:下面|底下|下头)|触[了]?电(?!视)|烫(?:了|出|起|得)[^,。!?\s]{0,3}泡|[受负]了?[轻重]?伤|(?:[轻重砸咬烧烫摔撞刺割抓砍压夹扎灼炸冻]伤)(?!人|口|害|的)"
)
"""What was done to somebody, or what he fell from."""
_BLOOD = r"(?:满|一)[头脸身手嘴腿地](?:上|都|全)*是?血|血流(?:不止|如注|满面|得)|流了?(?:好多|很多|不少|一地|一脸|一滩)血|(?<!牙龈)[流淌冒出吐][着了]?血(?![压糖])|[头脸嘴手腿鼻身][上里]?(?:都|全)?(?:是|有|冒|淌|流)血|血[直一][流淌冒直]|血(?:都|就)?止不住|止不住血|血淋淋|血肉模糊|头破血流|浑身是血|全身是血|骨头都?(?:露|戳|断|碎|裂)"
_FAINT = r"(?:(?<=老头)|(?<!头))[晕昏]+(?:过去|倒|死过去|厥|迷)|[电摔砸撞打吓呛热闷饿气熏](?:晕|昏)(?:了|过去|倒|在)|不省人事|没了?有?(?:意识|知觉|呼吸|心跳|脉搏)|[叫喊]不[醒应]|没反应了|口吐白沫|吐白沫|(?<![到得])(?<![到得][腿手脚])抽(?:筋|搐|过去)|浑身(?:直|在)?抽|羊[癫角]疯|癫痫|休克|心脏[病]?(?:发|骤停|不跳)|心梗|脑梗|脑溢血|脑出血|中(?:了)?暑|热射病|煤气中毒|一氧化碳中毒|站不起来|爬不起来|起不来了|[趴躺倒][在着](?:地上?)[^,。!?\s]{0,3}(?:哼|不动|没动|叫|喊|爬不|起不|抽|抖)|动弹不得|[麻倒翻趴瘫跪]在地|麻翻|浑身焦|(?<![墙树胎球瓜])皮[都也][蹭擦磕刮]?(?:掉|破|没)"
_TREATED = (
    r"(?:[送拉抬背](?:去|到|进|往|上)了?|送了?)(?:医院|急诊|急救|抢救|ICU|icu|卫生院|手术室|救护车|重症)(?:了|去了|抢救|缝|拍片|包扎|里|$|(?=[\s,。!?]))|(?:120|救护车)(?:来|刚|已经?|把[他她人]|都|给|一?[路直])*(?:[拉接抬送][走去上])(?!的)|[被让给](?:120|救护车)[拉接抬送][走去]"
    r"|(?:还|正)?在(?:医院)?(?:抢救|急救|ICU|icu|重症|手术室)|[进住]了?(?:ICU|icu|重症)|抢救(?:中|着|了)|缝了?[一两二三四五六七八九十几好多\d]+针|[打上](?:了|着|上)?石膏(?!像|板)|拄(?:上|着)(?:双)?拐[了去来]|(?:打|上)了?(?:钢板|钢钉)|骨折|骨裂|脱臼|脑震荡|植皮|截肢|掉了?(?:一|好)?(?:大)?[块层]皮"
)
_HARM = Late(f"{_TREATED}|{_BLOOD}|{_FAINT}|{_FALLS}|{_BLOWS}")
_WOUND = Late(f"{_ON_LIMB}|{_LIMB_IS}")
_OF_HARM = frozenset(
    "医诊急救术缝膏拐钢钉骨脱脑植截皮血伤晕昏省识吸知醒应沫抽癫痫休梗脏溢暑射毒站爬趴躺倒麻翻瘫跪焦摔跌滚坠绊连被刀触烫掉栽滑弹动压IiCc"
)
_OF_LIMB = frozenset("胳膊手指膝额脑眼鼻嘴巴牙耳脖肩骨盆脊胯髋屁腿脚趾虎背胸头腰臂肘脸椎")
_OF_WOUND = frozenset(
    "断破伤肿穿折裂瘸崴扭闪残青紫烂麻动觉抬直瓢脱骨泡弯变血缝膏皮摔砸压夹轧切割划磕扎刺戳烫崩卷绞黑焦掉少疼炸"
)
_TRADES = rf"{any_of('adult')}|{any_of('helper')}|房东|店主|店长|老板|网格员|楼长|组长|书记|主任|香客|客人"
_MORE_KIN = r"(?:[我他她俺]家?的?)?(?:姑[父丈妈]|姨[父夫丈妈]|舅[妈母]|[伯叔][母父]|岳[父母]|丈人|丈母娘|弟[媳妹]|嫂子|[姐妹]夫|小[叔姑舅]子?|大[姑舅]子|儿媳妇?|孙媳妇?|前[夫妻]|[男女]朋友|干[爹妈]|合租的)"
_PLAIN_ONE = rf"(?:{_MORE_KIN}|{ELDER}|{CHILD}|{KIN}|{GROWN}|{_TRADES})"
_ONE = rf"(?P<elderly>{ELDER})|(?P<minors>{CHILD})|(?P<grown>{_MORE_KIN}|{KIN}|{GROWN}|{_TRADES}|(?<!有)(?:个|那|这|名|位)人(?![行工家民])|(?<![一-鿿])人(?![行工家民])|[那这]位)|(?P<nominal>(?:[一有]个|那个|个)?{NOMINAL}|[有一]个[^,。!?\s个的]{{1,6}}的(?=[手脚腿头脸腰]|胳膊))|(?P<self>(?<![给帮跟和叫让问找骗对替陪为])我(?![家们的爸妈]|觉得|看|听|怕|想|说|叫|问|帮|要|把|去|也怕)|(?<=害得)我|(?<=害)我)|(?P<they>(?<![一-鿿其])[他她](?![们家的]))"
_PERSON = Late(_ONE)
_STRUCK_ONE = Late(
    rf"(?:砸|撞|刮|剐|蹭|带|压|轧|碾|咬|叮|蜇|蛰|烫|划|戳|扎|崩|炸|弹|打|推|拱|扑|顶|甩)(?:[中伤倒翻飞晕](?:了|在地)?|到了?(?=.{{2,12}}?(?:{_LIMB}|[头身]上)))(?:[一]?[个位名])?(?:[^,。!?\s的个]{{1,4}}的)?(?:{_ONE})(?![们家店的](?!{_LIMB}))"
)
"""The one who was struck, told behind the blow: 砸中路过的小伙子肩膀, 撞倒我妈."""
_AGES = Late(rf"(?P<elderly>{ELDER})|(?P<minors>{CHILD})")
_HAS = Late(
    r"(?:们|[家里头]*的?(?:[那这]?[条只辆台扇部头]|那|这)?(?:小|大|老|新|宠物)?(?:狗|猫|鸡|鸭|鹅|兔|鸟|羊|牛|猪|(?!救护|连人|[困卡夹压关锁陷]在)[^,。!?\s被从骑开]{0,3}车|三轮|电[瓶动驴]|轮椅|手机|门(?!牙)|窗|墙|树|花|摊|店|房|屋|菜|货|包|伞|眼镜|玩具|鞋|裤|衣|快递|电脑|电视|水管|玻璃))"
    rf"|[他她]?的(?![左右双两]?{_LIMB}|伤|血|身上|脸)"
)
"""What somebody has: it came to harm, not he."""
_LONG_AGO = Late(
    r"在家(?:里)?(?:养|躺|休|歇)|养[伤病]|刚出院|怎么[下上]楼|[下上]不了楼|轮椅|去年|前年|[几两多\d]年前|小时候|以前|早年|当年|那年|上辈子|年轻(?:的?时候|时)|从前|前几年|电视|新闻|抖音|视频[里上]|电影|听说别|梦[见到]|游戏|比赛"
)
_NOT_YET = Late(
    r"(?:[要能准]|迟早|就怕|容易|可能|说不定|不小心就|一不小心|险些|差点|差一点|没|没有|未|防|谁|哪个|当心|小心|想|别)[^,。!?\s]{0,4}$"
)
_OF_COURSE = Late(
    r"[^,。!?\s]{0,6}(?:怎么办|咋办|谁负责得起|的?可能|的?风险|危险|才(?:管|修|来|算|肯|重视)|就晚了|事故|隐患)"
)
_NOBODY = Late(
    r"没(?:有)?(?:人|谁)?(?:受|有)?伤|人(?:都|倒|也)?没(?:有)?(?:大)?事|没伤(?:到|着)|没(?:有)?(?:砸|撞|压|碰)(?:到|着)人|虚惊|拍拍(?:屁股|灰|土)|自己[爬站]?起来|好好的|(?<![一-鿿])没(?:啥|什么)?大?事(?!先)|没什么大?事|没大碍|皮都没|毫发"
)
_PARENTS = r"(?:爸妈|父母|爹[妈娘]|爷爷奶奶|外公外婆|公公婆婆)(?!家)"
_PAIR = Late(rf"(?:我|{_PLAIN_ONE})[和跟与同](?:我|{_PLAIN_ONE})(?:[他她]们)?(?:[都全俩]|两个|一起|一块|$)|{_PARENTS}")
"""Two whom the same befell: 我和我老婆都摔了."""
_MANY = Late(r"(?:们|都|全(?!身)|[妈娘母](?!家))")
"""Behind somebody without a number it makes him a crowd: 香客都被蜇了."""
_ASKED = Late(
    r"[??吗]|[么嘛](?:[\s,。!]|$)|怎么|为什么|哪[个里儿家]|是不是|有没有|能不能|会不会|如果|万一|要是|演[练习]|模拟|提醒|注意|请各|预防|严禁|通知|培训|讲座|谢谢|感谢|表扬"
)
"""Where no matter is known: asked, thought of or taught, not told."""
_OPERATED = Late(r"开[完了]?刀|手术|动[了完]?手术|打[完了]针|输液")
"""A quarrel with those who heal: what they healed is another's."""
_STOPS = " ,。!?;、:\n"
_GRAVER = frozenset({"dead", "trapped"})
_DIED = re.compile(
    r"(?<![吓烦吵气累急热冷臭该往堵卡闷])死(?![活角胡机皮])|没[气命]|断了?气|当场没|没救|不治|去世|身亡|遇难"
)
_AWAY = (
    "care.",
    "disaster.infectious",
    "work_market.food_safety",
    "disaster.drowning",
    "dispute.domestic_violence",
    "dispute.family",
)
"""Matters with a rule of their own for whom they are about."""


def hurt(told: Told, leaf: str) -> None:
    """Counts whoever came to harm, where nothing counted him yet: one, or the group that is told beside the harm."""
    if (
        leaf.startswith(_AWAY)
        or "injured" in told.counts
        or not told.counts.keys().isdisjoint(_GRAVER)
        or _DIED.search(told.text)
    ):
        return
    for harm in _harms(told.text):
        who = whose(told, harm)
        if who is not None and not _is_slight(harm[0], leaf):
            if not leaf and _ASKED.search(told.text) is not None:
                return
            if leaf == "dispute.injury_medical" and _OPERATED.search(told.text) is not None:
                return
            if _NOBODY.search(told.text) is None and _LONG_AGO.search(told.text) is None:
                put(told, who, harm)
            return
    struck = _STRUCK_ONE.search(told.text) if leaf and not _FELLED.isdisjoint(told.text) else None
    if struck is not None and not is_maybe(told.text, struck.start()) and not _is_told_off(told, struck):
        put(told, struck, struck)


def _is_slight(words: str, leaf: str) -> bool:
    """Whether a harm says too little there: a stumble in no matter, one behind a door whom gas may have put to sleep."""
    return words.endswith("跤") if not leaf else leaf == "utility.gas_leak" and words[1:] in {"不醒", "不应"}


def _is_told_off(told: Told, struck: re.Match[str]) -> bool:
    """Whether who was struck is a thing of his, one of a lot, unhurt, or was struck long ago."""
    text = told.text
    return bool(
        _HAS.match(text, struck.end())
        or _NOT_YET.search(text[max(0, struck.start() - 8) : struck.start()])
        or "有人" in text[: struck.start()]
        or _NOBODY.search(text)
        or _LONG_AGO.search(text)
        or any(group.start < struck.end() and struck.start() < group.end and group.low > 1 for group in told.groups)
    )


_FELLED = frozenset("中伤倒翻飞晕到")


def put(told: Told, who: re.Match[str] | Group, harm: re.Match[str], key: str = "injured") -> None:
    """Counts the group or the one person whom the harm befell, and how old they are."""
    if isinstance(who, Group):
        low = who.low
        if told.counts.get("involved") == low:
            del told.counts["involved"]
        told.put(key, low, (who.start, who.end))
        if who.who in {"elderly", "minors"}:
            told.put(who.who, low, (who.start, who.end))
        elif low == 1:
            old_or_young(_AGES.search(told.text[who.start : who.end]), told)
        return
    is_pair = _PAIR.search(who.string) is not None
    told.put(key, 2 if is_pair else 1, harm.span())
    if who.lastgroup in {"elderly", "minors"} and not told.knows_age:
        told.put(who.lastgroup, 1, harm.span())
    elif who.lastgroup == "nominal":
        old_or_young_in(told, harm.span())


def whose(told: Told, harm: re.Match[str]) -> re.Match[str] | Group | None:
    """Who stands before a harm that came: in its clause, or in one of the two before where its clause names nobody."""
    text, at = told.text, harm.start()
    if (
        is_no_wound(text, at)
        or is_maybe(text, at)
        or _NOT_YET.search(text[max(0, at - 8) : at])
        or _OF_COURSE.match(text, harm.end())
    ):
        return None
    end = at
    for _ in range(3):
        start = max(text.rfind(sign, 0, end) for sign in _STOPS) + 1
        group = next(
            (each for each in reversed(told.groups) if start <= each.start and each.end <= end and _is_one(text, each)),
            None,
        )
        if group is not None:
            return None if group.is_about or _HAS.match(text, group.end) or is_maybe(text, group.start) else group
        if any(start <= each.start < end and each.who == "households" for each in told.groups):
            return None
        one = _last_person(text[start:end])
        if one is not None:
            is_other = _HAS.match(text, start + one.end()) or is_maybe(text, start + one.start())
            return None if is_other or (_MANY.match(text, start + one.end()) and not _PAIR.search(one.string)) else one
        if "有人" in text[start:end] or end - start > _LONG or start == 0:
            return None
        end = start - 1
    return None


def _harms(text: str) -> Iterator[re.Match[str]]:
    """Whatever in a text may be a harm, those of the body last."""
    signs = signs_of(text)
    if not _OF_HARM.isdisjoint(signs):
        yield from _HARM.finditer(text)
    if not _OF_LIMB.isdisjoint(signs) and not _OF_WOUND.isdisjoint(signs):
        yield from _WOUND.finditer(text)


def is_no_wound(text: str, at: int) -> bool:
    """Whether what seems a wound at `at` is how one speaks of a toil (爬楼爬得腿都断了), or is that of an animal."""
    if text[at - 1 : at] in {"得", "到"} and text[at - 2 : at - 1] not in _STRIKES and text[at] not in "晕昏休抽中不":
        return True
    beast = _BEAST.search(text[max(0, at - 6) : at])
    return beast is not None and (text[at] not in _BITES or "被" in beast[0])


_BITES = frozenset("咬叼抓追扑啄撞拱顶叮蜇蛰踢")
_STRIKES = frozenset(_BLOW)
_BEAST = Late(r"(?:[狗猫兔鸭鹅羊鸟]|[只条头][^,。!?\s]{0,2}[鸡牛猪])[^,。!?\s的咬抓叼追扑啄撞拱把将踢顶吓叮蜇]{0,4}$")
"""Before a wound: it is the animal's."""


def _is_one(text: str, group: Group) -> bool:
    """Whether a group is people, not households nor three fingers."""
    return group.who != "households" and (group.who != "" or text[group.end : group.end + 1] not in _OF_LIMB)


def _last_person(clause: str) -> re.Match[str] | None:
    """The last who is named in a clause, or in the beginning of one."""
    return max(_PERSON.finditer(clause), key=lambda one: one.start(), default=None)


_LONG = 12
"""Signs of a clause without a person, behind which he who was told before is no longer meant."""
