from parsing.likeness import likeness, same_matter

ONE = "翠苑花园西门的烧烤店天天油烟直排 噪音到凌晨两点 居民没法睡"
AGAIN = "请管管翠苑花园西门烧烤店 油烟大 噪音吵到凌晨 投诉好几次"
OTHER = "翠苑花园地下车库停车费又涨价 物业拒绝协商"


def test_two_reports_of_one_matter_are_alike():
    assert same_matter(ONE, AGAIN)


def test_two_matters_at_one_place_are_not():
    assert not same_matter(ONE, OTHER)
    assert likeness(ONE, OTHER) < likeness(ONE, AGAIN)
