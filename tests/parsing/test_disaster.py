import pytest

from parsing.disaster import cries_for_help
from parsing.normalise import normalise
from parsing.parse_report import parse_report


@pytest.mark.parametrize(
    "text",
    [
        "#台风互助# 青岭镇上坞村三十多口人断粮两天 房子一楼全泡了",
        "#洪水求助# 溪口这边急需两条橡皮艇 越快越好",
        "#暴雨救援# 我妈妈前天晚上在老车站附近失联 电话一直打不通 有没有人知道那边怎么样了",
        "#地震救援# 中心小学安置点还缺三十床被褥 能提供的请联系13900000000",
        "#暴雨互助# 谁有拖车 车库泡了四天 需拖车 电话13900000000",
        "#洪水互助# 物资暂时不缺 急需船把老人转移出来",
        "#暴雨互助# 江边小区一楼的住户出不来 没人来救",
    ],
)
def test_who_needs_something_in_a_disaster_cries_for_help(text):
    assert cries_for_help(normalise(text)) is True
    assert parse_report(text).kind in {"incident", "multi"}


@pytest.mark.parametrize(
    "text",
    [
        "#暴雨互助# 愿所有人平安 加油",
        "#暴雨求助##洪水救援# 一定会好起来的",
        "#洪水救援# 【消防员连夜奋战】记者从指挥中心获悉 昨晚成功转移被困群众四十名",
        "#台风互助# 体育馆可以免费提供住宿和热水 被困的乡亲可以直接过来",
        "#暴雨互助# 我会开船 哪里需要志愿者 带我一个",
        "#暴雨互助# 需要帮助的群众请拨打值班电话 信息汇总见下图",
        "#洪水互助# 刚刷到村子被淹的视频 心疼得睡不着 希望大家多关注",
        "#暴雨救援# 溪口村的老人已经全部救出来了 平安了 谢谢大家",
        "#台风互助# 想给灾区寄点衣服 怎么捐",
    ],
)
def test_who_speaks_of_a_disaster_or_gives_help_does_not_cry_for_it(text):
    assert cries_for_help(normalise(text)) is False
    assert parse_report(text).kind not in {"incident", "multi"}


@pytest.mark.parametrize(
    "text",
    [
        "小区西侧救援通道被多辆私家车占据 消防车过不去",
        "#暴雨# 我们3幢地下车库进水了 快淹到电箱",
        "#暴雨互助# 小区门口积水到膝盖 车子熄火一片",
        "3#楼道一直漏水 昨晚暴雨以后更厉害了",
        "村里信用互助社关了门 老人坐在门口不肯走",
    ],
)
def test_a_matter_of_the_neighbourhood_is_heard_whatever_it_is_tagged_with(text):
    assert parse_report(text).kind == "incident"


def test_a_text_without_the_tag_of_a_disaster_is_no_such_post():
    assert cries_for_help("3幢急需修水管 #周末愉快#") is None
    assert cries_for_help("隔壁两家互相帮忙") is None
    assert cries_for_help("3#楼昨晚暴雨进水 急需水泵") is None


def test_an_office_that_passes_a_cry_on_is_read_by_its_other_words():
    post = "关于转发的通知:#暴雨互助# 请各社区排查急需物资的住户 今天下午五点前反馈"
    assert parse_report(post, sender_role="street_command", chat_tier="street").kind == "notice"
