"""Buttons are echoed as they were sent, and refused where Telegram refuses them."""

import pytest

from sandbox.errors import BotApiError
from sandbox.keyboards import check_markup


def buttons(*rows):
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


def test_a_good_keyboard_is_kept_as_it_is():
    markup = buttons([("对", "a"), ("改", "b")], [("不是事件", "c")])
    assert check_markup(markup) == markup


def test_64_bytes_of_data_fit_and_one_more_does_not():
    assert check_markup(buttons([("a", "字" * 21 + "x")])) is not None
    with pytest.raises(BotApiError, match="BUTTON_DATA_INVALID"):
        check_markup(buttons([("a", "字" * 21 + "xx")]))


def test_100_buttons_in_rows_of_8_fit_and_more_do_not():
    hundred = [[("a", "a")] * 8] * 12 + [[("a", "a")] * 4]
    assert check_markup(buttons(*hundred)) is not None
    for too_many in (buttons(*hundred, [("a", "a")]), buttons([("a", "a")] * 9)):
        with pytest.raises(BotApiError, match="reply markup is too long"):
            check_markup(too_many)


def test_ten_thousand_bytes_are_too_long_however_few_the_buttons():
    with pytest.raises(BotApiError, match="reply markup is too long"):
        check_markup(buttons(*[[("字" * 60, "d" * 64)]] * 60))


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "a"}, 'Can\'t find field "text"'),
        ({"text": "", "callback_data": "a"}, "text must be non-empty"),
        ("a", "InlineKeyboardButton must be an Object"),
        ({"text": "a", "url": "http://localhost/x"}, "Wrong HTTP URL"),
        ({"text": "a", "url": "http://127.0.0.1:8080/x"}, "BUTTON_URL_INVALID"),
        ({"text": "a", "url": "ftp://a.cn"}, "Unsupported URL protocol"),
        ({"text": "a", "copy_text": {"text": ""}}, "copy text is invalid"),
    ],
)
def test_a_wrong_button_is_refused(button, words):
    with pytest.raises(BotApiError, match=words):
        check_markup({"inline_keyboard": [[button]]})


def test_links_get_the_slash_that_telegram_gives_them():
    markup = check_markup({"inline_keyboard": [[{"text": "a", "url": "https://a.cn"}]]})
    assert markup["inline_keyboard"][0][0]["url"] == "https://a.cn/"


def test_an_empty_keyboard_is_none():
    assert check_markup({"inline_keyboard": []}) is None
    assert check_markup(None) is None


def test_reply_keyboards_take_plain_strings_and_are_no_inline_keyboards():
    assert check_markup({"keyboard": [["位置", {"text": "b"}]]})["keyboard"] == [[{"text": "位置"}, {"text": "b"}]]
    with pytest.raises(BotApiError, match="inline keyboard expected"):
        check_markup({"keyboard": [["a"]]}, inline_only=True)
    with pytest.raises(BotApiError, match="must be an Array of Arrays"):
        check_markup({"keyboard": ["a"]})


def test_what_is_no_object_is_no_markup():
    with pytest.raises(BotApiError, match="object expected as reply markup"):
        check_markup([1])
