"""What comes back of a file of a learning platform whose questions had problems."""

import io

import openpyxl
import pytest

from questions.formats.marked import marked
from questions.formats.reader import read
from tests.formats.packed import assessment, canvas_item, equals, item_two, labels, package, scores

GIFT = "// first\n好的。{T}\n\n说说看。{}\n\n哪个？{~甲 ~乙}\n"
AIKEN = "好不好？\nA. 好\nB. 不好\nANSWER: A\n\nBad?\nA. x\nB. y\nANSWER: D\n"


def back(data, say="改一改"):
    reading = read(data)
    reasons = {(each.sheet, each.row): f"{each.code} {say}" for each in reading.problems}
    return reading, *marked(data, reasons)


def codes(reading):
    return [each.code for each in reading.problems]


@pytest.mark.parametrize("text", [GIFT, AIKEN], ids=["gift", "aiken"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_has_the_reason_above_the_question_and_reads_as_before(text, encoding):
    before, content, ending = back(text.encode(encoding))
    again, twice, _ = back(content, "再改改")

    assert ending == ".txt"
    assert codes(again) == codes(before) != []
    assert [each.question for each in again.drafts] == [each.question for each in before.drafts]
    assert "再改改" in twice.decode(encoding)
    assert "改一改" not in twice.decode(encoding)


def test_the_reason_stands_right_above_its_question():
    _, content, _ = back(GIFT.encode())

    lines = content.decode().split("\n")
    assert lines[lines.index("说说看。{}") - 1] == "// 错误原因：essay_not_held 改一改"


XML = {
    "moodle": '<quiz><question type="essay"><questiontext><text>说说看。</text></questiontext>'
    "</question></quiz>",
    "qti 1.2": assessment(
        canvas_item("", "一？", labels("甲", "乙"), scores(equals(1))),
        canvas_item("essay_question", "说说看。", ""),
    ),
    "yaml": "- type: single\n  stem: 说说看。\n",
}


@pytest.mark.parametrize("text", XML.values(), ids=XML)
def test_other_files_come_back_as_a_list(text):
    _, content, ending = back(text.encode())

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert (ending, len(rows)) == (".xlsx", 2)
    assert "说说看。" in rows[1][2]
    assert rows[1][3].endswith("改一改")


def test_a_package_is_listed_member_by_member():
    bad = item_two("<p>说说看。</p><extendedTextInteraction/>")

    _, content, _ = back(package({"a.xml": bad, "b/c.xml": bad.replace("说", "写")}))

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert [row[:3] for row in rows[1:]] == [
        ("a.xml", "1", "说说看。"), ("b/c.xml", "1", "写写看。"),
    ]  # fmt: skip
