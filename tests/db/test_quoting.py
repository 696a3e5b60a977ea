"""A trainer chooses a quote for a question that has none, or says that nothing fits."""

import pytest
from sqlmodel import select

from db import articles, bank, quoting, standing
from db.tables import JournalRow, VersionRow
from questions.errors import BankNotYours, NotAllowed, OldButton
from questions.finder import quotes_of
from questions.people import Role
from questions.search import Place
from tests.builders import (
    NOW,
    later,
    make_article,
    make_bank,
    make_person,
    make_question,
    make_quote,
)

TRAINER, COLLEAGUE, EMPLOYEE = 5, 6, 7
ARTICLE = make_article("第一段。第二句。", "第二段。", "第三段。")


@pytest.fixture
def bank_id(store):
    """Two questions of the trainer's own, the second of them without a quote."""
    make_person(store, TRAINER, Role.TRAINER)
    make_person(store, COLLEAGUE, Role.TRAINER)
    make_person(store, EMPLOYEE)
    store.do(articles.shelve, ARTICLE)
    taken = make_bank(make_question("q1", quotes=(make_quote(),)), make_question("q2"))
    return store.do(bank.stock, taken, TRAINER, NOW).bank_id


@pytest.fixture
def bare(store, bank_id):
    return store.do(quoting.bare, TRAINER, bank_id, 1)


def journal(store):
    rows = select(JournalRow.action, JournalRow.actor_id, JournalRow.subject)
    return [tuple(row) for row in store.do(lambda session: session.exec(rows).all())]


def offered(store, bank_id, actor_id=TRAINER):
    return [store.do(quoting.is_offered, actor_id, bank_id, place) for place in (0, 1)]


def test_a_choice_is_offered_where_there_is_no_quote_to_who_may_change_the_bank(store, bank_id):
    assert offered(store, bank_id) == [False, True]
    assert offered(store, bank_id, COLLEAGUE) == [False, False]
    assert offered(store, bank_id, EMPLOYEE) == [False, False]


def test_what_there_is_to_choose_from_says_where_the_question_stands(bare, bank_id):
    assert (bare.question.key, bare.bank_id, bare.place, bare.total) == ("q2", bank_id, 1, 2)
    assert [each.article for each in bare.library] == [ARTICLE]


def test_the_chosen_sentence_is_the_quote_from_then_on(store, bank_id, bare):
    place = Place(bare.library[0].number, 1)

    stands = store.do(quoting.choose, TRAINER, bare.version, place, NOW)

    seen = store.do(standing.look, TRAINER, bank_id, 1)
    assert stands == (bank_id, 1)
    assert seen.question.quotes == (quotes_of(ARTICLE)[1],)
    assert not seen.proposed
    assert offered(store, bank_id) == [False, False]
    assert journal(store)[-1] == ("quote_chosen", TRAINER, str(bank_id))


def test_nothing_fits_is_remembered_as_long_as_the_articles_stay(store, bank_id, bare):
    stands = store.do(quoting.nothing_fits, TRAINER, bare.version, bare.edition)
    then = offered(store, bank_id)
    written = journal(store)[-1]
    with pytest.raises(OldButton):
        store.do(quoting.bare, TRAINER, bank_id, 1)

    store.do(articles.shelve, make_article("新的一段。"))

    assert stands == (bank_id, 1)
    assert then == [False, False]
    assert written == ("no_quote_fits", TRAINER, str(bank_id))
    assert offered(store, bank_id) == [False, True]


def test_nothing_fits_may_be_said_again_of_newer_articles(store, bank_id, bare):
    store.do(quoting.nothing_fits, TRAINER, bare.version, bare.edition)
    store.do(articles.shelve, make_article("新的一段。"))
    newer = store.do(quoting.bare, TRAINER, bank_id, 1)

    store.do(quoting.nothing_fits, TRAINER, newer.version, newer.edition)

    assert offered(store, bank_id) == [False, False]


def test_articles_that_came_while_one_looked_are_offered(store, bank_id, bare):
    store.do(articles.shelve, make_article("新的一段。"))

    store.do(quoting.nothing_fits, TRAINER, bare.version, bare.edition)

    assert offered(store, bank_id) == [False, True]


def test_no_forged_number_holds_for_articles_to_come(store, bank_id, bare):
    store.do(quoting.nothing_fits, TRAINER, bare.version, 2**63 - 1)

    store.do(articles.shelve, make_article("新的一段。"))

    assert offered(store, bank_id) == [False, True]


def test_another_wording_is_another_matter(store, bank_id, bare):
    store.do(quoting.nothing_fits, TRAINER, bare.version, bare.edition)
    changed = make_bank(
        make_question("q1", quotes=(make_quote(),)), make_question("q2", note="新")
    )

    store.do(bank.stock, changed, TRAINER, NOW)

    assert offered(store, bank_id) == [False, True]


def test_a_choice_between_other_wordings_or_other_articles_is_refused(store, bank_id, bare):
    place = Place(bare.library[0].number, 0)
    store.do(articles.shelve, make_article("新的一段。", key="other"))
    store.do(articles.shelve, make_article("改了。"))
    for wrong in (place, Place(999, 0), Place(2, 99)):
        with pytest.raises(OldButton):
            store.do(quoting.choose, TRAINER, bare.version, wrong, NOW)

    store.do(quoting.choose, TRAINER, bare.version, Place(2, 0), NOW)

    for version in (bare.version, 999):
        with pytest.raises(OldButton):
            store.do(quoting.choose, TRAINER, version, Place(2, 0), NOW)
        with pytest.raises(OldButton):
            store.do(quoting.nothing_fits, TRAINER, version, bare.edition)


@pytest.mark.parametrize(("actor", "refusal"), [(COLLEAGUE, BankNotYours), (EMPLOYEE, NotAllowed)])
def test_a_bank_that_is_not_theirs_nobody_changes(store, bank_id, bare, actor, refusal):
    before = store.do(lambda session: len(session.exec(select(VersionRow)).all()))

    for verb, arguments in (
        (quoting.bare, (bank_id, 1)),
        (quoting.choose, (bare.version, Place(1, 0), NOW)),
        (quoting.nothing_fits, (bare.version, bare.edition)),
    ):
        with pytest.raises(refusal):
            store.do(verb, actor, *arguments)

    assert store.do(lambda session: len(session.exec(select(VersionRow)).all())) == before


def test_a_chosen_quote_stands_when_the_same_file_comes_again(store, bank_id, bare):
    store.do(quoting.choose, TRAINER, bare.version, Place(bare.library[0].number, 0), NOW)
    chosen = store.do(bank.load, bank_id)
    same = make_bank(make_question("q1", quotes=(make_quote(),)), make_question("q2"))

    again = store.do(bank.stock, same, TRAINER, later(days=1))

    assert (again.same, again.changed) == (2, 0)
    assert store.do(bank.load, bank_id) == chosen
