"""Objections: one open a person and question, so many a day, decided by whoever keeps the bank."""

from datetime import timedelta

import pytest
from sqlmodel import select

from db import bank, delivery, objections, people, practice, regrade
from db.tables import JournalRow, QuestionRow
from questions.errors import (
    BankNotYours,
    NotAllowed,
    NotYours,
    ObjectionGone,
    ObjectionOpen,
    ObjectionsMany,
    OldButton,
)
from questions.objections import DAILY_LIMIT, Reason, State
from questions.people import Role
from questions.question import Kind
from questions.regrade import Key
from questions.shelf import PUBLISHED
from tests.builders import (
    NOW,
    ZONE,
    later,
    make_bank,
    make_person,
    make_question,
    make_questions,
    right_place,
    stock,
    wrong_place,
)

OWNER, OTHER, ADMIN = 900, 901, 902
C = Key(frozenset({2}))


@pytest.fixture
def staff(store):
    """Two trainers and an admin; 1 and 2 are employees."""
    for person, role in ((OWNER, Role.TRAINER), (OTHER, Role.TRAINER), (ADMIN, Role.ADMIN)):
        make_person(store, person, role)
    make_person(store, 1, department="生产部", name="李员工")
    make_person(store, 2)


@pytest.fixture
def owned(store, staff):
    """A bank of OWNER's."""
    return store.do(bank.stock, make_bank(), OWNER, NOW, state=PUBLISHED).bank_id


def answered(store, person, bank_id, now=NOW, place=wrong_place):
    """The place of a question that was just answered."""
    asked = store.do(practice.start, person, bank_id, now, 1)
    store.do(practice.answer, person, asked.id, place(asked), now, ZONE)
    return asked.id


def objects(store, person, asked_id, reason=Reason.KEY, words="", now=NOW):
    return store.do(objections.file, person, asked_id, reason, words, now, ZONE)


def told(store, kind):
    """Who was told so since this was last asked."""
    parcels = store.do(delivery.claim, 1000, NOW)
    return {each.person_id: each.facts for each in parcels if each.kind == kind}


def listed(store, actor):
    found, total = store.do(objections.listed, actor, 0, 8)
    assert total == len(found)
    return [each.id for each in found]


def test_the_owner_is_told_and_sees_all_of_it(store, owned):
    asked_id = answered(store, 1, owned)

    number = objects(store, 1, asked_id, words="两个都对")

    assert set(told(store, objections.RAISED)) == {OWNER}
    assert listed(store, OWNER) == [number]
    found = store.do(objections.look, OWNER, number)
    assert (found.person, found.department, found.words) == ("李员工", "生产部", "两个都对")
    assert (found.question, found.mark.points, found.state) == (make_question(), 0, State.OPEN)
    assert found.is_current


def test_of_a_bank_that_nobody_owns_all_are_told_who_may_change_it(store, staff):
    objects(store, 1, answered(store, 1, stock(store, make_bank())))

    assert set(told(store, objections.RAISED)) == {OWNER, OTHER, ADMIN}


def test_where_the_owner_may_no_more_the_admins_are_told(store, owned):
    store.do(people.set_role, ADMIN, OWNER, Role.EMPLOYEE)

    number = objects(store, 1, answered(store, 1, owned))

    assert set(told(store, objections.RAISED)) == {ADMIN}
    assert listed(store, ADMIN) == [number]
    with pytest.raises(NotAllowed):
        store.do(objections.keep, OWNER, number, NOW)


def test_another_trainers_bank_is_not_listed_and_not_decided(store, owned):
    number = objects(store, 1, answered(store, 1, owned))

    assert listed(store, OTHER) == []
    for verb in (objections.keep, objections.retire):
        with pytest.raises(BankNotYours):
            store.do(verb, OTHER, number, NOW)
    with pytest.raises(BankNotYours):
        store.do(objections.look, OTHER, number)


def test_a_second_one_waits_for_the_first(store, owned):
    first = objects(store, 1, answered(store, 1, owned))
    again = answered(store, 1, owned, later(hours=1))

    with pytest.raises(ObjectionOpen):
        objects(store, 1, again)
    objects(store, 2, answered(store, 2, owned))
    store.do(objections.keep, OWNER, first, NOW)

    objects(store, 1, again)


