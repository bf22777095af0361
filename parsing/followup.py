"""Follow-ups: what a message does to a case that exists already, and which case it names. Pure."""

import re

from parsing.companions import joins_others
from parsing.signs import signs_of

_CASE = re.compile(
    r"(?:编号|工单|单号|案件|事件号?|#)[::\s]{0,2}#?([0-9a-z][0-9a-z]{0,10}(?:-[0-9a-z]{1,8}){1,3}|\d{6,14})",
    re.IGNORECASE,
)
_NUMBERED = frozenset("0123456789#号单")
_CASE_BARE = re.compile(r"(?<![\d-])(20\d{6}-\d{2,5})(?![\d-])|#([0-9A-Z][0-9A-Z-]{2,15})(?![\w龙])")
_STEPS = (
    ("request_extension", r"申请延期|延期(?:申请|\d|至|到|[一二三两五十])|宽限|延长.{0,6}(?:工作日|天)|请求延期|延时"),
    ("request_suspend", r"挂账|申请挂起|暂缓办理|待.{0,10}(?:资金|拨款|批复|立项).{0,8}(?:再|后)"),
    (
        "request_return",
        r"退回|退单|回退|不属(?:于)?(?:我|本)|非我(?:局|单位|辖区|部门)|不归我们|不是我们(?:的)?(?:管|职责|辖区)|请(?:转|改派)",
    ),
    ("request_check", r"(?:申请|请)(?:予以)?(?:核查|验收|复核|核验|查看|现场核)|请.{0,6}(?:核实结案|核查结案)"),
    (
        "check_fail_rework",
        r"不通过|核查不(?:合格|过)|返工|重办|没有?修好|没(?:弄|处理|清理)(?:好|干净)|整改不到位|只是.{0,12}(?:盖着|糊弄|应付)|表面功夫",
    ),
    (
        "check_pass",
        r"(?:核查|复查|复核|验收|现场核实)(?:已)?(?:通过|合格)|(?:予以|可以)(?:通过|结案)|同意结案|确认(?:已)?(?:修复|处理好|整改)",
    ),
    (
        "mediation_agreed",
        r"达成.{0,4}协议|签(?:了|订|署).{0,4}协议|握手言和|调解(?:成功|好了|成了)|双方(?:都)?(?:同意|和解|接受)",
    ),
    ("close_not_true", r"情况不(?:属实|实)|不属实|查无此|未发现(?:上述|反映|该|所)|谎报|没有(?:发现)?(?:反映|所说)的"),
    (
        "merge_duplicate",
        r"重复(?:件|上报|工单|了|报)|同一(?:件事|个问题)|\+1|我们(?:这边|家|楼|单元)也(?:是|一样|没|有|停)|我家也|我也是|这边也",
    ),
    ("redact_and_warn", r"身份证"),
    (
        "correct_location",
        r"(?:写|发|说|报|打|填)错.{0,10}(?:是|应该)|不是.{1,8}[幢栋楼元路号村门层],?.{0,4}是|应该是.{1,8}[幢栋楼元路号村门层]|更正",
    ),
    (
        "withdraw",
        r"误报|搞错|看错|虚惊|误会|撤回|当我没说|不用(?:来|处理|修|管|派)|取消|没有(?:停水|停电|着火|漏气)|发错|弄错|乌龙|是我(?:家|自己).{0,8}(?:没|忘|弄|自己)",
    ),
    (
        "record_zero_report",
        r"(?:无|没有|未发现|没发现)(?:任何)?(?:异常|情况|隐患|问题|事件)|零报告|一切正常|平安无事|,平安$|今日平安",
    ),
    ("record_patrol_and_self_handled", r"(?:巡查|巡逻|走访|排查|入户|检查).{0,40}(?:已|当场|现场)"),
    (
        "reopen",
        r"又(?:坏|漏|堵|停|不亮|来了|出现|冒|返|反弹|回潮|堆|满|摆|掉|塌|不行|开始)|反弹|复发|(?:才|刚)(?:修|弄|清).{0,10}又",
    ),
    (
        "urge",
        r"还是没|还没|怎么还|一直没|到现在|什么时候|催|到底|说好的|没人(?:来)?(?:修|处理|管)|第.{1,3}次|进展|结果|下文|尽快|到期|超期|超时|逾期",
    ),
    (
        "resolve_claim",
        r"修好|修复|处理好|处理完|处理掉|清理|搞定|解决|恢复|扑灭|灭了|通了|弄好|换好|更换|来水|来电|找到了|救出|疏通|搬走|拖走|挪走|开走|撤走|送医院|办结|整改|消除|排除|拆除|拆掉|装好|补好|填平|铺好|安全了|已处理|已处置|完成",
    ),
)
_ASKS = re.compile(r"(?:好|修|弄|来|通|恢复|解决|处理)完?了?(?:吗|没有|没|么|不)[?!。~ 啊呀]*$")
_DONE = re.compile(
    r"^(?:已经?|都|全部)(?:经)?(?:全部|都)?(?:清理|清走|清运|修复|修好|处理|处置|更换|换好|整改|拆除|搬走|疏通|恢复|劝离|解决|排除|填平|补好|扑灭|办结)(?!.{0,8}(?:一半|部分|中$|大半|一截|请|申请|核))"
)
_FOUND = re.compile(r"(?:找|寻)[到着]了|回来了|接回来?了|到家了")
"""Who was missing is there: however needless the fright was, the search has ended, and its case with it."""
_CALLED_OFF = re.compile(r"(?:不用|不必|别|莫)再?(?:来|找|查|派|管|麻烦)|不好意思|抱歉|对不起|对不住")
_FAILED = re.compile(r"[不勿未](?:予)?通过|[不勿未]合格|返工|重办|打回")
_LOST = re.compile(r"(?:没|断)了?气了?|没了?(?:呼吸|心跳)|[没未]救过来|[没未]抢救过来|不治|去世|身亡|遇难")
"""What ended so is not put right: somebody died of it."""
MOVED = re.compile(
    r"已(?:经)?(?:全部|都|安全|陆续)*(?:转移|搬出|撤离|疏散|撤出|安置)[^,。!?]{0,8}?\d{1,5}(?:户|人|名)|\d{1,5}(?:户|名|个)?[^,。!?\d]{0,6}已(?:经)?(?:全部|都|安全)*(?:转移|转到|搬出|撤离|疏散|撤出|安置)"
)
"""How many were brought away from a danger: news for whoever leads."""
REPORTED = re.compile(
    r"报修(?:了|过)?[^,。!?]{0,3}(?:[一两二三四五六七八九十几半多\d]+个?(?:天|周|星期|礼拜|月|次|遍|回)|好久|多次)"
)
"""For how long, or how often, somebody has reported a matter: he urges, unless he says again what it is."""
_CHECK_ASKED = re.compile(r"申请(?:予以|现场)?(?:核查|验收|复核|核验)")
_FOUND_ON_PATROL = re.compile(r"(?:巡查|巡逻|走访|排查|检查).{0,40}(?:当场|现场)(?:清|劝|处|整|搬|撕|铲|移)")
_PATTERNS = tuple((action, re.compile(words)) for action, words in _STEPS)


