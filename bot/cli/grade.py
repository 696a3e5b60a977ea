"""wengu grade --json IN OUT: accept, almost or reject for each typed answer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli import json_lines
from bot.cli.opening import give_up, parser, settings_or_exit
from bot.texts import Texts, texts
from questions.grading import judge

KINDS = ("number", "term", "clause", "enum", "blanks")
# What may stand in a field; with None it may be missing as well.
FIELDS = {
    "id": object,
    "kind": str,
    "reference": str | int | float | list,
    "typed": str | int | float,
    "question": str | None,
    "ordered": bool | None,
}


def grade(argv: list[str]) -> int:
    arguments = parser("grade", __doc__ or "")
    arguments.add_argument("--json", action="store_true", required=True)
    arguments.add_argument("source", type=Path)
    arguments.add_argument("target", type=Path)
    chosen = arguments.parse_args(argv)
    words = texts(settings_or_exit().language)
    json_lines.write(chosen.target, _verdicts(chosen.source, words), words)
    return 0


def _verdicts(source: Path, words: Texts) -> Iterator[dict[str, Any]]:
    for line, entry in json_lines.read(source, words):
        json_lines.need(entry, FIELDS, source, line, words)
        if entry["kind"] not in KINDS:
            give_up(words.plain("file.lacks", path=source, line=line, field="kind"))
        verdict = judge(
            entry["kind"],
            entry["reference"],
            str(entry["typed"]),
            question=str(entry.get("question") or ""),
            ordered=bool(entry.get("ordered")),
        )
        yield {"id": entry["id"], "verdict": str(verdict)}
