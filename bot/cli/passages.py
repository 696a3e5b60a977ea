"""wengu passages find --json IN OUT: for each question, the sentences that support it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli import json_lines
from bot.cli.opening import parser, settings_or_exit
from bot.texts import Texts, texts
from questions.answers import bare_choices, right_texts
from questions.articles import by_title
from questions.finder import Finder, shipped

LIMIT = 5
# What may stand in a field; with None it may be missing as well.
FIELDS = {
    "id": object,
    "stem": str,
    "type": str | None,
    "options": list | None,
    "answer": str | int | list | None,
    "article_title": str | None,
}


def passages(argv: list[str]) -> int:
    arguments = parser("passages", __doc__ or "")
    arguments.add_argument("what", choices=["find"])
    arguments.add_argument("--json", action="store_true", required=True)
    arguments.add_argument("source", type=Path)
    arguments.add_argument("target", type=Path)
    chosen = arguments.parse_args(argv)
    words = texts(settings_or_exit().language)
    json_lines.write(chosen.target, _answers(chosen.source, shipped(), words), words)
    return 0


def _answers(source: Path, finder: Finder, words: Texts) -> Iterator[dict[str, Any]]:
    for line, entry in json_lines.read(source, words):
        json_lines.need(entry, FIELDS, source, line, words)
        options = entry.get("options") or ()
        kind = entry.get("type") or ""
        article = by_title(entry.get("article_title") or "")
        found = finder.find(
            entry["stem"],
            right_texts(kind, options, entry.get("answer")),
            choices=bare_choices(options),
            kind=kind,
            article=article.key if article else None,
            limit=LIMIT,
        )
        yield {
            "id": entry["id"],
            "passages": [quote.text for quote in found.quotes],
            "score": round(found.score, 4),
        }
