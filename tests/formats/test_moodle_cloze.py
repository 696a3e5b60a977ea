"""Moodle's cloze: typed gaps are blanks, one picked gap is a choice, the rest is listed."""

import html

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, said, text_reading


def cloze(text, kind="cloze"):
    return text_reading(
        f'<quiz><question type="{kind}"><name><text>n</text></name>'
        f'<questiontext format="html"><text>{html.escape(f"<p>{text}</p>")}</text></questiontext>'
        "</question></quiz>"
    )


@pytest.mark.parametrize("kind", ["cloze", "multianswer"])
@pytest.mark.parametrize("way", ["SHORTANSWER", "SA", "MW", "SAC", "SHORTANSWER_C"])
def test_typed_gaps_are_blanks_with_their_best_wordings(kind, way):
    found = cloze(f"火警{{1:{way}:=119~=一一九~%50%110#不对}}，首都{{:SA:%100%北京}}。", kind)

    question = only(found)
    assert (question.stem, question.kind) == ("火警____，首都____。", Kind.BLANK)
    assert question.accepted == (("119", "一一九"), ("北京",))


def test_one_gap_that_is_picked_is_a_choice():
    question = only(cloze(r"火警是{1:MULTICHOICE:110~=119#对~1\~2}。"))

    assert (question.stem, question.choices) == ("火警是____。", ("110", "119", "1~2"))
    assert letters(question) == "B"


def test_a_number_with_a_margin_is_said_alone_and_not_held_among_others():
    alone = cloze("约{1:NUMERICAL:=3.14:0.01}。")

    assert (only(alone).accepted, only(alone).typed_as) == ((("3.14",),), "number")
    assert "tolerance_left_out" in said(alone)
    assert codes(cloze("约{1:NM:=3.14:0.01}和{1:SA:=乙}。")) == [(1, "cloze_not_held")]


@pytest.mark.parametrize(
    "text",
    ["{1:MC:甲~=乙}和{1:MC:丙~=丁}", "{1:SA:=甲}和{1:MC:丙~=丁}", "{1:MULTIRESPONSE:=甲~=乙~丙}",
     "{1:SA:=甲}和{1:SA:=乙*}", "no gap"],
)  # fmt: skip
def test_what_cannot_be_asked_as_one_question_is_listed(text):
    assert codes(cloze(text)) == [(1, "cloze_not_held")]


def test_a_gap_without_a_right_answer_has_no_key():
    assert codes(cloze("{1:MC:甲~乙}")) == [(1, "right_missing")]
    assert codes(cloze("{1:SA:%0%甲}和{1:SA:=乙}")) == [(1, "blank_empty")]
