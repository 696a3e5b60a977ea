"""Sheets with what people answered beside the key, and keys that stand among wrong options."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, reading, said, text_reading


@pytest.mark.parametrize("name", ["Selected Answer", "Your answer", "Marked Answer", "考生作答",
                                  "学员答案"])  # fmt: skip
@pytest.mark.parametrize("key", ["Correct Answer", "标准答案"])
def test_what_somebody_answered_is_no_key(name, key):
    found = reading(["题目", name, key, "A", "B"], ["哪个？", "A", "B", "甲", "乙"])
    behind = reading(["题目", "A", "B", name, key], ["哪个？", "甲", "乙", "A", "B"])
    alone = reading(["题目", "A", "B", name], ["哪个？", "甲", "乙", "A"])

    assert letters(only(found)) == letters(only(behind)) == "B"
    assert codes(alone) == [(2, "right_missing")]


def test_a_tick_behind_answer_1_is_that_answers():
    found = reading(
        ["Question", "Answer 1", "Answer 1 Correct", "Answer 2", "Answer 2 Correct"],
        ["Which?", "x", "No", "y", "Yes"],
    )

    assert (only(found).choices, letters(only(found))) == (("x", "y"), "B")


def test_a_right_answer_that_is_called_x_is_no_false():
    found = reading(["Question", "Correct answer", "Wrong answer 1", "Wrong answer 2"],
                    ["Which?", "x", "y", "z"])  # fmt: skip

    assert (only(found).kind, only(found).choices) == (Kind.SINGLE, ("x", "y", "z"))


def test_true_beside_a_wrong_false_is_a_statement():
    found = reading(["Question", "Correct answer", "Incorrect answers"], ["Hot?", "True", "False"])

    assert only(found).is_true


def test_several_correct_answers_in_a_cell_are_all_right():
    found = reading(["Question", "Correct answers", "Incorrect answers"],
                    ["Which?", "甲; 乙", "丙; 丁"])  # fmt: skip

    assert (letters(only(found)), len(only(found).choices)) == ("AB", 4)
    assert "kind_inferred" in said(found)


def test_what_keeps_excel_from_making_numbers_is_no_text():
    found = text_reading('题目,A,B,答案\n一？,"=""007""","=""008""",A\n')

    assert only(found).choices == ("007", "008")
