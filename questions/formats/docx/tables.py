"""Tables of a Word document: questions in columns, answers by number, or a page's layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from questions.formats import layout as layouts
from questions.formats.paper import codes, labels, numbers, titles
from questions.formats.paper.line import Line
from questions.formats.paper.seen import LONE_KEY, is_run
from questions.formats.verdict_columns import merged
from questions.spreadsheet.sheet import Row, Sheet

Cell = list[Line]

_NUMBER = re.compile(r"第?\s?(\d{1,4})\s?[题.．、]?")
_RANGE = re.compile(r"\d{1,4}\s?[-~～—–至到]{1,2}\s?\d{1,4}\s?题?")
_IDLE = re.compile(
    r"(?:题\s?号|题\s?型|得\s?分|总\s?分|评卷人|阅卷人|复核人|核分人|签名|分\s?数|满\s?分|成\s?绩|合\s?计|姓\s?名|部\s?门|单\s?位|工\s?号|日\s?期"
    r"|[一二三四五六七八九十]{1,3}|\d{0,3}\s?分?|[_＿\s:：]*|.{2,6}题|(?:正确|参考)?答\s?案|序\s?号)"
)
_REASON = re.compile(r"解\s?析|说\s?明|理\s?由|依\s?据")
_WHOLE = {"问": "问题", "答": "答案", "Q": "问题", "A": "答案"}
_SIGN = re.compile(r"(?:([A-H])|\d{1,3})\s?[.．、:：)）]")
_HEAD = re.compile(r"题\s?号|序\s?号|答\s?案|正确答案|参考答案")


@dataclass(frozen=True, slots=True)
class Read:
    """What a table is: `sheet` for questions in columns, else `lines`."""

    lines: tuple[Line, ...] = ()
    sheet: Sheet | None = None


def read(rows: Sequence[Sequence[Cell]]) -> Read:
    rows = [row for row in rows if row]
    if not rows:
        return Read()
    texts = [["\n".join(line.text for line in cell) for cell in row] for row in rows]
    if by_sections := _by_sections(rows, texts):
        return Read(lines=tuple(by_sections))
    if found := _sheet(rows):
        return Read(sheet=found)
    if answers := _answers(rows, texts):
        return Read(lines=tuple(answers))
    filled = [text.strip() for row in texts for text in row if text.strip()]
    if len(filled) == 1 and titles.section(filled[0]):
        return Read(lines=tuple(_laid(rows)))
    if all(_IDLE.fullmatch(text.strip()) for row in texts for text in row):
        return Read()
    return Read(lines=tuple(_laid(rows)))


def _sheet(rows: Sequence[Sequence[Cell]]) -> Sheet | None:
    """The table as a sheet, when its header names a stem and where the key or the options are."""
    number, made = 0, []
    for row in rows:
        number = max(next((line.number for cell in row for line in cell), number), number + 1)
        cells = tuple("\n".join(line.text for line in cell) for cell in row)
        made.append(Row(number, cells))
    if {cell.strip() for cell in made[0].cells} & {"问", "Q"}:
        head = tuple(_WHOLE.get(cell.strip(), cell) for cell in made[0].cells)
        made[0] = Row(made[0].number, head)
    made = merged(made)
    found = layouts.find(made)
    if found is None or found.row == 0 or found.stem is None or found.guessed:
        return None
    if not (found.keys or found.answers or found.options or found.options_cell is not None):
        return None
    return Sheet("", tuple(made))


def _answers(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]]) -> list[Line]:
    """Lines like `1.B 2.C` from a table of numbers and answers, in rows or in columns."""
    if _has_pairs(texts):
        return [line for row in rows for line in _pairs(row)]
    across: list[Line] = []
    for (row, upper), (_, lower) in pairwise(zip(rows, texts, strict=True)):
        pairs = [
            (found[1], below.strip())
            for above, below in zip(upper, lower, strict=False)
            if (found := _NUMBER.fullmatch(above.strip())) and not _NUMBER.fullmatch(below.strip())
        ]
        others = [text.strip() for text in upper if not _NUMBER.fullmatch(text.strip())]
        numbered = len(upper) - len(others)
        is_head = all(_HEAD.search(t) or _IDLE.fullmatch(t) or titles.section(t) for t in others)
        if (
            numbered
            and numbered == len(pairs)
            and 2 * numbered >= sum(map(bool, upper))
            and is_head
        ):
            across += _lines(row, pairs)
    if across:
        return across
    if reasoned := _with_reasons(rows, texts):
        return reasoned
    if not any(_HEAD.search(text) for text in texts[0]) and not _is_keys(texts):
        return []
    down: list[Line] = []
    for row, cells in zip(rows, texts, strict=True):
        filled = [text.strip() for text in cells if text.strip()]
        starts = [_NUMBER.fullmatch(text) for text in filled[::2]]
        if filled and len(filled) % 2 == 0 and all(starts):
            pairs = [(m[1], key) for m, key in zip(starts, filled[1::2], strict=True) if m]
            down += _lines(row, pairs)
        elif down and filled:
            return []
    return sorted(down, key=lambda line: _first(line.text))


def _with_reasons(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]]) -> list[Line]:
    """Rows of a number, its key and the reason for it, below a header that says so."""
    if [bool(_REASON.search(text)) for text in texts[0]] != [False, False, True]:
        return []
    made: list[Line] = []
    for row, cells in zip(rows[1:], texts[1:], strict=True):
        found = _NUMBER.fullmatch(cells[0].strip())
        if found is None or len(row) != len(rows[0]):
            return []
        made += _lines(row, [(found[1], cells[1].strip())])
        made += [replace(row[2][0], text=f"解析：{' '.join(cells[2].split())}", looks="")] * bool(
            row[2]
        )
    return made


def _by_sections(rows: Sequence[Sequence[Cell]], texts: Sequence[Sequence[str]]) -> list[Line]:
    """Numbers above, and below them a row of keys for each section, whose name comes first."""
    made: list[Line] = []
    counts = [found[1] for text in texts[0][1:] if (found := _NUMBER.fullmatch(text.strip()))]
    if len(counts) < 2 or len(rows) < 3:
        return []
    for row, (name, *keys) in zip(rows[1:], texts[1:], strict=True):
        pairs = [(count, key) for count, key in zip(counts, keys, strict=False) if key.strip()]
        is_keys = all(LONE_KEY.fullmatch(key.strip()) for _, key in pairs)
        if not row[0] or not is_keys or titles.section(name.strip()) is None:
            return []
        made += [row[0][0], *_lines(row, pairs)]
    return made


def _has_pairs(texts: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are numbers or ranges with their keys; titles may stand between."""
    count = 0
    for row in texts:
        filled = [text.strip() for text in row if text.strip()]
        is_title = len(filled) == 1 and titles.section(filled[0]) is not None
        paired = zip(filled[::2], filled[1::2], strict=False)
        is_row = len(filled) % 2 == 0 and all(
            (_NUMBER.fullmatch(left) and LONE_KEY.fullmatch(right))
            or (_RANGE.fullmatch(left) and is_run(f"{left} {right}"))
            for left, right in paired
        )
        if not (is_title or is_row):
            return False
        count += len(filled) // 2
    return count > 1


