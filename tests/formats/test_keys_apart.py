"""Keys on a sheet of their own are found by the number of their question."""

from tests.formats.made import codes, letters, questions, reading, said

ABC = ("甲", "乙", "丙")
ASKED = [["题号", "题目", "A", "B", "C"], [1, "一？", *ABC], [2, "二？", *ABC], [3, "三？", *ABC]]


def test_keys_are_found_by_number_whatever_their_order():
    found = reading(题目=ASKED, 答案=[["题号", "答案"], [3, "AC"], [1, "B"], [2, "C"]])

    assert [letters(each) for each in questions(found)] == ["B", "C", "AC"]
    assert "keys_apart" in said(found)
    assert "sheet_skipped" not in said(found)


def test_several_pairs_of_number_and_key_stand_side_by_side():
    found = reading(
        题目=ASKED,
        答案=[["参考答案"], ["题号", "答案", "题号", "答案"], [1, "B", 3, "A"], [2, "C"]],
    )

    assert [letters(each) for each in questions(found)] == ["B", "C", "A"]


def test_each_kind_has_its_keys():
    sheets = {
        "单选题": [["题号", "题目", "A", "B", "C"], [1, "一？", *ABC], [2, "二？", *ABC]],
        "判断题": [["题号", "题目"], [1, "三。"], [2, "四。"]],
    }
    titled = [
        ["题号", "答案"],
        ["一、单选题"],
        [1, "B"],
        [2, "C"],
        ["二、判断题"],
        [1, "√"],
        [2, "×"],
    ]
    named = [["题型", "题号", "答案"], ["单选题", 1, "B"], ["单选题", 2, "C"], ["判断题", 1, "√"],
             ["判断题", 2, "×"]]  # fmt: skip
    apart = {"单选题答案": [["题号", "答案"], [1, "B"], [2, "C"]],
             "判断题答案": [["题号", "答案"], [1, "√"], [2, "×"]]}  # fmt: skip

    for keys in ({"答案": titled}, {"答案": named}, apart):
        one, two, three, four = questions(reading(**sheets, **keys))
        assert (letters(one), letters(two)) == ("B", "C")
        assert (three.is_true, four.is_true) == (True, False)


def test_a_number_without_a_key_is_told():
    found = reading(题目=ASKED, 答案=[["题号", "答案"], [1, "B"], [3, "C"]])

    assert [letters(draft.question) for draft in found.drafts] == ["B", "C"]
    assert codes(found) == [(3, "right_missing")]


def test_a_number_with_two_keys_gives_none():
    found = reading(题目=ASKED, 答案=[["题号", "答案"], [1, "B"], [2, "C"], [3, "A"], [1, "C"]])

    assert not found.drafts
    assert "sheet_skipped" in said(found)


def test_keys_beside_the_questions_are_not_looked_for_elsewhere():
    asked = [["题号", "题目", "A", "B", "答案"], [1, "一？", "甲", "乙", "A"]]
    found = reading(题目=asked, 答案=[["题号", "答案"], [1, "B"]])

    assert [letters(each) for each in questions(found)] == ["A"]


def test_what_people_answered_is_no_key():
    answered = [["序号", "姓名", "答案"], [1, "张三", "A"], [2, "李四", "B"], [3, "王五", "C"]]

    assert not reading(题目=ASKED, 成绩=answered).drafts
