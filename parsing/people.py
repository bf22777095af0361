"""How many people, and which: counts that the words state, and vague crowds quoted as written. Pure."""

import re
from collections.abc import Callable

from parsing.disaster import cries_for_help
from parsing.numerals import to_int
from parsing.signs import signs_of

_N = r"(\d{1,4}|[一二两三四五六七八九十百千]{1,4})"
_WHO = (
    (
        "elderly",
        r"(?:老人家?|老年人|老太太|老太婆|老太|老头子?|老大爷|老大妈|老奶奶|老爷爷|老婆婆|阿婆|阿公|大爷|大妈|奶奶|爷爷|大伯|孤寡|独居老人|空巢老人)",
    ),
    (
        "minors",
        r"(?:小孩子?|孩子|小朋友|儿童|娃娃?|娃儿|小男孩|小女孩|男孩|女孩|婴儿|宝宝|幼儿|小学生|中学生|学生|未成年|少年|伢儿|小囡)",
    ),
    ("pregnant", r"(?:孕妇|产妇)"),
    ("disabled", r"(?:残疾人|盲人|聋哑人)"),
)
_CLASS = r"(?:多|来)?(?:个|名|位|人|口)"
_AGED_SO = r"(?:\d{2,3}多?岁的?|[一-鿿\d]{0,6}的)?(?:高龄|年迈)?"
_KIN = r"(?!奶奶|爷爷|大[爷妈伯]|阿[公婆])"
_COUNTED = {
    name: re.compile(rf"(?<![几数\d一二两三四五六七八九十百千]){_N}(?:{_CLASS}{_AGED_SO}|(?:高龄|年迈)?{_KIN}){who}")
    for name, who in _WHO
}
"""Without a word that counts them, an age or a rank among kin (二奶奶) may stand before them."""
_ONE_SUCH = {
    name: re.compile(
        rf"(?<![几多两二三四五六七八九十百\d])(?:一?个|一位|一户|那个|这个|有位|某)(?:[一-鿿\d]{{0,4}}的)?{who}"
    )
    for name, who in _WHO
}
_HOUSEHOLDS = re.compile(
    rf"(?<![几数\d一二两三四五六七八九十百千]){_N}(?:多|来)?(?:户人家|户(?!外|型|口|主)|家人(?!都|也|的|们))"
)
_HURT = re.compile(
    rf"{_N}(?:个|名|位)?人?(?:老人|小孩|孩子|工人|学生|居民|路人)?(?:受了?伤|轻伤|重伤|负伤|被砸伤|被咬伤|烧伤|摔伤|骨折)|(?:受伤|伤者|伤员|伤了){_N}(?:个|名|人)"
)
_DEAD = re.compile(rf"{_N}(?:个|名|位)?人?(?:死亡|遇难|身亡|死了|去世|溺亡)|(?:死亡|死了|遇难){_N}(?:个|名|人)")
_MANY = r"(?<![几数\d:一二两三四五六七八九十百千])(\d{1,5}万?|[一二两三四五六七八九十百千万]{1,6})(?:多|余|来|\+|[-~到至]\d{1,5})?"
_FOLK = r"(?:大人|老人|老年人|小孩|孩子|儿童|工人|学生|师生|群众|村民|居民|乘客|旅客|游客|员工|人员|人(?!次|家|行|高))"
_EACH = r"(?:[名位口]|个(?!多?(?:小时|钟头|月|星期|礼拜|晚上|白天)|[一-鿿]{0,2}[村区镇县楼车站地点店院]))(?:高龄|年迈)?"
_SO_MANY = rf"{_MANY}(?:{_EACH}{_FOLK}?|{_FOLK})"
_STUCK = rf"(?:困了|关了|困着|被困|受困|关着|困住了?)(?:着)?(?:{_FOLK}|人数)?(?:大约|约有?|将近|近|共有?|有|达)?"
_TRAPPED = re.compile(rf"{_SO_MANY}[一-鿿]{{0,3}}(?:被困|被关|关在|困在)|{_STUCK}{_SO_MANY}(?![,、和 ]?{_FOLK}\d)")
"""A number beside it counts people only where a word for people, or the word that counts them, stands with it."""
_MISSING = re.compile(rf"{_SO_MANY}(?:都|也|已经?)?(?:走失|失踪|失联|走丢|不见了)")
_SICK = re.compile(
    rf"{_N}(?:个|名|位)(?:人|老人|小孩|孩子|小朋友|学生|员工|工人)?(?:都|也)?(?:发烧|呕吐|吐了|拉肚子|腹泻|中毒|感染|确诊)"
)
_NOBODY = re.compile(
    r"(?:没有?人|没得人|无人|没人|无人员|没有人员|人员?没有?|均未|未造成人员|人没)(?:员)?(?:受伤|伤亡|伤)|人(?:都)?没(?:有)?事"
)
_PEOPLE = re.compile(
    rf"(?<![第\d几数好多缺要招一二两三四五六七八九十百千])(?:(?=一个人)|(?<!小孩)(?<!孩子)(?<!儿童)(?<!老人)(?<!大人)){_N}(?:[-~到至]\d{{1,4}})?(?:个|名|位)?(?:大人|成年人|人(?!民|行|家|工|次|均|造|防|才|为|气|数|高|[一两\d])|员工|工人|业主|居民|村民|男的|女的|小伙子|男子|女子|小年轻|年轻人|流浪汉|乞丐|醉汉|保安|租客|男人|女人)"
)
_MIN = re.compile(
    r"(?:一两百|两三百|上百|几十|几百|好几十|好几百|成百上千|三四十|四五十|五六十|七八十|一二十|二三十|十几|二十多|三十多|一百多|两百多|十来|几十来)(?:个|号|名)?(?:人|业主|居民|工人|村民|家长|租客|员工|学生|老人|户|小孩|孩子)?"
)
_MIN_VALUES = {
    "一两百": 100,
    "两三百": 200,
    "上百": 100,
    "几十": None,
    "几百": None,
    "三四十": 30,
    "四五十": 40,
    "五六十": 50,
    "七八十": 70,
    "一二十": 10,
    "二三十": 20,
    "十几": 10,
    "二十多": 20,
    "三十多": 30,
    "一百多": 100,
    "两百多": 200,
    "十来": 10,
}
_VAGUE = re.compile(
    r"(?:好几十?|好些|好多|许多|很多|一大?群|一帮|一伙|不少|几)(?:个|名|位)?(?:人(?![家工防行])|小朋友|孩子|小孩子?|学生|老人家?|业主|居民|工人|村民|家长|大人|同学|邻居|住户|户人家|小年轻|年轻人|大妈|外地人|员工|租客|娃儿|男的|女的)"
)
_AGE = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,4})(?:多|几)?岁")
_GONE = re.compile(r"失[联踪去散]|走[失丢散]|不见|[找寻]|联系不|没[回有到]|人影|未归|下落|打不通")
"""In a post of a disaster, or of people trapped, nobody is missing where none of this is said, whatever the text is taken for."""
_KIN_OLD = re.compile(
    r"(?:我|他|她|俺)(?:家)?(?:老)?(?:爸爸?|妈妈?|爷爷|奶奶|外公|外婆|姥姥|姥爷|父亲|母亲|岳父|岳母|公公|婆婆|爹|娘|阿公|阿婆)"
)
_CHILD_ALSO = re.compile(r"(?:小孩子?|孩子|小朋友|娃儿?)(?:也|还|都|一直|吓得|在旁边|在哭)")
_COUPLE = re.compile(
    r"小?夫妻(?:俩|两个?)?|两口子|小两口|老两口|两兄弟|兄弟俩|父子俩?|母子俩?|婆媳俩?|邻居俩|俩人|两家"
)
_WITH_CHILD = re.compile(r"(?:娘儿俩|母女俩?|母子俩?|抱着孩子|带着(?:个)?(?:小孩|孩子))")
_SINGLE = re.compile(
    r"(?:个|位|名|那|家)(?:[一-鿿]{0,4})(?:人|汉|乞丐|男的|女的|男子|女子|儿子|女儿|老头|大姐|大哥|小伙|疯子|女孩|姑娘)|流浪汉|儿子|(?<!其)(?:他|她)(?!们)"
)
_ABOUT_ONE = frozenset({"care.homeless", "care.mental_crisis", "care.suicide_risk"})
_EVENTS = (
    ("injured", frozenset("伤骨"), _HURT),
    ("dead", frozenset("死亡遇去溺"), _DEAD),
    ("trapped", frozenset("困关"), _TRAPPED),
    ("missing", frozenset("失走不"), _MISSING),
    ("ill", frozenset("烧吐拉腹中感确"), _SICK),
    ("households", frozenset("户家"), _HOUSEHOLDS),
)
_GATES = {
    "elderly": frozenset("老太大奶爷阿孤独空"),
    "minors": frozenset("孩朋童娃婴宝幼生少伢囡"),
    "pregnant": frozenset("孕产"),
    "disabled": frozenset("残盲聋"),
}
"""Signs one of which must stand in a text for a count of such people to be looked for."""
_BETWEEN_TWO = frozenset({"dispute.domestic_violence", "dispute.family", "security.fight", "dispute.neighbor"})
_ABOUT = re.compile(r"(?:一[二两]|[二两]三|三四|四五|五六|六七|七八|八九)[十百千万]*$")
"""Two neighbouring digits: about so many, and the lower one at least."""
Put = Callable[[str, int | None, tuple[int, int]], None]
"""Keeps a count, unless the key has one already."""
_NUMBERS = frozenset("0123456789一二三四五六七八九十百千两")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万]")
"""Stands in whatever counts people."""
_ROUND, _VAGUELY = frozenset("百十来"), frozenset("好许很群帮伙不几")
_OLD = 60
_ADULT = 18


