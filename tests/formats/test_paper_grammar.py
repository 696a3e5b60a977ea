"""Chinese exam papers as text: numbers, sections and options, each rule by a paper."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said
from tests.formats.papers import OPTIONS, paper, stems

# -- numbers


@pytest.mark.parametrize(
    "number",
    [
        "{}.",
        "{}．",
        "{}、",
        "{})",
        "（{}）",
        "({})",
        "第{}题",
        "第{}题：",
        "题目{}",
        "{} ",
        "【{}】",
        "*{}、",
        "第{}题(单选)：",
        "{}:",
        "Q{}.",
    ],
)
def test_questions_are_numbered_in_many_ways(number):
    text = "".join(
        f"{number.format(n)}问题{'一二三'[n - 1]}是（ ）\n{OPTIONS}答案：B\n" for n in (1, 2, 3)
    )

    found = questions(paper(text))

    assert [each.stem for each in found] == ["问题一是（ ）", "问题二是（ ）", "问题三是（ ）"]
    assert {letters(each) for each in found} == {"B"}


@pytest.mark.parametrize("signs", ["①②③", "⑴⑵⑶", "⒈⒉⒊"])
def test_circled_numbers_number_questions_where_nothing_else_does(signs):
    text = "".join(f"{sign} 问题{sign}？\n{OPTIONS}答案：A\n" for sign in signs)

    assert len(questions(paper(text))) == 3


def test_circled_lines_belong_to_the_stem_where_others_number():
    found = paper(
        "1. 说法正确的是（ ）\n①安全第一\n②预防为主\nA.①\nB.②\n答案：A\n"
        "2. 又？\nA.一\nB.二\n答案：B\n"
    )

    assert stems(found) == ["说法正确的是（ ）\n①安全第一\n②预防为主", "又？"]


def test_a_number_may_stand_alone_on_its_line():
    found = paper("1\n问题一？\nA. 甲\nB. 乙\n答案：A\n2\n问题二？\nA. 甲\nB. 乙\n答案：B\n")

    assert stems(found) == ["问题一？", "问题二？"]


def test_numbers_begin_anew_in_every_section_and_chapter():
    found = paper(
        "第一章 总则\n一、单选题\n1. 一？\nA.甲 B.乙\n答案：A\n2. 二？\nA.甲 B.乙\n答案：A\n"
        "第二章 职责\n一、单选题\n1. 三？\nA.甲 B.乙\n答案：A\n2. 四？\nA.甲 B.乙\n答案：B\n"
    )

    assert stems(found) == ["一？", "二？", "三？", "四？"]
    assert [draft.question.tags for draft in found.drafts] == [
        ("第一章 总则",),
        ("第一章 总则",),
        ("第二章 职责",),
        ("第二章 职责",),
    ]


def test_a_gap_in_the_numbers_is_said_and_no_mistake():
    found = paper("1. 一？\nA.甲 B.乙\n答案：A\n3. 三？\nA.甲 B.乙\n答案：B\n")

    assert stems(found) == ["一？", "三？"]
    assert "numbers_jump" in said(found)


def test_a_stem_may_begin_with_a_year_or_a_decimal():
    found = paper(
        "1.2021年7月1日是建党（ ）周年。\nA.90\nB.100\n答案：B\n"
        "2.2.5克是多少？\nA.少\nB.多\n答案：A\n"
    )

    assert stems(found) == ["2021年7月1日是建党（ ）周年。", "2.5克是多少？"]


def test_questions_without_numbers_are_told_apart_by_their_answers():
    found = paper(
        f"问题一（ ）\n{OPTIONS}答案：A\n\n问题二（ ）\n{OPTIONS}答案：B\n"
        f"问题三（ ）\n{OPTIONS}答案：C\n"
    )

    assert stems(found) == ["问题一（ ）", "问题二（ ）", "问题三（ ）"]
    assert [letters(draft.question) for draft in found.drafts] == ["A", "B", "C"]


def test_what_is_left_of_a_list_is_no_question():
    found = paper(f"1、一？\n{OPTIONS}答案：A\n2、3、4、5、\n2、二？\n{OPTIONS}答案：B\n")

    assert stems(found) == ["一？", "二？"]


# -- sections


@pytest.mark.parametrize(
    ("title", "answer", "kind"),
    [
        ("一、单项选择题（每题1分，共20分）", "答案：A", Kind.SINGLE),
        ("一. 单选题（共 200 题，200.0 分）", "答案：A", Kind.SINGLE),
        ("第一部分 单选题", "答案：A", Kind.SINGLE),
        ("题型：单选题", "答案：A", Kind.SINGLE),
        ("【单选题】", "答案：A", Kind.SINGLE),
        ("二、多项选择题：下列各题至少有两个正确答案", "答案：AB", Kind.MULTIPLE),
        ("三、不定项选择", "答案：ABC", Kind.MULTIPLE),
        ("[多选]", "答案：A", Kind.MULTIPLE),
        ("31473单选题", "答案：A", Kind.SINGLE),
    ],
)
def test_a_section_gives_the_kind(title, answer, kind):
    assert only(paper(f"{title}\n1、问题（ ）\n{OPTIONS}{answer}\n")).kind is kind


@pytest.mark.parametrize(
    ("title", "answer", "kind"),
    [
        ("三、判断题（对的打√，错的打×）", "答案：√", Kind.TRUE_FALSE),
        ("三、判断改错题", "答案：错，应为十日", Kind.TRUE_FALSE),
        ("四、填空题", "答案：安全", Kind.BLANK),
        ("五、简答题", "答：要安全。", Kind.SHORT),
        ("五、名词解释", "答案：是指事故。", Kind.SHORT),
        ("六、论述题（20分）", "参考答案：要安全。", Kind.SHORT),
        ("七、案例分析题", "答案要点：要安全。", Kind.SHORT),
        ("八、计算题", "解：等于一。", Kind.SHORT),
    ],
)
def test_a_section_of_questions_without_options(title, answer, kind):
    assert only(paper(f"{title}\n1、安全是____的。\n{answer}\n")).kind is kind


@pytest.mark.parametrize("title", ["六、排序题", "七、匹配题", "七、连线题"])
def test_what_cannot_be_held_is_listed_by_name_and_line(title):
    found = paper(f"一、单选题\n1. 一？\n{OPTIONS}答案：A\n{title}\n1. 甲乙丙\n答案：BAC\n")

    assert codes(found) == [(9, "kind_not_held")]
    assert found.problems[0].facts["kind"] in title


def test_an_essay_without_an_answer_is_listed():
    found = paper(f"一、单选题\n1. 一？\n{OPTIONS}答案：A\n二、论述题\n1. 谈谈安全。\n")

    assert codes(found) == [(9, "reference_missing")]


@pytest.mark.parametrize(
    "stem",
    [
        "1. (单选题, 1.0 分) 问题（ ）",
        "1、【单选题】问题（ ）",
        "1.[单选]问题（ ）",
        "第1题(单选)：问题（ ）",
        "1、问题（ ）（单选）",
        "【单选题】1、问题（ ）",
        "1.（单选题）问题（ ）（2分）",
    ],
)
def test_the_kind_may_stand_beside_the_stem(stem):
    found = only(paper(f"{stem}\n{OPTIONS}答案：A\n"))

    assert (found.kind, found.stem) == (Kind.SINGLE, "问题（ ）")


def test_a_single_choice_with_two_letters_is_shown_and_not_mended():
    found = paper(f"一、单选题\n1. 一？\n{OPTIONS}答案：A\n2. 二？\n{OPTIONS}答案：AB\n")

    assert codes(found) == [(8, "right_not_one")]
    assert stems(found) == ["一？"]


# -- options


@pytest.mark.parametrize(
    "options",
    [
        "A.甲\nB.乙\nC.丙",
        "A．甲\nB．乙\nC．丙",
        "A、甲\nB、乙\nC、丙",
        "A 甲\nB 乙\nC 丙",
        "A .甲\nB .乙\nC .丙",
        "【A】甲\n【B】乙\n【C】丙",
        "(A)甲\n(B)乙\n(C)丙",
        "（A）甲（B）乙（C）丙",
        "A:甲\nB:乙\nC:丙",
        "A：甲\nB：乙\nC：丙",
        "A.甲   B.乙   C.丙",
        "A.甲 B.乙 C.丙",
        "A.甲\tB.乙\tC.丙",
        "A.甲 B.乙\nC.丙",
        "A、甲；B、乙；C、丙",
        "Ａ．甲\nＢ．乙\nＣ．丙",
        "a.甲\nb.乙\nc.丙",
        "A.甲B.乙C.丙",
        "A、\n甲\nB、\n乙\nC、\n丙",
        "A)甲\nB)乙\nC)丙",
        "A-甲\nB-乙\nC-丙",
    ],
)
def test_options_are_written_in_many_ways(options):
    found = only(paper(f"1、问题（ ）\n{options}\n答案：C\n"))

    assert (found.choices, letters(found)) == (("甲", "乙", "丙"), "C")


def test_options_may_stand_in_the_line_of_the_stem():
    found = only(paper("1、问题是（ ）A.甲 B.乙\nC.丙 D.丁\n答案：C\n"))

    assert found.stem == "问题是（ ）"
    assert found.choices == ("甲", "乙", "丙", "丁")


def test_a_letter_within_a_word_is_no_option():
    found = only(
        paper("1、补什么？\nA. 维生素B、C 的食物\nB. B超 C 型\nC. vitamin C 、D\n答案：B\n")
    )

    assert found.choices == ("维生素B、C 的食物", "B超 C 型", "vitamin C 、D")


def test_options_without_letters_stand_one_a_line():
    found = paper("一、单选题\n1、问题是（ ）\n组织纪律\n廉洁纪律\n群众纪律\n答案：B\n")

    assert only(found).choices == ("组织纪律", "廉洁纪律", "群众纪律")
    assert "options_by_line" in said(found)


def test_letters_out_of_order_are_shown():
    found = paper(f"1、一？\n{OPTIONS}答案：A\n2、二？\nA.甲\nB.乙\nB.丙\nC.丁\n答案：A\n")

    assert codes(found) == [(7, "options_disordered")]


def test_a_key_past_the_options_is_shown():
    found = paper(f"1、一？\n{OPTIONS}答案：A\n2、二？\n{OPTIONS}答案：E\n")

    assert codes(found) == [(7, "right_beyond")]
