"""Statements that SQLite and PostgreSQL both know but spell in modules of their own."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

Insert = Callable[[Any], Any]


def insert(session: Session, table: Any) -> Any:
    """An INSERT that can say ON CONFLICT, for whichever database this is."""
    return _insert(session.get_bind().dialect.name)(table)


def built(session: Session, build: Callable[[Insert], Any]) -> Any:
    """What `build` makes of this database's `insert`. It is made once: making a statement costs
    more than running it, and an answer runs five."""
    return _built(build, session.get_bind().dialect.name)


def snapshot(session: Session) -> None:
    """Have all that this session reads be of one moment. To be said before it reads anything;
    a transaction of SQLite is so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


@cache
def _built(build: Callable[[Insert], Any], dialect: str) -> Any:
    return build(_insert(dialect))


def _insert(dialect: str) -> Insert:
    return sqlite.insert if dialect == "sqlite" else postgresql.insert
