"""The bot as a process of its own: started, listened to, ended in every way."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.canary import SECRET

ROOT = Path(__file__).parent.parent
SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class BotProcess:
    """`python -m bot run` in a folder of its own; `settings` without their WENGU_."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []
        self.errors = ""

    @classmethod
    @asynccontextmanager
    async def begin(
        cls,
        folder: Path,
        *command: str,
        under: tuple[str, ...] = (),
        script: str = "",
        **settings: object,
    ) -> AsyncIterator["BotProcess"]:
        """The process just begun, `under` another program and by a `script` of the folder where
        these are named; it is killed at the end if it still runs."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("WENGU_")}
        environment |= {f"WENGU_{k.upper()}": str(v) for k, v in settings.items()}
        program = (script,) if script else ("-m", "bot")
        process = await asyncio.create_subprocess_exec(
            *under, sys.executable, *program, *(command or ("run",)),
            cwd=folder, env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        bot = cls(process)
        listening = asyncio.create_task(bot._listen_to_errors())
        try:
            yield bot
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await listening
            told = [line for line in [*bot.lines, bot.errors] if SECRET in line]
            assert not told, "a process told the token"

    @property
    def pid(self) -> int:
        return self._process.pid

    async def says(self, words: str) -> str:
        """The next line on standard output that holds the words."""
        assert self._process.stdout
        async with asyncio.timeout(SECONDS):
            while line := (await self._process.stdout.readline()).decode():
                self.lines.append(line.rstrip("\n"))
                if words in line:
                    return line
        raise AssertionError(f"it ended without «{words}»: {self.lines} {self.errors}")

    async def is_ready(self) -> None:
        await self.says("温故已就绪")

    async def ends(self) -> int:
        """Its exit status, once it has ended by itself."""
        async with asyncio.timeout(SECONDS):
            assert self._process.stdout
            self.lines += (await self._process.stdout.read()).decode().splitlines()
            return await self._process.wait()

    async def stops(self, name: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status, once it was asked to stop."""
        self._process.send_signal(name)
        return await self.ends()

    async def is_killed(self) -> None:
        """Ended at this very moment, with nothing finished."""
        self._process.kill()
        await self._process.wait()

    async def _listen_to_errors(self) -> None:
        assert self._process.stderr
        self.errors = (await self._process.stderr.read()).decode()
