"""The trainer gets the own sheet back, marked, and can send it again once it is mended."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from questions.formats import worker
from questions.formats.marked import marked
from questions.formats.reader import read
from tests.formats.made import CHOICE, codes, letters, questions, said, saved, spoken, xlsx

FILES = Path(__file__).with_name("files")
GOOD = ("一？", "单选题", "甲", "乙", "丙", "丁", "A")
BAD = ("二？", "单选题", "甲", "乙", "丙", "丁", "F")
BOTH = xlsx(["题库"], CHOICE, GOOD, BAD)
REASON = {("Sheet1", 4): "没有选项 F。"}
PINK = "FFFFC7CE"


def page(data):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_a_column_is_added_and_the_bad_row_is_coloured():
    data, suffix = marked(BOTH, REASON)

    sheet = page(data)
    assert suffix == ".xlsx"
    assert [sheet["H2"].value, sheet["H3"].value, sheet["H4"].value] == [
        "错误原因",
        None,
        "没有选项 F。",
    ]
    assert sheet["A4"].fill.fgColor.rgb == sheet["H4"].fill.fgColor.rgb == PINK
    assert sheet["A3"].fill.fgColor.rgb != PINK


def test_the_sheet_keeps_its_own_look():
    book = openpyxl.load_workbook(io.BytesIO(BOTH))
    book.active.column_dimensions["A"].width = 55
    book.active["A3"].font = openpyxl.styles.Font(bold=True, color="FF00B050")
    book.active["C3"].number_format = "0%"
    book.active.merge_cells("A1:G1")
    book.create_sheet("备注")["A1"] = "不是题目"

    sheet = page(marked(saved(book), REASON)[0])

    assert sheet.column_dimensions["A"].width == 55
    assert sheet["A3"].font.bold
    assert sheet["C3"].number_format == "0%"
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:G1"]
    assert sheet.parent.sheetnames == ["Sheet1", "备注"]


def test_the_mended_sheet_is_read_and_the_column_is_no_matter():
    book = openpyxl.load_workbook(io.BytesIO(marked(BOTH, REASON)[0]))
    book.active["G4"] = "B"

    found = spoken(read(saved(book)))

    assert [letters(each) for each in questions(found)] == ["A", "B"]
    assert "columns_unused" not in said(found)


def test_the_column_is_used_again_and_old_marks_go():
    once, _ = marked(BOTH, REASON)
    twice, _ = marked(once, {("Sheet1", 3): "换一行。"})

    sheet = page(twice)
    assert [sheet["H2"].value, sheet["H3"].value, sheet["H4"].value] == [
        "错误原因",
        "换一行。",
        None,
    ]
    assert sheet["I2"].value is None
    assert sheet["A4"].fill.fgColor.rgb != PINK


def test_what_comes_back_holds_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(BOTH))
    book.active["C3"] = "=1+1"
    book.active["D3"].value, book.active["D3"].data_type = "=A1", "s"

    data, _ = marked(saved(book), {("Sheet1", 4): "=cmd()"})

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = page(data)
    assert (sheet["C3"].value, sheet["D3"].value, sheet["H4"].value) == ("=1+1", "=A1", "=cmd()")


def test_without_header_the_reason_stands_beside_the_row():
    rows = [[f"这是第{n}道题？", "甲一", "乙二", "A"] for n in range(1, 9)]
    rows[3][3] = "F"
    data = xlsx(*rows)

    sent, _ = marked(data, {("Sheet1", 4): "没有选项 F。"})

    assert page(sent)["E4"].value == "错误原因：没有选项 F。"
    assert page(sent)["E1"].value is None
    assert codes(read(sent)) == codes(read(data)) == [(4, "right_beyond")]
    assert read(sent).drafts == read(data).drafts


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("gb18030", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", "|")],
)
def test_csv_comes_back_in_its_encoding_with_its_separator(encoding, separator):
    text = "题目,A,B,答案\n\n一？,甲,乙,A\n二？,丙,丁,F\n".replace(",", separator)

    data, suffix = marked(text.encode(encoding), {("", 4): "没有选项 F。"})

    lines = data.decode("utf-8-sig" if encoding == "utf-8" else encoding).split("\r\n")
    assert suffix == ".csv"
    assert lines[0] == separator.join(
        f'"{name}"' for name in ("题目", "A", "B", "答案", "错误原因")
    )
    assert lines[3].endswith(f'{separator}"没有选项 F。"')
    mended = data.decode("utf-8-sig" if encoding == "utf-8" else encoding).replace('"F"', '"B"')
    assert len(questions(read(mended.encode(encoding)))) == 2


def test_csv_that_cannot_hold_the_reason_becomes_utf8():
    text = "question,A,B,answer\naödf?,x1,é2,F\n"

    data, _ = marked(text.encode("cp1252"), {("", 2): "没有选项 F。"})

    assert "没有选项" in data.decode("utf-8-sig")
    assert "aödf" in data.decode("utf-8-sig")


def test_csv_comes_back_without_anything_that_runs():
    text = "题目,A,B,答案\n=1+1？,-2,2,F\n"

    data, _ = marked(text.encode(), {("", 2): "@x"})

    assert data.decode("utf-8-sig").split("\r\n")[1] == '"\'=1+1？","\'-2","2","F","\'@x"'


def test_an_old_excel_file_becomes_a_new_one_with_the_same_cells():
    old = (FILES / "bank.xls").read_bytes()

    data, suffix = marked(old, {("单选题", 6): "写了两个答案。"})

    sheet = openpyxl.load_workbook(io.BytesIO(data))["单选题"]
    assert suffix == ".xlsx"
    assert (sheet["C3"].value, sheet["I2"].value, sheet["I6"].value) == (
        "16%",
        "错误原因",
        "写了两个答案。",
    )
    assert [draft.question for draft in read(data).drafts][:3] == [
        draft.question for draft in read(old).drafts
    ][:3]


def test_json_of_another_program_becomes_a_sheet():
    entry = '{"question":"一？","options":["甲","乙"],"answer":"A"}'
    text = f"[{entry.replace('A', 'F')},{entry}]"
    ((row, code),) = codes(read(text.encode()))

    data, suffix = marked(text.encode(), {("", row): "没有选项 F。"})

    assert (row, code, suffix) == (1, "right_beyond", ".xlsx")
    assert page(data)["D2"].value == "没有选项 F。"
    assert page(data)["D1"].value == "错误原因"


def test_marking_happens_apart_as_well():
    assert page(worker.marked_apart(BOTH, REASON)[0])["H4"].value == "没有选项 F。"


def test_a_cell_in_the_last_corner_does_not_hold_up_the_marks():
    book = openpyxl.load_workbook(io.BytesIO(BOTH))
    book.active["XFD1048576"] = "far"

    assert page(marked(saved(book), REASON)[0])["H4"].value == "没有选项 F。"


def test_a_pasted_paper_is_marked_beside_its_questions_and_reads_again():
    rows = [["1. 哪个好？（B）"], ["A. 甲"], ["B. 乙"], ["2. 哪个差？（D）"], ["A. 甲"], ["B. 乙"]]
    sent = xlsx(*rows)
    found = read(sent)

    back, suffix = marked(sent, {(each.sheet, each.row): "没有这一项" for each in found.problems})

    book = openpyxl.load_workbook(io.BytesIO(back))
    assert (suffix, book.active["B4"].value) == (".xlsx", "错误原因：没有这一项")
    book.active["A4"] = "2. 哪个差？（A）"
    mended = read(saved(book))
    assert [each.question.stem for each in mended.drafts] == ["哪个好？（ ）", "哪个差？（ ）"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_in_one_column_is_marked_and_reads_again(form):
    rows = ["题目,选项A,选项B,答案", "一？,甲,乙,A", "二？,丙,丁,F"]
    quoted = "".join(f'"{row}"\n' for row in rows).encode()
    sent = quoted if form == "csv" else xlsx(*([row] for row in rows))
    (problem,) = read(sent).problems

    back, _ = marked(sent, {(problem.sheet, problem.row): "没有选项 F。"})

    assert (codes(read(back)), read(back).drafts) == ([(3, "right_beyond")], read(sent).drafts)
