"""Who is told beside another, who is still inside, who came to harm by the way: counted; who only seems to be: not."""

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def told(text, category=None):
    counts, span, _ = find_people(normalise(text), category)
    return counts, None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        # told with 跟 or 和, and the number of them all behind
        ("housing.elevator_trapped", "我跟我妈两个人关在里面", {"trapped": 2}),
        ("housing.elevator_trapped", "我和爸妈三个卡在五楼", {"trapped": 3}),
        ("dispute.family", "我跟妹妹两个被大哥锁在门外", {"involved": 2}),
        ("municipal.waterlogging", "司机跟一个女的爬到车顶上了", {"trapped": 2}),
        ("fire.active_fire", "屋里一个瘫痪的老伯跟护工出不来", {"elderly": 1, "trapped": 2}),
        ("security.fight", "卖瓜的跟卖菜的打起来了", {"involved": 2}),
        ("dispute.neighbor", "老王跟老李为了车位动手了", {"involved": 2}),
        # a trade that speaks of itself, and one that the matter is about
        ("dispute.wage", "老板欠我们六个保安三个月工资", {"involved": 6}),
        ("service.population", "楼下新来四个保安 住地下室", {"involved": 4}),
        ("service.population", "原来那对夫妻走了 换成三个送水的", {"involved": 3}),
        # households at odds, and no longer
        ("dispute.neighbor", "两家为了一棵枣树吵到半夜", {"households": 2}),
        ("dispute.land", "302和402两家闹僵了", {"households": 2}),
        (None, "两家坐下来签了字", {"households": 2}),
        ("housing.leakage", "阳台渗水 上下两家讲不拢", {"households": 2}),
        # helpers of whom the matter is; a number behind its people that goes on
        ("housing.property_mgmt", "门岗两个保安在睡觉", {"involved": 2}),
        ("housing.renovation", "两个师傅拿电镐在打柱子", {"involved": 2}),
        ("work_market.construction_safety", "俩师傅蹲在屋檐边上 没系绳子", {"involved": 2}),
        (None, "下屋独居老人9个全走到了 都好", {"elderly": 9}),
        ("traffic.accident", "两个老人骑车翻在沟里 都磕破了", {"elderly": 2, "injured": 2}),
        ("work_market.food_safety", "夜宵摊的田螺 我们4个人吃了都在呕", {"ill": 4}),
        ("disaster.severe_weather", "堤边四户门口都堆了沙袋", {"households": 4}),
        # so many by now; gathered, not needed; a number that is no weekday
        ("dispute.collective", "报名去区里的已经有六十七个了", {"involved": 67}),
        ("dispute.collective", "礼拜天凑四五十号人去堵门", {"involved_min": 40}),
        ("dispute.rental", "管家卷了三十户的房租走了", {"households": 30}),
        ("dispute.wage", "钢筋工15名反映没拿到工资", {"involved": 15}),
        ("dispute.wage", "40多号农民工堵在工地门口", {"involved_min": 40}),
        ("disaster.infectious", "敬老院这礼拜七个老人发烧", {"elderly": 7, "ill": 7}),
        ("disaster.infectious", "车间里七个人发高烧", {"ill": 7}),
        ("work_market.food_safety", "我们一家五口吃完轮流蹲马桶", {"ill": 5}),
        ("work_market.food_safety", "托班十个娃吃完都吐 三个已经在挂水", {"minors": 10, "ill": 10}),
    ],
)  # fmt: skip
def test_who_is_told_beside_another_is_counted_with_him(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("fire.active_fire", "四楼冒烟 老太太还在屋里没出来", {"elderly": 1, "trapped": 1}),
        ("fire.active_fire", "看门的老头还睡在里间", {"elderly": 1}),
        ("fire.active_fire", "五个工人跑出来了 还有一个在里面", {"trapped": 1}),
        ("utility.gas_leak", "屋里老太太叫不醒", {"elderly": 1}),
        ("disaster.severe_weather", "我爸妈困在二楼 水到窗台", {"trapped": 2}),
        ("disaster.severe_weather", "一家六口爬到阁楼上了", {"trapped": 6}),
        ("disaster.severe_weather", "还有一个瘫痪老人没背出来", {"elderly": 1, "trapped": 1}),
        ("housing.dangerous_building", "梁断了 爷爷奶奶还睡在里面", {"elderly": 2}),
        ("housing.dangerous_building", "后墙裂了 就我婆婆一个人住", {"elderly": 1}),
        ("disaster.drowning", "有小孩掉河里了", {"minors": 1}),
        ("disaster.drowning", "摸螺蛳的大姐被水冲走了", {"involved": 1}),
        # came to harm in a matter of things, or by a beast
        ("municipal.manhole", "井盖没了 有个大姐踩空膝盖磕破了", {"injured": 1}),
        ("municipal.road_damage", "砖翘了 两个跑步的绊倒 手掌蹭破", {"injured": 2}),
        ("sanitation.garbage", "碎玻璃没包 清运的师傅手被划开了", {"injured": 1}),
        ("work_market.construction_safety", "工人从三楼掉下来了", {"injured": 1}),
        ("dispute.injury_medical", "我在工地被钢筋砸了脚", {"injured": 1}),
        ("work_market.unlicensed", "我姐在那里打了针脸肿起来", {"injured": 1}),
        ("traffic.accident", "货车把放学的两个学生撞了", {"minors": 2, "injured": 2}),
        ("traffic.accident", "骑车的学生被右转车压了脚", {"injured": 1, "minors": 1}),
        ("security.animal_attack", "大狗追着小学生咬 腿上两排牙印", {"injured": 1, "minors": 1}),
        ("security.animal_attack", "马蜂蛰了3个小孩", {"minors": 3, "injured": 3}),
        ("security.fight", "几个人混战 一个脑门上全是血", {"injured": 1}),
        # nobody hurt
        ("housing.facade_falling", "瓷砖掉下来 幸好没砸到人", {"injured": 0}),
        (None, "火灭了 一个受伤的都没有", {"injured": 0}),
        # ages, and one whom a number counts
        ("care.missing_person", "七八岁的男孩走丢了", {"missing": 1, "minors": 1}),
        ("security.illegal_finance", "隔壁大嫂七十多了 天天去听课", {"elderly": 1}),
        ("security.suspicious", "一个戴口罩的男的挨家拧门把手", {"involved": 1}),
        ("housing.property_mgmt", "一个醉汉躺在大厅里", {"involved": 1}),
        ("sanitation.animal_nuisance", "养了三十只猫 就一个老人家", {"elderly": 1}),
        ("pollution.noise_living", "楼上三个小的每晚跑到十点", {"minors": 3}),
        ("care.homeless", "桥下躺着个断腿的 没被子", {"involved": 1}),
        ("care.hardship", "家里1个瘫痪儿子 没钱看病", {"involved": 1}),
    ],
)  # fmt: skip
def test_whoever_is_inside_or_hurt_or_is_the_only_one_is_counted(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text"),
    [
        # said of nobody in particular
        ("security.animal_attack", "有人被狗咬了 小腿流血"),
        ("fire.active_fire", "三楼着火 老人都跑下来了"),
        ("fire.active_fire", "火是老太太烧纸引起的"),
        ("housing.dangerous_building", "这排住的都是租客 墙裂了"),
        ("municipal.waterlogging", "水一深老人孩子出不去"),
        ("disaster.severe_weather", "几家老人出不来门"),
        ("disaster.severe_weather", "敬老院进水 老人还在屋里"),
        ("care.homeless", "桥洞里有人睡"),
        # at rest, or about things
        ("dispute.neighbor", "孩子跟奶奶睡 楼上吵得睡不着"),
        ("dispute.neighbor", "老李和老王说好了 不吵了"),
        ("dispute.neighbor", "两家见面点个头"),
        ("utility.power_outage", "我店停电 左右两家也黑着"),
        ("municipal.public_facility", "长椅腿断了 扶手划破了皮"),
        ("housing.leakage", "水龙头破了 流了一地"),
        ("work_market.construction_safety", "钢管从七楼掉下来"),
        ("security.animal_attack", "狗咬断绳子跑了"),
        ("municipal.manhole", "井盖翘了 绊倒一个骑车的"),
        ("sanitation.shop_overflow", "门口摆一个娃娃机"),
        ("security.fraud", "先交二十万会员费"),
        # nobody's count by the way
        ("dispute.rental", "等下一个租客来才退钱"),
        ("service.consult", "我一个人住 怎么申请送餐"),
        ("fire.corridor_clutter", "有个大妈把鞋堆在过道"),
        ("housing.owners_committee", "那五个人选上来三年没开过会"),
        ("housing.elevator_trapped", "隔着门讲故事讲了三个了"),
        ("dispute.injury_medical", "他们一口咬定没关系"),
        ("housing.group_rental", "每间住四个"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_counts_nobody(category, text):
    assert told(text, category)[0] == {}


@pytest.mark.parametrize(
    ("category", "text", "quoted"),
    [
        ("disaster.landslide", "坡底那几户要搬", "几户"),
        ("disaster.landslide", "坡底那几户要搬 一共四户", None),
        ("sanitation.sorting", "好多人还是混装", None),
        ("dispute.collective", "茶农几百号明天去讨说法", "几百号"),
        ("disaster.infectious", "一个班好几个在家发烧", "好几个"),
    ],
)
def test_a_crowd_is_quoted_once_and_where_it_is_somebody(category, text, quoted):
    assert told(text, category)[1] == quoted


@pytest.mark.parametrize(
    "part", ["我跟弟弟两个", "老人在里面", "司机跟一个客人", "被咬小腿", "卖菜的跟卖鱼的", "两家为了", "爸妈困"]
)
def test_a_text_full_of_pairs_is_still_read_swiftly(part):
    text = (part * 4096)[:4096]
    for category in ("fire.active_fire", "security.fight", "security.animal_attack", "municipal.manhole", None):
        find_people(text, category)
