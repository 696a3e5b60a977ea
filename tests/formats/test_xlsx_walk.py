"""XLSX is read as the parser meets it: runs, readings over characters, prefixes, no DOCTYPE."""

import io
import zipfile

import pytest

from questions.errors import FileRefused
from questions.spreadsheet import xlsx
from questions.spreadsheet.xlsx_writer import Page, written
from tests.uploading import HEADER, HOMES

SHEET = written([Page("题目", [HEADER, HOMES])])
ROW = "<row r='3'>{}</row>"


def with_part(name, change):
    """A sheet of one question in which one part is written anew."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SHEET)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            new.writestr(each, change(content) if each.endswith(name) else content)
    return made.getvalue()


def with_cells(cells):
    added = (ROW.format(cells) + "</sheetData>").encode()
    return with_part("sheet1.xml", lambda xml: xml.replace(b"</sheetData>", added))


def third_row(data):
    (found,) = xlsx.read(data)
    return [row for row in found.rows if row.number == 3], found.faults


def test_runs_are_joined_and_readings_over_characters_left_out():
    cell = (
        "<c r='A3' t='inlineStr'><is><r><t>薰</t></r><r><t>衣草</t></r>"
        "<rPh sb='0' eb='1'><t>xūn</t></rPh></is></c>"
    )

    (row,), _ = third_row(with_cells(cell))

    assert row.cells == ("薰衣草",)


def test_a_formula_without_a_value_is_told_and_its_cell_keeps_its_column():
    (row,), faults = third_row(with_cells("<c r='C3'><f>1+1</f></c><c r='E3'><v/></c>"))

    assert row.cells == ("", "", "=1+1")
    assert faults == {(3, 2): "formula"}


def test_cells_that_do_not_say_where_they_stand_follow_one_another():
    (row,), _ = third_row(with_cells("<c><v>1</v></c><c><v>2.50</v></c>"))

    assert row.cells == ("1", "2.5")


def test_a_prefix_before_every_name_makes_no_difference():
    plain = xlsx.read(SHEET)
    prefixed = with_part(
        "sheet1.xml",
        lambda xml: (
            xml.replace(b"</", b"</x:")
            .replace(b"<", b"<x:")
            .replace(b"<x:/x:", b"</x:")
            .replace(b"<x:?", b"<?")
            .replace(b"xmlns=", b"xmlns:x=")
        ),
    )

    assert xlsx.read(prefixed) == plain


@pytest.mark.parametrize("part", ["sheet1.xml", "sharedStrings.xml"])
def test_a_document_type_is_refused_in_any_encoding(part):
    def disguised(xml):
        text = xml.decode().partition("?>")[2] if xml.startswith(b"<?") else xml.decode()
        return f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x>{text}".encode("utf-16")

    with pytest.raises(FileRefused) as refused:
        xlsx.read(with_part(part, disguised))

    assert refused.value.code == "file_doctype"


def test_a_sheet_that_ends_in_the_middle_is_refused():
    with pytest.raises(FileRefused) as refused:
        xlsx.read(with_part("sheet1.xml", lambda xml: xml[: len(xml) * 2 // 3]))

    assert refused.value.code == "file_broken"
