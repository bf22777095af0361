"""People are counted in whatever words they are told, and nobody is counted whom the words do not tell."""

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def counts(text, category=None):
    return find_people(normalise(text), category)[0]


def crowd(text, category=None):
    _, span, _ = find_people(normalise(text), category)
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("老两口在阁楼上下不来", {"elderly": 2, "trapped": 2}),
        ("老夫妻守着灶披间不肯走", {"elderly": 2}),
        ("一家五口爬到屋顶上", {"trapped": 5}),
        ("一家老小六口都在船上", {"involved": 6}),
        ("屋里大大小小七口人", {"involved": 7}),
        ("娘俩站在窗口招手", {"involved": 2}),
        ("爷孙俩守瓜棚没回", {"involved": 2}),
        ("姐弟仨在岸这头", {"involved": 3}),
        ("三兄弟抬着门板出来", {"involved": 3}),
        ("两男一女坐在坝上", {"involved": 3}),
        ("一对母子抱着木头", {"involved": 2}),
        ("我们四个在山上下不来", {"trapped": 4}),
        ("他俩还在对岸", {"involved": 2}),
        ("俩小孩蹲在石头上", {"minors": 2}),
        ("仨娃在沟边", {"minors": 3}),
        ("三个半大小子在堤上", {"minors": 3}),
        ("两个五年级学生没走", {"minors": 2}),
        ("一个三个月大的婴儿要抱走", {"minors": 1}),
        ("两位八十多岁的独居老人还在", {"elderly": 2}),
        ("四个贵州来的采茶工没撤", {"involved": 4}),
        ("六个修路工在工棚", {"involved": 6}),
        ("三个穿雨靴的在闸口", {"involved": 3}),
        ("有一户孤老住坡下", {"households": 1, "elderly": 1}),
        ("还有五户十二口人没走", {"households": 5, "involved": 12}),
        ("转移了八户二十六人", {"households": 8, "involved": 26}),
        ("我们底下四家都进水", {"households": 4}),
        ("两死一伤", {"dead": 2, "injured": 1}),
        ("屋顶塌了 压住两个人", {"injured": 2}),
        ("里头有3个大人2个小孩", {"involved": 3, "minors": 2}),
        ("礼拜三四五十个人来开会", {"involved_min": 40}),
    ],
)
def test_numbers_of_people_are_read_in_whatever_words(text, told):
    assert counts(text, "disaster.severe_weather") == told


@pytest.mark.parametrize(
    ("text", "told", "quoted"),
    [
        ("二十来号人围着门岗", {"involved_min": 20}, "二十来号人"),
        ("五六十个业主在签字", {"involved_min": 50}, "五六十个业主"),
        ("一百多人坐在台阶上", {"involved_min": 100}, "一百多人"),
        ("上千人往广场走", {"involved_min": 1000}, "上千人"),
        ("不下三十个家长堵校门", {"involved_min": 30}, "不下三十个家长"),
        ("百十来号人拦了车", {"involved_min": 100}, "百十来号人"),
        ("站了三十七八个业主", {"involved_min": 37}, "三十七八个业主"),
        ("人进人出 我点了下有十一二个", {"involved_min": 11}, "十一二个"),
        ("十几户约好不交钱", {}, "十几户"),
        ("三五个人举着纸牌", {"involved_min": 3}, "三五个人"),
        ("好几十号人举着牌子", {}, "好几十号人"),
        ("几百口子人在路口", {}, "几百口子人"),
        ("一帮小年轻起哄", {}, "一帮小年轻"),
        ("好几家都收到传单", {}, "好几家"),
        ("满屋子老头老太", {}, "满屋子老头老太"),
    ],
)
def test_a_lower_end_is_kept_as_such_and_a_crowd_is_quoted(text, told, quoted):
    assert counts(text, "dispute.collective") == told
    assert crowd(text, "dispute.collective") == quoted


