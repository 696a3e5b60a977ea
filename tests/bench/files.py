"""Imports and exports by size: seconds, CPU and peak memory, each in a process of its own."""

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import openpyxl
import xlsxwriter

from bot.texts import texts
from db import articles, bank, score_sheet, shipped
from db.engines import open_engine
from db.migrate import migrate
from db.store import Store
from questions.articles import Article
from questions.export import Format
from questions.finder import Finder
from questions.formats.worker import read_apart
from questions.formats.xlsx_bank import write_bank
from questions.question import Bank, Kind, Question
from questions.score_sheet import About, Scope
from questions.score_sheet_csv import as_csv
from questions.score_sheet_xlsx import workbook
from questions.upload import as_bank, examine
from tests.bench.crowd import ROOT
from tests.bench.fill import NOW, Filler
from tests.bench.report import Report, Sizes
from tests.builders import ZONE

QUESTIONS = (100, 1_000, 10_000)
ANSWERS = (10_000, 100_000)


def measure(report: Report, sizes: Sizes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _imports(report, folder, (10,) if sizes.tiny else QUESTIONS)
        _exports(report, folder, (1_000,) if sizes.tiny else ANSWERS)


def _imports(report: Report, folder: Path, counts: tuple[int, ...]) -> None:
    report.table("Import of a workbook (XLSX) beside merely reading its cells", *_HEAD)
    library = shelved(folder / "import.db")
    for count in counts:
        path = folder / f"{count}.xlsx"
        path.write_bytes(write_bank(sample_bank(count, library), {}))
        for task in ("cells", "import"):
            report.row(f"{count:,} questions", _TASKS[task][0], *_apart(task, folder, str(path)))
    report.say(
        "\nThe first import in a process also loads the dictionary of words (about 85 MB); a bot "
        "that runs has it already from the file before."
    )


def _exports(report: Report, folder: Path, counts: tuple[int, ...]) -> None:
    report.table("Export of all attempts beside merely writing as many rows", *_HEAD)
    for count in counts:
        url = f"sqlite:///{folder}/{count}.db"
        filler = Filler(url)
        filler.sample()
        filler.grow(count)
        for task in ("rows", "csv", "xlsx"):
            figures = _apart(task, folder, url, str(count))
            report.row(f"{count:,} answers", _TASKS[task][0], *figures)


_HEAD = ("", "", "seconds", "CPU s", "peak MB")


def _apart(task: str, folder: Path, *arguments: str) -> tuple[str, str, str]:
    """Seconds, CPU seconds with that of its children, and peak memory of one task."""
    command = [sys.executable, "-m", "tests.bench.files", task, str(folder), *arguments]
    began = time.monotonic()
    before = os.times()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    seconds, after = time.monotonic() - began, os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    return f"{seconds:.1f}", f"{spent:.1f}", done.stdout.strip()


def shelved(path: Path) -> tuple[Article, ...]:
    """A store with what ships in it; its articles."""
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    store = Store(engine)
    store.do(shipped.stock, NOW)
    library = store.do(articles.every)
    store.close()
    return library


def sample_bank(count: int, library: tuple[Article, ...]) -> Bank:
    """Questions without quotes, each about some sentence of the library: all are looked for."""
    sentences = [
        sentence
        for article in library
        for passage in article.passages
        for sentence in passage.text.split("。")
        if len(sentence) > 20
    ]
    return Bank(
        "bench",
        "测速",
        tuple(
            Question(
                f"q{number}",
                Kind.SINGLE,
                f"（{number}）关于“{sentence[:30]}”，下列说法正确的是？",
                (sentence[6:18], "其他地区的做法", "尚未开展的工作", "与此无关的说法"),
                frozenset({0}),
            )
            for number, sentence in enumerate(islice(cycle(sentences), count), 1)
        ),
    )


def _cells(_folder: Path, path: str) -> None:
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows(values_only=True))


def _import(folder: Path, path: str) -> None:
    store = Store.open(f"sqlite:///{folder}/import.db")
    library = store.do(articles.every)
    data = Path(path).read_bytes()
    examined = examine(read_apart(data, path), Path(path).stem, library, Finder(library))
    taken = as_bank(examined, 1)
    assert taken.questions
    store.do(bank.stock, taken, None, datetime.now(UTC), proposed=examined.proposed)
    store.close()


def _export(form: Format, _folder: Path, url: str, _answers: str) -> None:
    store = Store.open(url)
    make = partial({Format.XLSX: workbook, Format.CSV: as_csv}[form], words=texts("zh").words)
    scope = Scope(About.PRACTICE, ZONE.key, NOW, "")
    content = store.do(score_sheet.export, None, scope, None, form, make)
    assert content
    store.close()


def _rows(_folder: Path, _url: str, answers: str) -> None:
    """As many rows as there are attempts, as a workbook and as CSV."""
    rows = [[f"员工{number}"] * 16 for number in range(int(answers) // 10)]
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    csv.writer(io.StringIO()).writerows(rows)


def _peak() -> str:
    """The most memory that this process held, in MB. What the system says of a process that has
    ended includes what its parent held when it was begun."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return f"{int(line.split()[1]) / 1024:.0f}"


_TASKS: dict[str, tuple[str, Callable[..., None]]] = {
    "cells": ("baseline: openpyxl reads the cells", _cells),
    "import": ("read apart, checked, quotes looked for, taken in", _import),
    "rows": ("baseline: rows to XLSX and to CSV", _rows),
    "csv": ("score sheet as CSV", partial(_export, Format.CSV)),
    "xlsx": ("workbook with summary and item figures", partial(_export, Format.XLSX)),
}


if __name__ == "__main__":
    _TASKS[sys.argv[1]][1](Path(sys.argv[2]), *sys.argv[3:])
    print(_peak())
