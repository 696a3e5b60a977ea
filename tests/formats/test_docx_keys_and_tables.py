"""Word documents: keys that are shown by their looks alone, and tables of many sorts."""

import pytest

from questions.question import Kind
from tests.formats.made import letters, only, questions, said
from tests.formats.word import bold, document, highlighted, p, ps, red, table, underlined

TWO = "A.甲 B.乙 C.丙 D.丁"


def asked(count, way="{}.问{}（ ）", options=f"\n{TWO}"):
    return "".join(ps(way.format(n, n) + options) for n in range(1, count + 1))


def test_a_letter_alone_may_stand_out():
    found = document(
        p("1.一是"), p("A.甲"), p(bold("B"), ".乙"), p("2.二是"), p(bold("A"), ".甲"), p("B.乙")
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "key_bold" in said(found)


@pytest.mark.parametrize("look", [red, highlighted, bold, underlined])
def test_what_stands_out_in_a_blank_is_what_fills_it(look):
    question = only(
        document(p("一、填空题"), p("1.方针是", look("安全第一"), "、", look("预防为主"), "。"))
    )

    assert question.stem == "方针是____、____。"
    assert question.accepted == (("安全第一",), ("预防为主",))


def test_an_underlined_letter_is_the_key_of_a_choice():
    question = only(document(p("一、单选题"), p("1.方针是", underlined(" B "), "。"), p(TWO)))

    assert (question.stem, letters(question)) == ("方针是____。", "B")


def test_a_table_for_answers_that_nobody_filled_in_is_left_out():
    found = document(
        p("一、单选题"), table(("题号", "1", "2"), ("答案", "", "")), ps(f"1.一（B）\n{TWO}")
    )

    assert letters(only(found)) == "B"


def test_answers_in_a_table_above_their_questions():
    found = document(
        p("一、单选题"), table(("题号", "1", "2"), ("答案", "A", "C")), asked(2),
        p("二、判断题"), table(("题号", "1", "2"), ("答案", "√", "×")), asked(2, options=""),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)[:2]] == ["A", "C"]
    assert [each.is_true for each in questions(found)[2:]] == [True, False]


def test_titles_may_stand_between_the_rows_of_answers():
    found = document(
        p("一、单选题"), asked(2), p("二、判断题"), asked(2, options=""), p("答案"),
        table(("一、单选题", ""), ("1", "A"), ("2", "B"),
              ("二、判断题", ""), ("1", "对"), ("2", "错")),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)[:2]] == ["A", "B"]
    assert [each.is_true for each in questions(found)[2:]] == [True, False]


def test_answers_in_a_table_may_be_ranges():
    found = document(p("一、单选题"), asked(6), p("答案"), table(("1-3", "ABC"), ("4-6", "DAB")))

    assert "".join(letters(each) for each in questions(found)) == "ABCDAB"


def test_a_table_may_hold_one_question_part_by_part():
    found = document(
        table(("题干", "一是（ ）"), ("选项A", "甲"), ("选项B", "乙"), ("答案", "B")),
        table(("题干", "二。"), ("题型", "判断题"), ("答案", "正确")),
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]
    assert questions(found)[0].choices == ("甲", "乙")
