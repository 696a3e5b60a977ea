"""Blackboard's tab-separated questions beyond choices: gaps by name, numbers, wordings."""

from tests.formats.made import codes, only, text_reading

PAIR = "TF\tFire is hot\ttrue\n"


def rows(text):
    found = text_reading(PAIR + text)
    return [draft.question for draft in found.drafts][1:], codes(found)


def test_gaps_called_by_a_name_are_blanks_with_their_wordings():
    (question,), _ = rows("FIB_PLUS\tThe [sky] is [c].\tsky\tair\theaven\t\tc\tblue\n")

    assert question.stem == "The ____ is ____."
    assert question.accepted == (("air", "heaven"), ("blue",))


def test_gaps_whose_names_are_missing_are_listed():
    assert rows("FIB_PLUS\tThe [sky] is blue.\tsea\tair\n") == ([], [(2, "kind_not_held")])


def test_a_number_is_held_where_it_must_be_exact():
    (question,), _ = rows("NUM\t2+2?\t4\t0\n")

    assert (question.accepted, question.typed_as) == ((("4",),), "number")
    assert rows("NUM\t2+2?\t4\t0.5\n") == ([], [(2, "kind_not_held")])


def test_of_brightspace_only_the_best_wordings_count():
    found = text_reading(
        "NewQuestion,SA,,\nQuestionText,Capital?,,\nAnswer,100,Paris,\nAnswer,50,Lyon,\n"
    )

    assert only(found).accepted == (("Paris",),)


def test_short_answers_in_several_columns_are_wordings_of_one():
    found = text_reading("Question Type,Question,Answer A,Answer B,Correct Answer\n"
                         "Short-Answer,Capital?,Paris,paris city,\n")  # fmt: skip

    assert only(found).accepted == (("Paris", "paris city"),)
