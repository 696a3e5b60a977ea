"""When a key looks wrong, and which questions to look at first: worked out by hand, and tried."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.item_report import (
    Concern,
    Doubt,
    ItemReport,
    beats,
    better_half,
    concerns,
    idle_choices,
    is_due,
    is_negative,
    report,
)
from questions.item_statistics import Earned, FirstAnswer, ItemStatistics
from questions.question import Kind
from tests.builders import make_question

# The right one is 乙, at 1.
QUESTION = make_question()


def answers(picks):
    """Everybody's pick, person by person."""
    right = QUESTION.right
    return [
        FirstAnswer(person, 1, float({pick} == right), frozenset({pick}), 9.0)
        for person, pick in enumerate(picks)
    ]


def people(given, elsewhere):
    """What they earned in ten other questions, and in this one."""
    return {
        answer.person: Earned(points + answer.score, 11)
        for answer, points in zip(given, elsewhere, strict=True)
    }


def reported(picks, elsewhere):
    given = answers(picks)
    return report(QUESTION, given, people(given, elsewhere))


def test_a_choice_that_the_better_half_picks_instead_of_the_key_puts_it_in_doubt():
    # The better six have 9, the others 3; of the six nobody gave the key, six picked 丙 (2).
    told = reported([2] * 6 + [1, 1, 0, 3, 1, 2], [9] * 6 + [3] * 6)

    # Of 12: rest scores 9 and 3, right are three of those with 3. M1 = 3, M0 = (6·9 + 3·3)/9 = 7,
    # mean 6, s = 3, p = ¼, q = ¾: r = (3 − 7)/3 · √(3/16) = −0.57735.
    # atanh(−0.57735) · √9 = −1.976 < −1.645.
    assert told.figures.point_biserial == pytest.approx(-0.5773502692)
    assert (told.better, told.picked_by_better) == (6, (0, 0, 6))
    assert told.doubt == Doubt(6, True, 0, (2,), 6, negative=True)
    assert concerns(QUESTION, told)[0] is Concern.KEY


def test_what_the_worse_half_picks_puts_no_key_in_doubt():
    told = reported([1] * 6 + [2] * 6, [9] * 6 + [3] * 6)

    assert told.figures.facility == 0.5
    assert told.doubt is None


def test_below_ten_attempts_nothing_is_in_doubt():
    told = reported([2] * 9, [9] * 5 + [3] * 4)

    assert told == ItemReport(told.figures)
    assert concerns(QUESTION, told) == ()


def test_where_all_did_alike_elsewhere_everybody_judges():
    told = reported([2] * 9 + [1], [5] * 10)

    assert told.better == 0
    assert told.doubt == Doubt(10, False, 1, (2,), 9)


def test_the_better_half_leaves_the_question_itself_out():
    # With it, 3 + 1 would beat 3; without it, both have 3, and 4 has more.
    given = answers([1, 0, 0, 0])

    half = better_half(given, people(given, [3, 3, 4, 1]))

    assert [answer.person for answer in half] == [0, 1, 2]


def test_where_more_than_half_did_worst_alike_the_better_are_those_above_them():
    given = answers([0] * 5)

    half = better_half(given, people(given, [0, 0, 0, 4, 5]))

    assert [answer.person for answer in half] == [3, 4]


def test_who_answered_nothing_else_is_in_no_half():
    given = answers([1, 1])

    assert better_half(given, {0: Earned(1, 1), 1: Earned(1, 1)}) == ()


def test_for_several_right_choices_whole_answers_are_compared():
    question = make_question(kind=Kind.MULTIPLE)
    given = [FirstAnswer(p, 1, 0.0, frozenset({0, 1, 2})) for p in range(10)]

    told = report(question, given, people(given, [9] * 6 + [3] * 4))

    assert told.doubt == Doubt(6, True, 0, (0, 1, 2), 6)


def test_a_typed_question_is_judged_by_its_discrimination_alone():
    question = make_question(kind=Kind.BLANK)
    given = [FirstAnswer(p, 1, float(p >= 5)) for p in range(10)]

    told = report(question, given, people(given, [9] * 5 + [3] * 5))

    assert told.figures.point_biserial == pytest.approx(-1)
    assert told.doubt == Doubt(5, True, negative=True)


@pytest.mark.parametrize(("wrong", "doubted"), [(1, False), (2, False), (3, True)])
def test_one_or_two_who_know_the_rest_and_are_wrong_here_put_no_key_in_doubt(wrong, doubted):
    right = 12 - wrong

    told = reported([0, 2, 3][:wrong] + [1] * right, [10] * wrong + [8] * right)

    assert told.figures.point_biserial == pytest.approx(-1)
    assert bool(told.doubt) is doubted


