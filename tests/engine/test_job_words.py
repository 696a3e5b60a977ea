"""What people hear of the jobs that they have asked for."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlmodel import select

from db import people
from db.people import Visitor
from db.store import Store
from db.tables import JobRow, UploadRow
from tests.builders import make_bank, make_questions, stock
from tests.company import EMPLOYEE, PEOPLE, open_company
from tests.sheets import plays
from tests.uploading import HEADER, HOMES, LUNCH, bank_called, sheet

MANY = [(q.stem, "单选题", *q.choices, "B", "", "") for q in make_questions(201)]


async def sends(trainer, data, name="安全题库.xlsx"):
    await trainer.uploads(data, name)
    return await trainer.hears("读到", timeout=30)


def ask(company, *statements):
    """Change the database behind the bot's back."""
    company.store.do(lambda session: [session.execute(text(each)) for each in statements])


def no_question_can_be_kept(company):
    ask(
        company,
        "CREATE TRIGGER full BEFORE INSERT ON question BEGIN SELECT RAISE(ABORT, 'no'); END",
    )


async def test_an_import_that_fails_for_good_says_so_and_can_be_tried_again(company, caplog):
    trainer = company.trainer
    report = await sends(trainer, sheet(HOMES, LUNCH))
    no_question_can_be_kept(company)
    await trainer.presses("导入 2 题")
    failed = await trainer.hears("没能导入，题库没有任何变化")
    ask(company, "DROP TRIGGER full")

    await trainer.presses("再导入一次")
    done = await trainer.hears("新增 2 题")

    assert failed.id == done.id == report.id
    reference = re.search(r"编号 ([0-9a-f]{8})", failed.text).group(1)
    assert f"fault {reference}: job" in caplog.text
    assert len((await bank_called(company, "安全题库")).questions) == 2


async def test_what_fails_for_good_can_be_cancelled(company):
    await sends(company.trainer, sheet(HOMES))
    no_question_can_be_kept(company)
    await company.trainer.presses("导入 1 题")
    await company.trainer.hears("没能导入")

    await company.trainer.presses("取消")
    await company.trainer.hears("已取消")

    rows = await company.store.read(lambda session: session.exec(select(UploadRow.state)).all())
    assert rows == ["cancelled"]


async def test_an_import_is_told_of_in_a_new_message_where_the_old_one_is_gone(company):
    report = await sends(company.trainer, sheet(HOMES))
    await company.scene.faults(
        {"method": "editMessageText", "status": 400, "description": "message to edit not found"}
    )
    await company.trainer.presses("导入 1 题")

    done = await company.trainer.hears("新增 1 题")

    assert done.id > report.id


async def test_of_a_long_import_one_hears_that_it_goes_on(company):
    report = await sends(company.trainer, sheet(*MANY, header=HEADER))
    await company.trainer.presses("导入 201 题")

    going_on = await company.trainer.hears("正在导入 201 题")
    done = await company.trainer.hears("新增 201 题")

    assert going_on.id == done.id == report.id


async def test_a_score_sheet_that_cannot_be_made_says_so(company):
    await company.admin.types("/export")
    await company.admin.hears("导出成绩")
    ask(company, "ALTER TABLE answer RENAME TO answered")
    await company.admin.presses("导出")

    failed = await company.admin.hears("没能做出成绩单")

    rows = await company.store.read(lambda session: session.exec(select(JobRow.state)).all())
    assert re.search("编号 [0-9a-f]{8}", failed.text)
    assert set(rows) <= {"running", "failed"}


async def test_the_second_press_while_an_import_goes_on_changes_nothing(company):
    """Both are in the queue before the first is looked at."""
    report = await sends(company.trainer, sheet(*MANY, header=HEADER))
    data = company.trainer.last.keys[0]["callback_data"]
    for _ in range(2):
        await company.trainer.presses_data(data, report.id)

    await company.trainer.hears("新增 201 题")

    assert len((await bank_called(company, "安全题库")).questions) == 201


@pytest.mark.postgres
async def test_on_postgresql_they_are_done_and_told_alike(postgres_url):
    store, now = Store.open(postgres_url), datetime.now(UTC)
    for person_id, name, role, department in PEOPLE:
        store.do(people.seat, Visitor(person_id, name, "", "zh"), role, department, now)
    plays(store, EMPLOYEE, stock(store, make_bank(*make_questions(3))), "101", now)
    store.close()

    async with open_company(postgres_url) as company:
        report = await sends(company.trainer, sheet(*MANY, header=HEADER))
        await company.trainer.presses("导入 201 题")
        done = await company.trainer.hears("新增 201 题", timeout=30)
        await company.admin.types("/export")
        await company.admin.hears("导出成绩")
        await company.admin.presses("CSV")
        await company.admin.hears("CSV")
        await company.admin.presses("导出")
        scores = await company.admin.hears("练习成绩单", timeout=30)
        data = await company.admin.downloads(scores)

    assert done.id == report.id
    assert "李员工" in data.decode("utf-8-sig")
