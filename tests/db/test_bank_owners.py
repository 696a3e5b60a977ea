"""Whose bank it is: looked at by all who keep banks, changed by its owner and by admins."""

import pytest

from db import bank, standing
from db.tables import PersonRow
from questions.errors import BankNotYours, NotAllowed
from questions.people import Role
from questions.shelf import PUBLISHED, WITHDRAWN
from tests.builders import NOW, make_bank, make_person, make_question, make_quote

OWNER, OTHER, ADMIN, EMPLOYEE = 5, 6, 7, 8
CHANGES = {
    "withdraw": (bank.set_state, (WITHDRAWN,)),
    "accept all": (bank.accept_quotes, (NOW,)),
    "accept": (bank.accept_quote, (0, NOW)),
    "drop": (bank.drop_quote, (0, NOW)),
}
CHANGING = pytest.mark.parametrize("change", CHANGES)


@pytest.fixture
def owned(store):
    """A published bank of OWNER's with a proposed quote; colleagues of every role."""
    make_person(store, OWNER, Role.TRAINER)
    make_person(store, OTHER, Role.TRAINER)
    make_person(store, ADMIN, Role.ADMIN)
    make_person(store, EMPLOYEE)
    return taken_in(store, OWNER)


def taken_in(store, owner_id):
    question = make_question(quotes=(make_quote(),))
    taken = make_bank(question, key=f"of {owner_id}")
    stocked = store.do(
        bank.stock, taken, owner_id, NOW, state=PUBLISHED, proposed=frozenset({question.key})
    )
    return stocked.bank_id


def change_by(store, person_id, change, bank_id):
    verb, arguments = CHANGES[change]
    return store.do(verb, person_id, bank_id, *arguments)


@CHANGING
def test_another_trainer_changes_nothing(store, owned, change):
    with pytest.raises(BankNotYours):
        change_by(store, OTHER, change, owned)

    shelf = store.do(bank.shelf, OTHER, owned)
    assert (shelf.state, shelf.proposed, shelf.may_change) == (PUBLISHED, 1, False)


@CHANGING
@pytest.mark.parametrize("person_id", [OWNER, ADMIN])
def test_the_owner_and_an_admin_change_it(store, owned, change, person_id):
    assert store.do(bank.shelf, person_id, owned).may_change

    change_by(store, person_id, change, owned)

    shelf = store.do(bank.shelf, OTHER, owned)
    assert (shelf.state, shelf.proposed) != (PUBLISHED, 1)


@CHANGING
def test_what_nobody_owns_every_trainer_changes(store, owned, change):
    shipped = taken_in(store, None)

    change_by(store, OTHER, change, shipped)

    shelf = store.do(bank.shelf, OTHER, shipped)
    assert (shelf.state, shelf.proposed) != (PUBLISHED, 1)


@CHANGING
def test_a_trainer_who_is_one_no_more_keeps_no_bank(store, owned, change):
    store.do(demote, OWNER)

    with pytest.raises(NotAllowed):
        change_by(store, OWNER, change, owned)


def test_another_trainer_looks_at_it_and_takes_it_away(store, owned):
    assert owned in [shelf.id for shelf in store.do(bank.shelves, OTHER)]
    assert store.do(standing.look, OTHER, owned, 0)
    assert store.do(bank.whole, OTHER, owned).questions


@pytest.mark.parametrize("verb", [bank.shelf, bank.whole])
def test_an_employee_does_not(store, owned, verb):
    with pytest.raises(NotAllowed):
        store.do(verb, EMPLOYEE, owned)


def demote(session, person_id):
    session.get_one(PersonRow, person_id).role = Role.EMPLOYEE
