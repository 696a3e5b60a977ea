"""Tables are brought to today's, up, down and up again, whole or not at all."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event, inspect, text
from sqlmodel import SQLModel

from db import migrate as migrations
from db import tables as tables
from db.engines import open_engine
from db.migrate import HEAD, THEIRS, difference, downgrade, migrate, probe
from db.store import Store
from tests.builders import make_bank, make_person, make_question, stock
from tests.db.conftest import ON_BOTH

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=ON_BOTH)
def empty(request, tmp_path):
    """An engine on a database without a table."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
        yield engine
        engine.dispose()
        return
    postgres = request.getfixturevalue("postgres")
    name = postgres.create()
    engine = open_engine(postgres.url_of(name))
    yield engine
    engine.dispose()
    postgres.drop(name)


def scripts():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def names(engine):
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    return {name for name in found if not name.startswith(THEIRS)}


def theirs(engine):
    """What procrastinate has in the database, of any sort."""
    if engine.dialect.name == "sqlite":
        return []
    asked = """
        SELECT relname FROM pg_class WHERE relname LIKE 'procrastinate%'
        UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%'
        UNION ALL SELECT typname FROM pg_type WHERE typname LIKE '%procrastinate%'
    """
    with engine.begin() as connection:
        return connection.execute(text(asked)).all()


def test_the_head_that_the_code_names_is_the_newest_migration():
    assert scripts().get_heads() == [HEAD]


def test_a_probe_writes_and_tells_which_tables_there_are(url):
    store = Store.open(url)

    assert store.do(probe) == HEAD

    assert store.do(probe) == HEAD
    store.close()


def test_every_table_is_made_and_differs_in_nothing(empty):
    migrate(empty)

    assert names(empty) == set(SQLModel.metadata.tables)
    assert difference(empty) == []


def test_up_down_and_up_again(empty):
    migrate(empty)
    downgrade(empty, "base")
    nothing = names(empty)
    nothing_of_theirs = theirs(empty)

    migrate(empty)

    assert nothing == set()
    assert nothing_of_theirs == []
    assert difference(empty) == []


def test_each_step_goes_down_and_up_alone(empty):
    for revision in reversed(list(scripts().walk_revisions())):
        migrate(empty, revision.revision)
        downgrade(empty, revision.down_revision or "base")
        migrate(empty, revision.revision)

    assert difference(empty) == []


def test_a_database_that_is_there_already_is_left_alone(empty):
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO talk VALUES (1, 'answer', '5')"))

    migrate(empty)

    with empty.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM talk")).scalar() == 1


def test_what_is_stored_outlives_the_last_step_down_and_up(url):
    """SQLite makes a table anew to change it: the rows and what points at them come along."""
    store = Store.open(url)
    make_person(store)
    stock(store, make_bank(make_question()))
    newest = scripts().get_revision(HEAD)

    downgrade(store.engine, newest.down_revision)
    migrate(store.engine)

    with store.engine.begin() as connection:
        for table in ("person", "bank", "question", "question_version"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 1
    store.close()


@contextmanager
def failing_at_the_end(engine):
    """The last statement of a migration, which notes the version, does not come to pass."""

    def fail(_connection, _cursor, statement, *_):
        if statement.lstrip().startswith(("INSERT INTO alembic_v", "UPDATE alembic_v")):
            raise RuntimeError("no")

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)


def test_a_migration_that_fails_half_way_leaves_the_old_tables(empty):
    script = scripts().get_revision(HEAD)
    older = script.down_revision or "base"
    if older != "base":
        migrate(empty, older)
    before = names(empty)

    with pytest.raises(RuntimeError), failing_at_the_end(empty):
        migrate(empty)

    assert names(empty) == before
    migrate(empty)
    assert difference(empty) == []


KILLED = """
import os, signal, sys
from sqlalchemy import event
from db.engines import open_engine
from db.migrate import migrate

engine, left = open_engine(sys.argv[1]), int(sys.argv[2])

def count(_connection, _cursor, statement, *_):
    global left
    if statement.lstrip().upper().startswith(("CREATE", "DROP", "ALTER", "INSERT", "UPDATE")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

event.listen(engine, "after_cursor_execute", count)
migrate(engine)
"""


@pytest.mark.parametrize("statements", [1, 7, 25, 1000])
def test_a_migration_that_is_killed_leaves_the_old_tables_or_the_new(tmp_path, statements):
    path = tmp_path / "wengu.db"
    command = [sys.executable, "-c", KILLED, f"sqlite:///{path}", str(statements)]

    ended = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": "."})

    is_whole = ended.returncode == 0
    assert ended.returncode in (0, -signal.SIGKILL)
    assert is_whole == (statements == 1000)
    engine = open_engine(f"sqlite:///{path}")
    assert names(engine) == (set(SQLModel.metadata.tables) if is_whole else set())
    migrate(engine)
    assert difference(engine) == []
    engine.dispose()


def test_rows_that_would_point_at_nothing_stop_a_migration(sqlite_template, tmp_path):
    path = tmp_path / "wengu.db"
    shutil.copyfile(sqlite_template, path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO run (person_id, state, length, started_at) VALUES (404, 'left', 1, 0)"
        )
    connection.close()
    engine = open_engine(f"sqlite:///{path}")

    with pytest.raises(RuntimeError, match="point at nothing"):
        downgrade(engine, "-1")

    with engine.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()
