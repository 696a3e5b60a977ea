"""A trainer at the phone: a file is sent, looked at, mended, and taken in."""

import pytest

from tests.company import EMPLOYEE
from tests.uploading import (
    AREA,
    BEYOND,
    GOOD,
    HEADER,
    HOMES,
    LUNCH,
    MIXED,
    NO_KEY,
    NO_STEM,
    bank_called,
    banks,
    everything,
    imports,
    opened,
    opens,
    sheet,
    speaks_english,
)

NAME = "安全题库.xlsx"
BAD_ROWS = {
    4: "答案写了 E，但没有选项 E。改正答案，或者补上选项 E。",
    8: "没有题干。写上题干再导入。",
    10: "没有答案。写上正确选项的字母，例如 B。",
}


async def sends(trainer, data, name=NAME):
    """Send a file; the report about it."""
    await trainer.uploads(data, name)
    return await trainer.hears("读到")


async def test_the_report_counts_by_kind_and_names_every_bad_row(company):
    report = await sends(company.trainer, sheet(*MIXED))

    assert "《安全题库》：读到 6 道题（XLSX）" in report
    assert "单选 2 · 多选 1 · 判断 1 · 填空 1 · 简答 1" in report
    assert "有 3 行不能导入：" in report
    for row, reason in BAD_ROWS.items():
        assert f"第 {row} 行：{reason}" in report


async def test_the_report_shows_the_first_question_with_its_answer_and_quote(company):
    report = await sends(company.trainer, sheet(*MIXED))

    assert HOMES[0] in report
    assert "A. 321户924人\nB. 924户321人\nC. 312户942人\nD. 231户924人" in report
    assert "正确答案：A. 321户924人" in report
    assert "安置321户924人。" in report.pieces("blockquote")[0]
    assert "引文由系统推荐，培训师尚未确认" in report


async def test_the_trainers_own_sheet_comes_back_with_the_reasons_in_the_bad_rows(company):
    trainer = company.trainer
    await trainer.uploads(sheet(*MIXED), NAME)

    returned = await trainer.hears("改好后直接发回来")

    assert returned.raw["document"]["file_name"] == "安全题库-错误标注.xlsx"
    header, *rows = opened(await trainer.downloads(returned))
    assert header == (*HEADER, "错误原因")
    assert [row[:-1] for row in rows] == [tuple(c or None for c in row) for row in MIXED]
    reasons = {number: row[-1] for number, row in enumerate(rows, 2) if row[-1]}
    assert reasons == BAD_ROWS


async def test_the_report_says_what_the_check_of_a_bank_finds(company):
    report = await sends(company.trainer, sheet(*GOOD, ("该食堂在几楼？", *LUNCH[1:])))

    assert "题库检查：1 处值得再看看（不影响导入）" in report
    assert "第 8 行：题干里的“该”" in report
    assert company.trainer.buttons(report) == ["导入 7 题", "取消"]


async def test_a_sheet_without_a_mistake_does_not_come_back(company):
    trainer = company.trainer
    before = len(trainer.said)

    report = await sends(trainer, sheet(*GOOD))

    assert "不能导入" not in report
    assert len(trainer.said) == before + 1


async def test_nothing_is_kept_before_the_import_is_pressed(company):
    trainer, known = company.trainer, await banks(company)

    report = await sends(trainer, sheet(*MIXED))

    assert "现在还没有保存。按“导入”会新建题库《安全题库》。" in report
    assert trainer.buttons(report) == ["导入 6 题", "取消"]
    assert await banks(company) == known


async def test_import_keeps_the_good_rows_as_a_bank_that_is_not_published(company):
    done = await imports(company.trainer, sheet(*MIXED))

    assert "已导入题库《安全题库》：新增 6 题。" in done
    assert "题库还没有发布" in done
    kept = await bank_called(company, "安全题库")
    assert [question.stem for question in kept.questions] == [row[0] for row in GOOD]
    await company.employee.types("/practice")
    picker = await company.employee.hears("选一个题库")
    assert not any("安全题库" in button for button in company.employee.buttons(picker))


