"""An outage in which presses were forgotten: noticed once, made up for once."""

import pytest
from sqlmodel import select

from db import delivery, outage, people, practice
from db.tables import AnswerRow, JournalRow
from questions.outage import FORGOTTEN, RECENT
from questions.people import Role
from questions.question import Kind
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
)

ADMIN = 9


@pytest.fixture
def crowd(store):
    """Three people with a question before each, asked when Telegram was last reached."""
    make_person(store, ADMIN, Role.ADMIN)
    bank_id = stock(store, make_bank(*make_questions(3)))
    store.do(outage.reached, NOW)
    return {
        make_person(store, id).id: store.do(practice.start, id, bank_id, later(seconds=id), 1)
        for id in (1, 2, 3)
    }


def outage_of(store, **span):
    return store.do(outage.reached, later(**span))


def test_the_first_time_is_no_outage(store):
    assert store.do(outage.reached, NOW) is None


def test_a_short_absence_is_none(store, crowd):
    assert store.do(outage.reached, NOW + FORGOTTEN) is None


def test_a_long_absence_is_one_and_is_written_in_the_journal(store, crowd):
    found = outage_of(store, minutes=5)

    assert (found.gone_at, found.back_at) == (NOW, later(minutes=5))
    line = select(JournalRow).where(JournalRow.action == "outage")
    (written,) = store.do(lambda session: session.exec(line).all())
    assert (written.actor_id, written.facts) == (None, {"seconds": 300})


def test_a_process_that_never_stopped_knows_better_than_the_clock(store, crowd):
    """The clock was set forward by an hour, or back: nobody was away."""
    assert store.do(outage.reached, later(hours=1), False) is None
    assert store.do(outage.reached, later(minutes=-10), False) is None
    assert store.do(outage.reached, later(minutes=-9), True)


def test_an_outage_is_remembered_for_those_who_could_not_be_told_yet(store, crowd):
    found = outage_of(store, minutes=5)

    assert outage_of(store, minutes=6) == found
    assert store.do(outage.reached, later(minutes=5) + RECENT, False) is None


def test_everybody_who_stood_before_a_question_is_found_the_last_first(store, crowd):
    assert store.do(outage.stranded, outage_of(store, minutes=5)) == [3, 2, 1]


def test_the_question_is_the_same_and_shown_once(store, crowd):
    found = outage_of(store, minutes=5)

    again = store.do(outage.show_again, 1, found, later(minutes=6))

    assert again == crowd[1]
    assert store.do(outage.show_again, 1, found, later(minutes=7)) is None
    assert store.do(outage.stranded, found) == [3, 2]


def test_the_time_of_the_outage_is_nobodys_own(store, crowd):
    found = outage_of(store, minutes=5)
    asked = store.do(outage.show_again, 1, found, later(minutes=6))

    now = later(minutes=6, seconds=4)
    store.do(practice.answer, 1, asked.id, right_place(asked), now, ZONE)

    (answer,) = store.do(lambda session: session.exec(select(AnswerRow)).all())
    assert answer.took_ms == 4000


def answer(store, asked):
    store.do(practice.answer, 1, asked.id, right_place(asked), later(minutes=5), ZONE)


GONE_ON = {
    "answered": answer,
    "left": lambda store, _: store.do(practice.leave, 1, later(minutes=5)),
    "deactivated": lambda store, _: store.do(people.set_active, ADMIN, 1, False),
    "out of reach": lambda store, _: store.do(delivery.set_reachable, 1, False),
}


@pytest.mark.parametrize("go_on", GONE_ON.values(), ids=GONE_ON)
def test_who_has_gone_on_is_left_in_peace(store, crowd, go_on):
    found = outage_of(store, minutes=5)

    go_on(store, crowd[1])

    assert store.do(outage.stranded, found) == [3, 2]


def test_who_answered_between_two_looks_is_not_shown_what_comes_next(store, crowd):
    found = outage_of(store, minutes=5)
    answer(store, crowd[1])
    store.do(practice.next_question, 1, crowd[1].id, later(minutes=6))

    assert store.do(outage.show_again, 1, found, later(minutes=7)) is None


@pytest.mark.parametrize(
    ("minutes", "is_found"),
    [(30, True), (170, True), (190, False), (24 * 60, False)],
)
def test_who_was_asked_long_ago_is_left_in_peace(store, crowd, minutes, is_found):
    found = outage_of(store, minutes=minutes)

    assert (1 in store.do(outage.stranded, found)) == is_found


def test_what_was_shown_after_the_outage_is_not_shown_again(store, crowd):
    found = outage_of(store, minutes=5)
    store.do(practice.start, 1, None, later(minutes=5, seconds=1), 2)

    assert store.do(outage.stranded, found) == [3, 2]


def test_a_second_outage_is_made_up_for_as_well(store, crowd):
    first = outage_of(store, minutes=5)
    for person in crowd:
        store.do(outage.show_again, person, first, later(minutes=5))

    second = outage_of(store, minutes=15)

    assert second != first
    assert store.do(outage.stranded, first) == []
    assert sorted(store.do(outage.stranded, second)) == [1, 2, 3]


def test_a_typed_question_awaits_its_text_again(store, crowd):
    bank_id = stock(store, make_bank(make_question("t", Kind.BLANK), key="typed"))
    asked = store.do(practice.start, 1, bank_id, later(seconds=5), 1)
    found = outage_of(store, minutes=5)

    assert store.do(outage.show_again, 1, found, later(minutes=5)).id == asked.id
    assert store.do(practice.awaited, 1) == ("answer", str(asked.id))
