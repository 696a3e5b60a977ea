"""From the rows of a sheet to entries: titles, notices and repeated headers are told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from questions.formats import brightspace, option_gaps, option_rows, tick_columns, verdict_columns
from questions.formats import layout as layouts
from questions.formats.blackboard import entries as blackboard_entries
from questions.formats.blackboard import is_blackboard
from questions.formats.entry import Entry, clean, from_row, shown
from questions.formats.headers import Role
from questions.formats.kinds import Sort, sort_named
from questions.formats.layout import Layout, cell
from questions.formats.positions import by_position
from questions.formats.report import RowProblem
from questions.formats.side_by_side import parts
from questions.formats.ticks import is_tick, is_yes
from questions.formats.vertical import from_rows, is_vertical
from questions.spreadsheet.sheet import Row, Sheet

_SECTION = re.compile(
    r"\W*(?:第?[一二三四五六七八九十\d]+(?:部分|大题)?)?\W*(?:题型)?\W*"
    r"(?:单项选择|单选|多项选择|多选|不定项选择|不定项|判断|是非|填空|简答|问答|论述|名词解释|案例分析|计算|选择|排序|匹配|连线)"
    r"(?:选择)?题?(?:部分)?\W*(?:[(（【\[:：].*|[共每合计].*|\d.*)?"
)
_CHAPTER = re.compile(
    r"\s*第\s*[一二三四五六七八九十百\d]{1,4}\s*[章节部单篇].{0,40}|[一二三四五六七八九十]{1,3}、.{1,30}"
)
_NOTICE = re.compile(
    r"\s*[※★*]*\s*(?:说明|注意|备注|注\s*[:：]|填写|提示|温馨|模板|本表|请)|.*填表说明|.*合计"
    r"|第\s?\d{1,4}\s?页|[-—=*\s]{1,40}(?:完|结束|end|以下空白)[-—=*\s]{0,40}$|[(（]?以下空白"
    r"|\s*(?:制表|编制|审核|填表|出题|命题)(?:人|单位|部门|日期|时间)?\s*[:：]"
)
_SUM = re.compile(r"(?:合|总|小|共)\s{0,4}计\s*[:：]?.{0,12}|(?:sub)?total\s*:?", re.IGNORECASE)
_HINT = re.compile(r"\((?:required|optional)[^)]*\)|text of the question|必填|选填", re.IGNORECASE)
_LETTERED = re.compile(r"\s*[(（]?[A-LＡ-Ｌ]\s?[.．、:：)）]")
# What Markdown draws below the names of its columns.
_RULE = re.compile(r"\s*:?[-—=]{2,}:?\s*")
_LETTER = re.compile("[A-LＡ-Ｌ]")
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that holds questions, with the layout that was found for it."""

    sheet: Sheet
    layout: Layout
    entries: tuple[Entry, ...]
    problems: tuple[RowProblem, ...] = ()


def read(sheet: Sheet, is_csv: bool = False) -> Table | None:
    """The entries of the sheet; None when nothing shows where its questions are."""
    if is_blackboard(sheet.rows):
        return Table(sheet, Layout(), tuple(blackboard_entries(sheet.rows)))
    if brightspace.is_brightspace(sheet.rows):
        return Table(sheet, Layout(), tuple(brightspace.entries(sheet.rows)))
    laid = replace(sheet, rows=tuple(verdict_columns.merged(sheet.rows)))
    layout = layouts.find(laid.rows) or by_position(laid.rows)
    if layout is None:
        return None
    header_row = next((row for row in laid.rows if row.number == layout.row), None)
    beside = parts(laid, header_row) if header_row else (laid,)
    tables = [_table(each, layouts.find(each.rows) or layout, is_csv) for each in beside]
    return Table(
        sheet,
        tables[0].layout,
        tuple(entry for each in tables for entry in each.entries),
        tuple(problem for each in tables for problem in each.problems),
    )


def _table(sheet: Sheet, layout: Layout, is_csv: bool) -> Table:
    entries: list[Entry] = []
    problems: list[RowProblem] = []
    for found in _blocks(sheet, layout):
        ragged = [row for row in found.rows if is_csv and _is_ragged(row, found.layout)]
        problems.extend(_ragged(row, found.layout) for row in ragged)
        left_out = {row.number for row in ragged}
        kept = _joined([row for row in found.rows if row.number not in left_out], found.layout)
        if is_vertical(found.layout, kept):
            entries.extend(from_rows(sheet, kept, found.layout, found.section, found.chapter))
        else:
            entries.extend(
                from_row(sheet, row, found.layout, found.section, found.chapter) for row in kept
            )
    return Table(sheet, layout, option_gaps.closed(entries, layout), tuple(problems))


