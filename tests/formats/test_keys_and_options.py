"""Keys and options are understood in every writing that was seen."""

import pytest

from questions.formats.keys import letters as positions
from questions.formats.keys import truth
from questions.formats.options import split, without_labels
from questions.question import Kind
from tests.formats.made import CHOICE, codes, letters, one, only, questions, reading, said

FOUR = ("甲", "乙", "丙", "丁")


@pytest.mark.parametrize(
    "key",
    ["ABC", "A,B,C", "A、B、C", "A;B;C", "A|B|C", "A B C", "ＡＢＣ", "abc", "CBA", "AABC",
    "【ABC】",
     "答案：ABC", "正确答案:A、B、C", "A，B，C。", "A\nB\nC", "A和B和C", "ABC（缺一不可）",
     "АBC", '["A","B","C"]',
     "A.甲;B.乙;C.丙", "A、甲\nB、乙\nC、丙", "甲;乙;丙", "甲、乙、丙", '["甲","乙","丙"]',
     "1,2,3", "123"],
)  # fmt: skip
def test_a_key_of_three_letters_in_any_writing(key):
    assert letters(one("一？", "多选题", *FOUR, key)) == "ABC"


@pytest.mark.parametrize(
    "key", ["B", "b", "Ｂ", "B.", "(B)", "选B", "B、乙", "B.乙", "乙", " 乙。", "2", "2.0", 2]
)
def test_a_key_of_one_letter_in_any_writing(key):
    question = one("一？", "单选题", *FOUR, key)

    assert (question.kind, letters(question)) == (Kind.SINGLE, "B")


def test_numbers_that_are_options_are_texts_where_other_keys_are():
    names = ["题目", "A", "B", "C", "D", "答案"]
    found = reading(names, ["2+2", 1, 4, 5, 6, 4], ["什么？", *FOUR, "丙"])

    assert [letters(each) for each in questions(found)] == ["B", "C"]


@pytest.mark.parametrize(
    ("key", "is_true"),
    [("对", True), ("错", False), ("正确", True), ("错误", False), ("√", True), ("×", False),
    ("✓", True),
     ("✗", False), ("✔", True), ("✘", False), ("是", True), ("否", False), ("T", True),
     ("F", False),
     ("True", True), ("False", False), ("Y", True), ("N", False), ("同意", True),
     ("不同意", False),
     ("A", True), ("B", False), (True, True), (False, False), ("正确答案：错", False),
     ("错。", False),
     ("x", False), ("不正确", False)],
)  # fmt: skip
def test_words_of_truth(key, is_true):
    question = one("一。", "判断题", None, None, None, None, key)

    assert (question.kind, question.is_true) == (Kind.TRUE_FALSE, is_true)


@pytest.mark.parametrize(
    ("numbers", "truths"),
    [((1, 0), (True, False)), ((1, 2), (True, False)), ((0, 0), (False, False))],
)
def test_truth_in_numbers_is_told_by_the_numbers_of_the_file(numbers, truths):
    rows = [[f"第{n}题。", "判断题", None, None, None, None, n] for n in numbers]

    found = reading(("题干", "题型", "选项A", "选项B", "选项C", "选项D", "答案"), *rows)

    assert tuple(each.is_true for each in questions(found)) == truths
    assert said(found) & {"truth_one_zero", "truth_one_two"}


@pytest.mark.parametrize(
    ("options", "key", "is_true"),
    [(("对", "错"), "A", True), (("错", "对"), "A", False), (("正确", "错误"), "正确", True),
     (("×", "√"), "B", True), (("A.对", "B.错"), "B", False), (("对", "错"), "A.对", True)],
)  # fmt: skip
def test_letters_of_a_true_false_follow_its_options(options, key, is_true):
    assert one("一。", "判断题", *options, None, None, key).is_true is is_true


def test_the_reason_behind_a_verdict_becomes_the_note():
    question = one("一。", "判断题", None, None, None, None, "错误，因为高度应为五米。")

    assert (question.is_true, question.note) == (False, "因为高度应为五米。")


def test_a_true_false_with_other_options_becomes_a_single():
    found = reading(
        ("题干", "题型", "选项A", "选项B", "答案"), ["一？", "判断题", "合法", "违法", "B"]
    )

    assert (only(found).kind, letters(only(found))) == (Kind.SINGLE, "B")
    assert "true_false_as_single" in said(found)


