"""python -m tests.bench.workers: two workers behind nginx on PostgreSQL, each killed in turn.

People press as soon as they are answered, some twice; Telegram delivers again what was delivered.
At the end the store is held against what was pressed: nothing lost, nothing double.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.sandbox import Sandbox
from bot.sandbox import people as acts
from db import bank, inbox
from db.engines import open_engine
from db.inbox import DONE
from db.migrate import migrate
from db.store import Store
from db.tables import AnswerRow, AskedRow, InboxRow, ProgressRow, TallyRow
from questions.question import LETTERS, Kind
from questions.shelf import PUBLISHED
from tests import nginx, postgres
from tests.builders import make_bank, make_question
from tests.process import BotProcess, free_port

FIRST = 700_000
# So long somebody waits for an answer before they ask again.
PATIENCE = 15.0
AFTER_A_TOAST = 3.0
# The first bank is one of questions that are answered by pressing.
OURS = "run:1"


class Model:
    """What was pressed. `picks` are the answers that were given to a place, any of which may have
    been the first; of `unsure` places it is not known what came in before they were answered."""

    def __init__(self) -> None:
        self.picks: dict[int, set[frozenset[int]]] = defaultdict(set)
        self.marks: dict[int, set[int]] = defaultdict(set)
        self.unsure: set[int] = set()
        self.felt: list[float] = []
        self.redelivered = 0
        self._waiting: list[tuple[float, asyncio.Event]] = []

    @property
    def answers(self) -> int:
        return len(self.picks)

    def pick(self, asked: int, *places: int) -> None:
        """An answer to a place is on its way."""
        self.picks[asked].add(frozenset(places))
        for count, event in self._waiting:
            if self.answers >= count:
                event.set()

    async def reaches(self, count: float) -> None:
        """Wait until so many places were answered."""
        event = asyncio.Event()
        self._waiting.append((count, event))
        if self.answers < count:
            await event.wait()


@dataclass
class Outcome:
    """What the store holds, beside what was pressed."""

    pressed: int
    kept: int = 0
    lost: int = 0
    double: int = 0
    wrong: list[str] = field(default_factory=list)
    kills: int = 0
    redelivered: int = 0
    seconds: float = 0.0
    felt: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.felt, n=100)
        return (
            f"{self.pressed} answers pressed, {self.kept} kept, {self.kills} kills, "
            f"{self.redelivered} redeliveries: {self.lost} lost, {self.double} double, "
            f"{len(self.wrong)} otherwise wrong\n"
            f"{len(self.felt)} presses in {self.seconds:.0f} s "
            f"({len(self.felt) / self.seconds:.0f}/s); "
            f"felt p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, "
            f"p99 {cuts[98] * 1000:.0f} ms, longest {max(self.felt):.1f} s"
        )


class Walker:
    """Somebody who practises for ever, and sometimes presses twice."""

    def __init__(self, sandbox: Sandbox, person_id: int, model: Model) -> None:
        self._world = sandbox.world
        self._id = person_id
        self._model = model
        self._seq = self._world.events.seq
        self._latest: dict[str, Any] = {}
        self._chance = random.Random(person_id)

    async def walk(self, going: Callable[[], bool]) -> None:
        await self.say("/start")
        while going():
            await self._act()

    async def _act(self) -> None:
        offered = self._offered()
        for kind, act in (
            ("pick", self._pick),
            ("tog", self._mark),
            ("next", self._press),
            ("on", self._press),
            ("run", self._begin),
            ("banks", self._press),
        ):
            fits = [data for data in offered if data.partition(":")[0] == kind]
            if fits:
                await act(OURS if OURS in fits else self._chance.choice(fits))
                return
        if not await self._hears():
            await self.say("/practice")

    async def _pick(self, data: str) -> None:
        asked, place = map(int, data.split(":")[1:])
        self._model.pick(asked, place)
        if self._chance.random() < 0.1:
            other = (place + 1) % 4
            self._model.pick(asked, other)
            self._send(data)
            await self._press(f"pick:{asked}:{other}", asked)
        else:
            await self._press(data, asked)

    async def _mark(self, data: str) -> None:
        asked = int(data.split(":")[1])
        marks = self._model.marks[asked]
        if len(marks) == 2:
            self._model.pick(asked, *marks)
            await self._press(f"sub:{asked}", asked)
            return
        place = self._chance.choice([place for place in range(4) if place not in marks])
        marks.add(place)
        await self._press(f"tog:{asked}:{place}", asked)
        # What comes first may be the question shown again, and the mark is still on its way.
        while self._marked(asked) not in (None, marks):
            if not await self._hears():
                self._model.unsure.add(asked)
                return

    async def _begin(self, data: str) -> None:
        """Whoever pressed it twice would leave the first run by the second."""
        await self._press(data)
        questions = ("pick:", "tog:")
        while not any(d.startswith(questions) for d in self._offered()) and await self._hears():
            pass

    async def _press(self, data: str, asked: int = 0) -> None:
        began = time.monotonic()
        self._send(data)
        if await self._hears():
            self._model.felt.append(time.monotonic() - began)
        else:
            self._model.unsure.add(asked)
            await self.say("/practice")

    def _send(self, data: str) -> None:
        chat = self._world.chats[self._id]
        message_id = self._latest["message_id"]
        acts.press(self._world, self._world.people[self._id], chat, message_id, data)

    async def say(self, text: str) -> None:
        acts.say(self._world, self._world.people[self._id], self._world.chats[self._id], text, 0)
        await self._hears()

    async def hears(self, words: str) -> None:
        """Wait for a message with these words, whatever came after it."""
        said = self._world.chats[self._id].messages
        while not any(words in message.get("text", "") for message in said.values()):
            await self._hears()

    def _marked(self, asked: int) -> set[int] | None:
        """The places that are shown as marked; None where the question is not shown."""
        rows = self._latest.get("reply_markup", {}).get("inline_keyboard", [])
        shown = {
            int(button["callback_data"].rpartition(":")[2]): button["text"]
            for row in rows
            for button in row
            if button["callback_data"].startswith(f"tog:{asked}:")
        }
        return {place for place, text in shown.items() if text.startswith("☑")} if shown else None

    def _offered(self) -> list[str]:
        rows = self._latest.get("reply_markup", {}).get("inline_keyboard", [])
        return [button["callback_data"] for row in rows for button in row]

    async def _hears(self) -> bool:
        """Wait for the bot's next message or change; a mere toast is waited on only a little."""
        until, heard = time.monotonic() + PATIENCE, False
        while not heard and (left := until - time.monotonic()) > 0:
            for event in await self._world.events.wait(self._id, self._seq, left):
                self._seq = event["seq"]
                message = event.get("message")
                if message and message["from"].get("is_bot"):
                    self._latest, heard = message, True
                elif event["type"] == "toast" and event["text"]:
                    until = min(until, time.monotonic() + AFTER_A_TOAST)
        return heard


