"""Banks travel as JSON and come back the same."""

import dataclasses
import json

import pytest

from questions import bank
from questions.articles import article, library
from questions.question import Kind, Question, Quote

ROSE = article("rose")
HOMES = "安置321户924人"

SINGLE = Question(
    key="rose-1",
    kind=Kind.SINGLE,
    stem="苏家村安置小区安置了多少户、多少人?",
    choices=("321户924人", "321户921人", "300户924人"),
    right=frozenset({0}),
    difficulty=2,
    tags=("数字",),
    quotes=(Quote("rose", HOMES, 1),),
    note="300多户是摸排时的约数。",
)
MULTIPLE = dataclasses.replace(SINGLE, kind=Kind.MULTIPLE, right=frozenset({0, 2}))
TRUE = dataclasses.replace(SINGLE, kind=Kind.TRUE_FALSE, choices=(), right=frozenset({0}))
FALSE = dataclasses.replace(TRUE, right=frozenset({1}))
BLANK = dataclasses.replace(
    SINGLE,
    kind=Kind.BLANK,
    choices=(),
    right=frozenset(),
    accepted=(("321户", "321"), ("924人",)),
    typed_as="number",
    ordered=True,
)
SHORT = dataclasses.replace(BLANK, kind=Kind.SHORT, typed_as="", ordered=False)


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, TRUE, FALSE, BLANK, SHORT])
def test_a_question_comes_back_from_json_as_it_went(question):
    written = json.dumps(bank.to_json(question, ROSE.title), ensure_ascii=False)

    back = bank.from_json(json.loads(written), library())

    assert back == question


def test_the_json_has_the_promised_fields_and_no_other():
    entry = bank.to_json(FALSE, ROSE.title)

    assert entry == {
        "id": "rose-1",
        "article_title": ROSE.title,
        "type": "true_false",
        "stem": FALSE.stem,
        "options": [],
        "answer": [False],
        "explanation": FALSE.note,
        "quotes": [HOMES],
        "difficulty": 2,
        "tags": ["数字"],
    }


def test_typed_as_and_ordered_are_written_only_where_set():
    assert bank.to_json(BLANK, "")["typed_as"] == "number"
    assert bank.to_json(BLANK, "")["ordered"] is True
    assert not {"typed_as", "ordered"} & set(bank.to_json(SHORT, ""))


def test_a_quote_is_looked_for_in_the_named_article_first():
    entry = bank.to_json(SINGLE, article("safety").title) | {"quotes": ["作为国有央企"]}

    assert bank.from_json(entry, library()).quotes[0].article == "safety"


def test_a_quote_that_stands_nowhere_is_kept_without_a_passage():
    entry = bank.to_json(SINGLE, ROSE.title) | {"quotes": ["安置322户"]}

    assert bank.from_json(entry, library()).quotes == (Quote("rose", "安置322户", 0),)


def test_a_bank_with_a_quote_that_is_not_verbatim_is_not_loaded():
    entry = bank.to_json(SINGLE, ROSE.title) | {"quotes": ["安置322户"]}

    with pytest.raises(ValueError, match=r"rose.*rose-1.*安置322户"):
        bank.load(json.dumps([entry]), ROSE)


def test_a_bank_with_a_key_twice_is_not_loaded():
    entry = bank.to_json(SINGLE, ROSE.title)

    with pytest.raises(ValueError, match=r"rose-1.*twice"):
        bank.load(json.dumps([entry, entry]), ROSE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "essay"),
        ("stem", None),
        ("stem", 5),
        ("options", "A"),
        ("options", [1]),
        ("answer", None),
        ("answer", [True]),
        ("answer", ["A"]),
        ("quotes", [None]),
        ("difficulty", "hard"),
    ],
)
def test_a_wrong_shape_is_named_by_its_field(field, value):
    entry = bank.to_json(SINGLE, ROSE.title) | {field: value}

    with pytest.raises(bank.NotAQuestion) as wrong:
        bank.from_json(entry, library())

    assert wrong.value.field == field


def test_the_fingerprint_overlooks_the_key_blanks_and_width():
    same = dataclasses.replace(SINGLE, key="other", stem=" 苏家村安置小区 安置了多少户、多少人？")

    assert bank.fingerprint(same) == bank.fingerprint(SINGLE)


@pytest.mark.parametrize(
    "changed",
    [
        {"stem": "安置了多少人?"},
        {"choices": ("321户924人", "300户924人", "321户921人")},
        {"right": frozenset({1})},
        {"kind": Kind.MULTIPLE},
        {"accepted": (("321",),)},
        {"difficulty": 3},
        {"tags": ()},
        {"quotes": ()},
        {"note": ""},
        {"typed_as": "term"},
        {"ordered": True},
    ],
)
def test_the_fingerprint_sees_every_change_of_substance(changed):
    assert bank.fingerprint(dataclasses.replace(SINGLE, **changed)) != bank.fingerprint(SINGLE)


def test_stems_are_the_same_whatever_their_punctuation():
    asked = dataclasses.replace(SINGLE, stem="苏家村小区安置( )户。")
    again = dataclasses.replace(SINGLE, stem="苏家村小区,安置____户")
    other = dataclasses.replace(SINGLE, stem="苏家村小区安置____人")

    assert bank.same_stem_key(asked) == bank.same_stem_key(again)
    assert bank.same_stem_key(asked) != bank.same_stem_key(other)