def test_only_so_many_a_day(store, staff):
    many = stock(store, make_bank(*make_questions(DAILY_LIMIT + 1)))
    places = []
    for _ in range(2):
        asked = store.do(practice.start, 1, many, NOW, 1)
        while True:
            store.do(practice.answer, 1, asked.id, right_place(asked), NOW, ZONE)
            places.append((asked.question.key, asked.id))
            if asked.seq == asked.length:
                break
            asked = store.do(practice.next_question, 1, asked.id, NOW)
    *some, last = dict(places).values()
    for place in some:
        objects(store, 1, place)

    with pytest.raises(ObjectionsMany):
        objects(store, 1, last)
    # Midnight at the organisation's clock, not at UTC's.
    objects(store, 1, last, now=NOW.replace(hour=16))


def test_only_ones_own_answers_are_objected_to(store, owned):
    place = answered(store, 1, owned)
    waiting = store.do(practice.start, 2, owned, NOW, 1).id

    with pytest.raises(NotYours):
        objects(store, 2, place)
    for unknown in (waiting, 10**9):
        with pytest.raises(OldButton):
            objects(store, 2, unknown)


def test_a_key_that_stays_is_answered(store, owned):
    number = objects(store, 1, answered(store, 1, owned))

    found = store.do(objections.keep, OWNER, number, NOW)

    assert found.state is State.KEPT
    assert told(store, objections.DECIDED)[1]["decided"] == "kept"
    assert listed(store, OWNER) == []
    for verb in (objections.keep, objections.retire):
        with pytest.raises(ObjectionGone):
            store.do(verb, OWNER, number, NOW)


def test_a_retired_question_is_asked_no_more_and_all_who_objected_are_told(store, staff):
    bank_id = store.do(
        bank.stock, make_bank(*make_questions(2)), OWNER, NOW, state=PUBLISHED
    ).bank_id
    places = {}
    for person in (1, 2):
        asked = store.do(practice.start, person, bank_id, NOW, 1)
        if asked.question.key == "q2":
            store.do(practice.answer, person, asked.id, 0, NOW, ZONE)
            asked = store.do(practice.next_question, person, asked.id, NOW)
        store.do(practice.answer, person, asked.id, 0, NOW, ZONE)
        places[person] = asked.id
    first, _ = (objects(store, person, place) for person, place in places.items())

    store.do(objections.retire, OWNER, first, NOW)

    assert {who: facts["decided"] for who, facts in told(store, objections.DECIDED).items()} == {
        1: "retired", 2: "retired"
    }  # fmt: skip
    assert [each.key for each in store.do(bank.load, bank_id).questions] == ["q2"]


def test_another_key_settles_what_was_said_against_the_one_before(store, owned):
    objects(store, 1, answered(store, 1, owned), Reason.KEY)
    about_quote = objects(store, 2, answered(store, 2, owned), Reason.QUOTE)
    (question_id,) = store.do(lambda session: session.exec(select(QuestionRow.id)).all())

    store.do(regrade.rekey, OWNER, question_id, None, C, later(minutes=1), ZONE)

    facts = told(store, objections.DECIDED)
    assert (set(facts), facts[1]["right"]) == ({1}, [2])
    assert listed(store, OWNER) == [about_quote]


def test_who_decided_what_is_in_the_journal(store, owned):
    number = objects(store, 1, answered(store, 1, owned))
    store.do(objections.keep, OWNER, number, NOW)

    lines = store.do(lambda session: session.exec(select(JournalRow)).all())[-2:]

    assert [(line.actor_id, line.action, line.subject) for line in lines] == [
        (1, "objected", str(number)),
        (OWNER, "objection_decided", str(number)),
    ]
    assert (lines[1].facts["before"], lines[1].facts["after"]) == ("open", "kept")


def test_a_question_that_was_changed_since_is_shown_as_it_was_answered(store, owned):
    number = objects(store, 1, answered(store, 1, owned))
    newer = make_question(stem="新题干？")
    store.do(bank.stock, make_bank(newer), OWNER, NOW)

    found = store.do(objections.look, OWNER, number)

    assert (found.question.stem, found.is_current) == ("题目q1？", False)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_objected_to(store, staff, kind):
    bank_id = stock(store, make_bank(make_question(kind=kind)))
    asked = store.do(practice.start, 1, bank_id, NOW, 1)
    if kind.is_typed:
        store.do(practice.answer_typed, 1, asked.id, "不知道", NOW, ZONE)
    elif kind is Kind.MULTIPLE:
        store.do(practice.toggle, 1, asked.id, 0)
        store.do(practice.submit, 1, asked.id, NOW, ZONE)
    else:
        store.do(practice.answer, 1, asked.id, 1, NOW + timedelta(seconds=1), ZONE)

    number = objects(store, 1, asked.id)

    assert store.do(objections.look, OWNER, number).question.kind is kind
