"""Telegram is busy, fails, hangs up or forgets: people still get what they asked for, once."""

import pytest
from sqlmodel import select

from db.inbox import DONE
from db.tables import AnswerRow, InboxRow
from questions.question import Kind
from tests.builders import make_question


async def begins(company, *questions):
    employee = company.employee
    title = await company.stock(*questions)
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    return await employee.hears("第 1/")


async def answers(company):
    return await company.store.read(lambda session: session.exec(select(AnswerRow)).all())


async def settled(company):
    """Every update is done with, and nothing more will be said."""
    await company.settles()
    states = await company.store.read(lambda s: s.exec(select(InboxRow.state)).all())
    assert set(states) == {DONE}


def sends(calls, chat):
    return [c for c in calls if c["method"] == "sendMessage" and c["chat_id"] == chat]


TROUBLE = {
    "429": {"status": 429, "retry_after": 1, "times": 1},
    "500": {"status": 500},
    "502": {"status": 502},
    "reset": {"reset": True},
}


@pytest.mark.parametrize("rule", TROUBLE.values(), ids=TROUBLE)
async def test_a_message_that_did_not_go_out_goes_out_once(company, rule):
    employee = company.employee
    await company.scene.faults({"method": "sendMessage", "chat": employee.id, "times": 2, **rule})

    await employee.types("/help")

    await employee.hears("温故能做什么")
    await settled(company)
    assert len(employee.said) == 1


@pytest.mark.parametrize("rule", TROUBLE.values(), ids=TROUBLE)
async def test_a_verdict_that_did_not_go_out_goes_out_and_counts_once(company, rule):
    employee = company.employee
    asked = await begins(company, *(make_question(f"q{n}") for n in (1, 2)))
    await company.scene.faults(
        {"method": "editMessageText", "chat": employee.id, "times": 2, **rule}
    )

    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)

    await employee.hears("正确")
    await settled(company)
    assert employee.last.id == asked.id
    assert len(await answers(company)) == 1


@pytest.mark.parametrize("rule", TROUBLE.values(), ids=TROUBLE)
async def test_a_spinner_that_will_not_stop_holds_no_verdict_up(company, rule):
    """answerCallbackQuery is a courtesy."""
    employee = company.employee
    asked = await begins(company, make_question("q"))
    await company.scene.faults({"method": "answerCallbackQuery", **rule, "times": 9})

    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)

    await employee.hears("正确")
    await employee.hears("本组完成")
    await company.scene.faults()
    await settled(company)
    assert [message.id for message in employee.said][-2] == asked.id
    assert len(await answers(company)) == 1


async def test_a_message_whose_answer_was_lost_is_sent_twice_at_most(company):
    """It has been sent, but nobody told us so."""
    employee = company.employee
    rule = {"method": "sendMessage", "chat": employee.id, "after": True, "reset": True}
    await company.scene.faults({**rule, "times": 1})

    await employee.types("/help")
    await employee.hears("温故能做什么")
    await settled(company)

    assert len(employee.said) <= 2


async def test_an_answer_is_kept_once_though_every_reply_is_lost(company):
    """The verdict goes out twice at most; then the person is told where they stand."""
    employee = company.employee
    await begins(company, make_question("t", Kind.BLANK), make_question("u", Kind.BLANK))
    rule = {"method": "sendMessage", "chat": employee.id, "after": True, "reset": True}
    await company.scene.faults({**rule, "times": 2})

    await employee.types("571人")
    resumed = await employee.hears("刚才中断了一下")
    await settled(company)

    assert len(await answers(company)) == 1
    assert sum("回答正确" in message for message in employee.said) == 2
    assert "第 2/2 题" in resumed


@pytest.mark.parametrize("kind", [Kind.TRUE_FALSE, Kind.BLANK])
async def test_from_where_one_was_told_to_stand_one_goes_on(company, kind):
    employee = company.employee
    asked = await begins(company, make_question("t", Kind.BLANK), make_question("u", kind))
    while "填空" not in asked:
        await employee.types("/practice")
        await employee.hears("选一个题库")
        await employee.presses("十题")
        asked = await employee.hears("第 1/2 题")
    rule = {"method": "sendMessage", "chat": employee.id, "reset": True, "times": 2}
    await company.scene.faults(rule)

    await employee.types("571人")
    await employee.hears("请从这里继续")
    if kind is Kind.BLANK:
        await employee.types("571人")
    else:
        await employee.presses("对")

    await employee.hears("回答正确")


