"""Words that stand beside other people's: "we too", and what is said on behalf of somebody else. Pure."""

import re

from parsing.normalise import normalise

_ALSO = re.compile(
    r"(?:我|我们|咱|咱们|这边|这里|楼上|楼下|单元|家|栋|幢)(?:家|这边|这里|楼|单元)?也|也(?:是|一样|没|停|坏|漏|不|堵|满|淹|断|黑|响|臭|掉)|一样的|^(?:一样|同)[ ,]"
)
_ALSO_IN_SHORT = re.compile(
    r"^(?:我|我们|咱|我家|我们家|我这|我屋里?|楼上|楼下|\d{3,4})(?:这边|这里|这儿|家)?也(?:是|一样|没|停|坏|漏|堵|满|淹|断|黑|响|臭|掉|有)"
    r"(?!事|办法|钱|空|听|看|见|想|去|用|吃|买|睡|来)[^吗呢?]{0,10}$|^(?:一样|同)[ ,][^吗呢?]{0,10}$"
)
_WITH_US = re.compile(
    r"(?:我|我们|咱|咱们|俺|俺们)(?:这[边里儿]?|那[边里]|家|\d{1,3}(?:幢|栋|号楼|单元|#)|[一-鿿]{0,2}(?:楼|单元|幢|栋|弄|村|组))*"
    r"(?:也是|也一样|也这样|一样|同样)(?:的|情况)?(?=[ ,。!~]|$)"
)
_KIN = "奶奶|爷爷|大爷|大妈|大娘|大伯|大叔|阿姨|叔叔|伯伯|婆婆|老人|老太太|老大爷|大姐|大哥|邻居|师傅|老板|我妈|我爸|妈妈|爸爸|外婆|外公|姥姥"
_FOR = re.compile(
    rf"(?:{_KIN})(?:刚才|刚刚|今天|早上)?(?:跟我|和我|对我|给我|打电话|来电)?(?:说|讲|反映|反应|告诉|让我|叫我|托我|要我|来电|打来)"
    rf"|(?:替|帮|代)(?:隔壁|楼上|楼下|对门|邻居|一位|我)?.{{0,6}}?(?:{_KIN})?(?:问|报|反映|说一下|说一声|上报)"
)
_WELL = r"(?:好了|正常了|亮了|有水了|有电了|水来了|电来了|来了|通了|停了|清了|灭了|浇灭|扑灭|找到了|寻着了|寻到了|抓到了|救出来了|出来了)"
_QUITE_WELL = re.compile(
    rf"^[^,。!?]{{0,8}}(?<![不没])(?:好了|正常了|亮了|有水了|有电了|水来了|电来了|通了)[!。~啦了]*$"
    rf"|^(?:[修弄通搞]{_WELL}|{_WELL}{_WELL}|(?!好了|来了|出来了|停了){_WELL})(?:[!,。~ ]|$)"
    r"|[ ,](?:已经|都)(?:好了|浇灭|扑灭|修好|弄好|搞定|解决)[^,。!?]{0,3}$"
)


_OVER = {
    "housing.elevator_trapped": r"(?:人|都|终于)?(?:放|救)?出来了",
    "pollution.noise": r"(?:总算|终于)?(?:停了|安静了|不响了|消停)",
    "care.missing_person": r"(?:人|老人|娃|孩子)?(?:找到|寻着|寻到|寻牢)了|(?:自己|人|已经)?回(?:来|家)了",
    "utility.power_outage": r"来电了|电?来了|亮了|有了",
    "utility.water_outage": r"来水了|水?来了|有了",
    "fire.": r"(?:火|烟)?(?:已经|都|全)?(?:灭了|扑灭|浇灭|没烟了)|烟没了",
    "municipal.tree": r"(?:树|都)?(?:锯掉|锯了|拉走|搬走|清走|清掉)",
    "traffic.": r"(?:车|白车|黑车|人)?(?:已经)?(?:开走|挪走|拖走|移走|走)了",
    "sanitation.": r"(?:都|已经)?(?:收掉|收走|清走|清掉|拉走|捞掉|捞走|清了|收了)",
    "municipal.": r"(?:洞|坑|盖子|井盖|灯)?(?:已经|都)?(?:填了|填平|补好|盖上|盖好|换了|亮了|通了)",
}
"""How each kind of trouble is said to be over; the keys are leaves or the beginning of their names."""
_OVER_AT_ONCE = {leaf: re.compile(rf"(?:{words})(?![吗呢没?又])[^?吗没]{{0,14}}$") for leaf, words in _OVER.items()}


def is_over(leaf: str, text: str) -> bool:
    """Whether a short message begins by telling that a trouble of this kind is over: 「出来了 腿软」. For chats where it is talked of."""
    plain = normalise(text)
    return any(leaf.startswith(kind) and form.match(plain) is not None for kind, form in _OVER_AT_ONCE.items())


def says_also(text: str) -> bool:
    """Whether the words join a trouble that others told before: 「我家也没水」."""
    return _ALSO.search(normalise(text)) is not None


def joins_others(plain: str) -> bool:
    """Whether a normalised text begins by joining what others told: 「我们17幢也是，…」. What follows is the same matter."""
    return _WITH_US.match(plain) is not None


def speaks_for_another(text: str) -> bool:
    """Whether somebody brings the words of another who may not be in the chat: 「隔壁奶奶说她家没水了」."""
    return _FOR.search(normalise(text)) is not None


def says_also_in_short(text: str) -> bool:
    """Whether a few words only join what was told before: 「我也没了 冰箱里一只羊」. For chats where something was."""
    return _ALSO_IN_SHORT.search(normalise(text)) is not None


def sounds_well_again(text: str) -> bool:
    """Whether a short message only tells that it is all right now: 「水来了」. For those whose matter is open."""
    return _QUITE_WELL.search(normalise(text)) is not None
