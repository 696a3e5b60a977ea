"""The bot's token appears in no log, whatever goes wrong and however much is logged."""

import asyncio
import logging
import sys

import pytest

from bot import logs
from questions.question import Kind
from tests.builders import make_question
from tests.practising import answers

TALKATIVE = ("telegram", "telegram.ext", "httpx", "httpcore", "aiohttp", "aiohttp.access",
             "asyncio", "sqlalchemy.engine", "alembic", "bot", "db")  # fmt: skip


@pytest.fixture
def all_is_logged(capsys):
    """Logging as `run` sets it up, and then everything at its most talkative; what was said."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}

    def begin(form):
        logs.set_up(form, logging.DEBUG)
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.DEBUG)

    yield begin
    sys.excepthook = sys.__excepthook__
    root.handlers[:], root.level = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def has_the(token, text):
    """The whole token, or the secret half of it in whatever writing."""
    secret = token.partition(":")[2]
    return token in text or secret in text


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_day_full_of_trouble_tells_nobody_the_token(
    all_is_logged, capsys, company_with, database, form
):
    all_is_logged(form)
    company = await company_with()
    token, employee = company.scene.token, company.employee
    await answers(company, employee, [True, False])
    for rule in ({"status": 500}, {"status": 429, "retry_after": 1}, {"reset": True},
                 {"after": True, "reset": True}, {"status": 401}, {"status": 404}):  # fmt: skip
        await company.scene.faults({"method": "sendMessage", "chat": employee.id, **rule})
        await employee.types("/help")
        await employee.types("/profile")
        await employee.hears("我的资料")
    await company.scene.faults({"method": "getUpdates", "reset": True, "times": 1})
    await company.scene.page("POST", "update", json={"message": "x"})
    await company.trainer.types("/help")
    await company.trainer.hears("温故能做什么")
    await company.settles()

    logged = capsys.readouterr().err
    assert len(logged) > 10_000
    assert "/getUpdates" in logged or "getUpdates" in logged
    assert not has_the(token, logged)
    files = [path.read_bytes() for path in database.parent.glob("wengu.db*")]
    assert not any(token.encode() in content for content in files)


def fails(token):
    """With a fault behind the fault."""
    try:
        int(f"no answer from /bot{token}/getMe")
    except ValueError as fault:
        raise LookupError(token) from fault


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_token_that_gets_into_a_line_is_hidden_there(all_is_logged, capsys, form):
    token = "1234567890:AAF-sandbox-token-of-a-local-telegram"
    all_is_logged(form)
    log = logging.getLogger("anybody")

    log.info("POST https://api.telegram.org/bot%s/getMe", token)
    log.warning("%r", {"token": token})
    try:
        fails(token)
    except LookupError:
        log.exception("it failed")
    try:
        fails(token)
    except LookupError as last:
        sys.excepthook(LookupError, last, last.__traceback__)
    log.error("with the stack", stack_info=True)

    logged = capsys.readouterr().err
    assert logged.count(logs.HIDDEN) >= 4
    assert not has_the(token, logged)


async def test_a_person_never_reads_it_either(company):
    """Not even when a fault of ours is apologised for."""
    employee = company.employee
    title = await company.stock(make_question("t", Kind.BLANK))
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    await employee.hears("第 1/1 题")

    def away(session):
        session.connection().exec_driver_sql("ALTER TABLE answer RENAME TO away")

    await company.store.run(away)
    await employee.types("571人")
    waits = company.service.dispatcher
    heard = await employee.hears("抱歉，我们这边出了点问题")
    await asyncio.wait_for(waits.drain(), 20)

    assert not has_the(company.scene.token, heard.text)
