"""An exported chat is read in each of its shapes, and whatever is wrong with a file is one sentence."""

import json

import pytest

from bot.replay import ReplayError, replay_file

LEAK, LIFT = "3幢2单元水管爆了，水已经淹到一楼", "5幢电梯坏了，有人被困"


def said(number, text, **more):
    usual = {"id": number, "type": "message", "date": f"2026-11-18T10:0{number}:00", "from_id": "user1", "text": text}
    return usual | more


def export(*messages):
    return {"name": "3-2", "type": "private_supergroup", "id": 1, "messages": list(messages)}


@pytest.fixture
def replay(tmp_path):
    def run(content, name="result.json", language="zh"):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return list(replay_file(file, language))

    return run


def test_incidents_have_numbers_and_chatter_is_silent(replay):
    lines = replay(export(said(1, LEAK), said(2, "吃饭了吗"), said(3, LIFT)))
    assert len(lines) == 3
    assert lines[0].startswith("2026-11-18 10:01  #001 ")
    assert lines[1].startswith("2026-11-18 10:03  #002 ")
    assert "3 条消息：事件 2 件" in lines[2]
    assert "静默 1 条（33.3%）" in lines[2]


def test_text_in_pieces_is_one_text(replay):
    pieces = ["3幢2单元", {"type": "bold", "text": "水管爆了"}, "，水已经淹到一楼"]
    assert LEAK in replay(export(said(1, pieces)))[0]


def test_all_chats_of_a_full_export_are_read_and_kept_apart(replay):
    whole = {
        "chats": {
            "list": [export(said(1, LEAK)), export(said(1, LIFT), said(2, "好", reply_to_message_id=1)) | {"id": 2}]
        }
    }
    lines = replay(whole)
    assert ["#001" in lines[0], "#002" in lines[1], "跟进 #002" in lines[2]] == [True] * 3


def test_a_reply_a_number_and_the_same_person_lead_to_the_incident(replay):
    lines = replay(
        export(
            said(1, LEAK, from_id="user1"),
            said(2, LIFT, from_id="user2"),
            said(3, "师傅来了", from_id="user3", reply_to_message_id=1),
            said(4, "#002 已经修好了", from_id="user3"),
            said(5, "还没有人来处理", from_id="user1"),
        )
    )
    assert [line.split("  ")[1][:7] for line in lines[2:5]] == ["跟进 #001", "跟进 #002", "跟进 #001"]


def test_an_update_about_nothing_known_is_said_so(replay):
    lines = replay(export(said(1, "还没有人来处理，催一下")))
    assert "找不到对应事件" in lines[0]
    assert "跟进 1 条（1 条找不到对应事件）" in lines[1]


def test_service_messages_do_not_count_and_marks_are_shown(replay):
    joined = {"id": 9, "type": "service", "action": "invite_members", "text": "", "date": "2026-11-18T10:00:00"}
    photo = said(1, LEAK, edited="2026-11-18T10:05:00", forwarded_from="李", photo="photos/1.jpg")
    lines = replay(export(joined, photo))
    assert all(mark in lines[0] for mark in ("转发", "改过", "附件"))
    assert "共 1 条消息" in lines[1]


def test_personal_data_is_masked_and_restricted_words_are_not_shown(replay):
    lines = replay(export(said(1, f"{LEAK}，电话13800138000"), said(2, "我家隔壁男的打老婆，孩子在哭，8幢302")))
    assert not [line for line in lines if "13800138000" in line or "302" in line or "打老婆" in line]
    assert "138****8000" in lines[0]


def test_what_a_terminal_would_act_on_is_not_printed(replay):
    lines = replay(export(said(1, f"\x1b[31m{LEAK}\ud83d\u202e\n第二行")))
    assert lines[0].isprintable()


def test_csv_is_read_with_its_columns_in_any_order(replay):
    lines = replay(f'\ufefftext,time,sender\n"{LEAK}",2026-11-18 10:00,王\n还没有人来处理，催一下,,王\n', "chat.csv")
    assert lines[0].startswith("2026-11-18 10:00  #001")
    assert "跟进 #001" in lines[1]


def test_json_lines_are_read_and_a_bad_one_is_told(replay):
    rows = [json.dumps({"text": LEAK, "sender_role": "micro_grid_leader", "id": "m1"}), "{", json.dumps({"x": 1})]
    lines = replay("\n".join(rows), "chat.jsonl")
    assert "#001" in lines[0]
    assert ["2" in lines[1], "3" in lines[2], "读不出 2 条" in lines[3]] == [True] * 3
    assert len(replay(json.dumps({"text": LEAK}), "one.jsonl")) == 2


def test_english_is_spoken_to_who_wants_it(replay):
    lines = replay(export(said(1, LEAK)), language="en")
    assert "incident:" in lines[0]
    assert "1 messages: 1 incidents" in lines[1]


WRONG = {
    "not json": ("result.json", b'{"messages": [', "JSON"),
    "no messages": ("result.json", b'{"messages": []}', "没有消息"),
    "another json": ("result.json", b"[1, 2]", "没有消息"),
    "deep json": ("result.json", b"[" * 100_000, "JSON"),
    "strange json": ("result.json", b'{"chats": {"list": {"a": 5}}, "messages": 7}', "没有消息"),
    "wrong header": ("chat.csv", "时间,内容\n1,2\n".encode(), "time,sender,text"),
    "header alone": ("chat.csv", b"time,sender,text\n", "没有消息"),
    "not utf-8": ("chat.csv", "time,sender,text\n,,火".encode("gb18030"), "UTF-8"),
    "empty": ("chat.csv", b" \n", "空"),
    "huge field": ("chat.csv", b'time,sender,text\n,,"' + b"x" * 200_000 + b'"\n', "2"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_one_sentence(replay, name):
    file, content, word = WRONG[name]
    with pytest.raises(ReplayError) as error:
        replay(content, file)
    assert word in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_folder_and_a_missing_file_are_one_sentence(tmp_path):
    for file, word in ((tmp_path, "文件夹"), (tmp_path / "nothing", "No such file"), (tmp_path / "a\0b", "ValueError")):
        with pytest.raises(ReplayError, match=word):
            list(replay_file(file))