@pytest.mark.parametrize(
    "name", [NAME, "安全题库-错误标注.xlsx", "安全题库-错误标注 (2).xlsx", "安全题库.XLSX"]
)
async def test_the_mended_sheet_goes_into_the_same_bank_and_doubles_nothing(company, name):
    trainer = company.trainer
    await imports(trainer, sheet(*MIXED), NAME)
    mended = [(*BEYOND[:6], "D", "", "") if row is BEYOND else row for row in MIXED]

    report = await sends(trainer, sheet(*mended), name)
    await trainer.presses("导入")

    assert "会更新你的题库《安全题库》（现有 6 题）：新增 1 题，6 题没有变化。" in report
    assert "新增 1 题，6 题没有变化。" in await trainer.hears("已导入题库")
    kept = await bank_called(company, "安全题库")
    assert sorted(q.stem for q in kept.questions) == sorted(r[0] for r in (*GOOD, BEYOND))


async def test_a_choice_that_was_mended_changes_its_question_and_adds_none(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES, LUNCH))

    await imports(trainer, sheet(HOMES, (*LUNCH[:2], "十一点四十", *LUNCH[3:])))

    assert "更新 1 题，1 题没有变化。" in trainer.last
    homes, lunch = (await bank_called(company, "安全题库")).questions
    assert homes.choices == HOMES[2:6]
    assert lunch.choices == ("十一点四十", "十二点", "一点", "两点")


async def test_before_the_import_it_is_said_what_is_new_changed_gone_and_the_same(company):
    trainer = company.trainer
    shift = ("班前会由谁主持？", "单选题", "班长", "厂长", "调度", "工人", "A", "", "")
    await imports(trainer, sheet(*GOOD, shift))
    mended = [
        ("苏家村小区一共安置了多少户、多少人？", *HOMES[1:]),
        *GOOD[1:4],
        (*LUNCH[:6], "C", "", ""),
    ]

    report = await sends(trainer, sheet(*mended, (*BEYOND[:6], "D", "", "")))
    labels = trainer.buttons(report)
    await trainer.presses("导入 6 题")
    done = await trainer.hears("已导入题库")

    assert "（现有 7 题）：新增 1 题，更新 2 题，3 题没有变化，2 题文件里没有。" in report
    assert f"· {HOMES[0]} → 苏家村小区一共安置了多少户、多少人？" in report
    assert "· 食堂几点开饭？（改了答案）" in report
    assert "这份文件里没有的题目：\n· 开展闭环式的安全管理活动" in report
    assert "· 班前会由谁主持？" in report
    assert labels == ["导入 6 题", "取消", "导入，并停用没有的 2 题"]
    assert "新增 1 题，更新 2 题，3 题没有变化，文件里没有的 2 题照旧保留。" in done
    assert len((await bank_called(company, "安全题库")).questions) == 8


async def test_what_the_file_has_not_may_be_retired_with_the_import(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES, LUNCH))
    await sends(trainer, sheet(HOMES))

    await trainer.presses("导入，并停用没有的 1 题")
    done = await trainer.hears("已导入题库")
    await trainer.presses("打开题库")
    card = await trainer.hears("状态：")
    again = await sends(trainer, sheet(HOMES, LUNCH), "安全题库.XLSX")

    assert "1 题没有变化，停用 1 题。" in done
    assert "已停用的题目（1）" in trainer.buttons(card)
    assert "其中 1 题现在是停用的，导入后会恢复。" in again


async def test_nothing_is_retired_for_a_row_that_could_not_be_read(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES, LUNCH))

    report = await sends(trainer, sheet(HOMES, (*LUNCH[:6], "E", "", "")))

    assert "文件里没有的 1 题照旧保留。" in report
    assert trainer.buttons(report) == ["导入 1 题", "取消"]


async def test_the_very_same_file_again_changes_nothing(company):
    trainer, data = company.trainer, sheet(*MIXED)
    await imports(trainer, data)
    before = await everything(company)

    await trainer.uploads(data, NAME)
    said = await trainer.hears("已经导入过了")

    assert "就是题库《安全题库》，没有任何变化。\n其中有 3 行当时没有导入" in said
    assert trainer.buttons(said) == ["打开题库"]
    assert await everything(company) == before


async def test_cancel_keeps_nothing(company):
    trainer, known = company.trainer, await banks(company)
    await sends(trainer, sheet(*MIXED))

    await trainer.presses("取消")

    assert await trainer.hears("什么都没有保存")
    assert trainer.buttons() == []
    assert await banks(company) == known


@pytest.mark.parametrize("first", ["导入", "取消"])
async def test_a_second_press_on_import_is_refused_in_one_sentence(company, first):
    trainer = company.trainer
    report = await sends(trainer, sheet(*MIXED))
    press = report.keys[0]["callback_data"]
    await trainer.presses(first)
    await trainer.hears("已导入题库" if first == "导入" else "已取消")
    before = await everything(company)

    await trainer.presses_data(press, report.id)

    refused = await trainer.hears("已经处理过")
    assert refused.kind == "toast"
    assert await everything(company) == before


