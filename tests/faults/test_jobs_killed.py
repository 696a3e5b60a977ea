"""An import that is killed is in whole or not at all, and done by the next start; of a score sheet
that is killed no part is ever sent, and the whole one after the next start."""

import asyncio
import io
import shutil
import signal
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from bot.texts import texts
from db import score_sheet, upload
from db.store import Store
from db.tables import BankRow, JobRow, QuestionRow, RunRow, VersionRow
from questions.export import Chosen, Format, Period
from questions.people import Role
from questions.score_sheet_xlsx import workbook
from questions.upload import Examined
from tests.builders import make_bank, make_person, make_questions, stock
from tests.company import ADMIN, TRAINER
from tests.killing import between, counted, script
from tests.sheets import SCOPE, plays
from tests.town import SECONDS

FILE = Examined("两千题", "xlsx", make_questions(2000))
# What an import and an export begin with.
IMPORTS, EXPORTS = "INSERT INTO question ", "SELECT runs."
PEOPLE = range(3001, 3031)
KILLED = -signal.SIGKILL


def received(session):
    """The file waits; its number."""
    return upload.receive(session, TRAINER, "两千题.xlsx", "a" * 64, FILE, datetime.now(UTC))


def imports(session, number):
    """As the job does."""
    now = datetime.now(UTC)
    planned = upload.plan(session, TRAINER, upload.held(session, TRAINER, number), now)
    upload.take(session, TRAINER, number, planned, now)


# How long each takes: the same each time, so it is measured once.
_lengths = {}


def length_of(opening, database, folder, verb, *args):
    """How long a statement and the rest of its transaction take, on a copy of the database."""
    if opening not in _lengths:
        copy = shutil.copyfile(database, folder / "copy.db")
        store = Store.open(f"sqlite:///{copy}")
        _lengths[opening] = counted(opening, lambda: store.do(verb, *args))
        store.close()
    assert _lengths[opening] >= 10
    return _lengths[opening]


def questions(session):
    """How many questions came in, and how many wordings of them."""
    of_trainer = (
        select(func.count(func.distinct(QuestionRow.id)), func.count(VersionRow.id))
        .join(BankRow, BankRow.id == QuestionRow.bank_id)
        .join(VersionRow, VersionRow.question_id == QuestionRow.id)
        .where(BankRow.owner_id == TRAINER)
    )
    return tuple(session.exec(of_trainer).one())


async def shows(town, person, text):
    """A message that the bot has sent before; its number."""
    asked = {"chat_id": person.id, "text": text}
    async with town.scene.http.post(f"/bot{town.scene.token}/sendMessage", json=asked) as answer:
        return (await answer.json())["result"]["message_id"]


async def presses_import(town):
    """The trainer has pressed 导入 and no bot was there; who, on which message, of which file."""
    trainer = await town.person(TRAINER, "王培训")
    message = await shows(town, trainer, "读到 2000 道题")
    number = town.keep(received).upload_id
    return trainer, message, number


@pytest.mark.parametrize("tenth", range(10))
async def test_an_import_killed_in_the_middle_is_whole_after_the_next_start(town, tmp_path, tenth):
    trainer, message, number = await presses_import(town)
    length = length_of(IMPORTS, town.path, tmp_path, imports, number)
    town.keep(upload.begin, TRAINER, number, message, datetime.now(UTC))
    at = max(1, length * (2 * tenth + 1) // 20)

    async with town.bot(script=script(tmp_path, IMPORTS, at)) as bot:
        assert await bot.ends() == KILLED
    left = town.keep(questions)
    async with town.bot() as bot:
        done = await trainer.hears("新增 2000 题", timeout=SECONDS)
        await bot.is_ready()
        await bot.stops()

    assert left in ((0, 0), (2000, 2000))
    assert town.keep(questions) == (2000, 2000)
    assert done.id == message
    assert len(trainer.said) == 1
    assert town.rows(JobRow) == []
    assert town.keep(received).before.questions == 2000


@pytest.mark.postgres
@pytest.mark.parametrize("at", [1, 3])
async def test_on_postgresql_as_well(town, tmp_path, postgres_url, at):
    """There a worker of a library has it in hand, and another finds it when that falls silent."""
    town.url = postgres_url
    store = Store.open(postgres_url)
    make_person(store, TRAINER, Role.TRAINER)
    store.close()
    trainer, message, number = await presses_import(town)
    town.keep(upload.begin, TRAINER, number, message, datetime.now(UTC))

    async with town.bot(script=between(tmp_path, IMPORTS, at)) as bot:
        assert await bot.ends() == KILLED
    left = town.keep(questions)
    async with town.bot() as bot:
        done = await trainer.hears("新增 2000 题", timeout=2 * SECONDS)
        await bot.is_ready()
        await bot.stops()

    assert left == (0, 0)
    assert town.keep(questions) == (2000, 2000)
    assert done.id == message
    assert len(trainer.said) == 1


async def test_an_import_killed_before_it_was_told_of_is_not_done_again(town):
    trainer, message, number = await presses_import(town)
    town.keep(upload.begin, TRAINER, number, message, datetime.now(UTC))
    # The first edit says that it goes on, the second what came of it.
    moment = town.calls.coming(2, "editMessageText")

    async with town.bot() as bot:
        async with asyncio.timeout(SECONDS):
            await moment.wait()
        await bot.is_killed()
    left = town.keep(questions)
    async with town.bot() as bot:
        done = await trainer.hears("新增 2000 题", timeout=SECONDS)
        await bot.stops()

    assert left == town.keep(questions) == (2000, 2000)
    assert done.id == message
    assert len(trainer.said) == 1


def exports(session):
    write = partial(workbook, words=texts("zh").words)
    return score_sheet.export(session, ADMIN, SCOPE, None, Format.XLSX, write)


async def asks_for_scores(town):
    """Thirty people have answered; the admin has pressed 导出 and no bot was there."""
    store, an_hour_ago = Store.open(town.url), datetime.now(UTC) - timedelta(hours=1)
    bank_id = stock(store, make_bank(*make_questions(10)))
    for person in PEOPLE:
        make_person(store, person)
        plays(store, person, bank_id, "1", an_hour_ago)
    store.do(score_sheet.begin, ADMIN, Chosen(days=Period.ALL).packed(), datetime.now(UTC))
    store.close()
    return await town.person(ADMIN, "赵管理")


@pytest.mark.parametrize("fifth", range(5))
async def test_a_score_sheet_killed_in_the_making_is_sent_whole_after_the_next_start(
    town, tmp_path, fifth
):
    admin = await asks_for_scores(town)
    length = length_of(EXPORTS, town.path, tmp_path, exports)
    at = max(1, length * (2 * fifth + 1) // 10)

    async with town.bot(script=script(tmp_path, EXPORTS, at)) as bot:
        assert await bot.ends() == KILLED
    sent = [call for call in town.calls if call["method"] == "sendDocument"]
    async with town.bot() as bot:
        sheet = await admin.hears("练习成绩单", timeout=SECONDS)
        await bot.is_ready()
        await bot.stops()

    assert sent == []
    book = load_workbook(io.BytesIO(await admin.downloads(sheet)))
    (runs,) = [page for page in book if page.max_row > len(PEOPLE)]
    assert runs.max_row >= len(town.rows(RunRow))
    assert len(admin.said) == 1
    assert town.rows(JobRow) == []
