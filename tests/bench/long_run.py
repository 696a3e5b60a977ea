"""python -m tests.bench.long_run N: N answers (1,000,000) with kills and every fault of Telegram.

Half of the kills fall into the first tenth, half into the tenth after the middle; between them
one process lives long, so that its memory and its open files can be seen.
"""

import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, select

from bot.sandbox import Sandbox, chats, events, updates
from db import bank as banks
from db import people
from db.engines import open_engine
from db.inbox import DONE
from db.migrate import migrate
from db.people import Visitor
from db.store import Store
from db.tables import AnswerRow, InboxRow, ProgressRow, QuestionRow, TallyRow
from questions.people import Role
from questions.shelf import PUBLISHED
from tests.bench.trouble import Trouble
from tests.bench.walkers import Walker, all_walk, bank

TOKEN = "7000000001:BENCH-not-a-real-token-000000000000000"
ROOT = Path(__file__).parent.parent.parent
FIRST = 600_000
# What the bot says of faults that were injected. All else in its log is a fault of its own.
INJECTED = re.compile(
    r"INFO|WARNING bot\.engine\.(dispatch: update \d+, try \d: |polling: (Telegram is not reached|"
    r"another process)|dispatch: chat \d+ was not told)|WARNING bot.service: the command menus"
)


@dataclass
class Report:
    """`wrong` tells where the store and the model differ; `log` what was not injected."""

    answers: int = 0
    seconds: float = 0.0
    kills: int = 0
    troubles: dict[str, int] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


