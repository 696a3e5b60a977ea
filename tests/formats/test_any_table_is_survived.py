"""Whatever stands in a table, reading ends with questions, named rows or a refusal; no fault."""

import csv
import io

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.validation import problems
from tests.formats.made import spoken

NAMES = [
    "题干", "题型", "选项A", "选项B", "选项", "A", "B", "C", "答案", "正确答案", "答案1", "答案2",
    "解析",
    "难度", "难度系数", "章节", "标签", "图片", "是否正确", "isCorrect1", "序号", "要点", "目录",
    "选项数",
    "question text", "question type", "option 1", "错误原因", "温故数据", "温故编号", "", "没见过",
]  # fmt: skip
CELLS = [
    "", "单选题", "多选题", "判断题", "填空题", "简答题", "排序题", "甲", "乙", "A", "AB", "A,C",
    "F", "对", "错",
    "1", "0", "2", "1,3", "1.0", "134", "99", "√", "A.甲 B.乙", "A-甲|B-乙", '["甲","乙"]', "[",
    "{}", "____",
    "甲____乙____", "（ A ）", "（ ）", "一；二", "一|二", "①甲②乙", "略", "\\", "/",
    "第一章 总则", "一、单选题",
    "=1", "'", '"', "\ufffd", "★★", "0.5", "难", "1-9", "<p>甲</p>", "<img src=x>",
    "https://x/y.png",
    '{"seal":"x"}', "正确，因为甲", "\u3000", "⼯", "²", "①", "１",
]  # fmt: skip
TABLES = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=9),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=10), max_size=8),
)


def survives(data):
    try:
        found = spoken(read(data))
    except FileRefused:
        return
    for draft in found.drafts:
        assert draft.question.stem
        # What validation says about a draft can be said; it does not fail on any.
        problems(draft.question)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_any_csv_is_survived(table):
    names, rows = table
    target = io.StringIO()
    csv.writer(target).writerows([names, *rows])

    survives(target.getvalue().encode())


@settings(max_examples=100, deadline=None)
@given(
    TABLES,
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 3)), max_size=2),
)
def test_any_workbook_is_survived(table, merges):
    names, rows = table
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for place, row in enumerate([names, *rows]):
            page.write_row(place, 0, row)
        for top, column, height in merges[:1]:
            page.merge_range(top, column, top + height, column, "甲")

    survives(target.getvalue())


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*NAMES, *CELLS, ",", "\n", "\t"])).map("".join)
)
def test_any_text_is_survived(text):
    survives(text.encode("utf-8", "replace"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data):
    survives(data)
