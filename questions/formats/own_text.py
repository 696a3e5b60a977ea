"""Our own schema as JSON lines, YAML and TOML: banks written by hand or by scripts."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from questions.articles import library
from questions.bank import NotAQuestion, from_json
from questions.errors import FileRefused
from questions.formats import json_list, own_yaml
from questions.formats.gathering import Gathering, Place
from questions.formats.report import Reading
from questions.question import Kind

_KINDS = "|".join(kind.value for kind in Kind)
_YAML = re.compile(
    rf"^\s{{0,20}}(?:- +)?[\"']?type[\"']?\s*:\s*[\"']?(?:{_KINDS})\b", re.MULTILINE
)
_YAML_STEM = re.compile(r"^\s{0,20}(?:- +)?[\"']?stem[\"']?\s*:", re.MULTILINE)
_TOML = re.compile(rf"^\s*type\s*=\s*[\"'](?:{_KINDS})[\"']", re.MULTILINE)
_TOML_LIST = re.compile(r"^\s*\[\[\s*[\w\"'.-]{1,60}\s*\]\]", re.MULTILINE)
_LIMIT = 1_000_000


def read(text: str, encoding: str = "") -> Reading | None:
    """None when it is neither of the three; `row` is the line in JSON lines, else the item."""
    if lines := _json_lines(text):
        return _reading(lines, "jsonl", encoding)
    if _TOML_LIST.search(text) and _TOML.search(text):
        return _reading(dict(enumerate(_toml(text), start=1)), "toml", encoding)
    if _YAML.search(text) and _YAML_STEM.search(text) and text.lstrip()[:1] not in "<{[":
        entries = _yaml(text)
        return _reading(dict(enumerate(entries, start=1)), "yaml", encoding) if entries else None
    return None


class _BrokenLine:
    """A line of JSON lines that is no JSON."""

    def __init__(self, text: str) -> None:
        self.text = text


def _json_lines(text: str) -> dict[int, object]:
    """The objects by their lines, where at least half of the lines are questions of ours."""
    if not text.lstrip().startswith("{") or "\n" not in text.strip():
        return {}
    found: dict[int, object] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found[number] = json.loads(line)
            except (ValueError, RecursionError):
                found[number] = _BrokenLine(line)
    return found if json_list.is_ours(list(found.values())) else {}


def _toml(text: str) -> list[object]:
    if len(text) > _LIMIT:
        raise FileRefused("file_too_heavy")
    try:
        return _listed(tomllib.loads(text))
    except (ValueError, RecursionError) as wrong:
        raise FileRefused("file_markup_broken", line=own_yaml.line(wrong)) from wrong


def _yaml(text: str) -> list[object]:
    return [_typed(each) for each in _listed(own_yaml.value(text))]


def _listed(content: object) -> list[object]:
    if isinstance(content, dict):
        lists = [each for each in content.values() if isinstance(each, list)]
        return max(lists, key=len) if lists else [content]
    return content if isinstance(content, list) else []


def _typed(entry: object) -> object:
    """The texts of YAML as JSON would have them, where a number or a truth belongs."""
    if not isinstance(entry, dict):
        return entry
    made: dict[str, Any] = {str(name): value for name, value in entry.items()}
    made = {name: value for name, value in made.items() if value not in ("", "null", "~")}
    kind = made.get("type")
    if isinstance(made.get("difficulty"), str):
        made["difficulty"] = _number(made["difficulty"])
    if "ordered" in made:
        made["ordered"] = _truth(made["ordered"])
    answer = made.get("answer")
    if kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE) and answer is not None:
        way = _truth if kind == Kind.TRUE_FALSE else _number
        made["answer"] = [way(each) for each in (answer if isinstance(answer, list) else [answer])]
    for name in ("options", "quotes", "tags", "answer"):
        if isinstance(made.get(name), str):
            made[name] = [made[name]]
    return made


def _number(value: object) -> object:
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else value


def _truth(value: object) -> object:
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    return known.get(value.strip().lower(), value) if isinstance(value, str) else value


def _reading(entries: Mapping[int, object], form: str, encoding: str) -> Reading:
    gathering = Gathering()
    for row, entry in entries.items():
        if gathering.is_full:
            break
        if isinstance(entry, _BrokenLine):
            gathering.refuse(Place(row, entry.text), "json_broken")
            continue
        shown = _shown(entry)
        try:
            question = from_json(entry if isinstance(entry, dict) else {}, library())
        except NotAQuestion as wrong:
            gathering.refuse(Place(row, shown), "json_shape", {"field": wrong.field}, wrong.field)
        else:
            gathering.keep(Place(row, shown), question)
    if not gathering.drafts and not gathering.problems:
        raise FileRefused("file_no_questions")
    if gathering.problems and form != "jsonl":
        gathering.say("rows_are_items")
    return gathering.reading(form, encoding)


def _shown(entry: object) -> str:
    try:
        return json.dumps(entry, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        # An alias that contains itself.
        return ""
