import pytest

from parsing.likeness import likeness, same_matter

ONE = "翠苑花园西门的烧烤店天天油烟直排 噪音到凌晨两点 居民没法睡"
AGAIN = "请管管翠苑花园西门烧烤店 油烟大 噪音吵到凌晨 投诉好几次"
OTHER = "翠苑花园地下车库停车费又涨价 物业拒绝协商"


def test_two_reports_of_one_matter_are_alike():
    assert same_matter(ONE, AGAIN)


def test_two_matters_at_one_place_are_not():
    assert not same_matter(ONE, OTHER)
    assert likeness(ONE, OTHER) < likeness(ONE, AGAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东门口那个井盖没了", "东门井盖不见了 晚上看不见很危险"),
        ("8幢1单元电梯又停了", "8幢1单元电梯停了"),
        ("南苑12幢有人高空抛物 一个酒瓶下来", "南苑12幢又扔东西下来了 酒瓶子砸在路上"),
        ("人民路和解放路口红绿灯不亮", "解放路人民路路口红绿灯坏了"),
        ("垃圾房三天没清 臭死了", "垃圾桶满出来没人清 臭得要命"),
    ],
)
def test_short_reports_of_one_matter_are_alike(one, other):
    assert same_matter(one, other)
    assert same_matter(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3幢电梯坏了", "5幢电梯坏了"),
        ("7幢2单元楼道灯不亮", "9幢1单元楼道灯不亮"),
        ("人民路路灯不亮", "建设路路灯不亮"),
        ("南苑小区垃圾没人清", "北苑小区垃圾没人清"),
        ("春晖小区5幢漏水", "锦绣家园5幢漏水"),
    ],
)
def test_what_is_said_of_another_spot_is_another_matter(one, other):
    assert not same_matter(one, other)


def test_two_who_ask_how_to_get_a_paper_ask_each_for_himself():
    assert not same_matter("请问居住证在哪里办 需要本人去吗", "请问居住证要带什么材料 需要本人去吗")


def test_letters_about_places_of_other_names_are_not_alike():
    one = (
        "澜桥郦景旁边的工地深夜打桩 尊敬的领导 我住澜桥郦景三期 对面工地每天施工到凌晨两点 噪音吵得全家睡不着 孩子第二天还要上学 "
        "打过好几次电话都没有人来管 请尽快制止夜间施工"
    )
    other = (
        "翰墨潭府工地夜间施工扰民 领导您好 翰墨潭府二期工程连续一个星期通宵施工 渣土车和搅拌车的声音特别大 老人心脏不好受不了 "
        "周边住户都没法休息 希望有关部门查处夜间施工"
    )
    assert same_matter(one, one)
    assert not same_matter(one, other)