@pytest.mark.parametrize(
    ("rival", "key", "sure"),
    [
        pytest.param(5, 0, True, id="1 of 32"),
        pytest.param(4, 0, False, id="1 of 16"),
        pytest.param(7, 1, True, id="9 of 256"),
        pytest.param(8, 2, False, id="56 of 1024"),
        pytest.param(0, 0, False, id="nobody"),
        pytest.param(5, 5, False, id="alike"),
        pytest.param(1100, 900, True, id="very many"),
    ],
)
def test_more_than_chance_is_what_happens_less_than_once_in_twenty(rival, key, sure):
    assert beats(rival, key) is sure


@pytest.mark.parametrize(
    ("correlation", "people", "sure"),
    [
        # tanh(1.64485 / √7) = 0.5521…; tanh(1.64485 / √97) = 0.1655…
        (-0.56, 10, True),
        (-0.54, 10, False),
        (-0.17, 100, True),
        (-0.16, 100, False),
        (-1.0, 10, True),
        (-1.0, 9, False),
        (0.0, 1000, False),
        (0.9, 1000, False),
        (None, 1000, False),
    ],
)
def test_a_correlation_is_below_zero_when_chance_would_hardly_make_it_so(
    correlation, people, sure
):
    assert is_negative(correlation, people) is sure


def test_figures_are_worked_out_anew_after_every_tenth_of_what_there_is():
    due = [answered for answered in range(2001) if is_due(answered)]

    assert due[:4] == [10, 20, 30, 40]
    assert (due[98:102], due[-1]) == ([990, 1000, 1100, 1200], 2000)
    # However many answer, each answer is read about ten times by the time there are as many again.
    assert sum(each for each in range(1, 100_001) if is_due(each)) < 60 * 100_000


def told_with(**figures):
    return ItemReport(ItemStatistics(**figures))


def test_the_most_urgent_comes_first_and_fine_is_fine():
    told = ItemReport(ItemStatistics(30, 3, (0, 3, 27), 0.1), doubt=Doubt(30, False, 3, (2,), 27))

    assert concerns(QUESTION, told) == (Concern.KEY, Concern.HARD, Concern.IDLE)
    assert concerns(QUESTION, told, fine=True) == (Concern.HARD, Concern.IDLE)


def test_what_everybody_knows_is_too_easy_and_its_idle_choices_are_no_news():
    assert concerns(QUESTION, told_with(answered=40, picked=(0, 40), facility=1.0)) == (
        Concern.EASY,
    )


@pytest.mark.parametrize(("answered", "idle"), [(29, ()), (30, (0, 3))])
def test_a_choice_is_idle_when_thirty_have_left_it(answered, idle):
    figures = ItemStatistics(answered=answered, picked=(0, 20, 5), facility=0.8)

    assert idle_choices(QUESTION, figures) == idle


def test_a_statement_has_no_idle_choice():
    question = make_question(kind=Kind.TRUE_FALSE)

    assert idle_choices(question, ItemStatistics(answered=50, picked=(50,))) == ()


PICKED = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10)), min_size=1, max_size=40)


@given(PICKED, st.randoms())
def test_the_order_of_answers_says_nothing(rows, chance):
    given_ = answers([pick for pick, _ in rows])
    known = people(given_, [points for _, points in rows])
    shuffled = given_[:]
    chance.shuffle(shuffled)

    assert report(QUESTION, shuffled, known) == report(QUESTION, given_, known)


@given(PICKED)
def test_shares_are_shares_and_correlations_lie_between_minus_one_and_one(rows):
    told = reported([pick for pick, _ in rows], [points for _, points in rows])

    figures = told.figures
    for figure in (figures.discrimination, figures.point_biserial):
        assert figure is None or -1.000001 <= figure <= 1.000001
    assert figures.facility is None or 0 <= figures.facility <= 1
    assert sum(figures.picked) == figures.answered == len(rows)
    assert sum(told.picked_by_better) == told.better <= len(rows)


def tried(chance, count, wrong_key):
    """Whether a question is in doubt that `count` people met, looked at as it would be: of whom
    those who know more answer it right more often; where the key is wrong, they pick 丙."""
    skills = [chance.random() for _ in range(count)]
    knows = [chance.random() < 0.25 + 0.65 * skill for skill in skills]
    truth = 2 if wrong_key else 1
    picks = [truth if known else chance.choice([0, 3, 3 - truth]) for known in knows]
    elsewhere = [sum(chance.random() < 0.2 + 0.7 * skill for _ in range(10)) for skill in skills]
    return any(
        reported(picks[:so_far], elsewhere[:so_far]).doubt
        for so_far in range(count + 1)
        if is_due(so_far)
    )


def test_sound_keys_are_hardly_ever_doubted_and_wrong_ones_mostly_soon():
    chance = Random(7)

    alarms = sum(tried(chance, 100, wrong_key=False) for _ in range(300))
    found = sum(tried(chance, 20, wrong_key=True) for _ in range(300))

    # Of three hundred sound questions, each looked at ten times.
    assert alarms <= 6
    assert found >= 200
