"""What the places in an uploaded file are called: rows of a sheet, paragraphs, questions."""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.texts import Texts
from questions.formats.report import RowProblem
from questions.upload import Examined

# So many stretches of places are told for one problem.
STRETCHES = 12
# What is no row nor line: papers in Word go by paragraphs, files of platforms by questions.
PLACES = {"docx": "paragraph"} | dict.fromkeys(("moodle", "qti", "toml", "yaml"), "question")
SHEETS = frozenset(("xlsx", "xls", "csv", "xml", "html", "json"))
# These cannot be written again: what is wrong with them comes as a list.
LISTED = frozenset(("moodle", "qti", "toml", "yaml", "jsonl"))
_RETURNED = {".docx": "document", ".txt": "text"}


def counted(examined: Examined) -> str:
    """What is wrong is counted by the rows of a sheet, else by questions."""
    return "rows" if examined.format in SHEETS else "questions"


def returned_as(examined: Examined, ending: str) -> str:
    """As what a file comes back with its problems: sheet, document, text, or a mere list."""
    return "list" if examined.format in LISTED else _RETURNED.get(ending, "sheet")


def one(form: str, row: object, sheet: object, words: Texts) -> str:
    """A place in a file of that format, within a sentence; with its sheet, where one is named."""
    there = words.plain(f"upload.there.{PLACES.get(form, 'row')}", row=row)
    if not sheet:
        return there
    named = "sheet" if form in SHEETS else "file"
    return words.plain(f"upload.there.{named}", sheet=sheet, where=there)


def one_alone(form: str, row: object, words: Texts) -> str:
    """A place in a file of that format, at the head of a line."""
    return words.plain(f"upload.where.{PLACES.get(form, 'row')}.one", rows=row)


def where(problems: Sequence[RowProblem], examined: Examined, words: Texts) -> str:
    """The places of these problems; with their sheet, where the file has several."""
    rows = sorted({problem.row for problem in problems})
    if rows == [0]:
        return words.plain("upload.where.whole")
    stretches = list(islice(_stretches(rows), STRETCHES + 1))
    shown = words.plain("upload.rows.apart").join(stretches[:STRETCHES])
    way = "more" if len(stretches) > STRETCHES else "some" if len(rows) > 1 else "one"
    place = PLACES.get(examined.format, "row")
    found = words.plain(f"upload.where.{place}.{way}", rows=shown, count=len(rows))
    sheets = {problem.sheet for problem in problems}
    if len(examined.sheets) < 2 or len(sheets) > 1:
        return found
    named = "sheet" if examined.format in SHEETS else "file"
    return words.plain(f"upload.where.{named}", sheet=sheets.pop(), where=found)


def _stretches(rows: Sequence[int]) -> Iterator[str]:
    """Rows in order, those that follow one another as `8–12`."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end] != rows[end - 1] + 1:
            first, last = rows[start], rows[end - 1]
            yield str(first) if first == last else f"{first}–{last}"
            start = end
