"""wengu bank check: judge banks, question by question and as a whole."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli.columns import aligned
from bot.cli.opening import give_up, parser, settings_or_exit
from bot.cli.reading import reading_of
from bot.texts import Texts, texts
from bot.views.problem import mend, said
from questions.articles import Article, article, by_title, library
from questions.bank import NotAQuestion, from_json, shipped
from questions.check import Finding, Report
from questions.check import check as checked
from questions.finder import shipped as finder
from questions.formats.report import RowProblem
from questions.question import Bank, Kind
from questions.upload import Examined, as_bank, examine, title_of
from questions.validation import Severity


def check(argv: list[str]) -> int:
    """Check the shipped banks, or files. Exit status 1 when there is an error."""
    arguments = parser("bank check", check.__doc__ or "")
    arguments.add_argument("files", nargs="*", type=Path)
    files = arguments.parse_args(argv).files
    words = texts(settings_or_exit().language)
    if files:
        reports = [_report(path, words) for path in files]
    else:
        reports = [checked(each, _article(each)) for each in shipped()]
    for line in lines(reports, words):
        print(line)
    return 1 if any(report.errors for report in reports) else 0


def lines(reports: list[Report], words: Texts) -> Iterator[str]:
    """A table with a row a bank, then what was found, errors first."""
    yield from aligned([_head(words), *(_row(report) for report in reports)])
    for report in reports:
        for finding in (*report.errors, *report.warnings):
            yield words.plain(
                f"check.{finding.severity}",
                key=finding.question or report.key,
                reason=said(finding.code, finding.facts, words),
                mend=mend(finding.code, finding.facts, words),
            )
    errors = sum(len(report.errors) for report in reports)
    warnings = sum(len(report.warnings) for report in reports)
    yield words.plain("check.sum", errors=errors, warnings=warnings)


def _head(words: Texts) -> list[str]:
    kinds = [words.plain(f"kind.{kind.value}") for kind in Kind]
    rest = ("levels", "false", "passages", "position", "longest", "alike")
    return [
        words.plain("check.bank"),
        words.plain("check.questions"),
        *kinds,
        *(words.plain(f"check.{name}") for name in rest),
    ]


def _row(report: Report) -> list[str]:
    table = report.table
    return [
        report.key,
        str(table.questions),
        *(str(table.kinds[kind]) for kind in Kind),
        "/".join(str(table.difficulties[level]) for level in (1, 2, 3)),
        "–" if table.share_false is None else f"{table.share_false:.0%}",
        f"{table.quoted}/{table.passages}" if table.passages else "–",
        _chance(table.position_p),
        _chance(table.longest_p),
        str(table.near_duplicates),
    ]


def _chance(p: float | None) -> str:
    return "–" if p is None else f"{p:.2f}"


def _report(path: Path, words: Texts) -> Report:
    """What there is to say of a file: by the keys of its questions where it is one of ours, else
    by its rows."""
    entries = _exported(path, words)
    if entries is None:
        return _by_rows(path, words)
    bank = _read(path, entries, words)
    return checked(bank, _article(bank))


def _by_rows(path: Path, words: Texts) -> Report:
    """A trainer's own file, read and judged as an upload is."""
    examined = examine(reading_of(path, words), title_of(path.name), library(), finder())
    bank = as_bank(examined, 0)
    findings = [_of_row(each, "error", examined) for each in examined.problems]
    found = (*examined.warnings, *examined.findings)
    findings += [_of_row(each, "warning", examined) for each in found]
    table = checked(bank, _article(bank)).table
    return Report(path.stem, path.stem, table, tuple(findings))


def _of_row(problem: RowProblem, severity: Severity, examined: Examined) -> Finding:
    """A problem, its place as a spreadsheet writes it."""
    sheet = f"{problem.sheet}!" if len(examined.sheets) > 1 else ""
    place = f"{sheet}{problem.row}" if problem.row else ""
    return Finding(problem.code, severity, place, problem.facts)


def _exported(path: Path, words: Texts) -> list[dict[str, Any]] | None:
    """The entries of a file in the JSON of `bank export`; None where it is another file."""
    try:
        entries = json.loads(path.read_text("utf-8-sig"))
    except OSError:
        give_up(words.plain("file.missing", path=path))
    except ValueError:
        return None
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        give_up(words.plain("check.no_bank", path=path))
    return entries


def _read(path: Path, entries: list[dict[str, Any]], words: Texts) -> Bank:
    try:
        questions = tuple(from_json(entry, library()) for entry in entries)
    except NotAQuestion as wrong:
        give_up(words.plain("check.wrong_field", path=path, field=wrong.field))
    titles = {str(entry.get("article_title") or "") for entry in entries}
    source = by_title(titles.pop()) if len(titles) == 1 else None
    return Bank(path.stem, path.stem, questions, article=source.key if source else "")


def _article(of: Bank) -> Article | None:
    return article(of.article) if of.article else None
