"""Bring a database to today's tables, in one transaction: killed half-way, nothing has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import AutoString, Session, SQLModel

from db import tables as tables  # fills SQLModel.metadata
from db.presence import one_at_a_time
from db.tables.columns import UtcTime

HEAD = "0014"
# On PostgreSQL jobs are kept in tables that are not ours to compare or to change.
THEIRS = "procrastinate_"

_PROBE = text("UPDATE alembic_version SET version_num = version_num RETURNING version_num")


def describe() -> dict[str, Any]:
    """What Alembic must know to compare and to change our tables."""
    return {
        "target_metadata": SQLModel.metadata,
        "render_as_batch": True,
        "compare_type": True,
        "render_item": _render,
        "include_name": _is_ours,
        "transaction_per_migration": False,
    }


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to `revision`; at once done where the database is there already."""
    with _alone(engine) as connection:
        if revision == "head" and _version(connection) == HEAD:
            return
        _alembic(connection, "upgrade", revision)


def downgrade(engine: Engine, revision: str) -> None:
    with _alone(engine) as connection:
        _alembic(connection, "downgrade", revision)


def difference(engine: Engine) -> list[Any]:
    """Where the tables of the database and those of the code differ."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        options = describe()
        metadata = options.pop("target_metadata")
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        return list(found)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction. SQLite rebuilds tables, so its foreign keys are checked at the end."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                one_at_a_time(connection)
                yield connection
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the migration would leave rows that point at nothing")
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


def probe(session: Session) -> str:
    """Write to the database, and change nothing; which tables it has."""
    version: str = session.connection().execute(_PROBE).scalar_one()
    return version


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _alembic(connection: Connection, way: str, revision: str) -> None:
    """Loaded where it is wanted: it takes a tenth of the start, and most starts change nothing."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    getattr(command, way)(config, revision)


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or not (name or "").startswith(THEIRS)


def _render(kind: str, thing: Any, _context: Any) -> str | bool:
    if kind == "type" and isinstance(thing, UtcTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(thing, AutoString):
        return "sa.String()"
    return False