@pytest.mark.parametrize(
    "text",
    [
        "井盖我数了有五个",
        "三楼有一户阳台冒黑烟",
        "再拉三个人就升级",
        "要两个人抬才搬得动",
        "派两个师傅来看看",
        "坑里能站一个小孩",
        "大厅可以容纳二百人",
        "水有一人多深",
        "连个人影都没有",
        "一个看门的都没有",
        "整个人都不好了",
        "每个人交二十",
        "301孕妇嫌吵",
        "高三学生要睡觉",
        "周三人多",
        "几台老头乐堵着门",
        "两口大缸摆在门厅",
        "二大爷种的菜",
        "选出来那几个人从不公布",
        "快来几个人帮忙",
        "几十个空桶堆着",
        "好多纸箱没人收",
    ],
)
def test_whom_nobody_tells_is_not_counted(text):
    assert counts(text) == {}
    assert crowd(text) is None


@pytest.mark.parametrize(
    ("category", "text", "told"),
    [
        ("care.missing_person", "仨孩子去摘杨梅 天黑没回", {"missing": 3, "minors": 3}),
        ("care.missing_person", "外公去赶集 末班车都过了", {"missing": 1, "elderly": 1}),
        ("care.missing_person", "我妈妈今年八十三 门开着人没了", {"missing": 1, "elderly": 1}),
        ("care.missing_person", "女儿三年级 托管说早接走了", {"missing": 1, "minors": 1}),
        ("care.missing_person", "我妹昨晚关机 到现在没消息", {"missing": 1}),
        ("care.missing_person", "我们五个人找了一夜 我爸还没影", {"missing": 1}),
        ("care.missing_person", "老人家自己回来了 谢谢", {}),
        ("care.medical_help", "卖菜的阿姨嘴唇发紫 站不住", {"injured": 1}),
        ("care.medical_help", "有个老伯歪在长凳上", {"injured": 1, "elderly": 1}),
        ("care.medical_help", "两个娃娃误食果冻样的东西 在吐", {"injured": 2, "minors": 2}),
        ("care.mental_crisis", "东头老徐家女儿又拿菜刀砍树", {"involved": 1}),
        ("care.mental_crisis", "又在楼下脱光了骂天", {"involved": 1}),
        ("care.suicide_risk", "我表妹写了遗书", {"involved": 1}),
        ("care.suicide_risk", "我撑不下去了 娃托给你们", {}),
        ("care.homeless", "桥墩下睡着个老太婆", {"involved": 1, "elderly": 1}),
        ("care.homeless", "车站里一家三口打地铺", {"involved": 3}),
        ("care.elder_alone", "钱婆婆的窗帘四天没动", {"elderly": 1}),
        ("care.minor", "五岁带三岁 自己煮泡面", {"minors": 2}),
        ("care.minor", "姐弟俩天天翻垃圾桶", {"minors": 2}),
        ("care.minor", "两个小孩关在门外哭", {"minors": 2}),
        ("care.minor", "好几个染头发的拦着学生要钱", {}),
        ("care.hardship", "我带俩娃 米缸空了", {"minors": 2}),
        ("care.hardship", "楼下阿婆冬天不舍得开灯 顿顿咸菜", {"elderly": 1}),
        ("care.hardship", "我们村老人都靠子女 低保怎么申请", {}),
        ("housing.elevator_trapped", "两个大人一个娃卡在七楼", {"trapped": 3, "minors": 1}),
        ("housing.elevator_trapped", "里面四个人 有个孕妇", {"trapped": 4}),
        ("housing.elevator_trapped", "我抱着宝宝出不去", {"trapped": 2, "minors": 1}),
        ("housing.elevator_trapped", "我婆婆在梯里拍门", {"trapped": 1}),
        ("housing.elevator_trapped", "钱婆婆在梯里拍门", {"trapped": 1, "elderly": 1}),
        ("housing.elevator_trapped", "我岳母困在电梯里", {"trapped": 1}),
        ("housing.elevator_trapped", "我婆婆和孙子在电梯里", {"trapped": 2, "minors": 1}),
        ("housing.elevator_trapped", "我跟一个送水的卡在半空", {"trapped": 2}),
        ("housing.elevator_trapped", "我困在电梯里 旁边还有两个小孩", {"trapped": 3, "minors": 2}),
        ("housing.elevator_trapped", "我妈和我被关在梯里", {"trapped": 2}),
        ("housing.elevator_trapped", "除了我还有四个人在里面", {"trapped": 5}),
        ("housing.elevator_trapped", "我被关在梯里 外面还有两个邻居在喊", {"trapped": 1}),
        ("housing.elevator_trapped", "门外站了六个邻居 里面的人不答应", {}),
        ("housing.elevator_trapped", "电梯里有人被困", {}),
        ("dispute.domestic_violence", "他又拿皮带 小的躲在柜子里", {"involved": 2, "minors": 1}),
        ("dispute.domestic_violence", "天天拿衣架抽孩子", {"minors": 1}),
        ("dispute.domestic_violence", "我老公又动手了 我躲阳台上", {}),
        ("dispute.domestic_violence", "男朋友掐我脖子", {}),
        ("dispute.domestic_violence", "他打我 女儿在旁边发抖", {"involved": 2, "minors": 1}),
        ("dispute.domestic_violence", "我听见楼下男的打女的", {"involved": 2}),
        ("dispute.family", "三个儿子谁也不接 老头子睡车棚", {"involved": 3, "elderly": 1}),
        ("dispute.family", "老太太走后 三姐妹为存折翻脸", {"involved": 3}),
        ("dispute.family", "老头子生前的房子 四个子女抢", {"involved": 4}),
        ("disaster.drowning", "钓鱼的大叔踩空了 水面只见帽子", {"involved": 1}),
        ("disaster.drowning", "我表弟下去就没冒头", {"involved": 1}),
        ("disaster.drowning", "一个女的滑到渠里", {"involved": 1}),
        ("disaster.drowning", "小囡落到井里了", {"minors": 1}),
        ("disaster.infectious", "大班这礼拜倒了七个", {"minors": 7}),
        ("work_market.food_safety", "六个工友吃完盒饭上吐下泻 拉去医院了", {"injured": 6}),
        ("work_market.food_safety", "宴席回来四个人在输液", {"injured": 4}),
        ("work_market.food_safety", "我们宿舍八个人上吐下泻", {"ill": 8}),
        ("traffic.accident", "三轮把骑车的大姐带倒了 膝盖在流血", {"injured": 1}),
        ("traffic.accident", "摩托撞了两个人", {"injured": 2}),
        ("traffic.accident", "两车追尾 人没事", {"injured": 0}),
        ("traffic.accident", "大爷被撞飞好几米", {"injured": 1, "elderly": 1}),
        ("traffic.accident", "撞了好几个人", {}),
        ("traffic.accident", "车头撞瘪了", {}),
        ("traffic.accident", "一路撞了四个摊", {}),
        ("security.fight", "俩司机打起来 一个鼻子出血", {"involved": 2, "injured": 1}),
        ("security.fight", "抡酒瓶干仗 一个趴在地上", {"injured": 1}),
        ("security.animal_attack", "大黄狗咬了我儿子小腿", {"injured": 1}),
        ("security.animal_attack", "狗不牵绳 怕咬到人", {}),
        ("housing.falling_object", "花盆差点砸到人", {}),
        ("work_market.workplace_hazard", "老板不让切断电源 机器摔坏了接着开", {}),
        ("work_market.workplace_hazard", "冲床没罩子 昨天轧了手指", {"injured": 1}),
        ("dispute.injury_medical", "我爸卸瓷砖摔断了腿 老板不认", {"injured": 1}),
    ],
)
def test_one_person_counts_where_the_matter_is_about_a_person(category, text, told):
    assert counts(text, category) == told


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("fire.corridor_clutter", "五楼有个老太太把纸板码到扶手边"),
        ("pollution.noise_living", "有个男的半夜吹唢呐"),
        ("sanitation.garbage", "有个大妈把袋子扔在花坛"),
        ("utility.water_outage", "老人都拎不动水"),
        ("security.fraud", "我妈被骗了三万"),
    ],
)
def test_one_person_elsewhere_is_nobodys_count(category, text):
    assert counts(text, category) == {}


def test_what_stands_in_the_tag_of_a_post_is_not_told_by_it():
    assert counts("#暴雨已致12万人受灾# 我家两个老人下不了楼", "disaster.severe_weather") == {"elderly": 2}


@pytest.mark.parametrize(
    "part", ["一个", "两口子", "三个高年级的", "好几的", "两个老人被", "打孩子", "我和", "砸到手断"]
)
def test_a_text_full_of_people_is_still_read_swiftly(part):
    text = (part * 4096)[:4096]
    for category in (
        "disaster.infectious",
        "dispute.domestic_violence",
        "housing.elevator_trapped",
        "traffic.accident",
    ):
        find_people(text, category)
