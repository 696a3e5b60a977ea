"""What a changed key makes of a question and of its answers."""

from dataclasses import replace

import pytest

from questions.errors import KeyInvalid
from questions.question import Kind
from questions.regrade import (
    Key,
    Mark,
    grade_given,
    is_alike,
    marked,
    parse_wordings,
    places,
    rekeyed,
    written,
)
from tests.builders import make_question, make_quote


@pytest.mark.parametrize(
    "change",
    [
        {"right": frozenset({0})},
        {"note": "新"},
        {"quotes": (make_quote(),)},
        {"tags": ("新",)},
        {"difficulty": 3},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_asks_the_same_is_alike(change):
    assert is_alike(make_question(), replace(make_question(), **change))


@pytest.mark.parametrize(
    "change",
    [{"stem": "另一题？"}, {"choices": ("一", "二", "三", "四")}, {"kind": Kind.MULTIPLE}],
    ids=lambda change: next(iter(change)),
)
def test_what_asks_otherwise_is_not(change):
    assert not is_alike(make_question(), replace(make_question(), **change))


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        (Kind.SINGLE, {0, 1}),
        (Kind.SINGLE, set()),
        (Kind.SINGLE, {4}),
        (Kind.MULTIPLE, set()),
        (Kind.TRUE_FALSE, {0, 1}),
        (Kind.TRUE_FALSE, set()),
    ],
)
def test_a_key_that_cannot_be_one_is_refused(kind, right):
    with pytest.raises(KeyInvalid):
        rekeyed(make_question(kind=kind), Key(frozenset(right)))


def test_wordings_are_typed_a_line_each():
    question = make_question(kind=Kind.SHORT)

    key = parse_wordings(" 排查；查  隐患|排查\n\n演练;应急演练\n班前会", question)

    assert key.accepted == (("排查", "查 隐患"), ("演练", "应急演练"), ("班前会",))
    assert parse_wordings(written(key.accepted), question) == key


@pytest.mark.parametrize(
    "typed", ["", "；", "一\n二", "字" * 301, "；".join(map(str, range(31)))],
    ids=["nothing", "no word", "two blanks", "too long", "too many"],
)  # fmt: skip
def test_a_blank_takes_one_line_of_sound_wordings(typed):
    with pytest.raises(KeyInvalid):
        parse_wordings(typed, make_question(kind=Kind.BLANK))


def test_what_was_given_is_judged_as_it_is_kept():
    single, blank = make_question(), make_question(kind=Kind.BLANK)
    multiple = make_question(kind=Kind.MULTIPLE)

    assert grade_given(single, "B", partial=False) == Mark(1.0, "accept")
    assert grade_given(single, "A", partial=False) == Mark(0.0, "reject")
    assert grade_given(multiple, "A", partial=True) == Mark(0.5, "almost")
    assert grade_given(blank, "571 人", partial=False) == Mark(1.0, "accept")


def test_places_travel_as_bits():
    assert places(marked(frozenset({0, 3, 11}))) == {0, 3, 11}
