"""Somebody who was asked "whom?" answers with a name and nothing else. Pure."""

import re

from parsing.redact import SURNAMES, TITLES

LONGEST = 40
_HAN = re.compile(
    rf"(?:(?:楼上|楼下|隔壁|对门)的?)?(?:[{SURNAMES}][一-鿿]{{1,2}}|(?:欧阳|司马|上官|诸葛)[一-鿿]{{1,2}}|[老小阿][{SURNAMES}]"
    rf"|[{SURNAMES}][一-鿿]{{0,2}}(?:{TITLES}))"
)
_LATIN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){1,2}|(?:Mr|Mrs|Ms|Dr)\.? [A-Z][a-z'’-]+"
)
_TALK = frozenset(
    {"谢谢", "谢谢您", "谢谢你", "谢谢啦", "马上", "马上来", "马上好", "方便", "高兴", "万一", "白天", "任何人"}
)


def is_a_name(words: str) -> bool:
    """Whether these words are a name, perhaps with how somebody is called: "张建国", "楼上王阿姨", "Mr Smith"."""
    said = words.strip()
    if len(said) > LONGEST or said in _TALK:
        return False
    return bool(_HAN.fullmatch(said) or _LATIN.fullmatch(said))
