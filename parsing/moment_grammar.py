"""How the pieces of time join to one time, and where in a text it is worth to look for one. Pure."""

import re

from parsing.moment_pieces import (
    BARE_PART,
    BESIDE_WORK,
    CLOCK,
    COUNT,
    DATE,
    DAY,
    DIRECTION,
    EDGE,
    EVERY,
    FEAST,
    HABIT,
    NTH,
    NTH_DAY,
    PART,
    SHORT_DAY,
    SPAN,
    VAGUE,
    WEEK,
    N,
)

_POINT = (
    rf"(?:{EVERY}的?)?(?:{VAGUE}的?)?(?:(?:(?:{DATE}|{DAY}|{FEAST}|{WEEK})(?:[那这当][天晚夜]|\((?:{WEEK}|{DATE})\))?的?)+ ?)?"
    rf"(?:(?:{SHORT_DAY}(?:\((?:{WEEK}|{DATE})\))?(?:{PART})?|{PART}|{BARE_PART})[的 ]?(?!的))?(?:{CLOCK})?(?:{BESIDE_WORK})?"
)
"""How often, which day, which part of it, which hour, beside which work: all can be missing, none can change places."""
ONE = re.compile(rf"(?:{HABIT}|(?:{DIRECTION}|{NTH_DAY})(?:{PART})?|{SPAN}(?!第)|{_POINT})(?:{NTH}|{EDGE})?")
"""One time, without a range; it may match nothing at all."""
LENGTH = re.compile(
    rf"(?!半夜)(?:快|近|将近|整整|足足)?{COUNT}(?:来|多|几)?(?:个?[半多]?(?:小时|钟头|分钟|[天夜宿周年]|晚上?|早上|整[天夜晚宿]|星期|礼拜|上午|下午)|个[来半多]?月)[多半]?"
)
"""So long, and no more said."""
EVERY_TIME = re.compile(EVERY)
BETWEEN = re.compile("之间(?!的|隔)")
"""What closes a range."""
SINCE = re.compile(rf"(?:[下本明]个?(?:月|周|星期|年)|{N}月份?)(?=起(?![来到至]))")
"""A month or a week that something is appointed from: `6月起` is no June."""
TO = re.compile(r"(?<!\s)起?(?:到|至|-{1,2}|~)(?=\S)")
"""What leads from the first time of a range to the last."""
SHORT_END = re.compile(r"\d{1,2}(?:[日号]|(?=[点时]))")
"""A bare day that ends a range whose beginning was a date."""

_NUMBERS = "0123456789零〇一二三四五六七八九十两几百半多来好"
_UNITS = "大点时日号月年天周星礼小个分夜晚秒季宿工刻上下早中白整钟学夏冬春秋拉更"
_FOLLOWED = """
之后前{n} 前天日年两几些一阵段半晚夜早不儿{n} 早些晚 半夜 大前 不到足 鸡叫 掌灯 午睡 十一 立春夏秋冬 夏至 春分 秋分 成宿夜 头晌 自习 早自 晚自 蒙蒙 麻麻 月月内 年内 节前后 汛期 中旬 上旬课 下旬课 打烊 开饭学 收班 交班 换班 吃过完好 后天日年半晌晚儿{n} 过年去几两一阵完{n} 未来 上上下个半月周礼星午学班昼一季{n} 下下个半月周礼星午学班昼季年{n} 近来期日几两俩段阵一{n} 再过
今天日年明早晚夜晨朝儿后下上中春夏秋冬个凌半起傍清一 明天日年后早晚夜晨朝儿下上中凌半个傍清一 昨天日年今前早晚夜晨儿下上中凌半个傍清一 次日年 本日月周年季学礼星 当天日晚夜早月 隔天日三夜{n} 头天{n}
这个月年周礼星学半一阵段些几两俩{n} 那几两俩天晚阵 最近 快近{n} 将近 大前后半年清早晚白上中下 整{u}整 足足 小半年 好几些多 差不{n} 几乎{u}{n} 个把多半 俩月小个星礼钟 仨天月小个星礼钟 第{n} 全天 开学春 首季
去年春夏秋冬 年前后底初末中年把三 月底初中头尾 擦黑 高峰 太阳 日头 黄梅 梅雨 农忙 没日早 昼夜 黑天 工作 差{n}  季度 期末 农历 阴历 腊月八 初一二三四五六七八九十 廿一二三四五六七八九 寻日 琴日 听日 即日 周一二三四五六日天末周 星期 礼拜 双休十
每天日晚早夜周个星礼月年季到逢隔{n} 逢年 午觉 天天亮黑不没未刚一快还蒙擦麻微都 日日夜 成天日 经年 从早 入春夏秋冬伏梅 节假 国庆 春节 元旦宵 端午 清明晨早 除夕 劳动 儿童 妇女 情人 圣诞 寒假 暑假期 重阳 冬至 教师 建军 母亲 父亲 平安 高考
夜里间晚夜头饭{n} 晚上间高饭晚{n} 早上晨间高饭晚{n} 中午昼秋饭考 凌晨 黎明 拂晓 晏昼 正月午 晌午 午后休夜间饭 傍晚黑 黄昏 深夜更 白天日 连夜 彻夜 通宵 饭点前后时的 放学 收工摊 吃饭 做饭 烧饭 睡觉
"""


_BEHIND_A_NUMBER = r"[点时日号月年天周星礼小夜晚秒季宿工刻早整钟学夏冬春秋拉更夕伏几多来]|分(?!之)|[上下中]午|白天|大[早清]|个[多半把来月星礼小钟工季学晚上下白春夏秋冬暑寒早中周]|[:/.]\d| [天小个月点周年分]|[-~、到至][\d零一二三四五六七八九十]{1,3}[点时月日号天年周个小分:]|[-/.]\d{1,2}[-/.]\d"
"""What follows the number of a time: no house, no people, no price."""


def _pairs() -> frozenset[str]:
    return frozenset(
        line[0] + following
        for line in _FOLLOWED.replace("{n}", _NUMBERS).replace("{u}", _UNITS).split()
        for following in line[1:]
    )


WORDS = _pairs()
"""The two signs that words of time begin with: the long pattern is tried only there, and at `NUMBERS`."""
_DIGITS = r"[\d零〇一二三四五六七八九十两百半]"
NUMBERS = re.compile(rf"{_DIGITS}{_DIGITS}{{0,6}}(?:(?={_BEHIND_A_NUMBER})|(?<=五一))")
"""A number that a time goes on with."""
WORTH = re.compile(
    r"[点天日月年周夜晚早午晨期拜暑寒节秋庆秒朝峰昏昼晌冬旦夕春夏伏宵钟诞季]|号(?![楼院幢栋门线])|[今明昨前后]儿|隔三|小时|\d时|时候|睡觉|长假|宿(?!舍)|放学|[上下]班|清明|五一|最近|初[一二三四五六七八九十]|今起|阵子|刚[才刚]|方才|擦黑|落山|梅雨|农忙|[二三四五]更|饭(?:[前后]|过后)|[近这前]一?段|吃[过完好][中午]饭|[收交换]班|[上下]课|开饭|打烊|[开上]学|旬|鸡叫|掌灯|[蒙麻][亮黑]|辰光|这一?向|汛|:\d|\d[-/.]\d"
)
"""A sign without which no words of time are told."""
