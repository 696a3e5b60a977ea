"""Texts that several questions are about, and headings between questions."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, questions, text_reading
from tests.formats.papers import stems

FIRST, SECOND = "张三在厂区内违章操作，造成了事故。", "李四没有戴安全帽就进入了现场。"
NAMES = {
    "案例一": ("案例一\n", "案例二\n"),
    "with a colon": ("案例1：", "案例2："),
    "with a blank": ("案例一 ", "案例二 "),
    "in square brackets": ("【案例一】", "【案例二】"),
    "in round brackets": ("（案例一）\n", "（案例二）\n"),
    "材料": ("材料一：", "材料二："),
    "资料": ("资料1\n", "资料2\n"),
    "情景": ("情景一：", "情景二："),
    "背景": ("【背景】", "【背景】"),
    "事故案例": ("事故案例1：", "事故案例2："),
}
WAYS = {
    "1. 2.": ("1. ", "2. ", "1. ", "2. "),
    "1. 2. 3. 4.": ("1. ", "2. ", "3. ", "4. "),
    "1、2、": ("1、", "2、", "1、", "2、"),
    "(1) (2)": ("(1)", "(2)", "(1)", "(2)"),
    "（一）（二）": ("（一）", "（二）", "（一）", "（二）"),
}
WHOLE = [("张三", "AB"), ("张三", "AB"), ("李四", "AB"), ("李四", "AB")]


def case(first, second, ways, key="答案：{}\n"):
    asked = [
        f"{way}{name}（ ）\nA. 子\nB. 丑\n{key.format(letter)}"
        for way, name, letter in zip(ways, "甲乙丙丁", "ABBA", strict=True)
    ]
    return f"{first}{FIRST}\n{asked[0]}{asked[1]}{second}{SECOND}\n{asked[2]}{asked[3]}"


def cases_are_whole(found):
    assert [each.stem.rpartition("\n")[2] for each in questions(found)] == [
        "甲（ ）", "乙（ ）", "丙（ ）", "丁（ ）",
    ]  # fmt: skip
    texts = [FIRST, FIRST, SECOND, SECOND]
    assert all(text in stem for text, stem in zip(texts, stems(found), strict=True))
    assert [(FIRST in stem) + (SECOND in stem) for stem in stems(found)] == [1, 1, 1, 1]
    assert [each.choices for each in questions(found)] == [("子", "丑")] * 4
    assert [letters(each) for each in questions(found)] == ["A", "B", "B", "A"]
    assert [each.note for each in questions(found)] == ["", "", "", ""]


@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("first", "second"), NAMES.values(), ids=NAMES)
def test_the_text_of_a_case_stands_in_the_stems_of_its_questions(first, second, ways):
    cases_are_whole(text_reading(case(first, second, ways)))


@pytest.mark.parametrize("key", ["答案：{}\n", ""], ids=["keys below", "keys at the end"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("（一）", "（二）"), ("（一）\n", "（二）\n"), ("一、", "二、"), ("", "")],
    ids=["（一）", "（一） alone", "一、", "nothing"],
)
def test_in_a_section_of_cases_the_next_one_needs_no_name(first, second, key):
    end = "" if key else "参考答案\n1-4 ABBA"
    cases_are_whole(
        text_reading(f"四、案例分析题\n{case(first, second, WAYS['1. 2. 3. 4.'], key)}{end}")
    )


@pytest.mark.parametrize(
    "answers",
    ["案例一：1.A 2.B\n案例二：1.B 2.A", "案例一\n1.A\n2.B\n案例二\n1.B\n2.A", "1-2 AB\n1-2 BA"],
    ids=["in a line", "one a line", "ranges"],
)
def test_answers_at_the_end_may_be_given_case_by_case(answers):
    text = case("案例一\n", "案例二\n", WAYS["1. 2."], "")

    cases_are_whole(text_reading(f"{text}参考答案\n{answers}"))


def test_the_points_of_a_case_are_no_questions():
    found = text_reading(
        "案例一：厂里有如下情况：\n1）甲违章；\n2）乙受伤。\n根据以上案例，回答下列问题：\n"
        "1. 甲（ ）\nA. 子\nB. 丑\n答案：A"
    )

    assert stems(found)[0].endswith("1）甲违章；2）乙受伤。根据以上案例，回答下列问题：\n甲（ ）")
    assert codes(found) == []


def test_questions_in_brackets_below_a_numbered_text_have_it_in_their_stems():
    found = text_reading(
        "案例题\n1. 甲违章。\n（1）甲（ ）\nA. 子\nB. 丑\n答案：A\n"
        "（2）乙（ ）\nA. 子\nB. 丑\n答案：B\n"
        "2. 丙受伤。\n（1）丙（ ）\nA. 子\nB. 丑\n答案：B"
    )

    assert stems(found)[:2] == ["甲违章。\n甲（ ）", "甲违章。\n乙（ ）"]
    assert [letters(each) for each in questions(found)] == ["A", "B", "B"]


def test_reasons_below_the_keys_of_a_case_are_no_case():
    found = text_reading(
        f"案例题\n{FIRST}\n1. 甲（ ）\nA. 子\nB. 丑\n答案：A\n因为规程里就是这样规定的。\n"
        "2. 乙（ ）\nA. 子\nB. 丑\n答案：B\n因为规程里没有这样规定的。"
    )

    assert [each.stem for each in questions(found)] == [f"{FIRST}\n甲（ ）", f"{FIRST}\n乙（ ）"]
    assert [each.note[:2] for each in questions(found)] == ["因为", "因为"]


def test_the_answers_to_a_case_end_where_the_next_one_begins():
    found = text_reading(
        f"案例分析题\n案例一 {FIRST}\n1. 原因是什么？\n2. 如何预防？\n"
        "参考答案：\n1. 违章。\n2. 培训。\n"
        f"案例二 {SECOND}\n1. 原因是什么？\n2. 如何预防？\n参考答案：\n1. 侥幸。\n2. 教育。"
    )

    assert [each.accepted for each in questions(found)] == [
        (("违章",),), (("培训",),), (("侥幸",),), (("教育",),),
    ]  # fmt: skip


def test_a_case_that_says_to_ask_is_no_title():
    found = text_reading("案例：甲将货物交给乙，请其保管。\n1. 乙（ ）\nA. 子\nB. 丑\n答案：A")

    assert stems(found) == ["案例：甲将货物交给乙，请其保管。\n乙（ ）"]


HEADED = {
    "choices": ("甲是（ ）\nA. 子\nB. 丑\n答案：A", "乙是（ ）\nA. 子\nB. 丑\n答案：B"),
    "questions": ("甲是谁？\nA. 子\nB. 丑\n答案：A", "乙是谁？\nA. 子\nB. 丑\n答案：B"),
    "verdicts": ("雪是白的。（√）", "雪是黑的。（×）"),
    "statements": ("雪是白的。\n答案：对", "雪是黑的。\n答案：错"),
    "numbered": ("1. 甲是（ ）\nA. 子\nB. 丑\n答案：A", "1. 乙是（ ）\nA. 子\nB. 丑\n答案：B"),
}


@pytest.mark.parametrize("names", ["（一）基础知识|（二）专业知识", "(一)基础|(二)提高"])
@pytest.mark.parametrize(("first", "second"), HEADED.values(), ids=HEADED)
def test_a_heading_in_brackets_above_one_question_is_no_part_of_its_stem(first, second, names):
    one, two = names.split("|")
    found = text_reading(f"{one}\n{first}\n{two}\n{second}")

    assert all("一" not in stem and "二" not in stem for stem in stems(found))
    assert [draft.question.tags for draft in found.drafts] == [(one,), (two,)]
    assert [min(each.right) for each in questions(found)] == [0, 1]


def test_a_sentence_in_brackets_that_goes_on_is_no_heading():
    found = text_reading("（一）我国的消防宣传日是\n哪一天？\nA. 子\nB. 丑\n答案：A")

    assert "消防宣传日是哪一天？" in stems(found)[0]


def test_essays_numbered_as_headings_are_stay_essays():
    found = text_reading("简答题\n（一）甲的意义\n答：子。\n（二）乙的意义\n答：丑。")

    assert [each.kind for each in questions(found)] == [Kind.SHORT, Kind.SHORT]
    assert stems(found) == ["甲的意义", "乙的意义"]
