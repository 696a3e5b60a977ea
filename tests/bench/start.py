"""How long from `python -m bot run` to the first /practice screen, on a store that exists."""

import asyncio
import os
import sys
import tempfile
import time

from bot.sandbox import Sandbox
from tests.bench.crowd import FIRST, ROOT, TOKEN, Person, product


async def start(folder: str) -> tuple[float, float]:
    """Seconds to the welcome and to the /practice screen; both were typed before the start."""
    sandbox = Sandbox(TOKEN, "wengu_bot")
    sandbox.add_person(FIRST, "员工")
    url = await sandbox.start()
    began = time.monotonic()
    bot = await asyncio.create_subprocess_exec(
        *product(),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        env={
            **os.environ,
            "WENGU_TOKEN": TOKEN,
            "WENGU_API_URL": url,
            "WENGU_JOIN": "open",
            "WENGU_ADMINS": "1",
            "WENGU_DATA_DIR": folder,
        },
    )
    person = Person(sandbox, FIRST)
    await person.say("/start")
    welcomed = time.monotonic() - began
    await person.say("/practice")
    asked = time.monotonic() - began
    bot.terminate()
    await bot.wait()
    await sandbox.stop()
    return welcomed, asked


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for round_ in ("first start, new store", "warm", "warm", "warm"):
            welcomed, asked = await start(folder)
            print(f"{round_:<26} welcome {welcomed:.2f} s, /practice {asked:.2f} s", flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