def _pairs(row: Sequence[Cell]) -> list[Line]:
    """A row of such pairs as lines of answers; a title as it is."""
    filled = [cell[0] for cell in row if cell and any(line.text for line in cell)]
    if len(filled) == 1:
        return filled
    return [
        replace(left, text=f"{left.text} {right.text}", looks="")
        for left, right in zip(filled[::2], filled[1::2], strict=True)
    ]


def _is_keys(texts: Sequence[Sequence[str]]) -> bool:
    """Whether all rows are a number and a key, over and over."""
    return all(
        len(row) > 1 and len(row) % 2 == 0
        and all(_NUMBER.fullmatch(text.strip()) for text in row[::2] if text.strip())
        and all(LONE_KEY.fullmatch(text.strip()) for text in row[1::2] if text.strip())
        for row in texts
    )  # fmt: skip


def _lines(row: Sequence[Cell], pairs: Sequence[tuple[str, str]]) -> list[Line]:
    number = next((line.number for cell in row for line in cell), 0)
    pairs = [(count, " ".join(key.split())) for count, key in pairs if key]
    if len(pairs) > 1 and all(LONE_KEY.fullmatch(key) for _, key in pairs):
        return [Line(number, "  ".join(f"{count}. {key}" for count, key in pairs))]
    return [Line(number, f"{count}. {key}") for count, key in pairs]


def _first(text: str) -> int:
    return int(text.partition(".")[0])


def _laid(rows: Sequence[Sequence[Cell]]) -> list[Line]:
    """The lines of a table that only lays out a page: row by row, or column by column where the
    questions count up that way."""
    by_rows = [line for row in rows for line in _row(row)]
    width = max(map(len, rows))
    by_columns = [
        line for place in range(width) for row in rows if place < len(row) for line in row[place]
    ]
    if _counts_up(by_columns) and _crowded(by_rows) > _crowded(by_columns):
        return by_columns
    return by_columns if not _counts_up(by_rows) and _counts_up(by_columns) else by_rows


def _crowded(lines: Sequence[Line]) -> int:
    """How many numbers stand right above another one, and letters right above their like."""
    found = [_SIGN.match(line.text) for line in lines]
    signs = [(each[1] or "1") if each else "" for each in found]
    return sum(first != "" and first == second for first, second in pairwise(signs))


def _row(row: Sequence[Cell]) -> list[Line]:
    """The lines of a row; a number in a cell of its own goes before the text beside it."""
    filled = [cell for cell in row if any(line.text or line.has_picture for line in cell)]
    if len(filled) > 1 and len(filled[0]) == 1:
        found = _NUMBER.fullmatch(filled[0][0].text)
        is_coded = found is None and codes.is_code(filled[0][0].text)
        if (found or is_coded) and filled[1]:
            sign = f"{found[1]}. " if found else f"{filled[0][0].text.strip()} "
            first = filled[1][0]
            whole = replace(first, text=sign + first.text, looks="0" * len(sign) + first.looks)
            return [whole, *filled[1][1:], *(line for cell in filled[2:] for line in cell)]
    if len(filled) == 2 and len(filled[0]) == 1 and (word := _label(filled[0][0].text)):
        first = filled[1][0]
        whole = replace(first, text=word + first.text, looks="0" * len(word) + first.looks)
        return [whole, *filled[1][1:]]
    return [line for cell in filled for line in cell]


def _label(text: str) -> str:
    """题干 or 选项A or B in a cell of its own, as it would stand before the text beside it."""
    if re.fullmatch(r"(?:选项)?\s?[A-HＡ-Ｈ]\s?[.．、:：]?", text):
        return f"{text.strip('选项 .．、:：')}. "
    parts = labels.parts(Line(0, f"{text.rstrip(':： ')}："))
    is_label = len(parts) == 1 and parts[0].field and not parts[0].line.text
    return f"{text.rstrip(':： ')}：" if is_label else ""


def _counts_up(lines: Sequence[Line]) -> bool:
    found = [numbers.number_of(line) for line in lines]
    values = [each.value for each in found if each and each.way == numbers.PLAIN]
    return all(after > before for before, after in pairwise(values))
