"""Many words for one time, made one, so that what they mean is read in a single way. Pure."""

import re

_SAME = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"今(?:朝|儿个?|个(?![月星礼周])儿?|起)|即日起?|今(?=[上下中凌半傍清])", "今天"),
        (r"昨(?:儿个?|个(?![月星礼周])儿?)", "昨天"),
        (r"明(?:朝|儿个?|个(?![月星礼周])儿?)|明(?=[上下中凌半傍清])", "明天"),
        (r"今明两?天", "今天到明天"),
        (r"昨今两?天", "昨天到今天"),
        (r"明后两?天", "明天到后天"),
        (r"前儿", "前天"),
        (r"晌午|中昼|午间", "中午"),
        (r"后晌|下昼|下半天", "下午"),
        (r"上昼|上半天", "上午"),
        (r"夜头|隔夜里", "夜里"),
        (r"[上前]半夜", "晚上"),
        (r"下半夜", "后半夜"),
        (r"傍黑|天?擦黑|天[快一刚]?黑", "傍晚"),
        (r"天还?[不没未]亮|拂晓", "黎明"),
        (r"天[刚快蒙]+亮", "清晨"),
        (r"这一(?=周|星期|礼拜|年)", "这"),
        (r"^过(?=[\d一二两三四五六七八九十半])", "再过"),
        (r"(?:农历|阴历)?正月(?=初)", "大年"),
        (r"(?:农历|阴历)?正月十五", "元宵"),
        (r"俩", "两"),
        (r"仨", "三"),
        (r"半拉月", "半个月"),
        (r"个把(?=月|星期|礼拜|小时|钟头)", "一个"),
        (r"年把", "一年"),
        # of two numbers the first stands for both: 七八点, 两三天, 9-11点 (which also is a range)
        (
            r"(?<![零〇一二三四五六七八九])(一(?=[两二])|[两二](?=三)|三(?=[四五])|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九)|九(?=十点))[两二三四五六七八九十](?=[点个天年周小分月星礼晚夜])",
            r"\1",
        ),
        (r"(?<![-\d])(\d{1,2})([-~到至])(?=\d{1,2}([点时日号]))", r"\1\3\2"),
    )
]


def plain_words(words: str) -> str:
    """The words with every dialect's day and part of a day in the common word, and no number told twice."""
    for pattern, plain in _SAME:
        words = pattern.sub(plain, words)
    return words
