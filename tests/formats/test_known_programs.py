"""Files of the programs that trainers have, in the layouts that these programs write."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, reading, said, text_reading

KAOSHIBAO = (
    "题干（必填）", "题型 （必填）", "选项 A", "选项 B", "选项 C", "选项 D", "选项E(勿删)",
    "选项F(勿删)",
    "正确答案（必填）", "解析（勿删）", "章节（勿删）", "难度",
)  # fmt: skip


def kaoshibao(stem, kind, options, key, *more):
    padded = [*options, *[None] * (6 - len(options))]
    return [stem, kind, *padded, key, *more]


def test_kaoshibao_with_its_version_sheet():
    found = reading(
        题库=[
            KAOSHIBAO,
            kaoshibao(
                "一？", "单选题", ["甲", "乙", "丙"], "B", "因为", "第一单元/第一节", "偏难"
            ),
            kaoshibao("二？", "不定项选择题", ["甲", "乙", "丙"], "A"),
            kaoshibao("三。", "判断题", ["对", "错"], "B"),
            kaoshibao("四。", "判断题", ["×", "√"], "B"),
            kaoshibao("五____六____", "填空题", ["321|三百二十一", "人;民"], None),
            kaoshibao("七？", "简答题", [], "①甲方；②乙方。"),
            kaoshibao("八？", "排序题", ["甲", "乙"], "BA"),
            kaoshibao("九？", "论述题", [], None),
        ],
        版本号=[["20221101"]],
    )

    one, two, three, four, five, seven = [draft.question for draft in found.drafts]
    assert (letters(one), one.tags, one.difficulty) == ("B", ("第一单元", "第一节"), 3)
    assert (two.kind, letters(two)) == (Kind.MULTIPLE, "A")
    assert (three.is_true, four.is_true) == (False, True)
    assert five.accepted == (("321", "三百二十一"), ("人;民",))
    assert seven.accepted == (("甲方",), ("乙方",))
    assert codes(found) == [(8, "kind_not_held"), (9, "reference_missing")]


def test_newer_kaoshibao_with_a_notice_in_row_one():
    notice = [
        "填写说明：请不要改动表头。判断题的选项写对和错，正确答案写 A 或 B，题干不超过五百字。"
    ]

    found = reading(notice, KAOSHIBAO, kaoshibao("一？", "单选题", ["甲", "乙"], "A"))

    assert only(found).stem == "一？"
    assert found.drafts[0].row == 3


def test_questionnaire_star_like():
    names = [
        "题型",
        "题目",
        "选项1",
        "选项2",
        "选项3",
        "选项4",
        "选项5",
        "正确答案",
        "答案解析",
        "分值",
    ]

    found = reading(names, ["多选题", "一？", "甲", "乙", "丙", "丁", None, "A┋C", "因为", 2])
    plain = reading(names, ["多选题", "一？", "甲", "乙", "丙", "丁", None, "AC", "因为", 2])

    assert letters(only(found)) == letters(only(plain)) == "AC"


def test_chaoxing():
    names = [
        "目录",
        "题型",
        "题干",
        "正确答案",
        "答案解析",
        "难易度",
        "选项数",
        "A",
        "B",
        "C",
        "D",
    ]
    found = reading(
        names,
        ["第一章", "单选题", "一？", "B", "因为", "易", 4, "甲", "乙", "丙", "丁"],
        ["第一章", "填空题", "二____三____", None, None, "中", 2, "甲;乙", "丙"],
        ["第一章", "判断题", "四。", "对", None, "难", None],
        ["第一章", "填空题", "五____", "1-9", None, "难", None],
    )

    first, second, third = [draft.question for draft in found.drafts]
    assert (letters(first), first.tags) == ("B", ("第一章",))
    assert second.accepted == (("甲", "乙"), ("丙",))
    assert third.is_true
    assert codes(found) == [(5, "range_not_held")]


def test_state_grid_with_backslashes_for_nothing():
    names = [
        "序号", "一级纲要", "二级纲要", "题目分类", "题型", "题干", "选项", "答案", "题目依据",
        "试题分数",
        "试题编码", "备注", "说明", "判断题解析",
    ]  # fmt: skip
    tail = ["\\", 1, "x", "\\", "\\", "\\"]
    found = reading(
        names,
        [
            1,
            "安规",
            "线路",
            "\\",
            "判断题",
            "一。",
            "A-正确|B-错误",
            "B",
            "《安规》第3条",
            *tail[1:],
        ],
        [2, "安规", "线路", "\\", "单选题", "二？", "A-甲|B-乙|C-丙", "C", *tail],
        [3, "安规", "线路", "\\", "多选题", "三？", "A-甲|B-乙|C-丙", "AC", *tail],
        [4, "安规", "线路", "\\", "多选题", "四？", "\\", "AC", *tail],
    )

    first, second, third = [draft.question for draft in found.drafts]
    assert (first.is_true, first.tags) == (False, ("安规", "线路"))
    assert [quote.text for quote in first.quotes] == ["《安规》第3条"]
    assert (second.choices, letters(second), second.note) == (("甲", "乙", "丙"), "C", "")
    assert letters(third) == "AC"
    assert codes(found) == [(5, "choices_few")]


def test_head_office_of_a_bank():
    names = [
        "试题类型",
        "试题内容",
        "所属题库",
        "题目难度",
        "答案",
        "选项A",
        "选项B",
        "选项C",
        "选项D",
    ]
    found = reading(names, ["多选题", "║一？", "信贷", "中", "A,B,C", "甲", "乙", "丙", "丁"])

    question = only(found)
    assert (question.stem, letters(question), question.tags) == ("一？", "ABC", ("信贷",))


def test_motibang_with_its_header_in_row_four():
    names = ["题干", "题型", "选择项1", "选择项2", "选择项3", "解析", "答案1", "答案2"]
    found = reading(
        ["题库名称", "安全"], ["作者", "某人"], ["须知", "……"], names,
        ["一？", "单选题", "甲", "乙", "丙", "因为", "B"],
        ["二？", "多选题", "甲", "乙", "丙", None, "A", "C"],
        ["三____四____", "填空题", None, None, None, None, "甲", "乙"],
    )  # fmt: skip

    first, second, third = questions(found)
    assert (letters(first), letters(second)) == ("B", "AC")
    assert third.accepted == (("甲",), ("乙",))


def test_an_exam_kit_with_letters_before_option():
    names = ["试题类型", "试题题目", "参考答案", "A选项", "B选项", "C选项", "章节"]
    question = only(reading(names, ["单选", "一？", "c", "甲", "乙", "丙", "第一章~第一节"]))

    assert (letters(question), question.tags) == ("C", ("第一章", "第一节"))


QUIZIZZ = (
    "Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Option 4", "Option 5",
    "Correct Answer", "Time in seconds", "Image Link", "Answer explanation",
)  # fmt: skip


def test_quizizz_with_its_second_header():
    hints = ["Text of the question\n\n(required)", "Question Type\n(default)", "Text for option 1"]
    found = reading(
        QUIZIZZ,
        hints,
        ["What?", "Multiple Choice", "a1", "b1", "c1", "d1", None, 2, 30],
        ["Which?", "Checkbox", "a1", "b1", "c1", "d1", None, "1,3", 30, None, "since"],
        ["____ is a colour", "Fill-in-the-Blank", "red", "crimson", None, None, None, None, 30],
        ["Who likes it?", "Poll", "a1", "b1", None, None, None, None, 20],
        ["Say why.", "Open-Ended"],
        ["Draw it.", "Draw"],
    )

    first, second, third = [draft.question for draft in found.drafts]
    assert (letters(first), letters(second), second.note) == ("B", "AC", "since")
    assert third.accepted == (("red", "crimson"),)
    assert codes(found) == [(6, "kind_not_held"), (7, "reference_missing"), (8, "kind_not_held")]


def test_wooclap():
    found = reading(
        ["Type", "Title", "Correct", "Choice 1", "Choice 2", "Choice 3"],
        ["MCQ", "Which?", "2", "a1", "b1", "c1"],
    )

    assert letters(only(found)) == "B"


def test_blackboard_without_any_header():
    found = text_reading(
        "MC\tCapital?\tRome\tincorrect\tParis\tcorrect\n"
        "TF\tRound.\ttrue\n"
        "MA\tWhich?\ta1\tcorrect\tb1\tcorrect\tc1\tincorrect\n"
        "ESS\tTell.\tFirst. Second；third\n"
        "FIB\tColour of blood?\tred\tcrimson\n"
        "MAT\tMatch.\ta1\tb1\n"
    )

    assert [draft.question.kind for draft in found.drafts] == [
        Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE, Kind.SHORT, Kind.BLANK
    ]  # fmt: skip
    assert letters(found.drafts[0].question) == "B"
    assert found.drafts[4].question.accepted == (("red", "crimson"),)
    assert codes(found) == [(6, "kind_not_held")]


def test_an_index_counts_from_zero_and_that_is_said():
    names = ["题目", "选项", "答案索引"]
    found = reading(names, ["一？", '["甲","乙","丙"]', 1], ["二？", '["甲","乙","丙"]', 2])

    assert [letters(each) for each in questions(found)] == ["B", "C"]
    assert "keys_from_zero" in said(found)


@pytest.mark.parametrize(
    ("numbers", "keys"),
    [((0, 3), "AD"), ((1, 4), "AD"), ((1, 2), "AB"), ((4, 4), "DD"), ((0, 1), "AB")],
)
def test_numbers_show_by_themselves_where_they_count_from(numbers, keys):
    rows = [[f"第{n}题？", "甲", "乙", "丙", "丁", number] for n, number in enumerate(numbers)]

    found = reading(["题目", "A", "B", "C", "D", "答案"], *rows)

    assert "".join(letters(each) for each in questions(found)) == keys
