"""A trainer's file of 10,000 questions: how long until it is reported and imported, what it takes
in memory, and what others who answer meanwhile feel."""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bot.presses import Import, Preview, pack
from bot.sandbox import Sandbox
from bot.sandbox import people as acts
from bot.sandbox.params import Upload
from questions.articles import library
from questions.spreadsheet.xlsx_writer import Page, written
from tests.bench.crowd import FIRST, POLLING, Figures, Scene, cpu, standing
from tests.bench.report import Report, Sizes

QUESTIONS, PEOPLE, LATENCY = 10_000, 10, 50
REPORTED, IMPORTED, MEGABYTES, FELT = 10.0, 10.0, 400.0, 0.3
# Somebody reads before they press.
PAUSE = 1.0
PATIENCE = 240.0
LOOK = 0.05
HEADER = ("题干", "题型", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "难度", "引文")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFERED, _DONE = (pack(each).split(":")[0] + ":" for each in (Import(0), Preview(0, 0)))


@dataclass
class Seen:
    """Seconds from the file to the report and from the press to the import; the most MB that the
    bot and the processes it began held at once; of each its name, the most MB that it held, and
    its CPU seconds."""

    reported: float = 0.0
    imported: float = 0.0
    held_mb: float = 0.0
    each: dict[int, tuple[str, float, float]] = field(default_factory=dict)
    others: Figures = field(default_factory=Figures)


def measure(report: Report, sizes: Sizes) -> None:
    count, people = (12, 2) if sizes.tiny else (QUESTIONS, PEOPLE)
    report.table(
        f"A workbook of {count:,} questions of all kinds; {people} others who press about once a "
        f"second, {LATENCY} ms a call",
        "", "reported s", "imported s", "MB in all", "another's p95 ms",
    )  # fmt: skip
    bars = (f"{REPORTED:.0f}", f"{IMPORTED:.0f}", f"{MEGABYTES:.0f}", f"{FELT * 1000:.0f}")
    report.row("bar: less than", *bars)
    both = {}
    for name, quoted in (("each with its quote", True), ("no quotes", False)):
        both[name] = seen = asyncio.run(_watch(workbook(count, quoted), people))
        felt = f"{seen.others.felt_at(0.95) * 1000:.0f}"
        times = f"{seen.reported:.1f}", f"{seen.imported:.1f}"
        report.row(name, *times, f"{seen.held_mb:.0f}", felt)
    for name, seen in both.items():
        parts = "; ".join(f"{what} {mb:.0f} MB, {s:.1f} s" for what, mb, s in seen.each.values())
        report.say(f"\n{name}, memory at most and CPU: {parts}.")
        _judge(report, name, count, seen)


def _judge(report: Report, name: str, count: int, seen: Seen) -> None:
    p95 = seen.others.felt_at(0.95)
    for what, got, most, unit in (
        ("reported", seen.reported, REPORTED, "s"),
        ("imported", seen.imported, IMPORTED, "s"),
        ("MB in all", seen.held_mb, MEGABYTES, "MB"),
        ("another's p95", p95 * 1000, FELT * 1000, "ms"),
    ):
        missed = "" if 0 < got < most else f"{got - most:.1f} {unit}" if got else "never"
        asked = f"{count:,} questions, {name}: {what} under {most:.0f} {unit}"
        report.bar(asked, f"{got:.1f} {unit}", missed)


async def _watch(file: bytes, people: int) -> Seen:
    seen = Seen()
    async with standing(POLLING, people + 1) as scene:
        scene.sandbox.bot_api.faults.latency_ms = LATENCY
        work = asyncio.create_task(_take_in(scene.sandbox, file, seen))
        looking = asyncio.create_task(_look(scene.pid, seen, work))
        # The first is the admin.
        others = range(1, len(scene.people))
        await asyncio.gather(work, looking, *(_presses(scene, at, seen, work) for at in others))
    return seen


