"""A trainer keeps banks: quotes confirmed, published, withdrawn, looked through, downloaded."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from db import bank
from questions.bank import shipped, to_json
from tests.builders import NOW, make_bank
from tests.company import TRAINER
from tests.practising import answer
from tests.uploading import (
    AREA,
    GOOD,
    HEADER,
    HOMES,
    LUNCH,
    bank_called,
    banks,
    everything,
    imports,
    imports_and_publishes,
    opens,
    read_back,
    saved,
    sheet,
    speaks_english,
    starts,
)

OLD_XLS = Path(__file__).parents[1] / "formats/files/bank.xls"
NOT_YET = "引文由系统推荐，培训师尚未确认"


async def quotes(company):
    """How many quotes each question has, and how many questions wait to be confirmed."""
    kept = await bank_called(company, "安全题库")
    (shelf,) = [each for each in await banks(company) if each.title == "安全题库"]
    return [len(question.quotes) for question in kept.questions], shelf.proposed


# Quotes


async def test_a_proposed_quote_is_marked_in_the_preview(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES, AREA, LUNCH))

    await trainer.presses("预览")
    proposed = await trainer.hears("第 1/3 题 · 单选")
    await trainer.presses("▶")
    own = await trainer.hears("第 2/3 题 · 填空")
    await trainer.presses("▶")
    none = await trainer.hears("第 3/3 题 · 单选")

    assert NOT_YET in proposed
    assert "正确答案：A. 321户924人" in proposed
    assert "💡 户数在前。" in proposed
    assert trainer.buttons(proposed)[:2] == ["采用引文", "不要引文"]
    assert own.pieces("blockquote") == ["总建筑面积35202.45平方米,安置321户924人。"]
    assert NOT_YET not in own
    assert "（没有引文）" in none
    assert not {"采用引文", "不要引文"} & {*trainer.buttons(own), *trainer.buttons(none)}


async def test_a_proposed_quote_is_marked_for_employees_until_it_is_accepted(company):
    trainer, employee = company.trainer, company.employee
    await imports_and_publishes(trainer, sheet(HOMES))
    await starts(employee, "安全题库")
    await answer(company, employee, right=True)
    before = await employee.hears("回答正确")

    await trainer.presses("预览")
    await trainer.hears(NOT_YET)
    await trainer.presses("采用引文")
    accepted = await trainer.hears("已采用第 1 题的引文。引文都确认完了。")
    await starts(employee, "安全题库")
    await answer(company, employee, right=True)
    after = await employee.hears("回答正确")

    assert NOT_YET in before
    assert NOT_YET not in accepted
    assert "采用引文" not in trainer.buttons(accepted)
    assert NOT_YET not in after
    assert after.pieces("blockquote") == before.pieces("blockquote")


async def test_a_quote_that_is_not_wanted_goes(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES))
    await trainer.presses("预览")
    await trainer.hears(NOT_YET)

    await trainer.presses("不要引文")

    shown = await trainer.hears("第 1 题不要引文了。")
    assert "（没有引文）" in shown
    assert await quotes(company) == ([0], 0)


async def test_one_judgement_leads_to_the_next_question_that_waits(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES, LUNCH, (*AREA[:8], "")))
    await trainer.presses("预览")
    await trainer.hears("第 1/3 题")

    await trainer.presses("采用引文")
    following = await trainer.hears("已采用第 1 题的引文。")
    await trainer.presses("采用引文")
    last = await trainer.hears("已采用第 3 题的引文。引文都确认完了。")

    assert "第 3/3 题" in following
    assert "第 3/3 题" in last
    assert await quotes(company) == ([1, 0, 1], 0)


async def test_the_next_question_that_waits_can_be_leapt_to(company):
    trainer = company.trainer
    await imports(trainer, sheet(AREA, LUNCH, HOMES))
    await trainer.presses("预览")
    await trainer.hears("第 1/3 题")

    await trainer.presses("下一题待确认")

    shown = await trainer.hears("第 3/3 题")
    assert "下一题待确认" not in trainer.buttons(shown)


async def test_all_proposed_quotes_are_accepted_at_once(company):
    trainer = company.trainer
    done = await imports(trainer, sheet(HOMES, LUNCH, (*AREA[:8], "")))
    assert "有 2 题的引文是系统推荐的" in done

    await trainer.presses("采用全部建议引文（2）")

    card = await trainer.hears("状态：未发布")
    assert "待确认引文" not in card
    assert await quotes(company) == ([1, 0, 1], 0)


async def test_what_was_decided_about_a_quote_stands_when_a_longer_file_comes(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES))
    await trainer.presses("预览")
    await trainer.hears(NOT_YET)
    await trainer.presses("不要引文")
    await trainer.hears("不要引文了")

    done = await imports(trainer, sheet(HOMES, LUNCH))

    assert "新增 1 题，1 题没有变化。" in done
    assert await quotes(company) == ([0, 0], 0)


# Published and withdrawn


async def test_employees_are_quizzed_on_a_published_bank(company):
    trainer, employee = company.trainer, company.employee

    card = await imports_and_publishes(trainer, sheet(HOMES))
    await starts(employee, "安全题库")
    await answer(company, employee, right=True)

    assert "员工发送 /practice 就能练到。" in card
    verdict = await employee.hears("回答正确")
    assert "安置321户924人。" in verdict.pieces("blockquote")[0]
    assert "——《党建引领凝心聚力 共建居民幸福家园》张旭斌 · 第1段" in verdict


async def test_a_withdrawn_bank_is_not_offered_and_an_open_run_on_it_goes_on(company):
    trainer, employee = company.trainer, company.employee
    await imports_and_publishes(trainer, sheet(HOMES, LUNCH))
    await starts(employee, "安全题库")

    await trainer.presses("撤回")
    card = await trainer.hears("状态：已撤回")
    await answer(company, employee, right=True)
    await employee.hears("回答正确")
    await employee.presses("下一题")
    second = await employee.hears("第 2/2 题")
    await answer(company, employee, right=True)
    await employee.hears("本组完成：答对 2/2 题")
    await employee.types("/practice")
    picker = await employee.hears("选一个题库")

    assert "员工不会再抽到这些题" in card
    assert second
    assert not any("安全题库" in button for button in employee.buttons(picker))


async def test_an_old_button_of_a_withdrawn_bank_starts_nothing(company):
    trainer, employee = company.trainer, company.employee
    await imports_and_publishes(trainer, sheet(HOMES))
    await employee.types("/practice")
    picker = await employee.hears("选一个题库")
    (press,) = [key["callback_data"] for key in picker.keys if "安全题库" in key["text"]]
    await trainer.presses("撤回")
    await trainer.hears("状态：已撤回")

    await employee.presses_data(press, picker.id)

    await employee.hears("还没有可以练习的题目")


# The list


async def test_the_list_of_banks_has_pages_with_the_newest_first(company):
    for number in range(1, 7):
        await company.store.run(bank.stock, make_bank(key=f"b{number}"), TRAINER, NOW)
    trainer = company.trainer
    await trainer.types("/banks")

    first = await trainer.hears("题库（共 10 个）")
    shown = trainer.buttons(first)
    await trainer.presses("▶")
    second = await trainer.hears("第 2/2 页")
    more = trainer.buttons(second)
    await trainer.presses("◀")
    await trainer.hears("第 1/2 页")

    assert "🟢\u00a0已发布" in first
    assert [label.split(" · ")[0] for label in shown[:2]] == ["📝 题库b6", "📝 题库b5"]
    assert len(shown) == 9
    assert len(more) == 3
    assert trainer.buttons() == shown


async def test_a_long_title_leaves_room_for_the_count(company):
    whole = make_bank(key="long", title="安全生产月全员应知应会考核题库（第一部分）")
    await company.store.run(bank.stock, whole, TRAINER, NOW)
    await company.trainer.types("/banks")
    await company.trainer.hears("题库")

    assert company.trainer.buttons()[0] == "📝 安全生产月全员应知应会考核题库… · 1"


# Downloads and the template


async def test_a_bank_downloaded_as_xlsx_reads_back_as_it_is_kept(company):
    trainer = company.trainer
    await imports(trainer, sheet(*GOOD))
    await opens(trainer, "安全题库")

    await trainer.presses("下载 XLSX")

    sent = await trainer.hears("题库《安全题库》")
    assert sent.raw["document"]["file_name"] == "安全题库.xlsx"
    kept = await bank_called(company, "安全题库")
    assert read_back(await trainer.downloads(sent)) == kept.questions


async def test_a_shipped_bank_downloaded_as_xlsx_reads_back_to_the_letter(company):
    trainer, rose = company.trainer, shipped()[0]
    await opens(trainer, rose.title[:10])

    await trainer.presses("下载 XLSX")

    sent = await trainer.hears(f"题库《{rose.title}》")
    assert sent.raw["document"]["file_name"] == f"{rose.title}.xlsx"
    assert read_back(await trainer.downloads(sent)) == rose.questions


async def test_a_bank_downloaded_as_json_says_what_is_kept(company):
    trainer, rose = company.trainer, shipped()[0]
    await opens(trainer, rose.title[:10])

    await trainer.presses("下载 JSON")

    sent = await trainer.hears(f"题库《{rose.title}》")
    assert sent.raw["document"]["file_name"] == f"{rose.title}.json"
    told = json.loads(await trainer.downloads(sent))
    assert told == [to_json(question, rose.title) for question in rose.questions]


@pytest.mark.parametrize(
    ("label", "ending"), [("下载 CSV", "csv"), ("下载 GIFT", "gift"), ("下载 Moodle XML", "xml")]
)
async def test_a_bank_downloaded_in_any_form_reads_back_to_the_letter(company, label, ending):
    trainer, rose = company.trainer, shipped()[0]
    await opens(trainer, rose.title[:10])

    await trainer.presses(label)

    sent = await trainer.hears(f"题库《{rose.title}》")
    assert sent.raw["document"]["file_name"] == f"{rose.title}.{ending}"
    assert read_back(await trainer.downloads(sent)) == rose.questions


async def test_a_downloaded_bank_sent_back_untouched_changes_no_question(company):
    trainer = company.trainer
    await imports(trainer, sheet(*GOOD))
    await trainer.presses("采用全部建议引文")
    await trainer.hears("状态：")
    before = await bank_called(company, "安全题库")
    await trainer.presses("下载 XLSX")
    data = await trainer.downloads(await trainer.hears("题库《安全题库》"))

    done = await imports(trainer, data)

    assert "6 题没有变化。" in done
    assert await bank_called(company, "安全题库") == before


@pytest.mark.parametrize(
    ("language", "offered"),
    [("zh", "这是题库模板"), ("en", "This is the template")],
    ids=["zh", "en"],
)
async def test_the_template_opens_and_its_examples_are_read_without_a_problem(
    company, language, offered
):
    trainer = company.trainer
    if language == "en":
        await speaks_english(trainer)
    await trainer.types("/template")
    sent = await trainer.hears(offered)
    data = await trainer.downloads(sent)
    pages = openpyxl.load_workbook(io.BytesIO(data)).worksheets

    await trainer.uploads(data, sent.raw["document"]["file_name"])
    report = await trainer.hears("读到 5" if language == "zh" else "questions read: 5")

    assert len(pages) == 2
    assert pages[0].data_validations.dataValidation
    assert "⚠️" not in report
    assert "📖" not in report
    assert len(report.keys) == 2


async def test_the_template_filled_in_by_hand_is_read(company):
    trainer = company.trainer
    await trainer.types("/template")
    data = await trainer.downloads(await trainer.hears("这是题库模板"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    names = [cell.value for cell in page[1]]
    filled = {
        "题干（必填）": "几点交班？", "题型（必填）": "单选题",
        "选项A": "六点", "选项B": "八点", "正确答案（必填）": "B",
    }  # fmt: skip
    for name, text in filled.items():
        page.cell(7, names.index(name) + 1, text)

    await imports(trainer, saved(book), "交班.xlsx")

    kept = await bank_called(company, "交班")
    assert len(kept.questions) == 6
    assert (kept.questions[-1].stem, kept.questions[-1].right) == ("几点交班？", {1})


# Other files


async def test_a_csv_in_gbk_is_read_and_comes_back_in_gbk(company):
    trainer = company.trainer
    rows = [HEADER, HOMES, (*LUNCH[:6], "E", "", "")]
    data = "\r\n".join(",".join(row) for row in rows).encode("gbk")
    await trainer.uploads(data, "题库.csv")

    returned = await trainer.hears("改好后直接发回来")
    report = await trainer.hears("读到 1 道题（CSV）")

    assert HOMES[0] in report
    assert "第 3 行：答案写了 E" in report
    assert returned.raw["document"]["file_name"] == "题库-错误标注.csv"
    text = (await trainer.downloads(returned)).decode("gb18030")
    assert "错误原因" in text.splitlines()[0]
    assert "答案写了 E" in text.splitlines()[2]


@pytest.mark.parametrize("name", ["旧题库.xls", "旧题库.xlsx", "旧题库.csv", "旧题库"])
async def test_an_old_workbook_is_known_by_its_bytes_whatever_its_name(company, name):
    trainer = company.trainer
    await trainer.uploads(OLD_XLS, name)

    returned = await trainer.hears("改好后直接发回来")
    report = await trainer.hears("《旧题库》：读到 5 道题（XLS）")

    assert "工作表“单选题”第 6 行：单选题写了 2 个答案。" in report
    assert returned.raw["document"]["file_name"] == "旧题库-错误标注.xlsx"


async def test_rows_are_told_with_their_sheet_where_a_file_has_several(company):
    book = openpyxl.Workbook()
    book.active.title = "一车间"
    for page in (book.active, book.create_sheet("二车间")):
        page.append(HEADER)
        page.append(HOMES)

    await company.trainer.uploads(saved(book), "两个车间.xlsx")

    report = await company.trainer.hears("读到 1 道题")
    assert "工作表“二车间”第 2 行：和工作表“一车间”第 2 行是同一道题。" in report


async def test_a_press_on_a_bank_that_is_not_there_is_refused(company):
    trainer, before = company.trainer, await everything(company)
    await trainer.types("/banks")
    await trainer.hears("题库")

    for data in ("bank:999", "view:999:0", "view:1:999", "down:999:0", "state:999:1",
                 "quotes:999", "qt:1:999:1"):  # fmt: skip
        await trainer.presses_data(data)
        assert (await trainer.hears("没有找到这个题库")).kind == "toast"

    assert await everything(company) == before


async def test_who_stands_before_a_question_is_judged_by_what_they_were_shown(company):
    trainer, employee = company.trainer, company.employee
    await imports_and_publishes(trainer, sheet(LUNCH))
    await starts(employee, "安全题库")

    await imports(trainer, sheet((*LUNCH[:6], "C", "", "")))
    await answer(company, employee, right=True)
    first = await employee.hears("回答正确")
    await starts(employee, "安全题库")
    await answer(company, employee, right=True)
    second = await employee.hears("回答正确")

    assert "十二点" in first.text.splitlines()[-1]
    assert "一点" in second.text.splitlines()[-1]
