"""Ended at any moment, nothing is lost, nothing counts twice, and people can go on."""

import asyncio
import random
import shutil
from collections import Counter
from datetime import UTC, datetime

import pytest

from db.inbox import DONE
from db.tables import AnswerRow, InboxRow, TallyRow
from questions.question import Kind
from tests.builders import make_bank, make_question, make_questions
from tests.company import EMPLOYEE
from tests.scene import Scene
from tests.town import (
    CROWD,
    SECONDS,
    Town,
    is_sound,
    is_told,
    press_all,
    question_each,
    stock_ten,
    webhook,
)


@pytest.fixture
async def town(database):
    async with Scene.start(webhook_delay=0.05) as scene:
        yield Town(scene, database)


@pytest.mark.parametrize("trial", range(3))
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_killed_while_fifty_presses_are_handled_none_is_lost_and_none_counts_twice(
    town, mode, trial
):
    crowd = [await town.person(id, f"人{id}") for id in CROWD]
    asked = town.keep(question_each, datetime.now(UTC))
    await town.scene.faults(latency_ms=20)
    await press_all(town, crowd, asked)
    settings = webhook() if mode == "webhook" else {}

    # The moment is one of chance: whatever it is, the promise holds.
    moment = town.calls.coming(random.randint(1, 95), "sendMessage", "answerCallbackQuery")
    async with town.bot(**settings) as bot:
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        await bot.is_killed()
    async with town.bot(**settings) as bot:
        await bot.is_ready()
        await asyncio.gather(*map(is_told, crowd))
        assert await bot.stops() == 0

    is_sound(town)


async def begins(town, *questions):
    """The employee stands before the first question of a bank."""
    town.keep(stock_ten, make_bank(*questions, key="ten", title="十题"))
    employee = await town.person(EMPLOYEE)
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.types("/practice")
        await employee.hears("选一个题库")
        await employee.presses("十题")
        asked = await employee.hears("第 1/")
        await bot.stops()
    return employee, asked


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.MULTIPLE, Kind.BLANK, Kind.SHORT])
async def test_a_restart_in_mid_question_goes_unnoticed(town, kind):
    """What was pressed and typed while no bot was there is answered by the next one."""
    employee, _ = await begins(town, make_question("q", kind))
    if kind.is_typed:
        await employee.types("不知道")
    else:
        await employee.presses("A")
    if kind is Kind.MULTIPLE:
        await employee.presses("提交")

    async with town.bot() as bot:
        await bot.is_ready()
        await employee.hears("正确")
        result = await employee.hears("本组完成")
        await bot.stops()

    assert not [message for message in employee.said if "刚才中断" in message]
    assert employee.last == result
    assert len(town.rows(AnswerRow)) == 1


async def test_ticked_choices_outlive_a_restart(town):
    employee, asked = await begins(town, make_question("m", Kind.MULTIPLE))
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.presses("A")
        await employee.hears("多选")
        await bot.stops()

    async with town.bot() as bot:
        await bot.is_ready()
        await employee.presses("C")
        ticked = await employee.hears("多选")
        await bot.stops()

    assert employee.buttons(ticked)[:4] == ["☑ A", "B", "☑ C", "D"]
    assert ticked.id == asked.id


async def test_who_is_owed_a_reply_hears_once_where_they_stand(town):
    """Killed between keeping an answer and saying so."""
    questions = make_questions(2, Kind.TRUE_FALSE)
    employee, asked = await begins(town, *questions)
    hangs = {"method": "editMessageText", "hang_ms": 60_000, "reset": True}
    async with town.bot() as bot:
        await bot.is_ready()
        await town.scene.faults(hangs)
        moment = town.calls.coming(1, "editMessageText")
        await employee.presses_data(asked.keys[0]["callback_data"], asked.id)
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        await bot.is_killed()
    await town.scene.faults()

    async with town.bot() as bot:
        told = await employee.hears("刚才中断了一下")
        await bot.stops()
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.types("/help")
        await employee.hears("温故能做什么")
        again = [message for message in employee.said if "刚才中断了一下" in message]
        await employee.presses("对")
        await employee.hears("本组完成")
        await bot.stops()

    assert "第 2/2 题" in told
    assert again == [told]
    assert len(town.rows(AnswerRow)) == 2
    assert {row.state for row in town.rows(InboxRow)} == {DONE}


async def test_a_message_that_was_received_and_not_reached_is_answered(town):
    """Killed between keeping an update and looking at it: here the reply of another hangs."""
    employee = await town.person(EMPLOYEE)
    await town.scene.faults({"method": "sendMessage", "hang_ms": 60_000, "reset": True})
    moment = town.calls.coming(1, "sendMessage")
    async with town.bot() as bot:
        await employee.types("/help")
        await employee.types("/profile")
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        await bot.is_killed()
    await town.scene.faults()

    async with town.bot() as bot:
        await bot.is_ready()
        await employee.hears("我的资料")
        await bot.stops()

    assert sum("我的资料" in message for message in employee.said) == 1
    assert {row.state for row in town.rows(InboxRow)} == {DONE}


async def test_asked_to_stop_it_finishes_what_is_in_hand(town):
    crowd = [await town.person(id, f"人{id}") for id in CROWD]
    asked = town.keep(question_each, datetime.now(UTC))
    await town.scene.faults(latency_ms=20)
    await press_all(town, crowd, asked)

    moment = town.calls.coming(1, "sendMessage")
    async with town.bot() as bot:
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        assert await bot.stops() == 0
    waiting = await town.scene.page("GET", "pending")

    assert waiting["updates"] == 0
    assert "Traceback" not in bot.errors
    is_sound(town)


async def test_the_database_is_whole_after_a_kill(town):
    """A copy of the file with its log, as a kill leaves them, opens and is whole."""
    crowd = [await town.person(id, f"人{id}") for id in CROWD]
    asked = town.keep(question_each, datetime.now(UTC))
    await press_all(town, crowd, asked)
    moment = town.calls.coming(25, "sendMessage")
    async with town.bot() as bot:
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        await bot.is_killed()

    copy = town.path.with_name("copy.db")
    shutil.copyfile(town.path, copy)
    shutil.copyfile(f"{town.path}-wal", f"{copy}-wal")
    town.url = f"sqlite:///{copy}"

    checked = town.keep(
        lambda s: s.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    )
    assert checked == "ok"
    answered = Counter(row.person_id for row in town.rows(AnswerRow))
    assert {row.person_id: row.answered for row in town.rows(TallyRow)} == answered
    assert max(answered.values()) == 1
