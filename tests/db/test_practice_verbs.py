"""Practice as the store keeps it: drawn, asked, answered once, counted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import func, select

from db import articles, bank, people, practice, talk
from db.tables import AnswerRow, AskedRow, RunRow
from questions.errors import (
    AlreadyAnswered,
    Deactivated,
    NotAMember,
    NothingPicked,
    NothingToPractise,
    NotYours,
    OldButton,
)
from questions.people import Role
from questions.question import Kind
from questions.shelf import DRAFT, WITHDRAWN
from tests.builders import (
    NOW,
    ZONE,
    later,
    make_article,
    make_bank,
    make_person,
    make_question,
    make_questions,
    make_quote,
    right_place,
    stock,
    wrong_place,
)

ADMIN = 9


@pytest.fixture
def learner(store):
    make_person(store, ADMIN, Role.ADMIN)
    return make_person(store, 1).id


def asked_of(store, run_id):
    """The keys of a run's questions, in order."""
    rows = store.do(
        lambda session: session.exec(
            select(AskedRow.question_id).where(AskedRow.run_id == run_id).order_by(AskedRow.seq)
        ).all()
    )
    return list(rows)


def count(store, table):
    return store.do(lambda session: session.exec(select(func.count()).select_from(table)).one())


def answer(store, learner, asked, right=True, now=NOW):
    place = right_place(asked) if right else wrong_place(asked)
    return store.do(practice.answer, learner, asked.id, place, now, ZONE)


def play(store, learner, bank_id, *, rights, seed=1, now=NOW):
    """A whole run; `rights` says for each place whether it is answered right."""
    asked = store.do(practice.start, learner, bank_id, now, seed)
    for right in rights[: asked.length]:
        outcome = answer(store, learner, asked, right, now)
        if not outcome.ends_run:
            asked = store.do(practice.next_question, learner, asked.id, now)
    return outcome


def one_asked(store, learner, question):
    """A run of one question, with that question open."""
    return store.do(practice.start, learner, stock(store, make_bank(question)), NOW, 1)


# Starting


def test_a_run_has_ten_questions_and_none_twice(store, learner):
    bank_id = stock(store, make_bank(*make_questions(25)))

    first = store.do(practice.start, learner, bank_id, NOW, 7)

    drawn = asked_of(store, first.run_id)
    assert (first.seq, first.length) == (1, 10)
    assert len(set(drawn)) == len(drawn) == 10


def test_runs_draw_all_that_is_unseen_before_anything_again(store, learner):
    bank_id = stock(store, make_bank(*make_questions(25)))

    runs = [play(store, learner, bank_id, rights=[True] * 10, seed=n) for n in range(3)]

    first, second, third = (asked_of(store, run.asked.run_id) for run in runs)
    assert len({*first, *second}) == 20
    assert len({*first, *second, *third}) == 25


def test_weak_questions_come_back_before_known_ones(store, learner):
    bank_id = stock(store, make_bank(*make_questions(14)))
    rights = [True, False] * 5
    one = play(store, learner, bank_id, rights=rights, seed=1)
    weak = asked_of(store, one.asked.run_id)[1::2]

    two = play(store, learner, bank_id, rights=[True] * 10, seed=2)

    drawn = asked_of(store, two.asked.run_id)
    assert set(weak) <= set(drawn)
    assert len(drawn) == 10


def test_a_small_bank_makes_a_short_run(store, learner):
    bank_id = stock(store, make_bank(*make_questions(3)))

    assert store.do(practice.start, learner, bank_id, NOW, 1).length == 3


def test_a_run_from_all_banks_touches_each(store, learner):
    for key in ("a", "b", "c", "d"):
        stock(store, make_bank(*make_questions(20), key=key))

    first = store.do(practice.start, learner, None, NOW, 5)

    banks = store.do(
        lambda session: session.exec(
            select(bank.QuestionRow.bank_id, func.count())
            .where(bank.QuestionRow.id.in_(asked_of_in(session, first.run_id)))
            .group_by(bank.QuestionRow.bank_id)
        ).all()
    )
    assert sorted(number for _, number in banks) == [2, 2, 3, 3]


