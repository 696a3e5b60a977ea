"""Where papers come from: banks with codes, pages of a PDF, contests, medical papers."""

import pytest

from tests.formats.made import codes, questions, said
from tests.formats.papers import paper, stems
from tests.formats.test_paper_manners import TWO, keys
from tests.formats.word import document, p, ps, table


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("AQ-001 ", "AQ-002 "),
        ("La5A1001 ", "Lb4A2003 "),
        ("【DX0001】", "【DX0002】"),
        ("1-1 ", "1-2 "),
        ("1-", "2-"),
        ("A001、", "A002、"),
    ],
)
def test_codes_that_number_questions_are_no_part_of_them(first, second):
    found = paper(f"{first}甲是（ ）\n{TWO}答案：A\n{second}乙是（ ）\n{TWO}答案：C\n")

    assert stems(found) == ["甲是（ ）", "乙是（ ）"]
    assert keys(found) == ["A", "C"]


def test_codes_tell_apart_questions_that_have_nothing_but_an_answer():
    found = paper("简答题\nLa5C1001 什么是甲？\n答案：一句。\nLa5C1002 什么是乙？\n答案：两句。\n")

    assert stems(found) == ["什么是甲？", "什么是乙？"]


def test_answers_at_the_end_may_be_told_by_code():
    found = paper(f"单选题\nAQ-001 甲（ ）\n{TWO}AQ-002 乙（ ）\n{TWO}答案\nAQ-001 B\nAQ-002 C\n")

    assert keys(found) == ["B", "C"]


def test_options_that_look_like_codes_stay_options():
    found = paper("1. 频道是（ B ）\nA-119 B-120\n2. 波段是（ A ）\nA-119 B-120\n")

    assert [each.choices for each in questions(found)] == [("119", "120")] * 2


def test_blanks_between_all_characters_are_the_layouts():
    found = paper(
        "一 、 单 项 选 择 题\n1. 火 警 电 话 是 （  ） 。\nA. 一 一 九    B. 一 二 零\n"
        "2. 主 要 负 责 人 是 （  ） 。\nA. 厂 长   B. 班 长\n答 案 ： 1. A  2. B\n"
    )

    assert stems(found) == ["火警电话是（  ）。", "主要负责人是（  ）。"]
    assert questions(found)[0].choices == ("一一九", "一二零")
    assert keys(found) == ["A", "B"]


def test_times_in_options_are_no_answers():
    found = paper("二、选择题\n1、上班是（ B ）\nA 8:00  B 8:30  C 9:00  D 9:30\n")

    assert questions(found)[0].choices == ("8:00", "8:30", "9:00", "9:30")


@pytest.mark.parametrize("ways", ["A. 甲\nB. 乙\nC. 丙\n", "A.甲 B.乙 C.丙\n"])
def test_the_options_above_a_second_run_of_questions_are_theirs(ways):
    found = paper(
        f"【B1型题】\n{ways}1. 一（ A ）\n2. 二（ C ）\n"
        f"{ways.replace('甲', '丁')}3. 三（ A ）\n4. 四（ B ）\n"
    )

    assert [each.choices[0] for each in questions(found)] == ["甲", "甲", "丁", "丁"]
    assert stems(found) == ["一（ ）", "二（ ）", "三（ ）", "四（ ）"]


def test_the_rounds_of_a_contest_part_it():
    found = paper(
        "必答题\n1、甲？\n答：一。\n2、乙？\n答：二。\n"
        "抢答题\n1、丙？\n答：三。\n第三轮 风险题\n1、丁？\n答：四。\n"
    )

    assert [each.accepted[0][0].rstrip("。") for each in questions(found)] == list("一二三四")
    assert [each.tags for each in questions(found)][1:] == [
        ("必答题",), ("抢答题",), ("第三轮 风险题",),
    ]  # fmt: skip