@pytest.mark.parametrize(
    ("row", "kind"),
    [(("一？", *FOUR, "A"), Kind.SINGLE), (("一？", *FOUR, "AB"), Kind.MULTIPLE),
     (("一。", "对", "错", None, None, "A"), Kind.TRUE_FALSE), (("一。", None, None, None, None,
     "√"), Kind.TRUE_FALSE),
     (("一____。", None, None, None, None, "北京"), Kind.BLANK), (("一？", None, None, None, None,
     "北京"), Kind.BLANK),
     (("一？", None, None, None, None, "很长的一段话" * 8), Kind.SHORT), (("一？", "x",
     "y", None, None, "A"), Kind.SINGLE)],
)  # fmt: skip
def test_the_kind_is_inferred_where_no_word_names_it(row, kind):
    found = reading(("题干", "选项A", "选项B", "选项C", "选项D", "答案"), row)

    assert only(found).kind is kind
    assert "kind_inferred" in said(found)


@pytest.mark.parametrize(
    ("word", "key", "kind"),
    [("单项选择题", "A", Kind.SINGLE), ("多项选择题", "AB", Kind.MULTIPLE), ("不定项选择题",
    "A", Kind.MULTIPLE),
     ("选择题", "A", Kind.SINGLE), ("选择题", "AB", Kind.MULTIPLE), ("X型题", "AB", Kind.MULTIPLE),
     ("A1型题", "A", Kind.SINGLE), ("multiple choice", "A", Kind.SINGLE), ("案例分析题",
     "AB", Kind.MULTIPLE),
     ("【单选题】", "A", Kind.SINGLE), ("MULTIPLE_CHOICE", "AB", Kind.MULTIPLE), ("没见过",
     "A", Kind.SINGLE)],
)  # fmt: skip
def test_the_words_for_kinds(word, key, kind):
    assert one("一？", word, *FOUR, key).kind is kind


SPLITS = [
    ("A-正确|B-错误", ("正确", "错误")),
    ("A. 甲 | B. 乙 | C.丙", ("甲", "乙", "丙")),
    ("A.甲   B.乙", ("甲", "乙")),
    ("A、甲；B、乙；C、丙", ("甲", "乙", "丙")),
    ("A.甲B.乙C.丙", ("甲", "乙", "丙")),
    ("A.甲\nB.乙\nC.丙", ("甲", "乙", "丙")),
    ("A .严以修身\nB .严以律己", ("严以修身", "严以律己")),
    ("【A】甲【B】乙", ("甲", "乙")),
    ("(A)甲 (B)乙", ("甲", "乙")),
    ("A:甲 B:乙", ("甲", "乙")),
    ("A 组织纪律\nB 廉洁纪律", ("组织纪律", "廉洁纪律")),
    ("A.x B.y\nC.z D.w", ("x", "y", "z", "w")),
    ("Ａ．甲　Ｂ．乙", ("甲", "乙")),
    ("a.x b.y", ("x", "y")),
    ("①甲②乙", ("甲", "乙")),
    ("正确|错误", ("正确", "错误")),
    ("甲\n乙\n丙", ("甲", "乙", "丙")),
    ("甲；乙；丙", ("甲", "乙", "丙")),
    ('[{"optionContent":"甲"},{"optionContent":"乙"}]', ("甲", "乙")),
    ("['甲', '乙']", ("甲", "乙")),
    ('{"A":"甲","B":"乙"}', ("甲", "乙")),
    ("A.B超 B.CT C.核磁", ("B超", "CT", "核磁")),
    ("A. vitamin C 、水 B. A股 C. 无", ("vitamin C 、水", "A股", "无")),
    ("A.维生素B、C的作用 B.钙片", ("维生素B、C的作用", "钙片")),
    ("A.1、2、3 B.4、5", ("1、2、3", "4、5")),
    ("A.3.5B.4.5C.5.5", ("3.5", "4.5", "5.5")),
    ("A 级\nB 级", ("A 级", "B 级")),
    ("一句话", ("一句话",)),
    ("__import__('os').system('id')", ("__import__('os').system('id')",)),
    ("[1, [2], {'a': 3}", ("[1", "[2]", "{'a': 3}")),
]


