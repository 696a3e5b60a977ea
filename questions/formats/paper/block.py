"""What the lines of a paper are put into: questions, and answers that stand apart."""

from dataclasses import dataclass, field

from questions.formats.kinds import Sort
from questions.formats.paper import labels
from questions.formats.paper.line import Line
from questions.formats.paper.titles import Title

OPEN_SORTS = (
    Sort.ESSAY,
    Sort.BLANK,
    Sort.TRUE_FALSE,
    Sort.ORDERING,
    Sort.MATCHING,
    Sort.OTHER,
)


@dataclass(slots=True)
class Block:
    """The lines of one question. `group` counts the runs of numbers, from 0."""

    row: int
    group: int
    title: Title | None
    number: int | None = None
    kind: str = ""
    chapter: str = ""
    material: tuple[Line, ...] = ()
    key_before: str | None = None
    body: list[Line] = field(default_factory=list)
    fields: dict[str, list[list[Line]]] = field(default_factory=dict)
    last: str = ""
    items: int = 0
    items_mark: str = ""
    letters: int = 0
    listed: int = 0
    listed_mark: str = ""
    is_keyed: bool = False

    @property
    def sort(self) -> Sort | None:
        return self.title.sort if self.title else None

    @property
    def has_answer(self) -> bool:
        return labels.ANSWER in self.fields or labels.MINE in self.fields

    @property
    def is_complete(self) -> bool:
        """Whether another question may follow."""
        return (
            self.has_answer
            or self.letters > 1
            or self.is_keyed
            or (self.sort in OPEN_SORTS and bool(self.body))
        )

    def texts(self, name: str) -> list[list[Line]]:
        return [lines for lines in self.fields.get(name, []) if any(line.text for line in lines)]


@dataclass(slots=True)
class Answers:
    """Lines of answers to several questions; `group` is the last run of numbers before them;
    `is_own`: they are called the answers of one section."""

    row: int
    group: int
    lines: list[Line] = field(default_factory=list)
    title: Title | None = None
    is_inner: bool = False
    is_own: bool = False


@dataclass(slots=True)
class Paper:
    blocks: list[Block] = field(default_factory=list)
    answers: list[Answers] = field(default_factory=list)
    too_long: list[Line] = field(default_factory=list)
    jumps: list[int] = field(default_factory=list)
    # How many questions came before an answer that stands above the next one.
    above: list[int] = field(default_factory=list)
