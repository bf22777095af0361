"""How people state numbers of persons, with and without a word for people, and what states no number of persons."""

import time

import pytest

from parsing.normalise import normalise
from parsing.people import find_people


def said(text, category=None):
    counts, span, _ = find_people(normalise(text), category)
    return counts, None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # families and other sets, with the word that counts them before or behind
        ("我们四口在房顶上等船", {"trapped": 4}),
        ("全家六口拉肚子", {"ill": 6}),
        ("家里老小五口都在阁楼上", {"involved": 5}),
        ("一家三代七口挤在坡上", {"involved": 7}),
        ("兄妹四个守着堤", {"involved": 4}),
        ("咱们仨卡在水中间出不去", {"trapped": 3}),
        ("母女俩在屋檐下下不来", {"trapped": 2}),
        ("我们两大一小在车顶上", {"minors": 1, "trapped": 3}),
        ("就剩老两口带个孙子没走", {"elderly": 2, "minors": 1}),
        ("一老一小在棚子里", {"elderly": 1, "minors": 1}),
        ("两老一少还在对岸", {"elderly": 2, "minors": 1}),
        ("五男三女蹲在坝上", {"involved": 8}),
        # the number behind those it counts
        ("屋里有老人两个 都走不动", {"elderly": 2}),
        ("流浪人员三名 在桥洞", {"involved": 3}),
        ("上去的工友一共四个 还没下来", {"trapped": 4}),
        ("船上的人我点了有九个", {"involved": 9}),
        ("连我五个人在山上", {"involved": 5}),
        # the state before the number and behind it, with and without a word for people
        ("里头还剩俩没出来", {"trapped": 2}),
        ("还有一个没出来", {"trapped": 1}),
        ("三个被困在二楼", {"trapped": 3}),
        ("困了六个在桥墩上", {"trapped": 6}),
        ("埋了两个在底下", {"trapped": 2}),
        ("墙倒了压着仨", {"injured": 3}),
        ("砸伤五个 正往外抬", {"injured": 5}),
        ("伤了四个", {"injured": 4}),
        ("摔了三个 都坐地上", {"injured": 3}),
        ("轿子上的娃摔仨", {"injured": 3, "minors": 3}),
        ("淹死了一个", {"dead": 1}),
        ("有两个人没了呼吸", {"dead": 2}),
        ("一死三伤", {"dead": 1, "injured": 3}),
        ("还差三个人没找到", {"missing": 3}),
        ("四个驴友进山联系不上", {"missing": 4}),
        ("七八个人下不来", {"trapped": 7}),
        ("下面的村十来户没撤", {}),
        ("那边二三十号人堵在隧道里出不来", {"trapped": 20}),
        ("不止一个 是俩老人在水里", {"elderly": 2}),
    ],
)  # fmt: skip
def test_in_a_disaster_all_who_are_told_are_counted_under_what_befell_them(text, counts):
    assert said(text, "disaster.severe_weather")[0] == counts


@pytest.mark.parametrize(
    ("category", "text", "counts", "quoted"),
    [
        # so many or more, in the words of the street
        ("dispute.collective", "厂门口百把号人坐着", {"involved_min": 100}, "百把号人"),
        ("dispute.collective", "来了十几二十个人", {"involved_min": 10}, "十几二十个人"),
        ("dispute.collective", "少说五十人举着牌子", {"involved_min": 50}, "少说五十人"),
        ("dispute.collective", "一共去了八十多个", {"involved_min": 80}, "八十多个"),
        ("dispute.collective", "业主来了二三十个 都在签字", {"involved_min": 20}, "二三十个"),
        ("security.fight", "三帮人在打 三十来个", {"involved_min": 30}, "三十来个"),
        ("housing.group_rental", "一套房住了十五六个", {"involved_min": 15}, "十五六个"),
        ("housing.group_rental", "这屋里住着十二个", {"involved": 12}, None),
        ("dispute.wage", "我们九个 一分钱没拿到", {"involved": 9}, None),
        ("disaster.infectious", "我们园里这周十几个发烧", {"minors_min": 10}, "十几个"),
        ("disaster.infectious", "小三班倒下四个", {"minors": 4}, None),
        ("disaster.infectious", "宿舍躺倒了六个", {"ill": 6}, None),
        ("dispute.collective", "一车人开去市里了", {}, "一车人"),
        ("disaster.drowning", "一堆小孩在水坝玩水", {}, "一堆小孩"),
        ("security.vice_drugs", "半夜一堆女的进进出出", {}, "一堆女的"),
        ("dispute.collective", "几百号堵在收费站", {}, "几百号"),
        ("disaster.severe_weather", "坡脚下那几户还没搬", {}, "几户"),
        ("security.illegal_finance", "几个老姐妹都投了", {}, "几个老姐妹"),
    ],
)  # fmt: skip
def test_a_lower_end_and_a_crowd_are_told_as_such(category, text, counts, quoted):
    assert said(text, category) == (counts, quoted)


