"""People who press as soon as they are answered, and a bot in a process of its own."""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox import Sandbox
from bot.sandbox import people as acts
from tests.bench.questions import databases
from tests.bench.report import Report, Sizes
from tests.process import free_port

TOKEN = "7000000001:BENCH-not-a-real-token-000000000000000"
ROOT = Path(__file__).parent.parent.parent
FIRST = 500_000
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Figures:
    """`felt` are seconds between an act and its answer; `cpu` is the bot's, in seconds."""

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

    def cells(self) -> tuple[str, ...]:
        per_answer = f"{self.cpu * 1000 / self.answers:.2f}" if self.answers else "–"
        return (
            f"{self.rate:,.0f}",
            f"{self.answers / self.seconds:,.0f}" if self.answers else "–",
            f"{self.cpu_ms:.2f}",
            per_answer,
            *(f"{self.felt_at(share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99)),
            f"{self.memory_mb:.0f}",
        )


HEAD = (
    "presses/s", "answers/s", "CPU ms a press", "CPU ms an answer", "felt ms p50", "p95", "p99",
    "MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bot that is measured. `database` is a kind of `databases()`; a bare bot has none."""

    name: str
    command: tuple[str, ...]
    database: str = ""
    hook: bool = False


def bare(setting: str) -> Candidate:
    names = {
        "default": "bare bot, default settings",
        "best": "bare bot, 32 at once, httpx",
        "aiohttp": "bare bot, 64 at once, aiohttp",
    }
    return Candidate(names[setting], ("tests.bench.bare_bot", setting))


def product(database: str = "SQLite", *, hook: bool = False) -> Candidate:
    way = "webhook" if hook else "polling"
    return Candidate(f"wengu, {way}, {database}", ("bot", "run"), database, hook)


DEFAULT, BEST, AIOHTTP = map(bare, ("default", "best", "aiohttp"))
POLLING, HOOK = product(), product(hook=True)
SERVER, SERVER_HOOK = product("PostgreSQL"), product("PostgreSQL", hook=True)
# People, milliseconds a call, who: as much as fits into some minutes.
PLAN: tuple[tuple[int, int, tuple[Candidate, ...]], ...] = (
    (1, 0, (DEFAULT, POLLING)),
    (1, 50, (DEFAULT, POLLING)),
    (1, 200, (DEFAULT, POLLING)),
    (200, 0, (DEFAULT, BEST, AIOHTTP, POLLING, HOOK, SERVER, SERVER_HOOK)),
    (200, 50, (DEFAULT, BEST, AIOHTTP, POLLING, HOOK, SERVER, SERVER_HOOK)),
    (200, 200, (BEST, AIOHTTP, POLLING, HOOK, SERVER)),
    (1000, 0, (AIOHTTP, POLLING)),
    (1000, 50, (AIOHTTP, POLLING, HOOK, SERVER)),
    (1000, 200, (AIOHTTP, POLLING)),
)


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
            heard = self._read(await self.world.events.wait(self.id, self.seq, 60))

    def _read(self, events: list[dict[str, Any]]) -> bool:
        heard = False
        for event in events:
            self.seq = event["seq"]
            message = event.get("message")
            if message and message["from"].get("is_bot"):
                self.latest, heard = message, True
        return heard

    def offered(self) -> list[str]:
        rows = self.latest.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row]

    async def arrive(self) -> None:
        """Join, and stand before a first question."""
        await self.say("/start")
        if any(data.startswith("banks") for data in self.offered()):
            await self.press("banks")
            await self.press("run:0")

    async def act(self) -> bool:
        """Do what the newest message asks for; whether that answered a question."""
        # What came after the first word of the last answer must not be taken for the next one's.
        self._read(self.world.events.since(self.id, self.seq))
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


@dataclass
class Scene:
    """A sandbox, people who have arrived in it, and the process of the bot."""

    sandbox: Sandbox
    people: list[Person]
    pid: int


Prepare = Callable[[Sandbox, str], None]


@asynccontextmanager
async def standing(
    candidate: Candidate, people: int, url: str = "", prepare: Prepare | None = None
) -> AsyncIterator[Scene]:
    """The candidate runs and everybody stands before a question. `prepare` is called with the
    sandbox and the database before the bot begins."""
    sandbox = Sandbox(TOKEN, "wengu_bot")
    for number in range(people):
        sandbox.add_person(FIRST + number, f"员工{number}")
    address = await sandbox.start()
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{folder}/bench.db"
        if prepare:
            prepare(sandbox, url)
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *candidate.command,
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            env=_environment(candidate, address, folder, url),
        )  # fmt: skip
        try:
            crowd = [Person(sandbox, FIRST + number) for number in range(people)]
            await asyncio.gather(*(person.arrive() for person in crowd))
            yield Scene(sandbox, crowd, bot.pid)
        finally:
            sandbox.bot_api.faults.latency_ms = 0
            bot.send_signal(signal.SIGTERM)
            await bot.wait()
            await sandbox.stop()


