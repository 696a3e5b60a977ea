"""Drafts that wait for their trainer's judgement."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import JSON, Field, SQLModel

from db.tables.columns import Counted, UtcTime


class DraftRow(SQLModel, table=True):
    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("owner_id", "article_id", "place"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    owner_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    # The version of the article that it was drafted from.
    article_id: int = Field(foreign_key="article.id")
    # From 1, in the order of the article.
    place: int
    # As questions/formats/wire.py writes and reads it.
    question: dict[str, Any] = Field(sa_type=JSON)
    # open, edited, taken, dropped, stocked or outdated
    state: str = "open"
    # Counts what was done to it.
    edition: int = 0
    made_at: datetime = Field(sa_type=UtcTime)
