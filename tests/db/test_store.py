"""The one door to the database: a verb is kept whole or not at all, and nobody waits in vain."""

import asyncio
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import func, select

from db import inbox, talk
from db.engines import open_engine
from db.inbox import DONE, Received
from db.store import Store
from db.tables import InboxRow, TalkRow
from db.writer import GROUP
from questions.errors import InvitationInvalid, NotAllowed
from tests.builders import NOW

SECONDS = 60


class Kept(NotAllowed):
    remembers = True


def note(session, number):
    """A verb with an effect of its own."""
    talk.expect(session, number, "answer")
    return number


def noted(store):
    return set(store.do(lambda session: session.exec(select(TalkRow.person_id)).all()))


def count(store, table):
    return store.do(lambda session: session.exec(select(func.count()).select_from(table)).one())


def submit(store, verb, *arguments):
    """A verb on its way, not waited for."""
    return store._submit(verb, *arguments)


@contextmanager
def held(store):
    """While this lasts, SQLite's writer is busy, so that what comes meanwhile waits together."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(session):
        begun.set()
        assert go_on.wait(SECONDS)

    holding = submit(store, hold)
    assert begun.wait(SECONDS)
    try:
        yield
    finally:
        go_on.set()
        holding.result(SECONDS)


def outcomes(futures):
    wait(futures, SECONDS)
    return [type(future.exception(0)).__name__ for future in futures]


# On both databases


def test_each_caller_gets_its_own_result(store):
    with ThreadPoolExecutor(16) as callers:
        results = list(callers.map(lambda number: store.do(note, number), range(200)))

    assert results == list(range(200))
    assert noted(store) == set(range(200))


def test_one_that_fails_takes_nothing_with_it(store):
    def fails(session, number):
        note(session, number)
        if number % 5 == 0:
            raise ValueError(number)

    futures = [submit(store, fails, number) for number in range(1, 101)]

    assert outcomes(futures) == ["ValueError" if n % 5 == 0 else "NoneType" for n in range(1, 101)]
    assert noted(store) == {number for number in range(1, 101) if number % 5}


def test_a_statement_that_the_database_refuses_takes_nothing_with_it(store):
    def twice(session, number):
        note(session, number)
        session.execute(text("INSERT INTO talk VALUES (1, 'a', ''), (1, 'b', '')"))

    futures = [submit(store, twice if number == 3 else note, number) for number in (2, 3, 4)]

    assert outcomes(futures) == ["NoneType", "IntegrityError", "NoneType"]
    assert noted(store) == {2, 4}


def test_a_refusal_that_remembers_keeps_what_was_noted(store):
    def refuses(session, refusal, number):
        note(session, number)
        raise refusal

    for number, refusal in enumerate((NotAllowed, Kept, InvitationInvalid)):
        with pytest.raises(refusal):
            store.do(refuses, refusal, number)

    assert noted(store) == {1, 2}


async def test_what_run_has_returned_is_there_to_be_read(store):
    for number in range(20):
        await store.run(note, number)
        assert await store.read(talk.expected, number) == ("answer", "")


async def test_a_fault_reaches_whoever_asked(store):
    def fails(session):
        raise LookupError("no")

    with pytest.raises(LookupError):
        await store.run(fails)
    with pytest.raises(LookupError):
        await store.read(fails)
    assert await store.run(note, 1) == 1


async def test_reading_does_not_wait_for_writing(store):
    with held(store):
        assert await asyncio.wait_for(store.read(talk.expected, 1), SECONDS) is None


async def test_reading_changes_nothing(store):
    await store.read(note, 1)

    assert noted(store) == set()


async def test_nobody_else_is_disturbed_by_one_who_went_away(store):
    with ThreadPoolExecutor(1):
        gone = asyncio.ensure_future(store.run(note, 1))
        await asyncio.sleep(0)
        gone.cancel()

        assert await store.run(note, 2) == 2


def test_closing_writes_what_waits(url):
    store = Store.open(url)
    futures = [submit(store, note, number) for number in range(500)]

    store.close()

    assert outcomes(futures) == ["NoneType"] * 500
    again = Store.open(url)
    assert len(noted(again)) == 500
    again.close()


def test_after_closing_a_verb_is_refused_and_does_not_hang(url):
    store = Store.open(url)
    store.close()

    with pytest.raises(RuntimeError):
        submit(store, note, 1).result(SECONDS)


# Updates that are answered


def received(store, *update_ids):
    numbered = [Received(number, 7, "{}") for number in update_ids]
    store.do(inbox.receive, numbered, NOW, store.worker)


def done(store):
    states = select(InboxRow.update_id).where(InboxRow.state == DONE)
    return set(store.do(lambda session: session.exec(states).all()))


def test_what_is_done_is_written_by_itself(store):
    """Nothing else has to happen for it."""
    received(store, 1, 2)
    written = threading.Event()
    event.listen(store.engine, "commit", lambda _connection: written.set())

    store.done(1)
    store.done(2)

    assert written.wait(SECONDS)
    assert done(store) == {1, 2}


def test_closing_writes_what_is_done(url):
    store = Store.open(url)
    received(store, 1)

    store.done(1)
    store.close()

    again = Store.open(url)
    assert done(again) == {1}
    again.close()


def test_what_is_done_is_not_lost_with_a_verb_that_is_refused(url):
    store = Store.open(url)
    received(store, *range(100))

    def refuses(session):
        raise NotAllowed

    for number in range(100):
        store.done(number)
        with pytest.raises(NotAllowed):
            store.do(refuses)
    store.close()

    again = Store.open(url)
    assert done(again) == set(range(100))
    again.close()


# SQLite: one writer that groups


@pytest.fixture
def file_store(sqlite_url):
    store = Store.open(sqlite_url)
    yield store
    store.close()


def on(engine, what):
    happened = []
    event.listen(engine, what, lambda *_: happened.append(what))
    return happened


def test_what_waits_together_is_committed_together(file_store):
    with held(file_store):
        futures = [submit(file_store, note, number) for number in range(GROUP - 1)]
        commits = on(file_store.engine, "commit")
    wait(futures, SECONDS)

    # That of the verb that held the others up, and theirs.
    assert len(commits) == 2


def test_a_group_has_its_limit(file_store):
    with held(file_store):
        futures = [submit(file_store, note, number) for number in range(2 * GROUP)]
        commits = on(file_store.engine, "commit")
    wait(futures, SECONDS)

    assert len(commits) == 3


def test_verbs_run_in_the_order_in_which_they_came(file_store):
    ran = []
    with held(file_store):
        futures = [
            submit(file_store, lambda session, number: ran.append(number), number)
            for number in range(300)
        ]
    wait(futures, SECONDS)

    assert ran == list(range(300))


def test_a_later_verb_sees_what_an_earlier_one_did(file_store):
    with held(file_store):
        submit(file_store, note, 1)
        seen = submit(file_store, talk.expected, 1)

    assert seen.result(SECONDS) == ("answer", "")


def test_no_commit_no_success(file_store):
    """The disk gives out at the last moment: everybody in the group is told, nothing is kept."""

    def points_nowhere(session):
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.execute(
            text("INSERT INTO run (person_id, state, length, started_at) VALUES (9, 'x', 1, 0)")
        )

    with held(file_store):
        futures = [submit(file_store, note, 1), submit(file_store, points_nowhere)]
        futures += [submit(file_store, note, number) for number in (2, 3)]

    assert outcomes(futures) == ["IntegrityError"] * 4
    assert noted(file_store) == set()
    assert file_store.do(note, 4) == 4


def test_a_transaction_that_sqlite_itself_undid_is_told_to_everybody(file_store):
    """On some faults of the disk SQLite rolls back by itself, and would then keep each statement
    that follows on its own."""

    def undone(session):
        session.connection().connection.driver_connection.execute("ROLLBACK")
        raise OperationalError("disk I/O error", None, Exception())

    with held(file_store):
        futures = [submit(file_store, note, 1), submit(file_store, undone)]
        futures += [submit(file_store, note, number) for number in (2, 3)]

    assert outcomes(futures) == ["OperationalError"] * 4
    assert noted(file_store) == set()
    assert file_store.do(note, 4) == 4


def test_what_is_acknowledged_on_a_full_disk_is_stored(sqlite_template, tmp_path):
    path = tmp_path / "full.db"
    shutil.copyfile(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", limit_pages)
    store = Store(engine)

    def fill(session, number):
        talk.expect(session, number, "answer", "x" * 3000)
        return number

    with held(store):
        futures = [submit(store, fill, number) for number in range(100)]
    said = outcomes(futures)
    store.close()

    again = Store.open(f"sqlite:///{path}")
    stored = noted(again)
    assert stored == {number for number, fault in enumerate(said) if fault == "NoneType"}
    assert set(said) - {"NoneType"} == {"OperationalError"}
    assert (
        again.do(lambda session: session.execute(text("PRAGMA integrity_check")).scalar()) == "ok"
    )
    assert again.do(fill, 500) == 500
    again.close()


def limit_pages(connection, _record):
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")


def test_who_cannot_get_in_is_told_and_later_served(sqlite_url):
    """Another process holds the file for longer than we wait."""
    engine = open_engine(sqlite_url)
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=0"))
    store, other = Store(engine), open_engine(sqlite_url)

    with other.connect() as connection, connection.begin():
        futures = [submit(store, note, number) for number in range(3)]
        said = outcomes(futures)

    assert said == ["OperationalError"] * 3
    assert store.do(note, 9) == 9
    assert noted(store) == {9}
    store.close()
    other.dispose()


def test_what_is_done_is_not_lost_while_nothing_can_be_written(sqlite_url):
    engine = open_engine(sqlite_url)
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=0"))
    store, other = Store(engine), open_engine(sqlite_url)
    received(store, 1)

    with other.connect() as connection, connection.begin():
        store.done(1)
        with pytest.raises(OperationalError):
            store.do(note, 1)

    store.do(note, 2)
    assert done(store) == {1}
    store.close()
    other.dispose()


def test_other_tables_keep_their_word(file_store):
    """Foreign keys are checked."""
    with pytest.raises(IntegrityError):
        file_store.do(
            lambda session: session.execute(
                text(
                    "INSERT INTO run (person_id, state, length, started_at) VALUES (9, 'x', 1, 0)"
                )
            )
        )


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_to_sqlite_has(file_store, pragma, value):
    ask = lambda session: session.execute(text(f"PRAGMA {pragma}")).scalar()  # noqa: E731

    assert file_store.do(ask) == value
    reading = file_store.engine.execution_options(reads=True)
    with reading.connect() as one, reading.connect() as another:
        assert {c.execute(text(f"PRAGMA {pragma}")).scalar() for c in (one, another)} == {value}


# PostgreSQL: connections that may be cut


@pytest.mark.postgres
def test_a_connection_that_was_cut_is_made_anew(postgres, postgres_template):
    name = postgres.create(postgres_template)
    store = Store.open(postgres.url_of(name))
    store.do(note, 1)

    assert postgres.cut(name) > 0

    assert store.do(note, 2) == 2
    assert noted(store) == {1, 2}
    store.close()
    postgres.drop(name)
