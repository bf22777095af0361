"""Names of residential compounds and villages in running text, found from their last word backwards. Pure.

What counts. A compound is an estate, a block of flats, the housing of a works, an estate of works (恒峰工业园) or a village, with its phase
(翡翠湾一期); of bare places without 村 only one that households, old buildings or the hill behind it are named after (坞岭那户,
坞岭老台门), or one of three signs at the head of a clause (樟树畈幼儿园), else they are landmarks. What ends like no estate is one before
the number of a house (麻车里9号), where it is no matter and nobody.
"""

import re
from collections.abc import Iterator
from operator import itemgetter

from parsing.names import BEFORE, PLACES, is_sign, name_start
from parsing.scan import scan
from parsing.signs import signs_of
from parsing.streets import CLANS, OWN_ENDS, Named, without_denied

ESTATES = tuple(PLACES["names"]["estates"].split())
_LAST = re.compile(r"[区园苑村城寓馆庭府都邸居庄墅院楼舍湾郡轩里厦阁岸珠第]")
_LONG_ESTATE = re.compile(
    r"家属[院楼]$|(?<=[一-鿿][一-鿿])(?:工业|产业|科技|创业|物流)园$|(?<=[一-鿿][厂局校院矿司])(?:职工|家属|教工)?宿舍$|自然村$"
)
_SHORT_ESTATE = re.compile(
    r"(?<=[一-鿿][一-鿿])(?:苑(?!里)|邸|[湾城府郡庭轩园](?=\d|[一二三四五六七八九十]+(?:[幢栋期座]|号楼)))|(?<![家那这屋楼群哪村院区夜店手园车库厅道厂城])里(?=\d{1,3}(?:-\d|[幢栋弄]|号楼))|[居阁岸珠第](?=\d{1,3}(?:-\d|[幢栋座]|号楼))|(?:(?<=[ ,。在住们上][一-鿿]{2})|(?<=\A[一-鿿]{2}))(?<!商贸|农贸|家具|建材|皮革|服装|汽车|电脑|数码|灯具|美食|娱乐|体育|教育|大学|影视|镇政|乡政|区政|市政|县政|食品|水产|轻纺|茶叶|动漫|老县|新县|古县|河道|水库|一个|两个|全县)[湾城府郡](?=[东西南北][门区]|大门|正门|门口|这边|有人|小广场|业主|物业|停[水电]|没[水电])|(?<=[ ,。在住][一-鿿]{2}[东西南北])区(?![区域别])|(?:(?<=[ ,。][一-鿿]{2})|(?<=[ ,。][一-鿿]{3}))(?:[湾府郡庭轩]|(?<![子家群戏书缝朝浆包箱袋柜水土泥沟河田地山车厂店屋房院墙碗锅盆桶杯瓶罐嘴手心眼脑肚怀被窝床梦夜雨火雪烟雾洞坑井池缸网圈格盘筐篮堆层机本信话剧片班队校镇乡县市区公海])里)(?=$)|(?<=[一-鿿])村(?!民|里|级|超|落|企|办|集体|史|志|晚|姑|口(?!桥)|委|干部|部|头|医|支|长|规|道|路(?![边口中灯断塌坏])|庄|子|[东西南北][路街]|主任|书记|广播|合作社)"
)
_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_AT_HOUSE = re.compile(
    rf"(?:[苑邸湾城府郡庭轩园居阁岸珠墅庄坊都汇堡玺荟郦]|国际|[一壹]号|一品|天地|时代|世家|丽景|半岛|印象|御景|人家|小镇|天下)(?={_N}(?:[幢栋]|号楼|座(?![位椅车])|期(?![末间]))|[1-9]\d?-\d)"
    r"|(?<=[一-鿿][一-鿿])(?<![一二三四五六七八九十第])(?P<quarter>[一二三四五六七八九十]区)(?![域别块间政])"
)
"""Ends of names that stand before the number of a house (锦庭8幢, 江南一号5幢), and quarters that are numbered (泉塘三区)."""
_AT_GATE = re.compile(
    r"[湾城府郡庭轩园苑邸墅汇郦阁际号品景岛](?:(?<=[湾城府郡庭轩园苑邸墅汇郦阁])|(?<=国际)|(?<=[一壹]号)|(?<=一品)|(?<=[御丽]景)|(?<=半岛))(?=的?(?:[东南西北](?:[门区]|广场)|[正大侧后]门|门[口岗卫]|业主|物业|小区|电梯|地[库下]|车库|停[水电气]|[没断][水电气]|售楼|业委))|(?P<sure>[邸墅郡府])(?=[一-鿿])(?![路街道台]|[大中小]学|大道|外国)"
)
"""Ends before what every estate has (香樟园东门, 和园业主), and those that hardly another noun has (禾悦府)."""
_AT_LAST = re.compile(r"(?P<sure>[湾府郡庭轩邸墅郦阁]|一品)(?=[ ,。!?;]|$)")
"""Ends of names that are all that a clause says."""
_BEFORE_ESTATE = frozenset(" ,。!?;:、\n在住到从去们是来说跟给找")
_NO_ESTATE_ENDS = tuple(PLACES["names"]["no_estate_ends"].split())
_NO_NAMED = frozenset(_NO_ESTATE_ENDS)
_NO_FIRST = frozenset("一二两几这那每各某哪本全老共整都第隔头")
_NO_CLAN = frozenset("我你他她们咱人大老各全自回在到")
_IN_ROAD = frozenset("路街巷弄村镇道")
_MOST_BARE, _LEAST = 5, {"sure": 3, "quarter": 4}
"""The longest bare name, and how long one is that its last signs alone tell."""
_NO_QUARTERS = tuple(PLACES["names"]["no_quarters"].split())
_TOWER = re.compile(r"电梯|[\d一二三四五六七八九十]{1,2}[楼层幢栋座]")
_FLOWERS = frozenset("桂梅荷杏桃兰菊樱梨茶榴棉竹")
"""桂花苑 is named after its flowers."""
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,2}(?:期|区(?![域别块间政]))|[东西南北a-d]区(?!别|域)")
_BARE_BEHIND = re.compile(
    r"那户|(?:[一两二三四五六七八九十几]{1,2}户)?人家|埂子|水口|后山|老(?:台门|粮站|祠堂|屋|房子|宅|学校|礼堂|庙|街)"
)
_BARE = re.compile(
    rf"[一-鿿]{{1,2}}(?:[头脚岙畈塘埠坞岭坑溪垟墩湾桥坪浦浜圩宅岗垄源]|(?<=[{CLANS}])店)|[一-鿿]?[上下前后东西里外][{CLANS}]"
)
_BARE_HOUSE = re.compile(
    rf"(?<=[头脚岙畈塘埠坞岭坑溪垟墩湾坪浦浜圩宅岗垄源里店{CLANS}])(?=\d{{1,4}}号(?!门(?![口前外])|[楼线院泊车库厅桩柱井池机摊码铺院台位仓微网])(?!开|要|前|后|晚|早|上|下|到|至|起|截|之|那天|的))"
)
"""Before a house number: 叶宅12号, 洪塘岗8号."""
_BARE_HERE = re.compile(rf"(?<=[{CLANS}])(?=这边|这里|那边|那里|附近|[ ,。!?;]|$|有人|停[水电])")
"""Before where one is, behind 在 or a pause: 我在上陈, 下徐这边."""
_BARE_HOUSED = re.compile(rf"{_BARE.pattern}|[一-鿿]{{2}}里")
_CLAN_BARE = re.compile(rf"[一-鿿]?[上下前后东西里外][{CLANS}]|[{CLANS}]宅")
_BARE_AT = re.compile(
    r"(?:(?<![^ ,。!?;:、])|(?<=[在住到])|(?<=[今昨]晚)|(?<=整个))(?=[上下前后东西里外]?[一-鿿]{2}[畈岙坞垟]|[上下]?[一-鿿](?<![鱼水池荷藕虾山村大小后前])塘沿)"
    r"[一-鿿]{2,3}[畈岙坞垟沿](?:(?<=沿)[上下]沿)?(?!村|[东西南北中]?[路街道]|社区|[小新]区|新村|花园|[溪河苑镇乡县]|桥(?![洞头底下墩])|水库|水电|大桥|隧道)"
)
"""Names of three signs and more that hardly anything but a village has, at the head of a clause: 樟树畈, 上泥塘沿."""
_AT_VILLAGE = frozenset("畈岙坞垟沿")
_NO_BARE = re.compile(
    r".{0,2}[前后里外上下桥村墙床路街巷河田地码老木心]头|山头|.?[山墙床桥塘]脚|.?[大小石木过]桥|.?[鱼池水]塘"
)
_NO_BARE_WORDS = tuple(PLACES["names"]["no_bare"].split())
"""Words like bare names of villages: 上周, 前方, 站岗."""
_DEIXIS = frozenset(PLACES["names"]["no_estate"].split())
_SPOTS = frozenset(word for kind in ("alone", "house", "parts") for word in PLACES["spots"][kind].split()) | {
    "院子",
    "竹林",
    "屋子",
    "房子",
    "池子",
}
"""What one is in, and no estate that is called 里: 弄堂里."""
_SORTS = tuple(PLACES["names"]["sorts"].split())
_NO_ESTATE = frozenset("老旧各每一某个盖修造当比碎离按砸做")
_NO_VILLAGE = frozenset("外农全本我满邻乡同山个新这那隔壁进出回整老小各城中村们在到住")
_BEFORE_LAST = frozenset("属宿然业技流")
_LONG_SIGNS, _SHORT_SIGNS = frozenset("院楼舍村园"), frozenset("苑邸湾城府郡庭轩园里村区居阁岸珠第")
_OLD, _HERE = frozenset("户老家埂水后"), frozenset("上下前后东西里外宅")
_LONGEST_VILLAGE = 4
_LONGEST_COMPOUND = 6
_VILLAGE_NUMBER = re.compile(r"\s?(?:第?[一二三四五六七八九十\d]{1,2}[组队])?(\d{1,5}(?:-\d{1,4})?号(?![楼院微网线]))")
_QUARTERS = frozenset("东西南北")
_NUMBERED, _BY_PLACE = frozenset("幢栋号-"), itemgetter(0)
_LONG_NAME, _PAIR = 3, 2
_ADDRESS = re.compile(
    r"(?=[\d一二三四五六七八九十])(?<=[一-鿿])(?:(?P<house>(?<=[一-鿿]{3})(?=(?:\d{1,3}|[二三四五六七八九十][一二三四五六七八九]?)(?:[幢栋]|号楼)))|(?=[1-9]\d?-\d{1,2}-\d{3,4}(?!\d))"
    r"|(?=\d{1,4}号(?:[ ,。!?;、]|$|[一二三四五六\d]楼|门[口前]|楼[上下]|院子|那[家户]|家|[老大]?[人爷伯妈娘太]|阿[婆公]|奶奶|爷爷|独居|孤)))"
)
"""Before the number of a house with which an address ends."""
_LONGEST_ADDRESSED = 4
_NO_ADDRESSED = tuple(PLACES["names"]["no_addressed"].split())
"""What stands before the number of a house and is no name: whom one tells, what one does, where in the estate it lies."""