def test_the_number_may_have_a_line_and_a_label():
    found = paper(
        f"题号：001\n题型：单选题\n题目：甲是（ ）\n{TWO}答案：A\n出处：规程第3条\n"
        "题号：002\n题型：判断题\n题目：乙。\n答案：错\n出处：规程第4条\n"
    )

    assert stems(found) == ["甲是（ ）", "乙。"]
    assert [each.quotes[0].text for each in questions(found)] == ["规程第3条", "规程第4条"]


def test_the_letters_of_one_key_may_stand_one_a_line():
    found = paper(f"1、甲包括\n{TWO}答案：\nA\nC\n2、乙是\n{TWO}答案：\nB\n")

    assert keys(found) == ["AC", "B"]


def test_small_letters_in_the_bracket_are_the_key():
    found = paper("1.甲是（b）\na.一，b.二，c.三\n2.乙是（ac）。\na.一，b.二，c.三\n")

    assert keys(found) == ["B", "AC"]
    assert "key_in_stem" in said(found)


def test_a_verdict_and_what_would_be_right_in_one_bracket():
    found = paper("二、判断题\n1、甲。（×，应为乙）\n2、丙（丁）。（√）\n")

    assert keys(found) == ["F", "T"]
    assert questions(found)[0].note == "应为乙"


def test_a_question_laid_out_as_a_table_with_a_letter_before_each_option():
    found = document(
        table(("1", "甲？"), ("A", "一"), ("B", "二"), ("答案", "B"),
              ("2", "乙？"), ("A", "三"), ("B", "四"), ("答案", "A"))
    )  # fmt: skip

    assert stems(found) == ["甲？", "乙？"]
    assert keys(found) == ["B", "A"]


def test_a_page_of_text_boxes_alone_is_read():
    content = ps("1、甲是（ B ）\nA、一 B、二\n2、乙是（ A ）\nA、一 B、二")
    box = f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"
    found = document(p("安全试题"), p(box))

    assert stems(found) == ["甲是（ ）", "乙是（ ）"]
    assert keys(found) == ["B", "A"]


def test_two_questions_in_one_line_are_two():
    found = paper("判断题\n1、甲是。（√）  2、乙是。（×）\n3、丙是。（×）4、丁是。（√）\n")

    assert stems(found) == ["甲是。（ ）", "乙是。（ ）", "丙是。（ ）", "丁是。（ ）"]
    assert keys(found) == ["T", "F", "F", "T"]


def test_the_head_of_every_page_is_no_part_of_a_question():
    found = paper("考试卷  第1页 共2页\n1. 甲（ ）\nA. 一\n考试卷  第2页 共2页\nB. 二\n答案：B\n")

    assert questions(found)[0].choices == ("一", "二")


def test_a_missing_letter_is_not_counted_over():
    found = paper("1. 甲（ ）\nA. 一\nC. 二\nD. 三\n答案：C\n2. 乙（ ）\nA. 一\nB. 二\n答案：A\n")

    assert codes(found) == [(1, "options_disordered")]


def test_a_list_in_the_stem_may_be_numbered_as_the_questions_are():
    found = paper(
        "1. 下列属于丙的有（ ）：\n1. 一\n2. 二\n3. 三\nA. 1 2\nB. 2 3\n答案：A\n"
        f"2. 乙（ ）\n{TWO}答案：B\n"
    )

    assert stems(found) == ["下列属于丙的有（ ）：\n1. 一\n2. 二\n3. 三", "乙（ ）"]


@pytest.mark.parametrize(("first", "second"), [("1 总则", "2 细则"), ("1.1 总则", "1.2 细则")])
def test_chapters_numbered_in_figures(first, second):
    found = paper(
        f"{first}\n单选题\n1. 甲（ ）\n{TWO}答案：A\n{second}\n单选题\n1. 乙（ ）\n{TWO}答案：B\n"
    )

    assert [each.tags for each in questions(found)] == [("总则",), ("细则",)]
    assert [each.note for each in questions(found)] == ["", ""]


def test_the_points_of_the_one_question_of_a_section_are_its_answer():
    found = paper(
        "三、论述题\n试述甲的意义。\n答案要点：\n1、一；\n2、二。\n四、简答题\n1、什么是乙？\n答：三。\n"
    )

    assert stems(found) == ["试述甲的意义。", "什么是乙？"]
    assert questions(found)[0].accepted == (("一",), ("二",))


