"""What becomes of quotes when their article changes, and what comes near to a lost one."""

import pytest

from questions.articles import article
from questions.errors import OldButton
from questions.practice import Cited
from questions.question import Kind
from questions.recheck import (
    Lost,
    Span,
    looked_for,
    missing,
    nearest,
    recheck,
    replaced,
    spanned,
)
from questions.search import Shelved
from tests.builders import make_article, make_question, make_quote

OLD = make_quote("安置了321户924人。", 1)


def lost(new, old=OLD, **question):
    asked = make_question(quotes=(old,), **question)
    return Lost(1, 1, asked, "题库", Cited(old), 0, Shelved(7, new), 1)


def test_a_quote_that_stands_where_it_stood_stays():
    assert looked_for(make_quote(), make_article()) == make_quote()


def test_one_that_stands_elsewhere_to_the_letter_is_found_there():
    moved = make_article("新的。", "第一段。", "第二段。")

    assert looked_for(make_quote(), moved) == make_quote(passage=3)


@pytest.mark.parametrize("text", ["第二 段。", "第二段", "", "別的。"])
def test_one_that_is_not_there_to_the_letter_is_lost(text):
    assert looked_for(make_quote(), make_article(text)) is None


def test_of_an_article_that_we_never_had_nothing_is_said():
    assert recheck((make_quote(),), {}) == ((make_quote(),), ())


def test_of_several_quotes_those_that_are_there_are_moved_and_the_lost_are_named():
    first, second = make_quote("甲。", 1), make_quote("乙。", 2)
    shelf = {"article": make_article("丙。", "甲。")}

    quotes, gone = recheck((first, second), shelf)

    assert quotes == (make_quote("甲。", 2), second)
    assert gone == (second,)


def test_the_chosen_quote_takes_the_place_of_the_lost_one_and_stands_once():
    first, second, chosen = make_quote("甲。", 1), make_quote("乙。", 2), make_quote("丙。", 3)

    assert replaced((first, second), second, chosen) == (first, chosen)
    assert replaced((first, second), second, first) == (first,)


def test_the_sentence_that_was_edited_comes_nearest():
    new = make_article("另一段。", "前言。总共安置了321户925人。后来又有。")

    best, *_ = nearest(lost(new))

    assert best.cited.quote == make_quote("总共安置了321户925人。", 2)
    assert best.span == Span(7, 2, 1)
    assert 0.7 < best.score < 1


def test_a_quote_of_several_sentences_finds_several():
    old = make_quote("第一，安全生产。第二，隐患排查。", 1)
    new = make_article("说明。第一，要安全生产。第二，要隐患排查。完。")

    best, *others = nearest(lost(new, old))

    assert best.cited.quote.text == "第一，要安全生产。第二，要隐患排查。"
    assert all("第一" not in each.cited.quote.text for each in others)


def test_what_is_offered_stands_in_the_article_and_is_found_again_by_its_place():
    new = article("rose")
    offered = nearest(lost(new, make_quote("总建筑面积三万多平方米，安置321户。", 1, "rose")))

    assert len(offered) == 3
    for each in offered:
        assert new.holds(each.cited.quote.text, each.cited.quote.passage)
        assert spanned(new, each.span) == each.cited.quote


def test_of_an_empty_article_nothing_is_offered():
    assert nearest(lost(make_article(" "))) == ()


def test_a_place_comes_back_from_one_number():
    assert Span.unpacked(7, Span(7, 123, 6).packed) == Span(7, 123, 6)


@pytest.mark.parametrize("span", [Span(7, 9, 1), Span(7, 0, 0), Span(7, 1, 2), Span(7, 2**60, 1)])
def test_a_place_that_the_article_has_not_is_refused(span):
    with pytest.raises(OldButton):
        spanned(make_article("一。二。", "三。"), span)


@pytest.mark.parametrize(
    ("question", "new", "gone"),
    [
        ({"choices": ("321户", "300户"), "right": frozenset({0})}, "安置了322户。", ("321户",)),
        ({"choices": ("321户", "300户"), "right": frozenset({0})}, "安置了321户。", ()),
        ({"choices": ("很多", "很少"), "right": frozenset({0})}, "安置了322户。", ()),
        ({"kind": Kind.BLANK, "accepted": (("924人", "924"),)}, "共925人。", ("924人",)),
        ({"kind": Kind.BLANK, "accepted": (("924人", "924"),)}, "共924口。", ()),
        ({"kind": Kind.TRUE_FALSE}, "安置了321户925人。", ("924",)),
    ],
    ids=[
        "the right choice is gone", "it is there", "it was never there", "a blank",
        "another wording is there", "a number of a statement",
    ],
)  # fmt: skip
def test_it_is_said_when_the_right_answer_is_not_there_any_more(question, new, gone):
    kind = question.pop("kind", Kind.SINGLE)

    assert missing(make_question(kind=kind, **question), OLD.text, new) == gone
