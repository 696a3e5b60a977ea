"""What the figures of a question are, worked out by hand."""

import pytest

from questions.item_statistics import (
    FirstAnswer,
    ItemStatistics,
    item_statistics,
    point_biserial,
    upper_lower,
)

# Ten people, four right-or-wrong questions. Totals: 4 4 3 3 3 2 2 1 1 0.
TABLE = [
    (1, 1, 1, 1),
    (1, 1, 1, 1),
    (1, 1, 1, 0),
    (1, 1, 0, 1),
    (0, 1, 1, 1),
    (1, 1, 0, 0),
    (0, 1, 1, 0),
    (0, 1, 0, 0),
    (0, 0, 0, 1),
    (0, 0, 0, 0),
]


def answers(table, **more):
    return [
        FirstAnswer(person, question, float(score), **more)
        for person, row in enumerate(table)
        for question, score in enumerate(row)
    ]


def test_facility_is_the_share_of_points_earned():
    figures = item_statistics(answers(TABLE))

    assert [figures[q].facility for q in range(4)] == [0.5, 0.8, 0.5, 0.5]


def test_partial_points_count_into_facility_but_not_as_right():
    figures = item_statistics(answers([(0.5, 1)] * 10))[0]

    assert (figures.facility, figures.right, figures.right_rate) == (0.5, 0, 0.0)


def test_discrimination_compares_the_best_and_the_worst_27_percent():
    # 27 % of 10 is 3. Best: both with 4, and a third of the three with 3.
    # Question 0: (1 + 1 + ⅔) / 3 = 8/9. Worst: 0, 0, 0. D = 8/9.
    # Question 3: best (1 + 1 + ⅔) / 3 = 8/9, worst (0 + 1 + 0) / 3 = 1/3. D = 5/9.
    figures = item_statistics(answers(TABLE))

    assert figures[0].discrimination == pytest.approx(8 / 9)
    assert figures[3].discrimination == pytest.approx(5 / 9)


def test_the_point_biserial_leaves_the_question_itself_out():
    # Question 0 against the other three. Rest scores: right 3 3 2 2 1, wrong 3 2 1 1 0.
    # M1 = 11/5, M0 = 7/5, p = q = 1/2, mean 9/5, Σy² = 42,
    # s² = 42/10 − 81/25 = 0.96, so r = (11/5 − 7/5) / √0.96 · 1/2 = 0.408248…
    figures = item_statistics(answers(TABLE))

    assert figures[0].point_biserial == pytest.approx(0.4082482905)


def test_people_who_had_different_questions_are_compared_by_their_share():
    # Everybody answers question 0 and a question or two of their own.
    # Rest shares: right 1, 1, 1, 1, ½; wrong 0, 0, 0, 0, ½. M1 = 0.9, M0 = 0.1, mean ½,
    # s² = (4·1 + 2·¼)/10 − ¼ = 0.2, r = 0.8 / √0.2 · ½ = 0.894427…
    given = []
    for person in range(10):
        right = person < 5
        given.append(FirstAnswer(person, 0, float(right)))
        given.append(FirstAnswer(person, 100 + person, float(right)))
        if person in (4, 9):
            given.append(FirstAnswer(person, 200 + person, float(not right)))

    assert item_statistics(given)[0].point_biserial == pytest.approx(0.894427191)


def test_the_order_of_people_with_equal_totals_does_not_matter():
    scores, totals = [1, 1, 0, 0, 1, 0], [2, 1, 1, 1, 1, 0]

    there = upper_lower(scores, totals)
    back = upper_lower(scores[::-1], totals[::-1])

    # Two at either end: (1 + ½) / 2 and (0 + ½) / 2.
    assert there == back == pytest.approx(0.5)


def test_a_question_that_everybody_gets_right_sorts_nobody():
    figures = item_statistics(answers([(1, person % 2) for person in range(10)]))[0]

    assert figures.facility == 1.0
    assert figures.point_biserial is None
    assert figures.discrimination == 0.0


def test_people_with_equal_totals_cannot_be_told_apart():
    assert upper_lower([1, 0], [3, 3]) is None
    assert point_biserial([1, 0], [2, 2]) is None
    assert upper_lower([], []) is None
    assert point_biserial([], []) is None


def test_below_ten_attempts_only_counts_are_given():
    few = answers(TABLE[:9], picked=frozenset({1}), seconds=12.0)

    assert item_statistics(few)[0] == ItemStatistics(answered=9, right=5, picked=(0, 9))


def test_who_answered_nothing_else_does_not_count_into_discrimination():
    lonely = [FirstAnswer(100 + person, 0, 1.0) for person in range(5)]

    figures = item_statistics(answers(TABLE) + lonely)[0]

    assert figures.answered == 15
    assert figures.discrimination == pytest.approx(8 / 9)
    assert item_statistics(lonely * 3)[0].point_biserial is None


def test_only_the_first_answer_of_a_person_counts():
    twice = [FirstAnswer(1, 7, 0.0, frozenset({2})), FirstAnswer(1, 7, 1.0, frozenset({0}))]

    figures = item_statistics(twice)[7]

    assert (figures.answered, figures.right, figures.picked) == (1, 0, (0, 0, 1))


def test_choices_picked_are_counted_one_by_one():
    given = [
        FirstAnswer(1, 7, 0.0, frozenset({0, 2})),
        FirstAnswer(2, 7, 0.0, frozenset({2})),
    ]

    figures = item_statistics(given)[7]

    assert figures.picked == (1, 0, 2)
    assert [figures.picks_of(choice) for choice in range(4)] == [1, 0, 2, 0]


def test_the_median_time_ignores_answers_without_a_time():
    times = [5, 6, 7, 8, 9, 10, 11, 12, 13, 600, None]
    given = [FirstAnswer(person, 0, 1.0, seconds=time) for person, time in enumerate(times)]

    assert item_statistics(given)[0].median_seconds == 9.5


def test_a_question_nobody_answered_has_no_rate():
    assert ItemStatistics().right_rate is None
    assert item_statistics([]) == {}
