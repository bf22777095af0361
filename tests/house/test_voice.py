"""docs/voice.md, as far as it can be counted: no words of offices, sentences of one breath, nobody spoken of as a user."""

import re
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT
from tests.house.test_texts import lines, templates

# What operators read at a terminal, with names of files and keys in it, and the heads of a table.
FOR_OPERATORS = (
    "policy_error.",
    "roster_",
    "replay",
    "doctor.",
    "simulation.",
    "audit.",
    "operator.",
    "export_column.",
)
BREATH = {"zh": 50, "en": 24}  # characters, words
ENDS = {"zh": r"[。！？；\n]", "en": r"(?<=[.!?;:])\s|\n"}
OFFICE = {
    "zh": r"以示|特此|予以|届时|敬请|知悉|为准|此前|逾期|上述|无权|有权的|作废|受理|反馈|若无|至今|核对无误|记录在案|相关部门",
    "en": r"entitled|hereby|pursuant|is void|kindly|prior to|in accordance with|gave no sign of life",
}
# Quoted because people may say it, not because it stands on a button.
SPOKEN = {
    "我回来了",
    "我请假到周五，有事找老李",
    "等配件，到周五",
    "是3栋2单元，不是漏水是停水",
    "租房补贴",
    "月度统计",
    "I am back",
    "building 3, unit 2; no water, not a leak",
    "rent subsidy",
    "monthly figures",
}


def said(language: str) -> Iterator[tuple[str, str]]:
    """Every sentence of the chats and the console, blanks and markup taken out."""
    for name, words in lines(language).items():
        if not name.startswith(FOR_OPERATORS):
            yield name, re.sub(r"\{.*?\}", "", words)
    notices = {file.name: file.read_text("utf-8") for file in (ROOT / "texts" / "notices" / language).glob("*.j2")}
    for name, source in (templates(language) | notices).items():
        yield name, re.sub(r"\{\{.*?\}\}|<.*?>", "", re.sub(r"\{%.*?%\}", "\n", source))


@pytest.mark.parametrize("language", BREATH)
def test_every_sentence_fits_one_breath(language: str) -> None:
    long = [
        (name, sentence)
        for name, words in said(language)
        for sentence in re.split(ENDS[language], words)
        if (len(sentence) if language == "zh" else len(sentence.split())) > BREATH[language]
    ]
    assert long == []


@pytest.mark.parametrize("language", BREATH)
def test_nobody_is_spoken_to_like_an_office(language: str) -> None:
    stiff = [
        (name, word) for name, words in said(language) for word in re.findall(OFFICE[language], words, re.IGNORECASE)
    ]
    assert stiff == []


def test_people_are_spoken_to_and_not_spoken_of() -> None:
    """您, never 你, and never 用户."""
    rude = [(name, words) for name, words in said("zh") if re.search(r"你|用户|操作失败|非法|错误操作", words)]
    assert rude == []


@pytest.mark.parametrize("language", BREATH)
def test_a_button_is_quoted_as_it_stands(language: str) -> None:
    labels = {re.sub(r"^\W+|\W+$", "", label) for label in lines(language).values()}
    wrong = [
        (name, quoted)
        for name, words in said(language)
        for quoted in re.findall("“([^”]+)”", words)
        if quoted not in labels | SPOKEN
    ]
    assert wrong == []
