"""Lists that one knows by ear, or guesses."""

import pytest

from questions.drafting import cloze, enumeration
from questions.drafting.stock import holds_stock
from questions.question import Kind
from tests.drafting.made import a_source


def typed(text: str):
    source = a_source(text)
    made = [*enumeration.proposals(source, 0), *cloze.proposals(source, 0)]
    return [each for each in made if each.question.kind in (Kind.SHORT, Kind.BLANK)]


@pytest.mark.parametrize(
    "text",
    [
        "后勤部要努力在求深、求实、求细、求真、求效上下功夫。",
        "厨师要努力推动学习往深里走、往心里走、往实里走。",
    ],
    ids=["one character", "one in the middle"],
)
def test_a_chant_is_not_asked_by_heart(text):
    assert typed(text) == []


def test_levels_that_are_counted_are_no_chant():
    assert typed("动火作业分为特级、一级、二级三个级别。") != []


def test_short_words_that_go_on_are_not_asked_by_heart():
    """Of 电影、电视、戏剧等 one may say many more."""
    text = "食堂采用{}等多种烹饪方式,菜品不断增加。"

    assert typed(text.format("煎、炒、烹、炸")) == []
    assert typed(text.format("蒸煮、烘烤、凉拌")) == []
    assert typed(text.format("低温慢煮、明火炭烤、隔水清蒸")) != []


def test_a_text_that_holds_stock_is_known():
    assert holds_stock("充分调动积极性、主动性、创造性")
    assert not holds_stock("提高积极性")
