"""Who may search, what the next text is for, and which version a found sentence stands in."""

import pytest

from db import articles, search, talk
from db.tables import PersonRow
from questions.errors import Deactivated, NotAMember, OldButton
from questions.search import Place
from tests.builders import make_article, make_person


@pytest.fixture
def reader(store):
    return make_person(store, 1).id


def test_the_next_text_is_searched_for_and_no_other(store, reader):
    store.do(search.await_words, reader)
    awaited = store.do(talk.expected, reader)

    store.do(search.library, reader)

    assert awaited == (search.AWAITING, "")
    assert store.do(talk.expected, reader) is None


def test_what_else_was_awaited_is_awaited_still(store, reader):
    store.do(talk.expect, reader, "own", "name")

    store.do(search.library, reader)

    assert store.do(talk.expected, reader) == ("own", "name")


def test_the_library_holds_the_newest_of_each_article(store, reader):
    for article in (make_article("旧。"), make_article("别的。", key="b"), make_article("新。")):
        store.do(articles.shelve, article)

    shelved = store.do(search.library, reader)

    assert [(each.article.key, each.article.version) for each in shelved] == [
        ("article", 2),
        ("b", 1),
    ]
    assert [store.do(articles.numbered, each.number) for each in shelved] == [
        each.article for each in shelved
    ]


def test_a_found_sentence_stands_where_it_was_found_though_the_article_has_changed(store, reader):
    store.do(articles.shelve, make_article("甲。乙。", "丙。"))
    (found,) = store.do(search.library, reader)
    store.do(articles.shelve, make_article("全改了。"))

    cited, (before, this, after) = store.do(search.around, reader, Place(found.number, 1))

    assert (cited.quote.text, cited.title) == ("乙。", "文章article")
    assert (before, this.text, after.text) == (None, "甲。乙。", "丙。")


@pytest.mark.parametrize("place", [Place(999, 0), Place(2**63 - 1, 0), Place(1, 2**63 - 1)])
def test_a_place_that_is_none_is_refused(store, reader, place):
    store.do(articles.shelve, make_article())

    with pytest.raises(OldButton):
        store.do(search.around, reader, place)


VERBS = [(search.await_words, ()), (search.library, ()), (search.around, (Place(1, 0),))]


@pytest.mark.parametrize(("verb", "arguments"), VERBS)
def test_strangers_and_the_deactivated_are_refused(store, reader, verb, arguments):
    store.do(articles.shelve, make_article())
    store.do(lambda session: setattr(session.get_one(PersonRow, reader), "active", False))

    with pytest.raises(Deactivated):
        store.do(verb, reader, *arguments)
    with pytest.raises(NotAMember):
        store.do(verb, 404, *arguments)
