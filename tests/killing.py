"""A death at an exact place: in a transaction of SQLite, so many steps after a statement."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

# Steps of SQLite's machine between two looks.
STEPS = 500
SCRIPT = """
import os
import sys
from tests.killing import dies
# A score sheet is made in a process of its own, which takes the bot with it.
is_bot = __name__ == "__main__"
dies({opening!r}, {at}, os.getpid() if is_bot else os.getppid())
if is_bot:
    sys.argv[0] = "wengu"
    from bot.__main__ import main
    main()
"""


# On a server there are no steps to be seen, only statements: killed when the one `at` after the
# opening is about to be sent.
BETWEEN = """
import os
import signal
import sys
from sqlalchemy import event
from sqlalchemy.engine import Engine

left = {at}
begun = False


@event.listens_for(Engine, "before_cursor_execute")
def look(_connection, _cursor, statement, *_):
    global begun, left
    begun = begun or statement.lstrip().startswith({opening!r})
    left -= begun
    if begun and left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.argv[0] = "wengu"
    from bot.__main__ import main
    main()
"""


def watch(opening: str, look: Callable[[], None]) -> Callable[[], None]:
    """Call `look` every so many steps, from the first statement with this opening on, to the end
    of its transaction. What is returned ends it."""

    def begins(connection, _cursor, statement, *_):
        if statement.lstrip().startswith(opening):
            connection.connection.driver_connection.set_progress_handler(look, STEPS)

    def is_over(connection):
        connection.connection.driver_connection.set_progress_handler(None, STEPS)

    heard = [("before_cursor_execute", begins), ("commit", is_over), ("rollback", is_over)]
    for name, listener in heard:
        event.listen(Engine, name, listener)

    def end() -> None:
        for name, listener in heard:
            event.remove(Engine, name, listener)

    return end


def dies(opening: str, at: int, process: int) -> None:
    """Have a process killed at the look `at` that is taken in this one."""
    looks = 0

    def look():
        nonlocal looks
        looks += 1
        if looks == at:
            os.kill(process, signal.SIGKILL)

    watch(opening, look)


def counted(opening: str, work: Callable[[], object]) -> int:
    """How many looks there are while `work` is done."""
    looks = 0

    def look():
        nonlocal looks
        looks += 1

    end = watch(opening, look)
    try:
        work()
    finally:
        end()
    return looks


def script(folder: Path, opening: str, at: int) -> str:
    """A script that runs the bot and dies at the look `at`; its path."""
    path = folder / "dies.py"
    path.write_text(SCRIPT.format(opening=opening, at=at), encoding="utf-8")
    return str(path)


def between(folder: Path, opening: str, at: int) -> str:
    """A script that runs the bot and dies so many statements after the opening."""
    path = folder / f"between_{at}.py"
    path.write_text(BETWEEN.format(opening=opening, at=at), "utf-8")
    return str(path)
