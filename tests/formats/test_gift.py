"""GIFT as Moodle's documentation has it, and as people write it."""

import pytest

from questions.errors import FileRefused
from questions.formats.reader import read
from questions.question import Kind
from tests.formats.made import codes, letters, only, questions, said, spoken, text_reading


def one(text):
    return only(text_reading(text))


def test_a_choice_within_a_sentence_leaves_a_gap():
    question = one("Grant is {~buried =entombed ~living} in Grant's tomb.")

    assert question.kind is Kind.SINGLE
    assert question.stem == "Grant is _____ in Grant's tomb."
    assert (question.choices, letters(question)) == (("buried", "entombed", "living"), "B")


def test_a_full_stop_behind_a_finished_question_leaves_none():
    assert one("What is pi? {#3.14}.").stem == "What is pi?"
    assert one('What is pi? {#3.14}";').stem == "What is pi?"


@pytest.mark.parametrize(
    ("answer", "is_true"),
    [("T", True), ("TRUE", True), ("F", False), ("FALSE", False), ("true", True), ("错", False)],
)
def test_true_and_false(answer, is_true):
    _, question = questions(
        text_reading(f"One?{{=1 ~2}}\n\nThe sun rises in the east.{{{answer}}}")
    )

    assert (question.kind, question.is_true) == (Kind.TRUE_FALSE, is_true)


def test_a_false_statement_is_explained_by_what_is_said_to_who_is_wrong():
    assert one("It is.{FALSE#No one is buried there.}").note == "No one is buried there."
    assert one("It is.{TRUE#wrong one#Because it is.####More.}").note == "More.\nBecause it is."


def test_several_wordings_fill_one_blank():
    question = one("Two plus two equals {=four =4}.")

    assert (question.kind, question.accepted) == (Kind.BLANK, (("four", "4"),))


def test_partial_wordings_are_left_out_and_that_is_said():
    found = text_reading(
        "From where? {\n=Nazareth#Yes! That's right!\n=%75%Nazereth#Misspelled.\n}"
    )

    assert only(found).accepted == (("Nazareth",),)
    assert only(found).note == ""
    assert said(found) == {"weights_left_out", "feedback_left_out"}


def test_weights_make_a_choice_of_several():
    question = one("Who? {~%-50%No one ~%50%Grant ~%50%Grant's wife ~%-50%Father}")

    assert (question.kind, letters(question)) == (Kind.MULTIPLE, "BC")


def test_half_credit_beside_the_right_answer_is_wrong_here_and_that_is_said():
    found = text_reading("Who? {~a ~%50%b =c}")

    assert letters(only(found)) == "C"
    assert "weights_left_out" in said(found)


def test_two_right_answers_to_a_choice_of_one_are_an_error_to_show():
    assert codes(text_reading("Who? {=a =b ~c}")) == [(1, "right_not_one")]


NUMBERS = {
    "plain": ("{#1822}", "1822", False),
    "tolerance": ("{#1822:5}", "1822", True),
    "no tolerance": ("{#1822:0}", "1822", False),
    "range of one": ("{#5..5}", "5", False),
    "several": ("{#\n=1822:0\n=%50%1822:2#near\n~#wrong}", "1822", False),
    "decimal": ("{#3.1415:0.0005}", "3.1415", True),
    "negative": ("{#-4}", "-4", False),
}


