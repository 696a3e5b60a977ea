"""wengu bank check | read | import | export: banks and files of questions."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cli.check import check
from bot.cli.opening import give_up, open_store, parser, settings_or_exit
from bot.cli.reading import reading_of
from bot.texts import Texts, texts
from bot.views import places
from bot.views import problem as telling
from bot.views.upload import reason
from db import articles
from db import bank as banks
from questions.articles import library
from questions.bank import to_json
from questions.finder import shipped
from questions.formats.report import Reading, RowProblem
from questions.formats.writers import WRITERS
from questions.shelf import PUBLISHED
from questions.upload import Examined, as_bank, examine, title_of, wrongs

# The owner of banks that come in by the command line.
NOBODY = 0


def bank(argv: list[str]) -> int:
    arguments = parser("bank", __doc__ or "")
    commands = {"check": check, "read": read, "import": take, "export": export}
    arguments.add_argument("what", choices=list(commands))
    arguments.add_argument("rest", nargs="...")
    chosen = arguments.parse_args(argv)
    return commands[chosen.what](chosen.rest)


def read(argv: list[str]) -> int:
    """Read a file as the importer does, and keep nothing. Exit status 1 without a question."""
    arguments = parser("bank read", read.__doc__ or "")
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--json", type=Path, metavar="OUT")
    chosen = arguments.parse_args(argv)
    words = texts(settings_or_exit().language)
    reading = reading_of(chosen.file, words)
    told = _told(reading, words)
    if chosen.json:
        content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        _write(chosen.json, content.encode(), words)
    else:
        _print(told, words)
    if not told["questions"]:
        give_up(words.plain("bank.read.none", path=chosen.file), 1)
    return 0


def take(argv: list[str]) -> int:
    """Import the good questions of a file, whole or not at all."""
    arguments = parser("bank import", take.__doc__ or "")
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--publish", action="store_true")
    chosen = arguments.parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    reading = reading_of(chosen.file, words)
    store = open_store(settings)
    try:
        shelf_of_articles = store.do(articles.every)
        examined = examine(reading, title_of(chosen.file.name), shelf_of_articles, shipped())
        if not examined.questions:
            _print_problems(examined, words)
            give_up(words.plain("bank.read.none", path=chosen.file), 1)
        stocked = store.do(_stock, examined, chosen.publish)
    finally:
        store.close()
    _print_problems(examined, words)
    facts = {"new": stocked.new, "changed": stocked.changed, "same": stocked.same}
    print(words.plain("bank.imported", title=examined.name, **facts))
    return 0


def export(argv: list[str]) -> int:
    """Write every bank into a folder, a file each."""
    arguments = parser("bank export", export.__doc__ or "")
    arguments.add_argument("--format", choices=list(WRITERS), default="json")
    arguments.add_argument("folder", type=Path)
    chosen = arguments.parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    store = open_store(settings)
    try:
        titles = {each.key: each.title for each in store.do(articles.every)}
        whole = [store.do(banks.load, bank_id) for bank_id in store.do(banks.all_banks)]
    finally:
        store.close()
    writer = WRITERS[chosen.format]
    for each in whole:
        path = chosen.folder / f"{each.key}.{writer.ending}"
        _write(path, writer.write(each, titles), words)
        count = len(each.questions)
        print(words.plain("bank.exported", path=path, title=each.title, count=count))
    return 0


def _write(path: Path, content: bytes, words: Texts) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as fault:
        give_up(words.plain("file.unwritable", path=path, why=fault.strerror))


def _told(reading: Reading, words: Texts) -> dict[str, Any]:
    """What the importer makes of the file, as PRODUCT's `bank read --json` says it."""
    questions, problems = [], list(reading.problems)
    titles = {article.key: article.title for article in library()}
    for draft in reading.drafts:
        wrong = wrongs(draft.question)
        problems += [
            RowProblem(draft.row, draft.sheet, draft.question.stem, p.code, p.facts, p.field)
            for p in wrong
        ]
        if not wrong:
            quotes = draft.question.quotes
            title = titles.get(quotes[0].article, "") if quotes else ""
            place = {"row": draft.row, "sheet": draft.sheet}
            questions.append({**to_json(draft.question, title), **place})
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "questions": questions,
        "problems": [
            _problem(each, reading.format, words) for each in sorted(problems, key=_place)
        ],
        "assumptions": [
            words.plain(f"assumption.{each.code}", **each.facts) for each in reading.assumptions
        ],
    }


def _problem(problem: RowProblem, form: str, words: Texts) -> dict[str, Any]:
    code, facts = problem.code, problem.facts
    return {
        "row": problem.row,
        "sheet": problem.sheet,
        "text": problem.text,
        "code": code,
        "reason": telling.said(code, facts, words, form),
        "mend": telling.mend(code, facts, words, form),
    }


def _place(problem: RowProblem) -> tuple[str, int]:
    return problem.sheet, problem.row


def _print(told: dict[str, Any], words: Texts) -> None:
    counts = {"count": len(told["questions"]), "format": told["format"].upper()}
    print(words.plain("bank.read.count", problems=len(told["problems"]), **counts))
    for problem in told["problems"]:
        said = words.plain("upload.reason", said=problem["reason"], mend=problem["mend"])
        _print_row(told["format"], problem["sheet"], problem["row"], said, words)
    for assumed in told["assumptions"]:
        print(assumed)


def _print_problems(examined: Examined, words: Texts) -> None:
    for problem in examined.problems:
        said = reason(problem, words, examined.format)
        _print_row(examined.format, problem.sheet, problem.row, said, words)


def _print_row(form: str, sheet: str, row: int, said: str, words: Texts) -> None:
    if sheet:
        where = places.one(form, row, None, words)
        print(words.plain("bank.read.problem.sheet", sheet=sheet, where=where, reason=said))
    else:
        where = places.one_alone(form, row, words)
        print(words.plain("bank.read.problem", where=where, reason=said))


def _stock(session: Any, examined: Examined, publish: bool) -> Any:
    stocked = banks.stock(
        session,
        as_bank(examined, NOBODY),
        None,
        datetime.now(UTC),
        proposed=examined.proposed,
        retire=False,
    )
    if publish:
        banks.put_state(session, stocked.bank_id, PUBLISHED)
    return stocked
