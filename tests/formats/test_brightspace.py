"""Brightspace's own CSV, in which a question is several rows."""

from questions.question import Kind
from tests.formats.made import codes, letters, reading, text_reading

SENT = """// Sample,,,,
NewQuestion,MC,,,
Title,Gold,,,
QuestionText,"Which sign, please?",HTML,,
Points,1,,,
Option,100,Au,,Right!
Option,25,Ag,,Silver
Option,0,Fe,,
Hint,Latin,,,
Feedback,Aurum is Latin,,,

NewQuestion,TF,,,
QuestionText,Water burns.,,,
TRUE,0,,,
FALSE,100,,,

NewQuestion,SA,,,
QuestionText,Capital of France?,,,
InputBox,3,40,,
Answer,100,Paris,,
Answer,100,par.s,regexp,

NewQuestion,MS,,,
QuestionText,Which are metals?,,,
Scoring,RightAnswers,,,
Option,1,Iron,,
Option,0,Oxygen,,
Option,1,Gold,,

NewQuestion,WR,,,
QuestionText,Explain it.,,,
AnswerKey,Water moves,,,

NewQuestion,M,,,
QuestionText,Match them,,,
Choice,1,dog,,
Match,1,bark,,
"""


def test_each_kind_is_read_and_what_is_not_held_is_told():
    found = text_reading(SENT)

    one, truth, typed, several, essay = [draft.question for draft in found.drafts]
    assert (one.stem, letters(one), one.note) == (
        "Which sign, please?",
        "A",
        "Aurum is Latin\nLatin",
    )
    assert (truth.is_true, typed.accepted, letters(several)) == (False, (("Paris",),), "AC")
    assert (essay.kind, essay.accepted) == (Kind.SHORT, (("Water moves",),))
    assert [draft.row for draft in found.drafts] == [2, 12, 17, 23, 30]
    assert codes(found) == [(34, "kind_not_held")]


def test_a_question_without_right_option_is_told_with_its_row():
    found = text_reading("NewQuestion,MC\nQuestionText,Which?\nOption,0,a\nOption,0,b\n")

    assert codes(found) == [(1, "right_missing")]


def test_a_workbook_may_hold_it_as_well():
    rows = [
        ["NewQuestion", "MC"],
        ["QuestionText", "Which?"],
        ["Option", 100, "a"],
        ["Option", 0, "b"],
    ]

    assert letters(reading(*rows).drafts[0].question) == "A"
