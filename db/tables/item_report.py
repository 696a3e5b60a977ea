"""What questions say about themselves: first attempts, and the figures of the last look."""

from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import JSON, Field, SQLModel


class ItemRow(SQLModel, table=True):
    """One question as it was asked: versions that ask the same are one item."""

    __tablename__ = "item"

    question_id: int = Field(sa_type=BigInteger, foreign_key="question.id", primary_key=True)
    asks: str = Field(primary_key=True)
    # First attempts, counted as they come.
    answered: int = 0
    # What questions/item_report.py made of them, at the last look; NULL before the first.
    report: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    # The most urgent reason to look at it; 0: none.
    concern: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # Whether its key was said to look wrong, and what came of it: "", told or fine.
    doubt: str = Field(default="", sa_column_kwargs={"server_default": ""})
