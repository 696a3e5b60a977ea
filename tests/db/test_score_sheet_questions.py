"""Which answers a score sheet counts for a question, and which wording it shows."""

from dataclasses import replace
from datetime import date, timedelta

from db import practice
from questions.question import Kind
from tests.builders import NOW, ZONE, make_bank, make_person, make_question, stock
from tests.sheets import plays, sheet


async def test_questions_are_counted_from_first_answers_by_their_own_choices(store):
    single = stock(store, make_bank(make_question("q1"), key="one"))
    for person, marks in ((1, "1"), (2, "0"), (3, "1")):
        make_person(store, person)
        plays(store, person, single, marks)
    plays(store, 2, single, "1", NOW + timedelta(hours=1))

    (item,) = (await sheet(store, single)).items

    assert (item.bank, item.question.stem) == ("题库one", "题目q1？")
    assert (item.figures.answered, item.figures.right) == (3, 2)
    # 乙 is right and stands second among the question's own choices, wherever it was shown.
    assert item.figures.picks_of(1) == 2
    assert sum(item.figures.picked) == 3


async def test_a_first_answer_before_the_range_makes_later_ones_no_first(store):
    single = stock(store, make_bank(make_question("q1"), key="one"))
    make_person(store, 1)
    plays(store, 1, single, "0", NOW - timedelta(days=9))
    plays(store, 1, single, "1", NOW)

    told = await sheet(store, single, since=date(2026, 11, 24))

    assert len(told.attempts) == 1
    assert told.items == ()


async def test_a_new_wording_is_the_same_question_and_new_choices_are_another(store):
    before = make_question("q1", stem="旧题干？")
    for person, question in (
        (1, before),
        (2, replace(before, stem="新题干？")),
        (3, replace(before, stem="新题干？", choices=("一", "二", "三", "四"))),
    ):
        make_person(store, person)
        one = stock(store, make_bank(question, key="one"))
        plays(store, person, one, "1")

    items = (await sheet(store, one)).items

    assert [(item.question.stem, item.question.choices[0]) for item in items] == [
        ("新题干？", "甲"),
        ("新题干？", "一"),
    ]
    assert [item.figures.answered for item in items] == [2, 1]


async def test_typed_and_true_false_questions_are_counted_too(store):
    make_person(store, 1)
    kinds = (make_question("t", Kind.TRUE_FALSE), make_question("b", Kind.BLANK))
    both = stock(store, make_bank(*kinds, key="both"))
    asked = store.do(practice.start, 1, both, NOW, 1)
    for _ in kinds:
        if asked.question.kind is Kind.BLANK:
            outcome = store.do(practice.answer_typed, 1, asked.id, "571人", NOW, ZONE)
        else:
            outcome = store.do(practice.answer, 1, asked.id, 1, NOW, ZONE)
        if not outcome.ends_run:
            asked = store.do(practice.next_question, 1, asked.id, NOW)

    told = {item.question.key: item.figures for item in (await sheet(store, both)).items}

    assert (told["t"].right, told["t"].picked) == (0, (0, 1))
    assert (told["b"].right, told["b"].picked) == (1, ())
