import pytest

from parsing.parse_report import parse_report
from parsing.report import LOCATION_PARTS


def leaves_of(text: str) -> list[str | None]:
    return [item.category for item in parse_report(text).items if item.kind == "incident"]


def test_a_numbered_list_is_cut_though_numbers_touch():
    text = "今天看到:1、3幢楼下路灯不亮;2、6幢门口垃圾桶满了;3、北门井盖翘起来了"
    report = parse_report(text, sender_role="grid_head", chat_tier="grid")
    assert (report.kind, report.expected_action) == ("multi", "split")
    assert [item.location.building for item in report.items] == ["3", "6", None]
    assert [item.category for item in report.items] == [
        "municipal.streetlight",
        "sanitation.garbage",
        "municipal.manhole",
    ]
    for item in report.items:
        assert item.span is not None
        assert item.words == text[item.span[0] : item.span[1]]


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        # announced
        ("今天夜班就两样事，B2车库喷淋头滴水，5号门岗的栏杆被撞弯", ["fire.equipment", "municipal.traffic_facility"]),
        (
            "有两个情况要反映下 流动摊贩天天占着斑马线 晚上大货车从村道抄近路开得飞快",
            ["sanitation.street_vending", "traffic.road_risk"],
        ),
        ("跟你说两个事第一个就是3号楼楼道灯坏了第二个就是垃圾桶满了没人收", ["municipal.streetlight", "sanitation.garbage"]),
        ("东塘村三件:井盖响得睡不着;老樟树断了根大枝桠", ["municipal.manhole", "municipal.tree"]),
        ("我说两个啊一个嘛是5幢楼道灯坏了还有一个就是垃圾桶满了没人收", ["municipal.streetlight", "sanitation.garbage"]),
        # counted and ordered
        ("第一个问题是外墙瓷砖掉了第二个问题是监控室没人", ["housing.facade_falling", "housing.property_mgmt"]),
        ("先讲大的，后山护坡裂了条缝；再讲小的，儿童乐园秋千链子断一边", ["disaster.landslide", "municipal.public_facility"]),
        ("我报两点，一是公交站牌倒了，二是站台后面的窨井盖不见了", ["municipal.traffic_facility", "municipal.manhole"]),
        # joined
        ("8幢一楼大厅灯坏了，另外12幢井盖松了", ["municipal.streetlight", "municipal.manhole"]),
        ("路灯坏了三盏，对了垃圾桶也满出来了，没人拉", ["municipal.streetlight", "sanitation.garbage"]),
        ("隔壁装修早上六点就砸墙 再就是半夜总有狗叫", ["pollution.noise_construction", "sanitation.animal_nuisance"]),
        ("外卖小哥在1幢门口撞了老太太 顺便反映4幢楼道又堆满纸箱了", ["traffic.accident", "fire.corridor_clutter"]),
        ("3幢路灯坏了 5幢楼道堆了纸箱 还有9幢下水道堵了", ["municipal.streetlight", "fire.corridor_clutter", "municipal.sewer_blocked"]),
        ("早点店的桌子摆满人行道还有隔壁跳舞的音响放到半夜", ["sanitation.shop_overflow", "pollution.noise_living"]),
        # a second place with a second leaf, and nothing between
        ("东门垃圾桶满了没人收，北门有人乱停车堵门", ["sanitation.garbage", "traffic.illegal_parking"]),
        ("3幢电梯坏了，楼下垃圾桶满了没人收", ["housing.elevator_fault", "sanitation.garbage"]),
        ("2幢停水了，4幢网断了", ["utility.water_outage", "utility.telecom_cable"]),
        ("9幢下水道返臭水 西门口卖煎饼的三轮又摆出来了", ["municipal.sewer_blocked", "sanitation.street_vending"]),
        # beside the first, and said to come on top of it
        ("幼儿园后墙裂了道大口子 桥下还有人在烧电线皮", ["housing.dangerous_building", "pollution.open_burning"]),
        ("楼道里堆着旧家具 声控灯也坏了", ["fire.corridor_clutter", "municipal.streetlight"]),
        # next door to the first
        ("村口那块指路牌给货车刮倒了 对面超市的水果箱子码到路当中", ["municipal.traffic_facility", "sanitation.shop_overflow"]),
        ("菜场门口一辆货车横了一天 旁边那块铁盖一踩跷跷板一样", ["traffic.illegal_parking", "municipal.manhole"]),
        ("街心地砖一踩一汪泥水 斜对面有人支锅卖煎饼", ["municipal.road_damage", "sanitation.street_vending"]),
        # both by their names, where nothing says that they belong together
        ("垃圾没人收，电梯坏了，路灯不亮", ["sanitation.garbage", "housing.elevator_fault", "municipal.streetlight"]),
        # an office may be a matter too, where it is no complaint about the other one
        (
            "小区大门坏了 绿化带被人种菜 垃圾桶满了没人收",
            ["housing.property_mgmt", "sanitation.greenery_damage", "sanitation.garbage"],
        ),
        # who goes on meets the next
        ("买菜时看到5幢墙皮掉了 回来又碰到3幢水管爆了", ["housing.facade_falling", "utility.water_burst"]),
        # entries of a record
        (
            "巡查记录:村口岸坡塌了一块,压住小路;下游漂着一大片死鱼",
            ["disaster.landslide", "pollution.water"],
        ),
        (
            "今日走访:6幢两家为晾衣杆吵架;槐花路井盖咣当响;2幢一位独居老人没人送饭",
            ["dispute.neighbor", "municipal.manhole", "care.elder_alone"],
        ),
        # at one place, but surely two matters
        ("车棚里又有电瓶被偷了，灯也不亮", ["security.theft", "municipal.streetlight"]),
    ],
)  # fmt: skip
def test_several_matters_are_told_apart(text, leaves):
    report = parse_report(text)
    assert report.kind == "multi"
    assert [item.category for item in report.items] == leaves


