"""题目分析 on screen: any question fits into a message and into a picture."""

import io

import pytest
from PIL import Image

from bot.html import plain
from bot.screen import TEXT_LIMIT
from bot.texts import texts
from bot.views import chart, item_chart
from bot.views import item_report as view
from bot.views.canvas import SCALE
from bot.views.lettering import face
from questions.item_report import BankItems, Doubt, Item, ItemReport
from questions.item_statistics import ItemStatistics
from questions.question import Kind
from tests.builders import make_question

FIGURES = ItemStatistics(40, 4, (0, 4, 36), 0.1, -1.0, -0.9, 3600.0)
DOUBTED = ItemReport(FIGURES, 20, (0, 1, 19), Doubt(20, True, 1, (2,), 19, negative=True))
LONG = make_question(stem="<题>" * 2000, choices=tuple("&选" * 300 for _ in range(12)))
QUESTIONS = (*(make_question(kind=kind) for kind in Kind), LONG)


def item(question, told=DOUBTED):
    return Item(1, "a" * 16, 1, "题库" * 20, question, 45, told, place=1, total=9, after=2)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem[:5])
def test_a_question_fits_into_a_message_and_a_picture(question, language):
    words, about = texts(language), item(question)

    for screen in (view.item(about, words, "item.said.retired"), view.doubt(about, words)):
        assert len(plain(screen.text)) <= TEXT_LIMIT
    drawn = item_chart.draw(about, words)
    assert len(plain(view.picture(about, drawn, words).text)) <= 1024
    image = Image.open(io.BytesIO(drawn))
    assert image.width == chart.WIDTH * SCALE
    assert image.width + image.height < 10_000


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_of_the_longest_questions_fits_into_a_message(language):
    found = BankItems(1, "题库" * 200, 99, 50, 20, (item(LONG),) * 8)

    screen = view.bank(found, 1, texts(language))

    assert len(plain(screen.text)) <= TEXT_LIMIT
    assert [button.label for button in screen.rows[0]] == ["9", "10", "11", "12"]


def test_a_question_without_figures_says_when_there_will_be_some():
    about = item(make_question(), ItemReport(ItemStatistics(3, 1)))

    shown = view.item(about, texts("zh")).text

    assert "首次作答满 10 人后才有数据" in shown
    assert "█" not in shown


def test_the_words_of_the_picture_have_letters():
    for language in ("zh", "en"):
        words = texts(language).words
        ours = "".join(text for key, text in words.items() if key.startswith("item.chart."))
        assert face().drawable(ours) == ours
