"""Updates as they come in: the malformed stop no others, the repeated do nothing twice."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.engine.intake import Intake
from db import inbox
from db.inbox import DONE, GIVEN_UP, Received
from db.tables import AnswerRow, InboxRow
from questions.question import Kind
from tests.builders import make_question


async def begins(company, *questions):
    """The employee stands before the first question of a bank."""
    employee = company.employee
    title = await company.stock(*questions)
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    return await employee.hears("第 1/")


async def rows(company, table=InboxRow):
    return await company.store.read(lambda session: session.exec(select(table)).all())


async def pushes(company, **update):
    pushed = await company.scene.page("POST", "update", json=update)
    return pushed["update_id"]


def message(person, **changes):
    return {
        "message_id": 900,
        "date": 1,
        "chat": {"id": person.id, "type": "private", "first_name": person.name},
        "from": {"id": person.id, "is_bot": False, "first_name": person.name},
        "text": "/help",
        **changes,
    }


MALFORMED = {
    "a message that is a word": {"message": "x"},
    "a message without a date": {"message": {"message_id": 1, "chat": {"id": 1001}}},
    "a press that is a word": {"callback_query": "x"},
    "a press that is a list": {"callback_query": ["x"]},
    "a press on a word": {"callback_query": {"id": "1", "message": "x"}},
    "a chat that is a word": {"message": {"chat": "x"}},
    "a chat without a number": {"message": {"chat": {"id": "x", "type": "private"}}},
    "nothing at all": {},
    "something unheard of": {"brand_new_kind": {"a": [1]}},
    "half a letter": {"message": {"text": "\ud800", "chat": {"id": 1, "type": "\udfff"}}},
}


@pytest.mark.parametrize("update", MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_update_stops_no_other(company, update):
    employee = company.employee
    await employee.types("/help")
    await employee.hears("温故能做什么")

    bad = await pushes(company, **update)
    await employee.types("/profile")

    assert await employee.hears("我的资料")
    await company.settles()
    (kept,) = [row for row in await rows(company) if row.update_id == bad]
    assert kept.state in (GIVEN_UP, DONE)


async def test_a_malformed_update_among_good_ones_takes_none_with_it(company):
    """They come in one batch: the poll waits for the first, and gets what is there."""
    employee, trainer = company.employee, company.trainer

    await employee.types("/help")
    await pushes(company, callback_query="x")
    await pushes(company, message="x")
    await trainer.types("/help")

    await employee.hears("温故能做什么")
    await trainer.hears("温故能做什么")


@pytest.mark.parametrize("text", ["a\x00b", "x\ud83d", "\udc00\ud83d"])
async def test_letters_that_no_database_keeps_are_left_out(company, text):
    employee = company.employee
    await begins(company, make_question("t", Kind.BLANK))

    await pushes(company, message=message(employee, text=text + "571人"))

    await employee.hears("本组完成")
    (answer,) = await rows(company, AnswerRow)
    assert answer.given.endswith("571人")
    answer.given.encode()
    assert "\x00" not in answer.given


async def test_an_update_that_comes_again_has_no_second_effect(company):
    employee = company.employee
    asked = await begins(company, make_question("q"))
    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)
    await employee.hears("正确")
    await employee.hears("本组完成")
    numbers = [row.update_id for row in await rows(company)]
    heard = len(employee.said), len(employee.toasts)

    for _ in range(3):
        back = await company.scene.page("POST", "redeliver", json={"update_ids": numbers})
        assert back["update_ids"] == numbers
        await company.trainer.types("/help")
        await company.trainer.hears("温故能做什么")

    await employee.types("/help")
    await employee.hears("温故能做什么")
    assert (len(employee.said) - 1, len(employee.toasts)) == heard
    assert len(await rows(company, AnswerRow)) == 1


async def test_what_was_done_is_noted_and_its_words_forgotten(company):
    employee = company.employee
    await employee.types("/help")
    await employee.hears("温故能做什么")

    await company.settles()

    (row,) = await rows(company)
    assert (row.state, row.payload, row.chat_id) == (DONE, "", employee.id)


async def test_the_inbox_is_swept_now_and_then(company):
    """Without it the inbox would grow for ever."""
    old = datetime.now(UTC) - timedelta(days=3)
    await company.store.run(inbox.receive, [Received(1, 7, "{}"), Received(2, 7, "{}")], old)
    await company.store.run(inbox.finish, [1])
    intake = Intake(company.store, company.service.app.bot, company.service.dispatcher)
    swept, loop = asyncio.Event(), asyncio.get_running_loop()
    event.listen(
        company.store.engine,
        "after_cursor_execute",
        lambda *a: loop.call_soon_threadsafe(swept.set) if "DELETE FROM inbox" in a[2] else None,
    )

    tidying = asyncio.create_task(intake.tidy(0))
    await asyncio.wait_for(swept.wait(), 20)
    tidying.cancel()
    await company.store.run(lambda session: None)

    assert [row.update_id for row in await rows(company)] == [2]


async def test_what_was_kept_and_never_handed_on_is_done_after_a_while(company):
    """The line to the database broke after the commit, and nobody heard of it."""
    employee, store = company.employee, company.store
    number = 900_001
    command = [{"type": "bot_command", "offset": 0, "length": 5}]
    update = {"update_id": number, "message": message(employee, entities=command)}
    lying = [Received(number, employee.id, json.dumps(update, ensure_ascii=False))]
    since = datetime.now(UTC) - timedelta(seconds=31)
    await store.run(inbox.receive, lying, since, store.worker)
    intake = Intake(store, company.service.app.bot, company.service.dispatcher)

    await intake.pick_up()
    once = company.service.dispatcher.in_hand
    await intake.pick_up()

    await employee.hears("温故能做什么")
    assert once == 0
