"""The journal: who did what, to what, when."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import JSON, Field, SQLModel

from db.tables.columns import Counted, UtcTime


class JournalRow(SQLModel, table=True):
    __tablename__ = "journal"

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    done_at: datetime = Field(sa_type=UtcTime, index=True)
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    action: str
    subject: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
