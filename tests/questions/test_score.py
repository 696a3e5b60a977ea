"""A person's own figures: rates, days running, days without an answer."""

from datetime import date, timedelta

import pytest

from questions.score import BankScore, DayScore, Score, day_streak, last_days, percent, rate

TODAY = date(2026, 11, 23)


def ago(*days):
    return [TODAY - timedelta(days=day) for day in days]


def test_nothing_answered_has_no_rate():
    score = Score(TODAY, answered=0, right=0, streak=0)

    assert score.is_empty
    assert score.rate is None
    assert rate(0, 0) is None


def test_a_bank_tells_its_rate_and_how_much_of_it_was_met():
    bank = BankScore("夯实安全管理基础", answered=20, right=15, total_questions=15, seen=12)

    assert (bank.rate, bank.progress) == (0.75, 0.8)
    assert BankScore("空题库", 0, 0, 0, 0).progress is None


@pytest.mark.parametrize(
    ("days", "streak"),
    [
        pytest.param(ago(), 0, id="never"),
        pytest.param(ago(0), 1, id="only today"),
        pytest.param(ago(2, 1, 0), 3, id="three days to today"),
        pytest.param(ago(1, 2), 2, id="today still to come"),
        pytest.param(ago(2, 3), 0, id="yesterday was missed"),
        pytest.param(ago(0, 2, 3), 1, id="a gap ends it"),
        pytest.param(ago(0, 0, 1), 2, id="a day counts once"),
    ],
)
def test_days_running_end_today_or_yesterday(days, streak):
    assert day_streak(days, TODAY) == streak


def test_a_day_without_answers_is_in_the_list_all_the_same():
    days = last_days([DayScore(TODAY, 5, 4), DayScore(TODAY - timedelta(days=2), 3, 3)], TODAY, 4)

    assert [score.answered for score in days] == [0, 3, 0, 5]
    assert days[0].day == TODAY - timedelta(days=3)


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, 0), (0.001, 1), (0.125, 13), (0.5, 50), (0.666, 67), (0.999, 99), (1.0, 100)],
)
def test_a_rate_for_people_never_says_all_or_nothing_too_early(share, shown):
    assert percent(share) == shown
