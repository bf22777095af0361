"""Whom a word means: old people, children, grown ups, helpers. Tables of plain words. Pure."""

import re
from collections.abc import Iterable
from functools import cache

from parsing.redact import SURNAMES

WORDS = {
    "elderly": "老人 老人家 老年人 老太太 老太婆 老太 老头 老头子 老头儿 老汉 老爷子 老爷爷 老奶奶 老婆婆 老大爷 老大妈 老大娘 老伯 老伯伯 老先生 老婆子 老妇人 老夫妻 老夫妇 "
    "老阿姨 老母亲 老父亲 老妈妈 老娘 老爹 大爷 大妈 大娘 奶奶 爷爷 阿婆 阿公 大伯 孤老 孤寡 婆婆 外婆 外公 姨婆 姑婆 舅公 叔公 伯公 我奶 姥姥 姥爷 太婆 太公 银发族 "
    "太爷爷 太奶奶 太姥姥 阿太 阿嬷 老农 老阿姆 老太公 老外婆 老外公 阿奶 阿爷 娭毑 老娭毑 老嬢嬢 老阿婆 老阿公 老阿妈 老阿爷 孤老太 孤老头 孤老太婆 老同志 老者 老倌 老倌子 老奶 老爷爷 老太爷 老大姨 老妪 老寿星 老妇 老翁 阿伯 老公公 老妈子 老光棍 老头老太 老人儿 老两口 孤寡老人 五保老人 空巢老人",
    "minors": "小孩 小孩子 小孩儿 孩子 小朋友 儿童 娃 娃娃 娃儿 小娃 小娃娃 男孩 男孩子 女孩 女孩子 小男孩 小女孩 婴儿 婴幼儿 宝宝 幼儿 小学生 中学生 初中生 高中生 学生 女生 男生 未成年 "
    "未成年人 少年 少女 伢儿 伢子 小伢 小囡 囡囡 囡 小鬼 小鬼头 小家伙 小子 崽 小把戏 学童 细路 细娃 细娃儿 幺娃 孙子 孙女 双胞胎 "
    "小毛头 毛头 毛头小子 毛娃 毛孩 毛孩子 小毛孩 小胖子 小胖墩 奶娃 奶娃娃 学生娃 学生子 学生仔 学生伢 娃仔 娃子 细佬 细伢子 细妹子 细妹 细路仔 小屁孩 熊孩子 小萝卜头 男娃 女娃 男娃娃 女娃娃 男娃儿 女娃儿 小男娃 小女娃 男伢 女伢 男伢子 妹伢 "
    "小丫 丫头 小丫头 丫头片子 小妹妹 小弟弟 小同学 男学生 女学生 孙儿 小孙子 小孙女 大孙子 外孙 外孙女 新生儿 小宝宝 小宝贝 崽崽 崽子 囝囝 小囝 小赤佬 细伢 小妞 半大孩子 留守儿童 孤儿 早产儿 小不点 小顽童 小人 患儿 幼童 学龄童 女伢 女童 男童 孩童",
    "households": "人家 住户 邻居家",
    "helper": "师傅 民警 警察 消防员 医生 护士 保安 网格员 志愿者 工作人员 老师 物业 维修工 劳力",
    "adult": "男同学 女同学 孕妇 产妇 残疾人 盲人 聋哑人 瘸子 哑巴 大人 成年人 男的 女的 男子 女子 男人 女人 男士 女士 男青年 女青年 汉子 大汉 壮汉 醉汉 老乡 小伙 小伙子 年轻人 小年轻 青年 姑娘 小姑娘 小姐 妇女 女工 男工 工人 民工 农民工 "
    "工友 员工 职工 骑手 外卖员 外卖小哥 快递员 快递小哥 小哥 大哥 大姐 大叔 阿姨 大嫂 业主 居民 村民 邻居 租客 房客 租户 家长 群众 乘客 旅客 游客 顾客 客人 司机 同事 同学 亲戚 师生 "
    "教师 病人 黑影 叔叔 舅舅 姑姑 阿叔 阿嫂 阿姐 阿哥 大婶 宝妈 宝爸 奶爸 老爷们 大老爷们 娘们 装修工 修路工 装卸工 搬运工 环卫工 清洁工 保洁员 保洁 建筑工 采茶工 缝纫工 电焊工 泥瓦工 木工 电工 瓦工 油漆工 临时工 钟点工 流浪汉 乞丐 乞讨者 酒鬼 疯子 瓦匠 护工 商户 摊贩 摊主 老板 人员 儿子 女儿 小叔 叔伯 妯娌 媳妇 儿媳 女婿 子女 兄弟 姐妹 兄妹 姐弟 外国人 老外 外地人 外来户 陌生人 大学生 "
    "夫妻 夫妇 情侣 小情侣 母女 母子 父子 父女 祖孙 疯女人 男的女的 驴友 钓友 香客 后生 后生仔 伙计 老表 打工的 老姐妹 老哥们 "
    "焊工 钢筋工 架子工 塔吊工 瓦工 漆工 小工 普工 技工 力工 杂工 零工 油漆匠 木匠 铁匠 石匠 篾匠 修理工 送水工 送奶工 维修员 养护工 绿化工 包装工 挡车工 学徒 学徒工 徒弟 帮工 短工 长工 打工仔 打工妹 外来工 外来务工人员 务工人员 实习生 服务员 营业员 收银员 店员 厨师 厨工 教练 学员 队员 队友 船员 船工 渔民 茶农 果农 菜农 花农 棉农 蚕农 "
    "驾驶员 车主 路人 行人 过路人 骑车人 老板娘 小贩 商贩 小商贩 储户 股东 投资人 会员 保姆 月嫂 女子 闺女 姐夫 妹夫 小姨 小舅子 弟兄 妯娌 哥们 哥们儿 姐们 小妹 大妹子 小嫂子 嫂子 婶子 婶婶 大娘子 大汉子 愣头青 混混 小混混 黄毛 醉鬼 酒疯子 逃犯 小偷 毛贼 骗子 推销员 中介 老外 湖南人 四川人 贵州人 安徽人 河南人 江西人 外省人 外乡人 本地人 本村人 年青人 中年人 中年妇女 中年男子 瘦子 胖子 光头 女性 男性 女同志 男同志 患者 伤者 伤员 病号 亲属 散工 临工 包工头 工头 监工 领班 水电工 清运工 船老大 钓鱼佬 泳客 骑友 跑腿小哥 送餐员 代驾 环卫工人 建筑工人 装修工人 女司机 男司机 女员工 男员工 女租客 女乘客 舍友 室友 工人师傅 女学员 生面孔 陌生面孔 新面孔 养殖户 种植户 哥哥 姐姐 疯婆子 疯汉",
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
_PERSON = r"人(?![民行工次均造防才为气数高份间座深宽影样形渣命物流群海合口家]|[头脸手](?![破上都被全让给部晕昏疼痛])|多[高深宽]|字|深|[位抱桌帐沙团]|来高|一(?![起块道同直下伙拥夜声路齐])|[两\d])"
FIRST = "".join(sorted({word[0] for word in _WHO} | {"人", "小", "老"}))
"""The signs a word for people begins with."""
_SMALL = r"小的(?=[每一都也还在老天夜早晚睡哭吵跑放上没被吓咳发吐趴躲饿自关锁留]|才(?![是能会会可]))"
_SURELY = r"(?<=个)人(?=合[租住伙用]|[两\d]{1,2}个?(?:月|天|年|礼拜|星期|小时|钟头|晚))"
"""Behind 个 what would be another word, or a price a head, is people: 十一个人两个月没工资."""
_OLD = r"老的(?=腿|身体|走|病|瘫|动|看不|耳|眼|行动|不会|没人|[都也][七八九])"
_AGED = r"(?:上了?年纪|年纪大|(?:满头)?白(?:头)?发|拄着?拐[杖棍]?)的(?=[^\s,。!?老大奶爷阿婆太伯公人]|$|[\s,。!?])"
"""Who is told by what age shows: 一个拄拐的."""
_PUPIL = r"(?:[背挎]书包|戴红领巾|[上读念](?:小学|初中|高中|幼儿园)|初[一二三]|高[一二三]|[一二三四五六]年级)的(?=[^\s,。!?孩娃学男女小]|$|[\s,。!?])"
HEAD = rf"(?<![布洋])(?<![布洋]娃)(?:{one_of(_WHO)}|{_PERSON}|{_SURELY}|{_SMALL}|{_OLD}|{_AGED}|{_PUPIL})(?![菜气车伴费机]|娃机|卡(?![在住里着到了])|家长|[他她]?[妈爸爹娘]|的(?:奶奶|爷爷|妈|爸|爹|娘|外[公婆]|阿[婆公]|家长|老[人太头]|大[人爷妈]|父母))"
"""A word for people; a bare 人 only where it does not begin another word."""


_YOUNG_ONE = re.compile(rf"小的|{_PUPIL}")


def who_is(word: str) -> str:
    """The class of a word for people: a key of `WORDS`, or `person` for 人."""
    if word.endswith("的") and word not in _WHO:
        return "minors" if _YOUNG_ONE.fullmatch(word) else "elderly"
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
ELDER = rf"(?<![找看接陪给等问])(?!(?<=[我俺她他家])婆婆)(?:{any_of('elderly')}|[{SURNAMES}](?:伯|婆|公(?!司|园|路|寓|交)|姆|嬷|太太?)|老[{SURNAMES}]头(?![发部]))"
CHILD = (
    rf"(?!小人)(?<![布洋])(?<![布洋]娃)(?<!大(?=学生))(?<![找看接陪给等问])(?:{any_of('minors')})(?!们|[妈爸爹娘奶爷])"
)
MANY_OLD_OR_YOUNG = re.compile(rf"(?:{any_of('elderly')}|{any_of('minors')})们")
"""Old people or children spoken of as a lot: nobody in particular."""
