"""Sheets that print two or three tables beside each other: each is read as a sheet of its own."""

from dataclasses import replace

from questions.formats.headers import Role, header
from questions.formats.normal import plain
from questions.spreadsheet.sheet import Row, Sheet


def parts(sheet: Sheet, header_row: Row) -> tuple[Sheet, ...]:
    """The sheet itself where its header says nothing twice."""
    names = [plain(cell) for cell in header_row.cells]
    starts = [column for column, name in enumerate(names) if name and name == names[_first(names)]]
    if len(starts) < 2:
        return (sheet,)
    width = starts[1] - starts[0]
    chunks = [_trimmed(names[start : start + width]) for start in starts]
    roles = {found.role for cell in header_row.cells[:width] if (found := header(cell))}
    if any(chunk != chunks[0] for chunk in chunks) or not {Role.STEM, Role.KEY} <= roles:
        return (sheet,)
    ends = [*starts[1:], starts[-1] + width]
    return tuple(
        _part(sheet, start if place else 0, end)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def _first(names: list[str]) -> int:
    return next((column for column, name in enumerate(names) if name), 0)


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names = names[:-1]
    return names


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    faults = {
        (row, column - start): fault
        for (row, column), fault in sheet.faults.items()
        if start <= column < end
    }
    rows = tuple(Row(row.number, row.cells[start:end]) for row in sheet.rows)
    return replace(sheet, rows=tuple(row for row in rows if not row.is_blank), faults=faults)
