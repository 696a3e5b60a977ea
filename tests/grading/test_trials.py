"""The bars: nearly every right answer is accepted, and no wrong one."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("trials", Path(__file__).with_name("trials.py"))
trials = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(trials)

SETS = ("trials.txt", "trials_fresh.txt")


@pytest.fixture(scope="module", params=SETS)
def figures(request):
    done = [(trial, trial.verdict()) for trial in trials.trials(request.param)]
    return trials.figures(done)


def test_the_trials_are_many():
    assert sum(1 for name in SETS for _ in trials.trials(name)) > 1000


def test_right_answers_are_accepted(figures):
    assert figures.right_accepted >= 0.99 * figures.right


def test_no_wrong_answer_is_accepted(figures):
    assert figures.wrong_accepted == 0


def test_slips_are_called_slips(figures):
    assert figures.slips_almost >= 0.95 * figures.slips
