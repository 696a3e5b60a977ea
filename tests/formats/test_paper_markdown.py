"""Papers that were written as Markdown."""

from questions.question import Kind
from tests.formats.made import letters, questions, said
from tests.formats.papers import paper, stems


def test_its_signs_are_no_part_of_the_text():
    found = paper(
        "# 安全题库\n## 一、单选题\n**1. 一（ ）**\n- A. 甲\n- B. 乙\n\n**答案：B**\n\n"
        "> 解析：因为乙\n\n"
        "## 二、判断题\n### 1. 二。（ ）\n\n**答案：** 错\n\n---\n"
    )

    assert stems(found) == ["一（ ）", "二。（ ）"]
    assert [each.kind for each in questions(found)] == [Kind.SINGLE, Kind.TRUE_FALSE]
    assert (letters(questions(found)[0]), questions(found)[0].note) == ("B", "因为乙")


def test_boxes_that_are_checked_are_right():
    found = paper("1. Which?\n- [ ] one\n- [x] two\n2. Which?\n- [x] one\n- [ ] two\n")

    assert [letters(each) for each in questions(found)] == ["B", "A"]


def test_bold_options_are_right():
    found = paper(
        "## 单选题\n1. 一（ ）\n- A. 甲\n- **B. 乙**\n\n2. 二（ ）\n- **A. 甲**\n- B. 乙\n"
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]
    assert "key_bold" in said(found)


def test_answers_that_are_folded_away():
    found = paper(
        "1. 一（ ）\nA. 甲\nB. 乙\n<details><summary>答案</summary>B</details>\n"
        "2. 二（ ）\nA. 甲\nB. 乙\n<details>\n<summary>答案：</summary>\n\nA\n</details>\n"
    )

    assert [letters(each) for each in questions(found)] == ["B", "A"]


def test_stars_of_other_papers_stay():
    found = paper("1. 2 ** 3 等于（ ）\nA. 6\nB. 8\n答案：B\n")

    assert stems(found) == ["2 ** 3 等于（ ）"]
