"""Questions that are out of quizzes because a quote of theirs is in its article no more."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class LostRow(SQLModel, table=True):
    """The question is retired, until somebody gives it another quote or takes it out for good."""

    __tablename__ = "lost_quote"

    question_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="question.id")
