import pytest

from parsing.parse_report import parse_report


def kind_of(text, **circumstances):
    return parse_report(text, **circumstances).kind


@pytest.mark.parametrize(
    "text",
    [
        "5幢楼道里冒烟了 快来人",
        "南门口的井盖翻了 骑车差点摔进去",
        "2单元自来水又黄又浑 没法用",
        "电梯里关着两个小孩 出不来",
        "楼上半夜拖桌子吵得睡不着",
        "后山有石头滚到路上了",
        "这不是演练 4幢真的着火了",
        "there is smoke coming out of building 4",
        "昨晚11点多有人撬我车窗",
        "三天了 半夜有人敲我家门",
        "操场看台塌了一块",
        "公交站台玻璃碎了一地",
        "麻烦看下楼道的声控灯",
        "整个李家畈都停水了",
        "李家畈停水了",
        "明月湾停电了",
        "枫树畈何家巷5号漏水",
        "下坞村已转移12户30人 还有3个老人困在屋里出不来 快来人",
        "已转移8户 水还在涨 有人被冲走了",
        "12号楼怎么没电了?",
        "我家怎么突然没气了",
        "点心店的烧麦里有虫子",
        "外卖吃了拉肚子",
    ],
)
def test_what_is_wrong_here_and_now_is_an_incident(text):
    assert kind_of(text) == "incident"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("收到", "ack"),
        ("4组全部通知到位", "ack"),
        ("【停气通知】明天9点至15点检修管网 请提前准备", "notice"),
        ("【演练】2幢模拟起火 请各楼长到位", "notice"),
        ("[转发] 关于道路封闭施工的通知", "notice"),
        ("辛苦了 师傅修得真快👍👍", "praise"),
        ("请问老年证在哪里办", "question"),
        ("大家晚上好呀", "chatter"),
        ("哈哈哈笑死", "chatter"),
        ("看新闻说外地电梯掉下去了", "chatter"),
        ("梦见家里着火了", "chatter"),
    ],
)
def test_what_needs_no_incident_opens_none(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("修好了 可以用了", "resolve_claim"),
        ("还是没人来 都两天了", "urge"),
        ("申请延期3个工作日", "request_extension"),
        ("不属于我单位职责 申请退回", "request_return"),
        ("处置完毕 请核查", "request_check"),
        ("核查不通过 没清干净", "check_fail_rework"),
        ("现场核查通过 同意结案", "check_pass"),
        ("写错了 不是2幢是12幢", "correct_location"),
        ("搞错了 是我家没交电费", "withdraw"),
        ("今日巡查无异常", "record_zero_report"),
        ("双方达成协议 握手言和", "mediation_agreed"),
    ],
)
def test_follow_ups_say_what_they_ask(text, action):
    report = parse_report(text, sender_role="grid_worker_full", chat_tier="grid")
    assert (report.kind, report.expected_action) == ("status_update", action)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("水来了", "utility.water_outage"),
        ("三幢都通电了", "utility.power_outage"),
        ("我们单元网通了 谢谢师傅", "utility.telecom_cable"),
        ("水来了,大家可以用了", "utility.water_outage"),
    ],
)
def test_what_had_stopped_and_is_there_again_is_news_of_it(text, category):
    report = parse_report(text)
    assert (report.kind, report.category, report.expected_action) == ("status_update", category, "resolve_claim")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("怎么又停水", "utility.water_outage"),
        ("家里一点水没有", "utility.water_outage"),
        ("自来水停了", "utility.water_outage"),
        ("3幢停电", "utility.power_outage"),
        ("断网了", "utility.telecom_cable"),
        ("停气了", "service.other"),
        ("煤气停了", "service.other"),
        ("no water again", "utility.water_outage"),
    ],
)
def test_the_shortest_outage_is_a_matter(text, category):
    report = parse_report(text)
    assert (report.kind, report.category) == ("incident", category)


@pytest.mark.parametrize("text", ["大水来了", "溪水来了 快搬"])
def test_water_that_comes_as_a_flood_is_no_mend(text):
    assert parse_report(text).urgency == "emergency"


def test_bitter_thanks_are_a_complaint():
    report = parse_report("给物业点赞👍 停水四天了还没修好 要不要送面锦旗")
    assert (report.kind, report.category) == ("incident", "utility.water_outage")


def test_a_call_without_an_object_asks_for_detail():
    report = parse_report("到底有没有人管啊")
    assert (report.kind, report.category, report.expected_action) == ("incident", None, "ask_for_detail")


@pytest.mark.parametrize("text", ["修好了吗", "3幢的水管修好了没", "路灯处理了没有"])
def test_who_asks_whether_it_is_mended_does_not_claim_so(text):
    report = parse_report(text)
    assert report.expected_action != "resolve_claim"


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("#台风求助# 青岭镇上坞村三十多口人断水断电两天 现在急需米和药", True),
        ("#暴雨互助# 溪口小学安置点 缺被褥和奶粉 请联系村部", True),
        ("#暴雨互助# 愿所有人平安 加油", False),
        ("#台风# 今年的名字真好听", False),
    ],
)
def test_a_tagged_cry_for_help_that_says_where_is_heard(text, is_heard):
    assert (parse_report(text).kind in {"incident", "multi"}) is is_heard


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("昨晚停电到现在还没来电", "incident"),
        ("从早上开始停水，到现在一滴也没有", "incident"),
        ("井盖丢了两天了，一直没人盖", "incident"),
        ("报修三天了，到现在没人来", "status_update"),
        ("上次说的那盏路灯，到现在还没修", "status_update"),
        ("催了两遍了，怎么还没人来修", "status_update"),
    ],
)
def test_how_long_it_has_lasted_is_told_of_something_new_unless_it_was_told_before(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text", ["我们这边一样 9幢整个单元没电", "我们21幢也是 马桶都冲不了", "我们村也这样，路灯一盏不亮"]
)
def test_who_begins_with_the_same_here_joins_what_others_told(text):
    report = parse_report(text)
    assert (report.kind, report.expected_action) == ("status_update", "merge_duplicate")


@pytest.mark.parametrize("text", ["我也是 天天加班", "我跟他一样 下个月搬走"])
def test_who_only_agrees_in_talk_joins_no_trouble(text):
    assert parse_report(text).kind == "chatter"
