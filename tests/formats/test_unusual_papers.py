"""Papers that number, answer and list in ways of their own."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, text_reading
from tests.formats.papers import stems

ESSAYS = {
    "in a line": ("答：子。", "答：丑。"),
    "with a label": ("【参考答案】子。", "【参考答案】丑。"),
    "in points": ("答：\n1. 子。\n2. 寅。", "答：1. 丑。\n2. 卯。"),
    "in points of the same kind": ("答：\n（一）子。\n（二）寅。", "答：\n（一）丑。"),
}


@pytest.mark.parametrize("answers", ESSAYS.values(), ids=ESSAYS)
def test_numbers_in_round_brackets_number_essays(answers):
    first, second = answers
    found = text_reading(
        f"一、论述题\n（一）请论述甲的意义。\n{first}\n（二）请论述乙的意义。\n{second}"
    )

    assert [each.stem for each in questions(found)] == ["请论述甲的意义。", "请论述乙的意义。"]
    assert [each.accepted[0][0] for each in questions(found)] == ["子", "丑"]
    assert codes(found) == []


def test_headings_in_round_brackets_are_no_questions():
    found = text_reading("（一）基础\n1. 一（ ）\n答案：子\n（二）提高\n1. 二（ ）\n答案：丑")

    assert [each.stem for each in questions(found)] == ["一（ ）", "二（ ）"]


def test_parts_of_a_numbered_question_do_not_become_questions():
    found = text_reading(
        "一、简答题\n1. 甲和乙。\n（一）甲是什么？\n答：子。\n2. 丙是什么？\n答：丑。"
    )

    assert [each.stem for each in questions(found)][-1] == "丙是什么？"
    assert len(questions(found)) == 2


def test_an_answer_above_each_number_is_that_of_the_question_below():
    found = text_reading(
        "一、单选题\n【答案】A\n【解析】因为\n子。\n1. 甲是（ ）\nA. 子\nB. 丑\n【答案】B\n"
        "2. 乙是（ ）\nA. 子\nB. 丑\n二、判断题\n【答案】错\n1. 雪是黑的。\n"
        "【答案】对\n2. 雪是白的。"
    )

    assert [letters(each) for each in questions(found)[:2]] == ["A", "B"]
    assert [each.right for each in questions(found)[2:]] == [frozenset({1}), frozenset({0})]
    assert questions(found)[0].note == "因为子。"
    assert codes(found) == []


def test_an_answer_that_is_left_from_a_page_before_shifts_no_key():
    found = text_reading(
        "答案：A\n1. 甲是（ ）\nA. 子\nB. 丑\n答案：B\n2. 乙是（ ）\nA. 子\nB. 丑\n答案：A"
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]


CHOICES = "A. 子\nB. 丑\nC. 寅\n"
ABOVE = f"答案：{{}}\n1. 甲（ ）\n{CHOICES}答案：{{}}\n2. 乙（ ）\n{CHOICES}"
BELOW = f"1. 甲（ ）\n{CHOICES}答案：{{}}\n2. 乙（ ）\n{CHOICES}答案：{{}}\n"


@pytest.mark.parametrize("first", [ABOVE, BELOW], ids=["above", "below"])
@pytest.mark.parametrize("second", [ABOVE, BELOW], ids=["above", "below"])
def test_each_section_has_its_answers_above_or_below(first, second):
    found = text_reading(
        f"一、单选题\n{first.format('A', 'B')}二、多选题\n{second.format('AB', 'BC')}"
    )

    assert [letters(each) for each in questions(found)] == ["A", "B", "AB", "BC"]


def test_below_answers_that_stand_above_a_question_without_one_has_none():
    found = text_reading(f"{ABOVE.format('B', 'A')}3. 丙（ ）\n{CHOICES}")

    assert [letters(draft.question) for draft in found.drafts] == ["B", "A"]
    assert codes(found) == [(11, "right_missing")]


def test_answers_stand_above_although_numbers_are_missing():
    found = text_reading(ABOVE.format("A", "B").replace("2. 乙", "4. 乙"))

    assert [letters(each) for each in questions(found)] == ["A", "B"]


def test_where_each_answer_may_be_that_of_the_question_below_none_is_used():
    found = text_reading(
        f"答案：A\n1. 甲（ ）\n{CHOICES}答案：B\n2. 乙（ ）\n{CHOICES}"
        f"答案：A\n1. 丙（ ）\n{CHOICES}"
        f"答案：A\n甲乙\n9. 丁（ ）\n{CHOICES}"
    )

    assert found.drafts == ()


@pytest.mark.parametrize(
    ("first", "second", "code"), [("A", "B", "key_unclear"), ("对", "错", "truth_unclear")]
)
def test_of_two_answers_that_differ_neither_is_used(first, second, code):
    options = CHOICES if first == "A" else ""
    found = text_reading(f"一、选择判断\n1. 甲（ ）\n{options}答案：{first}\n答案：{second}")

    assert [problem.code for problem in found.problems] == [code]


def test_an_answer_said_twice_is_one():
    found = text_reading(f"1. 甲（ ）\n{CHOICES}答案：A\n正确答案：A")

    assert letters(only(found)) == "A"


@pytest.mark.parametrize("label", ["ANSWER", "Answer", "Correct Answer"])
def test_what_exam_programs_print_around_a_question_is_no_part_of_it(label):
    found = text_reading(
        f"QUESTION 1\nSection: (none)\nWhich is red?\nA. Rose\nB. Sky\n\n{label}: A\n"
        "Section: (none)\nExplanation\n\nExplanation/Reference:\nRoses are.\n\n"
        f"QUESTION 2\nWhich is blue?\nA. Rose\nB. Sky\n\n{label}: B\nExplanation\n"
    )

    assert [each.stem for each in questions(found)] == ["Which is red?", "Which is blue?"]
    assert [letters(each) for each in questions(found)] == ["A", "B"]
    assert [each.note for each in questions(found)] == ["Roses are.", ""]


def test_a_printed_question_without_answer_does_not_run_into_the_next():
    found = text_reading(
        "QUESTION 1\nDrag it.\n\nQUESTION 2\nWhich is blue?\nA. Rose\nB. Sky\nANSWER: B"
    )

    assert stems(found) == ["Which is blue?"]
    assert codes(found) == [(2, "choices_few")]


def test_an_explanation_goes_on_up_to_the_next_question():
    found = text_reading(
        "One?\nA. x\nB. y\nANSWER: A\nExplanation:\nBecause\nof it.\n\n"
        "Two?\nA. x\nB. y\nANSWER: B\nExplanation: Why\nThree?\n\nA. x\nB. y\nANSWER: B"
    )

    assert [each.stem for each in questions(found)] == ["One?", "Two?", "Three?"]
    assert [each.note for each in questions(found)] == ["Because of it.", "Why", ""]


def test_a_key_that_is_one_of_the_lines_below_chooses_it():
    found = text_reading("1. 一（ ）\n甲\n乙\n丙\n答案：乙\n2. 二（ ）\n甲\n乙\n答案：甲。")

    assert [each.choices for each in questions(found)] == [("甲", "乙", "丙"), ("甲", "乙")]
    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "options_by_line" in said(found)


def test_a_key_that_none_of_the_lines_says_fills_the_gap():
    found = text_reading("1. 一（ ）\n甲\n乙\n答案：丁")

    assert only(found).kind is Kind.BLANK


FIGURES = {
    "one a line": ("一（ ）\n(1)甲\n(2)乙\n(3)丙", "(2)", "B"),
    "in one line": ("一（ ）\n（1）甲 （2）乙 （3）丙", "（2）", "B"),
    "behind the stem": ("一（ ）(1)甲 (2)乙 (3)丙", "(3)", "C"),
    "several": ("一（ ）\n(1)甲\n(2)乙\n(3)丙", "(1)、(3)", "AC"),
    "above what asks": ("有：\n(1)甲\n(2)乙\n(3)丙\n其中最大的是（ ）", "(1)", "A"),
}


@pytest.mark.parametrize(("text", "key", "right"), FIGURES.values(), ids=FIGURES)
def test_options_may_have_figures_in_brackets(text, key, right):
    question = only(text_reading(f"1. {text}\n答案：{key}"))

    assert (question.choices, letters(question)) == (("甲", "乙", "丙"), right)


def test_how_many_points_are_right_is_no_option():
    question = only(text_reading("1. 对的有（ ）项\n(1)甲\n(2)乙\n(3)丙\n答案：3"))

    assert question.kind is Kind.BLANK
