"""Personal data masked before any text is shown upward. Pure."""

import re

from parsing.contacts import find_contacts, mask_phone
from parsing.normalise import plain

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
TITLES = "先生|女士|小姐|阿姨|叔叔|大爷|大妈|奶奶|爷爷|大伯|大叔|师傅|老师|医生|大姐|大哥|伯伯|婆婆|老板|嫂子|阿婆|老伯|老太|老头|某某|某"
_TITLED = re.compile(rf"(?<![一-鿿])?([{SURNAMES}])([一-鿿]{{0,2}}?)({TITLES})")
_OLD = re.compile(rf"(?<![一-鿿]老)(老|小|阿)([{SURNAMES}])(?=家|的|他|她|又|说|和|跟|在|[,\uff0c。!\uff01 ]|$)")
_NAMED = re.compile(
    rf"(?:姓名|名字|本人|户主|业主|租客|房东|联系人|患者|叫做|叫|姓)(?:是|为|叫|:|:| )?([{SURNAMES}][一-鿿]{{0,2}})(?=[,\uff0c。;\uff1b \d(\uff08]|$)"
)
_ROOM = re.compile(r"(?<!\d)(\d{1,3}[-－])(\d{1,2}[-－])?\d{3,4}(?!\d)|(?<!\d)\d{3,4}(?=室|房|号房|户)")


def redact(text: str, *, rooms: bool = False) -> str:
    """`text` with phones, identity numbers, plates and recognisable names masked; with `rooms` room numbers too."""
    cuts = [
        (contact.start, contact.end, _shown(contact.kind, text[contact.start : contact.end], contact.digits))
        for contact in find_contacts(plain(text))
    ]
    cuts += [(match.start(1), match.end(3), "一位居民") for match in _TITLED.finditer(text)]
    cuts += [(match.start(), match.end(), "一位居民") for match in _OLD.finditer(text)]
    cuts += [(match.start(1), match.end(1), match.group(1)[0] + "*") for match in _NAMED.finditer(text)]
    if rooms:
        cuts += [(match.start(), match.end(), "***") for match in _ROOM.finditer(text)]
    shown: list[str] = []
    at = 0
    for start, end, mask in sorted(cuts):
        if start >= at:
            shown += (text[at:start], mask)
            at = end
    return "".join(shown) + text[at:]


def _shown(kind: str, raw: str, digits: str) -> str:
    if kind == "phone":
        return mask_phone(digits)
    if kind == "plate":
        return f"{raw[:2]}·****"
    return "[已隐去]"
