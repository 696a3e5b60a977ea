"""Sheets as people really fill them in: signs, brackets, sums and marks that no template has."""

import pytest

from questions.errors import FileRefused
from questions.formats.keys import truth
from questions.formats.options import split
from questions.question import Kind
from tests.formats.made import codes, letters, one, only, questions, reading, text_reading

FOUR = ("甲", "乙", "丙", "丁")
THREE = ("甲", "乙", "丙")


@pytest.mark.parametrize(
    "cell",
    ["甲$;$乙$;$丙", "甲$$乙$$丙", "甲&&乙&&丙", "甲@#@乙@#@丙", "甲^乙^丙", "甲||乙||丙",
     "甲｜乙｜丙", "甲#乙#丙", "甲~乙~丙",
     "甲<br/>乙<br>丙", r"甲\n乙\n丙", r"A.甲\nB.乙\nC.丙", "A 甲 B 乙 C 丙",
     "A、甲、B、乙、C、丙"],
)  # fmt: skip
def test_options_are_cut_at_whatever_signs_a_program_writes(cell):
    assert split(cell).options == THREE


@pytest.mark.parametrize("cell", [r"\neq", "$x^2$", "C++", "A 级 B 级", "5%", "C#", "1~2"])
def test_signs_within_one_option_cut_nothing(cell):
    assert split(cell).options == (cell,)


@pytest.mark.parametrize("cell", ["[]", "{}", "null"])
def test_an_empty_list_is_no_option(cell):
    assert split(cell).options == ()


@pytest.mark.parametrize("mark", ["ㄨ", "❌", "✖️", "乂"])
def test_crosses_of_every_keyboard_are_wrong(mark):
    assert truth(mark) is False


@pytest.mark.parametrize(
    "stem",
    [
        "宗旨是（ B ） A、甲 B、乙 C、丙",
        "宗旨是（B）。A.甲 B.乙 C.丙",
        "宗旨是（B）。A.甲B.乙C.丙",
    ],
)
def test_options_behind_the_key_in_a_stem_are_told_from_it(stem):
    question = only(reading(["序号", "题目"], [1, stem]))

    assert (question.choices, letters(question)) == (THREE, "B")
    assert "B" not in question.stem


def test_points_named_by_letters_are_no_options():
    found = reading(["题目", "题型", "答案"], ["设A、B、C、D四点共线，正确吗？", "单选题", "A"])

    assert codes(found) == [(2, "choices_few")]


@pytest.mark.parametrize("key", ["选项1,选项3", "选项A、选项C", "Option A, Option C", "A项、C项"])
def test_a_key_may_call_options_by_a_word(key):
    assert letters(one("一？", "多选题", *FOUR, key)) == "AC"


def test_a_number_past_the_options_is_the_text_of_one():
    names = ["题目", "选项", "答案"]
    found = reading(names, ["首都？", "巴黎;罗马", "巴黎"], ["偶数？", "2;3;4", "2;4"])

    assert [letters(each) for each in questions(found)] == ["A", "AC"]


def test_a_row_of_sums_is_no_question():
    found = reading(
        ("序号", "题型", "题目", "A", "B", "答案"),
        [1, "单选题", "一？", "甲", "乙", "A"],
        ["小计", None, "1题"],
        [2, "判断题", "二。", None, None, "对"],
        ["合计：", None, "共2题"],
        [None, None, "制表人：张三"],
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]


def test_several_key_columns_of_one_name_hold_one_key():
    names = ["Question", "Answer A", "Answer B", "Answer C", *["Correct Answer"] * 2]
    found = reading(
        names, ["Which?", "a1", "b1", "c1", "A", "C"], ["What?", "a1", "b1", "c1", "B", None]
    )

    assert [letters(each) for each in questions(found)] == ["AC", "B"]


