"""Jobs are put off with the data that wants them done, or not at all."""

import json

import pytest
from sqlalchemy import text
from sqlmodel import select

from db import jobs, talk
from db.jobs import Job
from db.store import Store
from db.tables import JobRow
from tests.builders import NOW, later

PAYLOAD = {"person": 7, "name": "安全\n“题库”%s:x", "days": None, "parts": [1, {"a": 2.5}]}


def waiting(store):
    """What waits to be done, on either database: (kind, payload, when)."""
    if store.engine.dialect.name == "sqlite":
        rows = store.do(lambda session: session.exec(select(JobRow)).all())
        return [(row.kind, row.payload, row.due_at) for row in rows if row.state == "waiting"]
    asked = "SELECT task_name, args, scheduled_at FROM procrastinate_jobs WHERE status = 'todo'"
    rows = store.do(lambda session: session.connection().execute(text(asked)).all())
    return [tuple(row) for row in rows]


def test_a_job_waits_with_all_that_it_was_given(store):
    store.do(jobs.enqueue, "import", PAYLOAD, NOW)

    ((kind, payload, _),) = waiting(store)
    assert (kind, payload) == ("import", PAYLOAD)


def test_jobs_have_numbers_of_their_own(store):
    numbers = [store.do(jobs.enqueue, "import", {}, NOW) for _ in range(3)]

    assert len(set(numbers)) == 3


def test_it_is_kept_with_what_wanted_it_or_not_at_all(store):
    def both(session, fails):
        talk.expect(session, 7, "answer", "5")
        jobs.enqueue(session, "import", PAYLOAD, NOW)
        if fails:
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        store.do(both, True)
    nothing = waiting(store)
    store.do(both, False)

    assert nothing == []
    assert store.do(talk.expected, 7) == ("answer", "5")
    assert len(waiting(store)) == 1


def test_a_job_that_is_cancelled_waits_no_more(store):
    number = store.do(jobs.enqueue, "import", PAYLOAD, NOW)
    other = store.do(jobs.enqueue, "export", PAYLOAD, NOW)

    first = store.do(jobs.cancel, number)
    second = store.do(jobs.cancel, number)

    assert (first, second) == (True, False)
    assert [kind for kind, _, _ in waiting(store)] == ["export"]
    assert store.do(jobs.cancel, other)


def test_what_is_no_json_is_refused(store):
    with pytest.raises(Exception, match="not JSON serializable"):
        store.do(jobs.enqueue, "import", {"now": NOW}, NOW)

    assert waiting(store) == []


def test_a_job_keeps_the_time_that_it_is_for(store):
    store.do(jobs.at, later(days=1), "remind", PAYLOAD)

    ((kind, payload, when),) = waiting(store)
    assert (kind, payload, when) == ("remind", PAYLOAD, later(days=1))


def test_the_bell_is_rung_for_each_job(sqlite_url):
    store, rung = Store.open(sqlite_url), []
    jobs.listen(store.engine, lambda: rung.append(1))

    store.do(jobs.enqueue, "import", {}, NOW)
    store.do(jobs.at, later(days=1), "import", {})

    assert len(rung) == 2
    store.close()


class TestWhereWeRunThemOurselves:
    """On SQLite."""

    @pytest.fixture
    def store(self, sqlite_url):
        store = Store.open(sqlite_url)
        yield store
        store.close()

    def test_they_are_taken_in_the_order_of_their_time(self, store):
        last = store.do(jobs.at, later(seconds=2), "c", {})
        numbers = [store.do(jobs.enqueue, kind, {}, NOW) for kind in "ab"]

        early = store.do(jobs.claim, 5, NOW)
        late = store.do(jobs.claim, 5, later(seconds=2))

        assert early == [Job(numbers[0], "a", {}, 1), Job(numbers[1], "b", {}, 1)]
        assert late == [Job(last, "c", {}, 1)]

    def test_no_more_are_taken_than_there_is_room_for(self, store):
        for _ in range(3):
            store.do(jobs.enqueue, "a", {}, NOW)

        taken = [len(store.do(jobs.claim, 2, NOW)) for _ in range(3)]

        assert taken == [2, 1, 0]

    def test_what_is_done_is_gone(self, store):
        number = store.do(jobs.enqueue, "a", {}, NOW)
        store.do(jobs.claim, 1, NOW)

        store.do(jobs.finish, number)

        assert store.do(lambda session: session.exec(select(JobRow)).all()) == []

    def test_what_is_put_off_comes_again_and_its_tries_are_counted(self, store):
        number = store.do(jobs.enqueue, "a", PAYLOAD, NOW)
        store.do(jobs.claim, 1, NOW)

        store.do(jobs.put_off, number, later(seconds=30))

        assert store.do(jobs.claim, 1, later(seconds=29)) == []
        assert store.do(jobs.claim, 1, later(seconds=30)) == [Job(number, "a", PAYLOAD, 2)]

    def test_what_fails_for_good_stays_to_be_looked_at(self, store):
        number = store.do(jobs.enqueue, "a", PAYLOAD, NOW)
        store.do(jobs.claim, 1, NOW)

        store.do(jobs.fail, number)
        store.do(jobs.take_up)

        assert store.do(jobs.claim, 1, later(days=9)) == []
        (row,) = store.do(lambda session: session.exec(select(JobRow)).all())
        assert (row.state, json.dumps(row.payload)) == ("failed", json.dumps(PAYLOAD))

    def test_what_has_begun_is_not_cancelled(self, store):
        number = store.do(jobs.enqueue, "a", {}, NOW)
        store.do(jobs.claim, 1, NOW)

        assert not store.do(jobs.cancel, number)

    def test_what_a_process_that_is_gone_had_begun_is_taken_up(self, store):
        number = store.do(jobs.enqueue, "a", {}, NOW)
        store.do(jobs.claim, 1, NOW)

        store.do(jobs.take_up)

        assert store.do(jobs.claim, 1, NOW) == [Job(number, "a", {}, 2)]
