"""The ledger of what is pushed: a row for each push and person, so nobody is told twice."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import JSON, Field, Index, SQLModel

from db.tables.columns import UtcTime


class PushRow(SQLModel, table=True):
    """One text to many people, or the facts that each is told in their own language."""

    __tablename__ = "push"

    id: int | None = Field(default=None, primary_key=True)
    text: str = ""
    # What is told of, where it is no text; "" where it is.
    kind: str = Field(default="", sa_column_kwargs={"server_default": ""})
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSON, sa_column_kwargs={"server_default": "{}"}
    )
    made_by: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id")
    made_at: datetime = Field(sa_type=UtcTime)


class DeliveryRow(SQLModel, table=True):
    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_state", "state", "changed_at"),)

    push_id: int = Field(foreign_key="push.id", primary_key=True)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", primary_key=True)
    # One of: waiting, sending, sent, blocked, failed.
    state: str = "waiting"
    # Sendings begun. A second one may reach somebody twice; there is no third.
    tries: int = 0
    changed_at: datetime = Field(sa_type=UtcTime)
