"""Wounds in whatever words they are told, the sick, sums, lower ends and who is singled out; and what only sounds alike."""

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def told(text, category=None):
    counts, span, _ = find_people(normalise(text), category)
    return counts, None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("municipal.manhole", "窨井盖翘着 我妈绊了一跤 膝盖磕得乌青", {"injured": 1}),
        ("municipal.manhole", "外卖小哥摔进去 小腿划了一条大口子", {"injured": 1}),
        ("municipal.sewer_blocked", "污水漫了一片 骑车的大姐滑倒 手腕肿得跟馒头似的", {"injured": 1}),
        ("municipal.road_damage", "一个大爷骑车颠下来 锁骨断了", {"injured": 1, "elderly": 1}),
        ("municipal.public_facility", "单杠松了 我儿子掉下来 胳膊脱臼了", {"injured": 1}),
        ("municipal.public_facility", "滑梯翘边 娃的腿被刮了一道血印", {"injured": 1, "minors": 1}),
        ("municipal.public_facility", "两个跑步的胳膊划开口子", {"injured": 2}),
        ("municipal.tree", "竹梢垂下来 骑车抽得脸上一条血痕", {"injured": 1}),
        ("housing.property", "大堂地砖打滑 保洁大姐摔一跤 尾椎骨裂", {"injured": 1}),
        ("housing.elevator_fault", "门突然关上 老太太手背青紫一块", {"injured": 1, "elderly": 1}),
        ("fire.fireworks", "一个男娃拿手里点 手被炸烂了", {"injured": 1, "minors": 1}),
        ("sanitation.street_vending", "油锅翻了 烫了个小姑娘 脚背全是泡", {"injured": 1}),
        ("traffic.bike_parking", "单车倒下来 砸到小朋友 脚趾甲掀了", {"injured": 1, "minors": 1}),
        ("dispute.injury_medical", "我婶在卖场滑一跤 髋骨断了", {"injured": 1}),
        ("fire.active_fire", "火压住了 三个熏到的上了救护车", {"injured": 3}),
        ("fire.active_fire", "两个受伤的送走了", {"injured": 2}),
        ("fire.active_fire", "四个租客呛晕了", {"injured": 4}),
        # who died at once
        ("traffic.accident", "大货车压到骑车的 人当场就没了", {"dead": 1}),
        ("traffic.accident", "摩托撞护栏 司机当场断气", {"dead": 1}),
        ("traffic.accident", "两个人当场没了 还有一个昏迷", {"dead": 2, "injured": 1}),
        ("traffic.accident", "老太太过斑马线 被滑板带倒 头上有血", {"injured": 1, "elderly": 1}),
        ("traffic.accident", "孩子的水壶滚到沟里 她一只手抬不起来", {"injured": 1}),
        # unhurt in other words
        ("municipal.tree", "树倒了砸车上 司机皮都没破", {"injured": 0}),
        ("municipal.tree", "树压了车 万幸毫发无损", {"injured": 0}),
    ],
)
def test_a_wound_counts_in_whatever_words_it_is_told(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("municipal.public_facility", "桌子腿断了 凳子脚也裂了"),
        ("municipal.public_facility", "扶手断了半截"),
        ("housing.leakage", "天花板开口子 墙皮肿起来"),
        ("sanitation.garbage", "袋子破了 血水流一地"),
        ("sanitation.small_ads", "铲小广告铲到手起泡"),
        ("service.consult", "腿断了出不了门 医保卡能不能代办"),
        ("service.lost_found", "雨伞骨折了一支"),
        ("traffic.accident", "西瓜车翻了 瓜皮都没破"),
        ("traffic.accident", "有人当场没了"),
        ("dispute.consumer", "当场断了联系 钱没退"),
    ],
)
def test_what_breaks_besides_people_is_no_wound(category, text):
    assert told(text, category)[0] == {}


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("disaster.infectious", "六个孩子身上起疱疹", {"minors": 6, "ill": 6}),
        ("disaster.infectious", "福利院四个老人发烧了", {"elderly": 4, "ill": 4}),
        ("disaster.infectious", "小班请假的有八个 都起水泡", {"minors": 8, "ill": 8}),
        (None, "5名患儿今天都在家", {"minors": 5, "ill": 5}),
        ("work_market.food_safety", "吃了凉皮 我们宿舍五个有两个一直跑厕所", {"ill": 2}),
        ("pollution.odor", "隔壁喷漆 店里三个小妹头晕恶心", {"ill": 3}),
        ("utility.gas_leak", "家里三个人都犯恶心", {"ill": 3}),
        # the well ones, households, and matters of something else
        ("disaster.infectious", "手足口 一个班只剩十个孩子没发烧", {"minors": 10}),
        ("disaster.infectious", "楼里三户人家都起皮疹", {"households": 3}),
        ("care.missing_person", "走丢一个男孩 妈妈嗓子哑了", {"minors": 1, "missing": 1}),
        ("traffic.accident", "两车追尾 有个司机喊头晕", {}),
        ("pollution.odor", "闻着头晕恶心", {}),
        # a sum stands for its parts
        ("disaster.infectious", "班里昨天倒了3个 今天又2个 加起来五个了 都是水痘", {"minors": 5, "ill": 5}),
        ("disaster.infectious", "昨天三个老人发热 今天又四个 一共七个", {"elderly": 7, "ill": 7}),
        ("disaster.infectious", "今天又4个 都发热 连上礼拜那两个一共六个娃", {"minors": 6, "ill": 6}),
        ("dispute.wage", "木工三个 瓦工四个 一共七个人没拿到钱", {"involved": 7}),
        ("fire.active_fire", "两个老人被困 一共五个人被困", {"elderly": 2, "trapped": 2}),
    ],
)
def test_the_sick_are_counted_as_such(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts", "crowd"),
    [
        ("sanitation.street_vending", "二十多个小孩围着炸串车", {"involved_min": 20}, "二十多个小孩"),
        ("security.illegal_finance", "拉了四五十个老人去听课", {"involved_min": 40}, "四五十个老人"),
        ("dispute.collective", "三十几户约好去堵门", {}, "三十几户"),
        ("disaster.severe_weather", "七八个老人被困在楼上", {"trapped": 7}, None),
        ("fire.active_fire", "十几个工人被困在顶楼", {"involved_min": 10}, "十几个工人"),
    ],
)
def test_a_lower_end_is_one_of_those_involved(category, text, counts, crowd):
    assert told(text, category) == (counts, crowd)


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        # a suspect of whom it says how he looked, and one of whom it does not
        ("security.suspicious", "有个戴口罩的女人这两天老在楼道转", {"involved": 1}),
        ("security.theft", "监控里有个穿雨衣的男的把电瓶拎走了", {"involved": 1}),
        ("security.suspicious", "有个男的敲门 说查水表", {}),
        ("security.suspicious", "老有个推销的敲门", {}),
        ("pollution.noise_living", "有个戴帽子的男人吹唢呐", {}),
        ("security.fight", "有个男的拎着铁棍见人就追", {"involved": 1}),
        ("security.fight", "有个男的报了警", {}),
        # old people and children who are at odds, and who only suffer
        ("dispute.neighbor", "两个阿婆在楼道里对骂", {"elderly": 2, "involved": 2}),
        ("security.fight", "两个学生为个球打起来了", {"minors": 2, "involved": 2}),
        ("dispute.neighbor", "两个老太太被楼上吵得睡不着", {"elderly": 2}),
        ("dispute.neighbor", "楼上两个小孩跑来跑去", {"minors": 2}),
        # who is told beside one
        ("sanitation.animal_nuisance", "屋里就一个老太太带个小孙女", {"elderly": 1, "minors": 1}),
        (None, "看过四户独居老人", {"households": 4, "elderly": 4}),
        ("dispute.neighbor", "两家老人都劝过了", {"households": 2}),
        ("dispute.domestic_violence", "他又动手打我 我抱着女儿躲在厕所", {"involved": 2, "minors": 1}),
        # one who calls from inside, and one who stands below
        ("fire.active_fire", "三楼冒烟 阳台上有个老太太在喊", {"elderly": 1, "trapped": 1}),
        ("fire.active_fire", "着了 里面好像有个女的在哭", {"trapped": 1}),
        ("fire.active_fire", "二楼着了 楼下有个小孩在哭", {"minors": 1}),
        ("housing.elevator_trapped", "里头的人都放出来了 有个阿姨腿软", {}),
        ("housing.elevator_trapped", "人救出来了吗 里头三个人", {"trapped": 3}),
        # one old person whom a dead lift keeps at home; an age without 岁
        ("housing.elevator_fault", "电梯又停 坐轮椅的老爷子下不来", {"elderly": 1}),
        ("housing.elevator_fault", "电梯又停 老人都下不了楼", {}),
        ("service.consult", "我爷爷86了 补贴怎么领", {"elderly": 1}),
        ("service.consult", "缴费70了还没到账", {}),
    ],
)
def test_who_is_singled_out_is_counted(category, text, counts):
    assert told(text, category)[0] == counts
