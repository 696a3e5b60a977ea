"""Killed at any moment, on either database, in either mode; asked to stop; cut off."""

import asyncio
import csv
import random
import signal
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from sqlmodel import func, select

from db import delivery, people
from db.people import Visitor
from db.tables import BankRow, DeliveryRow, QuestionRow
from questions.delivery import FORGOTTEN, IN_FLIGHT
from questions.people import Role
from tests.faults.trials import FULL, times
from tests.town import SECONDS, is_sound, webhook

BACKLOG = range(3001, 3501)
MANY = range(3001, 3301)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@times(1, 10)
async def test_killed_with_a_backlog_of_500(any_town, mode, trial):
    town = any_town
    town.asks(BACKLOG)
    await town.scene.faults(latency_ms=20)
    settings = webhook() if mode == "webhook" else {}
    calls = town.calls.coming(random.randint(1, 900), "sendMessage", "answerCallbackQuery")

    async with town.bot(**settings) as bot:
        async with asyncio.timeout(SECONDS):
            await calls.wait()
        await bot.is_killed()
    async with town.bot(**settings) as bot:
        await bot.is_ready()
        await town.is_confirmed()
        assert await bot.stops() == 0

    is_sound(town, BACKLOG)
    spoken = Counter(c["chat_id"] for c in town.calls if c["method"] == "sendMessage")
    assert set(spoken) == set(BACKLOG)
    # The verdict, and one word more where it was in hand when the process was killed.
    assert max(spoken.values()) <= 2


@times(1, 5)
async def test_asked_to_stop_it_leaves_nothing_undone(town, trial):
    town.asks(MANY)
    await town.scene.faults(latency_ms=20)
    calls = town.calls.coming(random.randint(1, 400), "sendMessage", "answerCallbackQuery")

    async with town.bot() as bot:
        async with asyncio.timeout(SECONDS):
            await calls.wait()
        assert await bot.stops() == 0
    async with town.bot() as bot:
        await bot.is_ready()
        await town.is_confirmed()
        assert await bot.stops() == 0

    assert "Traceback" not in bot.errors
    is_sound(town, MANY)


@pytest.mark.postgres
@times(1, 3)
async def test_every_connection_is_cut_ten_times_under_load(town, postgres, postgres_url, trial):
    town.url = postgres_url
    town.asks(MANY)
    await town.scene.faults(latency_ms=20)
    name, cut = postgres_url.rpartition("/")[2].partition("?")[0], 0

    async with town.bot() as bot:
        await bot.is_ready()
        for _ in range(10):
            answered = town.calls.coming(20, "sendMessage", "answerCallbackQuery")
            async with asyncio.timeout(SECONDS):
                await answered.wait()
            cut += await asyncio.to_thread(postgres.cut, name)
        await town.is_confirmed()
        assert await bot.stops() == 0
    async with town.bot() as bot:
        # What was kept when the word of it was cut off is found at the latest now.
        await bot.is_ready()
        assert await bot.stops() == 0

    assert cut >= 10
    is_sound(town, MANY)


# Imports and pushes

COUNTED = """
import os, signal, sys
from sqlalchemy import Engine, event

left = int(os.environ.pop("STATEMENTS"))
seen = 0

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global seen
    seen += 1
    if seen == left:
        os.kill(os.getpid(), signal.SIGKILL)

from bot.__main__ import main
raise SystemExit(main())
"""


def write_bank(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"])
        for number in range(rows):
            table.writerow(
                ["单选", f"第{number}号设备多久检查一次？", "每日", "每周", "每月", "每年", "A"]
            )


async def test_an_import_that_is_killed_is_whole_or_none(town, monkeypatch):
    rows, kills = (2_000, 10) if FULL else (200, 1)
    file = town.path.parent / "设备.csv"
    write_bank(file, rows)
    (town.path.parent / "counted.py").write_text(COUNTED)

    def imported():
        return town.keep(
            lambda s: s.exec(
                select(func.count())
                .select_from(QuestionRow)
                .join(BankRow, BankRow.id == QuestionRow.bank_id)
                .where(BankRow.title == "设备")
            ).one()
        )

    async def runs(statements):
        monkeypatch.setenv("STATEMENTS", str(statements))
        async with town.bot("bank", "import", str(file), script="counted.py") as importing:
            return await importing.ends()

    # Somewhere on the way: at the earliest when the tables are looked at, at the latest when all
    # but the commit is done.
    for _ in range(kills):
        assert await runs(random.randint(10, 3 * rows)) in (0, -signal.SIGKILL)
        assert imported() in (0, rows)
    first, second = await runs(10**9), await runs(10**9)

    assert (first, second) == (0, 0)
    assert imported() == rows


def crowd_is_told(session, crowd, now):
    for person in crowd:
        guest = Visitor(person, f"人{person}", "", "zh")
        people.seat(session, guest, Role.EMPLOYEE, "三车间", now)
    return delivery.announce(session, "明天停电", now, department="三车间")[0]


def time_passes(session):
    """As if those who were in hand at the kill had been so for long."""
    session.execute(update(DeliveryRow).values(changed_at=datetime.now(UTC) - 2 * FORGOTTEN))


async def test_a_push_that_is_killed_reaches_everybody(town):
    crowd, kills = (range(3001, 4001), 5) if FULL else (range(3001, 3081), 2)
    for person in crowd:
        town.scene.sandbox.add_person(person, f"人{person}")
        town.scene.sandbox.world.chats[person].open = True
    push = town.keep(crowd_is_told, crowd, datetime.now(UTC))
    await town.scene.faults(latency_ms=100)
    for _ in range(kills):
        moment = town.calls.coming(random.randint(5, len(crowd) // (kills + 2)), "sendMessage")
        async with town.bot() as bot:
            async with asyncio.timeout(2 * SECONDS):
                await moment.wait()
            await bot.is_killed()
        town.keep(time_passes)

    async with town.bot() as bot:
        await bot.is_ready()
        async with asyncio.timeout(120):
            while (progress := town.keep(delivery.progress, push)).sent < len(crowd):  # noqa: ASYNC110 - it is another process's
                await asyncio.sleep(0.2)
        await bot.stops()

    sent = Counter(
        c["chat_id"] for c in town.calls if c["method"] == "sendMessage" and c["status"] == 200
    )
    assert {sent[person] >= 1 for person in crowd} == {True}
    assert sum(sent[person] - 1 for person in crowd) <= IN_FLIGHT * kills
    assert (progress.waiting, progress.sending, progress.failed) == (0, 0, 0)
