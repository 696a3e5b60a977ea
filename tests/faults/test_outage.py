"""Gone for so long that Telegram forgot what was pressed: everybody gets their question again."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import select

from bot.engine.dispatch import Dispatcher
from bot.engine.reach import Reach
from db import outage
from db.store import Store
from db.tables import AnswerRow, AskedRow, JournalRow, ReachRow
from questions.outage import FORGOTTEN, NOTED_EVERY
from questions.question import Kind
from tests.builders import make_bank, make_question
from tests.company import EMPLOYEE
from tests.town import CROWD, is_told, press_all, question_each, stock_ten

AWAY = "刚才有一段时间收不到消息"


def an_outage_passes(session, minutes):
    """As if everything in the store had happened so much earlier."""
    span = timedelta(minutes=minutes)
    (seen,) = session.exec(select(ReachRow)).all()
    seen.seen_at -= span
    for row in session.exec(select(AskedRow).where(AskedRow.shown_at.is_not(None))):
        row.shown_at -= span


async def presses_are_forgotten(town):
    await town.scene.page("POST", "expire", json={"drop": True})


async def test_everybody_is_shown_their_question_again_once_and_can_finish(town):
    crowd = [await town.person(id, f"人{id}") for id in CROWD]
    town.keep(outage.reached, datetime.now(UTC))
    asked = town.keep(question_each, datetime.now(UTC))
    await press_all(town, crowd, asked)
    await presses_are_forgotten(town)
    town.keep(an_outage_passes, 10)

    async with town.bot() as bot:
        await bot.is_ready()
        shown = await asyncio.gather(*map(is_told, crowd))
        await bot.stops()
    async with town.bot() as bot:
        await bot.is_ready()
        await asyncio.gather(*(player.presses("A") for player in crowd))
        verdicts = await asyncio.gather(*map(is_told, crowd))
        await bot.stops()

    assert all(AWAY in message for message in shown)
    assert not [verdict for verdict in verdicts if AWAY in verdict]
    assert [len(player.said) for player in crowd] == [1] * len(CROWD)
    assert {row.asked_id for row in town.rows(AnswerRow)} == set(asked.values())
    lines = [row for row in town.rows(JournalRow) if row.action == "outage"]
    assert len(lines) == 1


async def test_a_kill_while_questions_are_shown_again_leaves_nobody_out(town):
    crowd = [await town.person(id, f"人{id}") for id in CROWD]
    town.keep(outage.reached, datetime.now(UTC))
    town.keep(question_each, datetime.now(UTC))
    town.keep(an_outage_passes, 10)
    moment = town.calls.coming(20, "sendMessage")

    async with town.bot() as bot:
        async with asyncio.timeout(60):
            await moment.wait()
        await bot.is_killed()
    done = town.calls.coming(29, "sendMessage")
    async with town.bot() as bot:
        await bot.is_ready()
        async with asyncio.timeout(60):
            await done.wait()
        await bot.stops()

    for player in crowd:
        await player._sync(0)
    counts = [len(player.said) for player in crowd]
    # One was in hand when it was killed.
    assert sum(count != 1 for count in counts) <= 1


async def stands_before(town, question):
    """The employee is asked, and then an outage begins."""
    town.keep(stock_ten, make_bank(question, key="ten", title="十题"))
    employee = await town.person(EMPLOYEE)
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.types("/practice")
        await employee.hears("选一个题库")
        await employee.presses("十题")
        await employee.hears("第 1/")
        await bot.stops()
    return employee


async def test_what_was_typed_meanwhile_is_kept_by_telegram_and_needs_no_asking_again(town):
    employee = await stands_before(town, make_question("t", Kind.BLANK))
    await employee.types("571人")
    town.keep(an_outage_passes, 60)

    async with town.bot() as bot:
        await bot.is_ready()
        await employee.hears("回答正确")
        await employee.hears("本组完成")
        await bot.stops()

    assert not [message for message in employee.said if AWAY in message]


async def test_a_short_absence_is_made_nothing_of(town):
    employee = await stands_before(town, make_question("q"))
    async with town.bot() as bot:
        await bot.is_ready()
        await employee.types("/help")
        await employee.hears("温故能做什么")
        await bot.stops()

    assert not [message for message in employee.said if AWAY in message]


async def test_who_is_owed_a_word_gets_one_message_and_not_two(town):
    """Killed before the reply, and away for long."""
    employee = await stands_before(town, make_question("m", Kind.MULTIPLE))
    hangs = {"method": "editMessageText", "hang_ms": 60_000, "reset": True}
    async with town.bot() as bot:
        await bot.is_ready()
        await town.scene.faults(hangs)
        moment = town.calls.coming(1, "editMessageText")
        await employee.presses("A")
        async with asyncio.timeout(60):
            await moment.wait()
        await bot.is_killed()
    await town.scene.faults()
    town.keep(an_outage_passes, 60)

    async with town.bot() as bot:
        await bot.is_ready()
        told = await is_told(employee)
        await employee.types("/help")
        await employee.hears("温故能做什么")
        await bot.stops()

    again = [m for m in employee.said if "请从这里继续" in m]
    assert again == [told]
    assert employee.buttons(told)[0] == "☑ A"


# In one process


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Outages(list):
    """Those that were found; `settled` once there can be no more."""

    async def made_up(self, found):
        self.append(found)


@pytest.fixture
def store(database):
    store = Store.open(f"sqlite:///{database}")
    yield store
    store.close()


@pytest.fixture
async def reach(store):
    """A reach on a clock of the test's own, and the outages that it found."""

    async def nothing(*_):
        """Fine."""

    clock, found = Clock(), Outages()
    dispatcher = Dispatcher(store, nothing, nothing, nothing)
    reach = Reach(store, dispatcher, found.made_up, clock)
    making_up = asyncio.create_task(reach.go_on())
    yield reach, clock, found
    making_up.cancel()


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