# -- pages of the web and of exam programs


def test_a_page_with_the_number_the_kind_and_each_letter_in_lines_of_their_own():
    found = paper(
        "第 1 题\n【单选题】\n甲（ ）\nA\n一\nB\n二\n正确答案：\nB\n解析：\n因为二。\n"
        "第 2 题\n【判断题】\n乙。\n正确\n错误\n正确答案：\n错误\n"
    )

    assert stems(found) == ["甲（ ）", "乙。"]
    assert keys(found) == ["B", "F"]


def test_what_somebody_picked_is_no_question():
    found = paper(
        "1/2\n单选题\n甲（ ）\nA\n一\nB\n二\n答案 B\n您选择 A\n解析\n因为二。\n"
        "2/2\n单选题\n乙（ ）\nA\n一\nB\n二\n答案 A\n"
    )

    assert keys(found) == ["B", "A"]


def test_the_reasons_may_be_all_that_names_the_key():
    found = paper(
        f"1. 甲（ ）\n{TWO}解析：一错，故本题选B。\n2. 乙（ ）\n{TWO}解析：正确答案是A。\n"
    )

    assert keys(found) == ["B", "A"]


def test_a_verdict_behind_a_blank_in_a_section_of_statements():
    found = paper("判断题\n1 甲是乙 对\n2 丙是丁 错\n3 戊是己 对\n")

    assert stems(found) == ["甲是乙", "丙是丁", "戊是己"]
    assert keys(found) == ["T", "F", "T"]


def test_figures_behind_bare_letters_are_no_list_of_answers():
    found = paper(
        "1. 甲为（ ）V\nA 36 B 42 C 110 D 220\n答案 A\n2. 乙为（ ）m\nA 1.5 B 2.0\n答案 B\n"
    )

    assert questions(found)[0].choices == ("36", "42", "110", "220")
    assert questions(found)[1].choices == ("1.5", "2.0")


def test_another_paper_may_follow_the_answers_of_the_first():
    one = (
        "月考（{0}卷）\n一、单选题\n1. 甲（ ）\nA. 一\nB. 二\n"
        "月考（{0}卷）答案\n一、单选题\n1. {0}\n"
    )
    found = paper(one.format("A") + one.format("B"))

    assert keys(found) == ["A", "B"]
    assert [each.note for each in questions(found)] == ["", ""]


def test_a_paper_of_sentences_with_filled_brackets():
    found = paper("知识竞赛100题\n1．甲成立于（1921）年。\n2．乙是（丙）。\n3．丁为（一年）。\n")

    assert stems(found)[0] == "甲成立于（ ）年。"
    assert [each.accepted[0][0] for each in questions(found)] == ["1921", "丙", "一年"]
    assert "blanks_in_stem" in said(found)


def test_questions_numbered_as_chapters_are_with_their_keys_in_brackets():
    found = paper("一、甲是（ B ）\nA.一 B.二\n二、乙是（ A ）\nA.一 B.二\n")

    assert stems(found) == ["甲是（ ）", "乙是（ ）"]


# -- in Word


def test_letters_that_word_counted_on_below_a_stem_with_its_key():
    found = paper("1. 甲（ B ）\nA. 一\nB. 二\n2. 乙（ A ）\nC. 三\nD. 四\n")

    assert [each.choices for each in questions(found)] == [("一", "二"), ("三", "四")]


def test_boxes_that_word_crosses():
    found = document(p("1. 甲？"), p("☒一"), p("☐二"), p("2. 乙？"), p("☐三"), p("☒四"))

    assert keys(found) == ["A", "B"]


def test_a_table_of_questions_and_answers_with_short_names():
    found = document(table(("问", "答"), ("什么是甲？", "一"), ("什么是乙？", "二")))

    assert [each.accepted for each in questions(found)] == [(("一",),), (("二",),)]


