"""What was made of a file: drafts, rows that gave none with the reason, and what was assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from questions.question import Question


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as it was read. `row` is the number in the trainer's sheet, from 1."""

    question: Question
    row: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that gave no question. `text` is the start of what stands in the row."""

    row: int
    sheet: str
    text: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    field: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that the file leaves open, and that was decided: said before it is imported."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """`encoding` is "" for workbooks, which say it themselves."""

    format: str
    encoding: str
    drafts: tuple[Draft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
