"""wengu migrate [--to URL]: bring the database to today's tables, or move it into another."""

from contextlib import ExitStack

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.columns import aligned
from bot.cli.opening import (
    cannot_open,
    file_of,
    folder_of,
    give_up,
    open_store,
    parser,
    sentence,
    settings_or_exit,
)
from bot.engine.lock import Taken, hold
from bot.settings import Settings, SettingWrong, load
from bot.texts import Texts, texts
from db.engines import open_engine
from db.move import InUse, Moved, NotEmpty, move


def migrate(argv: list[str]) -> int:
    """Bring the database to today's tables and take in the shipped banks; or, with --to, move all
    that is in it into an empty database of either kind, while no bot runs."""
    arguments = parser("migrate", migrate.__doc__ or "")
    arguments.add_argument("--to", metavar="URL", default="")
    target = arguments.parse_args(argv).to
    settings = settings_or_exit()
    words = texts(settings.language)
    if target:
        return _move(settings, _settings_of(target, words), words)
    open_store(settings).close()
    print(words.plain("migrate.done", url=_shown(settings)))
    return 0


def _settings_of(url: str, words: Texts) -> Settings:
    try:
        return load(database_url=url)
    except SettingWrong as wrong:
        wrong.setting = "--to"
        give_up(sentence(wrong, words))


def _move(here: Settings, there: Settings, words: Texts) -> int:
    if make_url(here.database) == make_url(there.database):
        give_up(words.plain("migrate.same"))
    with ExitStack() as locks:
        for settings in (here, there):
            if file := file_of(settings):
                try:
                    locks.enter_context(hold(folder_of(settings), str(file)))
                except Taken:
                    give_up(words.plain("migrate.in_use"))
                except OSError as fault:
                    cannot_open(settings, fault)
        moved = _moved(here, there, words)
    print("\n".join(_lines(moved, words)))
    if not all(each.is_same for each in moved):
        give_up(words.plain("migrate.differs"), 1)
    print(words.plain("migrate.moved", url=_shown(there)))
    return 0


def _moved(here: Settings, there: Settings, words: Texts) -> list[Moved]:
    try:
        source, target = open_engine(here.database), open_engine(there.database)
    except SQLAlchemyError as fault:
        cannot_open(there, fault)
    try:
        return move(source, target)
    except InUse:
        give_up(words.plain("migrate.in_use"))
    except NotEmpty as full:
        give_up(words.plain("migrate.not_empty", url=_shown(there), table=full))
    except SQLAlchemyError as fault:
        why = (str(fault).splitlines() or [type(fault).__name__])[0]
        give_up(words.plain("migrate.failed", why=why))
    finally:
        source.dispose()
        target.dispose()


def _lines(moved: list[Moved], words: Texts) -> list[str]:
    heads = [words.plain(f"migrate.{head}") for head in ("table", "rows", "sum", "same_there")]
    rows = [
        [
            each.table,
            f"{each.before.rows} → {each.after.rows}",
            f"{each.before.sum} → {each.after.sum}",
            words.plain("migrate.yes" if each.is_same else "migrate.no"),
        ]
        for each in moved
    ]
    return aligned([heads, *rows])


def _shown(settings: Settings) -> str:
    return make_url(settings.database).render_as_string(hide_password=True)
