"""The trainer's own paper back, with a line below every question that has something wrong."""

from collections.abc import Mapping, Sequence

from questions.formats.headers import REASON
from questions.formats.paper.blocks import blocks
from questions.formats.paper.line import Line, of_text

SIGN = f"【{REASON}】"


def marked(data: bytes, text: str, encoding: str, problems: Mapping[int, str]) -> bytes:
    """The text with its problems by line, in its own encoding where that has all letters."""
    last = ends(list(of_text(text)), problems)
    reasons: dict[int, list[str]] = {}
    for row, reason in problems.items():
        reasons.setdefault(last.get(row, row), []).append(f"{SIGN}{' '.join(reason.split())}")
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip().startswith(SIGN):
            lines.append(line)
        lines += reasons.get(number, [])
    made = ("\r\n" if b"\r\n" in data or b"\r\x00\n" in data else "\n").join(lines)
    try:
        return made.encode(encoding)
    except UnicodeEncodeError:
        return made.encode("utf-8-sig")


def ends(lines: Sequence[Line], rows: Mapping[int, object]) -> dict[int, int]:
    """For the questions that begin in these rows, the row in which each ends."""
    found: dict[int, int] = {}
    for block in blocks(lines).blocks:
        if block.row in rows:
            own = [line.number for line in block.body]
            own += [
                line.number for each in block.fields.values() for part in each for line in part
            ]
            found[block.row] = max([block.row, *own])
    return found
