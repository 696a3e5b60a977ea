"""Sheets that stand on their side: names down a column, a question in each of the others."""

import io

import openpyxl

from questions.formats.marked import marked
from questions.formats.reader import read
from tests.formats.made import codes, letters, only, questions, reading, said, text_reading, xlsx

TURNED = (
    ["题干", "火警电话？", "哪些是单位？", "火是热的。"],
    ["题型", "单选题", "多选题", "判断题"],
    ["选项A", "110", "米", None],
    ["选项B", "119", "千克", None],
    ["选项C", "120", "红", None],
    ["正确答案", "B", "AB", "对"],
    ["解析", "119 是火警", None, None],
)


def test_a_question_in_each_column_is_read_and_said():
    found = reading(*TURNED)

    one, two, three = questions(found)
    assert (one.stem, one.choices, letters(one)) == ("火警电话？", ("110", "119", "120"), "B")
    assert (one.note, letters(two), three.is_true) == ("119 是火警", "AB", True)
    assert [draft.row for draft in found.drafts] == [2, 3, 4]
    assert "sheet_turned" in said(found)


def test_a_title_above_and_numbers_before_the_names_do_no_harm():
    titled = [["安全考试"], *([place, *row] for place, row in enumerate(TURNED, 1))]

    assert len(questions(reading(*titled))) == 3


def test_the_names_may_be_bare_letters_though_the_key_looks_like_a_header():
    found = reading(
        ["题目", "一加一？", "二加二？"], ["A", "1", "4"], ["B", "2", "5"], ["答案", "B", "A"]
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]


def test_it_may_be_csv():
    text = "\n".join(",".join(cell or "" for cell in row) for row in TURNED)

    assert [letters(each) for each in questions(text_reading(text))][:2] == ["B", "AB"]


def test_questions_below_each_other_have_their_names_beside_them():
    found = reading(
        ["题目：", "火警电话？"], ["A", "110"], ["B", "119"], ["答案：", "B"], ["解析：", "因为"],
        [None],
        ["题目：", "匪警电话？"], ["A", "110"], ["B", "119"], ["答案：", "A"],
    )  # fmt: skip

    assert [(each.stem, letters(each), each.note) for each in questions(found)] == [
        ("火警电话？", "B", "因为"),
        ("匪警电话？", "A", ""),
    ]
    assert [draft.row for draft in found.drafts] == [1, 7]


def test_a_kind_above_each_stem_is_that_of_the_question_below_it():
    found = reading(
        ["题型", "单选题"], ["题目", "火警电话？"], ["A", "110"], ["B", "119"], ["答案", "B"],
        ["题型", "判断题"], ["题目", "火是热的。"], ["答案", "对"],
        ["题型", "填空题"], ["题目", "火警____"], ["答案", "119"],
    )  # fmt: skip
    across = reading(
        ["题型", "判断题", "填空题"],
        ["题目", "火热。", "火警____"],
        ["选项A", None, None],
        ["答案", "A", "119"],
    )

    assert [each.kind.value for each in questions(found)] == ["single", "true_false", "blank"]
    assert [each.kind.value for each in questions(across)] == ["true_false", "blank"]


def test_it_comes_back_with_a_question_a_row_and_can_be_read_again():
    data = xlsx(*(row[:3] for row in TURNED[:-2]), ["正确答案", "B", "E"])
    found = read(data)
    assert codes(found) == [(3, "right_beyond")]

    returned, ending = marked(data, {("Sheet1", 3): "没有选项 E"})

    page = openpyxl.load_workbook(io.BytesIO(returned)).active
    assert (ending, page["A1"].value, page["A3"].value) == (".xlsx", "题干", "火警电话？")
    assert only_of(returned) == "火警电话？"


def only_of(data):
    found = read(data)
    assert [code for _, code in codes(found)] == ["right_beyond"]
    return found.drafts[0].question.stem


def test_a_sheet_with_its_names_in_a_row_is_left_as_it_is():
    found = reading(
        ["题目", "答案", "选项A", "选项B"], ["答案", "A", "甲", "乙"], ["选项A", "B", "甲", "乙"]
    )

    assert [draft.question.stem for draft in found.drafts] == ["答案", "选项A"]
    assert (
        only(reading(["题目", "选项", "答案"], ["题目是？", "A.甲 B.乙", "B"])).stem == "题目是？"
    )
