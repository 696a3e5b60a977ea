"""Habits of those who write papers: where a key can stand, and how answers are listed."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said
from tests.formats.papers import OPTIONS, paper, stems

TWO = "A.甲 B.乙 C.丙\n"


def keys(found):
    return [
        letters(each) if each.choices else ("T" if each.is_true else "F")
        for each in questions(found)
    ]


def keys_of(found):
    """The same with what fills a gap."""
    return [
        each.accepted[0][0] if each.accepted else key
        for each, key in zip(questions(found), keys(found), strict=True)
    ]


# -- answers that stand apart


@pytest.mark.parametrize(
    "answers",
    [
        "1-3 BAC 4 B",
        "1-3 BAC 4.B",
        "1.B 2-4 ACB",
        "1~2：BA\n3~4：CB",
        "题号\t1\t2\t3\t4\n答案\tB\tA\tC\tB",
        "| 题号 | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n| 答案 | B | A | C | B |",
        "题号\n1\n2\n3\n4\n答案\nB\nA\nC\nB",
        "题号 1 2\n答案 B A\n题号 3 4\n答案 C B",
    ],
)
def test_answers_in_ranges_and_in_tables(answers):
    asked = "".join(f"{n}. 问题{n}（ ）\n{TWO}" for n in range(1, 5))

    assert keys(paper(f"一、单选题\n{asked}参 考 答 案\n{answers}\n")) == ["B", "A", "C", "B"]


def test_a_table_for_answers_that_is_empty_says_nothing():
    found = paper(f"一、单选题\n题号 1 2\n答案\n1. 一（B）\n{TWO}2. 二（A）\n{TWO}")

    assert stems(found) == ["一（ ）", "二（ ）"]


def test_answers_may_stand_above_their_questions():
    found = paper(
        f"一、单选题\n1.B 2.A\n1. 一（ ）\n{TWO}2. 二（ ）\n{TWO}"
        "二、判断题\n1.√ 2.×\n1. 三（ ）\n2. 四（ ）\n"
    )

    assert keys(found) == ["B", "A", "T", "F"]


def test_answers_below_titles_need_no_heading_of_their_own():
    found = paper(
        f"一、单选题\n1. 一（ ）\n{TWO}2. 二（ ）\n{TWO}二、判断题\n1. 三（ ）\n2. 四（ ）\n"
        "一、单选题\n1.B 2.A\n二、判断题\n1.√ 2.×\n"
    )

    assert keys(found) == ["B", "A", "T", "F"]


@pytest.mark.parametrize("label", ["答案：", "单选题答案："])
def test_a_run_of_letters_answers_the_section_above(label):
    asked = "".join(f"{n}. 问题{n}（ ）\n{TWO}" for n in range(1, 4))

    assert keys(paper(f"一、单选题\n{asked}{label}ABC\n")) == ["A", "B", "C"]


def test_a_run_of_ticks_answers_the_section_above():
    found = paper("判断题\n1. 一。（ ）\n2. 二。（ ）\n3. 三。（ ）\n答案：√××\n")

    assert keys(found) == ["T", "F", "F"]


def test_letters_below_one_question_are_its_own():
    found = paper(f"1. 一（ ）\n{OPTIONS}答案：A\n2. 二（ ）\n{OPTIONS}答案：BC\n")

    assert keys(found) == ["A", "BC"]


def test_points_of_an_answer_may_begin_below_its_label():
    found = paper(
        "二、论述题\n1、论述意义。\n2、谈谈体会。\n答案：\n二、论述题\n"
        "1、答案要点：\n（1）提高意识；（4分）\n（2）规范行为。（3分）\n2、答案要点：（1）落实；（2）检查。\n"
    )

    assert [each.accepted for each in questions(found)] == [
        (("提高意识",), ("规范行为",)),
        (("落实",), ("检查",)),
    ]


def test_an_explanation_that_begins_in_its_next_line_ends_no_paper():
    found = paper(
        "1. (单选题, 2.0分) 一（ ）\nA. 甲\nB. 乙\n我的答案: A:甲; 正确答案: B:乙;\n0.0分\n"
        "答案解析：\n略\n知识点：安全\n2. (判断题, 2.0分) 二。\nA. 对\nB. 错\n正确答案: 对\n"
    )

    assert keys(found) == ["B", "T"]


# -- keys in the question's own lines


@pytest.mark.parametrize(
    ("stem", "left"),
    [
        ("哪天是消防日？B", "哪天是消防日？"),
        ("消防日是（ ）B", "消防日是（ ）"),
        ("消防日是＿B＿。", "消防日是____。"),
    ],
)
def test_a_letter_behind_the_question_is_its_key(stem, left):
    found = paper(f"1、{stem}\n{OPTIONS}")

    assert (only(found).stem, letters(only(found))) == (left, "B")
    assert "key_in_stem" in said(found)


def test_a_letter_that_no_option_has_is_a_word():
    assert codes(paper("1、谁缺（ ）H\nA.甲\nB.乙\n")) == [(1, "right_missing")]


def test_options_with_circled_numbers_have_keys_of_such():
    found = paper("一、选择题\n1. 蔬菜是（ ）\n①苹果 ②白菜 ③萝卜\n答案：②③\n")

    assert keys(found) == ["BC"]


@pytest.mark.parametrize("word", ["√", "对", "T"])
def test_a_verdict_may_stand_behind_the_statement(word):
    assert only(paper(f"一、判断题\n1. 雪是白的。 {word}\n")).is_true


def test_what_fills_the_gap_may_stand_behind_the_sentence():
    question = only(paper("一、填空题\n1、责任制要横向到边、______。（纵向到底）\n"))

    assert question.stem == "责任制要横向到边、______。"
    assert question.accepted == (("纵向到底",),)


def test_what_would_be_right_is_an_explanation():
    question = only(paper("一、判断改错题\n1、方针是安全第一。（×）改正：还有预防为主\n"))

    assert (question.is_true, question.note) == (False, "还有预防为主")


# -- words around


@pytest.mark.parametrize("word", ["选项{}：", "{}选项：", "{}项："])
def test_the_word_before_an_option_is_no_part_of_it(word):
    options = "\n".join(
        f"{word.format(sign)}{text}" for sign, text in zip("ABC", "甲乙丙", strict=True)
    )

    assert only(paper(f"1、一（ ）\n{options}\n答案：B\n")).choices == ("甲", "乙", "丙")


def test_headings_may_be_spread_out():
    found = paper(
        f"一 、 单 项 选 择 题\n1. 一（ ）\n{TWO}二、判  断  题\n1. 二。（ ）\n"
        "答  案\n一、1.B\n二、1.√\n"
    )

    assert keys(found) == ["B", "T"]
    assert all(not each.tags for each in questions(found))


def test_a_list_and_what_it_leads_to_are_lines_of_their_own():
    question = only(paper(f"1. 说法：\n(1) 办票\n(2) 监护\n其中正确的是（ ）。\n{OPTIONS}答案：A"))

    assert question.stem == "说法：\n(1) 办票\n(2) 监护\n其中正确的是（ ）。"


def test_a_text_for_some_questions_is_shown_with_these_alone():
    found = paper(
        "四、案例选择题\n（一）甲未办票即动火。根据以上材料，回答1-2题。\n"
        f"1. 甲是（ ）\n{TWO}答案：A\n2. 应当（ ）\n{TWO}答案：BC\n3. 另问（ ）\n{TWO}答案：C\n"
    )

    assert [stem.startswith("（一）甲未办票") for stem in stems(found)] == [True, True, False]
    assert [each.note for each in questions(found)] == ["", "", ""]


def test_questions_and_replies_of_a_conversation():
    found = paper("问：什么是三违？\n答：违章指挥。\n问：报警电话是多少？\n答：119\n")

    assert stems(found) == ["什么是三违？", "报警电话是多少？"]


def test_an_english_paper_with_sections_and_a_list_of_answers():
    found = paper(
        "Part I. Multiple Choice (2 points each)\n1. What is PPE?\nA. Gear\nB. Food\n"
        "Part II. True or False\n2. The sky is blue.\nSection C: Fill in the blanks\n"
        "3. Call ______ in an emergency.\nPart 4 - Short Answer Questions\n4. Why a drill?\n"
        "Answer Key\n1. A\n2. True\n3. 911\n4. People then know the way.\n"
    )

    assert [each.kind for each in questions(found)] == [
        Kind.SINGLE,
        Kind.TRUE_FALSE,
        Kind.BLANK,
        Kind.SHORT,
    ]
    assert questions(found)[2].accepted == (("911",),)


# -- as many ways again


def test_what_fills_the_gaps_may_be_counted_in_one_line():
    found = paper(
        "一、填空题\n1．大会于____年____月召开。\n2．分____走。\n答案：1．2022  10  2．两步\n"
    )

    assert [each.accepted for each in questions(found)] == [(("2022",), ("10",)), (("两步",),)]


def test_a_title_may_name_its_section_and_the_answers():
    found = paper("判断题\n1、一。\n2、二。\n判断题答案\n1、×\n2、√\n")

    assert keys(found) == ["F", "T"]


def test_letters_that_look_like_ticks():
    found = paper("一、判断题\n1、一。（V）\n2、二。（X）\n（x）3、三。\n4、四。（v）\n")

    assert keys(found) == ["T", "F", "F", "T"]


@pytest.mark.parametrize("bracket", ["（A；C）", "（ A. C. ）", "（A、C、）", "【A/C】"])
def test_marks_between_the_letters_of_a_key(bracket):
    found = paper(f"二、多选题\n1、四是{bracket}\n{TWO}")

    assert (stems(found), keys(found)) == (["四是（ ）"], ["AC"])


@pytest.mark.parametrize("key", ["（ ）次。【答案：B】", "（ ）次。答案：B", "（ ）次。B"])
def test_a_key_behind_the_stem_leaves_nothing_of_itself(key):
    found = paper(f"1. 每年{key}\n{TWO}")

    assert (stems(found), keys(found)) == (["每年（ ）次。"], ["B"])


def test_the_name_of_the_next_paper_is_no_part_of_an_option():
    asked = "一、单选题\n1. 一（ ）\nA. 甲 B. 乙\n"
    found = paper(
        f"模拟试卷一\n{asked}模拟试卷二\n{asked}"
        "模拟试卷一参考答案\n一、单选题\n1.A\n模拟试卷二参考答案\n一、单选题\n1.B\n"
    )

    assert [each.choices for each in questions(found)] == [("甲", "乙"), ("甲", "乙")]
    assert keys(found) == ["A", "B"]


@pytest.mark.parametrize("number", ["【例{}】", "例{}：", "例题{} ", "1.{} ", "2.{}、"])
def test_examples_and_numbers_with_a_part(number):
    text = "".join(f"{number.format(n)}问题{n}（ ）\n{OPTIONS}答案：B\n" for n in (1, 2, 3))

    assert stems(paper(text)) == ["问题1（ ）", "问题2（ ）", "问题3（ ）"]


def test_a_reason_behind_the_letter_is_an_explanation():
    question = only(paper(f"1. 二（ ）\n{TWO}答案：C。A错，B也错。\n"))

    assert (letters(question), question.note) == ("C", "A错，B也错。")


def test_a_long_answer_that_was_wrapped_is_one_point():
    question = only(
        paper(
            "一、简答题\n1. 谈谈体会？\n"
            "答：落实全员安全生产责任制，加强教育培训，完善各项规章制度和操\n作规程；\n排查隐患。\n"
        )
    )

    assert question.accepted == (
        ("落实全员安全生产责任制，加强教育培训，完善各项规章制度和操作规程",),
        ("排查隐患",),
    )


# -- texts and options for several questions


def test_options_may_stand_above_the_questions_that_share_them():
    found = paper(
        "一、A1型题\n1.先（ ）\nA.判断 B.喂水\n二、B1型题（配伍选择题）\n（2～3题共用备选答案）\n"
        "A.红色 B.黄色 C.蓝色\n2.禁止是（ ）\n3.警告是（ ）\n"
        "三、X型题（多项选择题）\n4.急救有（ ）\nA.止血 B.包扎 C.喝酒\n答案：1.A 2.A 3.B 4.AB\n"
    )

    assert keys(found) == ["A", "A", "B", "AB"]
    assert stems(found)[1:3] == ["禁止是（ ）", "警告是（ ）"]
    assert questions(found)[2].choices == ("红色", "黄色", "蓝色")


def test_a_numbered_text_is_one_question_with_its_parts():
    found = paper(
        "四、材料分析题（共10分）\n6.材料：\n王某未系安全带。\n问题：\n(1)是否恰当？(4分)\n(2)为什么？(6分)\n"
        "参考答案\n四、材料分析题\n6.【答案要点】\n(1)不恰当。\n(2)会坠落。\n"
    )

    assert only(found).stem.startswith("材料：王某未系安全带。\n(1)是否恰当？")
    assert only(found).accepted == (("不恰当",), ("会坠落",))


@pytest.mark.parametrize("key", ["a and b", "A & B", "A, B and C"])
def test_english_words_between_the_letters_of_a_key(key):
    found = paper(f"1. Which?\na) one\nb) two\nc) three\nCorrect answers: {key}\n")

    assert keys(found) == ["ABC" if "C" in key else "AB"]


def test_ticks_may_be_the_options_of_a_statement():
    assert keys(paper("三、判断题\n1. 太阳发光。 A.√ B.×\n答案：A\n")) == ["T"]


def test_a_number_and_its_key_in_turn():
    asked = "".join(f"{n}.问{n}（ ）\n{TWO}" for n in (1, 2, 3))

    assert keys(paper(f"一、单选题\n{asked}答案\n1\nA\n2\nC\n3\nB\n")) == ["A", "C", "B"]


# -- what is no question and no part of one


def test_rules_of_the_exam_without_sections_are_no_questions():
    found = paper(
        f"考试须知\n1. 请独立完成。\n2. 请勿使用手机。\n1. 一（A）\n{TWO}2. 二（B）\n{TWO}"
    )

    assert (stems(found), keys(found)) == (["一（ ）", "二（ ）"], ["A", "B"])


@pytest.mark.parametrize(
    "line", ["祝大家考试顺利！", "制卷人：张三  审核人：李四", "（完）", "——全卷完——", "以下空白"]
)
def test_what_stands_below_the_last_option_is_no_part_of_it(line):
    assert only(paper(f"1. 二（B）\nA. 甲\nB. 乙\n{line}\n")).choices == ("甲", "乙")


@pytest.mark.parametrize("said_so", ["本题答案为B。", "选B", "故选B。", "应选 B"])
def test_a_key_in_a_short_sentence(said_so):
    assert keys(paper(f"1、二是（ ）\nA、甲  B、乙\n{said_so}\n")) == ["B"]


def test_words_about_options_in_an_explanation_stay_as_they_are():
    question = only(
        paper(f"1、二是（ ）\n{TWO}【答案】B\n【解析】\nA项：错。\nB项：对。\n故本题选B。\n")
    )

    assert question.note == "A项：错。B项：对。故本题选B。"


# -- what programs write


def test_a_survey_shows_the_answer_in_its_options():
    found = paper(
        "1. 方针是 [单选题] *\n○安全第一(正确答案)\n○质量第一\n答案解析：方针。\n"
        "2. 方法有 [多选题] *\n□冷却(正确答案)\n□窒息(正确答案)\n□喝水\n"
        "3. 雪是白的 [判断题] *\n○对(正确答案)\n○错\n"
        "4. 报警电话是 [填空题] *\n_________________(答案：119)\n"
    )

    assert [stem.rstrip("_") for stem in stems(found)] == [
        "方针是", "方法有", "雪是白的", "报警电话是",
    ]  # fmt: skip
    assert keys_of(found) == ["A", "AB", "T", "119"]
    assert questions(found)[0].note == "方针。"


def test_what_can_be_chosen_of_a_statement_is_no_part_of_it():
    question = only(paper("1.[判断题]雪是白的\n正确\n错误\n答案：正确\n"))

    assert (question.stem, question.is_true) == ("雪是白的", True)


def test_an_empty_explanation_above_a_section_ends_no_paper():
    found = paper(
        f"一.单选题\n1\n一（ ）。（2.0分）\n2.0 分\n{OPTIONS}"
        "正确答案： A 我的答案：A\n答案解析：\n"
        "二.判断题\n1\n雪是白的。（2.0分）\n2.0 分\n正确答案： √ 我的答案：√\n答案解析：\n"
    )

    assert keys(found) == ["A", "T"]


def test_an_english_verdict_in_brackets():
    found = paper("SECTION B - TRUE/FALSE\n1. Report it.   (True)\n2. Hide it. (False)\n")

    assert keys(found) == ["T", "F"]


# -- answers of many sections, and long ones


def test_answers_may_name_the_parts_of_the_paper_again():
    asked = "一、单选题\n1. 问（ ）\nA. 甲 B. 乙\n二、判断题\n1. 问。\n"
    found = paper(
        f"第一部分 法规\n{asked}第二部分 专业\n{asked}答案\n"
        "第一部分 法规\n一、单选题\n1.A\n二、判断题\n1.√\n"
        "第二部分 专业\n一、单选题\n1.B\n二、判断题\n1.×\n"
    )

    assert keys(found) == ["A", "T", "B", "F"]


def test_answers_without_numbers_behind_the_names_of_sections():
    asked = "".join(f"{n}. 问{n}（ ）\n{TWO}" for n in (1, 2, 3))
    found = paper(
        f"一、单选题\n{asked}二、多选题\n{asked}三、判断题\n1. 一\n2. 二\n"
        "参考答案\n单选：ABC\n多选：AB BC ABC\n判断：√×\n"
    )

    assert keys(found) == ["A", "B", "C", "AB", "BC", "ABC", "T", "F"]


def test_a_term_and_its_meaning_in_one_line():
    question = only(paper("四、名词解释\n1. 事故：造成损失的意外事件。\n"))

    assert (question.stem, question.accepted) == ("事故", (("造成损失的意外事件",),))


@pytest.mark.parametrize("label", ["【答】", "要点：", "评分标准：", "得分点："])
def test_more_words_for_an_answer(label):
    question = only(paper(f"五、简答题\n1. 如何处置？（5分）\n{label}报告（2分）；处置（3分）\n"))

    assert question.accepted == (("报告",), ("处置",))


def test_how_a_result_was_found_is_an_explanation():
    question = only(paper("七、计算题\n1. 求率。\n解：率=2/100\n答：2%\n"))

    assert (question.accepted, question.note) == ((("2%",),), "率=2/100")


def test_answers_below_the_last_section_are_its_own():
    found = paper(
        "一、判断题\n1．上锁。（×）\n2．乘梯。（×）\n六、案例分析题\n某员工坠落。\n问题：\n1．原因？\n2．措施？\n"
        "参考答案：\n1．未系安全带。\n2．加强培训。\n"
    )

    assert keys(found)[:2] == ["F", "F"]
    assert [each.accepted for each in questions(found)[2:]] == [
        (("未系安全带",),),
        (("加强培训",),),
    ]


def test_how_answers_are_marked_is_no_answer():
    found = paper(
        f"一、单项选择(第1题～第2题。每题1分。)\n1. 一( )。\n{TWO}2. 二( )。\n{TWO}"
        "二、判断题(第3题)\n3. ( )三。\n标准答案与评分标准\n"
        "一、单项选择\n评分标准：各小题答对给1分；答错或漏答不给分。\n1.A 2.C\n"
        "二、判断题\n评分标准：各小题答对给1分。\n3.×\n"
    )

    assert keys(found) == ["A", "C", "F"]


def test_a_key_may_stand_behind_the_last_option():
    found = paper("1、乙（ ）A.一；B.二；C.三；D.四。（B）\n2、丙（ ）\nA.一\nB.二（A）\n")

    assert keys(found) == ["B", "A"]
    assert questions(found)[1].choices == ("一", "二")


def test_a_verdict_behind_a_dash():
    assert keys(paper("一、判断题\n1. 甲。——错\n2. 乙。——对\n")) == ["F", "T"]


def test_questions_numbered_as_sections_are():
    found = paper("一、方针是什么？\nA.甲 B.乙\n答案：A\n二、雪是白的。\n答案：对\n")

    assert stems(found) == ["方针是什么？", "雪是白的。"]


def test_every_section_may_end_with_its_answers():
    found = paper(
        "二、判断题\n1. 三（ ）\n2. 四（ ）\n判断题答案：1.√ 2.×\n"
        "三、简答题\n1. 五？\n2. 六？\n简答题答案：\n1. 因为五。\n2. 因为六。\n"
        "四、填空题\n1. ____是七。\n填空题答案：1. 柒\n"
    )

    assert keys(found)[:2] == ["T", "F"]
    assert [each.accepted[0][0] for each in questions(found)[2:]] == ["因为五", "因为六", "柒"]


def test_answers_of_sections_without_any_number():
    found = paper(
        f"一、选择题\n1. 一（ ）\n{TWO}2. 二（ ）\n{TWO}"
        "二、判断题\n1. 甲\n2. 乙\n答案：\n一、AB\n二、√×\n"
    )

    assert keys(found) == ["A", "B", "T", "F"]


def test_answers_one_a_line_without_numbers():
    found = paper("一、填空题\n1. 一____。\n2. 二____。\n答案：\n一、填空题\n甲\n乙\n")

    assert [each.accepted for each in questions(found)] == [(("甲",),), (("乙",),)]


def test_a_source_behind_the_sentence_fills_no_gap():
    found = paper("一、填空题\n1、方针：____。（见教材第3页）\n2、电话：____。（119）\n")

    assert codes(found) == [(2, "blanks_missing")]
    assert stems(found) == ["电话：____。"]


def test_points_may_be_numbered_as_questions_behind_words_that_lead_to_them():
    found = paper(
        "五、简答题\n1、一。\n答：如下：\n1、甲；\n2、乙。\n2、二。\n答：如下：\n1、丙；\n2、丁；\n3、戊。\n"
        "3、三。\n答：一句话。\n"
    )

    assert stems(found) == ["一。", "二。", "三。"]


def test_an_advertisement_is_no_explanation():
    found = paper(
        f"1、一（ ）\n{TWO}答案：A\n更多试题请关注公众号：某某\n2、二（ ）\n{TWO}答案：B\n"
    )

    assert [each.note for each in questions(found)] == ["", ""]
