"""What people feel while pushes, a large export and a large import go on."""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.presses import MakeExport, pack
from bot.sandbox import Sandbox
from bot.sandbox import people as acts
from bot.sandbox.params import Upload
from db import delivery
from db.store import Store
from questions.export import Chosen, Period
from questions.formats.xlsx_bank import write_bank
from tests.bench.crowd import FIRST, POLLING, Candidate, Figures, Scene, cpu, memory, standing
from tests.bench.files import sample_bank, shelved
from tests.bench.fill import NOW, Filler
from tests.bench.report import Report, Sizes

PEOPLE, PUSHES, ANSWERS, QUESTIONS = 60, 10_000, 100_000, 10_000
LATENCY, P99 = 50, 2.0
# Somebody reads before they press.
PAUSE = 1.0
PATIENCE = 240.0
# Those who press are told nothing: a message between would be taken for an answer.
TOLD = "被通知部"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Load:
    people: int = PEOPLE
    pushes: int = PUSHES
    answers: int = ANSWERS
    questions: int = QUESTIONS
    seconds: float = 10.0


class Work:
    """The admin, who announces, exports and uploads while the others practise."""

    def __init__(self, scene: Scene, url: str, load: Load, workbook: bytes) -> None:
        self._world = scene.sandbox.world
        self._url = url
        self._load = load
        self._workbook = workbook
        self._seq = self._world.events.seq
        self.took: dict[str, float] = {}

    async def begin(self) -> None:
        """All at once; returns when the export is there and the import done."""
        store = Store.open(self._url)
        try:
            await store.run(delivery.announce, "请于周五前完成练习。", NOW, department=TOLD)
        finally:
            store.close()
        began = time.monotonic()
        self._upload()
        chosen = Chosen(days=Period.ALL)
        self._press(pack(MakeExport(chosen.packed())), 1)
        await asyncio.gather(self._watch(began), self._is_taken_in(began))

    def _upload(self) -> None:
        me = self._world.people[FIRST]
        file = Upload("大题库.xlsx", _XLSX, self._workbook)
        acts.upload(self._world, me, self._world.chats[FIRST], file)

    def _press(self, data: str, message_id: int) -> None:
        me = self._world.people[FIRST]
        acts.press(self._world, me, self._world.chats[FIRST], message_id, data)

    async def _watch(self, began: float) -> None:
        """Press 导入 when it is offered; end when both files have come back."""
        pressed = False
        while time.monotonic() - began < PATIENCE and not (pressed and "export" in self.took):
            for event in await self._world.events.wait(FIRST, self._seq, 1):
                self._seq = event["seq"]
                message: dict[str, Any] = event.get("message") or {}
                if "document" in message and message["from"].get("is_bot"):
                    self.took.setdefault("export", time.monotonic() - began)
                for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                    for button in row:
                        data = button.get("callback_data", "")
                        if data.startswith("imp:") and not pressed:
                            pressed = True
                            self.took["upload read and reported on"] = time.monotonic() - began
                            self._press(data, message["message_id"])

    async def _is_taken_in(self, began: float) -> None:
        store = Store.open(self._url)
        asked = text("SELECT max(size) FROM bank WHERE title = '大题库'")
        try:
            while time.monotonic() - began < PATIENCE:
                size = await store.read(lambda s: s.connection().execute(asked).scalar())
                if size and size >= self._load.questions:
                    self.took["import"] = time.monotonic() - began
                    return
                await asyncio.sleep(0.5)
        finally:
            store.close()


def measure(report: Report, sizes: Sizes) -> None:
    load = Load(3, 5, 1_000, 10, 0.5) if sizes.tiny else Load()
    report.table(
        f"{load.people} people who press about once a second, {LATENCY} ms a call, felt in ms",
        "", "presses", "p50", "p95", "p99", "longest", "MB",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'mixed.db'}"
        alone, busy, took, pushed = asyncio.run(_mix(POLLING, url, load, Path(folder)))
    for name, figures in (("baseline: nothing else goes on", alone), ("all three go on", busy)):
        ms = [f"{figures.felt_at(share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99)]
        longest = f"{max(figures.felt, default=0) * 1000:,.0f}"
        report.row(name, figures.acts, *ms, longest, f"{figures.memory_mb:.0f}")
    told = "; ".join(f"{what} after {seconds:.0f} s" for what, seconds in took.items())
    report.say(
        f"\nAn export of {load.answers:,} answers, an import of {load.questions:,} questions, "
        f"{load.pushes:,} pushes at 25 a second. {told.capitalize()}; {pushed:,} pushes sent "
        "by then."
    )
    p99, done = busy.felt_at(0.99), len(took) == 3
    report.bar(
        "p99 of a reply under 2 s while pushes, an export and an import go on",
        f"{p99:.2f} s" + ("" if done else f", and not all was done within {PATIENCE:.0f} s"),
        "" if p99 < P99 else f"{p99 - P99:.1f} s",
    )


async def _mix(
    candidate: Candidate, url: str, load: Load, folder: Path
) -> tuple[Figures, Figures, dict[str, float], int]:
    library = shelved(folder / "library.db")
    workbook = write_bank(sample_bank(load.questions, library), {})

    def prepare(sandbox: Sandbox, url: str) -> None:
        filler = Filler(url)
        filler.sample()
        filler.grow(load.answers)
        for number in filler.crowd(load.pushes, TOLD):
            sandbox.add_person(number, f"员工{number}")
            sandbox.world.chats[number].open = True

    async with standing(candidate, load.people + 1, url, prepare) as scene:
        scene.sandbox.bot_api.faults.latency_ms = LATENCY
        alone, busy = Figures(), Figures()
        await _press_calmly(scene, alone, asyncio.create_task(asyncio.sleep(load.seconds)))
        work = Work(scene, url, load, workbook)
        await _press_calmly(scene, busy, asyncio.create_task(work.begin()))
        pushed = sum(call["method"] == "sendMessage" for call in scene.sandbox.bot_api.calls)
        return alone, busy, work.took, min(pushed, load.pushes)


async def _press_calmly(scene: Scene, figures: Figures, while_: "asyncio.Task[None]") -> None:
    before, began = cpu(scene.pid), time.monotonic()

    async def one(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, PAUSE))
        while not while_.done():
            acted = time.monotonic()
            has_answered = await scene.people[number].act()
            figures.answers += has_answered
            figures.felt.append(time.monotonic() - acted)
            figures.acts += 1
            await asyncio.sleep(chance.uniform(0.5, 1.5) * PAUSE)

    # The first is the admin.
    await asyncio.gather(while_, *(one(number) for number in range(1, len(scene.people))))
    figures.seconds = time.monotonic() - began
    figures.cpu = cpu(scene.pid) - before
    figures.memory_mb = memory(scene.pid)
