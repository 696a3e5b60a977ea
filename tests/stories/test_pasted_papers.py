"""A trainer pastes a paper into the chat, or sends it as Word; employees' answers stay answers."""

from questions.formats.docx.document import lines_of
from tests.formats.word import docx, ps
from tests.uploading import banks

PAPER = """安全月知识竞赛
一、单选题
1. 火警电话是（ ）
A. 110  B. 119  C. 120
答案：B
2. 急救电话是（ ）
A. 110  B. 119  C. 120
答案：AC
二、判断题
1. 发现火情要先报警。（√）"""


async def test_a_pasted_paper_gets_the_report_of_a_file(company):
    await company.trainer.types(PAPER)

    report = await company.trainer.hears("读到")
    assert "《安全月知识竞赛》：读到 2 道题（TXT）" in report
    assert "单选 1 · 判断 1" in report
    assert "第 6 行" in report


async def test_what_was_pasted_is_imported_as_a_bank(company):
    await company.trainer.types(PAPER.replace("答案：AC", "答案：C"))
    await company.trainer.hears("读到")

    await company.trainer.presses("导入")
    await company.trainer.hears("已导入题库")

    assert "安全月知识竞赛" in {bank.title for bank in await banks(company)}


async def test_a_message_as_long_as_telegram_allows_may_be_a_part(company):
    more = "".join(f"\n{n}. 第{n}条规定要遵守。（√）" for n in range(2, 260))

    await company.trainer.types((PAPER + more)[:4090])

    await company.trainer.hears("读到")
    await company.trainer.hears("可能只是一部分")


async def test_an_employee_who_types_a_paper_uploads_nothing(company):
    await company.employee.types(PAPER)

    assert "读到" not in await company.employee.hears()


async def test_a_trainer_who_chats_is_not_taken_for_one_who_uploads(company):
    await company.trainer.types("1. 买菜\n2. 做饭\n3. 洗碗")

    assert "读到" not in await company.trainer.hears()


async def test_a_word_document_is_reported_and_comes_back_with_its_mistakes(company):
    trainer = company.trainer
    await trainer.uploads(docx(ps(PAPER)), "安全月.docx")

    returned = await trainer.hears("改好后直接发回来")
    report = await trainer.hears("读到")

    assert "《安全月》：读到 2 道题（DOCX）" in report
    assert returned.raw["document"]["file_name"] == "安全月-错误标注.docx"
    lines = [line.text for line in lines_of(await trainer.downloads(returned)).lines]
    assert lines[lines.index("答案：AC") + 1].startswith("【错误原因】单选题")


async def test_what_a_document_asks_twice_is_named_by_its_paragraph(company):
    asked = ["食堂几点开饭？", "A. 十一点", "B. 十二点", "答案：A"]
    twice = [
        f"{number}. {line}" if not at else line
        for number in (1, 2)
        for at, line in enumerate(asked)
    ]

    await company.trainer.uploads(docx(ps("\n".join(twice))), "食堂.docx")

    report = await company.trainer.hears("读到")
    assert "第 5 段：和第 1 段是同一道题。删去其中一道。" in report