async def measure_one(
    candidate: Candidate, people: int, latency_ms: float, seconds: float, url: str = ""
) -> Figures:
    """Let everybody press for so many seconds."""
    figures = Figures()
    async with standing(candidate, people, url) as scene:
        scene.sandbox.bot_api.faults.latency_ms = latency_ms
        await press_on(scene, figures, seconds)
    return figures


async def press_on(scene: Scene, figures: Figures, seconds: float) -> None:
    before, started = cpu(scene.pid), time.monotonic()
    end = started + seconds

    async def one(person: Person) -> None:
        while time.monotonic() < end:
            acted = time.monotonic()
            answered = await person.act()
            figures.felt.append(time.monotonic() - acted)
            figures.acts += 1
            figures.answers += answered

    await asyncio.gather(*(one(person) for person in scene.people))
    figures.seconds = time.monotonic() - started
    figures.cpu = cpu(scene.pid) - before
    figures.memory_mb = memory(scene.pid)


def measure(report: Report, sizes: Sizes) -> None:
    seen: dict[tuple[str, int, int], Figures] = {}
    with databases() as kinds:
        urls = dict(kinds)
        for people, latency, candidates in PLAN[:1] if sizes.tiny else PLAN:
            report.table(f"{_count(people)}, {latency} ms a call", "", *HEAD)
            for candidate in candidates:
                if candidate.database and candidate.database not in urls:
                    continue
                url = urls[candidate.database]() if candidate.database else ""
                work = measure_one(candidate, people, latency, _seconds(people, sizes), url)
                figures = asyncio.run(work)
                seen[candidate.name, people, latency] = figures
                report.row(candidate.name, *figures.cells())
    _judge(report, seen)


def _seconds(people: int, sizes: Sizes) -> float:
    return sizes.seconds / 2 if people == 1 else sizes.seconds


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people:,} people"


def _judge(report: Report, seen: dict[tuple[str, int, int], Figures]) -> None:
    ours: Sequence[Candidate] = (POLLING, HOOK, SERVER, SERVER_HOOK)
    for candidate in ours:
        mine, other = seen.get((candidate.name, 200, 0)), seen.get((DEFAULT.name, 200, 0))
        if mine and other:
            report.bar(
                f"{candidate.name}: a press costs less CPU than a bare default bot's",
                f"{mine.cpu_ms:.2f} ms and {other.cpu_ms:.2f} ms at 200 people, 0 ms",
                "" if mine.cpu_ms < other.cpu_ms else f"{mine.cpu_ms / other.cpu_ms - 1:.0%}",
            )
    for candidate in ours:
        for latency, least in ((50, 400), (200, 150)):
            if figures := seen.get((candidate.name, 200, latency)):
                p95 = figures.felt_at(0.95)
                missed = [f"{1 - figures.rate / least:.0%} of the presses"] * (
                    figures.rate < least
                ) + [f"{p95 - 1:.2f} s"] * (p95 >= 1)
                report.bar(
                    f"{candidate.name}: 200 people, {latency} ms: ≥ {least} presses/s, p95 < 1 s",
                    f"{figures.rate:,.0f}/s, p95 {p95:.2f} s",
                    " and ".join(missed),
                )


def _environment(candidate: Candidate, address: str, folder: str, url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WENGU_")}
    own = {
        "WENGU_TOKEN": TOKEN,
        "WENGU_API_URL": address,
        "WENGU_JOIN": "open",
        "WENGU_ADMINS": str(FIRST),
        "WENGU_DATA_DIR": folder,
        "WENGU_DATABASE_URL": url,
    }
    if candidate.hook:
        listen = f"127.0.0.1:{free_port()}"
        own |= {
            "WENGU_LISTEN": listen,
            "WENGU_WEBHOOK_URL": f"http://{listen}/telegram/of-our-own",
            "WENGU_WEBHOOK_SECRET": "s3cret",
        }
    return kept | own


def cpu(pid: int) -> float:
    """Seconds of a process's work so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> float:
    """What a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
