"""Small things that a paper has between its words: lists, small forms, words around keys."""

import pytest

from questions.question import Kind
from tests.formats import word
from tests.formats.made import codes, letters, only, questions, text_reading
from tests.formats.papers import stems

LISTED = {
    "1）": "1）停；\n2）看；\n3）想。",
    "(1)": "(1)停；\n(2)看；\n(3)想。",
    "1.": "1.停；\n2.看；\n3.想。",
    "①": "①停；\n②看；\n③想。",
    "（一）": "（一）停；\n（二）看；\n（三）想。",
}


@pytest.mark.parametrize("points", LISTED.values(), ids=LISTED)
def test_a_list_in_a_stem_is_part_of_it_however_it_is_numbered(points):
    found = text_reading(
        "1. 甲是（ ）\nA. 子\nB. 丑\n答案：B\n"
        f"2. 处理事故有这些步骤：\n{points}\n正确的顺序是（ ）\nA. 甲\nB. 乙\n答案：A\n"
        "3. 丙是（ ）\nA. 子\nB. 丑\n答案：B"
    )

    assert [stem[:2] for stem in stems(found)] == ["甲是", "处理", "丙是"]
    assert all(each in stems(found)[1] for each in ("停", "看", "想", "正确的顺序"))
    assert [letters(each) for each in questions(found)] == ["B", "A", "B"]


def test_a_kind_and_a_number_before_a_stem_make_no_title_of_it():
    found = text_reading(
        "[单选题] 1. 甲是（ ）\nA. 子\nB. 丑\n答案：A\n"
        "[填空题] 2. 灭火器应每____月检查一次，每次请记录。\n答案：一"
    )

    assert stems(found) == ["甲是（ ）", "灭火器应每____月检查一次，每次请记录。"]


def test_gaps_with_numbers_in_them_are_filled_by_the_answers_with_these():
    question = only(text_reading("填空题\n1. 甲是（1），乙是（2）。\n答案：(1)子；(2)丑。"))

    assert (question.stem, question.accepted) == ("甲是（ ），乙是（ ）。", (("子",), ("丑",)))


@pytest.mark.parametrize("answer", ["(1) 119", "（1）119。", "①119", "119。", "第1空：119"])
def test_a_number_before_one_gap_s_answer_and_a_full_stop_are_no_part_of_it(answer):
    question = only(text_reading(f"填空题\n1. 火警电话是____。\n答案：{answer}"))

    assert question.accepted == (("119",),)


def test_how_marks_are_given_is_no_answer():
    question = only(text_reading("简答题\n1. 简述。\n答案：①停；②看。\n评分标准：每点2分。"))

    assert question.accepted == (("停",), ("看",))


@pytest.mark.parametrize("line", ["—— 1 ——", "-- 2 --", "- 3 -", "— 4 —"])
def test_a_page_number_between_options_is_part_of_none(line):
    question = only(text_reading(f"1. 甲是（ ）\nA. 子\n{line}\nB. 丑\n答案：A"))

    assert question.choices == ("子", "丑")


@pytest.mark.parametrize(
    ("key", "right"), [("A.子 C.寅", "AC"), ("A、子；B、丑", "AB"), ("B.丑", "B")]
)
def test_letters_with_their_texts_are_a_key(key, right):
    question = only(text_reading(f"1. 甲是（ ）\nA. 子\nB. 丑\nC. 寅\n答案：{key}"))

    assert (letters(question), question.note) == (right, "")


@pytest.mark.parametrize(
    ("lines", "right"),
    [("对(正确答案)\n错", 0), ("对\n错(正确答案)", 1), ("正确\n错误（正确答案）", 1)],
)
def test_a_verdict_that_says_itself_that_it_is_right_is_the_key(lines, right):
    question = only(text_reading(f"1. 雪是白的 [判断题] *\n{lines}"))

    assert (question.stem, question.right) == ("雪是白的", frozenset({right}))


VERDICTS = {
    "before": ("√ 雪是白的。", "× 雪是黑的。"),
    "bracket before": ("（√）雪是白的。", "（×）雪是黑的。"),
    "behind": ("雪是白的。√", "雪是黑的。×"),
    "Y and N": ("雪是白的。（Y）", "雪是黑的。（N）"),
    "T and F": ("雪是白的。（T）", "雪是黑的。（F）"),
}


