"""What a trainer in a story sends, presses and hears; and what is kept in the store meanwhile."""

import io

import openpyxl
from sqlalchemy import select
from sqlmodel import SQLModel

from db import bank
from questions.formats.reader import read
from questions.question import Bank
from tests.company import TRAINER

HEADER = ("题干", "题型", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "引文")
PROVED = "总建筑面积35202.45平方米,安置321户924人。"
HOMES = (
    "苏家村易地扶贫搬迁安置小区安置了多少户、多少人？", "单选题",
    "321户924人", "924户321人", "312户942人", "231户924人", "A", "户数在前。", "",
)  # fmt: skip
AREA = ("安置小区的总建筑面积为____平方米。", "填空题", "", "", "", "", "35202.45", "", PROVED)
LUNCH = ("食堂几点开饭？", "单选题", "十一点半", "十二点", "一点", "两点", "B", "", "")
GOOD = (
    HOMES,
    ("下列哪些属于“五能”上岗行为要求？", "多选题", "能遵守安全纪律", "能制止他人违章",
     "能抵制违章指挥", "能独立设计工艺", "ABC", "", ""),
    ("2022年，网络文学共新增现实主义题材作品200余万部。", "判断题", "", "", "", "", "错", "", ""),
    AREA,
    ("开展闭环式的安全管理活动，要做到哪四个“无”？", "简答题", "", "", "", "",
     "人员无失误；设备无故障；系统无缺陷；管理无漏洞", "", ""),
    LUNCH,
)  # fmt: skip
BEYOND = ("哪一项是安全生产的方针？", "单选题", "甲", "乙", "丙", "丁", "E", "", "")
NO_STEM = ("", "单选题", "甲", "乙", "丙", "丁", "A", "", "")
NO_KEY = ("班前会由谁主持？", "单选题", "班长", "厂长", "调度", "工人", "", "", "")
# Rows 4, 8 and 10 of the sheet, the header being row 1.
MIXED = (GOOD[0], GOOD[1], BEYOND, GOOD[2], GOOD[3], GOOD[4], NO_STEM, GOOD[5], NO_KEY)


def sheet(*rows, header=HEADER):
    """An XLSX file with these rows under the header."""
    book = openpyxl.Workbook()
    book.active.title = "题目"
    for row in (header, *rows):
        book.active.append(row)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def opened(data):
    """The rows of the first sheet, the header first, as openpyxl reads them."""
    return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].values)


async def imports(trainer, data, name="安全题库.xlsx"):
    """Send a file and press 导入; the message that says that it is done."""
    await trainer.uploads(data, name)
    await trainer.hears("读到")
    await trainer.presses("导入")
    return await trainer.hears("已导入题库")


async def imports_and_publishes(trainer, data, name="安全题库.xlsx"):
    await imports(trainer, data, name)
    await trainer.presses("发布")
    return await trainer.hears("状态：已发布")


async def opens(trainer, title):
    """The card of a bank in the list."""
    await trainer.types("/banks")
    await trainer.hears("题库")
    await trainer.presses(title)
    return await trainer.hears("状态：")


async def starts(employee, title):
    """Start a run on a bank; its first question."""
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    return await employee.hears("第 1/")


async def banks(company):
    """All banks as they stand in the list."""
    return await company.store.read(bank.shelves, TRAINER)


async def bank_called(company, title) -> Bank:
    """The one bank of that title, whole."""
    (found,) = [each for each in await banks(company) if each.title == title]
    return await company.store.read(bank.load, found.id)


async def everything(company):
    """Every row of the store but for what is on its way, what the journal says, and people."""
    return await company.store.read(_rows)


def _rows(session):
    aside = ("inbox", "job", "reach", "talk", "journal", "delivery", "person")
    tables = [each for each in SQLModel.metadata.sorted_tables if each.name not in aside]
    return {each.name: session.execute(select(each)).all() for each in tables}


async def speaks_english(person):
    await person.types("/profile")
    await person.hears("我的")
    await person.presses("English")
    await person.hears("Language: English")


def read_back(data):
    """The questions of a file, by our own reader; it must find nothing wrong."""
    found = read(data)
    assert not found.problems
    return tuple(draft.question for draft in found.drafts)
