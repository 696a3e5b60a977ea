"""People who press as soon as they are answered, and a bot in a process of its own."""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox import people as acts

TOKEN = "7000000001:BENCH-not-a-real-token-000000000000000"
ROOT = Path(__file__).parent.parent.parent
FIRST = 500_000
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Figures:
    """`felt` are seconds between an act and its answer; `cpu` is the bot's, in seconds."""

    name: str
    acts: int = 0
    answers: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    memory_mb: float = 0.0
    felt: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.acts / self.seconds if self.seconds else 0.0

    @property
    def cpu_ms(self) -> float:
        return self.cpu * 1000 / self.acts if self.acts else 0.0

    def felt_at(self, share: float) -> float:
        """The felt time that this share of acts stayed below, in seconds."""
        if len(self.felt) < 2:
            return 0.0
        return statistics.quantiles(self.felt, n=100)[round(share * 100) - 1]


class Person:
    """Answers whatever is asked, with the first choice."""

    def __init__(self, sandbox: Sandbox, person_id: int) -> None:
        self.world = sandbox.world
        self.id = person_id
        self.seq = self.world.events.seq
        self.latest: dict[str, Any] = {}

    async def say(self, text: str) -> None:
        chat = self.world.chats[self.id]
        acts.say(self.world, self.world.people[self.id], chat, text, 0)
        await self.hear()

    async def press(self, data: str) -> None:
        chat = self.world.chats[self.id]
        message_id = self.latest["message_id"]
        acts.press(self.world, self.world.people[self.id], chat, message_id, data)
        await self.hear()

    async def hear(self) -> None:
        """Wait until the bot has sent or changed a message."""
        heard = False
        while not heard:
            for event in await self.world.events.wait(self.id, self.seq, 60):
                self.seq = event["seq"]
                message = event.get("message")
                if message and message["from"].get("is_bot"):
                    self.latest, heard = message, True

    def offered(self) -> list[str]:
        rows = self.latest.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row]

    async def act(self) -> bool:
        """Do what the newest message asks for; whether that answered a question."""
        offered = self.offered()
        for kind in ("next", "pick", "sub", "run"):
            for data in offered:
                if data.startswith(kind + ":"):
                    if kind == "sub" and "☑" not in str(self.latest):
                        await self.press(offered[0])
                        return False
                    await self.press(data)
                    return kind in ("pick", "sub")
        await self.say("321户" if "✍" not in str(self.latest) else "3")
        return True


async def measure(
    name: str, command: list[str], people: int, latency_ms: float, seconds: float
) -> Figures:
    """Let `people` press for `seconds` at a bot started by `command`."""
    sandbox = Sandbox(TOKEN, "wengu_bot")
    for number in range(people):
        sandbox.add_person(FIRST + number, f"员工{number}")
    url = await sandbox.start()
    figures = Figures(name)
    with tempfile.TemporaryDirectory() as folder:
        bot = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            env={
                **os.environ,
                "WENGU_TOKEN": TOKEN,
                "WENGU_API_URL": url,
                "WENGU_JOIN": "open",
                "WENGU_ADMINS": "1",
                "WENGU_DATA_DIR": folder,
                "WENGU_DATABASE_URL": f"sqlite:///{folder}/bench.db",
            },
        )
        try:
            crowd = [Person(sandbox, FIRST + number) for number in range(people)]
            await asyncio.gather(*(_arrive(person) for person in crowd))
            sandbox.bot_api.faults.latency_ms = latency_ms
            await _press_on(crowd, figures, bot.pid, seconds)
        finally:
            bot.send_signal(signal.SIGTERM)
            await bot.wait()
            await sandbox.stop()
    return figures


def product() -> list[str]:
    return [sys.executable, "-m", "bot", "run"]


def bare() -> list[str]:
    return [sys.executable, "-m", "tests.bench.bare_bot"]


async def _arrive(person: Person) -> None:
    await person.say("/start")
    if any(data.startswith("banks") for data in person.offered()):
        await person.press("banks")
        await person.press("run:0")


async def _press_on(crowd: list[Person], figures: Figures, pid: int, seconds: float) -> None:
    before, started = _cpu(pid), time.monotonic()
    end = started + seconds

    async def one(person: Person) -> None:
        while time.monotonic() < end:
            acted = time.monotonic()
            answered = await person.act()
            figures.felt.append(time.monotonic() - acted)
            figures.acts += 1
            figures.answers += answered

    await asyncio.gather(*(one(person) for person in crowd))
    figures.seconds = time.monotonic() - started
    figures.cpu = _cpu(pid) - before
    figures.memory_mb = _memory(pid)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
