"""What several commands begin with: settings, a migrated store, the shipped banks in it."""

import argparse
import asyncio
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from bot.settings import Settings, SettingWrong, load
from bot.texts import Texts, texts
from db import shipped
from db.engines import open_engine
from db.migrate import migrate
from db.presence import one_at_a_time
from db.soundness import AT_ONCE, Trouble, check, trouble
from db.store import Store


def settings_or_exit() -> Settings:
    """The settings, or one sentence on standard error and the end."""
    try:
        return load()
    except SettingWrong as wrong:
        give_up(sentence(wrong, texts("zh")))


def sentence(wrong: SettingWrong, words: Texts) -> str:
    return words.plain(f"setting.{wrong.code}", setting=wrong.setting, **wrong.facts)


def give_up(line: str, status: int = 2) -> NoReturn:
    """One sentence on standard error, and the end."""
    print(line, file=sys.stderr)
    raise SystemExit(status)


def open_store(settings: Settings) -> Store:
    """The store, checked if it is small, its tables brought up to date, the shipped banks in
    it."""
    try:
        folder_of(settings).mkdir(parents=True, exist_ok=True)
        engine = open_engine(settings.database)
        if _size(settings) <= AT_ONCE:
            check(engine)
        migrate(engine)
    except Exception as fault:
        cannot_open(settings, fault)
    store = Store(engine)
    try:
        store.do(_stock_shipped, datetime.now(UTC))
    except DatabaseError as fault:
        store.close()
        cannot_open(settings, fault)
    return store


async def look_through(settings: Settings, store: Store) -> None:
    """Check what was too big to be checked by `open_store`, beside all else. Raises what is wrong
    with it, and otherwise does not end."""
    if _size(settings) > AT_ONCE:
        found: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # A daemon, so that nobody who stops the bot waits for it.
        threading.Thread(target=_look, args=(store, found), daemon=True).start()
        await found
    await asyncio.Event().wait()


def _look(store: Store, found: "asyncio.Future[None]") -> None:
    fault: Exception | None = None
    try:
        check(store.engine)
    except Exception as wrong:
        fault = wrong

    def tell() -> None:
        if not found.done():
            found.set_exception(fault) if fault else found.set_result(None)

    with suppress(RuntimeError):  # the loop is closed: the bot was stopped meanwhile
        found.get_loop().call_soon_threadsafe(tell)


def _stock_shipped(session: Session, now: datetime) -> None:
    one_at_a_time(session.connection())
    shipped.stock(session, now)


def cannot_open(settings: Settings, fault: Exception) -> NoReturn:
    """One sentence on what stands between us and the database, and the end."""
    words, file = texts(settings.language), file_of(settings)
    url = make_url(settings.database).render_as_string(hide_password=True)
    why = (str(fault).splitlines() or [type(fault).__name__])[0]
    kind = trouble(fault) or (_cannot_write(file) if file else None)
    if kind:
        give_up(words.plain(f"setting.database_{kind}", file=str(file or url), why=why))
    give_up(words.plain("setting.database", url=url, why=why))


def _cannot_write(file: Path) -> Trouble | None:
    """SQLite says of a file in a folder that cannot be written no more than «unable to open»."""
    there = file if file.exists() else file.parent
    return Trouble.READ_ONLY if there.exists() and not os.access(there, os.W_OK) else None


def _size(settings: Settings) -> int:
    file = file_of(settings)
    return file.stat().st_size if file and file.exists() else 0


def folder_of(settings: Settings) -> Path:
    """Where the SQLite file lies; the data folder where there is none."""
    file = file_of(settings)
    return file.parent if file else settings.data_dir


def file_of(settings: Settings) -> Path | None:
    """The SQLite file, however its name is spelt; None for a database of another kind."""
    url = make_url(settings.database)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).resolve()
    return None


def parser(command: str, purpose: str) -> argparse.ArgumentParser:
    """A parser whose every complaint is one sentence with the right way to call the command."""
    return _Parser(prog=f"wengu {command}", description=purpose)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        """The library's words are English only; the usage says it in any language."""
        usage = " ".join(self.format_usage().split()[1:])
        give_up(texts(settings_or_exit().language).plain("cli.usage", usage=usage))
