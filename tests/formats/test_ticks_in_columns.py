"""Sheets in which a column for each option holds nothing but ticks, or ticks stand below them."""

import pytest

from tests.formats.made import codes, letters, questions, reading, said

ABC = ("甲", "乙", "丙")


@pytest.mark.parametrize("tick", ["√", "✓", "1", "x", "X", "●", "是"])
def test_a_tick_in_the_column_of_an_option_makes_it_right(tick):
    found = reading(
        ["题目", "选项", "A", "B", "C"],
        ["哪个？", "A.甲 B.乙 C.丙", None, tick, None],
        ["哪些？", "A.甲 B.乙 C.丙", tick, None, tick],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC"]
    assert {each.choices for each in questions(found)} == {ABC}


def test_the_options_may_stand_in_the_stem_or_in_columns_of_their_own():
    inside = reading(
        ["题目", "A", "B", "C"], ["哪个？A.甲 B.乙 C.丙", None, "√"], ["哪个？A.丁 B.乙 C.丙", "√"]
    )
    beside = reading(
        ["题目", "选项A", "选项B", "选项C", "A", "B", "C"],
        ["哪个？", *ABC, None, "√"],
        ["哪个二？", *ABC, "√"],
    )

    assert [letters(each) for each in questions(inside)] == ["B", "A"]
    assert [letters(each) for each in questions(beside)] == ["B", "A"]


def test_where_ticks_and_crosses_stand_a_cross_says_no():
    found = reading(
        ["题目", "选项", "A", "B", "C"],
        ["哪个？", "A.甲 B.乙 C.丙", "×", "√", "×"],
        ["哪些？", "A.甲 B.乙 C.丙", "√", "x", "√"],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC"]


@pytest.mark.parametrize("above", [["选项", None, None], ["选项A", "选项B", "选项C"]])
def test_one_header_of_the_key_may_stand_over_the_letters(above):
    below = ["A", "B", "C"] if None in above else [None] * 3
    found = reading(
        ["序号", "题目", *above, "正确答案"],
        [None, None, *below, "A", "B", "C"],
        [1, "哪个？", *ABC, None, "√"],
        [2, "哪些？", *ABC, "√", None, "√"],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC"]


def test_ticks_may_stand_in_a_row_below_the_options():
    found = reading(
        ["题目", "选项A", "选项B", "选项C"],
        ["哪个？", *ABC],
        [None, None, "√"],
        ["哪些？", *ABC],
        [None, "√", None, "√"],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC"]
    assert [draft.row for draft in found.drafts] == [2, 4]


def test_a_row_without_a_tick_has_no_key():
    found = reading(
        ["题目", "选项", "A", "B"], ["哪个？", "A.甲 B.乙", None, "√"], ["哪个二？", "A.甲 B.乙"]
    )

    assert codes(found) == [(3, "right_missing")]


def test_options_that_are_figures_are_no_ticks():
    found = reading(["题目", "A", "B", "C"], ["几个？（B）", 0, 1, 2], ["几？（A）", 0, 1, 2])

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "key_in_stem" in said(found)
