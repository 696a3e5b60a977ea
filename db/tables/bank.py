"""Articles, banks, questions with their versions, and uploads that wait for a decision."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import JSON, Field, Index, SQLModel

from db.tables.columns import Counted, UtcTime
from questions.question import Kind, Question, Quote


class ArticleRow(SQLModel, table=True):
    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    version: int = 1
    title: str
    subtitle: str = ""
    author: str = ""
    affiliation: str = ""
    source: str = ""
    # [[heading, text], …] in the order of the article.
    passages: list[list[str]] = Field(sa_type=JSON)
    # [[text, passage, what was meant], …]
    misprints: list[list[Any]] = Field(default_factory=list, sa_type=JSON)
    # NULL: before this was noted.
    kept_at: datetime | None = Field(default=None, sa_type=UtcTime)


class BankRow(SQLModel, table=True):
    __tablename__ = "bank"

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    key: str = Field(unique=True)
    title: str
    article_key: str = ""
    owner_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id")
    # draft, published or withdrawn
    state: str = Field(default="draft", index=True)
    partial: bool = False
    # Questions that are not retired.
    size: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    made_at: datetime = Field(sa_type=UtcTime)
    # Of a bank that ships with the product: the digest of what it was taken in from.
    edition: str = Field(default="", sa_column_kwargs={"server_default": ""})


class QuestionRow(SQLModel, table=True):
    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("bank_id", "key"),
        Index("ix_question_draw", "bank_id", "retired", "draw_key"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    bank_id: int = Field(foreign_key="bank.id", sa_type=BigInteger)
    key: str
    # The current version.
    version: int = 1
    retired: bool = False
    # A number in [0, 1) drawn when the question came in; runs start at a random place in it.
    draw_key: float


class VersionRow(SQLModel, table=True):
    """One wording of a question. Never changed once written; answers point at it."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "version"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    question_id: int = Field(foreign_key="question.id", sa_type=BigInteger)
    version: int = 1
    kind: str
    stem: str
    choices: list[str] = Field(default_factory=list, sa_type=JSON)
    right: list[int] = Field(default_factory=list, sa_type=JSON)
    accepted: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    difficulty: int = 1
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    # [[article key, passage, text], …]
    quotes: list[list[Any]] = Field(default_factory=list, sa_type=JSON)
    # The quotes were proposed by the finder and no trainer has accepted them yet.
    proposed: bool = False
    note: str = ""
    typed_as: str = ""
    ordered: bool = False
    fingerprint: str
    # Equal for versions of a question that ask the same (see questions/bank.py).
    asks: str = Field(default="", sa_column_kwargs={"server_default": ""})
    made_by: int | None = Field(default=None, sa_type=BigInteger, foreign_key="person.id")
    made_at: datetime = Field(sa_type=UtcTime)

    def to_question(self, key: str) -> Question:
        return Question(
            key=key,
            kind=Kind(self.kind),
            stem=self.stem,
            choices=tuple(self.choices),
            right=frozenset(self.right),
            accepted=tuple(map(tuple, self.accepted)),
            difficulty=self.difficulty,
            tags=tuple(self.tags),
            quotes=unpacked(self.quotes),
            note=self.note,
            typed_as=self.typed_as,
            ordered=self.ordered,
        )


def unpacked(quotes: list[list[Any]]) -> tuple[Quote, ...]:
    """Quotes as they stand in a row."""
    return tuple(Quote(article, text, passage) for article, passage, text in quotes)


class UploadRow(SQLModel, table=True):
    """A file that was read and reported on, and waits for 导入 or 取消."""

    __tablename__ = "upload"

    id: int | None = Field(default=None, primary_key=True, sa_type=Counted)
    owner_id: int = Field(sa_type=BigInteger, foreign_key="person.id", index=True)
    file_name: str
    sha256: str
    # One of: waiting, importing, imported, cancelled.
    state: str = "waiting"
    # What was read, as JSON that questions/ writes and reads; once imported, what that did.
    reading: dict[str, Any] = Field(sa_type=JSON)
    bank_id: int | None = Field(default=None, foreign_key="bank.id", sa_type=BigInteger)
    made_at: datetime = Field(sa_type=UtcTime)
