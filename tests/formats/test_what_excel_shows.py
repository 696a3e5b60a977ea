"""A number is read as Excel shows it, and a text as a person sees it."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from questions.formats.normal import plain, tidy, without_markup
from questions.formats.reader import read
from questions.formats.sniff import sniff
from questions.spreadsheet.number_formats import BUILT_IN, shown
from tests.formats.made import CHOICE, codes, letters, only, said, saved, spoken

FILES = Path(__file__).with_name("files")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (15.0, "General", "15"), (0.16, "0%", "16%"), (0.255, "0.0%", "25.5%"), (0.1 + 0.2,
        "General", "0.3"),
        (0.75, "h:mm", "18:00"), (0.75, "h:mm:ss", "18:00:00"), (1.25, "[h]:mm", "30:00"),
        (42852, 'yyyy"年"m"月"d"日"', "2017年4月27日"), (42852, "yyyy/m/d;@", "2017/4/27"),
        (42852.5, "yyyy-mm-dd hh:mm", "2017-04-27 12:00"), (42852, "[$-804]aaaa;@", "星期四"),
        (42852, "[$-F800]dddd, mmmm dd", "2017年4月27日"), (0.5, '上午/下午h"时"mm"分"',
        "下午12时00分"),
        (150100, "#,##0", "150,100"), (1234.5, "#,##0.00", "1,234.50"), (7, "000", "007"), (2.5,
        "0", "3"),
        (0.5, "# ?/?", "1/2"), (1.5, "# ?/?", "1 1/2"), (12000000, "0.00E+00", "1.20E+07"),
        (-3, "#,##0;[Red]-#,##0", "-3"), (-3, "0;(0)", "(3)"), (5, '0"个"', "5个"), (5,
        "G/通用格式", "5"),
        (1234.5, '"￥"#,##0.00', "￥1,234.50"), (1234.5, "[$¥-804]#,##0", "¥1,235"), (0, "0;-0;;@",
        ""),
        (1 / 3, "General", "0.333333333"), (3, "@", "3"), (1e20, "General", "1" + "0" * 20),
        (-1e9, "yyyy", "-1000000000"), (0.0000123, "General", "1.23E-05"), (5, "", "5"),
    ],
)  # fmt: skip
def test_a_number_is_shown_under_its_format(value, code, text):
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(9, "4285200%"), (14, "2017/4/27"), (31, "2017年4月27日"), (58, "4月27日")],
)
def test_formats_that_have_only_a_number_are_those_of_a_chinese_excel(number, text):
    assert shown(42852, BUILT_IN[number]) == text


def test_options_are_read_as_they_are_shown():
    book = openpyxl.Workbook()
    page = book.active
    page.append(CHOICE)
    page.append(
        ["一？", "单选题", 0.16, datetime.time(18, 0), datetime.date(2017, 4, 27), 150100, "D"]
    )
    formats = {"C2": "0%", "D2": "h:mm", "E2": 'yyyy"年"m"月"d"日"', "F2": "#,##0"}
    for place, code in formats.items():
        page[place].number_format = code

    question = only(spoken(read(saved(book))))

    assert question.choices == ("16%", "18:00", "2017年4月27日", "150,100")


def test_an_old_excel_file_is_read_as_it_is_shown():
    found = spoken(read((FILES / "bank.xls").read_bytes()))

    first, second, third, *truths = [draft.question for draft in found.drafts]
    assert found.format == "xls"
    assert first.choices == ("16%", "20%", "25.5%", "100%")
    assert second.choices == ("18:00", "17:30", "8:05", "0:00")
    assert third.choices == ("2017年4月27日", "2018/1/2", "150,100", "15")
    assert first.tags == second.tags == ("第一章",)
    assert [each.is_true for each in truths] == [True, False]
    assert codes(found) == [(6, "right_not_one")]
    assert "sheet_hidden" in said(found)


def test_the_name_of_a_file_does_not_say_what_it_is():
    old = (FILES / "bank.xls").read_bytes()

    assert sniff(old) == "xls"
    assert read(old, "bank.xlsx").format == "xls"
    assert read("题目,答案\n一。,对\n".encode(), "bank.xlsx").format == "csv"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("⼯⻔⻆⻛⻅⻩⻋⻓⺠⻝⻢⻘", "工门角风见黄车长民食马青"), ("a\u200bb\ufeff", "ab"),
        ("a\xa0b\u3000c", "a b c"),
        ("①㎡½", "①㎡½"), ("甲\r\n乙\r丙", "甲\n乙\n丙"), ("  甲\x07 ", "甲"), ("“引”", "“引”"),
        ("👨\u200d👩", "👨\u200d👩"), ("坏\ud800字", "坏字"), ("，。", "，。"),
    ],
)  # fmt: skip
def test_a_text_loses_only_what_nobody_sees(raw, clean):
    assert tidy(raw) == clean


def test_texts_are_compared_without_width_case_and_blanks():
    assert plain("Ａ b　⼯①") == "ab工1"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>甲<br/>乙</p>", "甲\n乙"), ("<p>甲&lt;乙</p><p>丙</p>", "甲<乙\n丙"),
        ("哪个是 <p> 标签？", "哪个是 <p> 标签？"),
        ("甲&nbsp;乙", "甲 乙"), ("<br>", "<br>"), ("1 < 2 且 3 > 2", "1 < 2 且 3 > 2"),
    ],
)  # fmt: skip
def test_markup_round_a_cell_goes_and_talk_of_markup_stays(cell, text):
    assert without_markup(cell) == text


def test_escaped_line_ends_in_a_cell_are_line_ends():
    book = openpyxl.Workbook()
    book.active.append(["题目", "A", "B", "答案"])
    book.active.append(["甲_x000D_\n乙？", "一", "二", "A"])

    question = only(read(saved(book)))

    assert question.stem == "甲\n乙？"
    assert letters(question) == "A"