def asked_of_in(session, run_id):
    return session.exec(select(AskedRow.question_id).where(AskedRow.run_id == run_id)).all()


def test_the_same_seed_draws_the_same_run(store, learner):
    bank_id = stock(store, make_bank(*make_questions(25)))

    first = store.do(practice.start, learner, bank_id, NOW, 11)
    second = store.do(practice.start, learner, bank_id, NOW, 11)

    assert asked_of(store, first.run_id) == asked_of(store, second.run_id)
    assert first.shuffle == second.shuffle


@pytest.mark.parametrize("state", [DRAFT, WITHDRAWN])
def test_only_published_banks_are_practised(store, learner, state):
    bank_id = stock(store, make_bank(), state=state)

    for asked_for in (bank_id, None, 2**63 - 1):
        with pytest.raises(NothingToPractise):
            store.do(practice.start, learner, asked_for, NOW, 1)
    assert store.do(practice.picker, learner).banks == ()


def test_a_new_run_leaves_the_one_that_stood_open(store, learner):
    bank_id = stock(store, make_bank(*make_questions(12)))
    old = store.do(practice.start, learner, bank_id, NOW, 1)

    store.do(practice.start, learner, bank_id, NOW, 2)

    states = store.do(lambda session: session.exec(select(RunRow.state)).all())
    assert sorted(states) == ["left", "open"]
    with pytest.raises(OldButton):
        answer(store, learner, old)


def test_starting_on_two_phones_at_once_opens_one_run(store, learner):
    bank_id = stock(store, make_bank(*make_questions(12)))

    with ThreadPoolExecutor(8) as phones:
        starts = [
            phones.submit(store.do, practice.start, learner, bank_id, NOW, seed)
            for seed in range(16)
        ]
    runs = {start.result().run_id for start in starts}

    open_runs = store.do(
        lambda session: session.exec(select(RunRow.id).where(RunRow.state == "open")).all()
    )
    assert len(runs) == 16
    assert len(open_runs) == 1


@pytest.mark.parametrize(
    ("person", "refusal"), [(404, NotAMember), (1, Deactivated)], ids=["stranger", "deactivated"]
)
def test_who_is_not_in_cannot_practise(store, learner, person, refusal):
    bank_id = stock(store, make_bank())
    asked = store.do(practice.start, learner, bank_id, NOW, 1)
    store.do(people.set_active, ADMIN, learner, False)

    for verb, arguments in (
        (practice.start, (bank_id, NOW, 1)),
        (practice.picker, ()),
        (practice.go_on, (NOW,)),
    ):
        with pytest.raises(refusal):
            store.do(verb, person, *arguments)
    with pytest.raises(Deactivated):
        answer(store, learner, asked)


# Answering by a press


def test_an_answer_says_who_what_when_and_how_fast(store, learner):
    asked = one_asked(store, learner, make_question("q", choices=("甲", "乙"), right={1}))

    outcome = answer(store, learner, asked, now=later(seconds=12.5))

    row = store.do(lambda session: session.exec(select(AnswerRow)).one())
    assert (row.person_id, row.asked_id, row.given, row.points) == (learner, asked.id, "B", 1.0)
    assert (row.answered_at, row.took_ms, row.first) == (later(seconds=12.5), 12_500, True)
    assert outcome.ends_run


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.TRUE_FALSE])
def test_a_press_earns_a_point_or_none(store, learner, kind, right):
    asked = one_asked(store, learner, make_question("q", kind))

    outcome = answer(store, learner, asked, right)

    assert outcome.grade.points == (1.0 if right else 0.0)


def test_the_second_press_is_refused_and_counts_nothing(store, learner):
    asked = one_asked(store, learner, make_question())
    answer(store, learner, asked)

    with pytest.raises(AlreadyAnswered):
        answer(store, learner, asked, right=False)

    row = store.do(lambda session: session.exec(select(AnswerRow)).one())
    assert row.points == 1.0