@pytest.mark.parametrize(("answer", "number", "has_margin"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_are_typed_as_numbers(answer, number, has_margin):
    found = text_reading(f"When? {answer}")

    assert (only(found).accepted, only(found).typed_as) == (((number,),), "number")
    assert ("tolerance_left_out" in said(found)) == has_margin


NOT_HELD = {
    "range": ("{#3.141..3.142}", "range_not_held"),
    "no number": ("{#about five}", "number_unclear"),
    "essay": ("{}", "essay_not_held"),
    "matching": ("{=Canada -> Ottawa =Italy -> Rome}", "matching_not_held"),
    "cloze": ("{1:SHORTANSWER:=Paris}", "cloze_not_held"),
    "open": ("{=a ~b", "braces_open"),
    "two groups": ("{=a ~b} and {=c ~d}", "braces_more"),
    "star within": ("{=c*t}", "wildcard_not_held"),
    "no key": ("{~a ~b}", "right_missing"),
    "one choice": ("{~a}", "choices_few"),
    "picture": ('<img src="@@PLUGINFILE@@/a.png"> Which figure? {=a ~b}', "picture_needed"),
}


@pytest.mark.parametrize(("text", "code"), NOT_HELD.values(), ids=NOT_HELD)
def test_what_is_not_held_is_named_with_its_line(text, code):
    found = text_reading(f"Good.{{T}}\n\n// a comment\nWhich is it? {text}\n")

    assert codes(found) == [(4, code)]
    assert found.problems[0].text.startswith("Which is it?")
    assert len(found.drafts) == 1


def test_a_text_without_braces_is_a_description():
    assert codes(text_reading("Read this first.\n\nGood.{T}")) == [(1, "description_not_held")]


def test_stars_at_the_ends_are_left_out_and_an_escaped_star_is_a_star():
    found = text_reading("Pet? {=*cat*}\n\nSign? {=2\\*3}\n\nPet? {=cat =*at}")

    assert [each.accepted for each in questions(found)] == [(("cat",),), (("2*3",),), (("cat",),)]
    assert "wildcards_left_out" in said(found)


def test_escaped_signs_are_signs_of_the_text():
    question = one(r"::a\:b::Which \{set\} equals 5\: {~ \= 2 + 2 = \= 2 + 3 ~ a\~b\#c ~ \\neq}")

    assert question.stem == "Which {set} equals 5:"
    assert question.choices == ("= 2 + 2", "= 2 + 3", "a~b#c", r"\neq")


def test_a_written_line_end_is_a_line_end():
    assert one(r"One\nTwo {T}").stem == "One\nTwo"


def test_signs_that_nobody_escaped_are_told_by_where_they_stand():
    found = text_reading("Which holds?{\n=x=2\n~x=3\n~x=4\n}")

    assert (only(found).choices, letters(only(found))) == (("x=2", "x=3", "x=4"), "A")
    assert "gift_signs_bare" in said(found)


def test_signs_without_any_blank_are_told_as_moodle_tells_them():
    assert codes(text_reading("Good.{T}\n\nWhich?{a=b=c~d}")) == [(3, "right_not_one")]


def test_tilde_and_equals_together_mark_the_right_one():
    assert letters(one("Which?{~a ~=b ~c}")) == "B"


def test_formats_are_heeded():
    assert one("[html]<p>H<sub>2</sub>O &amp; <b>ice</b></p>{T}").stem == "H₂O & ice"
    assert one("[plain]Is <b> bold?{T}").stem == "Is <b> bold?"
    assert (
        one("Is #include <stdio.h> C?{T}".replace("#", "\\#")).stem == "Is #include <stdio.h> C?"
    )
    assert one("A<br>B{T}").stem == "A\nB"


def test_the_category_swallows_no_question_and_becomes_tags():
    found = text_reading("$CATEGORY: $course$/top/安全/第一章\n一？{T}\n二？{F}")

    assert [each.stem for each in questions(found)] == ["一？", "二？"]
    assert questions(found)[0].tags == ("安全", "第一章")


def test_questions_without_a_blank_line_between_them_are_two():
    found = text_reading("::1::One?{T}\n::2::Two?{\n=a\n~b\n}\n// next\nThree?{F}")

    assert [(draft.row, draft.question.stem) for draft in found.drafts] == [
        (1, "One?"), (2, "Two?"), (7, "Three?"),
    ]  # fmt: skip


def test_blank_lines_within_braces_end_nothing():
    found = text_reading("One?{\n=a\n\n~b\n\n}\n\nTwo?{T}")

    assert [each.stem for each in questions(found)] == ["One?", "Two?"]
    assert "gift_blank_lines" in said(found)


def test_comments_hold_id_and_tags():
    question = one("// [id:k\\]1] [tag:安全] [tag:难度:3]\nOne?{T}")

    assert (question.key, question.tags, question.difficulty) == ("k]1", ("安全",), 3)


def test_the_same_id_twice_is_kept_once():
    found = text_reading("// [id:k]\nOne?{T}\n\n// [id:k]\nTwo?{T}")

    assert [each.key for each in questions(found)] == ["k", ""]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems_are_read(ends):
    text = "One?{\n=a\n~b\n}\n\nTwo?{T}\n".replace("\n", ends)

    assert len(questions(text_reading("\ufeff" + text))) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_gift_in_any_encoding(encoding):
    assert one_in("安全第一吗？{=是的 ~不是}", encoding).choices == ("是的", "不是")


def one_in(text, encoding):
    return only(text_reading(text, encoding))


def test_western_gift_is_taken_for_western_and_that_is_said():
    found = text_reading("Wie heißt das größte Tier? {=Blauwal ~Löwe}", "cp1252")

    assert only(found).choices == ("Blauwal", "Löwe")
    assert "encoding_guessed" in said(found)


def test_damaged_text_is_refused():
    with pytest.raises(FileRefused) as refused:
        read("安全生产，预防为主？{=对的 ~不对}".encode() * 9 + b"\xff")

    assert refused.value.code == "file_text_broken"


def test_a_table_whose_cells_hold_braces_is_a_table():
    found = spoken(read("题干,答案\n什么是{=a}？,对\n".encode()))

    assert found.format == "csv"


def test_thousands_of_braces_take_no_time():
    for text in ("{" * 20_000, "{=" * 10_000 + "}", "a{~" * 10_000, "::" * 20_000 + "{T}",
                 "\\{=" * 10_000 + "{T}", "x{\n\n" * 5_000 + "=}"):  # fmt: skip
        spoken(read(("A?{T}\n\n" + text).encode()))
