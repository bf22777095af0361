from hypothesis import given
from hypothesis import strategies as st

from parsing.normalise import LONGEST, normalise


@given(st.text(max_size=200))
def test_every_position_is_kept(raw):
    assert len(normalise(raw)) == len(raw)


def test_width_case_and_traditional_signs_are_made_one():
    assert normalise("３號樓ＡBC（電梯）") == "3号楼abc(电梯)"


def test_slips_of_the_ear_are_mended():
    assert normalise("电平车堵了消防通到") == "电瓶车堵了消防通道"


def test_a_long_message_is_read_up_to_its_limit():
    assert len(normalise("水" * (LONGEST + 500))) == LONGEST


def test_words_of_dialect_are_read_as_what_they_mean():
    assert normalise("今朝水弗来，好伐？阿拉屋里落雨漏得弗得了") == "今天水不来,好吗?我们屋里下雨漏得不得了"


def test_names_that_hold_a_word_of_dialect_stay():
    assert normalise("弗兰克和阿拉伯商人") == "弗兰克和阿拉伯商人"