@pytest.mark.parametrize(
    ("category", "text", "counts"),
    [
        # one person with no number, whom the matter is about
        ("housing.elevator_trapped", "我在里面拍了半天没人应", {"trapped": 1}),
        ("housing.elevator_trapped", "救命 我出不来了", {"trapped": 1}),
        ("housing.elevator_trapped", "里头五个 空气闷得很", {"trapped": 5}),
        ("housing.elevator_trapped", "轿厢里俩大人仨娃", {"trapped": 5, "minors": 3}),
        ("housing.elevator_trapped", "三大两小停在半空", {"trapped": 5, "minors": 2}),
        ("traffic.accident", "司机卡在驾驶室里出不来", {"injured": 1}),
        ("traffic.accident", "三轮翻了 人压在下面", {"injured": 1}),
        ("traffic.accident", "大爷被挂倒在斑马线上", {"injured": 1, "elderly": 1}),
        ("traffic.accident", "面包车里三个都卡住了", {"trapped": 3}),
        ("security.animal_attack", "野狗追着咬 我娃腿上一排牙印", {"injured": 1, "minors": 1}),
        ("security.animal_attack", "马蜂叮了俩割草的", {"injured": 2}),
        ("security.fight", "打趴下一个", {"injured": 1}),
        ("security.fight", "俩后生抡扳手 一个缝了八针", {"involved": 2, "injured": 1}),
        ("housing.falling_object", "花盆掉下来砸了个老太 头破了", {"injured": 1, "elderly": 1}),
        ("work_market.construction_safety", "架子塌了 伤了仨", {"injured": 3}),
        ("dispute.injury_medical", "干活时锯片切了两根指头 老板躲着", {"injured": 1}),
        ("disaster.drowning", "船翻了 人抱着根木头在漂", {"involved": 1}),
        ("disaster.drowning", "水里还有一个没上来", {"involved": 1}),
        ("care.mental_crisis", "拿刀在巷子里乱挥 好几个人吓跑了", {"involved": 1}),
        ("care.elder_alone", "独居的那户 菜篮子挂门上三天没动", {"elderly": 1}),
        ("care.elder_alone", "退休的老会计今天没出来打拳", {"elderly": 1}),
        ("care.homeless", "地道里睡着仨 铺着纸板", {"involved": 3}),
        ("care.missing_person", "两个孩子放学没到家", {"missing": 2, "minors": 2}),
        ("care.missing_person", "爷爷出门遛弯 到现在没影", {"missing": 1, "elderly": 1}),
        ("care.suicide_risk", "桥栏外边站着一个", {"involved": 1}),
        ("service.consult", "我爸八十五岁下不了床 想请人上门办证", {"elderly": 1}),
        ("security.fraud", "我奶奶76岁 让人哄走两万", {"elderly": 1}),
        ("housing.elevator_trapped", "我和我闺女卡在十一楼上头", {"trapped": 2}),
        ("housing.elevator_trapped", "里头有老有小 大概六个", {"trapped": 6}),
        ("traffic.accident", "两辆电瓶车对撞 一个头破了一个腿不能动", {"injured": 2}),
        ("traffic.accident", "撞了 有两个躺在地上", {"injured": 2}),
        ("housing.elevator_trapped", "奶奶一个人在里面 不会按铃", {"trapped": 1, "elderly": 1}),
        ("traffic.accident", "骑三轮的老汉被顶飞", {"injured": 1, "elderly": 1}),
        ("traffic.accident", "两个学生骑车摔成一堆", {"injured": 2, "minors": 2}),
        ("security.fight", "俩后生打起来 一个拿扳手开了瓢", {"involved": 2, "injured": 1}),
        ("work_market.food_safety", "中午吃了盒饭 六个人轮流跑厕所", {"ill": 6}),
        ("disaster.infectious", "车间里都在发烧 七八个了", {"ill": 7}),
        ("municipal.sewer_blocked", "底楼四家地漏都返水", {"households": 4}),
        ("municipal.manhole", "井盖没了 骑车的掉进去 腿摔断了", {"injured": 1}),
        ("dispute.family", "两个女儿推来推去 老父亲住在车库", {"involved": 2, "elderly": 1}),
        ("disaster.drowning", "钓鱼的滑下去了 只看见帽子", {"involved": 1}),
        ("disaster.severe_weather", "屋顶上站着五个人 快派船", {"trapped": 5}),
        ("fire.active_fire", "屋里还有个老人没出来", {"elderly": 1, "trapped": 1}),
        ("service.population", "隔壁搬来一家四口 外地口音", {"involved": 4}),
        ("care.hardship", "一个人拉扯仨娃 学费交不上", {"minors": 3}),
    ],
)  # fmt: skip
def test_whom_the_matter_is_about_counts_in_his_own_way(category, text, counts):
    assert said(text, category)[0] == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("跑了十八家 还有两家锁着门", {"households": 18}),
        ("通知到位六十三户", {"households": 63}),
        ("走访了24户 没见异常", {"households": 24}),
        ("剩四家没敲开", {"households": 4}),
        ("独居老人六人 都走访了", {"elderly": 6}),
        ("没受伤 就是吓着了", {"injured": 0}),
        ("人都好好的 没伤着", {"injured": 0}),
    ],
)
def test_a_follow_up_counts_the_doors_first_told_and_the_unhurt(text, counts):
    assert said(text)[0] == counts


