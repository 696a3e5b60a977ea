"""What fills a blank, and which points a reference answer has."""

import pytest

from questions.formats.blanks import from_cell, gaps
from questions.formats.points import points
from tests.formats.made import one, only, reading, said


@pytest.mark.parametrize(
    ("stem", "count"),
    [("甲____乙___", 2), ("甲（ ）乙（    ）", 2), ("甲( )乙", 1), ("甲（____）", 1),
    ("甲【 】", 1), ("甲_乙", 1),
     ("甲是   ，乙是   。", 2), ("甲乙丙", 0), ("snake_case 是什么", 0)],
)  # fmt: skip
def test_the_gaps_of_a_stem(stem, count):
    assert gaps(stem) == count


@pytest.mark.parametrize(
    ("stem", "cell", "accepted"),
    [
        ("甲____乙____", "321;924", (("321",), ("924",))),
        ("甲____乙____", "321；924", (("321",), ("924",))),
        ("甲____乙____", "321|924", (("321",), ("924",))),
        ("甲____乙____", "321、924", (("321",), ("924",))),
        ("甲____乙____", "321，924", (("321",), ("924",))),
        ("甲____乙____", "321\n924", (("321",), ("924",))),
        ("甲____乙____", "321 924", (("321",), ("924",))),
        ("甲____乙____", "（1）321（2）924", (("321",), ("924",))),
        ("甲____乙____", "1. 321；2. 924。", (("321",), ("924",))),
        ("甲____乙____", "①321②924", (("321",), ("924",))),
        ("甲____乙____", "321;三二一|924", (("321", "三二一"), ("924",))),
        ("甲____", "321|三百二十一", (("321", "三百二十一"),)),
        ("甲____", "北京;京城", (("北京", "京城"),)),
        ("甲____", "北京/京城", (("北京", "京城"),)),
        ("甲____", "km/h", (("km/h",),)),
        ("甲____", "1/2", (("1/2",),)),
        ("甲____", "两个或2个", (("两个", "2个"),)),
        ("甲____", "或许", (("或许",),)),
        ("甲____", "甲、乙、丙", (("甲、乙、丙",),)),
        ("甲乙丙", "甲", (("甲",),)),
    ],
)
def test_the_stem_says_where_a_cell_is_cut(stem, cell, accepted):
    assert from_cell(stem, cell).accepted == accepted


def test_what_was_cut_at_is_said():
    found = reading(["题目", "题型", "答案"], ["甲____乙____", "填空题", "国家/政府；人民"])

    assert only(found).accepted == (("国家", "政府"), ("人民",))
    assert {"blanks_apart", "wordings_apart"} <= said(found)


def test_a_column_for_every_blank():
    names = ["题目", "题型", "答案1", "答案2"]

    assert one("甲____乙____", "填空题", "一", "二", header=names).accepted == (("一",), ("二",))


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("安全第一；预防为主。综合治理", ("安全第一", "预防为主", "综合治理")),
        ("答：1.明确责任；2.严格考核。", ("明确责任", "严格考核")),
        ("①甲方②乙方③丙方", ("甲方", "乙方", "丙方")),
        ("（1）甲方（2）乙方", ("甲方", "乙方")),
        ("主要包括：\n一、甲方\n二、乙方", ("甲方", "乙方")),
        ("1、长 1.5 米 2、宽 2.5 米", ("长 1.5 米", "宽 2.5 米")),
        ("安全第一，预防为主", ("安全第一，预防为主",)),
        ("甲方；甲方；乙方", ("甲方", "乙方")),
        ("略", ()),
        ("（略）", ()),
        ("  ", ()),
    ],
)
def test_a_reference_is_cut_into_points(reference, found):
    assert points(reference) == found


def test_that_points_were_cut_is_said():
    found = reading(["题目", "题型", "答案"], ["怎么做？", "简答题", "甲方；乙方"])

    assert only(found).accepted == (("甲方",), ("乙方",))
    assert "points_cut" in said(found)


def test_own_points_are_taken_line_by_line_with_their_wordings():
    names = ["题目", "题型", "答案", "要点（每行一个，写法用|隔开）"]
    question = one("怎么做？", "简答题", None, "甲方|甲\n乙方；丙方", header=names)

    assert question.accepted == (("甲方", "甲"), ("乙方；丙方",))


def test_what_a_point_earns_is_no_part_of_it():
    found = reading(
        ["题型", "题目", "答案"], ["简答题", "四会？", "1、会报警（2分）；2、会灭火（2.5 分）"]
    )

    assert only(found).accepted == (("会报警",), ("会灭火",))
