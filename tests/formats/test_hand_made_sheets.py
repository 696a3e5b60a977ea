"""Sheets as people really fill them in: signs, brackets, sums and marks that no template has."""

import pytest

from questions.formats.keys import truth
from questions.formats.options import split
from questions.question import Kind
from tests.formats.made import codes, letters, one, only, questions, reading

FOUR = ("甲", "乙", "丙", "丁")
THREE = ("甲", "乙", "丙")


@pytest.mark.parametrize(
    "cell",
    ["甲$;$乙$;$丙", "甲$$乙$$丙", "甲&&乙&&丙", "甲@#@乙@#@丙", "甲^乙^丙", "甲||乙||丙",
     "甲｜乙｜丙", "甲<br/>乙<br>丙", r"甲\n乙\n丙", r"A.甲\nB.乙\nC.丙", "A 甲 B 乙 C 丙",
     "A、甲、B、乙、C、丙"],
)  # fmt: skip
def test_options_are_cut_at_whatever_signs_a_program_writes(cell):
    assert split(cell).options == THREE


@pytest.mark.parametrize(
    "cell", [r"\neq", "$x^2$", "C++", "A 级 B 级", "5%"], ids=["tex", "power", "plus", "own", "%"]
)
def test_signs_within_one_option_cut_nothing(cell):
    assert split(cell).options == (cell,)


@pytest.mark.parametrize("cell", ["[]", "{}", "null"])
def test_an_empty_list_is_no_option(cell):
    assert split(cell).options == ()


@pytest.mark.parametrize("mark", ["ㄨ", "❌", "✖️", "乂"])
def test_crosses_of_every_keyboard_are_wrong(mark):
    assert truth(mark) is False


@pytest.mark.parametrize(
    "stem",
    [
        "宗旨是（ B ） A、甲 B、乙 C、丙",
        "宗旨是（B）。A.甲 B.乙 C.丙",
        "宗旨是（B）。A.甲B.乙C.丙",
    ],
)
def test_options_behind_the_key_in_a_stem_are_told_from_it(stem):
    question = only(reading(["序号", "题目"], [1, stem]))

    assert (question.choices, letters(question)) == (THREE, "B")
    assert "B" not in question.stem


def test_points_named_by_letters_are_no_options():
    found = reading(["题目", "题型", "答案"], ["设A、B、C、D四点共线，正确吗？", "单选题", "A"])

    assert codes(found) == [(2, "choices_few")]


@pytest.mark.parametrize("key", ["选项1,选项3", "选项A、选项C", "Option A, Option C", "A项、C项"])
def test_a_key_may_call_options_by_a_word(key):
    assert letters(one("一？", "多选题", *FOUR, key)) == "AC"


def test_a_number_past_the_options_is_the_text_of_one():
    names = ["题目", "选项", "答案"]
    found = reading(names, ["首都？", "巴黎;罗马", "巴黎"], ["偶数？", "2;3;4", "2;4"])

    assert [letters(each) for each in questions(found)] == ["A", "AC"]


def test_a_row_of_sums_is_no_question():
    found = reading(
        ("序号", "题型", "题目", "A", "B", "答案"),
        [1, "单选题", "一？", "甲", "乙", "A"],
        ["小计", None, "1题"],
        [2, "判断题", "二。", None, None, "对"],
        ["合计：", None, "共2题"],
        [None, None, "制表人：张三"],
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]


def test_several_key_columns_of_one_name_hold_one_key():
    names = ["Question", "Answer A", "Answer B", "Answer C", *["Correct Answer"] * 2]
    found = reading(
        names, ["Which?", "a1", "b1", "c1", "A", "C"], ["What?", "a1", "b1", "c1", "B", None]
    )

    assert [letters(each) for each in questions(found)] == ["AC", "B"]


@pytest.mark.parametrize(
    "names",
    [("题目", "选项A", "选项B", "选项C"), ("Question", "Answer 1", "Answer 2", "Answer 3")],
)
@pytest.mark.parametrize("mark", ["*{}", "{}（正确）", "√{}", "{}√"])
def test_a_mark_at_an_option_is_the_key_where_no_column_is(names, mark):
    found = reading(
        names, ["哪个？", "甲", mark.format("乙"), "丙"], ["是？", mark.format("甲"), "乙", "丙"]
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert {each.choices for each in questions(found)} == {THREE}


@pytest.mark.parametrize("cell", ["一／二", "一｜二", "一|二"])
def test_wide_signs_part_blanks_as_narrow_ones_do(cell):
    names = ["题目", "题型", "答案"]

    assert one("甲____乙____", "填空题", cell, header=names).accepted == (("一",), ("二",))


def test_a_key_column_beside_columns_of_blanks_repeats_the_first():
    names = ["题目", "题型", "答案", "选项A", "选项B"]

    assert one("甲（ ）乙（ ）", "填空题", "一", "一", "二", header=names).accepted == (
        ("一",),
        ("二",),
    )


def test_several_answers_to_one_gap_are_wordings():
    names = ["题目", "题型", "答案1", "答案2"]

    assert one("2+2=____", "填空题", "四", "4", header=names).accepted == (("四", "4"),)


@pytest.mark.parametrize("note", ["无", "略", "暂无解析", "/", "正确！"])
def test_a_note_that_explains_nothing_is_none(note):
    assert one("一。", "判断题", "对", note, header=["题目", "题型", "答案", "解析"]).note == ""


def test_udemy():
    names = ["Question", "Question Type", "Answer Option 1", "Explanation 1", "Answer Option 2",
             "Explanation 2", "Correct Answers", "Overall Explanation"]  # fmt: skip
    found = reading(names, ["Which?", "multiple-choice", "a1", "no", "b1", "yes", "2", "It is."])

    assert (letters(only(found)), only(found).note) == ("B", "It is.")