def followup_action(text: str, likely: str = "progress", *, sure: bool = False) -> str:
    """What a status update asks for: what is `likely` if that is `sure` or no set phrase says it. Who asks claims nothing."""
    if _ASKS.search(text) is not None:
        return "urge"
    if MOVED.search(text) is not None:
        return "progress"
    if _DONE.search(text) is not None:
        return "resolve_claim"
    if _CHECK_ASKED.search(text) is not None:
        return "request_check"
    if likely == "check_pass" and _FAILED.search(text) is not None:
        return "check_fail_rework"
    if joins_others(text):
        return "merge_duplicate"
    action = likely if sure else next((action for action, pattern in _PATTERNS if pattern.search(text)), likely)
    if action == "record_zero_report" and _FOUND_ON_PATROL.search(text) is not None:
        return "record_patrol_and_self_handled"
    if action == "resolve_claim" and _LOST.search(text) is not None:
        return "progress"
    is_back = action == "withdraw" and _FOUND.search(text) is not None and _CALLED_OFF.search(text) is None
    return "resolve_claim" if is_back else action


def case_number(text: str, raw: str) -> str | None:
    """A case number that stands in the text, as written; None when there is none."""
    if _NUMBERED.isdisjoint(signs_of(text)):
        return None
    match = _CASE.search(text)
    if match is not None:
        return raw[match.start(1) : match.end(1)]
    match = _CASE_BARE.search(raw)
    return (match[1] or match[2]) if match is not None else None


def target_of(kind: str, action: str) -> str | None:
    """Which case a message without a number means: a symbolic target, resolved by who sits closer to the chat."""
    if action in {"withdraw", "correct_location"}:
        return "own_last_report"
    if action == "merge_duplicate":
        return "same_place"
    if action == "record_satisfaction":
        return "last_closed_case_of_sender"
    if kind == "status_update" and action not in {
        "record_zero_report",
        "record_patrol_and_self_handled",
        "redact_and_warn",
    }:
        return "last_case"
    return None