def test_two_presses_at_once_make_one_answer(store, learner):
    """Fifty places, each pressed on two devices in the same moment."""
    make_person(store, 2)
    bank_id = stock(store, make_bank(*make_questions(10)))
    for _ in range(5):
        asked = store.do(practice.start, learner, bank_id, NOW, 3)
        for _ in range(10):
            with ThreadPoolExecutor(2) as devices:
                presses = [
                    devices.submit(answer, store, learner, asked, right) for right in (1, 0)
                ]
            refused = [press.exception() for press in presses]
            assert sorted(type(fault).__name__ for fault in refused) == [
                "AlreadyAnswered",
                "NoneType",
            ]
            if asked.seq < asked.length:
                asked = store.do(practice.next_question, learner, asked.id, NOW)

    assert count(store, AnswerRow) == 50
    (tally,) = store.do(lambda session: session.exec(select(bank_tally())).all())
    assert tally.answered == 50


def bank_tally():
    from db.tables import TallyRow

    return TallyRow


def test_nobody_answers_for_somebody_else(store, learner):
    asked = one_asked(store, learner, make_question())
    other = make_person(store, 2).id

    for verb, arguments in (
        (practice.answer, (asked.id, 0, NOW, ZONE)),
        (practice.answer_typed, (asked.id, "乙", NOW, ZONE)),
        (practice.toggle, (asked.id, 0)),
        (practice.submit, (asked.id, NOW, ZONE)),
        (practice.next_question, (asked.id, NOW)),
        (practice.outcome_of, (asked.id,)),
        (practice.result, (asked.run_id,)),
    ):
        with pytest.raises(NotYours):
            store.do(verb, other, *arguments)
    assert count(store, AnswerRow) == 0


@pytest.mark.parametrize("place", [4, 11, 63, 2**63 - 1])
def test_a_choice_that_was_not_shown_is_refused(store, learner, place):
    single = one_asked(store, learner, make_question())

    with pytest.raises(OldButton):
        store.do(practice.answer, learner, single.id, place, NOW, ZONE)


@pytest.mark.parametrize("asked_id", [0, 99, 2**63 - 1])
def test_a_place_that_does_not_exist_is_refused(store, learner, asked_id):
    for verb, arguments in (
        (practice.answer, (0, NOW, ZONE)),
        (practice.toggle, (0,)),
        (practice.submit, (NOW, ZONE)),
        (practice.next_question, (NOW,)),
        (practice.outcome_of, ()),
    ):
        with pytest.raises(OldButton):
            store.do(verb, learner, asked_id, *arguments)


def test_a_question_that_was_not_shown_yet_cannot_be_answered(store, learner):
    bank_id = stock(store, make_bank(*make_questions(5)))
    first = store.do(practice.start, learner, bank_id, NOW, 1)

    with pytest.raises(OldButton):
        store.do(practice.answer, learner, first.id + 1, 0, NOW, ZONE)


def test_every_old_press_of_a_finished_run_is_refused(store, learner):
    bank_id = stock(store, make_bank(*make_questions(4)))
    last = play(store, learner, bank_id, rights=[True, False, True, False]).asked
    places = store.do(lambda session: session.exec(select(AskedRow.id)).all())

    for asked_id in places:
        for place in range(4):
            with pytest.raises(AlreadyAnswered):
                store.do(practice.answer, learner, asked_id, place, NOW, ZONE)
        with pytest.raises(OldButton):
            store.do(practice.next_question, learner, asked_id, NOW)
    assert count(store, AnswerRow) == 4
    assert store.do(practice.result, learner, last.run_id).right == 2


def test_the_wrong_sort_of_press_is_refused(store, learner):
    single = one_asked(store, learner, make_question("s"))

    with pytest.raises(OldButton):
        store.do(practice.toggle, learner, single.id, 0)
    with pytest.raises(NothingPicked):
        store.do(practice.submit, learner, single.id, NOW, ZONE)
    with pytest.raises(OldButton):
        store.do(practice.answer_typed, learner, single.id, "乙", NOW, ZONE)


