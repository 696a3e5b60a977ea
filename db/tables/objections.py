"""Objections to questions."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, text
from sqlmodel import Field, Index, SQLModel

from db.tables.columns import Counted, UtcTime

# One objection of a person to a question is open, or none.
_OPEN: dict[str, Any] = {
    f"{name}_where": text("state = 'open'") for name in ("sqlite", "postgresql")
}


class ObjectionRow(SQLModel, table=True):
    __tablename__ = "objection"
    __table_args__ = (
        Index("uq_objection_open", "question_id", "person_id", unique=True, **_OPEN),
        Index("ix_objection_person_time", "person_id", "made_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    # The answer that it is about.
    asked_id: int = Field(foreign_key="asked.id", sa_type=BigInteger)
    question_id: int = Field(foreign_key="question.id", sa_type=BigInteger)
    # A code of questions/objections.py.
    reason: str
    words: str = ""
    # open, rekeyed, kept or retired
    state: str = "open"
    made_at: datetime = Field(sa_type=UtcTime)
    decided_by: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcTime)
