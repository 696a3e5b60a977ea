"""Word documents: keys that are shown by their looks alone, and tables of many sorts."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said
from tests.formats.word import (
    bold,
    document,
    highlighted,
    level,
    numbering,
    p,
    ps,
    red,
    table,
    underlined,
)

TWO = "A.甲 B.乙 C.丙 D.丁"


def asked(count, way="{}.问{}（ ）", options=f"\n{TWO}"):
    return "".join(ps(way.format(n, n) + options) for n in range(1, count + 1))


def test_a_letter_alone_may_stand_out():
    found = document(
        p("1.一是"), p("A.甲"), p(bold("B"), ".乙"), p("2.二是"), p(bold("A"), ".甲"), p("B.乙")
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "key_bold" in said(found)


@pytest.mark.parametrize("look", [red, highlighted, bold, underlined])
def test_what_stands_out_in_a_blank_is_what_fills_it(look):
    question = only(
        document(p("一、填空题"), p("1.方针是", look("安全第一"), "、", look("预防为主"), "。"))
    )

    assert question.stem == "方针是____、____。"
    assert question.accepted == (("安全第一",), ("预防为主",))


def test_an_underlined_letter_is_the_key_of_a_choice():
    question = only(document(p("一、单选题"), p("1.方针是", underlined(" B "), "。"), p(TWO)))

    assert (question.stem, letters(question)) == ("方针是____。", "B")


def test_a_table_for_answers_that_nobody_filled_in_is_left_out():
    found = document(
        p("一、单选题"), table(("题号", "1", "2"), ("答案", "", "")), ps(f"1.一（B）\n{TWO}")
    )

    assert letters(only(found)) == "B"


def test_answers_in_a_table_above_their_questions():
    found = document(
        p("一、单选题"), table(("题号", "1", "2"), ("答案", "A", "C")), asked(2),
        p("二、判断题"), table(("题号", "1", "2"), ("答案", "√", "×")), asked(2, options=""),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)[:2]] == ["A", "C"]
    assert [each.is_true for each in questions(found)[2:]] == [True, False]


def test_titles_may_stand_between_the_rows_of_answers():
    found = document(
        p("一、单选题"), asked(2), p("二、判断题"), asked(2, options=""), p("答案"),
        table(("一、单选题", ""), ("1", "A"), ("2", "B"),
              ("二、判断题", ""), ("1", "对"), ("2", "错")),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)[:2]] == ["A", "B"]
    assert [each.is_true for each in questions(found)[2:]] == [True, False]


def test_answers_in_a_table_may_be_ranges():
    found = document(p("一、单选题"), asked(6), p("答案"), table(("1-3", "ABC"), ("4-6", "DAB")))

    assert "".join(letters(each) for each in questions(found)) == "ABCDAB"


def test_a_table_may_hold_one_question_part_by_part():
    found = document(
        table(("题干", "一是（ ）"), ("选项A", "甲"), ("选项B", "乙"), ("答案", "B")),
        table(("题干", "二。"), ("题型", "判断题"), ("答案", "正确")),
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]
    assert questions(found)[0].choices == ("甲", "乙")


def test_rows_of_answers_may_be_called_by_their_sections():
    found = document(
        p("一、单选题"), asked(3), p("二、判断题"), asked(3, options=""), p("参考答案"),
        table(("题号", "1", "2", "3"), ("单选题", "A", "B", "C"), ("判断题", "√", "×", "√")),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)[:3]] == ["A", "B", "C"]
    assert [each.is_true for each in questions(found)[3:]] == [True, False, True]


def test_colours_are_taken_though_one_question_has_none():
    blocks = "".join(p(f"{n}、问{n}？") + p(red("A.甲")) + p("B.乙") for n in range(1, 6))
    found = document(blocks, ps("6、六？\nA.甲\nB.乙"))

    assert [letters(draft.question) for draft in found.drafts] == ["A"] * 5
    assert [code for _, code in codes(found)] == ["right_missing"]
    assert "key_look_partly" in said(found)


def test_all_options_may_be_right_where_several_can_be():
    found = document(
        p("一、多选题"), p("1.一？"), p(red("A.甲")), p("B.乙"),
        p("2.二？"), p(red("A.甲")), p(red("B.乙")),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["A", "AB"]


def test_points_below_a_label_may_be_numbered_as_questions_are():
    lists = numbering([(level(0, "decimal", "%1."),)] * 2, [(0, 1), (1, 1), (1, 1)])
    blocks = "".join(
        p(f"{stem}？", numbered=(1, 0))
        + p("答：")
        + "".join(p(e, numbered=(at, 0)) for e in points)
        for at, stem, points in ((2, "灭火", ("拔掉", "按压")), (3, "逃生", ("弯腰", "捂鼻")))
    )
    found = document(p("一、简答题"), blocks, numbering=lists)

    assert [each.accepted for each in questions(found)] == [
        (("拔掉",), ("按压",)),
        (("弯腰",), ("捂鼻",)),
    ]


def test_the_word_that_is_coloured_is_the_verdict():
    found = document(
        p("一、判断题"), p("1.雪是白的。"), p(red("正确")), p("错误"),
        p("2.雪是黑的。"), p("正确"), p(red("错误")),
    )  # fmt: skip

    assert [(each.stem, each.is_true) for each in questions(found)] == [
        ("雪是白的。", True),
        ("雪是黑的。", False),
    ]


def test_a_verdict_that_is_listed_as_well_is_not_shown_in_the_stem():
    found = document(
        p("一、判断题"), p("1.雪是白的。（√）"), p("2.雪黑。（ ）"), p("答案：1.√ 2.×")
    )

    assert [each.stem for each in questions(found)] == ["雪是白的。（ ）", "雪黑。（ ）"]


def test_letters_that_word_counted_on_are_no_part_of_the_options():
    lists = numbering([(level(0, "upperLetter", "%1."),)], [(0, 1)])
    blocks = "".join(
        p(f"{n}.问{n}（B）") + "".join(p(text, numbered=(1, 0)) for text in "甲乙丙")
        for n in (1, 2)
    )
    found = document(p("一、单选题"), blocks, numbering=lists)

    assert [each.choices for each in questions(found)] == [("甲", "乙", "丙")] * 2


def test_a_title_may_stand_in_a_table_of_its_own():
    found = document(
        table(("一、单选题（每题2分）",)),
        ps(f"1.一（A）\n{TWO}"),
        table(("二、判断题",)),
        p("1.二。（√）"),
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]


def test_a_table_of_answers_may_give_the_reasons():
    found = document(
        p("一、单选题"), asked(2), p("答案"),
        table(("题号", "答案", "解析"), ("1", "A", "因为甲"), ("2", "B", "因为乙")),
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["A", "B"]
    assert [each.note for each in questions(found)] == ["因为甲", "因为乙"]