@pytest.mark.parametrize(("yes", "no"), VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_beside_a_statement_is_its_key(yes, no):
    found = text_reading(f"判断题\n1. {yes}\n2. {no}")

    assert [each.right for each in questions(found)] == [frozenset({0}), frozenset({1})]
    assert all("雪是" in stem and "√" not in stem and "×" not in stem for stem in stems(found))


def test_letters_for_true_and_false_may_be_one_word():
    found = text_reading("判断题\n1. 雪是白的。\n2. 雪是黑的。\n3. 雪是冷的。\n答案：TFT")

    assert [min(each.right) for each in questions(found)] == [0, 1, 0]


def test_small_forms_are_read_as_the_usual_ones():
    found = text_reading("1﹑甲是﹙B﹚\nA﹑子 B﹑丑\n2﹒乙是（ｂ）\na. 子\nb. 丑")

    assert [letters(each) for each in questions(found)] == ["B", "B"]
    assert questions(found)[0].choices == ("子", "丑")


@pytest.mark.parametrize("last", ["题号 4\n答案 B", "题号\t4\t\t\n答案\tB\t\t"])
def test_a_table_of_answers_may_end_with_one_number(last):
    asked = "".join(f"{n}. 甲{n}是（ ）\nA. 子\nB. 丑\n" for n in range(1, 5))
    found = text_reading(f"{asked}参考答案\n题号 1 2 3\n答案 A B A\n{last}")

    assert [letters(each) for each in questions(found)] == ["A", "B", "A", "B"]


def test_questions_side_by_side_in_a_table_are_read_column_by_column():
    found = word.document(
        word.table(
            ("1.甲是（ ）", "2.乙是（ ）"),
            ("A.子", "A.寅"),
            ("B.丑", "B.卯"),
            ("答案：A", "答案：B"),
        )
    )

    assert [each.choices for each in questions(found)] == [("子", "丑"), ("寅", "卯")]
    assert [letters(each) for each in questions(found)] == ["A", "B"]
    assert codes(found) == []


def test_a_numbered_essay_below_a_list_is_an_essay():
    found = text_reading("简答题\n1. 简述甲。\n答：（1）子；（2）丑。\n2. 简述乙。\n答：寅。")

    assert [each.kind for each in questions(found)] == [Kind.SHORT, Kind.SHORT]


def test_a_stem_that_shows_its_key_does_so_no_more():
    found = text_reading("1. 甲是（B）\nA. 子\nB. 丑\n答案：B")

    assert (only(found).stem, letters(only(found))) == ("甲是（ ）", "B")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. 甲是（A）\nA. 子\nB. 丑\n答案：B", "key_unclear"),
        ("判断题\n1. 雪是白的。（√）\n答案：错", "truth_unclear"),
    ],
    ids=["letters", "verdicts"],
)
def test_a_key_in_the_stem_and_another_below_are_named(text, code):
    assert [problem.code for problem in text_reading(text).problems] == [code]


def test_a_letter_in_brackets_that_is_none_of_the_options_or_not_at_the_end_is_no_key():
    found = text_reading(
        "1. 电流（A）的单位是什么？\nA. 伏\nB. 安\n答案：B\n"
        "2. 图中的仪表（V）\nA. 甲\nB. 乙\n答案：A"
    )

    assert stems(found) == ["电流（A）的单位是什么？", "图中的仪表（V）"]
    assert [letters(each) for each in questions(found)] == ["B", "A"]


PARTED = {
    "words": "第一空：子；第二空：丑", "空1": "空1：子 空2：丑", "brackets": "（子）（丑）",
    "square": "[子][丑]", "stops": "子。丑。", "dashes": "子--丑", "lines": "\n子\n丑",
    "lines with words": "\n第1空：子\n第2空：丑",
}  # fmt: skip


@pytest.mark.parametrize("title", ["填空题\n", ""], ids=["with a title", "without"])
@pytest.mark.parametrize("answer", PARTED.values(), ids=PARTED)
def test_what_fills_two_gaps_is_parted_as_people_write_it(answer, title):
    question = only(text_reading(f"{title}1. 甲是____，乙是____。\n答案：{answer}"))

    assert question.accepted == (("子",), ("丑",))


def test_text_between_two_gaps_fills_neither():
    found = text_reading("填空题\n1. 自____起至____止。\n2. 甲____。\n答案：子")

    assert codes(found) == [(2, "blanks_missing")]


def test_beside_text_on_a_line_a_bracket_is_a_remark():
    question = only(text_reading("填空题\n1. 甲（含乙）是___子___。"))

    assert (question.stem, question.accepted) == ("甲（含乙）是____。", (("子",),))


def test_what_is_to_be_described_is_an_essay_without_any_title():
    question = only(text_reading("1. 简述甲。\n答案：包括以下方面：\n一、子；\n二、丑。"))

    assert (question.kind, question.accepted) == (Kind.SHORT, (("子",), ("丑",)))


def test_numbers_that_a_wrapped_sentence_goes_on_with_begin_no_question():
    found = text_reading(
        "1. 根据规定，共有\n2、3、4三种情况的是（ ）\nA. 子\nB. 丑\n答案：A\n"
        "2. 乙（ ）\nA. 子\nB. 丑\n答案：B"
    )

    assert [letters(each) for each in questions(found)] == ["A", "B"]
    assert "2、3、4三种" in stems(found)[0]