def test_a_multiple_cannot_be_answered_with_one_press(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))

    with pytest.raises(OldButton):
        store.do(practice.answer, learner, asked.id, 0, NOW, ZONE)


def test_an_answer_after_a_month_is_kept(store, learner):
    asked = one_asked(store, learner, make_question())

    answer(store, learner, asked, now=later(days=400))

    assert count(store, AnswerRow) == 1


def test_a_clock_that_was_set_back_makes_no_negative_span(store, learner):
    asked = one_asked(store, learner, make_question())

    answer(store, learner, asked, now=later(minutes=-5))

    assert store.do(lambda session: session.exec(select(AnswerRow.took_ms)).one()) == 0


# Several choices


def test_toggles_mark_and_unmark(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))

    marks = [store.do(practice.toggle, learner, asked.id, place).marked for place in (0, 2, 0, 3)]

    assert marks == [{0}, {0, 2}, {2}, {2, 3}]
    assert store.do(practice.go_on, learner, NOW).marked == {2, 3}


def test_toggles_at_once_are_all_kept(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))

    with ThreadPoolExecutor(4) as devices:
        list(devices.map(lambda n: store.do(practice.toggle, learner, asked.id, n), range(4)))

    assert store.do(practice.go_on, learner, NOW).marked == {0, 1, 2, 3}


def test_what_is_marked_is_submitted(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))
    for own in asked.question.right:
        store.do(practice.toggle, learner, asked.id, asked.shuffle.index(own))

    outcome = store.do(practice.submit, learner, asked.id, NOW, ZONE)

    assert outcome.grade.points == 1.0
    assert store.do(lambda session: session.exec(select(AnswerRow.given)).one()) == "AC"


def test_nothing_marked_is_not_submitted(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))

    with pytest.raises(NothingPicked):
        store.do(practice.submit, learner, asked.id, NOW, ZONE)

    assert count(store, AnswerRow) == 0


def test_an_answered_multiple_is_closed(store, learner):
    asked = one_asked(store, learner, make_question("m", Kind.MULTIPLE))
    store.do(practice.toggle, learner, asked.id, 1)
    store.do(practice.submit, learner, asked.id, NOW, ZONE)

    with pytest.raises(AlreadyAnswered):
        store.do(practice.toggle, learner, asked.id, 0)
    with pytest.raises(AlreadyAnswered):
        store.do(practice.submit, learner, asked.id, NOW, ZONE)


@pytest.mark.parametrize(("partial", "points"), [(False, 0.0), (True, 0.5)])
def test_half_of_the_right_choices_earn_what_the_bank_says(store, learner, partial, points):
    question = make_question("m", Kind.MULTIPLE)
    asked = store.do(
        practice.start, learner, stock(store, make_bank(question, partial=partial)), NOW, 1
    )
    store.do(practice.toggle, learner, asked.id, asked.shuffle.index(0))

    outcome = store.do(practice.submit, learner, asked.id, NOW, ZONE)

    assert outcome.grade.points == points


# Typed answers


@pytest.mark.parametrize("kind", [Kind.BLANK, Kind.SHORT])
def test_a_typed_question_awaits_text_until_it_is_answered(store, learner, kind):
    asked = one_asked(store, learner, make_question("t", kind))
    awaited = store.do(talk.expected, learner)
    text = {Kind.BLANK: "571人", Kind.SHORT: "隐患排查和应急演练"}[kind]

    outcome = store.do(practice.answer_typed, learner, asked.id, text, NOW, ZONE)

    assert awaited == ("answer", str(asked.id))
    assert (outcome.grade.points, outcome.given) == (1.0, text)
    assert store.do(talk.expected, learner) is None


def test_a_typed_answer_is_kept_to_the_letter(store, learner):
    asked = one_asked(store, learner, make_question("t", Kind.SHORT))
    text = "先 <b>排查</b>\n再演练 🙂 " + "长" * 1900

    store.do(practice.answer_typed, learner, asked.id, text, NOW, ZONE)

    assert store.do(lambda session: session.exec(select(AnswerRow.given)).one()) == text