def find_compounds(text: str) -> list[Named]:
    """Residential compounds and villages with a name of their own, in order."""
    found = list(_bare_villages(text))
    floor = 0
    for match in _LAST.finditer(text):
        end = match.end()
        word = _estate_word(text, match.start())
        if word is None or word < floor:
            continue
        title = text[word:end]
        village = title.endswith("村") and title != "新村"
        start = name_start(text, word, longest=_LONGEST_VILLAGE if village else _LONGEST_COMPOUND, floor=floor)
        start -= _PAIR if start == word and text[word - _PAIR : word] in OWN_ENDS and word - _PAIR >= floor else 0
        is_called = text[start - 1 : start] == "@"
        if is_called or not _is_estate(text[start:word], title, text[end : end + 1], village=village):
            continue
        number = village_number(text, end) if village else None
        phase = _PHASE.match(text, end)
        end = end if phase is None else phase.end()
        found.append(Named(start, end, number))
        floor = end
    for bare in _bare_estates(text):
        if all(bare.end <= named.start or bare.start >= named.end for named in found):
            found.append(bare)
    if not found and not _NUMBERED.isdisjoint(signs_of(text)):
        found.extend(_addressed(text))
    return without_denied(text, sorted(found, key=_BY_PLACE))


def village_number(text: str, end: int) -> tuple[int, int] | None:
    """[start, end) of the house number behind a village that ends at `end`."""
    number = _VILLAGE_NUMBER.match(text, end)
    return None if number is None else number.span(1)


