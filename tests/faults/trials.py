"""How often a fault is tried: a few times in CI, as often as the bar asks by `python -m
tests.faults`."""

import os

import pytest

FULL = os.environ.get("WENGU_FAULTS") == "full"


def times(few: int, full: int) -> pytest.MarkDecorator:
    """Runs a test so often, each time with a chance of its own."""
    return pytest.mark.parametrize("trial", range(full if FULL else few))
