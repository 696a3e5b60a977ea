"""From a paper with two bad questions to a changed score: the whole way, over HTTP."""

import io
import zipfile

import openpyxl
import pytest

from questions.question import LETTERS
from tests.formats.word import docx, p, ps
from tests.practising import answer
from tests.uploading import HEADER, bank_called, saved, sheet, starts

TITLE = "安全生产考试"
LUNCH, HOST = "食堂几点开饭？", "班前会由谁主持？"
POLICY, HELMET = "哪一项是安全生产的方针？", "进入现场要戴安全帽。"
PAPER = f"""
安全生产考试
一、单选题
1. {LUNCH}
A. 十一点半
B. 十二点
C. 一点
D. 两点
答案：A
2. {HOST}
A. 班长
B. 厂长
C. 调度
D. 工人
3. {POLICY}
A. 安全第一、预防为主、综合治理
B. 效益第一
C. 速度第一
D. 人多力量大
答案：E
二、判断题
4. {HELMET}
答案：对
"""
ROWS = (
    (LUNCH, "单选题", "十一点半", "十二点", "一点", "两点", "A", "", ""),
    (HOST, "单选题", "班长", "厂长", "调度", "工人", "", "", ""),
    (POLICY, "单选题", "安全第一、预防为主、综合治理", "效益第一", "速度第一", "人多力量大", "E",
     "", ""),
    (HELMET, "判断题", "", "", "", "", "对", "", ""),
)  # fmt: skip


def mended_in_word(data):
    """A key typed below the question that had none, the other put right; the red lines stay."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "word/document.xml":
                assert content.count("C00000") == 2
                content = content.replace("答案：E", "答案：A")
                content = content.replace(p("D. 工人"), p("D. 工人") + p("答案：A"))
            new.writestr(name, content)
    return made.getvalue()


def mended_in_excel(data):
    """Two keys typed into the coloured rows; the column of reasons stays."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    header, *rows = book.active.iter_rows()
    assert [cell.value for cell in header] == [*HEADER, "错误原因"]
    bad = [row for row in rows if row[-1].value]
    assert [row[0].value for row in bad] == [HOST, POLICY]
    for row in bad:
        row[HEADER.index("答案")].value = "A"
    return saved(book)


WAYS = {
    "a document mended in Word": (
        docx(ps(PAPER)), ".docx", ("有 2 题不能导入", "第 9 段：没有答案", "第 14 段：答案写了 E"),
        "有问题的 2 题下面都用红字写明了“错误原因”", mended_in_word,
    ),
    "a sheet mended in Excel": (
        sheet(*ROWS), ".xlsx", ("有 2 行不能导入", "第 3 行：没有答案", "第 4 行：答案写了 E"),
        "“错误原因”一列写明了 2 行的问题", mended_in_excel,
    ),
}  # fmt: skip


async def sends(trainer, data, name):
    await trainer.uploads(data, name)
    return await trainer.hears("读到")


@pytest.mark.parametrize(("file", "ending", "told", "caption", "mend"), WAYS.values(), ids=WAYS)
async def test_from_a_paper_with_two_bad_questions_to_a_changed_score(
    company, file, ending, told, caption, mend
):
    trainer, employee = company.trainer, company.employee

    report = await sends(trainer, file, TITLE + ending)
    assert "读到 2 道题" in report
    for words in told:
        assert words in report
    returned = next(said for said in trainer.said if "document" in said.raw)
    assert caption in returned
    assert returned.raw["document"]["file_name"] == f"{TITLE}-错误标注{ending}"
    mended = mend(await trainer.downloads(returned))

    report = await sends(trainer, mended, f"{TITLE}-错误标注{ending}")
    assert f"《{TITLE}》：读到 4 道题" in report
    assert "不能导入" not in report
    assert trainer.buttons(report) == ["导入 4 题", "取消"]
    await trainer.presses("导入")
    await trainer.hears(f"已导入题库《{TITLE}》：新增 4 题")
    kept = await bank_called(company, TITLE)
    assert [(each.stem, each.right) for each in kept.questions] == [
        (stem, frozenset({0})) for stem in (LUNCH, HOST, POLICY, HELMET)
    ]
    await trainer.presses("发布")
    await trainer.hears("状态：已发布")

    await practises(company, employee)
    await employee.types("/score")
    assert "共答 4 题，答对 3 题" in await employee.hears("共答")

    await trainer.hears("提出了纠错")
    await trainer.types("/reports")
    await trainer.hears("待处理 1 条")
    await trainer.presses(LUNCH)
    card = await trainer.hears("纠错原因：答案不对")
    assert "正确答案：A. 十一点半" in card
    assert "李员工（生产部）的回答：B. 十二点" in card
    await trainer.presses("改答案并重判")
    await trainer.hears("已有 1 次作答")
    await trainer.presses("B")
    await trainer.hears("现在的答案")
    await trainer.presses("提交并重判")
    assert "1 人的成绩有变化" in await trainer.hears("重判了 1 次作答")

    told = await employee.hears("你的成绩已经重判")
    assert "现在的正确答案：B. 十二点" in told
    assert "原来：❌ 错误　现在：✅ 正确" in told
    await employee.types("/score")
    assert "共答 4 题，答对 4 题" in await employee.hears("共答")


async def practises(company, employee):
    """All four questions: three by their key, and lunch as everybody knows it, with an objection
    to the verdict."""
    await starts(employee, TITLE)
    for seq in range(1, 5):
        asked = await company.stands_before(employee)
        if asked.question.stem == LUNCH:
            await employee.presses(LETTERS[asked.shuffle.index(1)])
            await employee.hears("❌")
            await objects(employee)
        else:
            await answer(company, employee, right=True)
            await employee.hears("回答正确")
        if seq < 4:
            await employee.presses("下一题")
            await employee.hears(f"第 {seq + 1}/4 题")


async def objects(employee):
    await employee.presses("纠错")
    await employee.hears("请选一个原因")
    await employee.presses("答案不对")
    await employee.hears("再打几个字")
    await employee.types("食堂十二点开门")
    await employee.hears("已收到")