async def test_an_outage_of_the_running_process_is_found_once(store, reach):
    reach, clock, found = reach
    await reach.reached()
    clock.now += FORGOTTEN.total_seconds() + 1
    await reach.reached()
    for _ in range(30):
        clock.now += NOTED_EVERY.total_seconds()
        await reach.reached()
    await settled()

    assert len(found) == 1


async def test_a_clock_that_is_set_is_no_outage(store, reach):
    reach, clock, found = reach
    await reach.reached()
    hour = timedelta(hours=1)

    for span in (hour, -hour):
        await store.run(lambda s, span=span: s.execute(
            update(ReachRow).values(seen_at=datetime.now(UTC) - span)))  # fmt: skip
        clock.now += NOTED_EVERY.total_seconds()
        await reach.reached()
    await settled()

    assert found == []


async def test_being_reached_often_is_noted_now_and_then(store, reach):
    reach, clock, _ = reach
    notes = []
    for _ in range(50):
        clock.now += 1
        await reach.reached()
        notes.append((await store.read(lambda s: s.exec(select(ReachRow)).one())).seen_at)

    assert len(set(notes)) <= 4


async def test_an_outage_that_could_not_be_noted_is_noted_later(store, reach):
    reach, clock, found = reach
    await reach.reached()
    clock.now += FORGOTTEN.total_seconds() + 1

    def rename(old, new):
        return lambda s: s.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

    await store.run(rename("reach", "away"))
    await reach.reached()
    await store.run(rename("away", "reach"))
    clock.now += 1
    await reach.reached()
    await settled()

    assert len(found) == 1


async def test_one_who_has_blocked_the_bot_holds_nobody_up(company):
    employee, trainer = company.employee, company.trainer
    title = await company.stock(make_question("q"))
    for player in (trainer, employee):
        await player.types("/practice")
        await player.hears("选一个题库")
        await player.presses(title)
        await player.hears("第 1/1 题")
    blocked = {"method": "*", "times": 9, "chat": employee.id, "status": 403}
    await company.scene.faults(blocked)
    now = datetime.now(UTC)
    await company.store.run(outage.reached, now)

    company.service.reach._found.put_nowait(
        await company.store.run(outage.reached, now + timedelta(seconds=1), True)
    )

    await trainer.hears(AWAY)
    await company.settles()
    assert (await company.stands_before(employee)).seq == 1
