"""A question whose stem was reworded in a file is known again."""

import pytest

from questions.question import Kind
from questions.reworded import reworded
from tests.builders import make_question

OLD = make_question("old", stem="苏家村安置了多少户、多少人？")


def test_a_mended_stem_with_the_same_choices_is_the_same_question():
    new = make_question("new", stem="苏家村一共安置了多少户、多少人？")

    assert reworded([new], [OLD]) == {"new": "old"}


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "食堂几点开饭，谁来值班？"},
        {"choices": ("甲", "乙", "丙", "戊")},
        {"right": frozenset({2})},
        {"kind": Kind.MULTIPLE},
    ],
    ids=["another stem", "other choices", "another key", "another kind"],
)
def test_what_has_less_in_common_is_another_question(change):
    new = make_question("new", **{"stem": "苏家村一共安置了多少户、多少人？", **change})

    assert reworded([new], [OLD]) == {}


def test_statements_must_be_nearly_the_same():
    old = make_question("old", Kind.TRUE_FALSE, stem="安全第一是安全生产的方针。")
    mended = make_question("mended", Kind.TRUE_FALSE, stem="安全第一，是安全生产的方针。")
    other = make_question("other", Kind.TRUE_FALSE, stem="安全帽是安全生产的用品。")

    assert reworded([mended, other], [old]) == {"mended": "old"}


def test_each_is_taken_for_the_one_it_is_most_alike():
    olds = [make_question(f"old{n}", stem=f"第{n}班几点交接班？") for n in (1, 2)]
    news = [make_question(f"new{n}", stem=f"第{n}班几点钟交接班？") for n in (2, 1)]

    assert reworded(news, olds) == {"new1": "old1", "new2": "old2"}


def test_of_very_many_alike_there_is_no_telling():
    olds = [make_question(f"old{n}", stem=f"第{n}班几点交接班？") for n in range(100)]
    new = make_question("new", stem="第1班几点钟交接班？")

    assert reworded([new], olds) == {}