def _bare_estates(text: str) -> Iterator[Named]:
    """Estates of which the name is told alone, by what stands behind it: 锦庭8幢, 香樟园东门, 泉塘三区."""
    for pattern in (_AT_HOUSE, _AT_GATE, _AT_LAST):
        for match in pattern.finditer(text):
            end = match.end()
            if match.lastgroup == "quarter" and text.endswith(_NO_QUARTERS, 0, match.start()):
                continue
            start = _bare_start(text, end, _LEAST.get(match.lastgroup or "", _PAIR))
            if start is not None:
                phase = _PHASE.match(text, end)
                yield Named(start, end if phase is None else phase.end())


def _addressed(text: str) -> Iterator[Named]:
    """Names that end like no other estate's or village's, before the number of a house: 麻车里9号, 春江花月7-2-901."""
    for match in _ADDRESS.finditer(text):
        end = match.end()
        start = name_start(text, end, longest=_LONGEST_ADDRESSED, short=0, spot=True)
        name = text[start:end]
        if name in _SPOTS or name[:1] in _NO_FIRST or name.endswith(_NO_ADDRESSED):
            continue
        if len(name) < (_LONG_NAME if match.lastgroup == "house" else _PAIR) or name[-1] in (name[0], name[-2]):
            continue  # 敲敲, 翻一翻: what is done
        if scan(name).words:
            continue  # 外墙脱落5幢: what is told
        if not text[start - 1 : start].strip() or text[start - 1] in _BEFORE_ESTATE:
            yield Named(start, end, village_number(text, end))


