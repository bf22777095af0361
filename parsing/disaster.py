"""Posts of a disaster, marked by a tag: which of them cry for help, and which speak of it, give help or tell that it came. Pure."""

import re

from parsing.signs import signs_of

_POST = re.compile(
    r"(?<![\da-z])#[^#\s]{0,20}(?:互助|救援|求助)|(?<![\da-z])#[^#\s]{2,20}(?:暴雨|泄洪|洪水|台风|地震|抗洪)|[一-鿿]{2,4}(?:暴雨|洪水|台风|地震)(?:互助|救援)"
)
_SIGNS = frozenset("#互救")
"""Signs one of which every such tag holds."""
_MARK = re.compile(r"#[^#\n]{1,30}#|[一-鿿]{2,4}(?:暴雨|洪水|台风|地震)(?:互助|救援)|@[\w-]{2,20}")
"""Tags and names of accounts: what stands in them says what a post is about, not what it asks."""
_WANTING = r"急[需须缺用求]|欠[需缺]|紧缺|(?<!不)[需须]要(?!的)|(?<![不无所])需(?![要求的])|(?<!不)缺(?![的席点心钙德陷勤课])|[现还最都很更]需|需求|请求|求|招募|亟[待需]|寻[找求]|[盼望](?=.{0,4}(?:支援|救))|有无"
_THING = r"物资|救[援助护生]|支援|施救|皮划艇|冲锋舟|橡皮艇|快艇|头灯|手电|手套|防水袋|被褥|被子|棉被|帐篷|药|奶粉|食[物品]|饮用|方便面|泡面|面包|矿泉水|米|菜|发电机|抽水|水泵|对讲机|车|船|艇|志愿者|人[手员力士]|新人|床|衣|用品|消毒|场地|师傅|医生|护士|[靴鞋]|排[水污涝]"
_NEED = re.compile(
    rf"(?:{_WANTING})[^。!?;#]{{0,14}}?(?:{_THING})|(?:{_THING})[^。!?;#]{{0,6}}(?:紧缺|严重不足|告急|不够|招募)|救(?:救(?!援)|一下|命)|告急|十万火急"
)
"""Something that can be brought is asked for; where to is asked back."""
_PLIGHT = re.compile(
    r"失联|失去联系|联系不[上到]|无法取得联系|失踪|走失|被困|困在|断[水电粮]|停[水电]|没有?通?(?:水|电|信号|吃)|(?:没有?|无)(?:人|部队|队伍)来?救|出不[去来]|没[上出]来|无法(?:撤离|撤出|转移|下楼)|水.{0,6}(?:到|漫|没)过?(?:了)?(?:胸|腰|脖|头|[一二三]楼)|转移"
)
_BEG = re.compile(rf"{_WANTING}|恳请|急急急|(?:求|帮)[^。,!]{{0,6}}(?:帮|转|扩)")
_STRANDED = re.compile(
    r"(?:有人|还有)[^,。!?]{0,6}没[上出下回]来|失联|失去联系|联系不[上到]|无法取得联系|失踪|走失|断[水电粮]|停[水电]|(?:\d|[一二三四五六七八九十几两百千多])(?:人|名|位|户|口|个)[^。,!?]{0,8}(?:被困|困在)|(?:被困|困在)[^。,!?]{0,6}(?:\d|[一二三四五六七八九十几两百千多])(?:人|名|位|户|口|个)"
)
"""Plights that are heard without a spot."""
_SPOT = re.compile(
    r"(?<![新家老他城回下离])乡(?![亲下愁镇])|(?<![城乡])镇(?![定痛静上])|[一-鿿]{2}村(?![民庄])|小区|社区|家属[院楼]|养老院|敬老院|福利院|医院|[中小大]学(?!生)|学校|学院|幼儿园|街道|\d+号(?!线)|[路街巷].{0,6}[口号米交]|大堤|车站|高速|酒店|宾馆|\d+[幢栋]?楼|[一-鿿]苑|花园|佳园|广场|安置点|仓库|中心"
)
_PHONE = re.compile(r"\d{7}")
_NEWS = re.compile(
    r"记者|获悉|[(（【@].{0,6}[日晚]报|据.{1,20}(?:报|消息|介绍|统计)|敬请谅解|最新路况|声明|降水量|接到(?:群众)?(?:报警|求助)|指挥中心|成功(?:救出|营救|转移|解救|将|把)|共(?:营救|救出|转移)|研究决定|向.{1,12}捐[款赠]|明星|粉丝|热搜"
)
_SEEN = re.compile(r"刷到|(?:看到|看了).{0,6}视频|心疼|泪崩|看哭|睡不着|感动")
"""What somebody says who looks on from afar."""
_SAVED = re.compile(
    r"已(?:经)?(?:全部)?(?:获救|得救|救出|脱困|撤离(?!出))|安全(?:撤离|转移)?了|平安了|不需要(?:了|物资)|守住了|没事了|(?:输送|运送|营救|解救|救出)(?:了|出)?[^。,!?]{0,4}被困"
)
_GIVES = re.compile(
    r"(?:需要|急需|紧缺|需求|困难|如需|被困|受灾)[^。!?,]{0,8}(?:的(?:朋友|人|群众|乡亲|居民|村民|救援队|老乡|伙伴|车主)?|者|群众|居民)[,，]?[^。!?]{0,4}(?:可以?|请|直接|就)[^。!?]{0,14}(?:联系|拨打|打电话|私信|到|去|来|拿|领|就餐|休息)|(?:需要|如需)帮助.{0,4}(?:请|可)|请拨打|信息汇总|(?:哪[里边儿个]|哪些|什么地方)[^,。!?]{0,5}(?:需要|缺)|带我一个|(?:可以|想|希望|愿意)(?:能)?(?:加入|报名|参加|去当)|怎么(?:捐|寄|对接)|请.{0,12}(?:话题|带上)"
)
"""Those who need something are told where to get it, or those who would help ask where."""
_OFFER = re.compile(
    r"免费|(?:可以?|能|愿意?|将|来)(?:为.{0,12})?提供|提供(?:食宿|住宿|吃住|床位|避难|休息|热水|餐)|(?:携带|现有|我有|我们有|还有)[^,。]{0,20}物资|义务"
)
_WONDER = re.compile(r"(?:如何|怎么?样)了|什么情况|有(?:没有)?人知道|有什么办法|吗[?。! ]*$|请问")


def cries_for_help(text: str) -> bool | None:
    """Whether a normalised text that bears the tag of a disaster cries for help; None of any text without such a tag."""
    if _SIGNS.isdisjoint(signs_of(text)) or not _POST.search(text):
        return None
    told = without_tags(text)
    is_need = _NEED.search(told) is not None
    return (is_need or bool(_PLIGHT.search(told) or _BEG.search(told))) and not _is_talk(told, is_need=is_need)


def without_tags(text: str) -> str:
    """What is told beside tags and names of accounts: a danger that stands in a tag only says what others speak of."""
    return _MARK.sub(" ", text)


def _is_talk(told: str, *, is_need: bool) -> bool:
    stranded, phone = _STRANDED.search(told) is not None, _PHONE.search(told) is not None
    if _GIVES.search(told) and not stranded:
        return True
    if not phone and (_NEWS.search(told) or (_SEEN.search(told) and not is_need)):
        return True
    if is_need:
        return False
    if not (stranded or phone or _SPOT.search(told)):
        return True
    if not phone and _SAVED.search(told):
        return True
    return not stranded and (_OFFER.search(told) is not None or (not phone and _WONDER.search(told) is not None))
