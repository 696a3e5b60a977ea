"""Several processes on one PostgreSQL: each update in one hand, what the dead had taken up."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from db import inbox, talk
from db.inbox import DONE, KEPT, Received, TakenUp
from db.presence import Presence
from db.store import Store, handling
from db.tables import InboxRow
from tests.builders import NOW, later, make_person

pytestmark = pytest.mark.postgres
TOKEN = "1234567890:AAF-of-this-company"


class Worker:
    """A process of ours, as the database sees it."""

    def __init__(self, url, token=TOKEN):
        self.store = Store.open(url)
        self.presence = Presence(self.store.engine, self.store.worker, token)
        self.presence.renew()

    def receives(self, *update_ids, now=NOW):
        news = [Received(number, 7, "{}") for number in update_ids]
        return self.store.do(inbox.receive, news, now, self.store.worker)

    def handles(self, update_id, verb, *facts):
        token = handling.set(update_id)
        try:
            return self.store.do(verb, *facts)
        finally:
            handling.reset(token)

    def takes_up(self):
        waiting, owed = self.store.do(inbox.take_up, self.store.worker)
        return [each.update_id for each in waiting], owed

    def leads_in_the_end(self):
        """Whether it leads, once the server has noticed who is gone, for which it has 10 s."""
        for _ in range(200):
            self.presence.renew()
            if self.presence.leads:
                return True
            self.store.do(lambda session: session.execute(text("SELECT pg_sleep(0.05)")))
        return False

    def dies(self):
        """Its connections end, as they do after a kill."""
        self.presence.close()

    def closes(self):
        self.presence.close()
        self.store.close()


@pytest.fixture
def hire(postgres_url):
    hired = []

    def one(**options):
        hired.append(Worker(postgres_url, **options))
        return hired[-1]

    yield one
    for worker in hired:
        worker.closes()


def states(worker):
    rows = worker.store.do(lambda s: s.exec(select(InboxRow.update_id, InboxRow.state)).all())
    return dict(list(rows))


def noted(session, person_id, subject):
    talk.expect(session, person_id, "answer", subject)


@contextmanager
def a_transaction_that_hangs(worker, update_id):
    """What a killed process had sent, and the database has not finished."""
    with worker.store.engine.connect() as connection:
        connection.execute(
            text("UPDATE inbox SET state = 1 WHERE update_id = :u"), {"u": update_id}
        )
        yield connection


def test_what_a_living_worker_has_in_hand_is_left_to_it(hire):
    one, other = hire(), hire()
    one.receives(1, 2)

    assert other.takes_up() == ([], {})
    assert one.takes_up() == ([], {})


def test_what_a_dead_worker_had_in_hand_is_taken_up(hire):
    one, other = hire(), hire()
    person = make_person(one.store).id
    one.receives(3, now=later(seconds=1))
    one.receives(1, 2)
    one.handles(1, noted, person, "1")

    one.dies()

    assert other.takes_up() == ([2, 3], {7: [1]})
    assert other.takes_up() == ([], {})


def test_of_many_who_take_up_at_once_each_gets_others(hire):
    one, others = hire(), [hire() for _ in range(3)]
    one.receives(*range(200))
    one.dies()

    with ThreadPoolExecutor(3) as threads:
        taken = list(threads.map(lambda other: other.takes_up()[0], others))

    # What one of them was just looking at, the others may find a moment later.
    taken += [other.takes_up()[0] for other in others]
    assert sorted(number for numbers in taken for number in numbers) == list(range(200))


def test_what_was_taken_up_by_another_comes_to_nothing_here(hire):
    """The first worker lives, but its line broke, and so it was thought dead."""
    one, other = hire(), hire()
    person = make_person(one.store).id
    one.receives(1)
    one.dies()
    other.takes_up()

    with pytest.raises(TakenUp):
        one.handles(1, noted, person, "one")
    other.handles(1, noted, person, "other")

    assert other.store.do(talk.expected, person) == ("answer", "other")
    assert states(other) == {1: KEPT}


def test_only_who_has_it_in_hand_says_that_it_is_done(hire):
    one, other = hire(), hire()
    one.receives(1)
    one.dies()
    other.takes_up()

    one.store.do(inbox.finish, [1], one.store.worker)
    before = states(other)
    other.store.do(inbox.finish, [1], other.store.worker)

    assert (before, states(other)) == ({1: 0}, {1: DONE})


def test_what_the_dead_still_had_on_its_way_is_waited_for(hire):
    """Its connection ends a moment later than its lock."""
    one, other = hire(), hire()
    one.receives(1, 2)
    one.dies()

    with a_transaction_that_hangs(one, 1) as connection:
        first = other.takes_up()
        connection.commit()

    assert first == ([2], {})
    assert other.takes_up() == ([], {7: [1]})


def test_rows_of_a_time_before_there_were_workers_are_taken_up(hire):
    one = hire()
    one.store.do(inbox.receive, [Received(1, 7, "{}")], NOW)

    assert one.takes_up() == ([1], {})


def test_what_lies_too_long_is_seen_by_its_own_worker_only(hire):
    one, other = hire(), hire()
    one.receives(1)
    one.receives(2, now=later(minutes=1))

    lying = [
        [
            each.update_id
            for each in w.store.do(inbox.left_lying, NOW + timedelta(1e-5), w.store.worker)
        ]
        for w in (one, other)
    ]

    assert lying == [[1], []]


def test_one_leads_and_when_it_dies_another_does(hire):
    one, other = hire(), hire()
    before = one.presence.leads, other.presence.leads

    one.dies()

    assert before == (True, False)
    assert other.leads_in_the_end()


def test_each_token_has_a_leader_of_its_own(hire):
    assert hire().presence.leads
    assert hire(token="1234567890:AAF-of-that-company").presence.leads


def test_a_line_that_broke_is_taken_up_again(hire, postgres, postgres_url):
    one = hire()
    postgres.cut(make_url(postgres_url).database)

    with pytest.raises(SQLAlchemyError):
        one.presence.renew()
    lost = one.presence.leads
    one.presence.renew()

    assert not lost
    assert one.presence.leads
