"""What is wrong with a question is found, and named once."""

import dataclasses

import pytest

from questions.articles import article, library
from questions.question import Kind, Question, Quote
from questions.validation import SEVERITY, problems, same_choice_key

SINGLE = Question(
    key="1",
    kind=Kind.SINGLE,
    stem="小区安置了多少户?",
    choices=("321户", "324户"),
    right=frozenset({0}),
    quotes=(Quote("rose", "安置321户924人", 1),),
)
MULTIPLE = dataclasses.replace(SINGLE, kind=Kind.MULTIPLE, right=frozenset({0, 1}))
TRUE_FALSE = dataclasses.replace(SINGLE, kind=Kind.TRUE_FALSE, choices=())
BLANK = dataclasses.replace(
    SINGLE,
    kind=Kind.BLANK,
    stem="安置____户____人。",
    choices=(),
    right=frozenset(),
    accepted=(("321",), ("924",)),
)
SHORT = dataclasses.replace(BLANK, kind=Kind.SHORT)


def codes(question):
    return [each.code for each in problems(question, library())]


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, TRUE_FALSE, BLANK, SHORT])
def test_a_sound_question_has_no_problems(question):
    assert codes(question) == []


@pytest.mark.parametrize(
    ("question", "change", "code"),
    [
        (SINGLE, {"stem": " \n"}, "stem_missing"),
        (SINGLE, {"stem": "问" * 1001}, "stem_too_long"),
        (SINGLE, {"note": "\x00"}, "text_unprintable"),
        (SINGLE, {"stem": "安置\ud83d?"}, "text_unprintable"),
        (SINGLE, {"choices": ("321户",)}, "choices_few"),
        (SINGLE, {"choices": tuple("1234567890abc")}, "choices_many"),
        (SINGLE, {"choices": ("321户", "　")}, "choice_empty"),
        (SINGLE, {"choices": ("321户", "户" * 301)}, "choice_too_long"),
        (SINGLE, {"choices": ("321户", "３２１ 户。")}, "choices_same"),
        (SINGLE, {"choices": tuple(str(n) + "户" * 298 for n in range(11))}, "question_too_long"),
        (SINGLE, {"right": frozenset()}, "right_missing"),
        (SINGLE, {"right": frozenset({2})}, "right_beyond"),
        (SINGLE, {"right": frozenset({0, 1})}, "right_not_one"),
        (MULTIPLE, {"right": frozenset({0})}, "right_only_one"),
        (TRUE_FALSE, {"right": frozenset()}, "truth_missing"),
        (TRUE_FALSE, {"right": frozenset({0, 1})}, "truth_missing"),
        (BLANK, {"accepted": ()}, "blanks_missing"),
        (BLANK, {"accepted": (("321",), (" ",))}, "blank_empty"),
        (BLANK, {"accepted": (("321",),)}, "blanks_differ"),
        (BLANK, {"accepted": (("321",), ("9" * 301,))}, "accepted_too_long"),
        (BLANK, {"typed_as": "poem"}, "typed_as_unknown"),
        (SHORT, {"accepted": ()}, "points_missing"),
        (SHORT, {"accepted": ((),)}, "point_empty"),
        (SINGLE, {"quotes": ()}, "quote_missing"),
        (SINGLE, {"quotes": (Quote("rose", "安置322户", 1),)}, "quote_not_verbatim"),
        (SINGLE, {"quotes": (Quote("rose", "安置321户924人", 2),)}, "quote_not_verbatim"),
        (SINGLE, {"quotes": (Quote("rose", "安置321户924人", 0),)}, "quote_not_verbatim"),
        (SINGLE, {"quotes": (Quote("none", "安置321户924人", 1),)}, "quote_not_verbatim"),
        (SINGLE, {"note": "注" * 801}, "note_too_long"),
        (SINGLE, {"difficulty": 4}, "difficulty_beyond"),
        (SINGLE, {"tags": ("签" * 41,)}, "tag_too_long"),
    ],
)
def test_each_fault_is_named_and_nothing_else(question, change, code):
    assert codes(dataclasses.replace(question, **change)) == [code]


def test_quotes_that_do_not_fit_into_a_message_are_refused():
    texts = [each.text for each in article("safety").passages]
    quotes = tuple(Quote("safety", text, n) for n, text in enumerate(texts, start=1))

    assert codes(dataclasses.replace(SINGLE, quotes=quotes)) == ["quotes_too_long"]


def test_a_problem_says_how_grave_it_is_and_what_it_met():
    found = problems(dataclasses.replace(SINGLE, choices=("321户", "户" * 301)), library())

    assert found[0].severity == SEVERITY["choice_too_long"] == "error"
    assert found[0].field == "choices"
    assert found[0].facts == {"letter": "B", "length": 301, "limit": 300}


def test_a_stem_without_a_gap_may_ask_for_any_number_of_blanks():
    assert codes(dataclasses.replace(BLANK, stem="安置了多少户、多少人?")) == []


@pytest.mark.parametrize("stem", ["安置( )户(　)人", "安置（  ）户【】人", "安置__户(____)人"])
def test_gaps_are_counted_however_they_are_drawn(stem):
    assert codes(dataclasses.replace(BLANK, stem=stem)) == []


def test_choices_that_differ_in_a_figure_are_different():
    assert same_choice_key("1.5亿") != same_choice_key("15亿")
    assert same_choice_key("-5") != same_choice_key("5")