def _bare_start(text: str, end: int, least: int) -> int | None:
    """Where the bare name of an estate begins that ends at `end`; None where it is another noun, or begins nowhere."""
    start = name_start(text, end - 1, longest=_MOST_BARE, short=0)
    start = max(start, max((at + 1 for at in range(start, end - _LONG_NAME) if text[at] in _IN_ROAD), default=0))
    if text[start - 1 : start] == "家" and text[start - _PAIR : start - 1] not in _NO_CLAN:
        start -= _PAIR
    name = text[start:end]
    if name in _SPOTS or len(name) < least or name[0] in _NO_FIRST or name.endswith(_NO_ESTATE_ENDS):
        return None
    before = text[start - 1 : start]
    is_firm = not before or before in _BEFORE_ESTATE or before in _IN_ROAD or text[start - _PAIR : start] in BEFORE
    return start if is_firm else None


def _bare_villages(text: str) -> Iterator[Named]:
    """Villages that are told by their bare names: 坞岭那户, 叶宅12号, 我在上陈."""
    signs = signs_of(text)
    if not _OLD.isdisjoint(signs):
        for match in _BARE_BEHIND.finditer(text):
            yield from _bare_village(text, match.start(), _BARE)
    if "号" in signs:
        for match in _BARE_HOUSE.finditer(text):
            for named in _bare_village(text, match.start(), _BARE_HOUSED):
                yield Named(named.start, named.end, village_number(text, named.end))
    if not _AT_VILLAGE.isdisjoint(signs):
        yield from _villages_at_head(text)
    if not _HERE.isdisjoint(signs):
        for match in _BARE_HERE.finditer(text):
            yield from _bare_village(text, match.start(), _CLAN_BARE)


def _villages_at_head(text: str) -> Iterator[Named]:
    """Villages at the head of a clause whose names alone tell that they are some: 樟树畈, 上泥塘沿."""
    for match in _BARE_AT.finditer(text):
        start, end = match.span()
        is_name = name_start(text, end - 1, longest=_LONGEST_ADDRESSED, short=0) == start
        if is_name and not text.endswith(_NO_BARE_WORDS, start, end):
            yield Named(start, end, village_number(text, end))


def _bare_village(text: str, end: int, shape: re.Pattern[str]) -> Iterator[Named]:
    """The bare name that ends at `end`, where it has the shape of a village's."""
    start = end
    while (
        start > 0 and end - start <= _LONG_NAME and is_sign(text[start - 1]) and text[start - 1] not in _BEFORE_ESTATE
    ):
        start -= 1
    if not shape.fullmatch(text, start, end) or _NO_BARE.fullmatch(text, start, end):
        return
    if not text.endswith(_NO_BARE_WORDS, start, end):
        yield Named(start, end)


def _estate_word(text: str, at: int) -> int | None:
    """Where the word for a compound begins that ends with the sign at `at`."""
    if text[at - 1 : at + 1] in ESTATES:
        return at - 1
    sign = text[at]
    if sign in _LONG_SIGNS and text[at - 1 : at] in _BEFORE_LAST:
        long = _LONG_ESTATE.search(text, max(0, at - 3), at + 1)
        if long is not None:
            return long.start()
    if sign == "厦":
        return at - 1 if text[at - 1 : at] == "大" and _TOWER.match(text, at + 1) else None
    return at if sign in _SHORT_SIGNS and _SHORT_ESTATE.match(text, at) else None


def _is_estate(name: str, title: str, behind: str, *, village: bool) -> bool:
    """True where a compound or a village has a name of its own."""
    if not name or name in _DEIXIS or name.endswith(_SORTS):
        return False
    if name[-1] in _NO_ESTATE and not (village and name[-1] == "一" and len(name) >= _LONG_NAME):  # 柳塘一村
        return False
    if village and (name[-1] in _NO_VILLAGE or name[0] == "村"):
        return False
    if len(title) == 1 and not village and (name + title in _NO_NAMED or name + title in _SPOTS):
        return False
    if len(name) > 1:
        return title != "里" or name not in _SPOTS
    return behind not in _QUARTERS and (name in CLANS if village else title[0] == "花" and name in _FLOWERS)
