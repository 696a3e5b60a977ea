"""Aiken, to the letter and nearly."""

import pytest

from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, text_reading


def one(text):
    return only(text_reading(text))


def test_stem_options_and_answer():
    found = text_reading(
        "What is water?\nA. Wet\nB) Dry\nC.Blue\nANSWER: B\n\nNext?\nA) x\nB) y\nANSWER: A"
    )

    first, second = questions(found)
    assert (first.kind, first.stem) == (Kind.SINGLE, "What is water?")
    assert (first.choices, letters(first)) == (("Wet", "Dry", "Blue"), "B")
    assert [draft.row for draft in found.drafts] == [1, 7]
    assert (letters(second), said(found)) == ("A", set())


def test_blank_lines_within_a_question_are_ignored():
    assert one("一？\n\nA. 甲\n\nB. 乙\n\nANSWER: B").choices == ("甲", "乙")


LOOSE = {
    "small letters": "What?\na) x\nb) y\nANSWER: B",
    "Chinese comma": "What?\nA、甲\nB、乙\nANSWER：B",
    "full stop": "What?\nA. x\nB. y\nAnswer: B.",
    "small word": "What?\nA. x\nB. y\nanswer: b",
    "with its text": "What?\nA. x\nB. y\nAnswer: B. y",
    "text alone": "What?\nA. one\nB. two\nAnswer: Two",
    "in brackets": "What?\n(A) x\n(B) y\nANSWER: B",
}


@pytest.mark.parametrize("text", LOOSE.values(), ids=LOOSE)
def test_what_is_nearly_aiken_is_read_and_that_is_said(text):
    found = text_reading(text)

    assert (letters(only(found)), only(found).stem) == ("B", "What?")
    assert said(found) == {"aiken_loose"}


def test_several_letters_are_a_choice_of_several():
    question = one("Which?\nA. x\nB. y\nC. z\nANSWER: A, C")

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "AC")


def test_a_stem_of_several_lines_and_a_wrapped_option():
    question = one("First line\nsecond line?\nA. x\nand more\nB. y\nANSWER: A")

    assert question.stem == "First line\nsecond line?"
    assert question.choices == ("x\nand more", "y")


def test_a_stem_that_begins_with_a_letter_is_a_stem():
    assert one("A. Smith wrote what?\nA. x\nB. y\nANSWER: A").stem == "A. Smith wrote what?"


def test_numbers_that_count_the_questions_go():
    found = text_reading("1. One?\nA. x\nB. y\nANSWER: A\n2. Two?\nA. x\nB. y\nANSWER: B")

    assert [each.stem for each in questions(found)] == ["One?", "Two?"]


WRONG = {
    "no answer": ("Bad?\nA. x\nB. y\n\n", "right_missing"),
    "one option": ("Bad?\nA. x\nANSWER: A\n", "choices_few"),
    "beyond": ("Bad?\nA. x\nB. y\nANSWER: D\n", "right_beyond"),
    "no option": ("Bad?\nANSWER: D\n", "choices_few"),
    "unclear": ("Bad?\nA. x\nB. y\nANSWER: none of them\n", "key_unclear"),
    "empty": ("Bad?\nA. x\nB. y\nANSWER:\n", "right_missing"),
}


@pytest.mark.parametrize(("text", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_line(text, code):
    found = text_reading(
        f"Good?\nA. x\nB. y\nANSWER: A\n\n{text}Good too?\nA. x\nB. y\nANSWER: A\n"
    )

    assert codes(found) == [(6, code)]
    assert [draft.question.stem for draft in found.drafts] == ["Good?", "Good too?"]


def test_an_answer_before_any_stem_is_a_problem():
    assert codes(text_reading("ANSWER: A\nGood?\nA. x\nB. y\nANSWER: A")) == [(1, "stem_missing")]


@pytest.mark.parametrize("label", ["FEEDBACK", "Explanation", "解析"])
def test_what_is_told_below_an_answer_is_its_note(label):
    found = text_reading(
        f"One?\nA. x\nB. y\nANSWER: A\n{label}: It is.\n\nTwo?\nA. x\nB. y\nANSWER: B"
    )

    assert [(each.stem, each.note) for each in questions(found)] == [
        ("One?", "It is."),
        ("Two?", ""),
    ]


def test_questions_without_options_among_others_are_true_or_false_or_blanks():
    found = text_reading(
        "One?\nA. x\nB. y\nANSWER: A\n\nTwo.\nANSWER: False\n\nThree is ____.\nANSWER: 3\n"
    )

    _, second, third = questions(found)
    assert second.is_true is False
    assert third.accepted == (("3",),)
