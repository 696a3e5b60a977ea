"""Tables that old office systems save as web pages or as XML, whatever they call the file."""

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from tests.formats.made import letters, only, questions, said, spoken, text_reading

PAGE = """<html><head><title>题库</title><style>td {}</style></head><body>
<table border=1><tr><td colspan="4">安全题库</td></tr>
<tr><th>题目</th><th>A</th><th>B</th><th>答案</th></tr>
<tr><td>一？</td><td>甲&nbsp;</td><td>乙&amp;丙</td><td>B</td></tr>
<tr><td>二？<br>三</td><td>丁<td>戊<td>A</tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_web_page_is_read_by_its_table(encoding):
    found = text_reading(PAGE, encoding)

    first, second = questions(found)
    assert (found.format, first.choices, letters(first)) == ("html", ("甲", "乙&丙"), "B")
    assert (second.stem, second.choices) == ("二？\n三", ("丁", "戊"))
    assert [draft.row for draft in found.drafts] == [3, 4]


def test_tall_cells_of_a_web_page_count_for_all_their_rows():
    rows = (
        "<tr><th>题型</th><th>题目</th><th>A</th><th>B</th><th>答案</th></tr>"
        "<tr><td rowspan=2>多选题</td><td>一？</td><td>甲</td><td>乙</td><td>A</td></tr>"
        "<tr><td>二？</td><td>丙</td><td>丁</td><td>B</td></tr>"
    )

    found = text_reading(f"<table>{rows}</table>")

    assert [each.kind.value for each in questions(found)] == ["multiple", "multiple"]
    assert "kind_inferred" not in said(found)


WORKBOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="判断题"><Table>
<Row><Cell><Data ss:Type="String">题目</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">答案</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">安全<B>第一</B>。</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "gb18030"])
def test_the_xml_of_excel_2003_is_read(encoding):
    found = spoken(read(WORKBOOK.format(encoding=encoding).encode(encoding)))

    question = only(found)
    assert (question.stem, question.is_true) == ("安全第一。", True)
    assert (found.drafts[0].row, found.drafts[0].sheet) == (4, "判断题")


def test_xml_of_excel_2003_with_entities_is_refused():
    bad = WORKBOOK.format(encoding="UTF-8").replace(
        "<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1
    )

    with pytest.raises(FileRefused) as refused:
        read(bad.encode())

    assert refused.value.code == "file_doctype"
