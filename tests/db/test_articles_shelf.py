"""Articles as the store keeps them, and what stands around a quote."""

from dataclasses import replace

import pytest
from sqlmodel import func, select

from db import articles
from db.tables import ArticleRow
from questions.articles import Misprint, article, library
from tests.builders import make_article, make_quote


def test_an_article_is_kept_to_the_letter(store):
    rose = article("rose")

    assert store.do(articles.shelve, rose) is True

    kept = store.do(articles.stored, "rose")
    assert kept == rose
    assert kept.misprints == rose.misprints


def test_the_same_article_again_is_no_new_version(store):
    store.do(articles.shelve, make_article())

    assert store.do(articles.shelve, make_article()) is False


def test_a_changed_article_becomes_a_version_that_is_read_from_then_on(store):
    store.do(articles.shelve, make_article("甲"))
    store.do(articles.stored, "article")

    changed = store.do(articles.shelve, make_article("乙"))

    kept = store.do(articles.stored, "article")
    rows = store.do(lambda s: s.exec(select(func.count()).select_from(ArticleRow)).one())
    assert changed is True
    assert (kept.version, kept.passages[0].text, rows) == (2, "乙", 2)


def test_articles_come_in_the_order_they_were_kept(store):
    for each in library():
        store.do(articles.shelve, each)

    assert store.do(articles.every) == library()


def test_a_quote_is_cited_with_its_article_and_the_pages_misprints(store):
    misprint = Misprint("第二段", 2, "第贰段")
    store.do(articles.shelve, make_article(misprints=(misprint,)))

    (cited,) = store.do(articles.cite, (make_quote(),))

    assert (cited.title, cited.author) == ("文章article", "作者")
    assert cited.misprints == ("第二段",)


def test_a_quote_of_an_unknown_article_is_still_shown(store):
    quote = make_quote(article="gone")

    (cited,) = store.do(articles.cite, (quote,))

    assert (cited.quote, cited.title) == (quote, "")


@pytest.mark.parametrize(
    ("passage", "texts"),
    [
        (1, (None, "第一段。", "第二段。")),
        (2, ("第一段。", "第二段。", "第三段。")),
        (3, ("第二段。", "第三段。", None)),
    ],
)
def test_around_a_quote_stand_its_neighbours(store, passage, texts):
    store.do(articles.shelve, make_article())

    three = store.do(articles.around, make_quote(passage=passage))

    assert tuple(each and each.text for each in three) == texts


@pytest.mark.parametrize(
    "quote",
    [make_quote(passage=0), make_quote(passage=4), make_quote(article="gone")],
    ids=["before the first", "after the last", "of no article"],
)
def test_around_a_quote_that_stands_nowhere_is_nothing(store, quote):
    store.do(articles.shelve, make_article())

    assert store.do(articles.around, quote) is None


def test_an_article_that_was_not_kept_is_not_remembered(store):
    """What a transaction that failed had read must not be taken for the truth."""

    def fails(session):
        articles.shelve(session, make_article("草稿"))
        articles.stored(session, "article")
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        store.do(fails)

    assert store.do(articles.stored, "article") is None
    store.do(articles.shelve, make_article("正文"))
    assert store.do(articles.stored, "article").passages[0].text == "正文"


def test_two_stores_do_not_share_their_articles(store, tmp_path):
    store.do(articles.shelve, make_article("甲"))
    store.do(articles.stored, "article")

    store.do(articles.shelve, replace(make_article("甲"), title="新题"))

    assert store.do(articles.cite, (make_quote(),))[0].title == "新题"
