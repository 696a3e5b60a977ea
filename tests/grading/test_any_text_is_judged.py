"""Whatever is typed gets a verdict, and soon."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.grading import Verdict, grade_typed, judge
from questions.question import Kind, Question

KINDS = ("number", "term", "clause", "enum", "blanks", "poem")
# What the graders look at: figures, joints, separators, brackets, gaps, odd Unicode.
TRICKY = st.text(
    alphabet=st.sampled_from(
        "0123456789.,，%/-~:;；、 \n零一二两三十百千万亿点分之成半多余约超第户人个米的和与及不是"
        "①½㎡()（）_\x00\ud800\u200bAⅣ"
    ),
    max_size=40,
)
TEXTS = TRICKY | st.text(max_size=40)

BLANKS = Question(
    "b",
    Kind.BLANK,
    "安置____户____人,建成____。",
    accepted=(("321",), ("924人",), ("红色管家", "")),
)
LIST = Question(
    "l", Kind.BLANK, "哪四权?", accepted=(("知情权、参与权、表达权、监督权",),), typed_as="enum"
)
SHORT = Question(
    "s", Kind.SHORT, "?", accepted=(("健全相关制度", "健全制度"), ("30亿元",), ("不断改进、提高",))
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KINDS), TEXTS, TEXTS, TEXTS, st.booleans())
def test_judging_never_fails(kind, reference, typed, question, ordered):
    assert judge(kind, reference, typed, question, ordered) in Verdict


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=3), max_size=4), TEXTS, st.sampled_from(KINDS))
def test_judging_lists_never_fails(reference, typed, kind):
    assert judge(kind, reference, typed) in Verdict


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_grading_never_fails_and_points_are_a_share(typed):
    for question in (BLANKS, LIST, SHORT):
        grade = grade_typed(question, typed)

        assert 0 <= grade.points <= 1
        assert (grade.points == 1) == (grade.verdict is Verdict.ACCEPT)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_text_answers_itself_or_says_nothing(text):
    assert judge("term", text, text) in (Verdict.ACCEPT, Verdict.REJECT)


@pytest.mark.parametrize(
    "typed", ["安" * 10_000, "知情权、" * 2_500, "3,2;1 " * 1_700, "健全x" * 3_400]
)
@pytest.mark.parametrize("question", [BLANKS, LIST, SHORT], ids=["blanks", "list", "short"])
def test_ten_thousand_characters_are_no_answer(question, typed):
    assert grade_typed(question, typed).verdict is not Verdict.ACCEPT