@pytest.mark.parametrize(
    "text",
    [
        # what comes of it
        "3幢水管爆了，楼道全是水",
        "5幢水管爆了，6幢门口都淹了",
        "楼上装修砸墙，我家墙都裂了",
        "昨晚停电，冰箱里的东西全坏了，空调也开不了",
        "店门口堆满货 人只能走机动车道 差点被车撞",
        "树倒了压在电线上 火星直冒",
        # the same thing from another side
        "楼下烧烤店油烟大，半夜还吵",
        "工地半夜打桩，灰也大，窗户都不敢开",
        "3幢电梯坏了，老人下不来",
        "广场舞音响太响，孩子没法写作业，还有老人心脏不好",
        "垃圾亭门口绕不过去 袋子码到路中央",
        "门口卖煎饼的,油锅对着小区门卫",
        "早点摊的鼓风灶 五点就把烟往我家灌",
        # who suffers of it, and who should have mended it
        "2幢门厅停着六辆电瓶车,进门要侧着身子,推轮椅的根本出不来",
        "狗不拴绳 咬了我家孩子 主人还骂人",
        "3幢电梯又停了 报修三次物业没人来",
        "楼道堆满旧家具快一个月 打物业电话永远占线",
        "快递柜占了消防通道 物业收了钱不吭声",
        "大件垃圾堆在绿化里,养护费照收",
        "垃圾没人收 还有就是物业一直不管",
        "电梯坏了 还有物业电话也没人接",
        "3幢电梯坏了 对了我电话13900000012",
        # more of the same
        "亭子顶上掉了两块瓦 还有几块翘着",
        # where the speaker is, or from where to where
        "我在东门等车，看见3幢楼顶有人往下扔砖头",
        "从幼儿园到菜场这段路灯全灭了，走夜路怕",
        # words that only look like counting or joining
        "另外两个人跑了 还有一个躺在地上流血",
        "一个是老人一个是小孩 都被困在电梯里",
        "垃圾堆到路中间 再来一阵风满街都是",
        "5幢楼下停满了电瓶车 再有消防车来肯定进不去",
        "巡查情况:3幢地下室漏水;已经三天了;请物业尽快处理",
        "两处井盖坏了",
        "3幢电梯坏了 老人下不来",
    ],
)
def test_one_matter_stays_whole(text):
    assert parse_report(text).items == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # a stairway is in the building that was named before
        ("7幢电梯坏了，另外2单元楼道灯也不亮", [{"building": "7"}, {"building": "7", "unit": "2"}]),
        # a door at the end is the door of all
        ("楼道灯不亮，还有楼上天天半夜打麻将，6幢", [{"building": "6"}, {"building": "6"}]),
        # and so is one before a list
        ("8幢两个问题：1.楼道灯不亮 2.电梯老是卡住", [{"building": "8"}, {"building": "8"}]),
        # in a list each item says itself where it is
        ("1.9幢楼道灯不亮 2.垃圾桶满了没人收", [{"building": "9"}, {}]),
    ],
)
def test_each_item_has_the_place_that_is_meant(text, places):
    items = parse_report(text).items
    doors = [
        {
            part: value
            for part in LOCATION_PARTS
            if part != "landmark" and (value := getattr(item.location, part)) is not None
        }
        for item in items
    ]
    assert doors == places


def test_words_that_tell_nothing_are_no_part_of_an_item():
    report = parse_report("刚才转了一圈 2幢门口垃圾桶满了没人收 另外7幢路灯不亮")
    assert [item.words for item in report.items] == ["2幢门口垃圾桶满了没人收", "7幢路灯不亮"]


def test_what_is_done_with_is_no_new_matter():
    assert "municipal.streetlight" not in leaves_of("1.3幢楼道灯已修好 2.5幢井盖坏了 3.6幢漏水")


def test_a_life_at_risk_keeps_what_is_told_beside_it():
    report = parse_report("5幢三楼着火了，浓烟往外冒 消防通道停满了车")
    assert (report.kind, report.urgency) == ("incident", "emergency")


def test_a_life_at_risk_is_not_hidden_behind_what_is_told_beside_it():
    report = parse_report("5幢着火了快来人 消防通道停满了车")
    assert "emergency" in {report.urgency, *(item.urgency for item in report.items)}


def test_an_emergency_in_a_list_stays_one():
    report = parse_report("先说急的：3号楼闻到煤气味。不急的：车棚顶漏雨")
    assert report.items[0].urgency == "emergency"
