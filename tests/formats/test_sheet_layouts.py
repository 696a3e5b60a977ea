"""Any layout of columns is found: by its header, by sections, by sheets, or by what is in it."""

import io

import openpyxl
import pytest

from questions.errors import FileRefused
from questions.formats import headers
from questions.formats.headers import Role, header
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import (
    CHOICE,
    codes,
    letters,
    one,
    only,
    questions,
    reading,
    said,
    saved,
    text_reading,
    xlsx,
)

HEADERS = {
    Role.STEM: "题干（必填） 题目 试题内容 试题题目 问题 问题内容 题目内容 content Question *题目",
    Role.KIND: "题型 试题类型 题目类型 类型 题型（必填）",
    Role.OPTION: "选项A 选项a A项 A选项 选项1 选择项1 选项E(勿删) 选项（C） option1 选项一 答案A",
    Role.OPTIONS: "选项 选项（用|隔开） options",
    Role.KEY: "答案 正确答案 标准答案 参考答案 正确选项 answer 答案索引 正确答案（多选用,隔开）",
    Role.NOTE: "解析 答案解析 试题解析 整体解析 explanation 判断题解析",
    Role.CHAPTER: "章节 目录 分类 一级纲要 所属题库 知识点",
    Role.DIFFICULTY: "难度 题目难度 难易度 难易程度",
    Role.QUOTE: "引文 原文 题目依据 出处 quote",
    Role.IDLE: "分值 分数 试题分数 序号 备注",
    Role.PICTURE: "图片 图片链接",
    Role.REASON: "错误原因",
}
SPACED = {
    "question text": Role.STEM,
    "Question - max 120 characters": Role.STEM,
    "Answer 1 - max 75 characters": Role.ANSWER,
    "option 1": Role.OPTION,
    "选项 A": Role.OPTION,
    "correct answer(s)": Role.KEY,
    "Correct answer(s) - choose at least one": Role.KEY,
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs": Role.IDLE,
    "Image Link": Role.PICTURE,
    "question type": Role.KIND,
    "题 目：": Role.STEM,
    "答案&#10;（必填）": Role.KEY,
    "题型（0单选，1判断，2多选）": Role.KIND,
}
NAMES = [(name, role) for role, names in HEADERS.items() for name in names.split()]


@pytest.mark.parametrize(("name", "role"), [*NAMES, *SPACED.items()])
def test_a_column_is_known_by_its_name(name, role):
    assert header(name).role is role


@pytest.mark.parametrize("text", ["A,B", "北京", "对", "第一章", "1", "问题在于企业管理"])
def test_what_stands_in_a_question_is_no_header(text):
    assert header(text) is None


def test_titles_and_notices_above_the_header_are_passed_over():
    found = reading(
        ["安全知识题库"],
        ["说明：请勿改动表头"],
        [],
        CHOICE,
        ["q1", "单选题", "甲", "乙", "", "", "B"],
    )

    assert only(found).choices == ("甲", "乙")
    assert found.drafts[0].row == 5


def test_eight_rows_of_advice_and_numbers_on_empty_rows_are_kahoots():
    rows = [[f"advice {number}"] for number in range(8)]
    names = [
        "", "Question - max 120 characters", "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters", "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters", "Time limit (sec) – 5, 10, 20, 30",
        "Correct answer(s) - choose at least one",
    ]  # fmt: skip
    data = [
        [1, "One?", "a1", "b1", "c1", "d1", 20, 1],
        [2, "Two?", "a1", "b1", "c1", "d1", 20, "2,3"],
    ]
    empty = [[number] for number in range(3, 101)]

    found = reading(*rows, names, *data, *empty)

    assert [letters(each) for each in questions(found)] == ["A", "BC"]
    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.MULTIPLE]
    assert "keys_from_one" in said(found)


def test_every_sheet_is_read_and_its_name_tells_the_kind():
    header = ["题目", "答案"]
    found = reading(
        单选题=[["题目", "A", "B", "答案"], ["一？", "甲", "乙", "A"]],
        判断题=[header, ["二。", "B"]],
        填空题=[header, ["三____。", "丙"]],
        版本号=[["20221101"], ["1"]],
        填写说明=[["怎么填"], ["随便填"]],
    )

    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE, Kind.BLANK]
    assert [draft.sheet for draft in found.drafts] == ["单选题", "判断题", "填空题"]
    assert "sheet_skipped" not in said(found)


