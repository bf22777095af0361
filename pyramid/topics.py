"""Which kinds of notice belong to which department. Pure."""

from models.kinds import NoticeKind as K

# Any department may tell of its own rules, campaigns and drills; these carry the topic in their words.
GENERAL = frozenset({K.POLICY, K.CAMPAIGN, K.DRILL})

_TOPICS: dict[frozenset[str], frozenset[K]] = {
    frozenset({"fire", "消防"}): frozenset({K.EMERGENCY}),
    frozenset({"police", "公安", "警", "派出所"}): frozenset({K.ANTI_FRAUD, K.EMERGENCY}),
    frozenset({"emergency", "应急", "应急管理"}): frozenset({K.EMERGENCY, K.WEATHER}),
    frozenset({"weather", "meteorology", "气象"}): frozenset({K.WEATHER, K.EMERGENCY}),
    frozenset({"flood", "水利", "防汛"}): frozenset({K.WEATHER, K.EMERGENCY}),
    frozenset({"water", "水务", "供水"}): frozenset({K.OUTAGE}),
    frozenset({"power", "electricity", "电力", "供电"}): frozenset({K.OUTAGE}),
    frozenset({"gas", "燃气"}): frozenset({K.OUTAGE, K.EMERGENCY}),
    frozenset({"heating", "供热"}): frozenset({K.OUTAGE}),
    frozenset({"telecom", "通信"}): frozenset({K.OUTAGE}),
    frozenset({"utility", "utilities", "公用"}): frozenset({K.OUTAGE}),
    frozenset({"health", "卫健", "卫生", "疾控"}): frozenset({K.HEALTH, K.EMERGENCY}),
    frozenset({"civil_affairs", "民政", "组织"}): frozenset({K.ELECTION}),
    frozenset({"sanitation", "环卫", "waste"}): frozenset({K.WASTE}),
    frozenset({"urban_management", "enforcement", "综合执法", "城管"}): frozenset({K.WASTE}),
    frozenset({"environment", "环保", "生态环境"}): frozenset({K.WASTE}),
}


def topics_of(field: str) -> frozenset[K]:
    """The kinds a department of this field may publish; none if the roster gives it no field.

    A field that is itself a kind ("outage") gives that kind; a field we do not know gives only the general kinds.
    """
    word = field.strip().lower()
    if not word:
        return frozenset()
    own = {kind for names, kinds in _TOPICS.items() if word in names for kind in kinds}
    own.update(kind for kind in K if kind.value == word)
    return GENERAL | own
