"""What places in a file are called, and as what a file comes back."""

import pytest

from bot.texts import texts
from bot.views import upload as view
from questions.formats.report import RowProblem
from questions.upload import Examined

ZH, EN = texts("zh"), texts("en")


def examined(form, *rows, sheets=("",)):
    problems = tuple(
        RowProblem(row, sheets[-1], "一？", "right_missing", {}, "answer") for row in rows
    )
    return Examined("题库", form, (), problems=problems, sheets=frozenset(sheets))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        pytest.param("xlsx", ("有 2 行不能导入", "第 3–4 行："), id="a sheet has rows"),
        pytest.param("txt", ("有 2 题不能导入", "第 3–4 行："), id="a text has lines"),
        pytest.param("docx", ("有 2 题不能导入", "第 3–4 段："), id="a document has paragraphs"),
        pytest.param(
            "moodle", ("有 2 题不能导入", "第 3–4 题："), id="a platform's has questions"
        ),
    ],
)
def test_a_place_is_called_what_a_reader_calls_it(form, told):
    screen = view.report(examined(form, 3, 4), 1, None, (), ZH)

    for words in told:
        assert words in screen.text


def test_a_place_has_its_sheet_or_its_file_where_there_are_several():
    sheet = view.report(examined("xlsx", 3, sheets=("甲", "乙")), 1, None, (), EN)
    package = view.report(examined("qti", 3, sheets=("1.xml", "2.xml")), 1, None, (), EN)

    assert "Sheet “乙”, Row 3" in sheet.text
    assert "“2.xml”, Question 3" in package.text


@pytest.mark.parametrize(
    ("form", "ending", "told"),
    [
        ("csv", ".csv", "这是你的表格"),
        ("json", ".xlsx", "这是你的表格"),
        ("docx", ".docx", "这是你的文档"),
        ("gift", ".txt", "这是你的文件"),
        ("moodle", ".xlsx", "请在你原来的文件里改好"),
    ],
)
def test_what_comes_back_is_called_what_it_is(form, ending, told):
    screen = view.returned(b"", ending, examined(form, 3), ZH)

    assert told in screen.text
    assert screen.document
    assert screen.document.name == f"题库-错误标注{ending}"
