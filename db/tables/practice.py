"""Practice runs, what was asked in them, and every answer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint, text
from sqlmodel import Field, Index, SQLModel

from db.tables.columns import Counted, UtcTime

# One run stands open before a person, or none.
_OPEN: dict[str, Any] = {
    f"{name}_where": text("state = 'open'") for name in ("sqlite", "postgresql")
}


class RunRow(SQLModel, table=True):
    __tablename__ = "run"
    __table_args__ = (
        Index("ix_run_person_state", "person_id", "state"),
        Index("uq_run_open", "person_id", unique=True, **_OPEN),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    # None: drawn from all published banks.
    bank_id: int | None = Field(default=None, foreign_key="bank.id", sa_type=BigInteger)
    # open, finished or left
    state: str = "open"
    length: int
    started_at: datetime = Field(sa_type=UtcTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)


class AskedRow(SQLModel, table=True):
    """A place in a run: which question at which version, and in which order its choices stand."""

    __tablename__ = "asked"
    __table_args__ = (UniqueConstraint("run_id", "seq"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    run_id: int = Field(foreign_key="run.id", sa_type=BigInteger)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    seq: int
    question_id: int = Field(foreign_key="question.id", sa_type=BigInteger)
    version_id: int = Field(foreign_key="question_version.id", sa_type=BigInteger)
    # Positions in the version's choices, in the order shown, as letters: "CABD".
    shuffle: str = ""
    # Toggled choices of a `multiple`, by shown position, one bit each.
    marked: int = 0
    shown_at: datetime | None = Field(default=None, sa_type=UtcTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)


class AnswerRow(SQLModel, table=True):
    """Who answered which question at which version, with what, to what effect, and how fast."""

    __tablename__ = "answer"
    __table_args__ = (
        Index("ix_answer_person_time", "person_id", "answered_at"),
        Index("ix_answer_question_first", "question_id", "first", "points"),
        Index("ix_answer_bank_time", "bank_id", "answered_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    # One answer a place: the second of two presses finds it taken.
    asked_id: int = Field(foreign_key="asked.id", sa_type=BigInteger, unique=True)
    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id")
    bank_id: int = Field(foreign_key="bank.id", sa_type=BigInteger)
    question_id: int = Field(foreign_key="question.id", sa_type=BigInteger)
    # The version that judged it: that of its place, or a later one with another key.
    version_id: int = Field(foreign_key="question_version.id", sa_type=BigInteger)
    # Letters of the version's own order ("AC") for choices, the text itself where one types.
    given: str
    points: float
    verdict: str
    # The person's first answer to this question.
    first: bool
    answered_at: datetime = Field(sa_type=UtcTime)
    took_ms: int


class ProgressRow(SQLModel, table=True):
    """How one person stands with one question."""

    __tablename__ = "progress"
    __table_args__ = (Index("ix_progress_weak", "person_id", "bank_id", "last_points", "last_at"),)

    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", primary_key=True)
    question_id: int = Field(sa_type=BigInteger, foreign_key="question.id", primary_key=True)
    bank_id: int = Field(foreign_key="bank.id", sa_type=BigInteger)
    seen: int = 1
    last_points: float
    last_at: datetime = Field(sa_type=UtcTime)


class TallyRow(SQLModel, table=True):
    """Answers of one person in one bank on one local day, counted as they are given."""

    __tablename__ = "tally"

    person_id: int = Field(sa_type=BigInteger, foreign_key="person.id", primary_key=True)
    bank_id: int = Field(foreign_key="bank.id", sa_type=BigInteger, primary_key=True)
    day: date = Field(primary_key=True)
    answered: int
    right: int
    points: float
    # How many of them were the first to their question.
    first: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # The points of these.
    first_points: float = Field(default=0.0, sa_column_kwargs={"server_default": "0"})