class Run:
    def __init__(self, folder: Path, answers: int, crowd: int, kills: int, pause: float) -> None:
        self.report = Report()
        self._folder = folder
        self._wanted = answers
        self._url = f"sqlite:///{folder}/long.db"
        self._sandbox = Sandbox(TOKEN, "wengu_bot")
        for number in range(crowd):
            self._sandbox.add_person(FIRST + number, f"员工{number}")
        self.walkers = [
            Walker(self._sandbox, FIRST + number, self._one_more) for number in range(crowd)
        ]
        self._trouble = Trouble(self._sandbox, pause)
        tenth = answers // 10
        first = [random.randint(1, tenth) for _ in range(kills - kills // 2)]
        second = [5 * tenth + random.randint(1, tenth) for _ in range(kills // 2)]
        self._kill_at = sorted(first + second)
        self._look_at = [tenth + tenth // 10, 5 * tenth, answers]
        self._moment = asyncio.Event()
        self._bot: asyncio.subprocess.Process
        self._born = 0.0

    async def go(self) -> Report:
        await asyncio.to_thread(self._furnish)
        api = await self._sandbox.start()
        began = time.monotonic()
        await self._begin(api)
        struck = asyncio.create_task(self._trouble.go_on())
        killing = asyncio.create_task(self._keep_killing(api, began))
        try:
            await all_walk(self.walkers)
            self.report.seconds = time.monotonic() - began
            struck.cancel()
            self._trouble.end()
            self._look(began)
            await self._settle()
        finally:
            struck.cancel()
            killing.cancel()
            self._bot.terminate()
            await self._bot.wait()
            await self._sandbox.stop()
        self.report.troubles = self._trouble.count
        await asyncio.to_thread(self._compare)
        self._read_log()
        return self.report

    def _one_more(self) -> bool:
        """An answer was given; whether to give another."""
        self.report.answers += 1
        due = (self._kill_at[:1] + self._look_at[:1]) or [self._wanted]
        if self.report.answers >= min(due):
            self._moment.set()
        return self.report.answers < self._wanted

    def _furnish(self) -> None:
        engine = open_engine(self._url)
        migrate(engine)
        store, now = Store(engine), datetime.now(UTC)
        store.do(banks.stock, bank(), None, now, state=PUBLISHED)
        for walker in self.walkers:
            guest = Visitor(walker.id, f"员工{walker.id}", "", "zh")
            store.do(people.seat, guest, Role.EMPLOYEE, "", now)
        store.close()

    async def _begin(self, api: str) -> None:
        with (self._folder / "log").open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT,
                stdout=asyncio.subprocess.DEVNULL, stderr=log,
                env={
                    **os.environ, "WENGU_TOKEN": TOKEN, "WENGU_API_URL": api,
                    "WENGU_JOIN": "open", "WENGU_ADMINS": "1",
                    "WENGU_DATA_DIR": str(self._folder), "WENGU_DATABASE_URL": self._url,
                },
            )  # fmt: skip
        self._born = time.monotonic()

    async def _keep_killing(self, api: str, began: float) -> None:
        while True:
            ended = asyncio.create_task(self._bot.wait())
            moment = asyncio.create_task(self._moment.wait())
            await asyncio.wait({ended, moment}, return_when=asyncio.FIRST_COMPLETED)
            moment.cancel()
            if ended.done():
                # Not by us. Whoever runs it would begin it again; that it was killed is no wonder.
                if ended.result() != -signal.SIGKILL:
                    self.report.wrong.append(f"the bot ended by itself: {ended.result()}")
                await self._begin_again(api)
                continue
            ended.cancel()
            self._moment.clear()
            given = self.report.answers
            while self._look_at and self._look_at[0] <= given < self._wanted:
                self._look_at.pop(0)
                self._look(began)
            while self._kill_at and self._kill_at[0] <= given:
                self._kill_at.pop(0)
                await asyncio.sleep(random.uniform(0, 0.2))
                self._bot.kill()
                await self._bot.wait()
                await self._begin_again(api)

    async def _begin_again(self, api: str) -> None:
        self.report.kills += 1
        await self._begin(api)

    def _look(self, began: float) -> None:
        """Memory and open files of the bot, and how old the process is."""
        proc, now = Path(f"/proc/{self._bot.pid}"), time.monotonic()
        status = (proc / "status").read_text()
        memory = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024  # type: ignore[index]
        handles = len(list((proc / "fd").iterdir()))
        size = (self._folder / "long.db").stat().st_size / 2**20
        given = self.report.answers
        self.report.figures.append(
            f"{given:>9} answers  {given / (now - began):>6.0f}/s  {memory:>5} MB  "
            f"{handles:>4} handles  process {now - self._born:>6.0f} s old  store {size:.0f} MB"
        )
        print(self.report.figures[-1], flush=True)

    async def _settle(self) -> None:
        """Until Telegram was told of everything, and every person was answered."""
        async with asyncio.timeout(120):
            while self._sandbox.world.updates.pending:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.1)
        store = Store.open(self._url)
        states = select(InboxRow.state).where(InboxRow.state != DONE)
        try:
            async with asyncio.timeout(120):
                while await store.read(lambda s: s.exec(states).all()):  # noqa: ASYNC110
                    await asyncio.sleep(0.2)
        except TimeoutError:
            left = Counter(await store.read(lambda s: s.exec(states).all()))
            self.report.wrong.append(f"not done with: {left}")
        finally:
            await asyncio.to_thread(store.close)

    def _compare(self) -> None:
        store = Store.open(self._url)
        store.do(self._compare_all)
        store.close()

    def _compare_all(self, session: Session) -> None:
        keys = dict(session.exec(select(QuestionRow.id, QuestionRow.key)).all())
        answers: dict[int, list[AnswerRow]] = {}
        for row in session.exec(select(AnswerRow)).yield_per(1000):
            answers.setdefault(row.person_id, []).append(row)
        seen: Counter[int] = Counter()
        for person, count in session.exec(select(ProgressRow.person_id, ProgressRow.seen)):
            seen[person] += count
        told: Counter[int] = Counter()
        points: Counter[int] = Counter()
        for tally in session.exec(select(TallyRow)):
            told[tally.person_id] += tally.answered
            points[tally.person_id] += tally.points  # type: ignore[assignment]
        for walker in self.walkers:
            given = answers.get(walker.id, [])
            pressed = {a.asked_id: a.points for a in given if a.asked_id in walker.pressed}
            typed = Counter(
                (keys[a.question_id], a.given, a.points)
                for a in given
                if a.asked_id not in walker.pressed
            )
            differ = {
                asked: (expected, pressed.get(asked))
                for asked, expected in walker.pressed.items()
                if pressed.get(asked) != expected
            }
            if differ:
                self.report.wrong.append(f"{walker.id} pressed: {differ}")
            if typed != Counter(walker.typed):
                more, less = typed - Counter(walker.typed), Counter(walker.typed) - typed
                self.report.wrong.append(f"{walker.id} typed: too many {more}, too few {less}")
            expected = len(walker.pressed) + len(walker.typed)
            counts = (len(given), seen[walker.id], told[walker.id])
            if counts != (expected,) * 3:
                self.report.wrong.append(f"{walker.id}: {expected} answers, stored {counts}")
            typed_points = sum(points for *_, points in walker.typed)
            sum_of = sum(walker.pressed.values()) + typed_points
            if points[walker.id] != sum_of:
                self.report.wrong.append(f"{walker.id}: {sum_of} points, {points[walker.id]}")

    def _read_log(self) -> None:
        with (self._folder / "log").open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if not INJECTED.match(line[24:]) and len(self.report.log) < 50:
                    self.report.log.append(line.rstrip())


async def run(answers: int, crowd: int = 64, kills: int = 20, pause: float = 0.5) -> Report:
    """A run of so many answers by so many people; a fault about every `pause` seconds."""
    # A person keeps a few messages in mind, or a million answers would need all memory there is.
    chats.MAX_MESSAGES = 50
    events.KEPT = 200
    updates.KEPT = 2_000
    with tempfile.TemporaryDirectory(prefix="wengu-long-") as folder:
        return await Run(Path(folder), answers, crowd, kills, pause).go()


def main() -> int:
    answers = int(sys.argv[1].replace(",", "")) if sys.argv[1:] else 1_000_000
    report = asyncio.run(run(answers))
    print(f"{report.answers} answers in {report.seconds:.0f} s: "
          f"{report.answers / report.seconds:.0f}/s, so 1,000,000 take "
          f"{1_000_000 / report.answers * report.seconds / 3600:.1f} h")  # fmt: skip
    print(f"{report.kills} kills; {report.troubles}")
    print(f"store and model: {'equal' if not report.wrong else 'DIFFERENT'}")
    for line in report.wrong[:20] + report.log[:20]:
        print("  " + line[:400])
    print(f"log: {len(report.log) or 'no'} lines that were not injected")
    return 1 if report.wrong or report.log else 0


if __name__ == "__main__":
    sys.exit(main())