def test_a_hidden_sheet_is_not_read_and_that_is_said():
    book = openpyxl.load_workbook(
        io.BytesIO(
            xlsx(甲=[["题目", "答案"], ["一。", "对"]], 乙=[["题目", "答案"], ["二。", "对"]])
        )
    )
    book["乙"].sheet_state = "hidden"

    found = read(saved(book))

    assert [draft.sheet for draft in found.drafts] == ["甲"]
    assert "sheet_hidden" in said(found)


def test_section_titles_and_repeated_headers_change_the_kind():
    found = reading(
        ["安全考试题"],
        ["一、单选题（每题2分，共20分）"],
        ["序号", "题目", "A", "B", "C", "D", "答案"],
        [1, "一？", "甲", "乙", "丙", "丁", "B"],
        ["二、判断题"],
        ["序号", "题目", "答案"],
        [1, "二。", "A"],
        ["三、简答题"],
        ["序号", "题目", "答案"],
        [1, "三？", "1.甲方；2.乙方"],
    )

    kinds = [Kind.SINGLE, Kind.TRUE_FALSE, Kind.SHORT]
    assert [each.kind for each in questions(found)] == kinds
    assert [draft.row for draft in found.drafts] == [4, 7, 10]


def test_a_row_with_a_chapter_becomes_the_tag_of_those_below():
    found = reading(
        ["题目", "答案"], ["第一章 总则"], ["一。", "对"], ["第二章 罚则"], ["二。", "错"]
    )

    assert [each.tags for each in questions(found)] == [("第一章 总则",), ("第二章 罚则",)]


def test_one_header_over_four_columns_of_options():
    blank = ["题目", "选项", None, None, None, "答案"]
    below = [None, "A", "B", "C", "D", None]
    row = ["一？", "甲", "乙", "丙", "丁", "C"]

    assert only(reading(blank, row)).choices == ("甲", "乙", "丙", "丁")
    assert only(reading(blank, below, row)).choices == ("甲", "乙", "丙", "丁")


def test_one_option_a_row_with_a_mark_on_the_right_one():
    found = reading(
        ["题目", "选项内容", "是否正确项"],
        ["一？", "甲", 1], [None, "乙", 0], [None, "丙", 1],
        ["二？", "丁", 0], ["二？", "戊", 1],
    )  # fmt: skip

    assert [letters(each) for each in questions(found)] == ["AC", "B"]
    assert [draft.row for draft in found.drafts] == [2, 5]


def test_merged_stems_over_their_options():
    book = openpyxl.Workbook()
    page = book.active
    for row in [
        ["题型", "题目", "选项", "答案"],
        ["单选题", "一？", "A.甲", "B"], [None, None, "B.乙"], [None, None, "C.丙"],
        ["多选题", "二？", "A.丁", "AB"], [None, None, "B.戊"],
    ]:  # fmt: skip
        page.append(row)
    for merged in ("A2:A4", "B2:B4", "D2:D4", "A5:A6", "B5:B6"):
        page.merge_cells(merged)

    first, second = questions(read(saved(book)))

    assert first.choices == ("甲", "乙", "丙")
    assert (letters(first), letters(second)) == ("B", "AB")


def test_a_merged_kind_counts_for_all_its_rows():
    book = openpyxl.Workbook()
    for row in [
        ["题型", "题目", "A", "B", "答案"],
        ["多选题", "一？", "甲", "乙", "AB"],
        [None, "二？", "丙", "丁", "A"],
    ]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")

    assert [each.kind for each in questions(read(saved(book)))] == [Kind.MULTIPLE] * 2


def test_without_header_columns_are_told_by_what_is_in_them():
    rows = [
        [n, f"第{n}道题的题干？", f"甲{n}", f"乙{n}", f"丙{n}", f"丁{n}", "ABCD"[n % 4]]
        for n in range(1, 8)
    ]

    found = reading(*rows)

    assert questions(found)[0].stem == "第1道题的题干？"
    assert questions(found)[0].choices == ("甲1", "乙1", "丙1", "丁1")
    assert [letters(each) for each in questions(found)][:3] == ["B", "C", "D"]
    (about,) = [each for each in found.assumptions if each.code == "header_missing"]
    assert about.facts == {"stem": "B", "options": "C–F", "key": "G"}


def test_words_that_nobody_knows_as_headers_are_no_question():
    found = reading(
        ["甲栏", "乙栏", "丙栏", "丁栏"],
        *([f"这是第{n}道题？", "x1", "x2", "A"] for n in range(5)),
    )

    assert len(questions(found)) == 5


def test_tables_printed_side_by_side_are_both_read():
    found = reading(
        ["序号", "题目", "答案", None, "序号", "题目", "答案"],
        [1, "一。", "对", None, 3, "三。", "错"],
        [2, "二。", "错", None, 4, "四。", "错"],
    )

    assert {each.stem for each in questions(found)} == {"一。", "二。", "三。", "四。"}