@pytest.mark.parametrize(
    "names",
    [("题目", "选项A", "选项B", "选项C"), ("Question", "Answer 1", "Answer 2", "Answer 3")],
)
@pytest.mark.parametrize("mark", ["*{}", "{}（正确）", "√{}", "{}√"])
def test_a_mark_at_an_option_is_the_key_where_no_column_is(names, mark):
    found = reading(
        names, ["哪个？", "甲", mark.format("乙"), "丙"], ["是？", mark.format("甲"), "乙", "丙"]
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert {each.choices for each in questions(found)} == {THREE}


@pytest.mark.parametrize("cell", ["一／二", "一｜二", "一|二"])
def test_wide_signs_part_blanks_as_narrow_ones_do(cell):
    names = ["题目", "题型", "答案"]

    assert one("甲____乙____", "填空题", cell, header=names).accepted == (("一",), ("二",))


def test_a_key_column_beside_columns_of_blanks_repeats_the_first():
    names = ["题目", "题型", "答案", "选项A", "选项B"]

    assert one("甲（ ）乙（ ）", "填空题", "一", "一", "二", header=names).accepted == (
        ("一",),
        ("二",),
    )


def test_several_answers_to_one_gap_are_wordings():
    names = ["题目", "题型", "答案1", "答案2"]

    assert one("2+2=____", "填空题", "四", "4", header=names).accepted == (("四", "4"),)


@pytest.mark.parametrize("note", ["无", "略", "暂无解析", "/", "正确！"])
def test_a_note_that_explains_nothing_is_none(note):
    assert one("一。", "判断题", "对", note, header=["题目", "题型", "答案", "解析"]).note == ""


def test_udemy():
    names = ["Question", "Question Type", "Answer Option 1", "Explanation 1", "Answer Option 2",
             "Explanation 2", "Correct Answers", "Overall Explanation"]  # fmt: skip
    found = reading(names, ["Which?", "multiple-choice", "a1", "no", "b1", "yes", "2", "It is."])

    assert (letters(only(found)), only(found).note) == ("B", "It is.")


PASTED = {
    "a line a row": [
        ["一、单选题"], ["1. 哪个好？（B）"], ["A. 甲"], ["B. 乙"], ["C. 丙"],
        ["2. 哪个差？（C）"], ["A. 甲"], ["B. 乙"], ["C. 丙"],
    ],
    "options in a row": [
        ["1、哪个好？（  ）"], ["A、甲", "B、乙", "C、丙"], ["答案：B"],
        ["2、哪个差？（  ）"], ["A、甲", "B、乙", "C、丙"], ["答案：C"],
    ],
    "a question a row": [
        [1, "哪个好？（B）", "A.甲", "B.乙", "C.丙"], [2, "哪个差？（C）", "A.甲", "B.乙", "C.丙"]
    ],
    "a question a cell": [
        ["题目"],
        ["1.哪个好？\nA.甲\nB.乙\nC.丙\n答案：B"],
        ["2.哪个差？\nA.甲\nB.乙\nC.丙\n答案：C"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", PASTED.values(), ids=PASTED)
def test_a_paper_pasted_into_a_sheet_is_read_as_a_paper(rows):
    found = reading(*rows)

    assert [letters(each) for each in questions(found)] == ["B", "C"]
    assert {each.choices for each in questions(found)} == {THREE}
    assert {draft.sheet for draft in found.drafts} == {"Sheet1"}


def test_a_table_whose_rows_are_all_wrong_is_no_paper():
    found = reading(
        ["题目", "A", "B", "答案"], ["甲？", "一", "二", None], ["乙。", "对", "错", None]
    )

    assert codes(found) == [(2, "right_missing"), (3, "truth_missing")]


@pytest.mark.parametrize("key", ["A.甲 C.丙", "A、甲，C、丙", "（A）甲；（C）丙"])
def test_a_key_of_several_letters_with_their_texts(key):
    assert letters(one("一？", "多选题", *FOUR, key)) == "AC"


@pytest.mark.parametrize("key", ["A-D", "A～D", "A至D"])
def test_a_key_from_a_letter_to_another(key):
    assert letters(one("一？", "多选题", *FOUR, key)) == "ABCD"


@pytest.mark.parametrize(
    "key", ["答案：B\n解析：因为乙", "【答案】B【解析】因为乙", "B（解析）因为乙"]
)
def test_an_explanation_behind_the_key_is_the_note(key):
    question = one("一？", "单选题", *FOUR, key)

    assert (letters(question), question.note) == ("B", "因为乙")


def test_headers_in_two_languages():
    names = [
        "Question Type 题型",
        "Question 题目",
        "Option A 选项A",
        "选项B/Option B",
        "Answer 答案",
    ]

    found = reading(names, ["Single 单选", "Which? 哪个？", "甲", "乙", "B"])

    assert (only(found).choices, letters(only(found))) == (("甲", "乙"), "B")


def test_options_below_each_other_with_their_letters_in_a_column():
    found = reading(
        ["序号", "题目", "选项", "选项内容", "答案"],
        [1, "哪个好？", "A", "甲", "B"], [None, None, "B", "乙"], [None, None, "C", "丙"],
        [2, "哪个差？", "A", "甲", "C"], [None, None, "B", "乙"], [None, None, "C", "丙"],
    )  # fmt: skip

    assert [(each.choices, letters(each)) for each in questions(found)] == [
        (THREE, "B"), (THREE, "C")
    ]  # fmt: skip


def test_options_below_their_stem_with_their_letters_in_the_column_of_numbers():
    found = reading(
        ["序号", "题目", "答案"],
        [1, "哪个好？", "B"], ["A", "甲"], ["B", "乙"],
        [2, "哪个差？", "A"], ["A", "甲"], ["B", "乙"],
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["B", "A"]


@pytest.mark.parametrize(
    ("cell", "stem"),
    [
        ("哪个<br/>好？", "哪个\n好？"),
        ('哪个<span style="color:red">好</span>？', "哪个好？"),
        ("标签 <br> 的作用是？", "标签 <br> 的作用是？"),
        ("<span> 是什么标签？", "<span> 是什么标签？"),
    ],
)
def test_tags_of_a_web_editor_go_and_tags_that_are_asked_about_stay(cell, stem):
    assert one(cell, "单选题", *FOUR, "A").stem == stem


@pytest.mark.parametrize(
    "stem",
    ["甲[填空1]乙[填空2]", "甲###乙###", "甲<blank>乙<blank>", "甲{1}乙{2}", "甲【1】乙【2】",
     "甲【空】乙【空】"],
)  # fmt: skip
def test_marks_of_programs_are_gaps(stem):
    names = ["题目", "题型", "答案"]

    assert one(stem, "填空题", "一|二", header=names).accepted == (("一",), ("二",))


@pytest.mark.parametrize(
    "stem", ["方针是（甲）和（乙）。", "方针是【甲】和【乙】。", "方针是__甲__和__乙__。"]
)
def test_what_stands_in_the_gaps_fills_them_where_no_column_does(stem):
    question = only(reading(["题型", "题目"], ["填空题", stem]))

    assert (question.stem, question.accepted) == ("方针是____和____。", (("甲",), ("乙",)))


def test_an_empty_gap_beside_a_filled_bracket_is_still_to_be_filled():
    found = reading(["题型", "题目"], ["填空题", "首都（中国）是____。"], ["判断题", "对。（√）"])

    assert codes(found) == [(2, "blanks_missing")]


def test_a_header_that_is_a_kind_names_stems_of_that_kind():
    question = only(reading(["序号", "多选题", "选项", "答案"], [1, "哪些？", "A.甲 B.乙", "B"]))

    assert question.kind is Kind.MULTIPLE


def test_a_table_of_kinds_above_is_no_header():
    found = reading(
        ["题型", "单选题", "判断题"], ["数量", 1, 0], [], ["题目", "A", "B", "答案"],
        ["哪个好？", "甲", "乙", "B"],
    )  # fmt: skip

    assert letters(only(found)) == "B"


def test_numbers_for_kinds_are_told_by_their_keys():
    found = reading(
        ["题型", "题目", "选项", "答案"],
        [1, "哪个？", "甲|乙", "B"], [2, "哪些？", "甲|乙", "AB"], [2, "哪些？", "甲|乙", "A"],
        [3, "对。", None, 1], [3, "错。", None, 0],
    )  # fmt: skip

    kinds = [each.kind for each in questions(found)]
    assert kinds == [Kind.SINGLE, *[Kind.MULTIPLE] * 2, *[Kind.TRUE_FALSE] * 2]


def test_a_rule_below_the_header_of_a_markdown_table_is_no_row():
    found = text_reading("| 题目 | A | B | 答案 |\n|---|:--|---|---|\n| 哪个？ | 甲 | 乙 | B |\n")

    assert letters(only(found)) == "B"


def test_a_kind_behind_the_number_of_a_stem_is_taken_for_the_kind():
    found = reading(
        ["题目", "A", "B", "答案"],
        ["1.【单选题】哪个？", "甲", "乙", "B"], ["2.【多选题】哪些？", "甲", "乙", "A"],
    )  # fmt: skip

    assert [(each.stem, each.kind) for each in questions(found)] == [
        ("哪个？", Kind.SINGLE), ("哪些？", Kind.MULTIPLE)
    ]  # fmt: skip


def test_options_as_a_list_of_one_letter_each():
    assert split('[{"A":"甲"},{"B":"乙"},{"C":"丙"}]').options == THREE


@pytest.mark.parametrize(
    ("options", "key", "right"),
    [
        (("Bad", "Good", "None", "All"), "Good", "B"),
        (("A cab", "Bad", "Dad", "Cab"), "Cab", "D"),
        (("Ann", "Bob", "Cid", "Dan"), "B) Bob", "B"),
        (("Ann", "Bob", "Cid", "Dan"), "A and C", "AC"),
        (("Ann", "Bob", "Cid", "Dan"), "Both B and D", "BD"),
    ],
)
def test_english_words_in_a_key_are_no_heaps_of_letters(options, key, right):
    names = ["Question", "A", "B", "C", "D", "Answer"]

    assert letters(only(reading(names, ["Who?", *options, key]))) == right


ENGLISH = [
    ("Sr. No|Question Description|Opt A|Opt B|Ans.", "1|Who?|Ann|Bob|B"),
    ("Item Stem|Key|Option A|Option B|Rationale", "Who?|B|Ann|Bob|since"),
    ("Q|A1|A2|A3|Correct", "Who?|Ann|Bob|Cid|2"),
    ("Category|Question|Response 1|Response 2|Correct Response", "c|Who?|Ann|Bob|Bob"),
]


@pytest.mark.parametrize(("names", "cells"), ENGLISH, ids=[names for names, _ in ENGLISH])
def test_english_names_of_columns(names, cells):
    found = reading(names.split("|"), cells.split("|"))

    assert (only(found).choices[:2], letters(only(found))) == (("Ann", "Bob"), "B")


def test_statements_with_a_column_of_truth():
    found = reading(["Statement", "True or False"], ["It rains.", "False"], ["It is wet.", "True"])

    assert [each.is_true for each in questions(found)] == [False, True]


def test_options_may_be_numbered_as_well():
    found = reading(
        ["题目", "选项", "答案"],
        ["哪个？", "1.甲\n2.乙\n3.丙", "2"], ["哪些？", "①甲②乙③丙", "①③"],
    )  # fmt: skip

    assert [(each.choices, letters(each)) for each in questions(found)] == [
        (THREE, "B"), (THREE, "AC")
    ]  # fmt: skip


@pytest.mark.parametrize("names", ["①②③", "123"])
def test_columns_of_options_may_be_called_by_numbers(names):
    found = reading(["题目", *names, "答案"], ["哪个？", *THREE, names[1]])

    assert (only(found).choices, letters(only(found))) == (THREE, "B")


def test_a_column_of_truth_may_be_called_by_its_words():
    found = reading(["序号", "题目", "对/错"], [1, "应当。", "对"], [2, "不应。", "错"])

    assert [each.is_true for each in questions(found)] == [True, False]


def test_a_case_stands_before_its_question_or_is_the_question():
    beside = reading(["案例", "问题", "答案"], ["张三来了。", "谁来了？", "张三"])
    alone = reading(["序号", "案例", "答案"], [1, "张三违反了哪些规定？", "1.违反甲；2.违反乙"])

    assert only(beside).stem == "张三来了。\n谁来了？"
    assert (only(alone).kind, only(alone).accepted) == (Kind.SHORT, (("违反甲",), ("违反乙",)))


def test_blood_groups_are_options_and_not_letters():
    names = ["题目", "题型", "A", "B", "C", "D", "答案"]

    assert letters(one("血型？", "单选题", "A", "B", "AB", "O", "AB", header=names)) == "C"


def test_a_span_that_an_option_says_is_that_option():
    found = reading(["题目", "A", "B", "C", "答案"], ["哪段？", "A-B", "B-C", "A-C", "A-C"])

    assert letters(only(found)) == "C"


def test_signs_that_are_options_stay():
    assert split("A.&& B.|| C.!").options == ("&&", "||", "!")


LISTS = {
    "attendance": [["序号", "姓名", "签到"], [1, "张三", "√"], [2, "李四", "√"]],
    "plan": [["2024年培训计划"], ["1. 新员工培训（3月）"], ["2. 安全培训（5月）"]],
    "marks": [["姓名", "1", "2", "3", "总分"], ["张三", 5, 5, 5, 15]],
}


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_a_list_of_anything_else_is_refused(rows):
    with pytest.raises(FileRefused):
        reading(*rows)


def test_a_kind_behind_the_stem_is_taken_for_the_kind():
    found = reading(["题目", "A", "B", "答案"], ["哪些？（多选题）", "甲", "乙", "B"])

    assert (only(found).stem, only(found).kind) == ("哪些？", Kind.MULTIPLE)


@pytest.mark.parametrize("cell", ["A=甲;B=乙;C=丙", "A->甲,B->乙,C->丙", "甲 乙 丙"])
def test_options_behind_an_equals_sign_an_arrow_or_a_blank(cell):
    assert split(cell).options == THREE


def test_page_numbers_and_the_end_are_no_questions():
    found = reading(
        ["题目", "A", "B", "答案"], ["一？", "甲", "乙", "A"], ["第 1 页 共 2 页"],
        ["二？", "甲", "乙", "B"], ["——完——"], ["（以下空白）"],
    )  # fmt: skip

    assert len(questions(found)) == 2


def test_a_column_may_be_called_by_the_verdict_it_gives():
    found = reading(["题目", "判断（1对0错）"], ["应当。", 1], ["不应当。", 0])

    assert [each.is_true for each in questions(found)] == [True, False]
