"""What our own sheets carry along, so that an untouched row comes back to the letter."""

import hashlib
import json
from collections.abc import Mapping

from questions.cells import csv_plain
from questions.formats.normal import tidy
from questions.formats.wire import question_from_json, question_to_json
from questions.question import Question


def sealed(question: Question, shown: Mapping[str, str]) -> str:
    """The whole question for the hidden column, sealed with what the row shows of it.

    Sheets have words for most of a question, not for a blank at the end of a stem or a `|` in
    a wording. As long as nobody edits the row, this is what counts.
    """
    content = {"seal": _seal(shown), "question": question_to_json(question)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # What a cell cannot hold is written as \uXXXX, which JSON reads back.
    return "".join(char if _can_stand(char) else _escaped(char) for char in text)


def restored(data: str, shown: Mapping[str, str]) -> Question | None:
    """The question of an untouched row; None when the row was edited or the data is not ours."""
    if not data:
        return None
    try:
        content = json.loads(data)
        if content["seal"] != _seal(shown):
            return None
        return question_from_json(content["question"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _seal(shown: Mapping[str, str]) -> str:
    """Over what a cell shows: what writing and reading change anyway must not break it."""
    parts = sorted((name, csv_plain(tidy(text))) for name, text in shown.items() if tidy(text))
    written = json.dumps(parts, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _can_stand(char: str) -> bool:
    return "\x20" <= char <= "\x7e" or ("\xa0" < char < "\ud7ff" and char not in "\u2028\u2029")


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