class Post:
    """The sandbox as Telegram, nginx, two workers, and the database that they share."""

    def __init__(self, sandbox: Sandbox, folder: Path, settings: dict[str, object]) -> None:
        self.sandbox = sandbox
        self.model = Model()
        self._folder = folder
        self._settings = settings
        self.ports = [free_port(), free_port()]
        self.living: list[BotProcess] = []
        self._lives = [AsyncExitStack(), AsyncExitStack()]

    @classmethod
    @asynccontextmanager
    async def open(cls, folder: Path, url: str, people: int) -> AsyncIterator["Post"]:
        """Everything is up, and the people have not written yet."""
        sandbox = Sandbox(webhook_delay=0.2)
        for number in range(people):
            sandbox.add_person(FIRST + number, f"员工{number}")
        settings = {
            "token": sandbox.world.token,
            "api_url": await sandbox.start(),
            "database_url": url,
            "webhook_secret": "s3cret",
            "join": "open",
            "admins": 1,
        }
        post = cls(sandbox, folder, settings)
        try:
            async with nginx.running(folder, post.ports) as door:
                settings["webhook_url"] = f"{door}/telegram/of-our-own"
                try:
                    post.living = [await post._live(number) for number in range(2)]
                    await asyncio.gather(*(worker.is_ready() for worker in post.living))
                    yield post
                finally:
                    for life in post._lives:
                        await life.aclose()
        finally:
            await sandbox.stop()

    async def dies(self, number: int) -> None:
        """A worker ends at this very moment, and nobody comes in its place."""
        await self.living.pop(number).is_killed()

    async def kill(self, number: int) -> None:
        """End a worker at this very moment, and begin another in its place."""
        await self.living[number].is_killed()
        await self._lives[number].aclose()
        self.living[number] = await self._live(number)
        await self.living[number].is_ready()

    async def _live(self, number: int) -> BotProcess:
        folder = self._folder / f"worker{number}"
        folder.mkdir(exist_ok=True)
        listen = f"127.0.0.1:{self.ports[number]}"
        life = BotProcess.begin(folder, **self._settings, listen=listen, data_dir=folder)
        return await self._lives[number].enter_async_context(life)

    async def leader(self) -> int:
        """Which of the workers leads, by its own figures."""
        async with aiohttp.ClientSession() as http:
            for number, port in enumerate(self.ports):
                async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
                    if "wengu_leads 1.0" in await answer.text():
                        return number
        raise AssertionError("none of them leads")

    async def is_heard_out(self) -> None:
        """Wait until there is nothing that Telegram still wants to say."""
        async with asyncio.timeout(60):
            while self.sandbox.world.updates.pending:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.02)

    async def is_settled(self) -> None:
        """Wait until no update is in anybody's hand: what the dead had, another has done. Where
        that does not come, whoever judges says so."""
        engine = open_engine(str(self._settings["database_url"]))
        with suppress(TimeoutError):
            async with asyncio.timeout(20):
                while await asyncio.to_thread(_in_hand, engine):  # noqa: ASYNC110 - nor do these
                    await asyncio.sleep(0.1)
        engine.dispose()

    async def redeliver(self) -> None:
        """Now and then Telegram has not heard that something was taken."""
        while True:
            await asyncio.sleep(0.5)
            newest = self.sandbox.world.updates._next_id - 1
            recent = range(newest - 500, newest + 1)
            again = self.sandbox.world.updates.redeliver(random.sample(recent, 10))
            self.model.redelivered += len(again)