def test_answers_that_do_not_fit_are_named_and_not_the_file():
    found = text_reading("填空题\n1. 甲是____。\n2. 乙是____。\n参考答案\n1. 子")

    assert codes(found) == [(2, "blanks_missing"), (3, "blanks_missing"), (4, "answers_differ")]


KINDS = {
    "difficulty": ("1. 单选题 （难度：易） 甲是（ ）", "2. 单选题 （难度：难） 乙是（ ）"),
    "kind in front": ("单选题：1. 甲是（ ）", "单选题：2. 乙是（ ）"),
    "kind behind": ("1. 甲是（ ）（单选题）", "2. 乙是（ ）[单选]"),
    "kind behind the number": ("1、【单选】甲是（ ）", "2、【单选】乙是（ ）"),
    "kind before the number": ("(单选)1.甲是（ ）", "(单选)2.乙是（ ）"),
    "marks": ("1.（2分）甲是（ ）", "2.[3分] 乙是（ ）"),
}


@pytest.mark.parametrize(("first", "second"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("key", ["答案：{}", "(答案){}", "【答案】{}"])
def test_what_stands_around_a_stem_is_no_part_of_it(first, second, key):
    options = "A. 子\nB. 丑\n"
    found = text_reading(
        f"{first}\n{options}{key.format('A')}\n{second}\n{options}{key.format('B')}"
    )

    assert stems(found) == ["甲是（ ）", "乙是（ ）"]
    assert [letters(each) for each in questions(found)] == ["A", "B"]


def test_a_key_behind_the_last_option_needs_no_colon():
    question = only(text_reading("1. 甲是（ ）\nA. 子 B. 丑\nC. 寅 D. 卯   正确答案 C"))

    assert (question.choices[-1], letters(question)) == ("卯", "C")


def test_a_bracket_round_all_options_is_part_of_none():
    question = only(text_reading("1. 甲是（ ）。（A.子 B.丑 C.寅）\n答案：A"))

    assert question.choices == ("子", "丑", "寅")


@pytest.mark.parametrize(("key", "right"), [("2", "B"), ("2）", "B"), ("1,3", "AC")])
def test_options_with_figures_are_chosen_by_these(key, right):
    question = only(text_reading(f"1. 甲是（ ）\n1）子\n2）丑\n3）寅\n答案：{key}"))

    assert (question.choices, letters(question)) == (("子", "丑", "寅"), right)


def test_circled_numbers_in_gaps_are_filled_in_their_order():
    question = only(text_reading("填空题\n1. 方针是（①）、（②）。\n答案：①子 ②丑"))

    assert (question.stem, question.accepted) == ("方针是（ ）、（ ）。", (("子",), ("丑",)))


def test_cases_in_the_answer_to_an_essay_are_part_of_it():
    found = text_reading(
        "简答题\n1. 举例。\n答：\n材料一：甲。\n材料二：乙。\n2. 说明。\n答：丑。"
    )

    assert stems(found) == ["举例。", "说明。"]
    assert len(questions(found)[0].accepted) == 2


def test_a_case_without_numbers_is_above_what_is_asked_of_it():
    found = text_reading("案例分析题\n张三违章。\n问题：违反了什么？\n答案：违反了规程。")

    assert only(found).stem.startswith("张三违章。")


@pytest.mark.parametrize(
    "line", ["专业知识", "（见第三条）", "公司培训部 2024年", "内部资料 禁止外传"]
)
def test_a_line_of_its_own_below_the_options_is_part_of_none(line):
    found = text_reading(
        f"1. 甲是以下的哪一个（ ）\nA. 子\nB. 丑\n{line}\n答案：A\n"
        "2. 乙（ ）\nA. 子\nB. 丑\n答案：B"
    )

    assert [each.choices for each in questions(found)] == [("子", "丑")] * 2
    assert [each.note for each in questions(found)] == [line, ""]


def test_an_option_that_is_wrapped_goes_on_in_the_next_line():
    found = text_reading(
        "1. 甲是以下的哪一个（ ）\nA. 子\n"
        "B. 生产经营单位的主要负责人对本单位的安全生产工作全\n面负责\n答案：A\n"
        "2. 乙（ ）\nA. 子\nB. 包括：\n寅和卯\n答案：B"
    )

    assert questions(found)[0].choices[1].endswith("全面负责")
    assert questions(found)[1].choices[1] == "包括：寅和卯"


def test_parts_of_a_case_that_are_answered_one_by_one_are_questions():
    found = text_reading(
        "案例题\n1. 张三违章。\n（1）违反什么？\n答：规程。\n（2）如何处理？\n答：罚款。\n"
        "2. 李四受伤。\n（1）为何？\n答：侥幸。"
    )

    assert stems(found)[:2] == ["张三违章。\n违反什么？", "张三违章。\n如何处理？"]
    assert [each.accepted[0][0] for each in questions(found)] == ["规程", "罚款", "侥幸"]
