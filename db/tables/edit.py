"""Questions while somebody changes them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, text
from sqlmodel import JSON, Field, Index, SQLModel

from db.tables.columns import Counted, UtcTime

# A person changes a question in one place, or not at all.
_OPEN: dict[str, Any] = {
    f"{name}_where": text("state = 'open'") for name in ("sqlite", "postgresql")
}


class EditRow(SQLModel, table=True):
    __tablename__ = "edit"
    __table_args__ = (Index("uq_edit_open", "person_id", "question_id", unique=True, **_OPEN),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    question_id: int = Field(sa_type=BigInteger, foreign_key="question.id")
    # The version that is changed.
    version: int
    # What it is to be, as JSON that questions/ writes and reads; nothing once it is over.
    question: dict[str, Any] = Field(sa_type=JSON)
    # open, saved or left
    state: str = "open"
    made_at: datetime = Field(sa_type=UtcTime)
