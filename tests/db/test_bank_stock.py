"""Banks taken in: what is new, changed, the same and gone; versions are kept for ever."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlmodel import func, select

from db import articles, bank, practice, regrade, standing
from db.shipped import stock as stock_shipped
from db.stock import set_retired
from db.tables import AnswerRow, ArticleRow, BankRow, JournalRow, QuestionRow, VersionRow
from questions.bank import shipped
from questions.errors import BankUnknown, NotAllowed
from questions.people import Role
from questions.question import Kind
from questions.regrade import Key
from questions.shelf import DRAFT, PUBLISHED, WITHDRAWN
from tests.builders import (
    NOW,
    ZONE,
    later,
    make_article,
    make_bank,
    make_person,
    make_question,
    make_questions,
    make_quote,
    right_place,
    stock,
)

TRAINER = 5


@pytest.fixture
def trainer(store):
    return make_person(store, TRAINER, Role.TRAINER).id


def take_in(store, *questions, **options):
    return store.do(bank.stock, make_bank(*questions), None, NOW, **options)


def counts(stocked):
    return stocked.new, stocked.changed, stocked.same, stocked.gone


def versions(store):
    return store.do(
        lambda session: session.exec(select(func.count()).select_from(VersionRow)).one()
    )


def keys(store, bank_id):
    return [question.key for question in store.do(bank.load, bank_id).questions]


def test_a_bank_comes_back_as_it_was_taken_in(store):
    questions = tuple(
        make_question(
            f"q{number}",
            kind,
            tags=("安全", "消防"),
            difficulty=3,
            note="提示 <b>🙂",
            quotes=(make_quote(),),
            typed_as="number" if kind is Kind.BLANK else "",
            ordered=kind is Kind.SHORT,
        )
        for number, kind in enumerate(Kind)
    )
    given = make_bank(*questions, article="article", partial=True)

    bank_id = stock(store, given)

    assert store.do(bank.load, bank_id) == given


def test_a_wording_knows_by_whom_and_when_it_was_made(store, trainer):
    store.do(bank.stock, make_bank(), trainer, NOW)

    (row,) = store.do(lambda session: session.exec(select(VersionRow)).all())

    assert (row.made_by, row.made_at, row.version) == (trainer, NOW, 1)


def test_what_is_new_changed_the_same_and_gone_is_counted(store):
    one, two, three = make_questions(3)
    first = take_in(store, one, two, three)

    second = take_in(store, one, replace(two, stem="改过的题？"), make_question("q4"))

    assert counts(first) == (3, 0, 0, 0)
    assert counts(second) == (1, 1, 1, 1)
    assert first.bank_id == second.bank_id
    assert keys(store, second.bank_id) == ["q1", "q2", "q4"]


def test_the_same_bank_again_changes_nothing(store):
    take_in(store, *make_questions(3))
    take_in(store, *make_questions(2))

    again = take_in(store, *make_questions(2))

    assert counts(again) == (0, 0, 2, 0)
    assert versions(store) == 3


def test_a_question_that_comes_back_is_asked_again(store):
    take_in(store, *make_questions(3))
    take_in(store, *make_questions(2))

    back = take_in(store, *make_questions(3))

    assert keys(store, back.bank_id) == ["q1", "q2", "q3"]


def test_nothing_is_gone_where_files_only_add(store):
    take_in(store, *make_questions(3))

    added = take_in(store, make_question("q9"), retire=False)

    assert counts(added) == (1, 0, 0, 0)
    assert len(keys(store, added.bank_id)) == 4


def test_a_changed_question_is_asked_in_its_new_wording(store):
    one = make_question("q1")
    person = make_person(store).id
    bank_id = take_in(store, one, state=PUBLISHED).bank_id
    store.do(practice.start, person, bank_id, NOW, 1)

    take_in(store, replace(one, stem="新问法？"))

    assert store.do(practice.start, person, bank_id, NOW, 2).question.stem == "新问法？"


def test_an_answer_stays_with_the_version_that_was_asked(store):
    """The right choice changes while the question is open: it is judged as it was asked."""
    one = make_question("q1")
    person = make_person(store).id
    bank_id = take_in(store, one, state=PUBLISHED).bank_id
    asked = store.do(practice.start, person, bank_id, NOW, 1)
    take_in(store, replace(one, stem="改了？", right=frozenset({3})))

    outcome = store.do(practice.answer, person, asked.id, right_place(asked), NOW, ZONE)

    version = store.do(
        lambda session: session.exec(
            select(VersionRow).join(AnswerRow, AnswerRow.version_id == VersionRow.id)
        ).one()
    )
    assert (outcome.grade.points, outcome.asked.question.stem) == (1.0, one.stem)
    assert (version.version, version.stem) == (1, one.stem)


def test_a_mistake_is_shown_as_it_was_asked(store):
    one = make_question("q1")
    person = make_person(store).id
    bank_id = take_in(store, one, state=PUBLISHED).bank_id
    asked = store.do(practice.start, person, bank_id, NOW, 1)
    wrong = (right_place(asked) + 1) % 4
    store.do(practice.answer, person, asked.id, wrong, NOW, ZONE)

    take_in(store, replace(one, stem="改了？"))

    (mistake,) = store.do(practice.result, person, asked.run_id).mistakes
    assert mistake.question == one


def test_versions_count_up_and_none_is_lost(store):
    for number in range(1, 5):
        take_in(store, make_question("q1", stem=f"第 {number} 版？"))

    rows = store.do(
        lambda session: session.exec(select(VersionRow).order_by(VersionRow.version)).all()
    )
    assert [(row.version, row.stem) for row in rows] == [
        (number, f"第 {number} 版？") for number in range(1, 5)
    ]


def test_banks_may_use_the_same_keys(store):
    stock(store, make_bank(make_question("q1"), key="a"))
    stock(store, make_bank(make_question("q1"), key="b"))

    assert (
        store.do(lambda session: session.exec(select(func.count()).select_from(QuestionRow)).one())
        == 2
    )


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "别的？"},
        {"choices": ("甲", "乙", "丙")},
        {"right": frozenset({2})},
        {"difficulty": 3},
        {"tags": ("新",)},
        {"note": "新"},
        {"quotes": (make_quote(),)},
        {"kind": Kind.MULTIPLE},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_makes_a_new_version(store, change):
    take_in(store, make_question("q1"))

    changed = take_in(store, replace(make_question("q1"), **change))

    assert counts(changed) == (0, 1, 0, 0)


@pytest.fixture(params=["the same", "another"])
def edition_at_the_next_start(store, request):
    """Begin again on the store, which took in the edition that is `the same` as ours or not."""

    def begin():
        if request.param == "another":
            store.do(lambda session: session.execute(update(BankRow).values(edition="")))
        store.do(stock_shipped, later(days=1))

    return begin


def test_the_shipped_banks_are_taken_in_once(store, trainer, edition_at_the_next_start):
    store.do(stock_shipped, NOW)
    before = versions(store)

    edition_at_the_next_start()

    loaded = [store.do(bank.load, bank_id) for bank_id in store.do(bank.all_banks)]
    assert loaded == list(shipped())
    assert versions(store) == before
    assert store.do(lambda s: s.exec(select(func.count()).select_from(ArticleRow)).one()) == 4
    assert {shelf.state for shelf in store.do(bank.shelves, trainer)} == {PUBLISHED}


def test_a_withdrawn_bank_stays_so_when_it_is_taken_in_again(store, trainer):
    bank_id = stock(store, make_bank())
    store.do(bank.set_state, trainer, bank_id, WITHDRAWN)

    stock(store, make_bank(*make_questions(2)), state=PUBLISHED)

    assert store.do(bank.shelf, trainer, bank_id).state == WITHDRAWN


def test_publishing_is_written_in_the_journal(store, trainer):
    bank_id = stock(store, make_bank(), state=DRAFT)

    shelf = store.do(bank.set_state, trainer, bank_id, PUBLISHED)

    line = store.do(lambda session: session.exec(select(JournalRow)).one())
    assert (shelf.state, shelf.questions) == (PUBLISHED, 1)
    assert (line.actor_id, line.subject) == (trainer, str(bank_id))
    assert line.facts == {"before": DRAFT, "after": PUBLISHED}


@pytest.mark.parametrize("role", [Role.EMPLOYEE])
def test_banks_are_kept_by_trainers_only(store, role):
    bank_id = stock(store, make_bank())
    person = make_person(store, 1, role).id

    for verb, arguments in (
        (bank.shelves, ()),
        (bank.shelf, (bank_id,)),
        (bank.set_state, (bank_id, WITHDRAWN)),
        (standing.look, (bank_id, 0)),
        (bank.accept_quotes, (bank_id, NOW)),
        (bank.accept_quote, (bank_id, 0, NOW)),
        (bank.drop_quote, (bank_id, 0, NOW)),
    ):
        with pytest.raises(NotAllowed):
            store.do(verb, person, *arguments)


@pytest.mark.parametrize("number", [0, 77, 2**63 - 1])
def test_a_bank_or_a_place_that_does_not_exist_is_refused(store, trainer, number):
    there = stock(store, make_bank())

    for verb, arguments in (
        (bank.shelf, (number,)),
        (bank.set_state, (number, WITHDRAWN)),
        (standing.look, (number, 0)),
        (standing.look, (there, max(number, 1))),
        (bank.accept_quote, (there, max(number, 1), NOW)),
    ):
        with pytest.raises(BankUnknown):
            store.do(verb, trainer, *arguments)


# Quotes that the finder proposed


@pytest.fixture
def proposed(store):
    store.do(articles.shelve, make_article())
    return make_question("q1", quotes=(make_quote(),)), make_question("q2", quotes=(make_quote(),))


def test_accepted_quotes_are_proposed_no_more(store, trainer, proposed):
    bank_id = take_in(store, *proposed, proposed=frozenset({"q1", "q2"})).bank_id

    store.do(bank.accept_quote, trainer, bank_id, 0, NOW)
    one_left = store.do(bank.shelf, trainer, bank_id).proposed
    none_left = store.do(bank.accept_quotes, trainer, bank_id, NOW).proposed

    assert (one_left, none_left) == (1, 0)
    assert store.do(bank.load, bank_id).questions == proposed


def test_a_dropped_quote_is_gone(store, trainer, proposed):
    bank_id = take_in(store, *proposed, proposed=frozenset({"q1"})).bank_id

    store.do(bank.drop_quote, trainer, bank_id, 0, NOW)

    seen = store.do(standing.look, trainer, bank_id, 0)
    assert (seen.question.quotes, seen.total, seen.proposed) == ((), 2, False)


def test_only_a_proposed_quote_can_be_dropped(store, trainer, proposed):
    bank_id = take_in(store, *proposed).bank_id

    store.do(bank.drop_quote, trainer, bank_id, 0, NOW)

    assert store.do(bank.load, bank_id).questions == proposed


@pytest.mark.parametrize("decide", [bank.accept_quote, bank.drop_quote])
def test_a_decision_stands_when_the_same_file_comes_again(store, trainer, proposed, decide):
    both = frozenset({"q1", "q2"})
    bank_id = take_in(store, *proposed, proposed=both).bank_id
    store.do(decide, trainer, bank_id, 0, NOW)
    decided = store.do(bank.load, bank_id)

    again = take_in(store, *proposed, proposed=both)

    assert counts(again) == (0, 0, 2, 0)
    assert store.do(bank.load, bank_id) == decided


def test_what_a_trainer_changed_in_a_shipped_bank_stays_at_the_next_start(
    store, trainer, edition_at_the_next_start
):
    store.do(stock_shipped, NOW)
    shelf = store.do(bank.shelves, trainer)[0]
    single = select(QuestionRow.id).join(VersionRow, VersionRow.question_id == QuestionRow.id)
    single = single.where(QuestionRow.bank_id == shelf.id, VersionRow.kind == Kind.SINGLE)
    rekeyed, retired = store.do(lambda session: session.exec(single.limit(2)).all())
    key = Key(frozenset({3}))
    if store.do(regrade.look, trainer, rekeyed).question.right == key.right:
        key = Key(frozenset({2}))
    store.do(regrade.rekey, trainer, rekeyed, None, key, NOW, ZONE)
    store.do(set_retired, shelf.id, retired, True)

    edition_at_the_next_start()

    assert store.do(regrade.look, trainer, rekeyed).question.right == key.right
    assert store.do(bank.shelf, trainer, shelf.id).questions == shelf.questions - 1


def test_a_question_that_ships_anew_takes_the_place_of_what_a_trainer_changed(store, trainer):
    ours = {"state": PUBLISHED, "ours": True}
    store.do(bank.stock, make_bank(), None, NOW, **ours)
    (question_id,) = store.do(lambda session: session.exec(select(QuestionRow.id)).all())
    store.do(regrade.rekey, trainer, question_id, None, Key(frozenset({3})), NOW, ZONE)

    newer = make_question(right=frozenset({2}))
    store.do(bank.stock, make_bank(newer), None, NOW, **ours)

    assert store.do(regrade.look, trainer, question_id).question.right == {2}
