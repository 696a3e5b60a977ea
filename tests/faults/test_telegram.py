"""Telegram is busy, fails or breaks off, twenty times over; and what buttons tell."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.presses import pack
from bot.texts import texts
from bot.views import practice as view
from db import delivery, people, practice
from db.inbox import DONE
from db.people import Visitor
from db.tables import AnswerRow, InboxRow
from questions.people import Role
from questions.question import Kind
from tests.builders import make_question, make_questions
from tests.faults.trials import FULL

CROWD = range(5001, 5021)
BUSY = {"status": 429, "retry_after": 2}
# As many tries more as one has patience for, and all of them of the same kind.
TROUBLE = {
    "429": {**BUSY, "times": 1},
    "500": {"status": 500, "times": 2},
    "cut before it is done": {"reset": True, "times": 2},
    "cut after it is done": {"reset": True, "after": True, "times": 1},
}


def seats(session, now):
    for person in CROWD:
        people.seat(session, Visitor(person, f"人{person}", "", "zh"), Role.EMPLOYEE, "", now)


async def crowd_of(company):
    await company.store.run(seats, datetime.now(UTC))
    return [await company.scene.person(f"人{id}", id=id) for id in CROWD]


async def settled(company):
    await company.settles()
    states = await company.store.read(lambda s: s.exec(select(InboxRow.state)).all())
    assert set(states) == {DONE}


def sent_to(calls, chat):
    return [c for c in calls if c["method"] == "sendMessage" and c["chat_id"] == chat]


@pytest.mark.parametrize("rule", TROUBLE.values(), ids=TROUBLE)
async def test_twenty_people_in_trouble_are_all_answered(company, rule):
    crowd = await crowd_of(company)
    others = [company.employee, company.trainer]
    await company.scene.faults(
        *({"method": "sendMessage", "chat": player.id, **rule} for player in crowd)
    )

    await asyncio.gather(*(player.types("/help") for player in (*crowd, *others)))
    # Nobody else waits for those who are in trouble.
    await asyncio.gather(*(player.hears("温故能做什么") for player in others))
    await asyncio.gather(*(player.hears("温故能做什么") for player in crowd))
    await settled(company)

    calls = await company.scene.calls()
    at_most = 2 if rule.get("after") else 1
    assert all(len(player.said) <= at_most for player in crowd)
    if rule["times"] == 1 and "status" in rule:
        for player in crowd:
            refused, sent = sent_to(calls, player.id)
            assert (refused["status"], sent["status"]) == (429, 200)
            # The sandbox rounds to milliseconds.
            assert sent["at"] - refused["at"] >= BUSY["retry_after"] - 0.01


async def test_replies_go_out_between_pushes(company):
    """Of 600 pushes (60 in CI) that wait, none holds an answer up."""
    many = range(6001, 6601 if FULL else 6061)
    world = company.scene.sandbox.world
    now = datetime.now(UTC)

    def announce(session):
        for person in many:
            guest = Visitor(person, f"人{person}", "", "zh")
            people.seat(session, guest, Role.EMPLOYEE, "三车间", now)
        return delivery.announce(session, "明天停电", now, department="三车间")[0]

    for person in many:
        company.scene.sandbox.add_person(person, f"人{person}")
        world.chats[person].open = True
    crowd = await crowd_of(company)
    push = await company.store.run(announce)

    await asyncio.gather(*(player.types("/help") for player in crowd))
    await asyncio.gather(*(player.hears("温故能做什么") for player in crowd))
    left = await company.store.read(delivery.progress, push)

    assert left.sent < len(many)
    pushed = [c for c in await company.scene.calls("sendMessage") if "明天停电" in str(c)]
    seconds = Counter(int(call["at"]) for call in pushed)
    assert max(seconds.values(), default=0) <= 30


async def test_what_a_button_sends_tells_nothing_of_the_key(company):
    """A thousand questions: right and wrong choices send the same, but for the place shown."""
    title = await company.stock(*make_questions(1000), title="千题")
    assert title
    words, places = texts("zh"), Counter()
    employee, rng = company.employee, random.Random(1)

    def ask(session):
        return practice.start(session, employee.id, bank, datetime.now(UTC), rng.randrange(2**31))

    bank = (await company.store.read(practice.picker, employee.id)).banks[-1].bank_id
    for _ in range(1000 if FULL else 300):
        asked = await company.store.run(ask)
        rows = view.question(asked, words).rows
        sent = [pack(button.press) for row in rows for button in row if button.press]
        assert sent == [f"pick:{asked.id}:{place}" for place in range(4)]
        (own,) = asked.question.right
        places[asked.shuffle.index(own)] += 1

    # By chance alone each place would hold the key a quarter of the time.
    share = 1 / 4
    assert all(abs(count / places.total() - share) < 0.12 for count in places.values()), places


async def test_every_button_of_a_finished_run_pressed_again_changes_nothing(company):
    employee = company.employee
    title = await company.stock(
        make_question("a"), make_question("b", Kind.TRUE_FALSE), make_question("m", Kind.MULTIPLE)
    )
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    heard, pressed = await employee.hears("第 1/3"), []
    for seq in (1, 2, 3):
        keys = [key["callback_data"] for key in heard.keys]
        pressed += [(heard.id, data) for data in keys]
        if keys[0].startswith("tog"):
            await employee.presses("A")
            await employee.hears("☑" if seq < 0 else "多选")
            await employee.presses("提交")
        else:
            await employee.presses_data(keys[0], heard.id)
        verdict = await employee.hears("正确")
        pressed += [(verdict.id, key["callback_data"]) for key in verdict.keys]
        if seq < 3:
            await employee.presses("下一题")
            heard = await employee.hears(f"第 {seq + 1}/3")
    await employee.hears("本组完成")

    def kept(session):
        rows = session.exec(select(AnswerRow).order_by(AnswerRow.id)).all()
        return [row.model_dump() for row in rows]

    before = await company.store.read(kept)
    for message_id, data in pressed:
        if not data.startswith("ctx"):
            await employee.presses_data(data, message_id)
    await settled(company)

    assert len(before) == 3
    assert await company.store.read(kept) == before