@pytest.mark.parametrize(("cell", "options"), SPLITS, ids=[cell[:16] for cell, _ in SPLITS])
def test_options_of_one_cell(cell, options):
    assert split(cell).options == options


def test_json_that_marks_the_right_option_is_a_key_as_well():
    options = '[{"content":"甲","isRight":false},{"content":"乙","isRight":true}]'

    assert letters(only(reading(["题目", "选项"], ["一？", options]))) == "B"


def test_a_cell_of_blanks_takes_no_time():
    assert split("A" + " " * 20_000 + "\n" * 20_000).options


@pytest.mark.parametrize(
    ("options", "bare"),
    [(("A.甲", "B.乙"), ("甲", "乙")), (("A 甲", "B 乙"), ("甲", "乙")), (("A股", "B股"), ("A股",
    "B股")),
     (("A.甲", "乙"), ("A.甲", "乙")), (("A.甲", "B.乙", "", "D.丁"), ("甲", "乙", "", "丁")),
     (("A 级", "B 级"), ("A 级", "B 级")), (("（A）甲", "（B）乙"), ("甲", "乙"))],
)  # fmt: skip
def test_letters_before_options_go_only_where_all_have_their_own(options, bare):
    assert without_labels(options) == bare


def test_options_written_into_the_stem_are_taken_out():
    found = reading(["题目", "答案"], ["下列正确的是（ ）\nA. 甲\nB. 乙\nC. 丙", "B"])

    question = only(found)
    assert (question.stem, question.choices) == ("下列正确的是（ ）", ("甲", "乙", "丙"))
    assert "options_in_stem" in said(found)


@pytest.mark.parametrize(
    "stem", ["正确的是（ B ）。", "正确的是(B)。", "正确的是__B__。", "正确的是【Ｂ】。"]
)
def test_a_key_in_the_last_bracket_of_the_stem_is_taken_out(stem):
    found = reading(["题目", "A", "B", "C"], [stem, "甲", "乙", "丙"])

    assert letters(only(found)) == "B"
    assert "B" not in only(found).stem
    assert "key_in_stem" in said(found)


def test_an_empty_bracket_before_the_key_stays_a_blank():
    found = reading(["题目", "A", "B"], ["甲（ ）乙是（A）", "一", "二"])

    assert only(found).stem == "甲（ ）乙是（ ）"


def test_a_stem_does_not_show_the_key_that_has_a_column():
    names = ["题目", "A", "B", "答案"]
    found = reading(names, ["一是（A）", "甲", "乙", "A"], ["二是（ B ）", "甲", "乙", "B"])

    assert [each.stem for each in questions(found)] == ["一是（ ）", "二是（ ）"]


def test_numbers_before_stems_go_where_they_count_up():
    found = reading(["题目", "答案"], ["1. 一。", "对"], ["2、二。", "错"], ["3）三。", "对"])
    other = reading(["题目", "答案"], ["3.14 是圆周率。", "对"], ["2.5 大于 2。", "对"])

    assert [each.stem for each in questions(found)] == ["一。", "二。", "三。"]
    assert [each.stem for each in questions(other)] == ["3.14 是圆周率。", "2.5 大于 2。"]


def test_a_kind_before_the_stem_is_taken_for_the_kind():
    question = only(reading(["题目", "A", "B", "答案"], ["【多选题】哪些？", "甲", "乙", "A"]))

    assert (question.stem, question.kind) == ("哪些？", Kind.MULTIPLE)


def test_fillers_behind_the_options_are_nothing():
    names = ["题目", "A", "B", "C", "D", "答案"]
    found = reading(names, ["一？", "甲", "乙", "/", "/", "A"], ["二？", "+", "-", "*", "/", "D"])

    first, second = questions(found)
    assert (first.choices, letters(second)) == (("甲", "乙"), "D")


def test_a_letter_past_the_options_is_named():
    found = reading(["题目", "A", "B", "答案"], ["一？", "甲", "乙", "AC"])

    assert codes(found) == [(2, "right_beyond")]


def test_positions_of_no_letters_are_none():
    assert positions("北京") is None
    assert positions("ABCDEFGHIJKLM") is None


