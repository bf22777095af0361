"""Telegram's HTML, entity by entity and error by error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import compose, find, trim
from sandbox.errors import BotApiError
from sandbox.html_markup import read_html
from tests.sandbox.checker import CHECK_CALLS


def spans(text, parse_mode="HTML"):
    plain, entities = compose(text, parse_mode, None)
    wide = plain.encode("utf-16-le")
    return plain, [
        (e["type"], wide[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")) for e in entities
    ]


@pytest.mark.parametrize(
    ("html", "plain", "entities"),
    [
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<strong>a</strong><em>b</em><u>c</u><s>d</s>", "abcd",
         [("bold", "a"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d")]),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", [("spoiler", "a"), ("spoiler", "b")]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", "a")]),
        ("&lt;&#65;&amp;&quot;&#x42;&nbsp;", '<A&"B&nbsp;', []),
        ("  <b> 漏水 </b>\n", "漏水", [("bold", "漏水")]),
        ("<b></b>a", "a", []),
        ("<a href='x'>a</a>", "a", []),
        ("😀<b>漏</b>", "😀漏", [("bold", "漏")]),
        ("<code>/help @abcd</code>", "/help @abcd", [("code", "/help @abcd")]),
        ("a\r\nb\x00c", "a\nb c", []),
    ],
)  # fmt: skip
def test_html_is_read(html, plain, entities):
    assert spans(html) == (plain, entities)


def test_a_moment_keeps_its_time():
    _, entities = read_html('<tg-time unix="1795300000" format="wDT">今晚</tg-time>')
    assert (entities[0]["type"], entities[0]["unix_time"], entities[0]["date_time_format"]) == (
        "date_time",
        1795300000,
        "wDT",
    )


def test_code_in_pre_names_the_language():
    _, entities = read_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b", "Unclosed start tag at byte offset 0"),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b></b", "Unclosed end tag at byte offset 3"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x,y>a</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("漏<a href='x>a</a>", "Unclosed start tag at byte offset 3"),
    ],
)
def test_wrong_html_is_refused_with_the_byte(html, words):
    with pytest.raises(BotApiError) as refused:
        read_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


if CHECK_CALLS is not None:

    @given(st.text(alphabet="<>/ab&;\"= '漏😀ltgspancode#x1\n", max_size=40))
    def test_our_reading_agrees_with_the_checkers(html):
        expected, _, error = CHECK_CALLS.strip_markup(html, "HTML")
        if error is None:
            assert read_html(html)[0] == expected
            return
        with pytest.raises(BotApiError) as refused:
            read_html(html)
        assert refused.value.description == f"Bad Request: can't parse entities: {error}"


@given(st.text(alphabet="ab 😀漏\n/@#.:", max_size=60))
def test_entities_never_leave_the_text(text):
    plain, entities = compose(text, None, None)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= len(plain.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start u_1", [("bot_command", 0, 6)]),
        ("看/start", []),
        ("a/b", []),
        ("/help@pagoda_bot 你好", [("bot_command", 0, 16)]),
        ("😀 /help", [("bot_command", 3, 5)]),
        ("写信 a.b@c.cn", [("email", 3, 8)]),
        ("@wangxm 见 #停水", [("mention", 0, 7), ("hashtag", 10, 3)]),
        ("http://a.cn/x?y=1。", [("url", 0, 17)]),
        ("www.a.cn", [("url", 0, 8)]),
        ("a.cn", [("url", 0, 4)]),
        ("3.5元", []),
    ],
)
def test_what_telegram_finds_by_itself(text, found):
    assert [(e["type"], e["offset"], e["length"]) for e in find(text)] == found


def test_trimming_takes_entities_along():
    bold = {"type": "bold", "offset": 0, "length": 3}
    assert trim("  a", [bold]) == ("a", [{"type": "bold", "offset": 0, "length": 1}])
    assert trim("a  ", [{**bold, "offset": 1, "length": 2}]) == ("a", [])


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end of the text"),
        ({"type": "loud", "offset": 0, "length": 1}, "Unsupported type"),
        ({"type": "bold"}, "Can't find field"),
        ("bold", "expected an Object"),
    ],
)
def test_wrong_given_entities_are_refused(entity, words):
    with pytest.raises(BotApiError, match=words):
        compose("abc", None, [entity])


def test_given_entities_are_kept_and_mentions_wait_for_their_user():
    given_entities = [{"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 5}}]
    assert compose("abc", None, given_entities)[1] == [{"type": "text_mention", "offset": 0, "length": 1, "user_id": 5}]


def test_other_parse_modes_are_not_pretended():
    with pytest.raises(BotApiError, match="does not model parse_mode MarkdownV2"):
        compose("*a*", "MarkdownV2", None)
    with pytest.raises(BotApiError, match="unsupported parse_mode"):
        compose("a", "bbcode", None)
