"""Sheets in which the right options are ticked: beside each, in columns or row by row."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, one, only, questions, reading

ABC = ("甲", "乙", "丙")


@pytest.mark.parametrize(
    "names",
    [
        ["题目", "选项A", None, "选项B", None, "选项C", None],
        ["题目", "选项A", "选项A是否正确", "选项B", "选项B是否正确", "选项C", "选项C是否正确"],
        ["题目", "选项A", "A正确", "选项B", "B正确", "选项C", "C正确"],
        ["Question", "Answer 1", "Correct 1", "Answer 2", "Correct 2", "Answer 3", "Correct 3"],
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("√", None), ("√", "×"), (1, 0), ("TRUE", "FALSE")])
def test_a_tick_behind_an_option_makes_it_right(names, yes, no):
    found = reading(
        names,
        ["哪个？", "甲", no, "乙", yes, "丙", no],
        ["哪些？", "甲", yes, "乙", no, "丙", yes],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC"]
    assert [each.choices for each in questions(found)] == [ABC, ABC]


def test_a_key_column_for_each_option_holds_ticks():
    names = [
        "题目",
        *(f"选项{letter}" for letter in "ABC"),
        *(f"正确答案{each}" for each in "ABC"),
    ]
    found = reading(names, ["哪个？", *ABC, None, "√", None], ["哪些？", *ABC, "√", None, "√"])

    assert [letters(each) for each in questions(found)] == ["B", "AC"]


@pytest.mark.parametrize("keys", [((2, None), (1, 3)), (("B", None), ("A", "C"))])
def test_columns_called_correct_may_hold_numbers_or_letters(keys):
    names = ["Question", "Option 1", "Option 2", "Option 3", "Correct 1", "Correct 2"]
    found = reading(names, ["Which?", *ABC, *keys[0]], ["Which two?", *ABC, *keys[1]])

    assert [letters(each) for each in questions(found)] == ["B", "AC"]


@pytest.mark.parametrize("name", ["答案", "正确", "正确答案", "是否正确", "Correct?"])
@pytest.mark.parametrize(("yes", "no"), [("√", None), ("对", "错"), (1, 0)])
def test_one_option_a_row_is_ticked_row_by_row(name, yes, no):
    found = reading(
        ["题目", "选项", name],
        ["哪个？", "甲", no], [None, "乙", yes], [None, "丙", no],
        ["哪些？", "甲", yes], [None, "乙", no], [None, "丙", yes],
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["B", "AC"]
    assert [draft.row for draft in found.drafts] == [2, 5]


def test_one_option_a_row_and_a_letter_as_the_key_is_no_tick():
    found = reading(
        ["题目", "选项", "答案"], ["哪个？", "甲", "2"], [None, "乙", None], [None, "丙", None]
    )

    assert letters(only(found)) == "B"


def test_rows_of_one_number_are_one_question_though_stems_are_alike():
    found = reading(
        ["题号", "题目", "选项", "是否正确"],
        [1, "正确的是", "甲", 0], [1, "正确的是", "乙", 1],
        [2, "正确的是", "丙", 1], [2, "正确的是", "丁", 0],
    )  # fmt: skip

    assert [(each.choices, letters(each)) for each in questions(found)] == [
        (("甲", "乙"), "B"),
        (("丙", "丁"), "A"),
    ]


def test_rows_that_are_counted_through_are_one_question_by_their_stem():
    found = reading(
        ["序号", "题目", "选项", "是否正确"],
        [1, "哪个？", "甲", 0], [2, "哪个？", "乙", 1], [3, "哪个二？", "丙", 1],
        [4, "哪个二？", "丁", 0],
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["B", "A"]


@pytest.mark.parametrize("key", ["选项二", "第二项", "第二个选项"])
def test_a_key_may_count_options_in_chinese(key):
    assert letters(one("哪个？", "单选题", *ABC, "丁", key)) == "B"


def test_the_true_statement_behind_a_cross_is_the_note():
    question = one("不应当。", "判断题", "×正确答案：应当。", header=["题目", "题型", "答案"])

    assert (question.is_true, question.note) == (False, "正确答案：应当。")


def test_blanks_that_name_their_place_are_filled_one_by_one():
    names = ["题型", "题干", "正确答案"]

    question = one("填空题", "首都[填空1]，港口[填空2]", "[填空1]北京[填空2]上海", header=names)

    assert question.accepted == (("北京",), ("上海",))


def test_wooclap():
    names = ["Type", "Title", "Correct", "Choice", "Choice", "Choice"]
    found = reading(
        names, ["MCQ", "Which?", 2, "a1", "b1", "c1"], ["MCQ", "Which two?", "1,3", "a", "b", "c"],
        ["OpenQuestion", "Why?"],
    )  # fmt: skip

    assert [letters(draft.question) for draft in found.drafts] == ["B", "AC"]
    assert codes(found) == [(4, "reference_missing")]


def test_ispring():
    names = ["Question Type", "Question Text", "Image", *(f"Answer {n}" for n in range(1, 4))]
    found = reading(
        names,
        ["MC", "Which one?", None, "*a1", "b1", "c1"],
        ["MR", "Which ones?", None, "*a1", "b1", "*c1"],
        ["TF", "It is so.", None, "True", "*False"],
        ["TI", "Capital?", None, "Paris", "Paname"],
        ["SEQ", "Order?", None, "a", "b"],
        ["MG", "Match?", None, "a|1", "b|2"],
    )

    one, several, truth, typed = [draft.question for draft in found.drafts]
    assert (letters(one), letters(several), truth.is_true) == ("A", "AC", False)
    assert (typed.kind, typed.accepted) == (Kind.BLANK, (("Paris", "Paname"),))
    assert codes(found) == [(6, "kind_not_held"), (7, "kind_not_held")]


def test_options_below_their_stem_are_ticked_in_the_key_column():
    found = reading(
        ["序号", "题目", "答案"],
        [1, "哪个？"], [None, "A.甲"], [None, "B.乙", "√"], [None, "C.丙"],
        [2, "哪些？"], [None, "A.甲", "√"], [None, "B.乙", "×"], [None, "C.丙", "√"],
        [3, "应当。", "√"],
    )  # fmt: skip

    one, several, truth = questions(found)
    assert (letters(one), letters(several), truth.is_true) == ("B", "AC", True)
    assert one.choices == several.choices == ABC


def test_options_may_stand_in_two_columns_below_their_stem():
    below = [[None, "A.甲", "B.乙"], [None, "C.丙", "D.丁"]]
    found = reading(
        ["序号", "题目", None, "答案"],
        [1, "一？", None, "B"],
        *below,
        [2, "二？", None, "C"],
        *below,
    )

    assert [(each.choices, letters(each)) for each in questions(found)] == [
        (("甲", "乙", "丙", "丁"), "B"),
        (("甲", "乙", "丙", "丁"), "C"),
    ]


def test_letters_of_options_stand_before_a_column_of_their_texts():
    found = reading(
        ["题号", "题目", "选项", "内容", "答案"],
        [1, "哪个？", "A", "甲", "B"], [None, None, "B", "乙"], [None, None, "C", "丙"],
    )  # fmt: skip

    assert (only(found).choices, letters(only(found))) == (ABC, "B")


def test_answers_judged_row_by_row_are_options():
    found = reading(
        ["Question ID", "Question", "Answer", "Is Correct"],
        [1, "Which?", "a1", "No"], [1, "Which?", "b1", "Yes"],
        [2, "Which two?", "a1", "Yes"], [2, "Which two?", "b1", "No"],
        [2, "Which two?", "c1", "Yes"],
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["B", "AC"]


def test_a_log_of_answers_given_once_each_is_no_list_of_options():
    found = reading(
        ["题目", "答案", "是否正确"],
        ["首都是____。", "北京", "是"],
        ["港口是____。", "上海", "否"],
    )

    assert [each.accepted for each in questions(found)] == [(("北京",),), (("上海",),)]


def test_key_and_explanation_may_share_a_column():
    question = one(
        "哪个？", *ABC, "答案：B。解析：因为乙。", header=["题目", *"ABC", "答案及解析"]
    )

    assert (letters(question), question.note) == ("B", "因为乙。")


def test_a_tick_behind_all_options_is_of_none_of_them():
    names = ["题目", "选项A", "选项B", "选项C", None]
    found = reading(names, ["哪（B）个？", *ABC, "√"], ["哪（C）个？", *ABC, "√"])

    assert [letters(each) for each in questions(found)] == ["B", "C"]


def test_statements_that_begin_with_letters_are_no_options_of_the_one_above():
    found = reading(
        ["题目", "答案"], ["应当。", "对"], ["A. 甲应当。", "对"], ["B. 乙应当。", "错"]
    )

    assert [each.is_true for each in questions(found)] == [True, True, False]


@pytest.mark.parametrize(
    ("yes", "no"),
    [("对", "错"), ("√", "×"), ("正确", "错误"), ("是", "否"), ("对（√）", "错（×）")],
)
@pytest.mark.parametrize("tick", ["√", "✓", "1", "●", "V"])
def test_a_tick_under_one_of_two_verdicts_is_the_key(yes, no, tick):
    found = reading(
        ["序号", "题目", yes, no], [1, "雪是白的。", tick, None], [2, "雪是黑的。", None, tick]
    )

    assert [each.right for each in questions(found)] == [frozenset({0}), frozenset({1})]


@pytest.mark.parametrize("cells", [("√", "√"), (None, None)], ids=["both", "none"])
def test_a_statement_that_is_ticked_twice_or_not_at_all_has_no_key(cells):
    found = reading(["题目", "题型", "对", "错"], ["一。", "判断题", "√", None],
                    ["二。", "判断题", *cells])  # fmt: skip

    assert codes(found) == [(3, "truth_missing")]


def test_texts_under_right_and_wrong_are_no_ticks():
    found = reading(["题目", "正确", "错误"], ["哪个？", "北京", "上海"])

    assert all(draft.question.kind is not Kind.TRUE_FALSE for draft in found.drafts)


@pytest.mark.parametrize("names", [("Score 1", "Score 2", "Score 3"), ("分值1", "分值2", "分值3"),
                                   ("A分值", "B分值", "C分值")])  # fmt: skip
@pytest.mark.parametrize(
    ("all_of", "half", "none"), [(1, 0.5, 0), ("100%", "50%", "0%"), (5, 2, None)]
)
def test_what_an_option_earns_says_whether_it_is_right(names, all_of, half, none):
    found = reading(
        ["题目", "选项A", names[0], "选项B", names[1], "选项C", names[2]],
        ["哪个？", "甲", none, "乙", all_of, "丙", none],
        ["哪些？", "甲", half, "乙", none, "丙", half],
        ["哪个好？", "甲", half, "乙", none, "丙", all_of],
    )

    assert [letters(each) for each in questions(found)] == ["B", "AC", "C"]


def test_answers_with_weights_are_options_and_no_blanks():
    found = reading(["Question", "Answer 1", "Weight 1", "Answer 2", "Weight 2"],
                    ["Which?", "甲", "0%", "乙", "100%"])  # fmt: skip

    assert (only(found).kind, letters(only(found))) == (Kind.SINGLE, "B")


def test_weights_beside_a_key_do_not_count():
    found = reading(["题目", "选项1", "分值1", "选项2", "分值2", "答案"],
                    ["哪个？", "甲", 5, "乙", 0, "B"])  # fmt: skip

    assert letters(only(found)) == "B"
