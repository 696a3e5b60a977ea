"""Statements that SQLite and PostgreSQL both know but spell in modules of their own."""

from collections.abc import Callable
from functools import cache
from typing import Any

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


@cache
def _built(build: Callable[[Insert], Any], dialect: str) -> Any:
    return build(_insert(dialect))


def _insert(dialect: str) -> Insert:
    return sqlite.insert if dialect == "sqlite" else postgresql.insert
