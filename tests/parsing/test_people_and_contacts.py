import pytest

from parsing.contacts import find_contacts, mask_phone
from parsing.normalise import normalise
from parsing.people import find_people
from parsing.redact import redact


@pytest.mark.parametrize(
    ("text", "category", "counts"),
    [
        ("里面困了3个人", "housing.elevator_trapped", {"trapped": 3}),
        ("有两个老人走不动", "disaster.severe_weather", {"elderly": 2}),
        ("没有人受伤", "traffic.accident", {"injured": 0}),
        ("五户人家都断水", "utility.water_outage", {"households": 5}),
        ("一个老太太昏倒了", "care.medical_help", {"elderly": 1, "injured": 1}),
        ("我奶奶82岁走丢了", "care.missing_person", {"missing": 1, "elderly": 1}),
        ("垃圾没人清", "sanitation.garbage", {}),
        ("电梯困了两个 快来", "housing.elevator_trapped", {"trapped": 2}),
        ("溪口村被困村民一万多人", "disaster.severe_weather", {"trapped": 10_000}),
        ("学校里现有八百人左右被困", "disaster.severe_weather", {"trapped": 800}),
        ("桥头加起来有1000+人被困", "disaster.severe_weather", {"trapped": 1000}),
        ("堤上两位85岁老人走不动", "disaster.severe_weather", {"elderly": 2}),
    ],
)
def test_stated_people_are_counted(text, category, counts):
    assert find_people(normalise(text), category)[0] == counts


@pytest.mark.parametrize(
    "text",
    [
        "我们被困50多个小时了",
        "路口向东500米路南被困 房子淹了",
        "村民被困四面环水",
        "桥那头有一小区也被困",
        "水超过一人高 出不去",
        "被困小孩3人大人6人",
    ],
)
def test_a_number_of_something_else_counts_nobody(text):
    assert find_people(normalise(text), "disaster.severe_weather")[0] == {}


def test_in_a_post_of_a_disaster_nobody_is_missing_unless_it_says_so():
    assert find_people("#洪水互助# 学校安置点急需大米和青菜", "care.missing_person")[0] == {}
    assert find_people("列车困在站外两天 请求支援", "care.missing_person")[0] == {}
    assert find_people("#洪水互助# 我弟弟昨晚在车站失联", "care.missing_person")[0] == {"missing": 1}
    assert find_people("老伴去赶集 晚饭都凉了", "care.missing_person")[0] == {"missing": 1}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("家里95岁的老人走不动", {}),
        ("二奶奶跌了一跤", {}),
        ("好几百户都断水", {}),
        ("一家人的指望都在这条船上", {}),
        ("卸货还要五十人", {}),
        ("有七八个人出不去", {"trapped": 7}),
        ("村里有40-100人滞留", {"involved_min": 40}),
        ("近20人被困在车内", {"trapped": 20}),
        ("其他两个村子已被困", {}),
    ],
)
def test_ages_ranks_and_helpers_are_no_counts(text, counts):
    assert find_people(normalise(text), None)[0] == counts


def test_a_vague_crowd_is_quoted_not_counted():
    counts, crowd, _ = find_people("好几十个工人堵在门口", "dispute.collective")
    assert crowd is not None
    assert "involved" not in counts


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("电话13912345678", "13912345678"),
        ("打 138-0000-1111", "13800001111"),
        ("+86 186 0000 2222", "8618600002222"),
        ("座机0579-82345678", "057982345678"),
        ("短号 622315", "622315"),
    ],
)
def test_phones_are_found_in_every_spelling(text, digits):
    found = [contact.digits for contact in find_contacts(normalise(text)) if contact.kind == "phone"]
    assert len(found) == 1
    assert digits.endswith(found[0]) or found[0] == digits


def test_case_numbers_and_years_are_no_phones():
    assert find_contacts("编号20260314-017 2026年") == ()


def test_identity_numbers_and_plates_are_told_apart():
    kinds = [contact.kind for contact in find_contacts(normalise("身份证330799190001010000 车牌浙A·12345"))]
    assert kinds == ["id_number", "plate"]


def test_a_phone_is_masked_in_the_middle():
    assert mask_phone("13912345678") == "139****5678"
    assert mask_phone("82345678") == "82****78"


def test_redaction_leaves_no_personal_data():
    shown = redact("王阿姨住5-1-302 电话13912345678 身份证330799190001010000 车浙A12345", rooms=True)
    for secret in ("13912345678", "330799190001010000", "12345 ", "5-1-302", "王阿姨"):
        assert secret not in shown
    assert "139****5678" in shown


def test_redaction_reads_beyond_the_limit_of_parsing():
    assert "13912345678" not in redact("水" * 5000 + "13912345678")


def test_redaction_leaves_other_text_alone():
    assert redact("3幢楼下井盖没了") == "3幢楼下井盖没了"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("电话13812345678 3幢501", "13812345678"),
        ("电话13812345678转2", "13812345678"),
        ("电话0579-82345678 3幢", "057982345678"),
        ("电话138 1234 5678", "13812345678"),
    ],
)
def test_the_number_of_a_house_after_a_phone_number_is_none_of_it(text, digits):
    assert [contact.digits for contact in find_contacts(normalise(text))] == [digits]
