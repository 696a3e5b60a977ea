"""Ended at any moment, nothing is lost, nothing counts twice, and people can go on."""

import asyncio
import random
import shutil
from collections import Counter, deque
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from db import bank, people, practice
from db.inbox import DONE
from db.people import Visitor
from db.store import Store
from db.tables import AnswerRow, AskedRow, InboxRow, ProgressRow, TallyRow
from questions.people import Role
from questions.question import Kind
from questions.shelf import PUBLISHED
from tests.builders import make_bank, make_question, make_questions
from tests.company import ADMIN, EMPLOYEE
from tests.process import BotProcess, free_port
from tests.scene import Scene

CROWD = range(2001, 2051)
SECONDS = 30


class Calls(deque):
    """The sandbox's log of calls, which lets a test wait for the n-th of a kind."""

    def __init__(self, calls):
        super().__init__(calls, maxlen=calls.maxlen)
        self._waiting = []

    def append(self, call):
        super().append(call)
        for wait in self._waiting:
            wait(call["method"])

    def coming(self, count, *methods):
        """Set once so many more calls of these methods have come in."""
        event, seen = asyncio.Event(), []

        def wait(method):
            if method in methods:
                seen.append(method)
                if len(seen) == count:
                    event.set()

        self._waiting.append(wait)
        return event


class Town:
    """A sandbox, a database, and a bot that runs as a process of its own when it is begun."""

    def __init__(self, scene, path):
        self.scene = scene
        self.path = path
        self.url = f"sqlite:///{path}"
        self.calls = scene.sandbox.bot_api.calls = Calls(scene.sandbox.bot_api.calls)

    def bot(self, **settings):
        usual = {
            "token": self.scene.token,
            "api_url": self.scene.url,
            "admins": ADMIN,
            "join": "open",
            "database_url": self.url,
        }
        return BotProcess.begin(self.path.parent, **{**usual, **settings})

    async def person(self, id, name="李员工"):
        player = await self.scene.person(name, id=id)
        self.scene.sandbox.world.chats[id].open = True
        return player

    def rows(self, table):
        return self.keep(lambda session: session.exec(select(table)).all())

    def keep(self, *verb):
        """Run a verb on the store, while no bot runs."""
        store = Store.open(self.url)
        try:
            return store.do(*verb)
        finally:
            store.close()


@pytest.fixture
async def town(database):
    async with Scene.start(webhook_delay=0.05) as scene:
        yield Town(scene, database)


def question_each(session, now):
    """The crowd is seated, and before each of them stands a question."""
    bank_id = bank.stock(
        session, make_bank(*make_questions(3)), None, now, state=PUBLISHED
    ).bank_id
    asked = {}
    for person in CROWD:
        people.seat(session, Visitor(person, f"人{person}", "", "zh"), Role.EMPLOYEE, "", now)
        asked[person] = practice.start(session, person, bank_id, now, person).id
    return asked


async def press_all(town, crowd, asked):
    """Everybody presses a button, and a few press it twice, while no bot is there to see."""
    for number, player in enumerate(crowd):
        for _ in range(1 + (number % 7 == 0)):
            await town.scene.page(
                "POST", "press", json={"person": player.id, "data": f"pick:{asked[player.id]}:0"}
            )


def is_sound(town):
    """Every press counted once, in every place where it is counted."""
    answers = town.rows(AnswerRow)
    per_person = Counter(row.person_id for row in answers)
    assert per_person == dict.fromkeys(CROWD, 1)
    assert Counter(row.person_id for row in town.rows(ProgressRow)) == per_person
    assert {row.person_id: row.answered for row in town.rows(TallyRow)} == per_person
    assert sum(row.answered_at is not None for row in town.rows(AskedRow)) == len(CROWD)
    assert {row.state for row in town.rows(InboxRow)} == {DONE}


async def is_told(player):
    """The next message, not counting what is said over a button."""
    while (heard := await player.hears(timeout=SECONDS)).kind == "toast":
        pass
    return heard


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


def webhook():
    port = free_port()
    return {
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_secret": "s3cret",
        "listen": f"127.0.0.1:{port}",
    }


async def begins(town, *questions):
    """The employee stands before the first question of a bank."""
    town.keep(stock, make_bank(*questions, key="ten", title="十题"))
    employee = await town.person(EMPLOYEE)
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.types("/practice")
        await employee.hears("选一个题库")
        await employee.presses("十题")
        asked = await employee.hears("第 1/")
        await bot.stops()
    return employee, asked


def stock(session, taken):
    bank.stock(session, taken, None, datetime.now(UTC), state=PUBLISHED)


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
