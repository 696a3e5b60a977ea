"""How lists are asked for, and in which words they may be answered."""

from questions.drafting import cloze, enumeration, true_false
from questions.question import Kind
from tests.drafting.made import a_source


def of_kind(text: str, kind: Kind):
    found = enumeration.proposals(a_source(text), 0)
    return [each.question for each in found if each.question.kind is kind]


def wordings(text: str):
    (question,) = of_kind(text, Kind.SHORT)
    return question.accepted


def test_what_all_items_are_called_need_not_be_typed():
    assert wordings("食堂管理要突出节约责任和卫生责任。") == (
        ("节约责任", "节约"),
        ("卫生责任", "卫生"),
    )


def test_a_piece_of_a_word_is_not_what_items_are_called():
    accepted = wordings("食堂管理要全面增强服务力、保障力、抗风险能力。")

    assert ("抗风险能力",) in accepted


def test_how_all_items_begin_need_not_be_typed():
    accepted = wordings("厨师要做到懂营养搭配、懂食材特性、懂设备原理、懂卫生标准。")

    assert accepted[0] == ("懂营养搭配", "营养搭配")


def test_a_list_that_a_name_counts_is_asked_for_by_that_name():
    text = "员工应做到能遵守纪律、能遵守操作规程、能制止违规行为、能处理突发情况的“四能”要求。"
    (question,) = of_kind(text, Kind.SHORT)

    assert "所说的“四能”，包括哪几项？" in question.stem
    assert len(question.accepted) == 4


def test_a_list_that_a_count_follows_is_asked_for_with_it():
    (question,) = of_kind("食堂供餐分为堂食、外带、配送三种方式。", Kind.SHORT)

    assert "食堂供餐分为哪三种方式？" in question.stem


def test_a_list_that_may_go_on_is_asked_for_as_far_as_it_is_written():
    (question,) = of_kind("食堂组织员工参加烹饪比赛、营养讲座、厨房开放等活动。", Kind.SHORT)

    assert "请写出原文列举的3项" in question.stem


def test_a_list_after_a_noun_is_asked_for_by_a_line():
    """No 做好食材台账哪些记录."""
    (question,) = of_kind("食堂要做好食材台账采购日期、验收人员、出库数量等记录。", Kind.SHORT)

    assert "台账____等记录" in question.stem


def test_a_saying_between_quotation_marks_has_no_items():
    assert of_kind("食堂实行“大家买、大家做、大家管”,打通反映意见的渠道。", Kind.SHORT) == []


def test_people_among_what_are_none_are_not_asked():
    assert of_kind("食堂照顾独居老人、重病、残疾人等群体。", Kind.SHORT) == []


def test_wrong_items_end_as_all_of_the_right_ones_do():
    text = "落实“三必访”任务(独居老人每月必访,残疾人每月必访,失业人员每月必访),办好食堂。"
    questions = of_kind(text, Kind.MULTIPLE) + of_kind(text, Kind.SINGLE)

    assert len(questions) == 2
    for question in questions:
        assert all(choice.endswith("每月必访") for choice in question.choices)


def test_a_list_whose_items_begin_alike_is_asked_for_by_how_they_begin():
    """懂… and 会… in one sentence: the stem says which is meant."""
    (question,) = of_kind("厨师应做到懂营养搭配、懂食材特性、懂卫生标准、懂设备原理。", Kind.SHORT)

    assert "每项以“懂”开头" in question.stem


def test_two_that_somebody_is_given_are_asked_for_by_their_sort():
    (question,) = of_kind("食堂要不断提高服务水平,激发员工创新精神、奉献精神。", Kind.SHORT)

    assert "激发员工哪两种精神？" in question.stem


def test_what_is_always_said_together_is_not_asked():
    source = a_source("食堂要充分调动员工的积极性、主动性、创造性。")

    assert list(enumeration.proposals(source, 0)) == []
    assert list(cloze.proposals(source, 0)) == []
    assert list(true_false.proposals(source, 0)) == []
