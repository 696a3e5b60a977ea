"""Flashcards: what is asked on the front, what is to be known on the back."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from questions.errors import FileRefused
from questions.formats import html_text
from questions.formats.entry import Entry, clean, from_row
from questions.formats.headers import REASON, Role, header
from questions.formats.keys import truth
from questions.formats.kinds import Sort
from questions.formats.layout import SEARCHED_ROWS, Layout, cell
from questions.formats.normal import plain
from questions.formats.table import Table
from questions.spreadsheet import csv_text
from questions.spreadsheet.sheet import Row, Sheet

_FRONTS = """
正面 卡片正面 卡面 前面 术语 名词 概念 词语 词条 词汇 单词 生词 英文 专业术语 术语名称 名词术语
缩写 缩略语 简称 front frontside term terms word words vocabulary concept phrase abbreviation
acronym side1 sidea 问题 问"""
_BACKS = """
反面 背面 卡片背面 卡片反面 卡背 后面 定义 释义 解释 含义 意思 词义 说明 中文 名词解释 术语解释
术语定义 术语释义 注释 全称 概念解释 back backside definition definitions meaning meanings
translation explanation fullname description side2 sideb 回答 参考回答 标准回答 答复"""
# What Anki writes above the cards of an export.
_SAYS = re.compile(r"#\s?(separator|html|columns|notetype|deck|tags|guid|if matches)\b.*", re.I)
_COLUMN = re.compile(r"#(notetype|deck|tags|guid) column:(\d{1,2})", re.I)
_CLOZE = re.compile(r"\{\{c\d{1,2}::(.{1,200}?)(?:::[^{}]{0,80})?\}\}", re.DOTALL)
# A longer back is told in one's own words; a shorter one is typed. A Han character counts twice.
_TYPED = 24
_LEAST, _MOST = 3, 0.9


def read(sheet: Sheet) -> Table | None:
    """The cards of a sheet; None where nothing names their two sides."""
    layout = _by_names(sheet.rows) or _of_anki(sheet.rows)
    if layout is None:
        return None
    above = [cell(row, 0) for row in sheet.rows if row.number <= layout.row]
    rows = [row for row in sheet.rows if row.number > layout.row]
    if "#html:true" in above:
        rows = [_as_text(row) for row in rows]
    entries = [from_row(sheet, row, layout, None, "") for row in rows]
    entries = [each for each in entries if each.stem or each.key]
    judged = bool(entries) and all(truth(each.key) is not None for each in entries)
    return Table(sheet, layout, tuple(entries if judged else map(_card, entries)))


def is_likely(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has two columns, and nothing that says which of them is asked."""
    for sheet in sheets:
        pairs = [tuple(_filled(row)) for row in sheet.rows]
        whole = [pair for pair in pairs if len(pair) == 2]
        if len(whole) < _LEAST or len(whole) < _MOST * len(pairs):
            continue
        fronts = {front for front, _ in whole}
        sides = {(front[0], back[0]) for front, back in whole}
        are_numbers = all(text.strip().isdecimal() for _, text in fronts)
        if len(sides) == 1 and len(fronts) == len(whole) and not are_numbers:
            return True
    return False


def are_lines(text: str) -> bool:
    """The same of a text whose lines have one tab each."""
    with suppress(FileRefused):
        return is_likely((csv_text.read(text, "\t"),))
    return False


def _filled(row: Row) -> Iterator[tuple[int, str]]:
    return ((column, text) for column, text in enumerate(row.cells)
            if text.strip() and not text.startswith(REASON))  # fmt: skip


def _by_names(rows: Sequence[Row]) -> Layout | None:
    for row in rows[:SEARCHED_ROWS]:
        front, back = _called(row, _FRONTS.split()), _called(row, _BACKS.split())
        if front is not None and back is not None:
            return _layout(row, front, back)
    return None


def _called(row: Row, names: Sequence[str]) -> int | None:
    words = [re.sub(r"\(.*?\)|[\W_]", "", plain(text)) for text in row.cells]
    return next((column for column, word in enumerate(words) if word in names), None)


def _layout(row: Row, front: int, back: int) -> Layout:
    roles = {column: found.role for column, text in enumerate(row.cells)
             if column not in (front, back) and (found := header(text))}  # fmt: skip

    def of(role: Role) -> tuple[int, ...]:
        return tuple(column for column, each in roles.items() if each is role)

    return Layout(
        row=row.number,
        stem=front,
        keys=(back,),
        notes=of(Role.NOTE),
        chapters=of(Role.CHAPTER),
        tags=of(Role.TAGS),
        pictures=of(Role.PICTURE),
        own={role: of(role)[0] for role in (Role.REASON,) if of(role)},
        names=dict(enumerate(row.cells)),
        guessed="cards",
        unused=tuple(
            text.strip() for column, text in enumerate(row.cells)
            if text.strip() and column not in (front, back)
            and roles.get(column) in (None, Role.IDLE)
        ),
    )  # fmt: skip


def _of_anki(rows: Sequence[Row]) -> Layout | None:
    said = [row for row in rows[:SEARCHED_ROWS] if _SAYS.fullmatch(cell(row, 0))]
    if not said or said[0] is not rows[0]:
        return None
    named = {found[1].casefold(): int(found[2]) - 1 for row in said
             if (found := _COLUMN.match(cell(row, 0)))}  # fmt: skip
    width = max(len(row.cells) for row in rows)
    free = [column for column in range(width) if column not in named.values()]
    if len(free) < 2:
        return None
    return Layout(
        row=said[-1].number,
        stem=free[0],
        keys=(free[1],),
        chapters=(named["deck"],) if "deck" in named else (),
        tags=(named["tags"],) if "tags" in named else (),
        guessed="cards",
    )


def _as_text(row: Row) -> Row:
    return replace(row, cells=tuple(html_text.shown(each).text for each in row.cells))


def _card(entry: Entry) -> Entry:
    """The card as a question: a word to be typed, or what is explained in one's own words."""
    if gaps := _CLOZE.findall(entry.stem):
        stem = _CLOZE.sub("____", entry.stem)
        return replace(entry, stem=stem, keys=tuple(map(clean, gaps)), section=Sort.BLANK)
    width = sum(1 + (char >= "\u2e80") for char in entry.key)
    is_typed = width <= _TYPED and "\n" not in entry.key
    return replace(entry, section=Sort.BLANK if is_typed else Sort.ESSAY)
