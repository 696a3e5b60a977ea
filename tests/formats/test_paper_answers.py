"""Chinese exam papers as text: answers and all that stands beside them."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions
from tests.formats.papers import OPTIONS, paper, stems

# -- answers


@pytest.mark.parametrize(
    "answer",
    [
        "答案：B",
        "正确答案：B",
        "参考答案: B",
        "标准答案：B",
        "【正确答案】：B",
        "【答案】B",
        "【答案】：B",
        "答：B",
        "答案 B",
        "答案是B",
        "[答案]B",
        "答案:Ｂ",
        "答案：b",
        "（答案：B）",
        "正确答案是：B   你的答案是：A",
        "我的答案:正确答案:B",
        "我的答案：A  正确答案：B",
        "我的答案: A :甲; 正确答案: B :乙;",
        "答案：B、乙",
        "答案：乙",
        "答案：\nB",
        "B",
        "（B）",
        "答案：B。",
        "答案：B 解析：无",
        "正解：B",
    ],
)
def test_answers_have_many_labels(answer):
    found = only(paper(f"1、问题（ ）\n{OPTIONS}{answer}\n"))

    assert (letters(found), found.choices[-1], found.stem) == ("B", "丁", "问题（ ）")


@pytest.mark.parametrize(
    "key",
    [
        "ABC",
        "A,B,C",
        "A、B、C",
        "A;B;C",
        "A|B|C",
        "A B C",
        "ＡＢＣ",
        "abc",
        "CBA",
        "A，B，C",
        "AABC",
    ],
)
def test_sets_of_letters(key):
    assert letters(only(paper(f"二、多选题\n1、问题（ ）\n{OPTIONS}答案：{key}\n"))) == "ABC"


@pytest.mark.parametrize(
    ("stem", "left"),
    [
        ("是（ B ）。", "是（ ）。"),
        ("是（B）", "是（ ）"),
        ("是(  B  )的", "是（ ）的"),
        ("是__B__的", "是____的"),
        ("是_B_的", "是____的"),
        ("是【B】", "是（ ）"),
        ("（ ）里是（B）", "（ ）里是（ ）"),
        ("（2020年）是（B）", "（2020年）是（ ）"),
    ],
)
def test_the_last_bracket_with_content_is_the_key(stem, left):
    found = only(paper(f"1、问题{stem}\n{OPTIONS}"))

    assert (letters(found), found.stem) == ("B", f"问题{left}")


@pytest.mark.parametrize("key", ["ABD", " A B D ", "A、B、D", "A,B,D"])
def test_several_letters_in_the_bracket(key):
    assert letters(only(paper(f"二、多选题\n1、问题（{key}）\n{OPTIONS}"))) == "ABD"


@pytest.mark.parametrize(
    ("word", "value"),
    [(word, True) for word in ("对", "正确", "√", "✓", "✔", "是", "T", "True", "同意", "Y")]
    + [(word, False) for word in ("错", "错误", "×", "✗", "✘", "否", "F", "False", "不同意", "N")],
)
def test_words_of_truth(word, value):
    found = only(paper(f"三、判断题\n1、雪是白的。\n答案：{word}\n"))

    assert (found.kind, found.right) == (Kind.TRUE_FALSE, frozenset({0 if value else 1}))


@pytest.mark.parametrize(
    "line",
    [
        "1、雪是白的。（√）",
        "1、雪是白的（ √ ）。",
        "（√）1、雪是白的。",
        "1、雪是白的。\n（正确）",
        "1、雪是白的。\n√",
        "1、（√）雪是白的。",
        "1、雪是白的。\nA.对\nB.错\n答案：A",
        "1、雪是白的。 答案：对",
        "1、雪是白的。（对）",
    ],
)
def test_truth_stands_in_many_places(line):
    found = only(paper(f"三、判断题\n{line}\n"))

    assert found.kind is Kind.TRUE_FALSE
    assert found.right == frozenset({0})
    assert found.stem.replace("（ ）", "").strip("。") == "雪是白的"


def test_a_wrong_statement_says_why():
    found = only(paper("三、判断题\n1、雪是黑的。\n正确答案：错误，因为雪是白的。\n"))

    assert (found.right, found.note) == (frozenset({1}), "因为雪是白的。")


def test_what_was_answered_is_not_the_key():
    found = paper(f"1、一？\n{OPTIONS}答案：A\n2、二？\n{OPTIONS}我的答案：B\n")

    assert codes(found) == [(7, "right_missing")]


@pytest.mark.parametrize(
    ("stem", "answer", "accepted"),
    [
        ("方针是____、____。", "安全第一；预防为主", (("安全第一",), ("预防为主",))),
        ("方针是____、____。", "安全第一|预防为主", (("安全第一",), ("预防为主",))),
        ("方针是____、____。", "安全第一、预防为主", (("安全第一",), ("预防为主",))),
        ("方针是（ ）和（ ）。", "（1）安全第一（2）预防为主", (("安全第一",), ("预防为主",))),
        (
            "方针是（ ）和（ ）。",
            "\n第一空：安全第一\n第二空：预防为主",
            (("安全第一",), ("预防为主",)),
        ),
        ("电话是____。", "119或一一九", (("119", "一一九"),)),
        ("电话是____。", "119；一一九", (("119", "一一九"),)),
    ],
)
def test_blanks_and_their_wordings(stem, answer, accepted):
    found = only(paper(f"四、填空题\n1、{stem}\n答案：{answer}\n"))

    assert (found.kind, found.accepted) == (Kind.BLANK, accepted)


@pytest.mark.parametrize("stem", ["火警是（119）。", "火警是__119__。"])
def test_blanks_may_be_filled_in_within_the_stem(stem):
    found = only(paper(f"四、填空题\n1、{stem}\n"))

    assert found.accepted == (("119",),)
    assert "119" not in found.stem


def test_an_essay_has_numbered_points_that_are_no_questions():
    found = questions(
        paper(
            "五、简答题\n1. 原则是什么？\n答：1.甲不放过；\n2.乙不放过；\n3.丙不放过。\n"
            "2. 什么是事故？\n答：意外。\n"
        )
    )

    assert [each.stem for each in found] == ["原则是什么？", "什么是事故？"]
    assert found[0].accepted == (("甲不放过",), ("乙不放过",), ("丙不放过",))


def test_an_essay_may_have_its_answer_below_without_a_label():
    found = paper(
        "五、简答题\n1. 什么是事故？\n事故是意外。\n损失是后果。\n2. 什么是安全？\n安全是平安。\n"
    )

    assert [each.accepted for each in questions(found)] == [
        (("事故是意外",), ("损失是后果",)),
        (("安全是平安",),),
    ]


# -- the rest of a question


@pytest.mark.parametrize(
    "label",
    [
        "解析：",
        "答案解析：",
        "【解析】",
        "试题解析:",
        "【答案解析】：",
        "解释：",
        "说明：",
        "详解：",
    ],
)
def test_an_explanation_is_kept(label):
    found = only(paper(f"1、问题（ ）\n{OPTIONS}答案：B\n{label}因为乙\n是对的。\n"))

    assert found.note == "因为乙是对的。"


@pytest.mark.parametrize(
    ("word", "level"), [("易", 1), ("中", 2), ("难", 3), ("★★★★★", 3), ("简单", 1)]
)
def test_difficulty_and_points_of_knowledge(word, level):
    found = only(
        paper(f"1、问题（ ）\n{OPTIONS}答案：B\n难易度：{word}\n知识点：安全法\n分值：2分\n")
    )

    assert (found.difficulty, found.tags, found.note) == (level, ("安全法",), "")


def test_labels_may_follow_each_other_in_one_line():
    found = only(paper("1、问题（ ） A.甲 B.乙 【答案】B 【解析】因为。 【难度】难\n"))

    assert (letters(found), found.note, found.difficulty) == ("B", "因为。", 3)


def test_wrapped_lines_are_joined_without_a_blank_between_han():
    found = only(
        paper(
            "1、这是一个很长的\n问题，它断成了 three\nwords 和（ ）\n"
            "A. 很长的\n选项\nB. short one\ntoo\n答案：A\n"
        )
    )

    assert found.stem == "这是一个很长的问题，它断成了 three words 和（ ）"
    assert found.choices == ("很长的选项", "short one too")


NOISE = [
    "第 3 页 共 10 页",
    "- 3 -",
    "3 / 10",
    "--------",
    "展开解析",
    "此题得分：1.0",
    "5.0分",
    "第一章 总则\t7",
    "收藏",
    "Page 3 of 9",
]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_is_dropped(noise):
    found = only(paper(f"1、问题（ ）\n{OPTIONS}{noise}\n答案：B\n"))

    assert (found.choices, letters(found), found.note) == (("甲", "乙", "丙", "丁"), "B", "")


def test_the_head_of_a_paper_is_no_question():
    found = paper(
        "2023年安全知识竞赛试题\n题量：50 满分：100.0 考试时间：60分钟\n"
        "姓名：____ 部门：____ 得分：____\n"
        f"注意事项：1.本试卷共三大题。2.请在答题卡上作答。\n一、单选题\n1、一？\n{OPTIONS}答案：A\n"
    )

    assert stems(found) == ["一？"]
    assert not found.problems


def test_a_watermark_that_comes_again_and_again_is_dropped():
    text = "".join(
        f"{n}、问题{n}的内容\n内部资料严禁外传\n{OPTIONS}答案：B\n" for n in range(1, 9)
    )

    assert stems(paper(text))[0] == "问题1的内容"


def test_letters_may_be_glued_to_their_options():
    found = only(paper("二、多选题\n1、问题\nA不伤害自己B不伤害他人C不被他人伤害\n答案：ABC\n"))

    assert found.choices == ("不伤害自己", "不伤害他人", "不被他人伤害")


def test_every_part_may_have_its_label():
    found = questions(
        paper(
            "题目：一？\n选项：\nA：甲\nB：乙\n答案：A\n答题解析：甲对。\n\n"
            "题目：二？\n选项：\nA：甲\nB：乙\n答案：B\n"
        )
    )

    assert [each.stem for each in found] == ["一？", "二？"]
    assert (letters(found[0]), found[0].note) == ("A", "甲对。")


def test_true_and_false_may_be_letters_in_the_bracket():
    found = questions(paper("三、判断题\n1、雪是白的。（T）\n2、雪是黑的。(F)\n"))

    assert [each.right for each in found] == [{0}, {1}]
