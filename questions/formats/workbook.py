"""All sheets of a file together: drafts, problems by row, and what was assumed, said once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from questions.errors import FileRefused
from questions.formats import cards, habits, keys_apart, sheet_looks, table
from questions.formats.entry import Entry, clean
from questions.formats.finding import Finding
from questions.formats.folded import unfolded
from questions.formats.headers import Role
from questions.formats.judge import judge
from questions.formats.kinds import Sort
from questions.formats.layout import Layout
from questions.formats.own_sheet import restored
from questions.formats.report import Assumption, Draft, Reading, RowProblem
from questions.formats.table import Table
from questions.question import Question
from questions.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Sheet

# Sheets that templates have beside the questions.
_ASIDE = re.compile("版本|说明|须知|示例|instruction|readme|version", re.IGNORECASE)
_ROWS_SHOWN = 8
_NAMES_SHOWN = 12


def collect(
    sheets: Sequence[Sheet],
    form: str,
    encoding: str = "",
    is_csv: bool = False,
    hint: Sort | None = None,
) -> Reading:
    """What the sheets hold; FileRefused when none is a table of questions, or none has any."""
    sheets = tuple(map(unfolded, sheets))
    tables = [found for sheet in sheets if not sheet.is_hidden
              and (found := table.read(sheet, is_csv))]  # fmt: skip
    if not any(map(_asks, tables)):
        tables = [found for sheet in sheets if not sheet.is_hidden
                  and (found := cards.read(sheet))] or tables  # fmt: skip
    if not tables:
        raise FileRefused("file_cards" if cards.is_likely(sheets) else "file_no_table")
    gathered = _Gathered(hint)
    every = tables
    tables, apart = keys_apart.joined(sheets, tables)
    for each in tables:
        gathered.take(each)
    for name, keyed in apart.items():
        for entry in (entry for each in keyed for entry in each.entries if entry.keys):
            gathered.say("keys_apart", {"sheet": name}, entry.row)
    if not gathered.drafts and not gathered.problems:
        raise FileRefused("file_no_questions")
    if not gathered.drafts and not any(map(_asks, tables)):
        raise FileRefused("file_no_table")
    others = [each for each in sheets if each.name not in apart]
    _say_skipped(gathered, others, every)
    return Reading(
        form,
        encoding,
        tuple(_with_single_keys(gathered.drafts)),
        tuple(sorted(gathered.problems, key=lambda each: (_place(tables, each.sheet), each.row))),
        tuple(gathered.assumptions()),
    )


@dataclass(slots=True)
class _Gathered:
    hint: Sort | None = None
    drafts: list[Draft] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    said: dict[tuple[str, tuple[tuple[str, object], ...]], list[int]] = field(default_factory=dict)

    def take(self, found: Table) -> None:
        self._about(found)
        entries, way = sheet_looks.keyed(found.sheet, found.layout, found.entries)
        for entry, before in zip(entries, found.entries, strict=True) if way else ():
            if entry.right != before.right:
                self.say(f"key_{way}", {}, entry.row)
        found = replace(found, entries=entries)
        ways = replace(habits.of(found.layout, found.entries), hint=self.hint)
        self.problems.extend(replace(each, sheet=found.sheet.name) for each in found.problems)
        legend = found.layout.legend or habits.codes(found.entries)
        for entry in found.entries:
            if own := restored(entry.own.get(Role.OWN_DATA, ""), visible(entry, found.layout)):
                self.drafts.append(Draft(own, entry.row, entry.sheet))
                continue
            judged = judge(entry, ways, legend)
            if judged.finding is not None:
                self.problems.append(_problem(entry, judged.finding))
            elif judged.question is not None:
                key = clean(entry.own.get(Role.OWN_KEY, ""))
                self.drafts.append(
                    Draft(replace(judged.question, key=key), entry.row, entry.sheet)
                )
                for code, facts in judged.remarks.said:
                    self.say(code, facts, entry.row)

    def say(self, code: str, facts: Mapping[str, object], row: int = 0) -> None:
        rows = self.said.setdefault((code, tuple(sorted(facts.items()))), [])
        if row and row not in rows[-1:]:
            rows.append(row)

    def assumptions(self) -> Iterable[Assumption]:
        for (code, facts), rows in self.said.items():
            about = dict(facts)
            if rows:
                about |= {"count": len(rows), "rows": _listed(rows)}
            yield Assumption(code, about)

    def _about(self, found: Table) -> None:
        layout = found.layout
        if layout.guessed == "all":
            self.say("header_missing", _columns(layout))
        elif layout.guessed == "stem":
            self.say("stem_guessed", {"column": column_name(layout.stem)})
        elif layout.guessed == "cards":
            sides = {"front": column_name(layout.stem), "back": column_name(layout.keys[0])}
            self.say("cards_read", sides)
        if found.sheet.is_turned:
            self.say("sheet_turned", {})
        if layout.unused:
            self.say("columns_unused", {"columns": "、".join(layout.unused[:_NAMES_SHOWN])})
        if found.sheet.rows_cut:
            self.say("rows_cut", {"limit": MAX_ROWS})
        if found.sheet.columns_cut:
            self.say("columns_cut", {"limit": MAX_COLUMNS})


def visible(entry: Entry, layout: Layout) -> dict[str, str]:
    """What a row of one of our own sheets shows, by the names of its columns."""
    data = layout.own.get(Role.OWN_DATA)
    reason = layout.own.get(Role.REASON)
    return {
        layout.names[column].strip(): text
        for column, text in enumerate(entry.cells)
        if column in layout.names and column not in (data, reason)
    }


def column_name(column: int | None) -> str:
    """A to Z, then AA: what Excel writes over a column."""
    name, number = "", (column or 0) + 1
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def _asks(found: Table) -> bool:
    """Whether the sheet has options or keys at all: a list of problems at work has neither."""
    layout = found.layout
    return any(each.options or each.keys or each.right for each in found.entries) or bool(
        layout.keys
        or layout.answers
        or layout.ticked
        or layout.options
        or layout.options_cell is not None
    )


def _columns(layout: Layout) -> dict[str, object]:
    options = [column for _, column in layout.options]
    if layout.options_cell is not None:
        options = [layout.options_cell]
    named = [column_name(options[0]), column_name(options[-1])] if options else []
    return {
        "stem": column_name(layout.stem),
        "options": "–".join(dict.fromkeys(named)) or "-",
        "key": column_name(layout.keys[0]) if layout.keys else "-",
    }


def _problem(entry: Entry, finding: Finding) -> RowProblem:
    return RowProblem(
        entry.row, entry.sheet, entry.text, finding.code, dict(finding.facts), finding.field
    )


def _say_skipped(gathered: _Gathered, sheets: Sequence[Sheet], tables: Sequence[Table]) -> None:
    read = {id(each.sheet) for each in tables}
    for sheet in sheets:
        if sheet.is_hidden:
            if table.read(sheet) is not None:
                gathered.say("sheet_hidden", {"sheet": sheet.name})
        elif id(sheet) not in read and len(sheet.rows) > 1 and not _ASIDE.search(sheet.name):
            gathered.say("sheet_skipped", {"sheet": sheet.name})


def _with_single_keys(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """A copied row keeps its place, but not the key of the row that it was copied from."""
    seen: set[str] = set()
    for draft in drafts:
        question: Question = draft.question
        if question.key and question.key in seen:
            draft = replace(draft, question=replace(question, key=""))
        seen.add(question.key)
        yield draft


def _place(tables: Sequence[Table], sheet: str) -> int:
    return next((place for place, each in enumerate(tables) if each.sheet.name == sheet), 0)


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_ROWS_SHOWN]))
    return shown + (" …" if len(rows) > _ROWS_SHOWN else "")
