"""Options that go on in the row below their question, with letters before them."""

import pytest

from tests.formats.made import codes, letters, questions, reading

NAMES = ["序号", "题目", "选项", "选项", "答案"]


@pytest.mark.parametrize("stem", [None, "哪个？"], ids=["empty", "merged"])
def test_a_row_of_c_and_d_belongs_to_the_row_of_a_and_b(stem):
    found = reading(
        NAMES,
        [1, "哪个？", "A.甲", "B.乙", "C"],
        [1 if stem else None, stem, "C.丙", "D.丁", "C" if stem else None],
        [2, "另一个？", "A.甲", "B.乙", "A"],
    )

    assert [(len(each.choices), letters(each)) for each in questions(found)] == [
        (4, "C"),
        (2, "A"),
    ]
    assert [draft.row for draft in found.drafts] == [2, 4]


def test_rows_that_begin_with_a_again_are_questions_of_their_own():
    found = reading(NAMES, [1, "哪个？", "A.甲", "B.乙", "B"], [2, "哪个？", "A.丙", "B.丁", "A"])

    assert [each.choices for each in questions(found)] == [("甲", "乙"), ("丙", "丁")]


def test_options_without_letters_are_not_joined():
    found = reading(NAMES, [1, "哪个？", "甲", "乙", "B"], [None, None, "丙", "丁", None])

    assert codes(found) == [(3, "stem_missing")]
