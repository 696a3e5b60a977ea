"""/search quotes to the letter, at most three passages, and owns up when nothing fits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions import finder
from questions.articles import library
from questions.errors import OldButton
from questions.finder import Finder, quotes_of
from questions.search import MOST, Searched, Shelved, search, sentence_at
from tests.builders import make_article

SHELF = tuple(Shelved(number, each) for number, each in enumerate(library(), 11))


@pytest.fixture(scope="module")
def look():
    return lambda words: search(finder.over(library()), SHELF, words)


def test_a_question_finds_the_sentence_with_its_source(look):
    found = look("苏家村安置了多少户、多少人？")

    best = found.matches[0]
    assert found.fits
    assert "安置321户924人。" in best.cited.quote.text
    assert (best.cited.author, best.cited.quote.passage) == ("张旭斌", 1)
    assert sentence_at(library()[best.place.article - 11], best.place.sentence) == best.cited.quote


def test_no_passage_is_shown_twice_and_no_more_than_three_are(look):
    found = look("安全")

    passages = [match.cited.quote.id for match in found.matches]
    assert len(passages) == len(set(passages)) == MOST


def test_a_title_in_the_words_means_that_article(look):
    found = look(f"《{library()[2].title}》里的海外影响力")

    assert {match.cited.quote.article for match in found.matches} == {"webnovel"}


def test_what_nobody_wrote_is_not_found(look):
    assert look("年假怎么请") == Searched("年假怎么请", 4)


def test_a_detail_that_is_not_told_is_only_come_near_to(look):
    found = look("小区幼儿园有多少名教师和学生？")

    assert found.matches
    assert not found.fits


def test_without_articles_there_is_nothing_to_find():
    assert search(Finder(()), (), "安全") == Searched("安全", 0)


def test_misprints_of_the_page_are_told_with_the_sentence(look):
    found = look("强化化学立法")

    assert found.matches[0].cited.misprints == ("化学立法",)


def test_a_place_beyond_the_article_is_refused():
    article = make_article("甲。乙。", "丙。")

    assert [quote.text for quote in quotes_of(article)] == ["甲。", "乙。", "丙。"]
    assert sentence_at(article, 2).passage == 2
    with pytest.raises(OldButton):
        sentence_at(article, 3)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_what_comes_back_stands_in_the_articles(typed):
    found = search(finder.over(library()), SHELF, typed)

    texts = [passage.text for each in library() for passage in each.passages]
    assert len(found.matches) <= MOST
    for match in found.matches:
        assert any(match.cited.quote.text in text for text in texts)


def test_all_who_ask_share_one_finder_until_the_library_changes():
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: finder.over(library()), range(8)))
    changed = finder.over((make_article("新的一段。"),))

    assert len({id(each) for each in found}) == 1
    assert changed is not found[0]