def test_a_question_with_buttons_awaits_no_text(store, learner):
    bank_id = stock(store, make_bank(make_question("t", Kind.BLANK), make_question("s")))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)
    if not asked.question.kind.is_typed:
        answer(store, learner, asked)
        asked = store.do(practice.next_question, learner, asked.id, NOW)
    store.do(practice.answer_typed, learner, asked.id, "571", NOW, ZONE)

    assert store.do(talk.expected, learner) is None


def test_a_typed_answer_twice_counts_once(store, learner):
    asked = one_asked(store, learner, make_question("t", Kind.BLANK))
    store.do(practice.answer_typed, learner, asked.id, "571", NOW, ZONE)

    with pytest.raises(AlreadyAnswered):
        store.do(practice.answer_typed, learner, asked.id, "571", NOW, ZONE)

    assert count(store, AnswerRow) == 1


# Going on


def test_going_on_shows_the_same_question_in_the_same_order(store, learner):
    bank_id = stock(store, make_bank(*make_questions(3)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)

    again = store.do(practice.go_on, learner, later(hours=3))

    assert again == asked


def test_without_an_open_run_there_is_nothing_to_go_on_with(store, learner):
    with pytest.raises(OldButton):
        store.do(practice.go_on, learner, NOW)
    assert store.do(practice.current, learner) is None


def test_after_an_interruption_the_open_question_is_gone_on_with(store, learner):
    """The one that stood open, or the next where that was answered; its time begins anew."""
    bank_id = stock(store, make_bank(*make_questions(2)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)

    again = store.do(practice.resume, learner, later(minutes=5))
    answer(store, learner, again, now=later(minutes=5, seconds=3))
    following = store.do(practice.resume, learner, later(minutes=6))
    answer(store, learner, following, now=later(minutes=6, seconds=2))

    assert (again, following.seq) == (asked, 2)
    took = store.do(lambda session: session.exec(select(AnswerRow.took_ms)).all())
    assert sorted(took) == [2000, 3000]


def test_after_an_interruption_a_typed_question_awaits_its_text(store, learner):
    asked = one_asked(store, learner, make_question("t", Kind.BLANK))
    store.do(talk.forget, learner)

    store.do(practice.resume, learner, later(minutes=5))

    assert store.do(talk.expected, learner) == ("answer", str(asked.id))


def test_without_an_open_run_there_is_nothing_to_resume(store, learner):
    assert store.do(practice.resume, learner, NOW) is None
    asked = one_asked(store, learner, make_question())
    answer(store, learner, asked)
    assert store.do(practice.resume, learner, NOW) is None


def test_next_pressed_twice_in_a_moment_asks_once(store, learner):
    bank_id = stock(store, make_bank(*make_questions(3)))
    first = store.do(practice.start, learner, bank_id, NOW, 1)
    answer(store, learner, first)
    second = store.do(practice.next_question, learner, first.id, NOW)

    with pytest.raises(AlreadyAnswered):
        store.do(practice.next_question, learner, first.id, later(seconds=2))

    assert store.do(practice.current, learner) == second
    assert store.do(practice.next_question, learner, first.id, later(minutes=1)) == second


def test_next_is_no_double_press_on_a_clock_that_was_set_back(store, learner):
    bank_id = stock(store, make_bank(*make_questions(2)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)
    answer(store, learner, asked)
    following = store.do(practice.next_question, learner, asked.id, NOW)

    assert store.do(practice.next_question, learner, asked.id, later(hours=-1)) == following


def test_next_at_once_on_two_devices_asks_once(store, learner):
    bank_id = stock(store, make_bank(*make_questions(10)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)
    while asked.seq < asked.length:
        answer(store, learner, asked)
        with ThreadPoolExecutor(2) as devices:
            presses = [
                devices.submit(store.do, practice.next_question, learner, asked.id, NOW)
                for _ in range(2)
            ]
        faults = [press.exception() for press in presses]
        assert sorted(type(fault).__name__ for fault in faults) == ["AlreadyAnswered", "NoneType"]
        asked = next(press.result() for press in presses if not press.exception())


def test_leaving_keeps_what_was_answered(store, learner):
    bank_id = stock(store, make_bank(*make_questions(3)))
    first = store.do(practice.start, learner, bank_id, NOW, 1)
    answer(store, learner, first)

    assert store.do(practice.leave, learner, later(minutes=1)) is True
    assert store.do(practice.leave, learner, later(minutes=2)) is False

    assert count(store, AnswerRow) == 1
    assert store.do(practice.picker, learner).open_run is None
    with pytest.raises(OldButton):
        store.do(practice.next_question, learner, first.id, NOW)


def test_leaving_awaits_no_text_any_more(store, learner):
    one_asked(store, learner, make_question("t", Kind.BLANK))

    store.do(practice.leave, learner, NOW)

    assert store.do(talk.expected, learner) is None


def test_an_answered_place_can_be_looked_at_again(store, learner):
    store.do(articles.shelve, make_article())
    asked = one_asked(store, learner, make_question(quotes=(make_quote(),)))
    with pytest.raises(OldButton):
        store.do(practice.outcome_of, learner, asked.id)
    answer(store, learner, asked)

    seen, then = store.do(practice.outcome_of, learner, asked.id)

    (cited,) = seen.cited
    assert then == NOW
    assert (cited.quote.text, cited.title, cited.author) == ("第二段。", "文章article", "作者")


# How it went


def test_the_result_counts_and_names_the_mistakes(store, learner):
    bank_id = stock(store, make_bank(*make_questions(4)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)
    wrong = []
    for right, minutes in zip((True, False, True, False), range(1, 5), strict=True):
        outcome = answer(store, learner, asked, right, later(minutes=minutes))
        if not right:
            wrong.append((asked.seq, asked.question.key))
        if not outcome.ends_run:
            asked = store.do(practice.next_question, learner, asked.id, later(minutes=minutes))

    went = store.do(practice.result, learner, asked.run_id)

    assert (went.right, went.length, went.points, went.title) == (2, 4, 2.0, "题库bank")
    assert went.took.total_seconds() == 240
    assert [(m.seq, m.question.key) for m in went.mistakes] == wrong


def test_a_result_of_a_run_that_never_was_is_refused(store, learner):
    with pytest.raises(OldButton):
        store.do(practice.result, learner, 77)


def test_the_picker_shows_how_much_of_each_bank_was_seen(store, learner):
    big = stock(store, make_bank(*make_questions(20), key="big"))
    small = stock(store, make_bank(*make_questions(2), key="small"))
    play(store, learner, big, rights=[True] * 10)
    asked = store.do(practice.start, learner, small, NOW, 1)
    answer(store, learner, asked)

    picked = store.do(practice.picker, learner)

    seen = {each.bank_id: (each.seen, each.total) for each in picked.banks}
    assert seen == {big: (10, 20), small: (1, 2)}
    assert picked.open_run == (1, 2)


def test_the_picker_forgets_what_was_retired(store, learner):
    bank_id = stock(store, make_bank(*make_questions(4)))
    play(store, learner, bank_id, rights=[True] * 4)

    stock(store, make_bank(*make_questions(3)))

    (shown,) = store.do(practice.picker, learner).banks
    assert (shown.seen, shown.total) == (3, 3)


def test_a_question_retired_in_mid_run_can_still_be_answered(store, learner):
    bank_id = stock(store, make_bank(*make_questions(3)))
    asked = store.do(practice.start, learner, bank_id, NOW, 1)

    stock(store, make_bank(make_question("other")))
    for _ in range(3):
        outcome = answer(store, learner, asked)
        if not outcome.ends_run:
            asked = store.do(practice.next_question, learner, asked.id, NOW)

    assert count(store, AnswerRow) == 3
