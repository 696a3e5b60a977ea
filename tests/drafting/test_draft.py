"""Whole articles: what every draft keeps to, on those that ship and on three made up for this."""

from collections import Counter

import pytest

from questions.articles import library
from questions.doubts import doubts, twins
from questions.drafting.draft import COUNT, draft
from questions.drafting.source import opened
from questions.drafting.stems import LIMIT
from questions.drafting.words import tag
from questions.question import Kind
from questions.validation import problems
from tests.drafting.made import an_article, own_articles

ARTICLES = [*library(), *own_articles()]
NAMES = [article.title[:8] for article in ARTICLES]


@pytest.fixture(scope="module", params=ARTICLES, ids=NAMES)
def article(request):
    return request.param


@pytest.fixture(scope="module")
def drafted(article):
    return draft(article)


def test_a_good_many_are_drafted_and_pass_the_check_of_questions(article, drafted):
    """Fewer than are wanted, where more would not be worth it."""
    assert 10 <= len(drafted.questions) <= 15
    for question in drafted.questions:
        assert problems(question, (article,)) == ()
        assert list(doubts(question, (article,))) == []


@pytest.mark.parametrize("shipped", library(), ids=lambda each: each.key)
def test_every_article_that_ships_gives_as_many_as_are_wanted(shipped):
    assert len(draft(shipped).questions) == COUNT


def test_every_stem_names_its_article_and_is_short(article, drafted):
    for question in drafted.questions:
        assert f"《{article.title}》" in question.stem
        assert len(question.stem) <= LIMIT
        assert question.tags


def test_every_quote_is_verbatim_and_holds_the_answer(article, drafted):
    for question in drafted.questions:
        for quote in question.quotes:
            assert quote.text in article.passages[quote.passage - 1].text
        quoted = "".join(quote.text for quote in question.quotes)
        for wordings in question.accepted:
            assert any(each in quoted for each in wordings) or question.stem.endswith("几项？")


def test_no_wrong_choice_stands_in_what_is_quoted(article, drafted):
    for question in drafted.questions:
        # Of two lists that are told apart both are quoted.
        if question.kind is Kind.MULTIPLE and "两组内容" not in question.stem:
            wrong = [c for at, c in enumerate(question.choices) if at not in question.right]
            assert not any(each in question.quotes[0].text for each in wrong)


def test_no_two_drafts_ask_the_same(drafted):
    assert twins(drafted.questions) == []
    assert len({each.key for each in drafted.questions}) == len(drafted.questions)


def test_no_kind_is_more_than_two_thirds_and_there_are_at_least_three(drafted):
    kinds = [each.kind for each in drafted.questions]

    assert len(set(kinds)) >= 3
    assert max(map(kinds.count, kinds)) <= 10


def test_a_misprint_of_the_article_is_shown_by_no_draft(article, drafted):
    for question in drafted.questions:
        for text in (question.stem, *question.choices, question.quotes[0].text):
            assert article.misprints_in(text) == ()


def test_every_paragraph_is_asked_before_a_second_time(article):
    source = opened(article)
    one_each = {each.quotes[0].passage for each in draft(article, count=100).questions}

    first = draft(article, count=len(one_each))

    assert {each.quotes[0].passage for each in first.questions} == one_each
    assert one_each <= {each.passage for each in source.sentences}


def test_the_same_seed_drafts_the_same_and_another_seed_something_else(article, drafted):
    assert draft(article) == drafted
    assert draft(article, seed=1).questions != drafted.questions


def test_a_statement_that_is_false_says_in_its_note_what_the_article_says(drafted):
    for question in drafted.questions:
        if question.kind is Kind.TRUE_FALSE and not question.is_true:
            assert question.note.startswith("原文")
            assert question.stem not in question.quotes[0].text


def test_every_draft_says_why(drafted):
    assert all(each.note for each in drafted.questions)


def test_an_idiom_is_asked_of_no_one(drafted):
    """喜闻乐见 is filled in by ear, and other idioms fit as well."""
    for question in drafted.questions:
        if question.kind is Kind.SINGLE:
            asked = [question.choices[at] for at in question.right]
        else:
            asked = [each[0] for each in question.accepted] if len(question.accepted) == 1 else []
        assert not any(tag(each) == "i" for each in asked)


def test_no_more_than_two_ask_in_which_part_something_stands(drafted):
    where = [each for each in drafted.questions if each.stem.endswith("的做法？")]

    assert len(where) <= 2


def test_a_change_in_one_paragraph_leaves_the_drafts_of_others_alone():
    before = an_article("食堂每天供应3餐。", "留样48小时,由厨师长负责。", "每月检查2次。")
    after = an_article("食堂每天供应4餐。", "留样48小时,由厨师长负责。", "每月检查2次。")

    drafts = [draft(each, count=3).questions[1:] for each in (before, after)]

    assert drafts[0] == drafts[1]


def test_an_article_without_anything_to_ask_gives_no_drafts():
    assert draft(an_article("今天天气很好,我们心情也很好。")).questions == ()


def test_at_most_as_many_as_wanted_are_drafted():
    assert len(draft(own_articles()[1], count=4).questions) == 4


def test_no_more_than_two_come_from_one_sentence_or_three_at_last(article, drafted):
    places = Counter(
        (quote.passage, sentence.start)
        for question in drafted.questions
        for quote in question.quotes[:1]
        for sentence in opened(article).sentences
        if sentence.passage == quote.passage and quote.text in sentence.text
    )

    assert max(places.values()) <= 3
    assert list(places.values()).count(3) <= 1