async def test_an_older_report_of_the_same_file_name_cannot_be_imported_any_more(company):
    trainer = company.trainer
    old = await sends(trainer, sheet(HOMES, LUNCH))
    await imports(trainer, sheet(HOMES, (*LUNCH[:6], "C", *LUNCH[7:])))

    await trainer.presses_data(old.keys[0]["callback_data"], old.id)

    await trainer.hears("已经处理过")
    kept = await bank_called(company, "安全题库")
    assert kept.questions[1].right == {2}


async def test_rows_with_the_same_problem_are_told_together(company):
    rows = [(f"第{number}班几点交接？", *NO_KEY[1:]) for number in range(300)]

    report = await sends(company.trainer, sheet(HOMES, *rows, NO_STEM))

    assert "有 301 行不能导入：" in report
    assert "第 3–302 行：没有答案。" in report
    assert "第 303 行：没有题干。" in report


async def test_what_could_not_be_proved_goes_into_the_note_and_is_said(company):
    trainer = company.trainer
    wrong = (*AREA[:8], "总建筑面积大约三万五千平方米。")

    report = await sends(trainer, sheet(wrong))
    await trainer.presses("导入")
    await trainer.hears("已导入题库")

    assert "第 2 行的引文在文章里找不到，已移到解析里。" in report
    (question,) = (await bank_called(company, "安全题库")).questions
    assert question.note == "总建筑面积大约三万五千平方米。"
    assert question.quotes[0].text.endswith("总建筑面积35202.45平方米,安置321户924人。")


async def test_a_blank_too_many_is_worth_a_word(company):
    wrong = ("安置了____户____人。", "填空题", "", "", "", "", "321", "", "")

    report = await sends(company.trainer, sheet(wrong))

    assert "⚠️ 第 2 行：题干里有 2 个空，答案却有 1 个。" in report
    assert "读到 1 道题" in report


async def test_an_import_into_a_published_bank_says_that_it_goes_live(company):
    trainer = company.trainer
    await imports(trainer, sheet(HOMES))
    await trainer.presses("发布")
    await trainer.hears("状态：已发布")

    report = await sends(trainer, sheet(HOMES, LUNCH))
    await trainer.presses("导入")

    assert "这个题库已经发布，导入后员工马上就会练到。" in report
    assert "题库已经发布，员工可以练习。" in await trainer.hears("已导入题库")


async def test_two_trainers_files_of_one_name_are_two_banks(company):
    await imports(company.trainer, sheet(HOMES))

    await imports(company.admin, sheet(HOMES, LUNCH))

    found = [each for each in await banks(company) if each.title == "安全题库"]
    assert [each.questions for each in found] == [1, 2]


async def test_everything_is_said_in_english_to_one_who_speaks_it(company):
    trainer = company.trainer
    await speaks_english(trainer)

    await trainer.uploads(sheet(*MIXED), "Safety.xlsx")
    returned = await trainer.hears("This is your own sheet")
    report = await trainer.hears("questions read: 6")
    await trainer.presses("Import 6")
    done = await trainer.hears("Imported into 《Safety》: 6 new.")

    assert returned.raw["document"]["file_name"] == "Safety-marked.xlsx"
    rows = opened(await trainer.downloads(returned))
    assert rows[3][-1] == (
        "The answer is E, but there is no choice E. Correct the answer, or add choice E."
    )
    assert "Row 8: There is no stem." in report
    assert "Single choice: 2 · Multiple choice: 1 · True or false: 1" in report
    assert trainer.buttons(done)[:2] == ["Preview", "Open the bank"]


async def test_an_employees_file_is_refused(company):
    employee, before = company.employee, await everything(company)

    await employee.uploads(sheet(*GOOD), NAME)

    await employee.hears("没有这个权限")
    assert await everything(company) == before
    assert not [each for each in await banks(company) if each.owner_id == EMPLOYEE]


async def test_the_way_is_shown_to_one_who_asks_how_to_upload(company):
    await company.trainer.types("/upload")

    how = await company.trainer.hears("直接发到这里")

    assert "/template" in how


async def test_a_bank_is_found_again_in_the_list(company):
    await imports(company.trainer, sheet(*GOOD))

    card = await opens(company.trainer, "安全题库")

    assert "状态：未发布\n题目：6 题\n待确认引文：" in card
