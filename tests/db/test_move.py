"""A store moves from one database to another with nothing lost, or it does not move at all."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlmodel import SQLModel

from db import delivery, inbox, jobs, practice, talk
from db.engines import open_engine
from db.inbox import Received
from db.migrate import downgrade
from db.move import InUse, NotEmpty, move
from db.people import Visitor, seat
from db.presence import Presence
from db.store import Store
from questions.people import Role
from tests.builders import NOW, ZONE, make_bank, make_person, make_questions, right_place, stock

TOKEN = "1234567890:AAF-of-this-company"
WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "other sqlite")]

pytestmark = pytest.mark.postgres


@pytest.fixture(params=WAYS, ids=[" to ".join(way) for way in WAYS])
def way(request, sqlite_url, postgres_url, sqlite_template, tmp_path):
    """A store in one database, and the URL of an empty one."""
    shutil.copyfile(sqlite_template, tmp_path / "other.db")
    urls = {
        "sqlite": sqlite_url,
        "postgresql": postgres_url,
        "other sqlite": f"sqlite:///{tmp_path / 'other.db'}",
    }
    return urls[request.param[0]], urls[request.param[1]]


def live(url):
    """A company that has worked for a while; the question that stands open."""
    store = Store.open(url)
    person = make_person(store, 7_000_000_001, name="李员工，“二号”").id
    make_person(store, 2, Role.TRAINER)
    bank_id = stock(store, make_bank(*make_questions(12)))
    asked = store.do(practice.start, person, bank_id, NOW, 1)
    for second in range(5):
        now = NOW + timedelta(seconds=10 * second, microseconds=123_456)
        store.do(practice.answer, person, asked.id, right_place(asked), now, ZONE)
        asked = store.do(practice.next_question, person, asked.id, now)
    store.do(delivery.announce, "安全第一 <b>", NOW)
    store.do(talk.expect, person, "own", "name")
    store.do(inbox.receive, [Received(9, person, '{"text": "半"}')], NOW, store.worker)
    store.do(jobs.enqueue, "export", {"bank": 1, "for": "李"}, NOW)
    store.do(jobs.at, NOW + timedelta(days=3), "remind", {"person": 2})
    store.close()
    return asked


def moved(source, target):
    old, new = open_engine(source), open_engine(target)
    try:
        return move(old, new)
    finally:
        old.dispose()
        new.dispose()


def counts(url):
    engine = open_engine(url)
    with engine.connect() as connection:
        counted = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar()
            for table in SQLModel.metadata.sorted_tables
        }
    engine.dispose()
    return counted


def test_all_comes_along_and_is_the_same(way):
    source, target = way
    live(source)

    tables = moved(source, target)

    assert {each.table for each in tables} == set(SQLModel.metadata.tables)
    assert [each.table for each in tables if not each.is_same] == []
    rows = {each.table: each.after.rows for each in tables}
    assert (rows["answer"], rows["person"], rows["inbox"], rows["job"]) == (5, 2, 1, 2)


def test_work_goes_on_where_it_was(way):
    """Numbers are kept, new ones are new, and who stood before a question still does."""
    source, target = way
    asked = live(source)
    moved(source, target)
    store = Store.open(target)
    person = 7_000_000_001

    store.do(practice.answer, person, asked.id, right_place(asked), NOW, ZONE)
    seat_now = store.do(seat, Visitor(3, "新来", "", "zh"), Role.EMPLOYEE, "", NOW)
    push, people = store.do(delivery.announce, "再来", NOW)
    bank_id = stock(store, make_bank(*make_questions(3), key="second"))
    waiting, _ = store.do(inbox.take_up, store.worker or 1)

    store.close()
    assert (seat_now.id, people, push, bank_id) == (3, 3, 2, 2)
    assert [each.payload for each in waiting] == ['{"text": "半"}']


def test_an_empty_store_moves_too(way):
    assert all(each.is_same for each in moved(*way))


def test_into_a_database_with_something_in_it_nothing_is_moved(way):
    source, target = way
    live(source)
    store = Store.open(target)
    make_person(store, 99)
    store.close()
    before = counts(target)

    with pytest.raises(NotEmpty, match="person"):
        moved(source, target)

    assert counts(target) == before


def test_a_store_of_an_older_day_is_refused_as_it_is(way):
    source, target = way
    live(target)
    engine = open_engine(target)
    downgrade(engine, "0003")

    with pytest.raises(NotEmpty):
        moved(source, target)

    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    engine.dispose()
    assert version == "0003"


def test_into_a_database_without_a_table_it_moves(sqlite_url, tmp_path):
    live(sqlite_url)

    tables = moved(sqlite_url, f"sqlite:///{tmp_path / 'new.db'}")

    assert all(each.is_same for each in tables)


def test_a_table_that_is_not_the_same_takes_all_back(way):
    """A database that changes what is put into it."""
    source, target = way
    live(source)
    engine = open_engine(target)
    postgres = engine.dialect.name == "postgresql"
    with engine.begin() as connection:
        connection.execute(text(RULE if postgres else TRIGGER))
    engine.dispose()

    tables = moved(source, target)

    assert [each.table for each in tables if not each.is_same] == ["talk"]
    assert sum(counts(target).values()) == 0


TRIGGER = """
CREATE TRIGGER mischief AFTER INSERT ON talk BEGIN UPDATE talk SET subject = 'x'; END
"""
RULE = "CREATE RULE mischief AS ON INSERT TO talk DO ALSO UPDATE talk SET subject = 'x'"


def test_from_under_a_running_bot_nothing_is_moved(postgres_url, sqlite_url):
    store = Store.open(postgres_url)
    presence = Presence(store.engine, store.worker, TOKEN)
    presence.renew()

    with pytest.raises(InUse):
        moved(postgres_url, sqlite_url)

    presence.close()
    store.close()
    assert all(each.is_same for each in moved(postgres_url, sqlite_url))
