"""Work that is done aside. On PostgreSQL the tables of procrastinate are in the place of this."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, Index, SQLModel

from db.tables.columns import Counted, UtcTime


class JobRow(SQLModel, table=True):
    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state", "state", "due_at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    kind: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    # One of: waiting, running, failed. What was done is not kept.
    state: str = "waiting"
    # How often it was begun.
    tries: int = 0
    due_at: datetime = Field(sa_type=UtcTime)