def test_a_column_of_subjects_called_kind_becomes_a_tag():
    found = reading(
        ["类型", "题目", "A", "B", "答案"],
        ["消防", "一？", "甲", "乙", "A"],
        ["用电", "二？", "甲", "乙", "B"],
    )

    assert [each.tags for each in questions(found)] == [("消防",), ("用电",)]


def test_numbers_of_kinds_are_explained_by_the_header():
    names = ["问题", "题型（0单选，1判断，2多选）", "选项A", "选项B", "选项C", "答案"]
    found = reading(
        names,
        ["一？", 0, "甲", "乙", "丙", "A"],
        ["二。", 1, "对", "错", None, "B"],
        ["三？", 2, "甲", "乙", "丙", "A,B"],
    )

    kinds = [Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE]
    assert [each.kind for each in questions(found)] == kinds


def test_a_flag_beside_every_option():
    names = ["content", "type", "option1", "option2", "isCorrect1", "isCorrect2", "explanation"]
    question = only(reading(names, ["Which?", "single", "a1", "b1", False, True, "since"]))

    assert (letters(question), question.note) == ("B", "since")


def test_tags_levels_note_quote_and_difficulty_are_taken():
    names = ["题目", "答案", "章节", "标签", "解析", "难度", "题目依据", "分值"]
    found = reading(
        names,
        ["一。", "对", "第一单元/第一节", "消防，用电", "因为。", "偏难", "《安规》第3条", 2],
    )

    question = only(found)
    assert question.tags == ("第一单元", "第一节", "消防", "用电")
    assert (question.note, question.difficulty) == ("因为。", 3)
    assert [(each.article, each.text, each.passage) for each in question.quotes] == [
        ("", "《安规》第3条", 0)
    ]
    (unused,) = [each for each in found.assumptions if each.code == "columns_unused"]
    assert unused.facts["columns"] == "分值"


@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("难度", "易", 1), ("难度", "偏易", 1), ("难度", "适中", 2), ("难度", "中", 2),
        ("难度", "较难", 3),
        ("难度", "难", 3), ("难度", "★★★★★", 3), ("难度", "★", 1), ("难度", 3, 3), ("难度", 5, 3),
        ("难度", 0.9, 3), ("难度系数", 0.9, 1), ("难易度", "难易适中", 2),
        ("难度", "高级", 3), ("难度", None, 1),
    ],
)  # fmt: skip
def test_every_scale_of_difficulty_becomes_one_to_three(name, value, level):
    assert one("一。", "对", value, header=["题目", "答案", name]).difficulty == level


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ([None, "单选题", "甲", "乙", "丙", "丁", "A"], "stem_missing"),
        (["一？", "单选题", None, None, None, None, "A"], "choices_few"),
        (["一？", "单选题", "甲", None, None, None, "A"], "choices_few"),
        (["一？", "单选题", "甲", None, "丙", "丁", "A"], "choice_empty"),
        (["一？", "单选题", "甲", "乙", "丙", "丁", None], "right_missing"),
        (["一？", "单选题", "甲", "乙", "丙", "丁", "E"], "right_beyond"),
        (["一？", "单选题", "甲", "乙", "丙", "丁", "AB"], "right_not_one"),
        (["一？", "单选题", "甲", "乙", "丙", "丁", "戊"], "key_unclear"),
        (["一？", "单选题", "甲", "甲", "丙", "丁", "甲"], "key_unclear"),
        (["一？", "单选题", "甲", "乙", "丙", "丁", "B、丙"], "key_unclear"),
        (["一。", "判断题", None, None, None, None, None], "truth_missing"),
        (["一。", "判断题", None, None, None, None, "也许"], "truth_unclear"),
        (["一____", "填空题", None, None, None, None, None], "blanks_missing"),
        (["一____", "填空题", "甲", "乙", "丙", "丁", "A"], "kind_unlike"),
        (["一？", "简答题", None, None, None, None, None], "reference_missing"),
        (["一？", "论述题", None, None, None, None, "略"], "reference_missing"),
        (["一？", "排序题", "甲", "乙", "丙", "丁", "DBAC"], "kind_not_held"),
        (["一？", "连线题", "甲", "乙", "丙", "丁", "A"], "kind_not_held"),
        (["坏\ufffd？", "单选题", "甲", "乙", "丙", "丁", "A"], "text_broken"),
        (["如图？<img src='x.png'>", "单选题", "甲", "乙", "丙", "丁", "A"], "picture_needed"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_go_on(row, code):
    good = ["好？", "单选题", "甲", "乙", "丙", "丁", "A"]

    found = reading(CHOICE, good, row, good)

    assert codes(found) == [(3, code)]
    assert [draft.row for draft in found.drafts] == [2, 4]


def test_a_problem_shows_the_start_of_its_row():
    found = reading(CHOICE, ["很长" * 200, "单选题", "甲", "乙", "丙", "丁", "F"])

    (problem,) = found.problems
    assert problem.text.startswith("很长")
    assert len(problem.text) == 200
    assert problem.facts == {"letter": "F"}


def test_a_formula_without_a_kept_value_is_a_problem_of_its_row():
    found = reading(CHOICE, ["一？", "单选题", "=1+1", "3", "4", "5", "A"])

    (problem,) = found.problems
    assert (problem.row, problem.code, problem.facts) == (2, "cell_formula", {"column": "选项A"})


def test_a_link_to_a_picture_is_left_out_and_said():
    found = reading(
        ["题目", "A", "B", "答案", "图片链接"],
        ["一？", "甲", "乙", "A", "https://e.example/x.png"],
    )

    assert only(found).stem == "一？"
    assert "pictures_left_out" in said(found)


def test_a_picture_in_a_cell_of_wps_is_listed_by_its_row():
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx(CHOICE, ["一？", "单选题", "甲", "乙", "丙", "丁", "A"]))
    )
    book.active["C2"].value = '=DISPIMG("ID_1",1)'
    book.active["C2"].data_type = "s"

    assert codes(read(saved(book))) == [(2, "picture_needed")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["姓名", "部门", "岗位"], ["张三", "一部", "操作"]], "file_no_table"),
        ([["题干", "题型", "答案"]], "file_no_questions"),
        ([["随便", "写写"], ["没有", "题目"]], "file_no_table"),
        ([["序号", "问题", "责任人"], [1, "灭火器过期", "张三"]], "file_no_table"),
    ],
)
def test_a_sheet_without_questions_is_refused_as_a_whole(rows, code):
    with pytest.raises(FileRefused) as refused:
        read(xlsx(*rows))

    assert refused.value.code == code


