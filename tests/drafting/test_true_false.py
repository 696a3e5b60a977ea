"""Statements: what is changed in them might be true, and is not."""

import pytest

from questions.drafting import true_false
from questions.drafting.reading import read
from questions.drafting.source import opened
from tests.drafting.made import a_source


def statements(text: str, way: str, *more: str):
    found = true_false.proposals(a_source(text, *more), 0)
    return [each.question for each in found if each.way == way]


def test_two_figures_of_one_unit_are_changed_about_or_stand_as_they_are():
    true, false = statements("特餐须提前12小时预订,加餐须提前15小时预订。", "figures statement")

    assert "提前12小时预订，加餐须提前15小时预订" in true.stem
    assert true.is_true
    assert "提前15小时预订，加餐须提前12小时预订" in false.stem
    assert not false.is_true


def test_of_people_of_whom_some_may_be_among_the_others_one_figure_is_misread():
    """That 571 of 266 have work nobody would believe."""
    source = opened(read("# 员工之家\n\n摸排登记劳动力人员有571人,务工人员有266人。"))
    found = [each.question for each in true_false.proposals(source, 0)]

    (false,) = (x for x in found if "517人，务工人员有266人" in x.stem)
    assert not false.is_true
    assert not any("266人，务工" in each.stem for each in found)


def test_the_ends_of_a_range_are_not_changed_about():
    assert statements("食堂奖励200元至500元。", "figures statement") == []


def test_what_something_was_and_became_stays():
    """From 1 day down to 2 nobody would believe."""
    text = "食堂把结算时限由7天压缩至2天。"

    assert list(true_false.proposals(a_source(text), 0)) == []


def test_two_bodies_are_changed_about():
    text = "普通采购由后勤部审批,大宗采购由财务部审批。"
    (question,) = statements(text, "bodies statement")

    assert "普通采购由财务部审批，大宗采购由后勤部审批" in question.stem


def test_an_item_of_an_open_list_is_not_changed():
    """What 等 leaves out may well be the other."""
    text = "食堂防范火灾、触电、坠落{}事故。"

    assert statements(text.format("等"), "list statement") == []
    closed = statements(text.format("三类"), "list statement")
    assert [each.is_true for each in closed] == [False]


def test_what_everybody_says_together_is_not_asked_as_true():
    text = "食堂加强党史、新中国史、改革开放史、社会主义发展史和形势政策教育。"

    assert [each.is_true for each in statements(text, "list statement")] == [False]


def test_what_is_true_and_what_is_false_are_said_in_one_form():
    text = "食堂防范火灾、触电、坠落三类事故,每天接待员工800人。"
    found = [each.question for each in true_false.proposals(a_source(text), 0)]

    assert {each.is_true for each in found} == {True, False}
    assert {each.stem[-1] for each in found} == {"。"}
    assert {each.stem[: len("《食堂管理办法》写明，")] for each in found} == {
        "《食堂管理办法》写明，"
    }


def test_a_list_of_shades_is_not_changed():
    """可信 for 可靠 is a test of one's eyes."""
    text = "食堂要展现可信、可爱、可敬的形象。"

    assert statements(text, "list statement") == []


def test_ends_changed_about_are_told_from_the_words_of_the_article():
    text = "红灯闪烁表示需要换水,红灯常亮表示温度过高。"
    (question,) = statements(text, "parallel statement")

    assert "红灯闪烁表示温度过高，红灯常亮表示需要换水" in question.stem


def test_ends_that_say_the_same_either_way_are_not_changed_about():
    source = opened(read("# 员工之家\n\n深化改革进入深水区,后勤转型进入关键期。"))

    assert list(true_false.proposals(source, 0)) == []


@pytest.mark.parametrize(
    "text", ["员工生日时送上祝福,员工困难时送上关怀。", "隐患险于明火,防范胜于救灾。"]
)
def test_ends_that_may_stand_with_either_are_not_changed_about(text):
    assert statements(text, "parallel statement") == []


def test_nothing_is_turned_into_what_nobody_would_say():
    text = "食堂的影响力持续提升,后勤部直接联系员工,采购必须公开。"

    assert list(true_false.proposals(a_source(text), 0)) == []


def test_a_general_truth_is_not_stated():
    made = statements("食堂每周打扫一次。", "scope statement")

    assert [each.is_true for each in made] == [False]


def test_what_is_between_quotation_marks_is_not_changed():
    assert statements("厂长强调:“食堂每天要留样48小时,不能少。”", "figure statement") == []


def test_a_true_statement_says_in_its_note_what_it_stands_on():
    made = statements("食堂每天接待员工1200人,开放窗口8个。", "figure statement")

    assert {each.note for each in made if each.is_true} == {
        "原文写的正是“1200人”。",
        "原文写的正是“8个”。",
    }


def test_what_the_calendar_tells_is_not_stated():
    assert statements("食堂以实际行动迎接建厂40周年。", "figure statement") == []


def test_a_figure_does_not_pass_the_one_beside_it():
    """That 7 days in a row weigh as much as 5 days in all nobody would believe."""
    text = "连续旷工3天或者累计旷工5天的,食堂不予留用。"

    for seed in range(20):
        found = true_false.proposals(a_source(text), seed)
        stems = [each.question.stem for each in found if each.way == "figure statement"]
        assert not any(
            f"连续旷工{days}天或者累计旷工5天" in x for x in stems for days in (5, 7, 10)
        )


def test_figures_of_another_order_are_not_changed_about():
    text = "食堂净水器总净水量3000升,净水流量1.5升。"

    assert not any("总净水量1.5升" in x.stem for x in statements(text, "figures statement"))


def test_how_many_people_are_in_one_part_is_stated_after_what_matters_more():
    text = "# 员工之家\n\n办好食堂。厨师共有156人。\n\n管好仓库。货架共有156个。"
    found = true_false.proposals(opened(read(text)), 0)
    people, shelves = (each.merit for each in found)

    assert people < shelves
