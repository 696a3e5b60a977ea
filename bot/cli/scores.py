"""wengu scores export FILE.xlsx|.csv: a score sheet, as /export makes it in chat."""

import asyncio
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.cli.opening import give_up, open_store, parser, settings_or_exit
from bot.errors import sentence
from bot.settings import Settings
from bot.texts import Texts, texts
from db import score_sheet
from db.store import Store
from questions.errors import DatesInvalid, Refusal
from questions.export import Format, read_days
from questions.score_sheet import About, Scope
from questions.score_sheet_csv import write_csv
from questions.score_sheet_xlsx import write_workbook

WRITERS = {Format.XLSX: write_workbook, Format.CSV: write_csv}


def scores(argv: list[str]) -> int:
    arguments = parser("scores", __doc__ or "")
    arguments.add_argument("what", choices=["export"])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--bank", metavar="KEY", default="")
    arguments.add_argument("--from", metavar="DATE", dest="since", default="")
    arguments.add_argument("--to", metavar="DATE", dest="until", default="")
    arguments.add_argument("--department", metavar="NAME", default="")
    chosen = arguments.parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    form = _format(chosen.file, words)
    days = _days(chosen, words)
    store = open_store(settings)
    try:
        bank_id, scope = _scope(store, settings, chosen, days, words)
        _write(store, scope, bank_id, form, chosen.file, words)
    except Refusal as refusal:
        give_up(sentence(refusal, words))
    finally:
        store.close()
    print(words.plain("scores.written", path=chosen.file))
    return 0


def _format(path: Path, words: Texts) -> Format:
    try:
        return Format(path.suffix.lower().removeprefix("."))
    except ValueError:
        give_up(words.plain("scores.ending", path=path))


def _days(chosen: Namespace, words: Texts) -> tuple[date | None, date | None]:
    since, until = _day("--from", chosen.since, words), _day("--to", chosen.until, words)
    if since and until and since > until:
        give_up(words.plain("scores.order"))
    return since, until


def _day(option: str, value: str, words: Texts) -> date | None:
    if not value:
        return None
    try:
        days = read_days(value)
    except DatesInvalid:
        days = None
    if days is None or days.since != days.until:
        give_up(words.plain("scores.date", option=option, value=value))
    return days.since


def _scope(
    store: Store,
    settings: Settings,
    chosen: Namespace,
    days: tuple[date | None, date | None],
    words: Texts,
) -> tuple[int | None, Scope]:
    banks = asyncio.run(store.read(score_sheet.banks_by_key))
    departments = asyncio.run(store.read(score_sheet.offer, None)).departments
    if chosen.bank and chosen.bank not in banks:
        known = _listed(banks, words)
        give_up(words.plain("scores.bank", bank=chosen.bank, known=known))
    if chosen.department and chosen.department not in departments:
        known = _listed(departments, words)
        give_up(words.plain("scores.department", department=chosen.department, known=known))
    bank_id, title = banks[chosen.bank] if chosen.bank else (None, "")
    scope = Scope(
        About.PRACTICE,
        settings.timezone,
        datetime.now(UTC),
        "wengu scores export",
        bank=title,
        department=chosen.department,
        since=days[0],
        until=days[1],
    )
    return bank_id, scope


def _write(
    store: Store, scope: Scope, bank_id: int | None, form: Format, path: Path, words: Texts
) -> None:
    """The file appears whole or not at all. It is read beside a running bot, holding up none of
    its answers."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            write = partial(WRITERS[form], words=words.words, file=file)
            asyncio.run(store.read(score_sheet.export, None, scope, bank_id, form, write))
        store.do(score_sheet.note, None, scope, bank_id, form)
        part.replace(path)
    except OSError as fault:
        give_up(words.plain("scores.unwritable", path=path, why=fault.strerror or str(fault)))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _listed(names: Iterable[str], words: Texts) -> str:
    return "、".join(names) or words.plain("scores.none")
