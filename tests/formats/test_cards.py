"""Flashcards: the front is asked, the back is to be known; without names they are refused."""

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import only, questions, reading, said, text_reading, xlsx

LONG = "在生产过程中保护头部免受伤害的个人防护用品。"


@pytest.mark.parametrize(
    "names",
    [("正面", "背面"), ("术语", "释义"), ("术语（必填）", "定义"), ("Term", "Definition"),
     ("Front", "Back"), ("名词", "解释"), ("缩写", "全称")],
)  # fmt: skip
def test_the_front_is_the_stem_and_the_back_its_answer(names):
    found = reading(names, ["火警电话", "119"], ["安全帽", LONG])

    short, long = questions(found)
    assert (short.stem, short.kind, short.accepted) == ("火警电话", Kind.BLANK, (("119",),))
    assert (long.stem, long.kind) == ("安全帽", Kind.SHORT)
    assert "cards_read" in said(found)


def test_questions_with_replies_are_read_as_cards():
    found = reading(["序号", "问题", "回答"], [1, "火警电话？", "119"], [2, "匪警电话？", "110"])

    assert [each.accepted for each in questions(found)] == [(("119",),), (("110",),)]
    assert "cards_read" in said(found)


def test_statements_on_cards_are_true_or_false():
    found = reading(["正面", "背面"], ["火是热的。", "对"], ["冰是热的。", "错"])

    assert [each.is_true for each in questions(found)] == [True, False]


def test_a_word_that_means_true_is_still_a_word():
    found = reading(["单词", "释义"], ["yes", "是"], ["fire", "火"])

    assert [each.accepted for each in questions(found)] == [(("是",),), (("火",),)]


def test_an_export_of_anki_says_which_columns_its_sides_are():
    found = text_reading(
        "#separator:tab\n#html:true\n#notetype column:1\n#deck column:2\n#tags column:5\n"
        "Basic\t消防\t火警<b>电话</b>？\t119&nbsp;\t电话\n"
    )

    question = only(found)
    assert (question.stem, question.accepted) == ("火警电话？", (("119",),))
    assert question.tags == ("消防", "电话")


def test_a_gap_of_anki_is_a_blank():
    found = text_reading(
        "#separator:tab\n#html:false\n火警电话是{{c1::119}}，匪警电话是{{c2::110::三位数}}。\t提示\n"
    )

    assert only(found).stem == "火警电话是____，匪警电话是____。"
    assert only(found).accepted == (("119",), ("110",))


def test_a_table_of_questions_goes_before_a_glossary():
    found = reading(
        题库=[["题目", "选项A", "选项B", "答案"], ["一？", "甲", "乙", "A"]],
        术语表=[["术语", "定义"], ["安全帽", LONG]],
    )

    assert only(found).stem == "一？"
    assert "sheet_skipped" in said(found)


ROWS = (["火警", "119"], ["匪警", "110"], ["急救", "120"])


@pytest.mark.parametrize(
    "data", [xlsx(*ROWS), "\n".join("\t".join(row) for row in ROWS).encode()], ids=["xlsx", "text"]
)
def test_two_columns_without_names_are_refused_with_what_is_missing(data):
    with pytest.raises(FileRefused) as refused:
        read(data)

    assert refused.value.code == "file_cards"
