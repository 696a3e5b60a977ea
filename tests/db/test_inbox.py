"""The inbox: an update is kept once, done once, and owed an answer until it had one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlmodel import select

from db import inbox, talk
from db.inbox import DONE, GIVEN_UP, KEPT, WAITING, Received
from db.store import handling
from db.tables import InboxRow
from questions.errors import NotAllowed
from tests.builders import NOW, later, make_person

# A worker that begins after the one before it is gone.
NEXT = 2**31


@contextmanager
def in_hand(update_id):
    """What the engine does around each update."""
    token = handling.set(update_id)
    try:
        yield
    finally:
        handling.reset(token)


def received(*update_ids, chat=7):
    return [Received(update_id, chat, f'{{"update_id": {update_id}}}') for update_id in update_ids]


def receive(store, *update_ids, chat=7, now=NOW):
    return store.do(inbox.receive, received(*update_ids, chat=chat), now, store.worker)


def states(store):
    rows = store.do(
        lambda session: session.exec(select(InboxRow).order_by(InboxRow.update_id)).all()
    )
    return {row.update_id: row.state for row in rows}


def row(store, update_id):
    return store.do(lambda session: session.get_one(InboxRow, update_id))


def noted(session, person_id):
    """A verb with an effect."""
    talk.expect(session, person_id, "answer", "1")


def refused(session, person_id):
    noted(session, person_id)
    raise NotAllowed


def test_an_update_is_new_once(store):
    assert receive(store, 1, 2) == {1, 2}
    assert receive(store, 2, 3) == {3}
    assert receive(store, 1, 2, 3) == set()


def test_an_update_that_comes_twice_at_once_is_kept_once(store):
    assert receive(store, 5, 5) == {5}

    assert states(store) == {5: WAITING}


def test_nothing_received_is_nothing_kept(store):
    assert store.do(inbox.receive, [], NOW) == set()


def test_two_who_receive_the_same_share_it(store):
    """Two processes behind one webhook: every update is handled by one of them."""
    for first in range(0, 400, 40):
        numbers = list(range(first, first + 40))
        with ThreadPoolExecutor(2) as processes:
            takes = [processes.submit(receive, store, *numbers) for _ in range(2)]
        one, other = (take.result() for take in takes)
        assert one | other == set(numbers)
        assert not one & other


def test_what_waits_comes_back_oldest_first(store):
    receive(store, 9, now=NOW)
    receive(store, 3, 4, now=later(seconds=1))

    waiting, owed = store.do(inbox.take_up, NEXT)

    assert waiting == received(9, 3, 4)
    assert owed == {}


def test_an_effect_and_its_inbox_row_change_together(store):
    person = make_person(store).id
    receive(store, 1)

    with in_hand(1):
        store.do(noted, person)

    assert states(store) == {1: KEPT}
    assert store.do(talk.expected, person) == ("answer", "1")


@pytest.mark.parametrize("fault", [NotAllowed, RuntimeError])
def test_what_fails_has_no_effect_and_goes_on_waiting(store, fault):
    person = make_person(store).id
    receive(store, 1)

    def fails(session):
        noted(session, person)
        raise fault

    with in_hand(1), pytest.raises(fault):
        store.do(fails)

    assert states(store) == {1: WAITING}
    assert store.do(talk.expected, person) is None


def test_a_verb_outside_any_update_touches_no_row(store):
    receive(store, 1)

    store.do(noted, make_person(store).id)

    assert states(store) == {1: WAITING}


def test_what_was_answered_is_done_and_says_nothing_any_more(store):
    receive(store, 1, 2)

    store.do(inbox.finish, [1], store.worker)

    assert states(store) == {1: DONE, 2: WAITING}
    assert row(store, 1).payload == ""


def test_a_second_verb_does_not_open_what_is_done(store):
    receive(store, 1)
    store.do(inbox.finish, [1], store.worker)

    with in_hand(1):
        store.do(noted, make_person(store).id)

    assert states(store) == {1: DONE}


def test_what_is_given_up_stays_to_be_looked_into(store):
    receive(store, 1)

    store.do(inbox.give_up, 1)

    assert states(store) == {1: GIVEN_UP}
    assert row(store, 1).payload == '{"update_id": 1}'
    assert store.do(inbox.take_up, NEXT) == ([], {})


def test_tries_are_counted_and_the_state_told(store):
    receive(store, 1)

    first = store.do(inbox.count_try, 1)
    with in_hand(1):
        store.do(noted, make_person(store).id)
    second = store.do(inbox.count_try, 1)

    assert (first, second) == ((WAITING, 1), (KEPT, 2))


def test_a_chat_is_owed_one_word_for_all_that_it_did(store):
    person = make_person(store).id
    receive(store, 1, 2, chat=7)
    receive(store, 3, chat=8)
    receive(store, 4, chat=None)
    receive(store, 5, chat=9)
    for update_id in (1, 2, 3, 4):
        with in_hand(update_id):
            store.do(noted, person)

    _, owed = store.do(inbox.take_up, NEXT)

    assert {chat: sorted(updates) for chat, updates in owed.items()} == {7: [1, 2], 8: [3]}


def test_how_the_inbox_stands_is_counted(store):
    person = make_person(store).id
    receive(store, 1, 2, 3, 4)
    receive(store, 5, now=later(seconds=20))
    with in_hand(1):
        store.do(noted, person)
    store.do(inbox.finish, [2], store.worker)
    store.do(inbox.give_up, 3)

    census = store.do(inbox.census, later(seconds=45))

    assert census == inbox.Census(waiting=2, kept=1, dead=1, oldest_seconds=45.0)


def test_in_an_empty_inbox_nothing_is_old(store):
    assert store.do(inbox.census, NOW) == inbox.Census(0, 0, 0, 0.0)


def test_sweeping_forgets_what_telegram_has_forgotten_long_ago(store):
    old = range(1, 5)
    receive(store, *old, now=NOW)
    store.do(inbox.finish, [1], store.worker)
    store.do(inbox.give_up, 2)
    with in_hand(3):
        store.do(noted, make_person(store).id)
    receive(store, 11, now=later(hours=40))
    store.do(inbox.finish, [11], store.worker)

    store.do(inbox.sweep, later(hours=49))

    # What never came to its turn is not forgotten, whatever its age.
    assert states(store) == {4: WAITING, 11: DONE}


def test_a_number_is_new_again_once_it_was_forgotten(store):
    """After a week of silence Telegram may start its numbers anew."""
    receive(store, 1)
    store.do(inbox.finish, [1], store.worker)
    store.do(inbox.sweep, later(days=8))

    assert receive(store, 1, now=later(days=8)) == {1}


# What the next text is taken for


def test_the_last_thing_asked_for_is_what_is_awaited(store):
    person = make_person(store).id
    store.do(talk.expect, person, "answer", "5")

    store.do(talk.expect, person, "own", "name")

    assert store.do(talk.expected, person) == ("own", "name")


def test_nothing_is_awaited_once_it_is_forgotten(store):
    person, other = make_person(store, 1).id, make_person(store, 2).id
    store.do(talk.expect, person, "own", "name")
    store.do(talk.expect, other, "answer", "5")

    store.do(talk.forget, person)

    assert store.do(talk.expected, person) is None
    assert store.do(talk.expected, other) == ("answer", "5")
