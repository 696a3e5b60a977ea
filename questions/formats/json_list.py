"""Banks as JSON: our own export to the letter, any other list of objects by its names."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from questions.articles import library
from questions.bank import NotAQuestion, from_json
from questions.errors import FileRefused
from questions.formats import own_yaml
from questions.formats.entry import TEXT_SHOWN
from questions.formats.headers import Role, header
from questions.formats.json_shapes import flattened, gathered, is_question
from questions.formats.report import Draft, Reading, RowProblem
from questions.question import Kind
from questions.spreadsheet.sheet import MAX_COLUMNS, MAX_ROWS, Row, Sheet

_INDEX = "answerIndex"
# A list of objects, each with a dash before the first of its names.
_YAML = re.compile(r"^\s{0,20}- {1,8}[\"']?[\w一-鿿]{1,40}[\"']?\s?:(?:\s|$)", re.MULTILINE)
_LISTS = ("questions", "items", "data", "list", "results", "rows", "quiz", "题目", "题库")


def entries(text: str) -> list[object] | None:
    """The list that a JSON text is or holds, or its lines; None when it is no JSON."""
    found = _entries(text)
    return None if found is None else _checked(found)


def yaml_entries(text: str) -> list[object] | None:
    """The same of a list of questions in YAML, by whatever names; None when it is none."""
    if not _YAML.search(text) or text.lstrip()[:1] in "<{[":
        return None
    try:
        found = _of_value(own_yaml.value(text, aliases=0))
    except FileRefused:
        return None
    asked = sum(map(is_question, found or ()))
    return _checked(found) if found and 2 * asked >= len(found) else None


def _checked(found: list[object]) -> list[object]:
    if not any(isinstance(entry, dict) for entry in found):
        raise FileRefused("file_no_questions")
    if len(found) > MAX_ROWS:
        raise FileRefused("file_too_heavy")
    return found


def is_ours(found: Sequence[object]) -> bool:
    """Whether most entries have the shape of our own export."""
    ours = sum(isinstance(entry, dict) and _is_ours(entry) for entry in found)
    return bool(found) and 2 * ours >= len(found)


def read(found: Sequence[object], encoding: str) -> Reading:
    """The questions of our own export; `row` counts its objects from 1."""
    drafts: list[Draft] = []
    problems: list[RowProblem] = []
    for number, entry in enumerate(found, start=1):
        try:
            shape = entry if isinstance(entry, dict) else {}
            drafts.append(Draft(from_json(shape, library()), number))
        except NotAQuestion as wrong:
            text = json.dumps(entry, ensure_ascii=False)[:TEXT_SHOWN]
            facts = {"field": wrong.field}
            problems.append(RowProblem(number, "", text, "json_shape", facts, wrong.field))
    return Reading("json", encoding, tuple(drafts), tuple(problems))


def sheet(objects: Sequence[dict[str, object]]) -> Sheet:
    """Objects as a sheet: their names are the header in row 0, entry n stands in row n.

    A key that is a number is a place in a list, as programs count it: from 0.
    """
    objects = [flattened(entry) for entry in objects]
    flat = [dict(_flat(entry)) for entry in objects]
    names = list(dict.fromkeys(name for entry in flat for name in entry))[:MAX_COLUMNS]
    shown = [_INDEX if _is_index(name, objects) else name for name in names]
    rows = [Row(0, tuple(shown))]
    rows += [
        Row(place, tuple(entry.get(name, "") for name in names))
        for place, entry in enumerate(flat, start=1)
    ]
    return Sheet("", tuple(rows))


def _is_index(name: str, objects: Sequence[dict[str, object]]) -> bool:
    found = header(name)
    if found is None or found.role is not Role.KEY:
        return False
    values = [entry[name] for entry in objects if entry.get(name) is not None]
    return bool(values) and all(
        isinstance(value, int) and not isinstance(value, bool) for value in values
    )


def _entries(text: str) -> list[object] | None:
    try:
        value = json.loads(text)
    except RecursionError as deep:
        raise FileRefused("file_too_heavy") from deep
    except ValueError:
        return _lines(text)
    return _of_value(value)


def _of_value(value: object) -> list[object] | None:
    found = value
    if isinstance(value, dict):
        found = next(
            (value[name] for name in _LISTS if isinstance(value.get(name), list)), [value]
        )
    if not isinstance(found, list):
        return None
    if not any(is_question(each) or (isinstance(each, dict) and _is_ours(each)) for each in found):
        return list(gathered(value)) or found
    return found


def _lines(text: str) -> list[object] | None:
    """JSON lines: an object on every line."""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _is_ours(entry: Mapping[str, object]) -> bool:
    # A list: what stands there may be anything, also what no set can look up.
    kinds = [kind.value for kind in Kind]
    return entry.get("type") in kinds and (
        "stem" in entry or isinstance(entry.get("answer"), list)
    )


def _flat(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in entry.items():
        if value is None:
            continue
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, bool):
            yield name, "TRUE" if value else "FALSE"
        else:
            yield name, json.dumps(value, ensure_ascii=False)