def test_a_column_named_a_holds_options():
    head = ("序号", "题目", "A", "B", "答案")
    found = document(
        table(head, ("1", "甲（ ）", "一", "二", "A"), ("2", "乙（ ）", "三", "四", "B"))
    )

    assert [each.choices for each in questions(found)] == [("一", "二"), ("三", "四")]


# -- headings and labels of other habits


def test_a_heading_in_brackets_between_questions_is_none_of_their_options():
    found = paper(
        "一、单选题\n（一）基础\n1. 甲（A）\nA. 一\nB. 二\n（二）提高\n2. 乙（B）\nA. 一\nB. 二\n"
    )

    assert [each.choices for each in questions(found)] == [("一", "二")] * 2
    assert questions(found)[1].tags == ("（二）提高",)


def test_the_kind_may_be_told_above_the_stem():
    found = paper(
        f"题目1\n类型：单选\n题干：甲（ ）\n选项：\n{TWO}答案：A\n"
        "题目2\n类型：判断\n题干：乙。\n答案：错误\n"
    )

    assert stems(found) == ["甲（ ）", "乙。"]


def test_a_label_in_two_languages():
    found = paper(f"1. 甲（ ）\n{TWO}答案/Answer: A\n2. 乙（ ）\n{TWO}答案（Answer）：B\n")

    assert keys(found) == ["A", "B"]
    assert questions(found)[0].choices[-1] == "丙"


def test_an_english_paper_with_small_letters_and_roman_sections():
    found = paper(
        "I. Multiple Choice (2 points each)\n1. One?\n   a) Yes it is\n   b) Never\n"
        "2. Two?\n   a) Once\n   b) Twice\nII. True/False\n1. Three is odd.\n2. Four is odd.\n"
        "Answers\nI. 1. a  2. b\nII. 1. T  2. F\n"
    )

    assert keys(found) == ["A", "B", "T", "F"]


# -- marks that few write


@pytest.mark.parametrize(
    ("number", "letter"),
    [
        ("{}。", "{}。"),
        ("{}. ", "{}/ "),
        ("第{}题：", "{}. "),
        ("（{}）", "{}. "),
        ("{}. [AQ-00{}] ", "{}."),
    ],
)
def test_marks_behind_numbers_and_letters(number, letter):
    signs = ("一", "二") if number[0] in "第（" else ("1", "2")
    one, two = (number.format(sign, sign) for sign in signs)
    a, b = (letter.format(sign) for sign in "AB")
    found = paper(f"{one}甲（ ）\n{a}丙\n{b}丁\n答案：A\n{two}乙（ ）\n{a}丙\n{b}丁\n答案：B\n")

    assert stems(found) == ["甲（ ）", "乙（ ）"]
    assert [each.choices for each in questions(found)] == [("丙", "丁")] * 2


@pytest.mark.parametrize("sign", ["✅", "✔"])
def test_a_sign_of_a_chat_behind_the_right_option(sign):
    found = paper(f"1. 甲\nA. 一 {sign}\nB. 二\n2. 乙\nA. 一\nB. 二 {sign}\n")

    assert keys(found) == ["A", "B"]


def test_an_arrow_leads_to_the_key():
    found = paper(f"1. 甲（ ）\n{TWO}→ A\n2. 乙（ ）\n{TWO}→ B\n")

    assert keys(found) == ["A", "B"]


def test_the_year_of_a_law_is_no_gap():
    found = paper(
        "填空题\n1. 依据《甲法》（2021年修订），方针是（乙）。\n2. 《丙法》（试行）是（丁）。\n"
    )

    assert [each.accepted for each in questions(found)] == [(("乙",),), (("丁",),)]


def test_the_reason_below_a_judged_statement_is_no_part_of_it():
    found = paper(
        "判断题\n1. 甲。（错）\n理由：应为乙。\n2. 丙。（×）\n正确：应为丁。\n3. 戊。（对）\n"
    )

    assert stems(found) == ["甲。（ ）", "丙。（ ）", "戊。（ ）"]
    assert [each.note for each in questions(found)] == ["应为乙。", "应为丁。", ""]