def find_people(
    text: str, category: str | None
) -> tuple[dict[str, int], tuple[int, int] | None, dict[str, tuple[int, int]]]:
    """(counts by key, span of a vague crowd, spans by key) as far as the words state them; never guessed."""
    counts: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}

    def put(key: str, value: int | None, span: tuple[int, int]) -> None:
        if value is not None and key not in counts:
            counts[key], spans[key] = value, span

    signs = signs_of(text)
    nobody = _NOBODY.search(text) if "伤" in signs or "事" in signs else None
    if nobody is not None:
        put("injured", 0, nobody.span())
    if _NUMERAL.search(text) is not None:
        _counted(text, signs, put)
    vague = _MIN.search(text) if not signs.isdisjoint(_ROUND) else None
    crowd: tuple[int, int] | None = None
    if vague is not None and vague[0][-1] not in "百十几多来":
        crowd = vague.span()
        least = next((value for word, value in _MIN_VALUES.items() if vague[0].startswith(word)), None)
        put("involved_min", least, crowd)
    else:
        match = _VAGUE.search(text) if not signs.isdisjoint(_VAGUELY) else None
        crowd = match.span() if match is not None else None
    _one_by_one(text, signs, category, put, counts)
    return counts, crowd, spans


def _counted(text: str, signs: frozenset[str], put: Put) -> None:
    """What befell how many, and how many of those who need most care, in a text that tells a number."""
    for key, gate, pattern in _EVENTS:
        match = pattern.search(text) if not signs.isdisjoint(gate) else None
        if match is not None:
            put(key, _value(match), match.span())
    for key, gate in _GATES.items():
        match = _COUNTED[key].search(text) if not signs.isdisjoint(gate) else None
        if match is not None:
            put(key, _value(match), match.span())


