"""Documents, certificates, bodies that are formed, nicknames: what has a name is asked by it."""

import pytest

from questions.drafting import named
from tests.drafting.made import a_source


def blanks(*text: str):
    return [(each.way, each.asked[0]) for each in named.proposals(a_source(*text), 0)]


@pytest.mark.parametrize(
    ("text", "way", "name"),
    [
        ("后厨必须严格按照《食品安全法》的规定采购和保存食材。", "document", "食品安全法"),
        ("厨师上岗之前要接受培训,考试合格并取得健康合格证。", "certificate", "健康合格证"),
        ("选派有多年经验的厨师组成菜品研发中心,每周试菜。", "formed", "菜品研发中心"),
        ("窗口人员要耐心听取意见,做员工的“暖胃管家”,随叫随到。", "nickname", "暖胃管家"),
    ],
    ids=["a document", "a certificate", "a body", "a nickname"],
)
def test_what_has_a_name_is_a_line_to_be_filled_in(text, way, name):
    assert blanks(text) == [(f"{way} blank", name)]


def test_what_is_named_twice_is_not_asked():
    text = "后厨按照《食品安全法》的规定采购食材。", "《食品安全法》由后勤部组织学习。"

    assert blanks(*text) == []


def test_a_number_in_quotation_marks_is_no_nickname():
    assert blanks("窗口人员要热情周到,争当服务员工的“四能手”,随叫随到。") == []


def test_the_note_says_the_clause_in_full():
    (made,) = named.proposals(a_source("厨师要接受培训,考试合格并取得健康合格证。"), 0)

    assert made.question.note == "原文是“考试合格并取得健康合格证”。"


def test_an_institution_is_asked_by_what_sets_it_apart():
    """落实____要求 would take anything."""
    text = "后勤部落实食品安全包保责任制要求,每月检查一次。"
    (made,) = named.proposals(a_source(text), 0)

    assert "落实食品安全____责任制要求" in made.question.stem
    assert made.question.accepted == (("包保", "包保责任制"),)


@pytest.mark.parametrize(
    "text",
    [
        "后厨按照《食品安全法》《消防法》的规定进行管理。",
        "后勤部应当健全相关制度,每月检查一次食材。",
        "报销误餐费的员工应当提供有效证明,当月有效。",
    ],
    ids=["one document of several", "any institution", "any certificate"],
)
def test_what_has_no_name_that_is_its_own_is_not_asked(text):
    assert blanks(text) == []


def test_what_only_leads_to_a_document_is_shown_with_what_is_said_of_it():
    text = "昨天大会上发布的《食堂年度蓝皮书》,不仅回顾了去年的工作,也提出了今年的打算。"
    (made,) = named.proposals(a_source(text), 0)

    assert "发布的《____》，不仅回顾了去年的工作，也提出了今年的打算。" in made.question.stem


def test_the_year_of_a_report_stands_outside_the_gap():
    text = "会议上发布的《2022食堂服务蓝皮书》,总结了一年的成就和经验。"
    (proposal,) = named.proposals(a_source(text), 0)

    assert "《2022____》" in proposal.question.stem
    assert proposal.question.accepted == (("食堂服务蓝皮书", "2022食堂服务蓝皮书"),)


def test_a_body_that_is_formed_may_be_typed_without_its_first_word():
    (made,) = named.proposals(a_source("食堂抽调有经验的厨师组成内部培训中心,每周授课。"), 0)

    assert made.question.accepted == (("内部培训中心", "培训中心"),)


def test_a_document_may_be_typed_without_the_country_it_is_of():
    text = "会议上发布的《中国食堂服务蓝皮书》,总结了一年的成就和经验。"
    (made,) = named.proposals(a_source(text), 0)

    assert made.question.accepted == (("中国食堂服务蓝皮书", "食堂服务蓝皮书"),)


@pytest.mark.parametrize(
    "text",
    [
        "选派有多年经验的厨师组成菜品研发小组,每周试菜。",
        "窗口人员要耐心听取意见,做员工的“暖胃人”,随叫随到。",
    ],
    ids=["a body", "a nickname"],
)
def test_an_ordinary_word_with_rivals_at_hand_is_not_asked(text):
    """研发团队 or 贴心人 would be as good."""
    assert blanks(text) == []


def test_a_nickname_is_asked_with_what_the_sentence_goes_on_to_say_and_its_length():
    text = "窗口人员要争当“暖胃管家”,耐心听取意见,随叫随到。另行通知。"
    (made,) = named.proposals(a_source(text), 0)

    assert made.question.stem.endswith("‘____’，耐心听取意见，随叫随到。”（四个字）")


def test_a_sentence_may_end_with_what_it_leaves_out():
    text = "厨师生日时食堂送上祝福,后勤部为有梦想的厨师搭建学历提升“立交桥”等;"
    (made,) = named.proposals(a_source(text), 0)

    assert "学历提升‘____’等。”（三个字）" in made.question.stem
