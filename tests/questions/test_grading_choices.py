"""What pressing choices earns."""

import pytest

from questions.grading import Verdict, grade_choice
from questions.question import Kind, Question

SINGLE = Question("1", Kind.SINGLE, "?", ("a", "b", "c"), frozenset({1}))
MULTIPLE = Question("2", Kind.MULTIPLE, "?", tuple("abcde"), frozenset({0, 1, 2, 3}))
FALSE = Question("3", Kind.TRUE_FALSE, "?", right=frozenset({1}))


@pytest.mark.parametrize(
    ("question", "right"), [(SINGLE, {1}), (MULTIPLE, {0, 1, 2, 3}), (FALSE, {1})]
)
@pytest.mark.parametrize("partial", [False, True])
def test_exactly_the_key_earns_everything(question, right, partial):
    grade = grade_choice(question, frozenset(right), partial)

    assert (grade.points, grade.verdict, grade.is_right) == (1.0, Verdict.ACCEPT, True)


@pytest.mark.parametrize("picked", [set(), {0}, {0, 1, 2}, {0, 1, 2, 3, 4}, {7}])
def test_without_partial_points_anything_else_earns_nothing(picked):
    grade = grade_choice(MULTIPLE, frozenset(picked))

    assert (grade.points, grade.verdict) == (0.0, Verdict.REJECT)


@pytest.mark.parametrize(
    ("picked", "points"),
    [({0}, 0.25), ({0, 1, 2}, 0.75), ({0, 1, 4}, 0.25), ({0, 1, 2, 3, 4}, 0.75)],
)
def test_with_partial_points_wrong_picks_are_taken_off(picked, points):
    grade = grade_choice(MULTIPLE, frozenset(picked), partial=True)

    assert (grade.points, grade.verdict) == (points, Verdict.ALMOST)


@pytest.mark.parametrize("picked", [set(), {4}, {0, 4}])
def test_partial_points_never_fall_below_nothing(picked):
    assert grade_choice(MULTIPLE, frozenset(picked), partial=True).points == 0.0


@pytest.mark.parametrize("question", [SINGLE, FALSE])
def test_a_question_with_one_right_choice_has_no_partial_points(question):
    assert grade_choice(question, frozenset({0, 1}), partial=True).points == 0.0


def test_a_question_without_a_key_cannot_be_answered_right():
    empty = Question("4", Kind.MULTIPLE, "?", ("a", "b"))

    assert grade_choice(empty, frozenset()).verdict is Verdict.REJECT
