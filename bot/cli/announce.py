"""wengu announce [--role ROLE] [--department NAME] TEXT: tell many people something."""

from datetime import UTC, datetime

from bot.cli.opening import give_up, open_store, parser, settings_or_exit
from bot.texts import texts
from db import delivery
from questions.delivery import TEXT_LIMIT
from questions.people import Role


def announce(argv: list[str]) -> int:
    """Note the message in the ledger; the running bot sends it, within Telegram's rate."""
    arguments = parser("announce", announce.__doc__ or "")
    arguments.add_argument("--role", choices=[role.value for role in Role])
    arguments.add_argument("--department", default="")
    arguments.add_argument("text")
    chosen = arguments.parse_args(argv)
    settings = settings_or_exit()
    words = texts(settings.language)
    text = chosen.text.strip()
    if not 0 < len(text) <= TEXT_LIMIT:
        give_up(words.plain("announce.length", limit=TEXT_LIMIT))
    store = open_store(settings)
    try:
        _, people = store.do(
            delivery.announce,
            text,
            datetime.now(UTC),
            role=Role(chosen.role) if chosen.role else None,
            department=chosen.department,
        )
    finally:
        store.close()
    print(words.plain("announce.noted" if people else "announce.nobody", people=people))
    return 0 if people else 1
