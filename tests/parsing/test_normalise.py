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
