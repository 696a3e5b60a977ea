"""Answers that stand apart from their questions, options that stand out, and what is no paper."""

import pytest

from questions.errors import FileRefused
from tests.formats.made import codes, letters, only, questions, said, text_reading
from tests.formats.papers import OPTIONS, paper

# -- answers that stand apart

THREE = "".join(f"{n}. 问题{n}？\n{OPTIONS}" for n in (1, 2, 3))


@pytest.mark.parametrize(
    "table",
    [
        "参考答案\n1.B 2.C 3.D",
        "答案：1.B 2.C 3.D",
        "参考答案：\n1-3 BCD",
        "答案\n1~3：BCD",
        "答案\n1—3题：B C D",
        "参考答案\nB\nC\nD",
        "附：参考答案\n1、B\n2、C\n3、D",
        "标准答案及评分标准\n一、单选题\n1.B 2.C 3.D",
        "参考答案\n（1）B（2）C（3）D",
        "答案：\n1. B\n2. C\n3. D",
        "参考答案与解析\n1.【答案】B\n【解析】一。\n2.【答案】C\n3.【答案】D",
        "1.B 2.C 3.D",
        "参考答案\n一、1.B 2.C 3.D",
        "答案部分\n1B 2C 3D",
        "参考答案\n1-2 BC\n3 D",
    ],
)
def test_a_table_of_answers_at_the_end(table):
    found = paper(f"一、单选题\n{THREE}\n{table}\n")

    assert [letters(each) for each in questions(found)] == ["B", "C", "D"]


def test_answers_at_the_end_go_to_their_sections():
    found = questions(
        paper(
            f"一、单选题\n{THREE}二、多选题\n1. 多一？\n{OPTIONS}2. 多二？\n{OPTIONS}"
            "三、判断题\n1. 是。\n2. 否。\n"
            "四、填空题\n1. 火警____。\n五、简答题\n1. 谈谈。\n"
            "参考答案\n一、单选题\n1-3 BCD\n二、多选题\n1.ABC 2.AD\n"
            "三、判断题\n1.√ 2.×\n四、填空题\n1. 119\n"
            "五、简答题\n1. 答：要安全；\n要稳定。\n"
        )
    )

    assert [letters(each) for each in found[:5]] == ["B", "C", "D", "ABC", "AD"]
    assert [each.right for each in found[5:7]] == [{0}, {1}]
    assert found[7].accepted == (("119",),)
    assert found[8].accepted == (("要安全",), ("要稳定",))


def test_answers_may_follow_every_section():
    found = questions(
        paper(
            f"一、单选题\n{THREE}答案：1-3 BCD\n"
            f"二、单选题\n{THREE.replace('问题', '另题')}答案：1.A 2.A 3.B\n"
        )
    )

    assert [letters(each) for each in found] == ["B", "C", "D", "A", "A", "B"]


@pytest.mark.parametrize("table", ["1.B 2.C", "1-4 BCDA", "1-3 BC", "B\nC", "1.B 2.C 4.D"])
def test_a_table_with_another_count_is_refused_and_never_shifted(table):
    found = paper(
        f"一、单选题\n{THREE}二、判断题\n1. 雪是白的。（√）\n参考答案\n一、单选题\n{table}\n"
    )

    assert [each.stem for each in (d.question for d in found.drafts)] == ["雪是白的。（ ）"]
    assert [code for _, code in codes(found)] == ["right_missing"] * 3 + ["answers_differ"]


# -- options that stand out


def test_a_star_marks_the_right_option_where_every_question_has_one():
    found = paper("1. 一？\nA. 甲\n*B. 乙\n2. 二？\n*A. 甲\nB. 乙\n")

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "key_star" in said(found)


def test_stars_in_some_questions_only_are_no_keys():
    found = paper(
        "1. 一？\nA. 甲\n*B. 乙\n2. 二？\nA. 甲\nB. 乙\n3. 三？\n*A. 甲\nB. 乙\n答案：A\n"
    )

    assert codes(found) == [(1, "right_missing"), (4, "right_missing")]


@pytest.mark.parametrize("mark", ["(正确答案)", "（正确答案）", " √", "（√）", "[正确答案]"])
def test_an_option_may_say_that_it_is_right(mark):
    found = only(paper(f"1. 一？\nA. 甲\nB. 乙{mark}\nC. 丙\n"))

    assert (found.choices, letters(found)) == (("甲", "乙", "丙"), "B")


