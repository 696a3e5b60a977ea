"""The shipped banks were answered by readers who had not seen the keys.

With the article open they must agree with the keys; without having read it they must not be able
to guess. `python -m tests.banks` prints the figures.
"""

import pytest

from questions.bank import shipped
from tests.banks.readings import agrees, readings

AGREE = 0.98
GUESS = 0.45


@pytest.fixture(params=shipped(), ids=lambda bank: bank.key)
def read(request):
    return readings(request.param)


def test_what_was_read_is_what_the_bank_asks(read):
    changed = [each.question.key for each in read if not each.is_of_today]

    assert changed == []


def test_with_the_article_open_the_reader_agrees_with_the_keys(read):
    apart = [each.question.key for each in read if not agrees(each.question, each.open)]

    assert len(apart) <= len(read) * (1 - AGREE), apart


def test_without_the_article_choice_questions_are_not_guessed(read):
    guessed = [each for each in read if each.closed is not None]
    right = [each.question.key for each in guessed if agrees(each.question, each.closed)]

    assert len(right) <= len(guessed) * GUESS, right