async def test_a_query_that_is_too_old_still_gets_its_verdict(company):
    employee = company.employee
    asked = await begins(company, make_question("q"))
    description = (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    await company.scene.faults(
        {"method": "answerCallbackQuery", "status": 400, "description": description}
    )

    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)

    assert "正确" in await employee.hears()
    await settled(company)


async def test_a_refusal_over_a_button_that_is_too_old_is_said_in_the_chat(company):
    employee = company.employee
    await begins(company, make_question("q"))
    description = (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    await company.scene.faults(
        {"method": "answerCallbackQuery", "status": 400, "description": description}
    )

    await employee.presses_data("pick:999:0")

    heard = await employee.hears("这个按钮已经失效了")
    assert heard.kind == "message"


async def test_a_verdict_on_a_deleted_message_is_sent_anew(company):
    employee = company.employee
    asked = await begins(company, make_question("q"))
    await company.scene.page("POST", "delete", json={"chat": employee.id, "message_id": asked.id})

    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)

    verdict = await employee.hears("正确")
    assert (verdict.kind, verdict.id > asked.id) == ("message", True)
    assert len(await answers(company)) == 1


async def test_a_press_on_a_message_that_telegram_shows_no_more_is_answered(company):
    """Of an old message Telegram tells its number and nothing else."""
    employee = company.employee
    asked = await begins(company, make_question("q"))
    chat = {"id": employee.id, "type": "private", "first_name": employee.name}
    press = {
        "id": "77",
        "from": {"id": employee.id, "is_bot": False, "first_name": employee.name},
        "message": {"chat": chat, "message_id": asked.id, "date": 0},
        "chat_instance": "1",
        "data": asked.keys[0]["callback_data"],
    }

    await company.scene.page("POST", "update", json={"callback_query": press})

    verdict = await employee.hears("正确")
    assert verdict.kind == "message"


async def test_a_press_without_any_message_is_answered(company):
    employee = company.employee
    asked = await begins(company, make_question("q"))
    press = {
        "id": "77",
        "from": {"id": employee.id, "is_bot": False, "first_name": employee.name},
        "inline_message_id": "5",
        "chat_instance": "1",
        "data": asked.keys[0]["callback_data"],
    }

    await company.scene.page("POST", "update", json={"callback_query": press})
    await employee.types("/help")

    await employee.hears("温故能做什么")


async def test_who_has_blocked_the_bot_holds_nobody_up(company):
    employee, trainer = company.employee, company.trainer
    asked = await begins(company, make_question("q"))
    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)
    await employee.hears("本组完成")
    await company.scene.faults({"method": "*", "times": 9, "chat": employee.id, "status": 403})

    await employee.types("/help")
    await trainer.types("/help")
    await trainer.hears("温故能做什么")
    await settled(company)
    await company.scene.faults()
    await employee.types("/profile")

    await employee.hears("我的资料")


async def test_a_group_that_is_gone_holds_nobody_up(company):
    employee = company.employee
    group = await company.scene.group("三车间", employee)
    description = "Bad Request: chat not found"
    await company.scene.faults(
        {"method": "*", "times": 9, "chat": group, "status": 400, "description": description}
    )

    await employee.types("@wengu_bot 在吗", chat=group)
    await employee.types("/help")

    await employee.hears("温故能做什么")


@pytest.mark.parametrize("rule", TROUBLE.values(), ids=TROUBLE)
async def test_polling_goes_on_after_trouble(company, rule):
    await company.scene.faults({"method": "getUpdates", **rule, "times": 1})
    await company.employee.types("/help")
    await company.employee.hears("温故能做什么")

    await company.employee.types("/profile")

    await company.employee.hears("我的资料")
