"""The XLSX template for trainers: examples of all kinds, lists to choose from, notes on headers.

Its words stand beside this file, not with the sentences of the bot: they are columns that the
reader must know again, and examples that must be read without a problem.
"""

import tomllib
from importlib import resources
from typing import Any

from questions.spreadsheet.xlsx_writer import Page, written

LANGUAGES = ("zh", "en")


def template(language: str) -> bytes:
    """An XLSX file in that language; in 中文 for a language that has no template."""
    words = _words(language if language in LANGUAGES else LANGUAGES[0])
    return written([_questions(words), _instructions(words)])


def _words(language: str) -> dict[str, Any]:
    path = resources.files("questions.formats") / f"template_{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _questions(words: dict[str, Any]) -> Page:
    columns = words["columns"]
    names = [column["name"] for column in columns]
    lists = {
        place: words[offered]
        for place, column in enumerate(columns)
        for offered in ("kinds", "difficulties")
        if column.get(offered)
    }
    return Page(
        words["sheet"],
        [names, *([example.get(name, "") for name in names] for example in words["examples"])],
        widths={place: column.get("width", 12) for place, column in enumerate(columns)},
        lists=lists,
        remarks={place: each["help"] for place, each in enumerate(columns) if "help" in each},
    )


def _instructions(words: dict[str, Any]) -> Page:
    about = words["help"]
    columns = [[each["name"], each["help"]] for each in words["columns"] if "help" in each]
    notes = [[about["title"], note] for note in about["notes"]]
    return Page(
        words["help_sheet"],
        [[about["column"], about["how"]], *columns, *notes],
        widths={0: 30, 1: 90},
    )