def _in_hand(engine: Engine) -> int:
    with Session(engine) as session:
        census = inbox.census(session, datetime.now(UTC))
    return census.waiting + census.kept


def furnish(url: str) -> None:
    """Today's tables, and a bank of questions that are answered by pressing."""
    engine = open_engine(url)
    migrate(engine)
    store = Store(engine)
    questions = [
        make_question(f"q{number}", Kind.MULTIPLE if number % 3 == 0 else Kind.SINGLE)
        for number in range(60)
    ]
    taken = make_bank(*questions, key="press", title="按键题")
    stocked = store.do(bank.stock, taken, None, datetime.now(UTC), state=PUBLISHED)
    assert stocked.bank_id == 1
    store.close()


async def trial(folder: Path, url: str, people: int, answers: int, kills: int) -> Outcome:
    """Let people press until so many answers were given; kill each worker in turn meanwhile."""
    furnish(url)
    async with Post.open(folder, url, people) as post:
        model, began = post.model, time.monotonic()
        walkers = [Walker(post.sandbox, FIRST + number, model) for number in range(people)]
        done = asyncio.Event()
        walking = [asyncio.create_task(w.walk(lambda: not done.is_set())) for w in walkers]
        redelivering = asyncio.create_task(post.redeliver())
        for number in range(kills):
            # Spread over the whole, each at a moment of chance.
            at = answers * (number + random.random()) / (kills + 1)
            await _meanwhile(walking, model.reaches(at))
            await post.kill(number % 2)
        await _meanwhile(walking, model.reaches(answers))
        done.set()
        await asyncio.gather(*walking)
        seconds = time.monotonic() - began
        redelivering.cancel()
        await post.is_heard_out()
        statuses = [await worker.stops() for worker in post.living]
        outcome = judge(url, model)
        outcome.kills, outcome.seconds = kills, seconds
        outcome.wrong += [f"a worker ended with {status}" for status in statuses if status]
        outcome.wrong += [
            f"a fault in a log: {worker.errors[-2000:]}"
            for worker in post.living
            if "Traceback" in worker.errors
        ]
        return outcome


async def _meanwhile(
    walking: list[asyncio.Task[None]], waiting: Coroutine[Any, Any, None]
) -> None:
    """Wait, but not for somebody who has fallen."""
    task = asyncio.create_task(waiting)
    async with asyncio.timeout(900):
        await asyncio.wait([task, *walking], return_when=asyncio.FIRST_COMPLETED)
    for fallen in (each for each in walking if each.done()):
        fallen.result()
    await task


def judge(url: str, model: Model) -> Outcome:
    """The store against what was pressed."""
    engine = open_engine(url)
    with Session(engine) as session:
        shuffles = dict(session.exec(select(AskedRow.id, AskedRow.shuffle)).all())
        rows = session.exec(select(AnswerRow.asked_id, AnswerRow.given)).all()
        progress = sum(session.exec(select(ProgressRow.seen)))
        tally = sum(session.exec(select(TallyRow.answered)))
        answered = len(
            session.exec(select(AskedRow.id).where(col(AskedRow.answered_at).is_not(None))).all()
        )
        states = Counter(session.exec(select(InboxRow.state)))
    engine.dispose()
    given = defaultdict(list)
    for asked, letters in rows:
        given[asked].append(letters)
    outcome = Outcome(model.answers, len(rows), redelivered=model.redelivered, felt=model.felt)
    for asked, picks in model.picks.items():
        own = shuffles[asked]
        allowed = {"".join(sorted(own[place] for place in picked)) for picked in picks}
        outcome.lost += not given[asked]
        outcome.double += len(given[asked]) > 1
        if asked not in model.unsure and given[asked] and given[asked][0] not in allowed:
            outcome.wrong.append(f"place {asked}: {given[asked]} and not one of {allowed}")
    outcome.wrong += [f"place {asked} was never pressed" for asked in given.keys() - model.picks]
    counts = {"progress": progress, "tally": tally, "places": answered}
    outcome.double += max(0, max(counts.values()) - len(rows))
    outcome.wrong += [f"{n}: {c} of {len(rows)}" for n, c in counts.items() if c != len(rows)]
    outcome.wrong += [f"{c} updates in state {s}" for s, c in states.items() if s != DONE]
    assert set(LETTERS) >= {letter for own in shuffles.values() for letter in own}
    return outcome


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=40)
    arguments.add_argument("--answers", type=int, default=10_000)
    arguments.add_argument("--kills", type=int, default=15)
    chosen = arguments.parse_args()
    with postgres.running() as server, tempfile.TemporaryDirectory() as folder:
        databases = postgres.Postgres(server)
        url = databases.url_of(databases.create())
        outcome = asyncio.run(
            trial(Path(folder), url, chosen.people, chosen.answers, chosen.kills)
        )
    print(outcome, *outcome.wrong[:20], sep="\n")
    return 1 if outcome.lost or outcome.double or outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
