"""Options that stand in one line, and the signs that papers put between them."""

import pytest

from questions.formats.paper import read as paper
from questions.formats.paper.line import of_text
from tests.formats.made import letters, only, text_reading

SEPARATED = {
    "backslash": "A.甲\\B.乙\\C.丙\\D.丁",
    "slash": "A.甲/B.乙/C.丙/D.丁",
    "slashes with blanks": "A.甲 / B.乙 / C.丙 / D.丁",
    "full-width slash": "A．甲／B．乙／C．丙／D．丁",
    "enumeration comma": "A、甲、B、乙、C、丙、D、丁",
    "enumeration comma, no marks": "A甲、B乙、C丙、D丁",
    "semicolon": "A.甲；B.乙；C.丙；D.丁。",
    "comma": "A.甲，B.乙，C.丙，D.丁",
    "tab": "A.甲\tB.乙\tC.丙\tD.丁",
    "wide blanks": "A.甲　　　B.乙　　　C.丙　　　D.丁",
    "wide blanks, no marks": "A 甲　B 乙　C 丙　D 丁",
    "upright line": "A.甲|B.乙|C.丙|D.丁",
    "nothing": "A.甲B.乙C.丙D.丁",
    "brackets": "(A)甲(B)乙(C)丙(D)丁",
}


@pytest.mark.parametrize("options", SEPARATED.values(), ids=SEPARATED)
def test_a_sign_between_options_is_part_of_none(options):
    question = only(text_reading(f"1. 一（ ）\n{options}\n答案：C"))

    assert question.choices == ("甲", "乙", "丙", "丁")
    assert letters(question) == "C"


def test_a_sign_at_the_end_of_every_option_belongs_to_them():
    found = paper.read(of_text("1. 一（ ）\nA. C:\\\nB. D:\\\n答案：B"), "txt")

    assert only(found).choices == ("C:\\", "D:\\")
