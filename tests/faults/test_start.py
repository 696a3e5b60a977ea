"""A release is put in place, and the process is killed while it brings the tables up to date."""

import random
import signal

from db.engines import open_engine
from db.migrate import difference, downgrade
from db.tables import PersonRow
from tests.faults.trials import FULL

KILLED = """
import os, signal
from sqlalchemy import Engine, event

left = int(os.environ.pop("STATEMENTS"))

@event.listens_for(Engine, "after_cursor_execute")
def count(_connection, _cursor, statement, *_):
    global left
    if statement.lstrip().upper().startswith(("CREATE", "DROP", "ALTER", "INSERT", "UPDATE")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

from bot.__main__ import main
raise SystemExit(main())
"""


async def test_a_start_that_is_killed_while_it_migrates_is_finished_by_the_next(town, monkeypatch):
    """From the tables of the first release, with people in them."""
    before = len(town.rows(PersonRow))
    engine = open_engine(town.url)
    downgrade(engine, "0001")
    (town.path.parent / "killed.py").write_text(KILLED)

    for _ in range(10 if FULL else 2):
        monkeypatch.setenv("STATEMENTS", str(random.randint(1, 12)))
        async with town.bot("migrate", script="killed.py") as migrating:
            assert await migrating.ends() == -signal.SIGKILL
    async with town.bot() as bot:
        await bot.is_ready()
        assert await bot.stops() == 0

    assert difference(engine) == []
    assert len(town.rows(PersonRow)) == before
    engine.dispose()
