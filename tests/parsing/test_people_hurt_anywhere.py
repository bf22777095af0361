"""Who came to harm counts in any matter, by who he is and by what befell his body; a class of wordings, not a word."""

from itertools import product

import pytest

from parsing.people import find_people
from parsing.people_hurt import hurt
from parsing.people_told import Told

_ONE = ("我姑父", "有个送菜的", "一个瓦工", "隔壁小周", "我同事", "房东", "我")
_OLD = ("一个老太太", "隔壁孙大爷")
_YOUNG = ("一个小男孩", "我外孙")
_TWO = ("两个油漆工", "我和我表姐都", "有两个阿姨")
_HARMS = (
    "摔断了胳膊", "磕掉一颗牙", "崴了脚", "割破了手", "手指被绞断了", "膝盖肿得老高", "小腿划了个口子", "额头缝了八针", "满脸是血", "血流不止",
    "从梯子上栽下来", "滚下台阶了", "被砖头砸中", "被热油烫伤了", "触电了", "被马蜂蜇了", "晕过去了", "口吐白沫", "中暑了", "被120拉走了", "送进ICU了",
    "打着石膏", "腿动不了", "跌了一跤爬不起来", "压在架子底下", "脚卷进机器了", "连人带车栽沟里",
)  # fmt: skip
_LEAVES = ("municipal.public_facility", "security.suspicious", "fire.corridor_clutter", "")


def _injured(text: str, leaf: str = "municipal.public_facility") -> dict[str, int]:
    counts, _, _ = find_people(text, leaf)
    return {key: counts[key] for key in ("injured", "elderly", "minors") if key in counts}


@pytest.mark.parametrize("leaf", _LEAVES)
def test_one_who_came_to_harm_counts_whoever_he_is_and_whatever_the_matter(leaf: str) -> None:
    missed = [who + harm for who, harm in product(_ONE, _HARMS) if _injured(who + harm, leaf) != {"injured": 1}]
    assert missed == []


def test_an_old_man_or_a_child_who_came_to_harm_counts_as_such_too() -> None:
    assert [w + h for w, h in product(_OLD, _HARMS) if _injured(w + h) != {"injured": 1, "elderly": 1}] == []
    assert [w + h for w, h in product(_YOUNG, _HARMS) if _injured(w + h) != {"injured": 1, "minors": 1}] == []


def test_two_whom_the_same_befell_are_two_and_no_more_involved() -> None:
    assert [w + h for w, h in product(_TWO, _HARMS) if _injured(w + h) != {"injured": 2}] == []
    assert find_people("两个油漆工摔断了胳膊", "security.suspicious")[0] == {"injured": 2}


def test_a_harm_may_stand_a_clause_behind_him_whom_it_befell() -> None:
    assert _injured("铁皮翘着 我大嫂推车经过没看见 小腿拉了个口子") == {"injured": 1}
    assert _injured("隔壁小周骑车回来 他下巴磕破了") == {"injured": 1}


def test_who_was_struck_may_stand_behind_the_blow() -> None:
    assert _injured("架子倒下来 撞倒我姑父") == {"injured": 1}
    assert _injured("钢管掉下来砸中走路的小伙子肩膀") == {"injured": 1}


@pytest.mark.parametrize(
    "text",
    [
        "我姑父差点摔断腿", "老人走这儿容易摔断胳膊", "迟早有人摔断腿", "要是孩子掉下去摔断腿谁负责", "有人摔断了腿",
        "我家猫被轧断了腿", "隔壁的狗腿断了", "我姑父的车被撞了", "我手机摔破了", "一个瓦工切断了电缆", "有个孩子打破了玻璃", "货车撞倒了路灯",
        "桌子腿断了", "扶手断了", "墙皮掉了一大块", "我头上的灯管裂了", "爬楼爬得腿都断了", "吵得我头都要裂了", "前年隔壁孙大爷从楼上摔下去过",
        "骑车的摔了一跤 拍拍屁股走了", "我婆婆骨折在家养着", "我要送我妈去医院 挪下车", "救护车开不进来", "香客都被蜇了", "我妈差点从楼梯上滚下来",
        "花盆掉在一个阿姨旁边", "被拦住不让进", "楼上掉下来一块砖",
    ],
)  # fmt: skip
def test_nobody_is_hurt_by_what_nearly_came_or_befell_a_thing_or_a_beast(text: str) -> None:
    assert "injured" not in find_people(text, "municipal.public_facility")[0]


@pytest.mark.parametrize("text", ["我姑父没受伤", "一个瓦工摔了下来 人没事", "演练 一个瓦工摔断了腿"])
def test_who_came_off_well_or_plays_a_part_is_not_hurt(text: str) -> None:
    assert not find_people(text, "")[0].get("injured")


def test_matters_with_a_rule_of_their_own_for_one_person_are_left_to_it() -> None:
    counts: dict[str, int] = {}
    told = Told("一个瓦工摔断了胳膊", [], counts, lambda key, value, span: counts.setdefault(key, value) and None)
    hurt(told, "care.homeless")
    assert counts == {}
