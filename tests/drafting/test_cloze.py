"""Lines to be filled in that no other room proposes."""

import pytest

from questions.drafting import cloze
from tests.drafting.made import a_source


def asked(text: str, way: str):
    return [each.asked for each in cloze.proposals(a_source(text), 0) if each.way == way]


def test_by_what_something_is_furthered_is_asked_with_what_it_furthers():
    text = "食堂要坚持以公开促公平,消除员工的疑虑和误会。"

    assert asked(text, "means blank") == [("公开", "公平")]


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
