"""The methods of the Bot API that the sandbox knows, by name in lower case."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.methods import (
    callbacks,
    chats,
    commands,
    edits,
    files,
    messages,
    polls,
    profile,
)
from bot.sandbox.params import Params
from bot.sandbox.world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    **messages.METHODS,
    **edits.METHODS,
    **callbacks.METHODS,
    **files.METHODS,
    **polls.METHODS,
    **commands.METHODS,
    **profile.METHODS,
    **chats.METHODS,
}