def _joined(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """The rows, with options that stand below their stem, in its column, joined to it.

    A tick beside such an option names it as the key.
    """
    joined: list[Row] = []
    if layout.stem is None or layout.options or layout.options_cell is not None:
        columns = [column for _, column in layout.options]
        return tick_columns.joined(option_rows.joined(rows, columns, layout), columns, layout.stem)
    key = layout.keys[0] if layout.keys else None
    options = 0
    for row in rows:
        texts = [text for each in row.cells if (text := clean(each))]
        stem, ticked = clean(cell(row, layout.stem)), clean(cell(row, key))
        if len(texts) == 2 and _LETTER.fullmatch(texts[0]) and texts[1] == stem:
            # The letter stands in the column of numbers.
            stem = f"{texts[0]}. {stem}"
            texts = [stem]
        is_open = bool(joined) and (options > 0 or not clean(cell(joined[-1], key)))
        if (
            is_open
            and len(texts) > 1
            and is_tick(ticked)
            and stem[:1] == "ABCDEFGHIJKL"[options : options + 1]
        ):
            texts.remove(ticked)
        else:
            ticked = ""
        if joined and stem in texts and all(map(_LETTERED.match, texts)):
            options += len(texts)
            cells = [*joined[-1].cells, *("",) * ((key or 0) + 1 - len(joined[-1].cells))]
            cells[layout.stem] += "\n" + "\n".join(texts)
            if key is not None and is_yes(ticked):
                cells[key] += stem[0]
            joined[-1] = replace(joined[-1], cells=tuple(cells))
        else:
            joined.append(row)
            options = 0
    return joined


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of questions below one header, one section title and one chapter."""

    rows: tuple[Row, ...]
    layout: Layout
    section: Sort | None
    chapter: str


def _blocks(sheet: Sheet, layout: Layout) -> Iterator[_Block]:
    rows: list[Row] = []
    named = sort_named(sheet.name) or sort_named(layout.names.get(layout.stem or 0, ""))
    state = _Block((), layout, named, "")
    for place, row in enumerate(sheet.rows):
        if row.number <= state.layout.row:
            continue
        if _is_own(row, state.layout):
            rows.append(row)
            continue
        if _is_hint(row, state.layout):
            continue
        changed = _changed(state, row, sheet.rows[place:])
        if changed is not None:
            yield replace(state, rows=tuple(rows))
            state, rows = changed, []
        elif not _is_idle(row, state.layout):
            rows.append(row)
    yield replace(state, rows=tuple(rows))


def _changed(state: _Block, row: Row, rest: Sequence[Row]) -> _Block | None:
    """The state after a row that is a header, a section's title or a chapter's; else None."""
    if state.layout.row and _may_be_header(row, state.layout) and layouts.repeats_header(row):
        return replace(state, layout=layouts.find(rest) or state.layout)
    texts = list(dict.fromkeys(text for each in row.cells if (text := clean(each))))
    if len(texts) != 1 or len(texts[0]) > _TITLE_LENGTH:
        return None
    if _SECTION.fullmatch(texts[0]):
        return replace(state, section=sort_named(texts[0]) or state.section)
    if _CHAPTER.fullmatch(texts[0]) and not texts[0].endswith(("？", "?", "。", ")", "）")):
        return replace(state, chapter=texts[0])
    return None


def _may_be_header(row: Row, layout: Layout) -> bool:
    return len(cell(row, layout.stem)) <= 40


def _is_own(row: Row, layout: Layout) -> bool:
    """A row of one of our own sheets is a question, whatever its cells look like."""
    return bool(cell(row, layout.own.get(Role.OWN_DATA)))


def _is_hint(row: Row, layout: Layout) -> bool:
    """The second header of Quizizz and others: "Text of the question (required)"."""
    is_next = 0 < layout.row == row.number - 1
    return is_next and _HINT.search(cell(row, layout.stem)) is not None


def _is_idle(row: Row, layout: Layout) -> bool:
    """A row without stem, options and key, or with a notice only."""
    columns = (layout.stem, layout.options_cell, *layout.keys, *layout.answers)
    options = tuple(column for _, column in layout.options)
    filled = [column for column in (*columns, *options) if clean(cell(row, column))]
    if not filled or all(_RULE.fullmatch(cell(row, column)) for column in filled):
        return True
    if filled == [layout.stem] and any(_SUM.fullmatch(each.strip()) for each in row.cells):
        return True
    if _NOTICE.match(clean(cell(row, filled[0]))) is None:
        return False
    return len({text for each in row.cells if (text := clean(each))}) == 1


def _is_ragged(row: Row, layout: Layout) -> bool:
    width = max(layout.names, default=len(row.cells)) + 1
    return any(each.strip() for each in row.cells[width:])


def _ragged(row: Row, layout: Layout) -> RowProblem:
    facts = {"count": len(row.cells), "limit": max(layout.names, default=0) + 1}
    return RowProblem(row.number, "", shown(row), "row_ragged", facts)
