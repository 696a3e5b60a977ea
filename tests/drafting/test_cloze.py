"""Lines to be filled in that no other room proposes."""

import pytest

from questions.drafting import cloze
from questions.drafting.reading import read
from questions.drafting.source import opened
from tests.drafting.made import a_source


def asked(text: str, way: str):
    return [each.asked for each in cloze.proposals(a_source(text), 0) if each.way == way]


def test_by_what_something_is_furthered_is_asked_and_what_it_furthers_stays():
    text = "食堂要坚持以公开促公平,消除员工的疑虑和误会。"

    assert asked(text, "means blank") == [("公开",)]


@pytest.mark.parametrize(
    "text",
    ["食堂要以评促改,不断提高水平。", "食堂以抓好消毒促服务水平不断提升。"],
    ids=["single characters", "whole phrases"],
)
def test_a_saying_or_a_phrase_is_left(text):
    assert asked(text, "means blank") == []


def test_a_note_says_which_other_figure_stands_near():
    text = "食堂现有厨师12人,每天接待员工800人。"
    notes = {each.asked: each.question.note for each in cloze.proposals(a_source(text), 0)}

    assert notes[("800",)] == "原文是“每天接待员工800人”。同段另有“12人”，不要混淆。"


@pytest.mark.parametrize(
    ("text", "stem", "accepted"),
    [
        (
            "食堂全年供餐20余万份,库存良好。食堂用面20余万袋。",
            "____余万袋",
            ("20", "20万", "20余万"),
        ),
        ("食堂面向全市服务1.5亿人。", "____亿人", ("1.5", "1.5亿")),
        ("食堂应在48小时内留样。", "____小时", ("48", "48小时")),
        ("食堂形成十五分钟服务圈。", "____分钟", ("十五", "15")),
        ("食堂满意度达到98%以上。", "____%", ("98", "98%")),
    ],
    ids=["more than", "hundred millions", "hours", "Chinese numeral", "share"],
)
def test_a_gap_holds_the_figure_alone_and_more_may_be_typed(text, stem, accepted):
    found = [each for each in cloze.proposals(a_source(text), 0) if each.way == "figure blank"]

    assert any(
        stem in each.question.stem and each.question.accepted[0] == accepted for each in found
    )


def test_a_round_number_of_which_more_is_said_is_a_last_resort():
    merits = {
        text: next(iter(cloze.proposals(a_source(text), 0))).merit
        for text in ("食堂共有员工300多户参加。", "食堂共有员工321户参加。")
    }

    assert merits["食堂共有员工300多户参加。"] < merits["食堂共有员工321户参加。"] - 2


def test_of_what_sort_something_is_said_to_be_is_asked_in_either_order():
    text = "后勤部要把食品安全作为食堂一项经常性、基础性工作来抓。"
    (made,) = (each for each in cloze.proposals(a_source(text), 0) if each.way == "quality blank")

    assert "一项____性、____性工作" in made.question.stem
    assert made.question.accepted == (("经常",), ("基础",))
    assert not made.question.ordered


def test_what_the_calendar_tells_is_hardly_worth_asking():
    text = "在建厂40周年之际,食堂全面检查后厨。"
    (made,) = (each for each in cloze.proposals(a_source(text), 0) if each.way == "figure blank")

    assert made.merit < 5.6


def test_the_how_manieth_of_its_kind_is_a_last_resort():
    text = "在第22个安全生产月之际,食堂全面检查后厨。"
    (made,) = (each for each in cloze.proposals(a_source(text), 0) if each.way == "figure blank")

    assert 5.6 <= made.merit < 6


def test_how_many_people_are_in_one_part_is_asked_after_what_matters_more():
    source = opened(read("# 员工之家\n\n办好食堂。厨师共有156人。\n\n管好仓库。货架共有156个。"))
    people, shelves = (each.merit for each in cloze.proposals(source, 0))

    assert people < shelves


def test_a_word_is_asked_with_what_its_sentence_goes_on_to_say():
    text = "食堂运用好“暖心广播”,及时发布每日菜单,收集员工意见。"
    (made,) = (each for each in cloze.proposals(a_source(text), 0) if each.way == "name blank")

    assert "‘____’，及时发布每日菜单，收集员工意见。”" in made.question.stem


def test_what_follows_a_gap_is_left_where_it_says_the_answer():
    text = "食堂运用好“暖心广播”,及时发布每日菜单和营养知识,暖心广播由后勤部负责。"
    (made,) = (each for each in cloze.proposals(a_source(text), 0) if each.way == "name blank")

    assert made.question.stem.endswith("‘____’，及时发布每日菜单和营养知识。”")
