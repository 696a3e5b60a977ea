"""The command menus a bot sets, and which of them a person sees."""

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.errors import bad
from bot.sandbox.params import Json, Params

MAX_COMMANDS = 100
_NAME = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Scope = tuple[str, int, int]


class Commands:
    """Menus by scope and language."""

    def __init__(self) -> None:
        self._menus: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: Any) -> None:
        """Replace one menu; an empty one is no menu."""
        if not isinstance(commands, list):
            raise bad("expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        checked = [_command(command) for command in commands]
        if checked:
            self._menus[scope, language] = checked
        else:
            self.delete(scope, language)

    def delete(self, scope: Scope, language: str) -> None:
        self._menus.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> list[Json]:
        """Exactly this menu, as getMyCommands answers."""
        return self._menus.get((scope, language), [])

    def seen(self, chat_id: int, person: int, language: str, *, private: bool) -> list[Json]:
        """The menu that wins for this person in this chat: scope before language."""
        for scope in _order(chat_id, person, private=private):
            for spoken in (language[:2].lower(), ""):
                menu = self._menus.get((scope, spoken))
                if menu:
                    return menu
        return []


def scope(value: Json | None) -> Scope:
    """A BotCommandScope as a key."""
    if value is None:
        return "default", 0, 0
    kind = str(value.get("type"))
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    for name in _SCOPES[kind]:
        if name not in value:
            raise bad(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    ids = Params(value)
    return kind, ids.integer("chat_id"), ids.integer("user_id")


def language(code: str) -> str:
    """A two-letter language code, or "" for everybody."""
    if code and not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _command(value: Any) -> Json:
    for name in ("command", "description"):
        if not isinstance(value, dict) or name not in value:
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = str(value["command"]), str(value["description"]).strip()
    if not _NAME.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _order(chat_id: int, person: int, *, private: bool) -> Iterable[Scope]:
    if private:
        yield "chat", chat_id, 0
        yield "all_private_chats", 0, 0
    else:
        yield "chat_member", chat_id, person
        yield "chat", chat_id, 0
        yield "all_group_chats", 0, 0
    yield "default", 0, 0
