"""The columns of a score sheet: what each is called, what it shows, and as what sort of cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from questions.question import LETTERS, Kind, Question
from questions.score_sheet import About, AttemptRow, ItemRow, PersonRow, Scope, State

STEM_LIMIT = 80

Cell = str | int | float | datetime | date | None
Words = Mapping[str, str]
Row = TypeVar("Row")


class Form(StrEnum):
    """What sort of cell a value is shown in. A `CODE` is a number that is a name, kept as text."""

    CODE = "code"
    TEXT = "text"
    LONG_TEXT = "long_text"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    FINE_SHARE = "fine_share"
    INDEX = "index"
    TIME = "time"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, and how to read a cell off a row. `key` is the heading's word, without `head.`"""

    key: str
    heading: str
    form: Form
    read: Callable[[Row], Cell]


def attempt_columns(scope: Scope, words: Words) -> tuple[Column[AttemptRow], ...]:
    """The table of results. Whether an attempt counts is a question only for an exam."""

    def column(key: str, form: Form, read: Callable[[AttemptRow], Cell]) -> Column[AttemptRow]:
        return Column(key, words[f"sheet.head.{key}"], form, read)

    def local(at: datetime | None) -> datetime | None:
        return None if at is None else scope.local(at)

    def yes(claim: bool | None, name: str) -> str:
        return "" if claim is None else words[f"sheet.{name}.{'yes' if claim else 'no'}"]

    untitled = words["sheet.all_banks"] if scope.about is About.PRACTICE else ""
    columns = [
        column("number", Form.CODE, lambda row: row.person.number),
        column("name", Form.TEXT, lambda row: row.person.name),
        column("department", Form.TEXT, lambda row: row.person.department),
        column("position", Form.TEXT, lambda row: row.person.position),
        column(scope.about, Form.TEXT, lambda row: row.title or untitled),
        column("attempt", Form.COUNT, lambda row: row.attempt),
        column("started", Form.TIME, lambda row: local(row.started_at)),
        column("finished", Form.TIME, lambda row: local(row.finished_at)),
        column("minutes", Form.DECIMAL, _minutes),
        column("points", Form.DECIMAL, lambda row: row.points),
        column("full", Form.DECIMAL, lambda row: row.full),
        column("rate", Form.SHARE, lambda row: row.rate),
        column("passed", Form.TEXT, lambda row: yes(row.passed, "passed")),
        column("rank", Form.COUNT, lambda row: row.rank),
        column("state", Form.TEXT, lambda row: words[f"sheet.state.{row.state}"]),
        column("note", Form.TEXT, lambda row: row.note),
    ]
    if scope.about is About.EXAM:
        columns.insert(-1, column("counts", Form.TEXT, lambda row: yes(_counts(row), "counts")))
    return tuple(columns)


def item_columns(items: Sequence[ItemRow], words: Words) -> tuple[Column[ItemRow], ...]:
    """The table of questions, with a column a choice as far as the widest of them goes."""

    def column(key: str, form: Form, read: Callable[[ItemRow], Cell]) -> Column[ItemRow]:
        return Column(key, words[f"sheet.head.{key}"], form, read)

    places = {id(item): place for place, item in enumerate(items, 1)}
    widest = max((item.question.width for item in items), default=0)
    choices = (_choice_column(choice, words) for choice in range(widest))
    return (
        column("place", Form.COUNT, lambda row: places[id(row)]),
        column("bank", Form.TEXT, lambda row: row.bank),
        column("kind", Form.TEXT, lambda row: words[f"sheet.kind.{row.question.kind}"]),
        column("stem", Form.LONG_TEXT, lambda row: shortened(row.question.stem)),
        column("key", Form.LONG_TEXT, lambda row: shortened(key_text(row.question, words))),
        column("answered", Form.COUNT, lambda row: row.figures.answered),
        column("right", Form.COUNT, lambda row: row.figures.right),
        column("right_rate", Form.SHARE, lambda row: row.figures.right_rate),
        *choices,
        column("discrimination", Form.INDEX, lambda row: row.figures.discrimination),
        column("point_biserial", Form.INDEX, lambda row: row.figures.point_biserial),
        column("seconds", Form.DECIMAL, lambda row: row.figures.median_seconds),
    )


def absent_columns(words: Words) -> tuple[Column[PersonRow], ...]:
    """The list of those who did not take part."""

    def column(key: str, form: Form, read: Callable[[PersonRow], Cell]) -> Column[PersonRow]:
        return Column(key, words[f"sheet.head.{key}"], form, read)

    return (
        column("number", Form.CODE, lambda row: row.number),
        column("name", Form.TEXT, lambda row: row.name),
        column("department", Form.TEXT, lambda row: row.department),
        column("position", Form.TEXT, lambda row: row.position),
        column("note", Form.TEXT, lambda row: row.note),
    )


def key_text(question: Question, words: Words) -> str:
    """The key as people say it: letters, 对 or 错, or the first wording of each blank or point."""
    if question.kind is Kind.TRUE_FALSE:
        return words["sheet.true" if question.is_true else "sheet.false"]
    if question.kind.is_typed:
        return "；".join(wordings[0] for wordings in question.accepted if wordings)
    return "".join(LETTERS[choice] for choice in sorted(question.right))


def shortened(text: str) -> str:
    """One line of at most 80 characters, the cut shown by `…`."""
    line = " ".join(text.split())
    return line if len(line) <= STEM_LIMIT else line[: STEM_LIMIT - 1] + "…"


def _minutes(row: AttemptRow) -> float | None:
    return None if row.took is None else round(row.took.total_seconds() / 60, 2)


def _counts(row: AttemptRow) -> bool | None:
    return None if row.state is State.ABSENT else row.counts


def _choice_column(choice: int, words: Words) -> Column[ItemRow]:
    heading = LETTERS[choice]
    if choice < 2:
        heading += f"／{words['sheet.true' if choice == 0 else 'sheet.false']}"

    def picks(row: ItemRow) -> int | None:
        return row.figures.picks_of(choice) if choice < row.question.width else None

    return Column(f"choice {heading}", heading, Form.COUNT, picks)
