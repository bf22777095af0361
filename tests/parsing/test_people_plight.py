"""Who is buried, shut in or dead counts as such, in matters in which that happens."""

import pytest

from parsing.people import find_people


@pytest.mark.parametrize(
    ("text", "leaf", "counts"),
    [
        ("后坡滑下来 我姑父被埋了", "disaster.landslide", {"trapped": 1}),
        ("墙倒了 两个瓦工压在石头底下", "disaster.landslide", {"trapped": 2}),
        ("屋顶掉了 孙阿婆埋在里面了", "housing.dangerous_building", {"trapped": 1, "elderly": 1}),
        ("井盖没了 我姑父掉井里上不来", "municipal.manhole", {"trapped": 1}),
        ("起火了 我和我表姐困在五楼", "fire.active_fire", {"trapped": 2}),
        ("两车相撞 我姑父当场死了", "traffic.accident", {"dead": 1}),
        ("两车相撞 孙阿婆没气了", "traffic.accident", {"dead": 1, "elderly": 1}),
    ],
)
def test_who_is_buried_shut_in_or_dead_counts(text: str, leaf: str, counts: dict[str, int]) -> None:
    assert find_people(text, leaf)[0] == counts


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("我姑父的三轮卡在坑里出不来", "municipal.road_collapse"),
        ("我车困在里面出不来", "municipal.waterlogging"),
        ("路塌了 我姑父掉坑里上不来 后来拉上来了", "municipal.road_collapse"),
        ("天热死了 孩子睡不着", "municipal.road_collapse"),
        ("老鼠被毒死了", "municipal.road_collapse"),
        ("我被堵死了", "traffic.accident"),
    ],
)
def test_a_car_held_fast_is_nobody_nor_who_is_out_again_nor_a_manner_of_speech(text: str, leaf: str) -> None:
    counts = find_people(text, leaf)[0]
    assert "trapped" not in counts
    assert "dead" not in counts


def test_who_lies_under_something_is_sought_where_it_is_a_slide_and_hurt_elsewhere() -> None:
    assert find_people("我姑父压在架子底下", "housing.dangerous_building")[0] == {"trapped": 1}
    assert find_people("我姑父压在架子底下", "municipal.public_facility")[0] == {"injured": 1}
