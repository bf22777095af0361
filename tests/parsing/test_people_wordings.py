"""Whom the labellers count in wordings of every day: the alone, the wounded of a clause, two at odds, parts of a whole."""

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def told(text: str, category: str | None) -> tuple[dict[str, int], str | None]:
    """What a message of a leaf counts, and the crowd it quotes."""
    counts, crowd, _ = find_people(normalise(text), category)
    return counts, text[slice(*crowd)] if crowd is not None else None


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("municipal.road_damage", "坑没填 这个月摔伤四个人了", {"injured": 4}),
        ("traffic.road_risk", "两个踩三轮的撞一起 都摔破了皮", {"injured": 2}),
        ("traffic.accident", "粮站前翻车 一个下巴磕开 一个腿骨折", {"injured": 2}),
        ("traffic.accident", "姐妹俩被刮倒 两个都流血 孩子额头破了", {"injured": 2, "minors": 1}),
        ("traffic.accident", "摩的师傅和乘客都摔了", {"injured": 2}),
        ("traffic.accident", "酒驾的撞飞俩人", {"injured": 2}),
        ("traffic.accident", "接孩子的奶奶被带倒 额头肿个大包", {"injured": 1, "elderly": 1}),
        ("sanitation.shop_overflow", "遮阳棚的钩子划到一个小孩的脖子 皮都破了", {"injured": 1, "minors": 1}),
        ("municipal.road_collapse", "地陷了 有个送奶的掉进去 膝盖破了", {"injured": 1}),
        ("housing.falling_object", "掉下一块瓷砖 把遛狗的大妈脑门砸开了", {"injured": 1, "elderly": 1}),
        ("work_market.construction_safety", "有个师傅从三楼摔下来 人没反应", {"injured": 1}),
        ("security.animal_attack", "蜂窝炸了 捡柴的五个人都叮成猪头", {"injured": 5}),
        ("security.animal_attack", "野狗叼住小男孩的胳膊不放", {"injured": 1, "minors": 1}),
        ("municipal.manhole", "盖板断了 送奶工整条腿陷进去 膝盖皮蹭掉一块", {"injured": 1}),
        ("utility.power_hazard", "挖出来一根粗的 皮破了 拿胶带一裹", {}),
        ("housing.facade_falling", "墙皮掉下来一片 差点砸着买菜的", {}),
        ("municipal.traffic_facility", "防撞桶被撞飞了三个", {}),
        ("municipal.streetlight", "灯不亮 我摸黑走得胳膊都抬不起来", {}),
        ("housing.falling_object", "一袋菜叶擦着肩膀炸开", {}),
        ("municipal.public_facility", "秋千的扶手断了 头也松了", {}),
    ],
)
def test_wounds_are_counted_with_those_whose_they_are(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("disaster.drowning", "水闸口捞起来一个人 身子都凉了", {"dead": 1}),
        (None, "查过了 河里是个布娃娃 没死人", {"dead": 0}),
        ("traffic.accident", "蹭了一下 人没大碍", {"injured": 0}),
        ("work_market.food_safety", "菜还没上 三个人等得饭都凉了", {"involved": 3}),
    ],
)
def test_the_dead_and_that_nobody_is(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("pollution.dust", "灰大得隔壁两个小孩咳了半个月", {"ill": 2, "minors": 2}),
        ("pollution.odor", "四个女工直流眼泪", {"ill": 4}),
        ("disaster.infectious", "我家娃从托班回来起红点 老师说班里有五个都这样", {"ill": 5, "minors": 5}),
        ("disaster.infectious", "敬老院里发烧 已经十一个了", {"ill": 11, "elderly": 11}),
        ("disaster.infectious", "我们班十二个同学都水痘了", {"ill": 12, "minors": 12}),
        ("disaster.infectious", "宿舍八个人有五个上吐下泻", {"ill": 5}),
        ("disaster.infectious", "养老院里一个传一个上吐下泻", {}),
        ("utility.gas_leak", "灶没关 两个租客躺床上叫不醒", {"injured": 2}),
        ("work_market.food_safety", "我和我老公吃了那家烤鱼 半夜上吐下泻", {"ill": 2}),
        ("work_market.food_safety", "吃了他家凉皮 我跟两个同事都拉肚子", {"ill": 3}),
        ("work_market.food_safety", "寝室四个女生都吃吐了", {"ill": 4}),
        ("work_market.food_safety", "我和我老公都说这家不错", {}),
    ],
)
def test_who_is_sick(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("fire.active_fire", "五楼冒烟 上头还有两个老人没下来", {"elderly": 2}),
        ("fire.active_fire", "五楼冒烟 里面还有两个老人没出来", {"elderly": 2, "trapped": 2}),
        ("fire.active_fire", "四楼窗口有两个小孩在哭喊", {"minors": 2, "trapped": 2}),
        ("fire.active_fire", "窗口趴着个女的喊救命", {"trapped": 1}),
        ("fire.active_fire", "老奶奶腿脚不好还在屋里", {"elderly": 1}),
        ("disaster.landslide", "埋了半间屋 婆孙俩还没扒出来", {"trapped": 2}),
        ("housing.elevator_trapped", "里面我跟我妈还有个送外卖的", {"trapped": 3}),
        ("housing.elevator_trapped", "电梯往下掉 里面大人小孩七个", {"trapped": 7}),
        ("utility.water_burst", "水往屋里灌 家里就老人一个弄不来", {"elderly": 1}),
        ("housing.dangerous_building", "屋梁都弯了 瞎子阿公死活不肯搬", {"elderly": 1}),
        ("housing.elevator_fault", "六楼坐轮椅的老伯一礼拜没下过楼了", {"elderly": 1}),
        ("dispute.consumer", "店关了 五十个学员卡里还有钱", {"involved": 50}),
        ("utility.water_burst", "水往屋里灌 老人们都在拿盆接", {}),
        ("utility.water_burst", "水管爆了 还有一个阀门在老人活动室", {}),
    ],
)
def test_who_is_inside_or_alone(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("security.fight", "麻将馆老板跟一个客人推搡起来", {"involved": 2}),
        ("security.fight", "为漏水堵门 一个拿菜刀一个拿擀面杖", {"involved": 2}),
        ("security.fight", "两个老头下棋下急眼了", {"elderly": 2, "involved": 2}),
        ("dispute.neighbor", "老周和对门小钱为个花盆顶牛半个月", {"involved": 2}),
        ("dispute.neighbor", "业主跟居民代表吵了半天", {}),
        ("dispute.family", "舅舅和外甥为拆迁款动手", {"involved": 2}),
        ("dispute.family", "我跟我老婆过不下去了", {"involved": 2}),
        ("dispute.family", "我跟我老公商量过 想请人来劝劝我弟", {}),
        ("dispute.family", "兄弟俩要打官司 老奶奶八十六了还两头跑", {"involved": 2, "elderly": 1}),
        ("dispute.wage", "我和我弟在饭店端盘子 没给钱", {"involved": 2}),
        ("dispute.wage", "厨房十一个人两个月没见着钱", {"involved": 11}),
        ("dispute.rental", "六个人合租一套 中介跑了", {"involved": 6}),
        ("dispute.rental", "我们三个女生合租 中介跑了", {"involved": 3}),
        ("dispute.consumer", "店关了 我们办卡的有三十多个", {"involved_min": 30}),
        ("dispute.consumer", "我们七八个宝妈都充了钱", {"involved_min": 7}),
        ("dispute.wage", "工地上百十号人没发工钱", {"involved_min": 100}),
        ("care.mental_crisis", "小陈又对着墙骂 两个老人吓得不敢进门", {"involved": 1, "elderly": 2}),
        ("care.missing_person", "那辆面包车趴了半年 找不到主人", {}),
    ],
)
def test_two_at_odds_and_who_speaks_for_two(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        ("security.suspicious", "穿雨衣那个男的挨层拍门牌", {"involved": 1}),
        ("security.suspicious", "有个叔叔连着几天问娃住哪栋", {"involved": 1}),
        ("security.suspicious", "有个男的自称修水表的 挨家敲门", {}),
        ("security.suspicious", "有个大姐看到楼道里有脚印", {}),
        ("work_market.construction_safety", "四个师傅吊在半空刷墙 一根绳都没绑", {"involved": 4}),
        ("work_market.construction_safety", "那个师傅腰上啥都没系", {"involved": 1}),
        ("work_market.unlicensed", "有个大姐在出租屋给人割双眼皮", {"involved": 1}),
        ("security.suspicious", "来了四个自称电力公司的 要进屋看表", {"involved": 4}),
        ("security.suspicious", "一个自称装宽带的拍我家锁", {}),
        ("work_market.unlicensed", "有个大姐捂着脸出来", {}),
        ("service.population", "二楼住进来六个河南来的", {"involved": 6}),
        ("service.population", "302换了一家人住", {"households": 1}),
        ("service.population", "302换了一家公司", {}),
    ],
)
def test_one_who_is_what_the_matter_is_about(category, text, counts):
    assert told(text, category)[0] == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("去看过了 老太太前天就被女儿接走了", {"elderly": 1}),
        ("门开了 孩子先放我家", {"minors": 1}),
        ("边上那个姑娘民警抱下来了", {"involved": 1}),
        ("被困的三个人救出来了没有", {"trapped": 3}),
        ("里头三个人都救出来了", {}),
        ("孩子们都先放学回家", {}),
        ("老人卡送到社区了", {}),
        ("老爷子自己走回来了", {}),
    ],
)
def test_who_was_meant_is_counted_when_it_is_over(text, counts):
    assert told(text, None)[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "crowd"),
    [
        ("security.suspicious", "敲门还问家里住几个人", None),
        ("security.fight", "门口几个人抡凳子", "几个人"),
        ("security.fight", "两拨小年轻抡杆子", None),
        ("security.fight", "一群染黄毛的围着打", "一群染黄毛的"),
    ],
)
def test_crowds_are_quoted_whole_and_only_where_somebody_was_seen(category, text, crowd):
    assert told(text, category)[1] == crowd


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("3幢走丢的那个爷爷找到没有啊", {"missing": 1, "elderly": 1}),
        ("走丢的小孩找到了吗", {"missing": 1, "minors": 1}),
        ("走丢的狗找到没有", {}),
        ("万一老人摔了怎么办", {}),
    ],
)
def test_who_is_asked_after(text, counts):
    assert told(text, None)[0] == counts
