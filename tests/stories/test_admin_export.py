"""An admin's score sheet, downloaded, opened again and compared with the store."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from bot.texts import texts
from db import people
from questions.question import Kind
from questions.score_columns import shortened
from tests.company import ADMIN, EMPLOYEE
from tests.practising import answers

RUNS = """
    select person.telegram_name as name, person.department, run.state, run.started_at as began,
           run.ended_at as ended, sum(answer.points) as points, run.length
    from run join person on person.id = run.person_id join asked on asked.run_id = run.id
    join answer on answer.asked_id = asked.id group by run.id order by run.id
"""
FIRSTS = """
    select version.stem, version.kind, count(*) as answered, sum(answer.points >= 1) as right,
           sum(instr(answer.given, 'A') > 0) as a, sum(instr(answer.given, 'B') > 0) as b
    from answer join question_version as version on version.id = answer.version_id
    where answer.first group by version.id
"""
OF_WEBNOVEL = """
    select count(*) from answer join bank on bank.id = answer.bank_id where bank.key = 'webnovel'
"""


async def exports(admin, *presses, command="/export", go="导出"):
    """Send for a sheet; the message that brings it."""
    await admin.types(command)
    await admin.hears()
    for label in presses:
        await admin.presses(label)
        await admin.hears()
    await admin.presses(go)
    return await admin.hears()


async def rows(company, sql):
    return await company.store.read(lambda session: session.execute(text(sql)).all())


def table(page):
    head, *body = [[cell.value for cell in row] for row in page.iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in body]


def local(moment):
    """A moment as the store keeps it, as Shanghai's clock shows it."""
    return datetime.fromisoformat(str(moment)) + timedelta(hours=8)


async def test_a_sheet_says_number_by_number_what_the_store_says(company):
    await answers(company, company.employee, [True] * 7 + [False] * 3)
    await answers(company, company.trainer, [True, False])

    sent = await exports(company.admin)

    book = load_workbook(io.BytesIO(await company.admin.downloads(sent)))
    assert re.fullmatch(r"成绩_练习_\d{8}-\d{4}\.xlsx", sent.raw["document"]["file_name"])
    assert book.sheetnames == ["汇总", "成绩", "逐题", "未参加"]
    kept = await rows(company, RUNS)
    told = sorted(table(book["成绩"]), key=lambda row: row["开始时间"])
    assert len(told) == len(kept) == 2
    for row, run in zip(told, kept, strict=True):
        assert (row["姓名"], row["部门"], row["练习"]) == (run.name, run.department, "全部题库")
        assert (row["得分"], row["满分"]) == (run.points, run.length)
        assert row["得分率"] == pytest.approx(run.points / run.length)
        assert abs(row["开始时间"] - local(run.began)) < timedelta(milliseconds=2)
    done, open_ = told
    took = local(kept[0].ended) - local(kept[0].began)
    assert done["用时（分）"] == pytest.approx(took.total_seconds() / 60, abs=0.006)
    assert (done["状态"], done["排名"]) == ("已做完", 1)
    assert (open_["状态"], open_["排名"], open_["交卷时间"]) == ("进行中", None, None)
    summary = {row[0].value: row[1].value for row in book["汇总"].iter_rows() if row[0].value}
    assert (summary["应参加人数"], summary["参加人数"], summary["做完人数"]) == (3, 2, 1)
    assert summary["平均得分率"] == pytest.approx(kept[0].points / 10)
    assert [row["姓名"] for row in table(book["未参加"])] == ["赵管理"]


async def test_questions_on_a_sheet_are_counted_as_the_store_counts_them(company):
    await answers(company, company.employee, [True] * 7 + [False] * 3)
    await answers(company, company.trainer, [False] * 10)

    sent = await exports(company.admin)

    book = load_workbook(io.BytesIO(await company.admin.downloads(sent)))
    told = {row["题干"]: row for row in table(book["逐题"])}
    kept = await rows(company, FIRSTS)
    assert len(told) == len(kept)
    for item in kept:
        row = told[shortened(item.stem)]
        assert (row["作答人数"], row["答对人数"]) == (item.answered, item.right)
        assert row["答对率"] == pytest.approx(item.right / item.answered)
        if not Kind(item.kind).is_typed:
            assert (row["A／对"], row["B／错"]) == (item.a, item.b)


async def test_csv_tells_the_same_as_the_workbook(company):
    admin = company.admin
    await answers(company, company.employee, [True] * 5 + [False] * 5)
    book = load_workbook(io.BytesIO(await admin.downloads(await exports(admin))))

    sent = await exports(admin, "CSV", "今天")

    raw = await admin.downloads(sent)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "CSV" in sent
    assert sent.raw["document"]["file_name"].endswith(".csv")
    (read,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    (row,) = table(book["成绩"])
    assert read.keys() == row.keys()
    assert float(read["得分"]) == row["得分"]
    assert read["开始时间"] == f"{row['开始时间']:%Y-%m-%d %H:%M}"
    assert read["姓名"] == row["姓名"]


async def test_one_bank_one_department_and_own_dates_narrow_a_sheet_down(company):
    admin = company.admin
    await answers(company, company.employee, [True] * 10)
    today = datetime.now(UTC) + timedelta(hours=8)
    await admin.types("/export")
    await admin.hears()
    await admin.presses("选部门")
    await admin.hears("选一个部门")
    await admin.presses("生产部")
    await admin.hears("部门：生产部")
    await admin.presses("选题库")
    await admin.hears("选一个题库")
    await admin.presses("网络文学大有可为也大有作为")
    await admin.hears("题库：网络文学")
    await admin.presses("自选日期")
    await admin.hears("请输入开始和结束日期")

    await admin.types("昨天")
    await admin.hears("没有看懂日期")
    await admin.types(f"{today:%Y年%m月%d日}")
    await admin.hears(f"日期：{today:%Y-%m-%d} 当天")
    await admin.presses("导出")

    sent = await admin.hears("练习成绩单")
    book = load_workbook(io.BytesIO(await admin.downloads(sent)))
    (row,) = table(book["成绩"])
    ((kept,),) = await rows(company, OF_WEBNOVEL)
    assert (row["得分"], row["满分"], row["排名"]) == (kept, kept, None)
    assert {row["题库"] for row in table(book["逐题"])} == {"网络文学大有可为也大有作为"}


async def test_a_range_without_scores_is_refused_in_words(company):
    admin = company.admin
    await admin.types("/export")
    await admin.hears()

    await admin.presses("导出")

    await admin.hears("这个范围里还没有成绩")


async def test_a_department_that_is_gone_is_not_mistaken_for_another(company):
    admin = company.admin
    await admin.types("/export")
    await admin.hears()
    await admin.presses("选部门")
    await admin.hears("选一个部门")
    await company.store.run(people.set_department, ADMIN, EMPLOYEE, "一车间")

    await admin.presses("生产部")

    await admin.hears("这个按钮已经失效了，请重新发送 /export")


async def test_an_english_admin_reads_english_and_gets_an_english_sheet(company):
    await company.store.run(people.set_own, ADMIN, language="en")
    await answers(company, company.employee, [True] * 10)

    sent = await exports(company.admin, go="Export")

    assert "Score sheet: practice" in sent
    book = load_workbook(io.BytesIO(await company.admin.downloads(sent)))
    words = texts("en").words
    assert sent.raw["document"]["file_name"].startswith("Scores_Practice_")
    assert book.sheetnames[0] == words["sheet.tab.summary"]
    await company.admin.types("/people")
    await company.admin.hears("People (3)")
    await company.admin.types("/invite")
    await company.admin.hears("Which role will they have?")
