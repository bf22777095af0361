"""What only looks like a time, told by the words around it: a house, a price, an age, a greeting. Pure."""

import re

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百几半俩仨]{1,4})"
_LENGTH = r"(?:宿|天|日|周|月|年|星期|礼拜|小时|钟头|晚上?|夜)"
_LONG = r"(?:天|日|周|月|年|星期|礼拜|小时|钟头)"
"""In which things are done so many times; one night is a night that was."""
_LIKE = r"(?:大?白天|大?白日|大?中午|半夜|夜里|夜间|晚上|过年|春节|[春夏秋冬]天)[里头]?"
_ROAD = "[路街道巷弄村里坊湾庄园区苑组线厦场桥坝]"
_LOOK_ALIKES = (
    # the number of a house, a line, a hall; a bare number with 号 is a day only where its neighbours say so
    rf"{_ROAD}«{_NUMBER}号",
    # the last house of a row, of which the first was none either
    rf"号[到至~-]+«{_NUMBER}号",
    rf"(?<![到至从等于定月是说成好])«(?:{_NUMBER}[-~、])?{_NUMBER}号»(?!(?:以|之)?[前后](?!面|门|头)|上午|下午|下班|早上|中午|晚|夜里|凌晨|那天|开会|停|截|交|到期|左右|发工资|[到至]$)",
    rf"«{_NUMBER}号[到至~-]+{_NUMBER}号»(?:微?网格|群|楼|幢|门|铺|商|店|公馆|地块|之间|的?(?:住户|居民|人家|商户|店面)|一带|沿[线街]|这一?[段片排]|那一?[段片排]|[几各]家|家家|户户)",
    # what is bought by the time, a class, what is open or sold all day, impatience
    rf"[充交买办签付续订缴包](?:了|过)?[张份个]?«{_NUMBER}个?(?:年|月|学期|季度|星期|周)»的?(?:[^\s,。!?了]{{0,2}}(?:课|会员|卡(?![在住着])|险|合同|租|费|款|宽带|套餐|钱|押金|票|服务))",
    r"«(?:周末|寒假|暑假)»班|早«(?:\d{1,2}|[一二三四五六七八九十])晚»|«全天»(?:供|营|开放|服务|候|在线)|«7天»(?:酒店|连锁|优品)|«一(?:分钟|刻钟?|天|个?小时)»[都也]?(?:等|忍|待|呆|受|熬)不",
    # the name of a street or an estate
    r"«(?:半月|春天|夏日|春晓|秋月)»(?:街|路(?!灯|面|都|没|不)|湾|桥|山庄|公寓|小区|新村|花园|苑|巷|弄|广场|大厦|家园|雅居|府|城)|«[一二三四五六七八九十]{1,2}月»(?:街|路(?!灯|面|都|没|不)|巷|弄)",
    # points of a list, a little bit, a long while
    rf"(?:提|有|以下|这|那|第|补充|强调|加|每|注意|反映)«{_NUMBER}点»",
    rf"«{_NUMBER}点»(?:建议|意见|要求|希望|情况|问题|说明|提醒|请|:|原因|理由|感受|想法|内容|事|须知|注意)",
    r"(?<!从)«一点»|«零点»[一二三四五六七八九]|«四周»",
    r"(?<!停[水电气])(?<!停[水电气]了)(?<!请假)(?<!剩)(?<!剩下)(?<![冒漏淌流堵喷滴停淹断]了)«半天»(?!了|假|之?内|以内)|[喊叫等找说敲问按拍讲弄催盼](?:了|过|他|她|你|我)?«半天»",
    r"(?:再|宽|缓|宽限|延|要|需)«几[天年]»|«几(?:天|年|个月|个?小时|分钟)»(?:能|可以|才能|会)|第«(?!第)",
    # a likeness, a rate, a price, a comparison, what a shop cries, any day
    rf"(?<!好)(?:像|如同|好比|赛过)(?:是在)?«{_LIKE}»|[跟和同像](?:是在)?«{_LIKE}»(?:似的|一样|一般|差不多|没两样|没啥两样)",
    rf"«一个?{_LENGTH}»(?:起码|至少|就|都|总)?[能得要][^«»,。\s]{{0,3}}{_NUMBER}",
    # so long each time, in any such length, that long still; by day of all times; supposed
    rf"(?:晾|晒|(?<!水)泡|搁|煮|炖|烤|充|腌|焐)«{_NUMBER}个?{_LENGTH}»(?![了没])|[坐蹲待去][一两][次回趟]«{_NUMBER}个?(?:{_LENGTH}|分钟)»",
    rf"一(?:进去?|坐|蹲|待|去|站|躺|讲|聊|打|睡|放)«(?:{_NUMBER}个?(?:{_LENGTH}|分钟|[上下]午)|一[上下]午)»(?!了)|(?:合同|租期|租约|质保|保修)(?:还|只|就)?[有剩]«",
    r"«(?P<so>一[天年宿夜晚])(?P=so)»?|«(?P<by>一[天年宿夜晚])»(?P=by)|«一天»天|«大白天»|«白天»(?:也|得|都[要得开])|(?:要是|万一|如果|假如|倘若)«|万«一",
    rf"«一个?{_LENGTH}»[翻返涨]|«每个?月»[返扣]|«\d{{4}}年»(?:的(?:$|[\s,。!?])|产|款|版|造|生产|出厂)|«三天两夜»游|«{_NUMBER}天»无理由|«半夜»鸡叫|«{_NUMBER}点»档|«{_NUMBER}(?:个?小时|分钟)»一[趟班]",
    rf"(?<!剩)(?<!剩下)最后«{_NUMBER}[天日]»(?:最后|(?![^\s,。!?]))|«{_NUMBER}[天日]»最后|[天日]最后«{_NUMBER}[天日]»|(?:清仓|甩卖|亏本|特价|促销|减价)«{_NUMBER}[天日]»",
    rf"«一个?{_LENGTH}»[^了没«»,。]{{0,3}}?{_NUMBER}(?:来|多)?(?:块|元|毛|百|千|万|成|倍|个点|%)",
    rf"«一个?{_LONG}»[^了没«»,。]{{0,3}}?{_NUMBER}(?:来|多)?(?:次|顿|趟|餐|遍|回|包)",
    rf"[块元百千万钱]«一个?{_LENGTH}»(?![了没还都])",
    rf"«(?:一|{_NUMBER})个?{_LENGTH}»(?:比|一(?:次|趟|班|回|遍|个|轮))",
    r"比«一[天年]|(?:有|哪|某|每|总有|另|新的?)«一个?[天年日周月]»|«一天»到",
    # an age, a year at school, a quality of a thing, a service, a way on foot
    rf"«{_NUMBER}个?(?:月|天|周)[半多]?»(?:大|的?(?:宝|婴|娃|孩|小孩|身孕|胎|奶娃|小囡|囡|狗|猫|小狗|小猫|崽))|(?:怀孕|怀胎|身孕|怀了|孕)«",
    rf"«{_NUMBER}(?:来|多|几)?年»(?:以上|的?[老旧]|[楼房工党店]龄|保修|质保|级|期|制|的?经验|前的老)",
    r"«(?:24|二十四)个?小时»(?:上门|营业|服务|在线|值|自助|便利|热线|开|不打烊|监控|轮|播|客服|无人|守|待命|接|有人|药|联系|电话|咨询|工作|运)|(?:全天)«(?:24|二十四)",
    rf"(?:走路|步行|骑车|开车|路程|车程)«{_NUMBER}|«{_NUMBER}(?:个半?)?(?:分钟|小时)»(?:路程|车程|的路|脚程)",
    rf"差«{_NUMBER}个?[年月]»|[工党驾教军婚]龄«|[今昨明前][天日]«第一[天日]»|«(?:几十|上百|[二三四五六七八九]十|[2-9]0)[来多几]?年»的(?!时间|日子)",
    r"[绕转围][^«»]{0,3}«一周|[读上念班升才]«初[一二三]|«初[一二三]»(?:的|学|班|年级|\(|生|女|男|数|语|英|同学|娃)",
    # good wishes, names, the nearest one, a word that needs another
    r"«(?:早上|早晨|上午|中午|下午|晚上|周末|[^«»]*(?:节|年|国庆|中秋|端午|元旦|元宵|重阳|除夕|日))»(?:好(?![几像多好不端些容在的])|愉快|快乐|安康|吉祥|如意)",
    r"«(?:国庆|五一|清明|中秋|元宵|春节|端午|天天|七夕|重阳|冬至|元旦|高考|中考)»(?:路|街|小区|新村|桥|巷|公园|苑|花园|社区|村|超市|快递|联欢|晚会|档|鲜|宾馆|大药房|便利|向上|开心|志愿|分数|体检|粽)",
    r"«最近»(?:的(?![一事天夜时几三两晚])|距离|怎么样|还好|可好|忙)|[离距](?:[^«»]{0,3})«最近»",
    r"«(?:每到|每逢|[以之]?[前后内来])»|«第[^«»]{1,3}[次回趟遍起]»",
)
_IN_A_NOTICE = re.compile(
    r"«(?:今天|昨天|昨日|近期|近日|最近|日前)»(?:本?辖?[区市街镇]|辖区|我[区市辖街镇村]|又?有[居人村业群市老多]|发生|接到|多[地起发]|个别|不法|连续|频)|«(?:近期|近日|最近|周末|节假日)»"
)
"""What a notice warns of happened at some time or other; only what it appoints has a time."""
_BEFORE, _AFTER = 4, 8
_NONE = re.compile(rf"[^«]{{0,{_BEFORE}}}?(?:{'|'.join(_LOOK_ALIKES)})")
"""Tried from where the words before begin, and no further than where the time does."""


def is_none(text: str, start: int, end: int, kind: str) -> bool:
    """True when the words from `start` to `end` of a message of that kind, read with their neighbours, are no time."""
    around = f"{text[max(0, start - _BEFORE) : start]}«{text[start:end]}»{text[end : end + _AFTER]}"
    return _NONE.match(around) is not None or (kind == "notice" and _IN_A_NOTICE.search(around) is not None)
