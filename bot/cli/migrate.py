"""wengu migrate: bring the database to today's tables and take in the shipped banks."""

from sqlalchemy.engine import make_url

from bot.cli.opening import open_store, parser, settings_or_exit
from bot.texts import texts


def migrate(argv: list[str]) -> int:
    parser("migrate", __doc__ or "").parse_args(argv)
    settings = settings_or_exit()
    open_store(settings).close()
    url = make_url(settings.database).render_as_string(hide_password=True)
    print(texts(settings.language).plain("migrate.done", url=url))
    return 0
