"""Whatever is no bank, or is a trap, is refused with one sentence, quickly and in small memory."""

import io
import struct
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.texts import LANGUAGES, texts
from questions.errors import FileRefused
from questions.formats.reader import read
from tests.formats.made import CHOICE, only, questions, said, spoken, xlsx

FILES = Path(__file__).with_name("files")
GOOD = xlsx(CHOICE, ["一？", "单选题", "甲", "乙", "丙", "丁", "A"])


def zipped(**entries):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def changed(data, name, change):
    """The archive with one entry changed, or added."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.namelist():
            content = source.read(entry)
            archive.writestr(entry, change(content) if entry == name else content)
        if name not in source.namelist():
            archive.writestr(name, change(b""))
    return target.getvalue()


def as_word(data):
    """The old Excel file with its only stream called as Word calls it."""
    name, length = "Workbook".encode("utf-16-le"), len("Workbook") * 2 + 2
    at = data.index(name)
    new = "WordDocument".encode("utf-16-le")
    entry = new.ljust(64, b"\x00") + struct.pack("<H", len(new) + 2)
    assert data[at + 64 : at + 66] == struct.pack("<H", length)
    return data[:at] + entry + data[at + 66 :]


SHEET = "xl/worksheets/sheet1.xml"
REFUSED = {
    "empty": (b"", "file_empty"),
    "blanks": (b" \r\n\t" * 9, "file_empty"),
    "25 MB": (b"x" * (25 << 20), "file_too_large"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "file_pdf"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00", "file_image"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file_image"),
    "webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "file_image"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00", "file_image"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "file_archive"),
    "rar": (b"Rar!\x1a\x07\x00", "file_archive"),
    "gzip": (b"\x1f\x8b\x08\x00", "file_archive"),
    "rtf": (b"{\\rtf1\\ansi}", "file_rtf"),
    "binary": (bytes(range(256)) * 9, "file_unknown"),
    "broken docx": (zipped(word__document_xml=b"").replace(b"_xml", b".xml"), "file_broken"),
    "pptx": (zipped(ppt__presentation_xml=b"").replace(b"_xml", b".xml"), "file_ppt"),
    "xlsb": (zipped(xl__workbook_bin=b"").replace(b"_bin", b".bin"), "file_xlsb"),
    "ods": (zipped(mimetype=b"", content_xml=b"").replace(b"_xml", b".xml"), "file_ods"),
    "qti": (zipped(imsmanifest_xml=b"").replace(b"_xml", b".xml"), "file_package"),
    "h5p": (zipped(h5p_json=b"").replace(b"_json", b".json"), "file_h5p"),
    "apkg": (zipped(collection_anki2=b"").replace(b"_anki2", b".anki2"), "file_apkg"),
    "numbers": (zipped(Index_zip=b"").replace(b"_zip", b".zip"), "file_numbers"),
    "zip of else": (zipped(a=b"x"), "file_zip"),
    "empty zip": (b"PK\x05\x06" + bytes(18), "file_broken"),
    "cut zip": (GOOD[:-40], "file_broken"),
    "macros": (changed(GOOD, "xl/vbaProject.bin", lambda _: b"x"), "file_macros"),
    "encrypted xlsx": ((FILES / "encrypted.xlsx").read_bytes(), "file_encrypted"),
    "encrypted xls": (
        b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x06\x00" + bytes(6),
        "file_encrypted",
    ),
    "doc": (as_word((FILES / "bank.xls").read_bytes()), "file_doc"),
    "cut xls": ((FILES / "bank.xls").read_bytes()[:3000], "file_unknown"),
    "broken xml": (changed(GOOD, SHEET, lambda x: x[:-30]), "file_broken"),
    "no sheet": (changed(GOOD, "xl/workbook.xml", lambda _: b"<workbook/>"), "file_no_table"),
    "web page": (b"<html><body><p>no table</p></body></html>", "file_markup"),
    "xml": (b"<?xml version='1.0'?><data><row/></data>", "file_markup"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_a_sentence_in_both_languages(data, code):
    with pytest.raises(FileRefused) as refused:
        read(data)

    assert refused.value.code == code
    for language in LANGUAGES:
        assert texts(language).plain(f"refusal.{code}", **refused.value.facts)


def bomb(size):
    return changed(
        GOOD, SHEET, lambda x: x.replace(b"</sheetData>", b" " * size + b"</sheetData>")
    )


def lying(data):
    """The archive whose header says that the sheet is a few bytes long."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = struct.pack("<I", archive.getinfo(SHEET).file_size)
    return data.replace(size, struct.pack("<I", 10))


HEAVY = {
    "60 MB sheet": lambda: bomb(60 << 20),
    "dense sheet": lambda: bomb(30 << 20),
    "entries": lambda: zipped(**{f"f{n}": b"" for n in range(2001)}, xl__workbook_xml=b"").replace(
        b"workbook_xml", b"workbook.xml"
    ),
}


@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_a_bomb_is_refused_before_it_is_parsed(make):
    data = make()

    with pytest.raises(FileRefused) as refused:
        read(data)

    assert refused.value.code == "file_too_heavy"


