"""How long from the start of the process to the first screens, on a store that exists."""

import asyncio
import os
import sys
import tempfile
import time

from bot.sandbox import Sandbox
from tests.bench.crowd import FIRST, ROOT, TOKEN, Person
from tests.bench.report import Report, Sizes

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def measure(report: Report, sizes: Sizes) -> None:
    report.table("From the start of the process, in seconds", "", "welcome", "/practice screen")
    bare = ("tests.bench.bare_bot", "default")
    with tempfile.TemporaryDirectory() as folder:
        welcomed, _ = asyncio.run(start(bare, folder))
        report.row("bare bot, default settings", f"{welcomed:.2f}", "–")
        rounds = ("wengu, first start, new store", *["wengu, warm"] * (1 if sizes.tiny else 3))
        for name in rounds:
            welcomed, asked = asyncio.run(start(("bot", "run"), folder))
            report.row(name, f"{welcomed:.2f}", f"{asked:.2f}")
    report.bar(
        "a restart leaves presses time: they are forgotten after 150 s",
        f"{welcomed:.1f} s to the first answer",
        "" if welcomed < 60 else f"{welcomed - 60:.0f} s beyond 60",
    )


async def start(command: tuple[str, ...], folder: str) -> tuple[float, float]:
    """Seconds to the welcome and to the /practice screen; both were typed before the start."""
    sandbox = Sandbox(TOKEN, "wengu_bot")
    sandbox.add_person(FIRST, "员工")
    url = await sandbox.start()
    began = time.monotonic()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *command,
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={
            # A machine on which it ran before has its bytecode, whatever is usual here.
            **{name: value for name, value in os.environ.items() if name != NO_BYTECODE},
            "WENGU_TOKEN": TOKEN,
            "WENGU_API_URL": url,
            "WENGU_JOIN": "open",
            "WENGU_ADMINS": "1",
            "WENGU_DATA_DIR": folder,
        },
    )  # fmt: skip
    person = Person(sandbox, FIRST)
    await person.say("/start")
    welcomed = asked = time.monotonic() - began
    if command[0] == "bot":
        await person.say("/practice")
        asked = time.monotonic() - began
    bot.terminate()
    await bot.wait()
    await sandbox.stop()
    return welcomed, asked
