"""Words of time in a message, found. Pure."""

import re

_CN = "零一二三四五六七八九十两廿"
_N = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_YEAR = r"(?:(?:(?<!\d)(?:19|20)\d{2}|(?<!\d)(?:[03-9]\d|[12]\d(?=年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|年[底初末]|年第))|[一二][零〇一二三四五六七八九]{3}|[九零〇][零〇一二三四五六七八九])\s?年(?!代)|今年|去年|明年|前年|后年|次年|本年|下年|这一年|这年|上一年)"
_WITHIN = r"(?:的?第(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:周|星期|礼拜|月|天|季度)|的?(?:前|后|最后)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:天|周|月|星期|礼拜|季度)|[一二三四1-4首]季度[初末]?|[上下前后]半年)"
_DAY = (
    r"(?:大前[天日]|大后[天日]|前天|后天|今天|今日|今朝|今儿个?|明天|明日|明朝|昨天|昨日|昨儿个?|当天|当日|次日|前日|后日|本日|(?<!\d)隔天|"
    r"今早|今晨|今晚|今夜|明早|明晨|明晚|昨晚|昨夜|前晚|昨早|当晚)"
)
_WEEK = r"(?:(?:上上|下下|上|下|本|这|每)?个?(?:周|星期|礼拜)[一二三四五六日天末](?!围|边|报|年|期)|(?:下|上)周周[一二三四五六日天]|(?:上上|下下|上|下|本|这一?)个?(?:周|星期|礼拜)(?!期)|双休日)"
_MONTH = rf"(?:(?<![\d个]){_N}月份?|(?:本|这个|上个?|下个?|当)月)"
_DATE = rf"(?:{_YEAR}(?:的?{_MONTH})?{_WITHIN}|{_MONTH}{_WITHIN}|{_YEAR}?的?{_MONTH}(?:{_N}[日号]|底|初|中旬|上旬|下旬)?|(?<![\d-])(?:19|20)\d{{2}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?(?![\d])|(?<![\d.\-/]){_N}[日号](?![楼门院线房店地车桩岗])|月底|月初|月中|年底|年初|年末|(?:[上下本]个?)?[一二三四1-4]?季度[初末]?|(?:[上下]|上个|下个)半[年月周]|{_YEAR}(?:[底初末]|年[底初末])?)"
_FEAST = r"(?:国庆|春节|元旦|中秋|端午|清明|五一|元宵|除夕|过年|暑假|寒假|劳动节|儿童节|妇女节|情人节|圣诞节?|大年[初三]?[一二三四五六七八九十]{1,2})(?:节|期间|假期|长假|当天|前后|那天)*"
_PART = r"(?:凌晨|黎明|晏昼|清晨|清早|大清早|一大早|一早|早上|早晨|早高峰|晚高峰|早间|上午|中午|正午|午后|午休|下午|傍晚|黄昏|晚上|晚间|夜里厢|夜里头?|大半夜|后半夜|半夜三更|三更半夜|半夜|深夜|夜间|午夜|大白天|白天|饭点|上下学|上下班)"
_CLOCK = rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s?(?:am|pm|a\.m\.|p\.m\.|[ap](?![a-z]))?|(?:\d{{1,2}}|[{_CN}]{{1,3}})[点时](?!间|候|不时|刻|心|评|个|点|赞|半载)(?:[一三13]刻|{_N}分(?:{_N}秒)?|(?:[0-5]\d|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?!\s?[幢栋号楼单#层室个名多人年月\d])|半|整|钟|多钟?|来钟|左右|许)*)"
_EVERY = r"(?:每天|天天|每日|每晚|夜夜|每周|每个?月|每到|每逢|一到|几乎每天)"
_UNIT = r"(?:个半小时|个半月|个多小时|个多月|个多星期|个多礼拜|个小时|个钟头|个星期|个礼拜|个月|个工作日|个季度|个钟|工作日|小时|钟头|分钟|星期|礼拜|天(?!花|井|台|桥|然|空|线|气|下)|周(?!围|边|末)|年|秒钟?|晚上|整夜|夜)"
_SPAN = rf"(?:(?:快|近|将近|大概|整整|足足)?(?:(?<!\d)(?:\d{{1,3}}|\d\.\d)(?!:|\d|年\d{{1,2}}月)\s?|[一二三四五六七八九十两半几]{{1,3}}|好几|大半|小半)(?:来|多|几)?{_UNIT}(?:多|半)?(?:(?:又|零|余)?(?:\d{{1,3}}|[一二三四五六七八九十两]{{1,3}})(?:{_UNIT}|秒))*|大半个月|半个多?月|半个多?(?:小时|钟头)|一整[天夜晚]|整[天夜晚]整[天夜晚]|整[天夜晚])"
_POINT = rf"(?:{_EVERY}的?)?(?:(?:{_DATE}|{_DAY}|{_FEAST}|{_WEEK})[的, ]?)*(?:{_PART}的?)?(?:{_CLOCK})?"
_TIME = re.compile(
    rf"(?:之?后|之?前|过去|未来|上|下|近|今后|再过)(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})个?(?:秒|分钟|小时|钟头|天|日|周|星期|礼拜|月|年|季度)|这(?:个?月|周|礼拜|星期|学期)第{_N}[次回]|(?:最近|这)(?:一段时间|段时间|阵子|几天|两天|几个月|几周)|{_SPAN}(?:以?之?内|以前|之前|前(?!面|头|后|门|台)|以后|之后|后(?!面|头|门|边)|以来)?(?!第)|"
    rf"{_POINT}(?:(?:到|至|-|~){_POINT})?(?:以前|之前|前(?!面|头|后|门|台)|以后|之后|开始)?"
)
_START = re.compile(
    r"[之后前过未上下近今再这最快将大整足小好半几去明次本的每天日夜一二三四五六七八九十两廿零〇年月季底隔昨当国春元中端清除劳儿妇情圣寒暑凌黎晏早正午傍黄晚深白饭周星礼双首个以开到至~\d-]"
)
"""Signs that words of time can begin with: the long pattern is tried only where one of them stands."""
_JUST = re.compile(r"刚刚|刚才|方才")
_WORTH = re.compile(r"[点天日号月年周夜晚早午晨末期拜分暑寒节秋庆秒朝更峰刚午昏]|小时|:\d|\d[-/.]\d")
_HOUSES = re.compile(r"\d{1,3}号(?:[至到-]\d{1,3}号)?")
_UNITS_AFTER = re.compile(r"微?网格|群|公馆|地块|停水|停电")
_NUMBER_BEFORE = re.compile(r"(?:第|这|那)$")


def _candidates(text: str) -> list[tuple[int, int]]:
    """Every span that the pattern of times matches, left to right, without overlaps."""
    spans, at = [], 0
    while (first := _START.search(text, at)) is not None:
        match = _TIME.match(text, first.start())
        if match is not None and match.end() > match.start():
            spans.append(match.span())
            at = match.end()
        else:
            at = first.end()
    return spans


def find_moment(text: str, kind: str = "incident") -> list[tuple[int, int]]:
    """Spans of all time words of a normalised text, in order; `just now` only counts in an incident."""
    if _WORTH.search(text) is None:
        return []
    found: list[tuple[int, int]] = []
    for start, last in _candidates(text):
        end = start + len(text[start:last].rstrip("的, "))
        words = text[start:end]
        if end - start < 2 and not words.isdigit():
            continue
        if (
            not words
            or words.isdigit()
            or (_NUMBER_BEFORE.search(text[max(0, start - 1) : start]) and words[:1] in _CN)
        ):
            continue
        if (
            _HOUSES.fullmatch(words)
            and (found or "月" not in words)
            and (words.count("号") > 1 or _UNITS_AFTER.match(text, end))
        ):
            continue
        if words.startswith("一天") and text[end : end + 1] in "天到":
            continue
        found.append((start, end))
    found = [
        span
        for span in found
        if not any(
            text[span[0] : span[1]] != text[a:b] and text[a:b].startswith(text[span[0] : span[1]]) for a, b in found
        )
    ]
    if kind == "incident" and not found:
        just = _JUST.search(text)
        if just is not None:
            found.append(just.span())
    return found
