"""What befell people: the words that say that they are hurt, shut in, gone or ill, and to which group they belong. Pure."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from parsing.late import Late
from parsing.people_sets import Group
from parsing.signs import signs_of

_FOLK = r"(?:的?(?:大人|老人|老年人|小孩|孩子|儿童|工人|学生|师生|群众|村民|居民|乘客|旅客|游客|员工|教师和工作人员|工作人员|人员|人数?))"
_LINK = rf"(?:了|着|的|下去?)?{_FOLK}?(?:大约|约有?|将近|近|共有?|有|达|还有|得有)?$"
_GAP = r"[^,。!?;\n个的]{0,%d}?"
_TAKEN = (
    r"[送拉抬](?:去|到|进|往)?了?(?:医院|急诊|卫生院|抢救|挂水|输液|洗胃)|送医|[都在](?:去|在)?(?:挂水|输液|洗胃|抢救)"
)
_ILL_WORDS = r"呕(?!心)|阳了|阳性|流感(?!疫苗)|甲流|手足口|诺如|感冒|咳嗽|中招|病倒|吃坏|发烧|高烧|烧[到得]|呕吐|上吐下泻|[在直狂都]吐|吐了|拉肚子|拉稀|跑厕所|腹泻|蹲(?:马桶|厕所|坑)|肚子[疼痛]|闹肚子|中毒|感染|确诊|[出发起长].{0,2}(?:[疹痘疱泡]|红点|红斑)|水痘|发热|发冷|咳(?:[了得出起成]|个)"
_SUFFERS = r"(?:嗓子|喉咙)[^,。!?\s]{0,2}[疼痛哑肿痒]|眼泪(?:直|一直|哗哗)[流淌掉]|[流淌掉]眼泪|眼睛[^,。!?\s]{0,2}(?:疼|痛|辣|睁不|[红肿]了)|睁不开眼|头[晕昏疼痛](?!倒)|恶心|干呕|想吐|胸闷|喘不[上过]|呼吸困难|过敏"
"""What people have who breathed something: in matters of bad air they count as sick."""
_STATES = (
    (
        "dead",
        "死亡遇溺没救断丧硬僵凉冷",
        r"死亡|遇难|身亡|(?<![堵卡锁封焊钉烦气吵急累笑热臭愁吓挤困堆停])死了|去世|溺亡|没气了|没了(?:呼吸|气)|没救[回过]来|当场(?:就|都)?(?:没了|不行了|断气|没命)|断了?气|丧命|(?:身[子体上]|手脚|人)[都也全已经]*[发硬僵凉冷]{1,2}了",
        r"(?:死亡|死了|遇难|溺亡|淹死了?|[压砸撞打烧闷毒]死了?)",
        5,
    ),
    (
        "trapped",
        "困关出下上埋卡脱获",
        r"被困|困(?:在|住|了|着|于)|(?:被关在?|关在)(?!门外|外|屋外)|卡(?:在|住|里(?!还|的|剩|没|充|余|有|钱))|埋在|[出下上逃]不[来去出](?![床台])|没(?:有)?(?:出|上|[逃跑爬撤冲]出)来(?![^\s,。!?了])|没(?:有)?(?:背|抬|救|拉|接|弄|转移|捞|扒|挖|刨|掏|拖|扶)(?:出来|下来|上来)|[救放拉接弄捞][出下上]来了?(?:没有?(?![^\s,。!?])|[吗么])|[未没]能?(?:及时)?(?:逃出|撤出|脱困|脱险|获救)|没(?:有)?(?:脱困|脱险|获救|逃出)",
        r"(?:被困|受困|困[了着住]了?|关[了着]|困住|埋[了着住])",
        5,
    ),
    (
        "missing",
        "失走不联找寻落",
        r"走[失丢散]|失踪|失[联散]|不见(?:了|人)|联系不[上到]|没了?联系|[没还][有]?[没]?(?:找|寻)[到着](?![^\s,。!?了])|(?:找|寻)不[到着](?![^\s,。!?了])|没(?:有)?下落|下落不明",
        r"(?:走[失丢]了?|失踪了?|失联了?|丢了)",
        5,
    ),
    (
        "injured",
        "甩弹抛颠卷拱坐爬站扎戳伤破骨血昏晕医咬撞蜇蛰叮抓啄砸压碾轧倒彩挂醒省知输洗急抢摔趴缝躺呛熏",
        r"[受负]了?伤|[轻重砸咬烧烫摔撞刺打划割抓挤踩擦跌磕碰压轧夹勒蹭扎戳崩炸熏弹捅砍]伤|[磕蹭擦刮摔跌]破|[咬蜇蛰叮啄抓](?:得|成)|骨折|(?<!咳)[流出吐]血|是血|挂彩|头破|被[^,。!?\s个]{0,3}(?:[咬蜇蛰叮啄撞砸抓]|[刮剐带蹭碰挂顶擦拱][倒飞翻])|摔(?:成|出|得|下去|进|在地|倒|伤)|昏迷|昏[倒死]|晕倒|没意识|[呛熏](?:到|倒|伤|晕|昏|着)了?|倒(?:地|在)|叫不醒|不省人事|没知觉|缝了[^,。!?\s]{0,2}针|(?:满[脸头]|[脸头]上).{0,2}红|[躺趴](?:在|着)?地|[甩弹抛颠]出[去来]|坐(?:在|倒在?)?地[上下]?[起爬站动][不弗勿]|[爬站][不弗勿]起|"
        + _TAKEN,
        r"(?:[砸压]了|[砸扎戳](?:到|中|着)|[受]?伤了|受伤|伤者|伤员|重伤|轻伤|[砸咬打撞烧烫踩捅砍摔跌磕碰压轧夹划割扎熏蜇弹]伤了?|[咬撞蜇蛰叮抓挠啄摔]了|[咬撞砸压碾轧](?:[到倒住着]了?|死)|摔|[打踢]趴|[撂打撞跌摔扑推剐刮冲]倒了?|(?<!被)(?:[压碾带蹭挂]倒|[撞刮带][飞翻])了?|送(?:去|到)?了?医院|卷(?:进去?|到车底)了?|拱[伤翻倒]了?)",
        10,
    ),
    (
        "broken",
        "断破折肿动青口裂开包抬",
        r"(?:[腿脚手头脸眼嘴腕臂肘膝肩额胯鼻唇牙踝]|胳膊|下巴|后脑勺)[^,。!?\s个]{0,3}?(?:[断破折肿裂]了|肿[成得起一老]|[磕摔撞]开|[起鼓]了?个?大?包|抬不起|伸不直|青[了一紫]|[磕蹭擦划割扎戳崩](?:破|开)|开了?[^,。!?\s]{0,3}口子|不能动|动不了)",
        r"(?!)",
        2,
    ),
    ("fallen", "倒摔", r"倒(?:下|了)|[都全]摔了", r"(?<![绊滑扳推放翻打摔撞])倒下?", 2),
    (
        "stranded",
        "顶树爬躲逃退下",
        r"[未没]有?能?下来(?![^\s,。!?了])|[爬躲站蹲趴坐挤在](?:到|在|上)?[^,。!?\s个]{0,3}(?:[屋房车楼柜瓦棚梁]顶|树上|树杈)|[爬躲逃退](?:到|在|上|进)[^,。!?\s个]{0,2}(?:阁楼|[二三]楼|[二三]层|楼上|楼板|桌|床|柜|灶台|八仙|水塔|土堆|高[处地坡]|坡上|山上|围墙|墙头)",
        r"(?:[屋房车楼柜瓦棚梁]顶|树|阁楼|[二三]楼)上?[^,。!?\s]{0,2}[站蹲趴坐躲困爬][着了在]",
        5,
    ),
    (
        "inside",
        "里喊呼招",
        r"(?:还|仍|被|[困关留埋压])+在(?:屋|房|楼|洞|车)?里[头面边]?|(?<=[人个娃孩])在里[头面边]|(?:在|趴在?)(?![^,。!?\s]{0,3}(?:[下外路]|门口))[^,。!?\s个]{0,5}(?:喊|呼救|招手|求救)|喊救命|呼救",
        r"(?!)",
        2,
    ),
    (
        "ill",
        "阳流口诺冒咳病坏烧吐呕泻肚蹲中感确疹痘疱泡热厕稀",
        _ILL_WORDS,
        r"(?:发烧|烧倒|呕吐|吐了|拉肚子|中毒|感染|确诊|水痘)",
        6,
    ),
    ("suffers", "嗓喉泪晕昏心闷喘吸拉吐病头眼呕敏", _SUFFERS, r"(?:拉|吐|病)了", 4),
)
"""Key, the signs one of which its words hold, the words that stand behind a group, those before it, and how far they may be.

