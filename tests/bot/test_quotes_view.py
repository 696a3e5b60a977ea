"""Quotes under a verdict: each in a block of its own, its source beside it, and said once."""

from bot.html import plain
from bot.texts import texts
from bot.views.question import quotes_of
from questions.practice import Cited
from questions.question import Quote
from tests.builders import make_question

WORDS = texts("zh")


def shown(*passages):
    cited = tuple(
        Cited(Quote("rose", f"第{n}句。", passage), "文章", "作者")
        for n, passage in enumerate(passages, 1)
    )
    return plain(quotes_of(cited, make_question("q"), False, WORDS)).split("\n")


def test_quotes_of_one_passage_share_their_source_line():
    assert shown(3, 3) == ["第1句。", "第2句。", "——《文章》作者 · 第3段"]


def test_quotes_of_different_passages_have_a_source_each():
    assert shown(3, 4, 3) == [
        "第1句。",
        "——《文章》作者 · 第3段",
        "第2句。",
        "——《文章》作者 · 第4段",
        "第3句。",
        "——《文章》作者 · 第3段",
    ]


def test_without_a_quote_nothing_is_said():
    assert shown() == [""]
