"""Telegram's command menus, by role and language."""

import logging
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.texts import LANGUAGES, texts
from questions.people import Permission, Person, Role, may

log = logging.getLogger(__name__)

# In the order of the menu; each command is offered to those who may do what it does.
COMMANDS: tuple[tuple[str, Permission | None], ...] = (
    ("practice", Permission.PRACTISE),
    ("score", Permission.PRACTISE),
    ("search", Permission.PRACTISE),
    ("banks", Permission.KEEP_BANKS),
    ("upload", Permission.KEEP_BANKS),
    ("template", Permission.KEEP_BANKS),
    ("draft", Permission.KEEP_BANKS),
    ("stats", Permission.CHANGE_BANKS),
    ("reports", Permission.CHANGE_BANKS),
    ("export", Permission.EXPORT),
    ("people", Permission.KEEP_PEOPLE),
    ("invite", Permission.INVITE),
    ("profile", Permission.PRACTISE),
    ("help", None),
    ("cancel", None),
    ("start", None),
)


def offered(role: Role) -> list[str]:
    """The commands that a role is offered."""
    return [name for name, needed in COMMANDS if needed is None or may(role, needed)]


async def hang_up(bot: Bot, default_language: str) -> None:
    """The menus that everyone sees who has none of their own."""
    for language in LANGUAGES:
        await bot.set_my_commands(
            _menu(Role.EMPLOYEE, language),
            scope=BotCommandScopeAllPrivateChats(),
            language_code=language,
        )
    await bot.set_my_commands(
        _menu(Role.EMPLOYEE, default_language), scope=BotCommandScopeAllPrivateChats()
    )
    for language in LANGUAGES:
        words = texts(language)
        options: dict[str, Any] = {"language_code": language}
        await bot.set_my_short_description(words.plain("bot.short_description"), **options)
        await bot.set_my_description(words.plain("bot.description"), **options)


async def hang_up_for(bot: Bot, person: Person) -> None:
    """One person's own menu, after their role or language changed."""
    try:
        await bot.set_my_commands(
            _menu(person.role, person.language), scope=BotCommandScopeChat(person.id)
        )
    except (BadRequest, Forbidden) as gone:
        log.info("no menu for %s: %s", person.id, gone.message)


def _menu(role: Role, language: str) -> list[BotCommand]:
    words = texts(language)
    return [BotCommand(name, words.plain(f"command.{name}")) for name in offered(role)]
