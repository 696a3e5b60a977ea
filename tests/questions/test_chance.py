"""The check's probabilities, against printed tables and by counting."""

import math

import pytest

from questions.chance import chi_square_p, chi_square_tail, successes_p


@pytest.mark.parametrize(
    ("statistic", "freedom"),
    [(3.841, 1), (5.991, 2), (7.815, 3), (9.488, 4), (11.070, 5), (16.919, 9), (18.307, 10)],
)
def test_the_five_percent_points_are_those_of_the_tables(statistic, freedom):
    assert chi_square_tail(statistic, freedom) == pytest.approx(0.05, abs=2e-4)


def test_even_counts_are_no_surprise_and_one_sided_ones_are():
    assert chi_square_p([5, 5, 5, 5], [5.0] * 4) == 1.0
    assert chi_square_p([20, 0, 0, 0], [5.0] * 4) < 1e-9


def test_a_single_cell_tells_nothing():
    assert chi_square_p([7], [7.0]) == 1.0
    assert chi_square_p([7, 0], [7.0, 0.0]) == 1.0


@pytest.mark.parametrize("hits", range(11))
def test_with_equal_chances_it_is_the_binomial_test(hits):
    likely = [math.comb(10, n) * 0.25**n * 0.75 ** (10 - n) for n in range(11)]
    expected = sum(p for p in likely if p <= likely[hits] * (1 + 1e-9))

    assert successes_p(hits, [0.25] * 10) == pytest.approx(expected)


def test_chances_of_their_own_are_counted_out():
    assert successes_p(2, [0.5, 0.1]) == pytest.approx(0.05)


def test_no_trials_are_no_surprise():
    assert successes_p(0, []) == 1.0


@pytest.mark.parametrize("hits", [230, 250, 275, 290])
def test_with_many_trials_the_normal_distribution_says_the_same(hits):
    chances = [0.2, 0.3] * 500

    exact = successes_p(hits, chances)

    assert successes_p(hits, [*chances, 0.0]) == pytest.approx(exact, abs=0.002)
