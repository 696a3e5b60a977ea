"""What the readers of texts and of XML gather item by item: drafts, problems, assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from questions.formats.finding import Judged
from questions.formats.report import Assumption, Draft, Reading, RowProblem
from questions.question import Question
from questions.spreadsheet.sheet import MAX_ROWS

TEXT_SHOWN = 200
_ROWS_SHOWN = 8
_Said = tuple[str, tuple[tuple[str, object], ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands, and the start of it for the trainer to recognise."""

    row: int
    text: str
    sheet: str = ""


@dataclass(slots=True)
class Gathering:
    drafts: list[Draft] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    said: dict[_Said, list[int]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Whether as much was read as is read of one file; what is left out is said."""
        if len(self.drafts) + len(self.problems) < MAX_ROWS:
            return False
        self.say("rows_cut", limit=MAX_ROWS)
        return True

    def take(self, place: Place, judged: Judged) -> None:
        if judged.finding is not None:
            self.refuse(place, judged.finding.code, judged.finding.facts, judged.finding.field)
        elif judged.question is not None:
            self.keep(place, judged.question)
            for code, facts in judged.remarks.said:
                self.say(code, place.row, **facts)

    def keep(self, place: Place, question: Question) -> None:
        """A copied item does not take the key of the one that it was copied from."""
        if question.key in self.keys:
            question = replace(question, key="")
        self.keys.update(filter(None, [question.key]))
        self.drafts.append(Draft(question, place.row, place.sheet))

    def refuse(
        self, place: Place, code: str, facts: Mapping[str, object] | None = None, at: str = ""
    ) -> None:
        shown = excerpt(place.text)
        self.problems.append(RowProblem(place.row, place.sheet, shown, code, facts or {}, at))

    def say(self, code: str, row: int = 0, **facts: object) -> None:
        rows = self.said.setdefault((code, tuple(sorted(facts.items()))), [])
        if row and row not in rows[-1:]:
            rows.append(row)

    def reading(self, form: str, encoding: str = "") -> Reading:
        assumed = []
        for (code, facts), rows in self.said.items():
            about = dict(facts)
            if rows:
                about |= {"count": len(rows), "rows": _listed(rows)}
            assumed.append(Assumption(code, about))
        return Reading(form, encoding, tuple(self.drafts), tuple(self.problems), tuple(assumed))


def excerpt(text: str) -> str:
    """The start of a text on one line."""
    line = " ".join(text[: 4 * TEXT_SHOWN].split())
    return line if len(line) <= TEXT_SHOWN else line[: TEXT_SHOWN - 1] + "…"


def _listed(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:_ROWS_SHOWN]))
    return shown + (" …" if len(rows) > _ROWS_SHOWN else "")
