"""What one reads after an interruption: that it was one, and the way on."""

from dataclasses import replace

import pytest

from bot.presses import Pick, Pickers
from bot.texts import LANGUAGES, texts
from bot.views import practice as view
from questions.practice import Asked
from tests.builders import make_question

ASKED = Asked(
    id=5,
    run_id=1,
    seq=2,
    length=3,
    question=make_question(),
    bank_title="十题",
    shuffle=(0, 1, 2, 3),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", ["resume.top", "resume.away"])
def test_the_open_question_can_be_answered_at_once(language, why):
    words = texts(language)

    screen = view.resumed(ASKED, words, why)

    assert screen.text.startswith(words(why))
    assert view.question(ASKED, words).text in screen.text
    assert screen.rows == view.question(ASKED, words).rows
    assert screen.rows[0][0].press == Pick(5, 0)


def test_with_no_question_open_one_may_begin():
    screen = view.resumed(None, texts("zh"))

    assert "刚才中断了一下" in screen.text
    assert screen.rows[0][0].press == Pickers()


def test_the_longest_question_leaves_room_for_why():
    long = replace(ASKED, question=make_question(stem="长" * 4000))

    assert len(view.resumed(long, texts("zh"), "resume.away").text) <= 4096