@pytest.mark.parametrize("numbers", [("1、", "2、"), ("", "")])
def test_a_question_and_its_answer_in_one_line(numbers):
    one, two = numbers
    found = paper(f"{one}问：什么是甲？答：一种乙。\n{two}问：什么是丙？答：一种丁。\n")

    assert stems(found) == ["什么是甲？", "什么是丙？"]
    assert [each.accepted[0][0] for each in questions(found)] == ["一种乙。", "一种丁。"]


def test_two_gaps_with_a_word_between_are_not_filled():
    found = paper(
        "一、填空题\n1. 贯彻______、______的方针。\n2. 安全____和____。\n3. 电话____。\n答：119\n"
    )

    assert codes(found) == [(2, "blanks_missing"), (3, "blanks_missing")]


def test_options_that_stand_column_by_column():
    found = paper(
        "1. 甲（ ）\nA. 一\tC. 三\nB. 二\tD. 四\n答案：C\n"
        "2. 乙（ ）\nA. 五   C. 七\nB. 六   D. 八\n答案：A\n"
    )

    assert [each.choices for each in questions(found)] == [
        ("一", "二", "三", "四"), ("五", "六", "七", "八"),
    ]  # fmt: skip
    assert keys(found) == ["C", "A"]


def test_numbers_above_their_keys_without_any_words():
    found = paper(
        f"一、单选题\n1. 甲（ ）\n{TWO}2. 乙（ ）\n{TWO}3. 丙（ ）\n{TWO}答案：\n1 2 3\nA B C\n"
    )

    assert keys(found) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("one", "two"), [("单1、", "判2、"), ("11A1001 ", "11B1002 "), ("1.AA001 ", "2.AA001 ")]
)
def test_codes_of_crafts_and_kinds(one, two):
    found = paper(f"{one}甲（ ）\n{TWO}答案：A\n{two}乙（ ）\n{TWO}答案：B\n")

    assert stems(found) == ["甲（ ）", "乙（ ）"]


def test_reasons_that_name_several_letters_or_a_wrong_one():
    found = paper(
        f"1. 甲（ ）\n{TWO}解析：一错，故选B、C。\n2. 乙（ ）\n{TWO}解析：选择A不对，答案B错误。\n"
    )

    assert codes(found) == [(4, "right_missing")]
    assert [sorted(each.question.right) for each in found.drafts] == [[1, 2]]


def test_answers_with_wide_figures():
    found = paper(
        f"一、单选题\n1. 甲（ ）\n{TWO}2. 乙（ ）\n{TWO}3. 丙（ ）\n{TWO}答案：１－３　ＡＢＣ\n"
    )

    assert keys(found) == ["A", "B", "C"]


def test_the_number_of_all_questions_is_no_part_of_the_stem():
    found = paper(
        "Question 1 of 2\nWhat?\nA. One\nB. Two\nCorrect Answer: B\n"
        "Question 2 of 2\nWhich?\nA. One\nB. Two\nCorrect Answer: A\n"
    )

    assert stems(found) == ["What?", "Which?"]


def test_rounds_that_an_answer_counts_are_its_own():
    found = paper("简答题\n1. 分几轮？\n答：三轮：\n必答题\n抢答题\n2. 乙？\n答：丙。\n")

    assert stems(found) == ["分几轮？", "乙？"]
    assert [each.tags for each in questions(found)] == [(), ()]


@pytest.mark.parametrize(("yes", "no"), [("对", "错"), ("正确", "错误")])
def test_a_tick_in_one_of_two_columns_is_the_verdict(yes, no):
    found = document(
        table(("序号", "题目", yes, no), ("1", "甲是乙", "√", ""), ("2", "丙是丁", "", "√"))
    )

    assert stems(found) == ["甲是乙", "丙是丁"]
    assert keys(found) == ["T", "F"]


def test_rows_that_begin_with_a_code():
    found = document(
        table(("AQ-001", "甲（ ） A.一 B.二", "A"), ("AQ-002", "乙（ ） A.一 B.二", "B"))
    )

    assert stems(found) == ["甲（ ）", "乙（ ）"]
    assert keys(found) == ["A", "B"]
