"""Every wording that a shipped bank lists is accepted, in any of its questions."""

import pytest

from questions.bank import shipped
from questions.grading import grade_typed

TYPED = [each for bank in shipped() for each in bank.questions if each.kind.is_typed]


@pytest.mark.parametrize("question", TYPED, ids=lambda question: question.key)
@pytest.mark.parametrize("separator", ["；", "，", "\n", "、", " "])
def test_the_listed_wordings_earn_full_points(question, separator):
    most = max(len(wordings) for wordings in question.accepted)

    for at in range(most):
        chosen = [wordings[min(at, len(wordings) - 1)] for wordings in question.accepted]

        assert grade_typed(question, separator.join(chosen)).is_right, chosen


@pytest.mark.parametrize("question", TYPED, ids=lambda question: question.key)
@pytest.mark.parametrize("text", ["不知道", "A", "以上都对", "321", "网络文学", "；；；", "？"])
def test_a_guess_earns_nothing_unless_it_is_listed(question, text):
    listed = any(text in wording for wordings in question.accepted for wording in wordings)

    assert listed or grade_typed(question, text).points == 0
