"""A question, its kind, its key, and the quotes that prove it."""

from dataclasses import dataclass
from enum import StrEnum

LETTERS = "ABCDEFGHIJKL"


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    BLANK = "blank"
    SHORT = "short"

    @property
    def is_typed(self) -> bool:
        """Answered by typing rather than by pressing."""
        return self in (Kind.BLANK, Kind.SHORT)


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact piece of an article. `passage` counts from 1; `article` is the article's key."""

    article: str
    text: str
    passage: int

    @property
    def id(self) -> str:
        return f"{self.article}#{self.passage}"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `right` holds positions in `choices` from 0. A `true_false` has no choices of its own:
    {0} means that the statement is true, {1} that it is false.
    `accepted` is for typed kinds: for `blank` one entry a blank, for `short` one entry a key
    point, each with every wording that is accepted, the one to show first.
    `typed_as` may say how a blank is judged (number, term, clause, enum); "" leaves it to be
    inferred from the accepted wordings.
    """

    key: str
    kind: Kind
    stem: str
    choices: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    accepted: tuple[tuple[str, ...], ...] = ()
    difficulty: int = 1
    tags: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    note: str = ""
    typed_as: str = ""
    ordered: bool = False

    @property
    def is_true(self) -> bool:
        """For `true_false`: whether the statement holds."""
        return self.right == frozenset({0})

    @property
    def width(self) -> int:
        """How many choices are shown: two for `true_false`, none for a typed kind."""
        return 2 if self.kind is Kind.TRUE_FALSE else len(self.choices)


@dataclass(frozen=True, slots=True)
class Bank:
    """A titled set of questions. `article` is the key of the article it was drawn from, or ""."""

    key: str
    title: str
    questions: tuple[Question, ...]
    article: str = ""
    partial: bool = False