def test_a_header_that_lies_about_a_size_is_refused():
    with pytest.raises(FileRefused) as refused:
        read(lying(bomb(1000)))

    assert refused.value.code == "file_broken"


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [ENTITIES, OUTSIDE, b"<!doctype x>"])
@pytest.mark.parametrize("entry", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_doctype_anywhere_is_refused(doctype, entry):
    data = changed(GOOD, entry, lambda x: doctype + x)

    with pytest.raises(FileRefused) as refused:
        read(data)

    assert refused.value.code == "file_doctype"


def test_a_doctype_in_another_encoding_is_refused_as_well():
    declared = '<?xml version="1.0" encoding="utf-16"?>' + ENTITIES.decode() + "<x>&b;</x>"

    with pytest.raises(FileRefused) as refused:
        read(changed(GOOD, "xl/styles.xml", lambda _: declared.encode("utf-16")))

    assert refused.value.code == "file_doctype"


@pytest.mark.parametrize("encoding", ["UTF-6", "x", "utf-16"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", SHEET])
def test_a_workbook_in_an_encoding_that_there_is_none_of_is_broken(part, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?><x/>'

    with pytest.raises(FileRefused):
        read(changed(GOOD, part, lambda _: declared.encode()))


def test_so_are_a_word_document_and_a_workbook_of_2003():
    declared = f'<?xml version="1.0"{" " * 200}encoding="UTF-6"?>'
    workbook = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

    for data in (zipped(**{"word/document.xml": declared}), f"{declared}{workbook}".encode()):
        with pytest.raises(FileRefused) as refused:
            read(data)
        assert refused.value.code == "file_broken"


def test_one_cell_in_the_last_corner_costs_nothing():
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.active["XFD1048576"] = "far away"
    target = io.BytesIO()
    book.save(target)
    before = time.process_time()

    found = spoken(read(target.getvalue()))

    assert time.process_time() - before < 2
    assert only(found).stem == "一？"


def test_a_wrong_dimension_cuts_nothing_off():
    data = changed(
        xlsx(["题目", "答案"], *([f"第{n}题。", "对"] for n in range(30))), SHEET,
        lambda x: x.replace(b'ref="A1:B31"', b'ref="A1:A2"'),
    )  # fmt: skip

    assert len(questions(read(data))) == 30


def test_rows_past_the_limit_are_left_out_and_that_is_said(monkeypatch):
    monkeypatch.setattr("questions.spreadsheet.xlsx.MAX_ROWS", 11)

    found = spoken(read(xlsx(["题目", "答案"], *([f"第{n}题。", "对"] for n in range(30)))))

    assert len(found.drafts) == 10
    assert "rows_cut" in said(found)


def test_columns_past_sixty_are_left_out_and_that_is_said():
    wide = [None] * 70
    header, row = ["题目", "答案", *wide, "解析"], ["一。", "对", *wide, "远"]

    found = spoken(read(xlsx(header, row)))

    assert only(found).note == ""
    assert "columns_cut" in said(found)


def test_after_two_hundred_blank_rows_nothing_more_is_read():
    blank = [[None]] * 201

    found = read(
        xlsx(
            ["题目", "答案"], ["一。", "对"], *blank[:199], ["二。", "对"], *blank, ["三。", "对"]
        )
    )

    assert [each.stem for each in questions(found)] == ["一。", "二。"]


def test_an_equals_sign_in_a_text_is_a_text():
    book = openpyxl.Workbook()
    book.active.append(CHOICE)
    book.active.append(['=HYPERLINK("x")', "单选题", "甲", "乙", "丙", "丁", "A"])
    book.active["A2"].data_type = "s"
    target = io.BytesIO()
    book.save(target)

    assert only(read(target.getvalue())).stem == '=HYPERLINK("x")'


def test_a_formula_is_taken_by_the_value_that_it_kept():
    kept = b'<c r="C2"><f>1+1</f><v>2</v></c>'
    data = changed(
        xlsx(CHOICE, ["一？", "单选题", 9, "乙", "丙", "丁", "A"]), SHEET,
        lambda x: x.replace(b'<c r="C2" t="n"><v>9</v></c>', kept),
    )  # fmt: skip

    assert only(read(data)).choices[0] == "2"


def test_a_cell_with_an_error_is_a_problem_of_its_row():
    error = b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    data = changed(
        xlsx(CHOICE, ["一？", "单选题", 9, "乙", "丙", "丁", "A"]), SHEET,
        lambda x: x.replace(b'<c r="C2" t="n"><v>9</v></c>', error),
    )  # fmt: skip

    found = spoken(read(data))

    assert [(problem.row, problem.code) for problem in found.problems] == [(2, "cell_error")]


def test_a_chain_of_sectors_without_end_is_refused():
    data = bytearray((FILES / "bank.xls").read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    first = (table + 1) * 512
    # Every sector is followed by itself.
    for number in range(128):
        struct.pack_into("<I", data, first + 4 * number, number)

    with pytest.raises(FileRefused) as refused:
        read(bytes(data))

    assert refused.value.code == "file_broken"


def test_hundreds_of_thousands_of_empty_rows_are_no_questions():
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 300_000))
    data = changed(
        xlsx(["题目", "答案"]), SHEET, lambda x: x.replace(b"</sheetData>", rows + b"</sheetData>")
    )

    with pytest.raises(FileRefused) as refused:
        read(data)

    assert refused.value.code == "file_no_questions"