async def _take_in(sandbox: Sandbox, file: bytes, seen: Seen) -> None:
    """Send the file, press 导入 when it is offered, and wait until it is told that it is done."""
    world = sandbox.world
    me, chat, seq = world.people[FIRST], world.chats[FIRST], world.events.seq
    began = time.monotonic()
    acts.upload(world, me, chat, Upload("题库.xlsx", _XLSX, file))
    while not seen.imported and time.monotonic() - began < PATIENCE:
        for event in await world.events.wait(FIRST, seq, 1):
            seq = event["seq"]
            message: dict[str, Any] = event.get("message") or {}
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for data in (button.get("callback_data", "") for button in row):
                    if data.startswith(_OFFERED) and not seen.reported:
                        seen.reported = time.monotonic() - began
                        acts.press(world, me, chat, message["message_id"], data)
                    elif data.startswith(_DONE) and seen.reported:
                        seen.imported = time.monotonic() - began - seen.reported


async def _presses(scene: Scene, at: int, seen: Seen, while_: "asyncio.Task[None]") -> None:
    chance = random.Random(at)
    await asyncio.sleep(chance.uniform(0, PAUSE))
    while not while_.done():
        acted = time.monotonic()
        has_answered = await scene.people[at].act()
        seen.others.answers += has_answered
        seen.others.felt.append(time.monotonic() - acted)
        seen.others.acts += 1
        await asyncio.sleep(chance.uniform(0.5, 1.5) * PAUSE)


async def _look(bot: int, seen: Seen, while_: "asyncio.Task[None]") -> None:
    """What is held is the sum of what each process that lives held at most until then."""
    before = cpu(bot)
    while not while_.done():
        held = {pid: found for pid in (bot, *_begun_by(bot)) if (found := _held(pid))}
        seen.held_mb = max(seen.held_mb, sum(mb for _, mb, _ in held.values()))
        seen.each |= held
        await asyncio.sleep(LOOK)
    name, mb, spent = seen.each[bot]
    seen.each[bot] = name, mb, spent - before


def _begun_by(pid: int) -> Iterator[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [each for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _begun_by(child)


def _held(pid: int) -> tuple[str, float, float] | None:
    """What a process is, the most MB that it held, and its CPU seconds; None where it is gone."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text()
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
        spent = cpu(pid)
    except OSError:
        return None
    kilobytes = next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    names = {"questions.formats.worker": "reader", "spawn_main": "helper", "bot\0run": "bot"}
    name = next((name for sign, name in names.items() if sign in command), "other")
    return name, kilobytes / 1024, spent


def workbook(count: int, quoted: bool) -> bytes:
    """As a trainer keeps it: half of them choices of one, the rest of all other kinds."""
    return written([Page("题目", [HEADER, *islice(_rows(quoted), count)])])


def _rows(quoted: bool) -> Iterator[tuple[str, ...]]:
    sentences = [
        text
        for article in library()
        for passage in article.passages
        for text in passage.text.replace("\n", "").split("。")
        if len(text) > 30
    ]
    for number, text in enumerate(cycle(sentences), 1):
        at = number // len(sentences) % (len(text) - 25)
        before, asked, after = text[at : at + 12], text[at + 12 : at + 20], text[at + 20 : at + 50]
        wrong = ("其他地区的做法", f"第{number}种做法", "与此无关的说法")
        rest = (f"见原文第{number}处。", "中", text if quoted else "")
        kind = number % 10
        if kind < 5:
            right = "ABCD"[number % 4]
            choices = [*wrong[: number % 4], asked, *wrong[number % 4 :]]
            stem = f"关于“{before}”，第{number}题中正确的是哪一项？"
            yield (stem, "单选题", *choices, right, *rest)
        elif kind < 7:
            stem = f"“{before}……{after[:8]}”，第{number}题中正确的有哪些？"
            yield (stem, "多选题", asked, after[:10], *wrong[1:], "AB", *rest)
        elif kind < 8:
            yield (f"{before}{asked}{after}，共{number}处。", "判断题", *[""] * 4, "错", *rest)
        elif kind < 9:
            yield (f"{number}. {before}____{after}。", "填空题", *[""] * 4, asked, *rest)
        else:
            stem = f"第{number}题：{before}的主要做法是什么？"
            yield (stem, "简答题", *[""] * 4, f"{asked}；{after[:10]}", *rest)
