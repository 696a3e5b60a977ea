"""Statements that SQLite and PostgreSQL both know but spell in modules of their own."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session


def insert(session: Session, table: Any) -> Any:
    """An INSERT that can say ON CONFLICT, for whichever database this is."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


def snapshot(session: Session) -> None:
    """Have all that this session reads be of one moment. To be said before it reads anything;
    a transaction of SQLite is so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
