"""Versions of questions for which a trainer found no quote in the articles."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class UnquotedRow(SQLModel, table=True):
    """Nothing in the articles fits this version. It holds as long as they stay as they were:
    `edition` is the highest number of an article then (db/articles.py)."""

    __tablename__ = "unquoted"

    version_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="question_version.id"
    )
    edition: int