`broken`, `fallen`, `stranded` and `suffers` are no keys of counts: what they mean hangs on the matter.
"""
_AFTER = {key: re.compile(rf"{_GAP % far}(?P<state>{after})") for key, _, after, _, far in _STATES}
_BEFORE = {key: re.compile(rf"(?P<state>{before}){_LINK}") for key, _, _, before, _ in _STATES}
_ILL = Late(rf"{_ILL_WORDS}|[都全]拉(?!黑|我|到|进|去|来)|跑[^,。!?\s]{{0,4}}厕所|挂水|输液|洗胃")
_HEADLESS = re.compile(
    r"(?:从|昨|今|半夜|夜里|当晚|轮流|轮着|先后|陆续|接连|一直)[^,。!?\s个]{0,6}(?:跑|吐|拉|烧|泻|蹲|挂|疼)|[ ]?(?:[都也还已全正]|被|[头脸腿手脚腰脑胸眼鼻嘴满浑额没断下门后牙膝胳肩咳蜇叮恶想流]|[磕蹭擦刮划崴扭闪]|上吐下泻|(?:胳膊|肚子|嗓子|喉咙|眼睛|身上)|[躺坐倒趴昏晕受伤重轻骨绊滑跌]|(?:还)?在(?:屋|房|楼|洞|车)?里|[砸咬烧烫摔撞刺打][伤了得出]|发烧|高烧|烧[到得]|[出长起].{0,2}[疹痘疱泡]|吐|拉|没[出下上找寻有]|[出下上找]不|卡|困|埋|失|联|缝|送)"
)
"""What may follow a number without a word for people, so that it counts people."""
_OF_THINGS = re.compile(r"[^\s,。!?;:、了在都也快还全正]")
"""What follows a number that counts something else: 撞了三个摊."""
_HURT_ONES = re.compile(
    r"(?:[呛熏烫烧砸摔撞咬扎划冻压](?:到|着|伤|倒|晕|昏|断)|受了?伤|昏迷|骨折|晕倒|[轻重]伤)的(?:人|群众|居民)?$"
)
"""Those who are named by their harm: 两个呛到的."""
_SIGNS = tuple((key, frozenset(signs)) for key, signs, *_ in _STATES)
_PAUSES = frozenset(" ,")
"""What may stand between a harm and the number of those whom it befell, where no word says who: 都发烧 七八个了."""
_AND = frozenset(["", "和", "跟", "带", "带着", "加", "、", "抱着"])
_ACTED_ON = re.compile(r"[把将][^,。!?\s个]{0,5}$")
_DONE_TO = re.compile(r"[^,。!?\s个]{0,3}?[咬蜇蛰叮抓啄撞砸压碾轧刮带蹭打捅砍烫挂顶](?:了|伤|倒|翻|飞|到|住|成|得|趴)")
"""What was done to those before whom 把 stands: 把两个骑车的撞翻."""
_MAYBE = re.compile(
    r"(?:差点|险些|差一点|万一|要是|如果|假如|别|怕|会|容易|迟早|早晚|小心|当心|没有?|免得|不然|防止|幸亏)[^,。!?\s]{0,6}$"
)
"""What stands so before a harm says that it did not, or did not yet, come."""


def states_of(text: str, groups: list[Group]) -> Iterator[tuple[Group, str | None]]:
    """Each group with what the words beside it say befell it; of those told in one breath it befell all."""
    signs = signs_of(text)
    gated = [key for key, gate in _SIGNS if not signs.isdisjoint(gate)]
    states: list[str | None] = []
    for group, following in zip_longest(groups, groups[1:]):
        until = following.start if following is not None else len(text)
        is_people = group.who != "households"
        states.append(next((key for key in gated if is_people and _is_in(key, text, group, until)), None))
    for at in range(len(groups) - 1, 0, -1):
        if (
            states[at - 1] is None
            and groups[at - 1].who != "households"
            and in_one_breath(text, groups[at - 1], groups[at])
        ):
            states[at - 1] = states[at]
    return zip(groups, states, strict=True)


def in_one_breath(text: str, first: Group, second: Group) -> bool:
    """Whether two groups are told as one: 两大一小, 老两口和孙子."""
    return text[first.end : second.start] in _AND


def _is_in(key: str, text: str, group: Group, until: int) -> bool:
    """Whether `group` is in the state `key`; `until` is where the next one begins."""
    behind = _AFTER[key].match(text, group.end) if group.who or _HEADLESS.match(text, group.end) else None
    if behind is not None and behind.end() <= max(until, group.end) and not is_maybe(text, behind.start("state")):
        return True
    if key == "injured" and group.who and _ACTED_ON.search(text, 0, group.start) and _DONE_TO.match(text, group.end):
        return True
    if key == "injured" and group.who and _HURT_ONES.search(text, group.start, group.end):
        return True
    if not group.who and _OF_THINGS.match(text, group.end):
        return False
    start = group.start
    if not group.who and text[start - 1 : start] in _PAUSES:
        start -= 1
    before = _BEFORE[key].search(text, max(0, start - 16), start)
    return before is not None and not is_maybe(text, before.start())


def is_ill(text: str) -> bool:
    """Whether a text says of anybody that he is sick."""
    return _ILL.search(text) is not None


def is_maybe(text: str, at: int) -> bool:
    """Whether what is told at `at` did not come, or may only come."""
    return _MAYBE.search(text, max(0, at - 10), at) is not None
