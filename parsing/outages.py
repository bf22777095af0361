"""What stops and comes back, told in the shortest way there is: water, power, gas, the net. Pure."""

import re

_LEAF_OF = {
    "水": "utility.water_outage",
    "电": "utility.power_outage",
    "网": "utility.telecom_cable",
    "气": "service.other",
    **dict.fromkeys(("water", "running water", "tap water"), "utility.water_outage"),
    **dict.fromkeys(("power", "electricity"), "utility.power_outage"),
    **dict.fromkeys(("internet", "wifi", "network"), "utility.telecom_cable"),
}
"""Of gas that has stopped the taxonomy knows no leaf."""
_HOUSE = r"(?:[^,。!? ]{0,6}(?:小区|[幢栋楼村]|[一二三四五\d]期|单元|家里?|这[里边]))?"
_ALL = r"(?:都|又|也|全|突然|全部|已经|还)?"
_STOPS = re.compile(
    rf"{_HOUSE}(?:{_ALL}(?:[没停断](?P<a>[水电网])|停(?P<b>气))(?:了|啦)?|(?:怎么|咋){_ALL}(?:[没停断](?P<c>[水电网])|停(?P<d>气))(?:了|啦)"
    rf"|(?:怎么|咋)又停(?P<e>[水电气网])|(?:自来|天然|煤|燃)?(?P<f>[水电气网]){_ALL}停(?:了|啦)|一(?:点|滴)(?P<g>水)都?没有?(?:了|啦)?"
    r"|(?:(?:building|block|unit|floor|room|flat) ?\w{1,4}[,;: ]*)*+(?:there(?:'s| is) )?(?:still )?no (?P<h>(?:running |tap )?water|power|electricity|internet|wifi|network)"
    r"(?: again| still| yet| here| at all)?)[?!。.]*"
)
_COMES_BACK = re.compile(
    r"[^,。!? 大洪山河溪江雨涨]{0,10}(?:(?P<a>[水电气网])(?:都|也|又|终于|已经?)*(?:来|通|恢复)了|[通来](?P<b>[水电气网])了)"
    r"(?:[,。!~ ]+(?:谢谢|多谢|辛苦|不用|可以|终于|大家).*)?[!。~ ]*"
)


def stopped(text: str) -> str | None:
    """The leaf of what a normalised text says has stopped, if it says no more than this of the house."""
    return _leaf(_STOPS.fullmatch(text))


def came_back(text: str) -> str | None:
    """The leaf of what had stopped and is there again, if nothing else is told but thanks."""
    return _leaf(_COMES_BACK.fullmatch(text))


def _leaf(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return next(_LEAF_OF[sign] for sign in match.groups() if sign is not None)