# -- what it is


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好。\n明天也是。\n",
        "1. 买菜\n2. 做饭\n",
        "第一章 总则\n第一条 为了安全，制定本法。\n",
    ],
)
def test_a_text_without_questions_is_no_paper(text):
    with pytest.raises(FileRefused) as refused:
        paper(text)

    assert refused.value.code == "file_text_no_table"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_papers_come_in_many_encodings(encoding):
    found = text_reading(f"1、下列说法正确的是（ ）\n{OPTIONS}答案：B\n", encoding)

    assert letters(only(found)) == "B"


def test_a_line_that_never_ends_is_named():
    found = paper(f"1. 一？\n{OPTIONS}答案：A\n{'长' * 20_001}\n")

    assert codes(found) == [(7, "line_too_long")]


TOGETHER = {
    "in a line": "答：（1）子；（2）丑。",
    "line by line": "参考答案：\n（1）子；\n（2）丑。",
    "from the label on": "答案：（1）子。\n（2）丑。",
}


@pytest.mark.parametrize("answer", TOGETHER.values(), ids=TOGETHER)
def test_one_answer_that_counts_as_its_questions_do_is_parted_among_them(answer):
    found = text_reading(f"案例分析题\n张三违章。请回答：\n（1）为何？\n（2）如何？\n{answer}")

    assert [each.stem[-3:] for each in questions(found)] == ["为何？", "如何？"]
    assert [each.accepted for each in questions(found)] == [(("子",),), (("丑",),)]


def test_one_answer_that_counts_otherwise_is_that_of_the_last_question():
    found = text_reading("简答题\n1. 为何？\n2. 如何？\n答：1. 子；2. 丑；3. 寅。")

    assert codes(found) == [(2, "reference_missing")]


@pytest.mark.parametrize("answers", ["参考答案：1.A 2.B", "1-2 AB", "答案：第1题：A 第2题：B"])
@pytest.mark.parametrize("is_above", [True, False], ids=["above", "below"])
def test_a_line_of_answers_is_that_of_all_questions_above_them_too(answers, is_above):
    asked = "1. 甲（ ）\nA. 子\nB. 丑\n2. 乙（ ）\nA. 子\nB. 丑\n"
    found = text_reading(f"{answers}\n{asked}" if is_above else f"{asked}{answers}")

    assert [letters(each) for each in questions(found)] == ["A", "B"]


KINDS = {
    "in one line": "答案：单选：1-2 AB；多选：1.AB 2.BC；判断：1-2 √×",
    "numbered": "参考答案：一、单选题：1.A 2.B 二、多选题：1.AB 2.BC 三、判断题：1.√ 2.×",
    "one a line": "参考答案\n单选题：1.A 2.B\n多选题：1.AB 2.BC\n判断题：1.√ 2.×",
}


@pytest.mark.parametrize("answers", KINDS.values(), ids=KINDS)
def test_answers_may_be_given_kind_by_kind(answers):
    options = "A. 子\nB. 丑\nC. 寅\n"
    choices = f"1. 甲（ ）\n{options}2. 乙（ ）\n{options}"
    found = text_reading(
        f"一、单选题\n{choices}二、多选题\n{choices}三、判断题\n1. 雪白。\n2. 雪黑。\n{answers}"
    )

    assert [letters(each) for each in questions(found)] == ["A", "B", "AB", "BC", "A", "B"]


def test_answers_may_stand_in_the_title_of_their_section():
    found = text_reading(
        "一、单选题（答案：1.B 2.A）\n1. 甲（ ）\nA. 子\nB. 丑\n2. 乙（ ）\nA. 子\nB. 丑\n"
        "二、判断题（答案：1.√ 2.×）\n1. 雪白。\n2. 雪黑。"
    )

    assert [letters(each) for each in questions(found)] == ["B", "A", "A", "B"]


def test_three_statements_in_one_line_are_three():
    found = text_reading("判断题\n1.雪白（√）  2.雪黑（×）  3.雪冷（√）")

    assert [min(each.right) for each in questions(found)] == [0, 1, 0]