@pytest.mark.parametrize(
    "text",
    [
        # those who come, pass, are called for or would be needed
        "来了三个师傅", "派两个民警来", "叫五个人来抬", "两个物业的说马上到", "志愿者十名已到岗", "围了一圈人看热闹没人帮", "要三个人才推得动", "再来两个人搭把手",
        # things, floors, rooms, ranks, ordinals, prices, shares
        "三个垃圾桶满了", "坏了两个", "倒了一个花盆", "摔了三个碗", "压着两根线", "困在三楼", "第三个人了", "头一个报的就是我", "三号人家", "五楼老人嫌吵", "一人三百", "每人两份",
        "四舅家漏水", "三叔公的菜地", "老大老二都不管", "一人高的草", "两人多深的坑", "两个人的位置停一辆车", "一家店占了道", "左右两家店都熄灯", "五口锅摆路上", "三口井都干了",
        "瞳孔一大一小", "早上五点二十 有人放炮", "女儿十六 成绩不好", "奶奶九十 爱热闹", "三点四十 车还没来",
        # habits, wishes, thoughts, nobody
        "万一摔着一个怎么办", "差点撞到两个", "怕砸到人", "能坐四个人", "限乘六人", "满十个人发车", "一个人影都没有", "一个都没来", "没一个人管", "没有一个老人摔过",
        "三个和尚没水喝", "个个都说好", "人人有份", "一个人带娃不容易", "整个人傻了",
    ],
)  # fmt: skip
def test_what_states_no_number_of_persons_counts_nobody(text):
    assert said(text, "traffic.facility") == ({}, None)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("traffic.accident", "车头扁了 人没事就好"),
        ("traffic.accident", "差点撞到一个老人"),
        ("security.fight", "要是再打起来肯定要伤人"),
        ("security.animal_attack", "这狗迟早咬到小孩"),
        ("housing.falling_object", "花盆砸了两个大坑"),
        ("disaster.drowning", "有人落水了"),
        ("security.fight", "打起来了 有人见红了"),
        ("security.animal_attack", "摘茶的全给叮了"),
        ("municipal.manhole", "长凳一条腿断了"),
        ("disaster.infectious", "帐篷区一个接一个拉稀"),
        ("sanitation.illegal_building", "把俩家伙什都堆门口"),
        ("pollution.noise_living", "楼上练鼓 我女儿三岁睡不着"),
        ("municipal.road_damage", "翘砖绊倒一个挑担的"),
        ("housing.group_rental", "厕所改了三个"),
        ("dispute.wage", "灯笼赶工两千个 说不要了"),
        ("care.elder_alone", "我爹那头电话一直不通"),
        ("disaster.drowning", "那边水深 别让小孩去"),
        ("housing.elevator_trapped", "有人关在里头"),
        ("dispute.domestic_violence", "他昨晚又打我 别声张"),
        ("work_market.construction_safety", "吊篮晃得厉害 工人没系绳"),
        (None, "#接龙 周日大扫除 1.老周2人 2.阿菊1人 3.小洪3人"),
        (None, "接龙报名 1张姐两个人 2李哥三个人"),
        (None, "里头四个人全救出来了"),
    ],
)
def test_nobody_is_counted_whom_the_words_do_not_tell(category, text):
    counts, _ = said(text, category)
    assert {key: count for key, count in counts.items() if count} == {}


@pytest.mark.parametrize(
    "part", ["1", "一", "俩", "好几的", "仨没出来", "两大一小", "一家三口", "一个头破了", "老人6人", "有人"]
)
def test_no_repetition_of_numbers_and_people_is_slow(part):
    text = (part * 4096)[:4096]
    for category in ("housing.elevator_trapped", "traffic.accident", "disaster.drowning", None):
        find_people(text, category)
        began = time.process_time()
        find_people(text, category)
        assert time.process_time() - began < 2  # an explosion takes minutes; how quick it is, is measured in benchmarks