def test_options_below_their_stem_in_its_own_column_belong_to_it():
    found = reading(
        ["题目", "答案"],
        ["1. 正确的是（ ）", "B"], ["A. 甲"], ["B. 乙"],
        ["2. 错误的是（ ）", "AB"], ["A. 丙"], ["B. 丁"],
    )  # fmt: skip

    assert [each.choices for each in questions(found)] == [("甲", "乙"), ("丙", "丁")]
    assert [draft.row for draft in found.drafts] == [2, 5]


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        (["题干", "正确选项", "干扰项1", "干扰项2"], ["哪个？", "甲", "乙", "丙"]),
        (["question", "correct_answer", "incorrect_answers"], ["哪个？", "甲", '["乙","丙"]']),
        (["question", "type", "correct answer", "wrong 1", "wrong 2"], ["哪个？", "multiple", "甲",
        "乙", "丙"]),
    ],
)  # fmt: skip
def test_a_right_option_beside_wrong_ones(names, cells):
    question = only(reading(names, cells))

    assert (question.kind, letters(question)) == (Kind.SINGLE, "A")
    assert question.choices == ("甲", "乙", "丙")


@pytest.mark.parametrize(
    "key", ["12、B", "本题答案为B", "故选B", "本题选：B", "故答案为B", "答案2"]
)
def test_words_and_a_number_before_the_letter_are_no_part_of_the_key(key):
    assert letters(one("哪个？", "单选题", "甲", "乙", "丙", "丁", key)) == "B"


@pytest.mark.parametrize("key", ["应对", "故意", "答复"])
def test_a_word_that_ends_like_a_verdict_is_none(key):
    question = one("要善于____。", "填空题", key, header=["题目", "题型", "答案"])

    assert (question.kind, question.accepted) == (Kind.BLANK, ((key,),))
    assert truth(key) is None


def test_a_second_wording_in_brackets_is_one_of_its_own():
    question = one("有____个。", "填空题", "一（或壹）", header=["题目", "题型", "答案"])

    assert question.accepted == (("一", "壹"),)


def test_a_number_before_a_blank_is_no_blank_itself():
    names = ["题目", "题型", "答案"]

    question = one("（1）____和（2）____。", "填空题", "（1）一（2）二", header=names)

    assert question.accepted == (("一",), ("二",))


def test_a_key_that_the_sheet_holds_as_a_number_finds_the_option_that_shows_it_otherwise():
    assert letters(one("多少？", "单选题", "10%", "20%", "30%", "40%", 0.2)) == "B"
    assert letters(one("多少？", "单选题", "1,000", "2,000", "3,000", "4,000", 3000)) == "C"
    assert letters(one("多少？", "单选题", "0.50", "1.50", "2.50", "3.50", "1.5")) == "B"


def test_a_key_has_the_signs_between_its_texts_that_the_options_have():
    found = reading(["题目", "选项", "答案"], ["哪些？", "甲$;$乙$;$丙", "甲$;$丙"])

    assert letters(only(found)) == "AC"


def test_kinds_written_as_numbers_are_told_by_the_options_and_keys_below_them():
    found = reading(
        ["类型", "题目", "A", "B", "C", "答案"],
        [1, "哪个？", "甲", "乙", "丙", "A"], [2, "哪些？", "甲", "乙", "丙", "AB"],
        [3, "火热。", "对", "错", None, "A"], [3, "火冷。", None, None, None, "B"],
    )  # fmt: skip

    kinds = [each.kind for each in questions(found)]
    assert kinds == [Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.TRUE_FALSE]


@pytest.mark.parametrize("key", ["option_b", "Opt2", "option-b", "answer_2"])
def test_a_key_may_be_the_name_of_a_column(key):
    found = reading(["question", "option_a", "option_b", "answer"], ["Which?", "甲", "乙", key])

    assert letters(only(found)) == "B"


