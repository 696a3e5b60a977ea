"""Sheets that show their keys by how an option looks: red, bold, underlined, filled."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from questions.formats.reader import read
from tests.formats.made import codes, letters, only, questions, said, saved, spoken, xlsx

NAMES = ("序号", "题目", "A", "B", "C")
LOOKS = {
    "red": ("font", Font(color="FFFF0000"), "key_colour"),
    "bold": ("font", Font(bold=True), "key_bold"),
    "underlined": ("font", Font(underline="single"), "key_underline"),
    "filled": ("fill", PatternFill("solid", fgColor="FFFFFF00"), "key_highlight"),
}
RED = '<rPr><color rgb="FFFF0000"/></rPr>'


def looking(rows, look, *cells):
    """A sheet of these rows in which some cells look so."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(NAMES, *rows)))
    for cell in cells:
        setattr(book.active[cell], look[0], look[1])
    return spoken(read(saved(book)))


def with_runs(data, text, *runs):
    """The workbook with one of its texts written in runs, every second one red."""
    made = io.BytesIO()
    shown = "".join(
        f'<r>{RED if place % 2 else ""}<t xml:space="preserve">{run}</t></r>'
        for place, run in enumerate(runs)
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            content = old.read(each).decode()
            new.writestr(each, content.replace(f"<t>{text}</t>", shown))
    return made.getvalue()


TWO = ([1, "哪个好？", "甲", "乙", "丙"], [2, "哪个差？", "甲", "乙", "丙"])


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_an_option_that_stands_out_is_right_where_no_key_is(look):
    found = looking(TWO, look, "D2", "E3")

    assert [letters(each) for each in questions(found)] == ["B", "C"]
    assert look[2] in said(found)


def test_several_that_stand_out_are_all_right():
    found = looking(TWO, LOOKS["red"], "C2", "E2", "E3")

    assert [letters(each) for each in questions(found)] == ["AC", "C"]


def test_looks_that_are_missing_in_one_question_are_no_keys():
    found = looking(TWO, LOOKS["red"], "D2")

    assert codes(found) == [(2, "right_missing"), (3, "right_missing")]


def test_a_column_of_one_look_shows_nothing():
    found = looking(TWO, LOOKS["bold"], "C2", "D2", "E2", "C3", "D3", "E3")

    assert codes(found) == [(2, "right_missing"), (3, "right_missing")]


def test_a_key_that_is_written_counts_whatever_is_red():
    book = openpyxl.load_workbook(io.BytesIO(xlsx((*NAMES, "答案"), [*TWO[0], "A"])))
    book.active["D2"].font = Font(color="FFFF0000")

    assert letters(only(read(saved(book)))) == "A"


def test_grey_and_black_are_no_colours():
    found = looking(TWO, ("font", Font(color="FF7F7F7F")), "D2", "E3")

    assert codes(found) == [(2, "right_missing"), (3, "right_missing")]


def test_a_red_option_within_the_cell_of_all_options_is_right():
    data = xlsx(["题目", "选项"], ["哪个好？", "options"])

    found = read(with_runs(data, "options", "A.甲 ", "B.乙", " C.丙"))

    assert letters(only(found)) == "B"


def test_a_red_option_in_a_pasted_paper_is_right():
    data = xlsx(["1. 哪个好？"], ["one"], ["2. 哪个差？"], ["two"])
    data = with_runs(data, "one", "A. 甲  ", "B. 乙")

    found = read(with_runs(data, "two", "", "A. 甲", "  B. 乙"))

    assert [letters(each) for each in questions(found)] == ["B", "A"]


def test_what_is_red_in_the_stem_of_a_blank_fills_it():
    data = xlsx(["题型", "题目"], ["填空题", "stem"])

    question = only(read(with_runs(data, "stem", "方针是", "甲", "和", "乙", "。")))

    assert (question.stem, question.accepted) == ("方针是____和____。", (("甲",), ("乙",)))


def test_what_stands_out_in_an_old_excel_file_is_right_as_well():
    found = spoken(read(Path(__file__).with_name("files").joinpath("looks.xls").read_bytes()))

    assert [letters(each) for each in questions(found)] == ["B", "C"] * 5
    assert {"key_colour", "key_bold", "key_underline", "key_highlight"} <= said(found)