def _one_by_one(text: str, signs: frozenset[str], category: str | None, put: Put, counts: dict[str, int]) -> None:
    """Single people: whom an article, an age or the matter itself counts as one."""
    for key in ("elderly", "minors"):
        match = _ONE_SUCH[key].search(text) if not signs.isdisjoint(_GATES[key]) else None
        if match is not None:
            put(key, 1, match.span())
    _aged(text, category, put)
    _at_home(text, category, put)
    if category == "care.medical_help" and "injured" not in counts and _VAGUE.search(text) is None:
        put("injured", max(counts.get("elderly", 0), counts.get("minors", 0), 1), (0, len(text)))
    if not counts or set(counts) <= {"elderly", "minors"}:
        match = _PEOPLE.search(text) if not _NUMBERS.isdisjoint(signs) else None
        if match is not None:
            put("involved", _value(match), match.span())
    single = _SINGLE.search(text) if category in _ABOUT_ONE and not counts else None
    if single is not None:
        put("involved", 1, single.span())


def _aged(text: str, category: str | None, put: Put) -> None:
    age = _AGE.search(text) if "岁" in text else None
    years = to_int(age[1]) if age is not None else None
    missing = category == "care.missing_person" and not (
        ("困" in text or cries_for_help(text) is not None) and _GONE.search(text) is None
    )
    if missing:
        put("missing", 1, age.span() if age is not None else (0, len(text)))
    if age is None or years is None or not (missing or (category or "").startswith(("care.", "disaster.", "housing."))):
        return
    if years >= _OLD:
        put("elderly", 1, age.span())
    elif years < _ADULT:
        put("minors", 1, age.span())


def _at_home(text: str, category: str | None, put: Put) -> None:
    couple = _COUPLE.search(text) if category in _BETWEEN_TWO else None
    if couple is not None:
        put("involved", 2, couple.span())
    also = _CHILD_ALSO.search(text) if category == "dispute.domestic_violence" else None
    if also is not None:
        put("minors", 1, also.span())


def _value(match: re.Match[str]) -> int | None:
    word = next((group for group in match.groups() if group), None)
    if word is None:
        return None
    about = _ABOUT.match(word)
    return to_int(word[0] + word[2:] if about is not None else word)
