"""The sandbox's token is a canary: whatever any test logs, keeps or sends is searched for it.

The loggers of the bot and of its libraries speak at DEBUG in every test, through the form in which
the bot writes its lines. SQL is left out of it: what statements hold is in the files, which are
searched.
"""

import json
import logging
from pathlib import Path

from bot.logs import JsonLines, TextLines
from bot.sandbox import Sandbox
from bot.sandbox.server import TOKEN

SECRET = TOKEN.partition(":")[2]
TALKATIVE = (
    "telegram",
    "httpx",
    "httpcore",
    "aiohttp",
    "asyncio",
    "alembic",
    "bot",
    "db",
    "questions",
)
# Where the token is kept on purpose.
KEPT_IN = {".env", "token"}


class Watch(logging.Handler):
    """Reads every line as the bot would write it, in both of its forms."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines = 0
        self.seen: list[str] = []
        self._forms = (TextLines(), JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += 1
        written = self._forms[self.lines % 2].format(record)
        if SECRET in written:
            self.seen.append(f"{record.name}: {written.replace(SECRET, '<the token>')}")

    def take(self) -> list[str]:
        """The lines with the token since this was last asked."""
        seen, self.seen = self.seen, []
        return seen


def listen(watch: Watch) -> None:
    """Have the talkative loggers say all to the watch, and to nobody else what they would not
    have said without it."""
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.DEBUG)
        logger.addHandler(watch)


def files_with_it(folder: Path) -> list[str]:
    """The files under a folder that hold the token; those of the database among them."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name not in KEPT_IN]
    return [path.name for path in found if SECRET.encode() in path.read_bytes()]


def said_with_it(sandbox: Sandbox) -> list[str]:
    """The messages and files of a sandbox that hold the token."""
    world = sandbox.world
    messages = [each for chat in world.chats.values() for each in chat.messages.values()]
    files = world.files._by_id.values()
    return [text for each in messages if SECRET in (text := json.dumps(each))] + [
        file.name for file in files if SECRET.encode() in file.data
    ]