@pytest.mark.parametrize(
    ("names", "options"),
    [(("A", "B", "D"), ("甲", "乙", "丁")), (("A", "B", "C", "D"), ("甲", "乙", None, "丁"))],
)
def test_a_column_of_options_that_the_whole_sheet_leaves_out_is_no_option(names, options):
    header = ["题目", *(f"选项{each}" for each in names), "答案"]
    found = reading(header, ["哪个？", *options, "D"], ["哪些？", *options, "乙"])

    assert [(each.choices, letters(each)) for each in questions(found)] == [
        (("甲", "乙", "丁"), "C"),
        (("甲", "乙", "丁"), "B"),
    ]


def test_an_option_that_one_row_lacks_is_missing():
    header = ["题目", "选项A", "选项B", "选项C", "答案"]
    found = reading(header, ["一？", "甲", None, "丙", "C"], ["二？", "甲", "乙", "丙", "C"])

    assert codes(found) == [(2, "choice_empty")]


def test_a_key_of_the_option_that_is_left_out_is_no_key_of_the_next():
    header = ["题目", "选项A", "选项B", "选项D", "答案"]
    found = reading(header, ["一？", "甲", "乙", "丁", "C"])

    assert codes(found) == [(2, "choice_empty")]


@pytest.mark.parametrize(("key", "right"), [(1.3, "AC"), ("1.2.4", "ABD"), ("1,234", "ABCD")])
def test_what_a_sheet_makes_of_several_numbers_is_understood(key, right):
    assert letters(one("哪些？", "多选题", *FOUR, key)) == right


def test_numbers_that_fall_or_are_options_themselves_are_not_cut_into_digits():
    assert letters(one("多少？", "单选题", "1.2", "1.3", "2.4", "3.1", 1.3)) == "B"
    found = reading(CHOICE, ["多少？", "单选题", *FOUR, "3.1"])
    assert codes(found) == [(2, "key_unclear")]


def test_a_letter_and_its_reason_may_share_a_cell_without_a_sign_between():
    question = one("一？", "单选题", *FOUR, "B因为乙对")

    assert (letters(question), question.note) == ("B", "因为乙对")


@pytest.mark.parametrize("key", ["b) 乙", "Option B: 乙", "乙 (B)", "乙【B】", "选项B、乙"])
def test_a_letter_with_its_option_is_a_key_in_any_order(key):
    assert letters(one("一？", "单选题", *FOUR, key)) == "B"


@pytest.mark.parametrize("key", ["b) 丙", "丙（B）", "Option B: 丙"])
def test_a_letter_beside_another_option_is_no_key(key):
    assert codes(reading(CHOICE, ["一？", "单选题", *FOUR, key])) == [(2, "key_unclear")]


def test_a_number_in_a_sheet_of_lettered_options_is_an_option_where_every_one_is():
    lettered = reading(
        ["题目", "A", "B", "C", "答案"], ["2+2？", 4, 3, 2, 4], ["1+1？", 4, 3, 2, 2]
    )
    counted = reading(["题目", "选项1", "选项2", "选项3", "答案"], ["火警？", 3, 2, 1, 1])
    mixed = reading(["题目", "A", "B", "答案"], ["2+2？", 4, 2, 2], ["火警？", "甲", "乙", 2])

    assert [letters(each) for each in questions(lettered)] == ["A", "C"]
    assert letters(only(counted)) == "A"
    assert [letters(each) for each in questions(mixed)] == ["B", "B"]


def test_both_words_of_truth_are_no_verdict():
    found = reading(["题型", "题目", "答案"], ["判断题", "火热。", "正确 错误"])

    assert codes(found) == [(2, "truth_unclear")]


@pytest.mark.parametrize(
    "names",
    [(None, None, None), ("第一", "第二", "第三"), ("choix un", "choix deux", "choix trois")],
)
@pytest.mark.parametrize("key", ["B", "乙", 2])
def test_options_in_columns_of_unknown_names_are_told_by_the_key(names, key):
    found = reading(["题目", *names, "答案"], ["哪个？", "甲", "乙", "丙", key])

    assert (only(found).choices, letters(only(found))) == (("甲", "乙", "丙"), "B")


def test_columns_of_unknown_names_that_the_key_does_not_name_are_none():
    found = reading(
        ["题目", "部门", "责任人", "答案"],
        ["火警____", "一部", "张三", "119"],
        ["匪警____", "二部", "李四", "110"],
    )

    assert [each.accepted for each in questions(found)] == [(("119",),), (("110",),)]