def test_the_name_of_the_file_tells_the_kind_only_where_nothing_else_does():
    data = "题目,答案\n一。,A\n".encode()

    assert codes(read(data, "题库.csv")) == [(2, "choices_few")]
    assert only(read(data, "判断题.csv")).kind is Kind.TRUE_FALSE


def test_a_second_column_of_stems_stands_in_where_the_first_is_empty():
    names = ["目录", "题型", "大题题干", "小题题干", "正确答案", "A", "B"]
    found = reading(
        names,
        ["一", "单选题", "大题的题干？", None, "A", "甲", "乙"],
        ["一", "单选题", None, "小题的题干？", "B", "甲", "乙"],
    )

    assert [each.stem for each in questions(found)] == ["大题的题干？", "小题的题干？"]


def test_the_answer_that_somebody_gave_is_not_the_key():
    names = ["题目", "A", "B", "你的答案", "正确答案"]
    found = reading(names, ["一？", "甲", "乙", "A", "B"], ["二？", "甲", "乙", "A", None])

    assert letters(found.drafts[0].question) == "B"
    assert codes(found) == [(3, "right_missing")]


def test_a_material_stands_before_the_stem():
    question = one(
        "一段材料。", "怎么办？", "甲", "乙", "A", header=["材料", "题目", "A", "B", "答案"]
    )

    assert question.stem == "一段材料。\n怎么办？"


def test_every_name_of_stems_is_seen_at_a_glance():
    words = [word for word, role in headers._DICTIONARY.items() if role is Role.STEM]

    assert [word for word in words if not headers.STEM_LIKE.search(word)] == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，"])
def test_a_table_in_one_column_is_cut_at_its_separators(separator):
    rows = ["题目,选项A,选项B,答案", "一？,甲,乙,A", "二？,丙,丁,F"]
    found = reading(*([row.replace(",", separator)] for row in rows))

    assert [each.question.choices for each in found.drafts] == [("甲", "乙")]
    assert codes(found) == [(3, "right_beyond")]


def test_lines_in_quotation_marks_are_a_table_of_one_column():
    found = text_reading('"题目,选项A,选项B,答案"\n"一？,甲,乙,A"\n"二？,""丙"",丁,B"\n')

    assert [letters(each) for each in questions(found)] == ["A", "B"]


def test_sentences_in_one_column_stay_sentences():
    with pytest.raises(FileRefused):
        reading(["题目，要写清楚"], ["一句话，没有问题"], ["又一句，也没有"])
