"""An announcement from the command line, carried by the running bot."""

from datetime import UTC, datetime

from db import delivery
from questions.people import Role

TEXT = "明天 <停电> & 检修"


async def announce(company, **whom):
    return await company.store.run(delivery.announce, TEXT, datetime.now(UTC), **whom)


async def test_each_of_them_hears_it_once(company):
    await announce(company)

    for person in (company.employee, company.trainer, company.admin):
        assert (await person.hears("停电")).text == TEXT
    sent = await company.scene.calls("sendMessage")
    assert sum(TEXT_SENT in str(call) for call in sent) == 3


TEXT_SENT = "明天 &lt;停电&gt; &amp; 检修"


async def test_only_the_role_named_hears_it(company):
    await announce(company, role=Role.TRAINER)

    await company.trainer.hears("停电")
    sent = await company.scene.calls("sendMessage")
    assert [call["chat_id"] for call in sent if TEXT_SENT in str(call)] == [company.trainer.id]


async def test_a_busy_telegram_is_waited_for_and_it_is_sent_once(company):
    await company.scene.faults(
        {"method": "sendMessage", "status": 429, "retry_after": 1, "times": 1}
    )

    await announce(company, role=Role.TRAINER)

    await company.trainer.hears("停电")
    assert [message.text for message in company.trainer.said].count(TEXT) == 1


async def test_one_who_has_blocked_the_bot_is_marked_and_the_others_hear_it(company):
    blocked = {"person": company.trainer.id, "blocked": True}
    await company.scene.page("POST", "block", json=blocked)
    push_id, _ = await announce(company)

    await company.employee.hears("停电")
    await company.admin.hears("停电")
    await company.employee.types("/help")
    await company.employee.hears("温故能做什么")
    _, left = await announce(company, role=Role.TRAINER)

    assert left == 0
    assert (await company.store.read(delivery.progress, push_id)).sent >= 2


async def test_a_push_that_cannot_be_drawn_holds_up_no_other(company, caplog):
    await company.store.run(
        delivery.tell, "unheard of", {}, [company.trainer.id], datetime.now(UTC)
    )

    await announce(company)

    await company.trainer.hears("停电")
    assert "cannot be told" in caplog.text
    caplog.clear()
