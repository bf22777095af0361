"""Whom a word means: old people, children, grown ups, helpers. Tables of plain words. Pure."""

import re
from collections.abc import Iterable
from functools import cache

from parsing.redact import SURNAMES

WORDS = {
    "elderly": "老人 老人家 老年人 老太太 老太婆 老太 老头 老头子 老头儿 老汉 老爷子 老爷爷 老奶奶 老婆婆 老大爷 老大妈 老大娘 老伯 老伯伯 老先生 老婆子 老妇人 老夫妻 老夫妇 "
    "老阿姨 老母亲 老父亲 老妈妈 老娘 老爹 大爷 大妈 大娘 奶奶 爷爷 阿婆 阿公 大伯 孤老 孤寡 婆婆 外婆 外公 姨婆 姑婆 舅公 叔公 伯公 我奶 姥姥 姥爷 太婆 太公 银发族",
    "minors": "小孩 小孩子 小孩儿 孩子 小朋友 儿童 娃 娃娃 娃儿 小娃 小娃娃 男孩 男孩子 女孩 女孩子 小男孩 小女孩 婴儿 婴幼儿 宝宝 幼儿 小学生 中学生 初中生 高中生 学生 女生 男生 未成年 "
    "未成年人 少年 少女 伢儿 伢子 小伢 小囡 囡囡 囡 小鬼 小鬼头 小家伙 小子 崽 小把戏 学童 细路 细娃 细娃儿 幺娃 孙子 孙女 双胞胎",
    "pregnant": "孕妇 产妇",
    "disabled": "残疾人 盲人 聋哑人",
    "households": "人家 住户 邻居家",
    "helper": "师傅 民警 警察 消防员 医生 护士 保安 网格员 志愿者 工作人员 老师 物业 维修工 劳力",
    "adult": "大人 成年人 男的 女的 男子 女子 男人 女人 男士 女士 男青年 女青年 汉子 大汉 壮汉 醉汉 老乡 小伙 小伙子 年轻人 小年轻 青年 姑娘 小姑娘 小姐 妇女 女工 男工 工人 民工 农民工 "
    "工友 员工 职工 骑手 外卖员 外卖小哥 快递员 快递小哥 小哥 大哥 大姐 大叔 阿姨 大嫂 业主 居民 村民 邻居 租客 房客 租户 家长 群众 乘客 旅客 游客 顾客 客人 司机 同事 同学 亲戚 师生 "
    "教师 病人 装修工 修路工 装卸工 搬运工 环卫工 清洁工 保洁员 保洁 建筑工 采茶工 缝纫工 电焊工 泥瓦工 木工 电工 瓦工 油漆工 临时工 钟点工 流浪汉 乞丐 乞讨者 酒鬼 疯子 瓦匠 护工 商户 摊贩 摊主 老板 人员 儿子 女儿 小叔 叔伯 妯娌 媳妇 儿媳 女婿 子女 兄弟 姐妹 兄妹 姐弟 外国人 老外 外地人 外来户 陌生人 大学生 "
    "夫妻 夫妇 情侣 小情侣 母女 母子 父子 父女 祖孙 疯女人 男的女的 驴友 钓友 香客 后生 后生仔 伙计 老表 打工的 老姐妹 老哥们",
}
"""Who is meant, and the words that mean them; `helper` are those who come to a matter and are no part of it."""


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of some plain words, the longest that fits; signs that several begin with are looked at once."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    branches = [first + _tail(rest) for first, rest in sorted(tails.items())]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _tail(tails: list[str]) -> str:
    longer = [tail for tail in tails if tail]
    if not longer:
        return ""
    more = one_of(longer)
    return more if len(longer) == len(tails) else f"(?:{more})?"


_WHO = {word: who for who, words in WORDS.items() for word in words.split()}
_PERSON = r"人(?![民行工次均造防才为气数高份间座深宽影样形渣命物流群海头脸合手口家]|多[高深宽]|字|深|[位抱桌帐沙团]|来高|[一两\d])"
FIRST = "".join(sorted({word[0] for word in _WHO} | {"人"}))
"""The signs a word for people begins with."""
HEAD = rf"(?:{one_of(_WHO)}|{_PERSON})(?![菜气车伴])"
"""A word for people; a bare 人 only where it does not begin another word."""


def who_is(word: str) -> str:
    """The class of a word for people: a key of `WORDS`, or `person` for 人."""
    return _WHO.get(word, "person")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of rare matters, compiled when a message first needs it: the parser starts without it."""
    return re.compile(pattern)


def any_of(who: str) -> str:
    """The words of one class, longest first, to stand in a pattern."""
    return one_of(WORDS[who].split())


_KIN = "爸 妈 哥 弟 姐 妹 叔 婶 姑 姨 舅 嫂 老公 老婆 媳妇 丈夫 妻子 爱人 男人 女婿 儿子 女儿 室友 同屋 同事 同学 同桌 邻居 朋友 闺蜜 徒弟 表哥 表弟 表姐 表妹 堂哥 堂弟 堂姐 堂妹 男友 女友 对象 老伴 父亲 母亲 娘 爹 侄子 侄女 侄儿 外甥 外甥女 闺女 亲家"
_RANK = one_of(_KIN.split())
_IN_LAW = r"(?:我|俺|我家|她|他)的?(?:婆婆|公公|岳[父母]|丈母娘|老丈人)"
"""Not old for all that the word says, as 钱婆婆 is."""
KIN = rf"(?:{_IN_LAW}|(?:我|我家|俺|俺家|他家|她家|隔壁|家里|楼[上下]|对门)的?(?:[大小老二三]|那个)?{_RANK}|[老小阿][{SURNAMES}](?!人|师|板|区|学|吃|心|时|路|河)|[{SURNAMES}](?:姐|哥|姨|叔|婶|嫂|师傅)|{_RANK}(?![们妹哥]))"
"""Somebody known by kin or by name, neither surely old nor surely a child."""
ELDER = rf"(?<![找看接陪给等问])(?!(?<=[我俺她他家])婆婆)(?:{any_of('elderly')}|[{SURNAMES}](?:伯|婆|公(?!司|园|路|寓|交)|姆|嬷|太太?))"
CHILD = rf"(?<!大(?=学生))(?<![找看接陪给等问])(?:{any_of('minors')})(?!们|[妈爸爹娘奶爷])"
MANY_OLD_OR_YOUNG = re.compile(rf"(?:{any_of('elderly')}|{any_of('minors')})们")
"""Old people or children spoken of as a lot: nobody in particular."""
