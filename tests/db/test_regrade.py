"""A changed key re-grades everybody, tells exactly those whose score changed, and leaves nothing
that contradicts."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from db import bank, delivery, practice, regrade, score
from db.tables import (
    AnswerRow,
    AskedRow,
    BankRow,
    JournalRow,
    ProgressRow,
    PushRow,
    QuestionRow,
    RunRow,
    TallyRow,
    VersionRow,
)
from questions.errors import (
    BankNotYours,
    BankUnknown,
    KeyInvalid,
    KeyUnchanged,
    NotAllowed,
    OldScreen,
)
from questions.people import Role
from questions.question import LETTERS, Kind
from questions.regrade import Key, grade_given, is_alike
from questions.shelf import PUBLISHED
from tests.builders import NOW, ZONE, later, make_bank, make_person, make_question, stock
from tests.sheets import sheet

TRAINER = 900
C, TWO = Key(frozenset({2})), Key(frozenset({0, 1}))


@pytest.fixture
def trainer(store):
    return make_person(store, TRAINER, Role.TRAINER).id


def rekey(store, question_id, key, actor=TRAINER, version=None, now=NOW):
    return store.do(regrade.rekey, actor, question_id, version, key, now, ZONE)


def question_of(store, bank_id, place=0):
    found = select(QuestionRow.id).where(QuestionRow.bank_id == bank_id).order_by(QuestionRow.id)
    return store.do(lambda session: session.exec(found).all())[place]


def answers(store, person, bank_id, given, now=NOW):
    """Answer the first question of a new run so: letters of its own order, or a text."""
    asked = store.do(practice.start, person, bank_id, now, 1)
    return reply(store, person, asked, given, now)


def reply(store, person, asked, given, now=NOW):
    kind = asked.question.kind
    if kind.is_typed:
        return store.do(practice.answer_typed, person, asked.id, given, now, ZONE)
    own = [LETTERS.index(letter) for letter in given]
    shown = own if kind is Kind.TRUE_FALSE else [asked.shuffle.index(place) for place in own]
    if kind is not Kind.MULTIPLE:
        return store.do(practice.answer, person, asked.id, shown[0], now, ZONE)
    for place in shown:
        store.do(practice.toggle, person, asked.id, place)
    return store.do(practice.submit, person, asked.id, now, ZONE)


def told(store):
    """Who is told of a re-grade, and what."""
    parcels = store.do(delivery.claim, 10_000, later(days=9))
    return {each.person_id: each.facts for each in parcels if each.kind == regrade.REGRADED}


def is_sound(session, question_id):
    """Every figure that is kept is what the answers add up to, each judged by its version."""
    versions = {row.id: row for row in session.exec(select(VersionRow))}
    partial = {row.id: row.partial for row in session.exec(select(BankRow))}
    tallies, progress = defaultdict(lambda: [0, 0, 0.0, 0]), {}
    for row in session.exec(select(AnswerRow).order_by(AnswerRow.id)):
        question = versions[row.version_id].to_question("")
        mark = grade_given(question, row.given, partial[row.bank_id])
        assert (row.points, row.verdict) == (mark.points, mark.verdict)
        tally = tallies[row.person_id, row.bank_id, row.answered_at.astimezone(ZONE).date()]
        for at, more in enumerate((1, int(row.points >= 1), row.points, int(row.first))):
            tally[at] += more
        seen, _ = progress.get((row.person_id, row.question_id), (0, 0))
        progress[row.person_id, row.question_id] = (seen + 1, row.points)
    kept = {
        (row.person_id, row.bank_id, row.day): [row.answered, row.right, row.points, row.first]
        for row in session.exec(select(TallyRow))
    }
    assert kept == {key: [*tally[:2], pytest.approx(tally[2]), tally[3]]
                    for key, tally in tallies.items()}  # fmt: skip
    assert progress == {
        (row.person_id, row.question_id): (row.seen, row.last_points)
        for row in session.exec(select(ProgressRow))
    }
    version = session.get_one(QuestionRow, question_id).version
    own = [each for each in versions.values() if each.question_id == question_id]
    (now,) = [each for each in own if each.version == version]
    waiting = select(AskedRow.version_id).join(RunRow, RunRow.id == AskedRow.run_id)
    waiting = waiting.where(RunRow.state == "open", AskedRow.answered_at == None)  # noqa: E711
    for version_id in session.exec(waiting.where(AskedRow.question_id == question_id)):
        alike = is_alike(versions[version_id].to_question(""), now.to_question(""))
        assert version_id == now.id or not alike
    return True


KEYS = {
    Kind.SINGLE: [Key(frozenset({n})) for n in range(4)],
    Kind.MULTIPLE: [Key(frozenset(each)) for each in ({0}, {0, 1}, {1, 2, 3}, {0, 1, 2, 3})],
    Kind.TRUE_FALSE: [Key(frozenset({n})) for n in (0, 1)],
    Kind.BLANK: [Key(accepted=(each,)) for each in (("571人",), ("268人", "571人"), ("甲",))],
    Kind.SHORT: [
        Key(accepted=each)
        for each in ((("隐患排查",), ("演练",)), (("演练",),), (("甲",), ("乙",), ("演练",)))
    ],
}
GIVEN = {
    Kind.SINGLE: ["A", "B", "C", "D"],
    Kind.MULTIPLE: ["A", "AB", "BCD", "ABCD", "C"],
    Kind.TRUE_FALSE: ["A", "B"],
    Kind.BLANK: ["571人", "268 人", "不知道"],
    Kind.SHORT: ["隐患排查和演练", "演练", "乙"],
}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10**9), kind=st.sampled_from(Kind), partial=st.booleans())
def test_after_a_regrade_all_figures_are_those_of_the_answers(store, seed, kind, partial):
    """Answers of several people, days and versions; then another key."""
    rng = Random(seed)
    make_person(store, TRAINER, Role.TRAINER)
    key = f"bank{rng.random()}"
    people = [rng.randrange(10**4, 10**8) for _ in range(4)]
    for person in people:
        make_person(store, person)
    question = make_question("q1", kind)
    for step in range(rng.randint(1, 3)):
        if step:
            question = replace(
                question,
                note=f"{step}",
                right=(new := rng.choice(KEYS[kind])).right,
                accepted=new.accepted,
                stem=rng.choice((question.stem, "新题干？")),
            )
        both = make_bank(question, make_question("q2"), key=key, partial=partial)
        bank_id = stock(store, both)
        for _ in range(rng.randint(0, 6)):
            person, now = rng.choice(people), NOW + timedelta(hours=rng.randrange(90))
            asked = store.do(practice.start, person, bank_id, now, rng.randrange(99))
            if asked.question.key == "q1":
                reply(store, person, asked, rng.choice(GIVEN[kind]), now)
    before = store.do(points_of, bank_id)
    earlier = told(store)
    assert earlier == {}

    with_key, question_id = rng.choice(KEYS[kind]), question_of(store, bank_id)
    try:
        done = rekey(store, question_id, with_key)
    except KeyUnchanged:
        return

    after = store.do(points_of, bank_id)
    assert store.do(is_sound, question_id)
    changed = {answer for answer in before if before[answer][1] != after[answer][1]}
    assert set(told(store)) == {before[answer][0] for answer in changed}
    assert done.changed == len(changed)
    assert store.do(bank.load, bank_id).questions[0].right == with_key.right


def points_of(session, bank_id):
    rows = session.exec(select(AnswerRow).where(AnswerRow.bank_id == bank_id))
    return {row.id: (row.person_id, row.points) for row in rows}


@pytest.fixture
def wrong_key(store, trainer):
    """A bank whose only question has the key B; four people answered C, B, A, and C after B."""
    bank_id = stock(store, make_bank())
    for person, letter in enumerate("CBA", 1):
        make_person(store, person)
        answers(store, person, bank_id, letter)
    make_person(store, 4)
    answers(store, 4, bank_id, "B")
    answers(store, 4, bank_id, "C", later(days=1))
    return bank_id


def test_exactly_those_whose_score_changed_are_told(store, wrong_key):
    done = rekey(store, question_of(store, wrong_key), C)

    heard = told(store)
    assert set(heard) == {1, 2, 4}
    assert (heard[1]["before"], heard[1]["after"]) == ([0.0, "reject"], [1.0, "accept"])
    assert (heard[2]["before"], heard[2]["after"]) == ([1.0, "accept"], [0.0, "reject"])
    assert (heard[4]["given"], heard[4]["times"], heard[4]["right"]) == ("C", 2, [2])
    assert (done.answers, done.changed, done.people, done.version) == (5, 4, 3, 2)


async def test_sheet_result_and_score_show_the_new_figures(store, wrong_key):
    rekey(store, question_of(store, wrong_key), C)

    told = await sheet(store, wrong_key)
    assert {row.person.id: row.points for row in told.attempts if row.person.id < 4} == {
        1: 1, 2: 0, 3: 0
    }  # fmt: skip
    (item,) = told.items
    assert (item.question.right, item.figures.answered, item.figures.right) == ({2}, 4, 1)
    of_third = select(RunRow.id).where(RunRow.person_id == 3)
    run_id = store.do(lambda session: session.exec(of_third).one())
    (mistake,) = store.do(practice.result, 3, run_id).mistakes
    assert mistake.question.right == {2}
    assert store.do(score.own, 1, NOW, ZONE).right == 1
    assert store.do(score.own, 2, NOW, ZONE).right == 0
    assert store.do(is_sound, question_of(store, wrong_key))


def test_what_stands_open_is_judged_by_the_new_key(store, wrong_key):
    make_person(store, 5)
    asked = store.do(practice.start, 5, wrong_key, NOW, 1)

    rekey(store, question_of(store, wrong_key), C)

    assert reply(store, 5, asked, "C").grade.is_right
    assert 5 not in told(store)


def test_another_wording_keeps_its_own_key_and_grades(store, trainer):
    make_person(store, 1)
    old = make_question(choices=("一", "二", "三", "四"))
    bank_id = stock(store, make_bank(old))
    answers(store, 1, bank_id, "B")
    stock(store, make_bank(make_question()))

    rekey(store, question_of(store, bank_id), C)

    assert told(store) == {}
    assert store.do(score.own, 1, NOW, ZONE).right == 1
    assert store.do(is_sound, question_of(store, bank_id))


def test_a_key_that_came_with_a_new_file_can_be_applied_to_older_answers(store, wrong_key):
    stock(store, make_bank(make_question(right=frozenset({2}))))
    assert told(store) == {}

    done = rekey(store, question_of(store, wrong_key), C)

    assert (done.version, set(told(store))) == (2, {1, 2, 4})
    with pytest.raises(KeyUnchanged):
        rekey(store, question_of(store, wrong_key), C)


def test_the_journal_tells_who_did_what_to_how_many(store, wrong_key):
    question_id = question_of(store, wrong_key)

    rekey(store, question_id, C)

    line = store.do(lambda session: session.exec(select(JournalRow)).all())[-1]
    assert (line.actor_id, line.action, line.subject) == (TRAINER, "rekeyed", str(question_id))
    assert (line.facts["before"], line.facts["after"]) == ([1], [2])
    assert [line.facts[name] for name in ("answers", "changed", "people")] == [5, 4, 3]


@pytest.mark.parametrize("key", [TWO, Key()], ids=["two right", "none"])
def test_a_key_that_cannot_be_one_changes_nothing(store, wrong_key, key):
    with pytest.raises(KeyInvalid):
        rekey(store, question_of(store, wrong_key), key)

    assert store.do(bank.load, wrong_key).questions == (make_question(),)


def test_a_button_drawn_for_an_older_version_is_refused(store, wrong_key):
    question_id = question_of(store, wrong_key)
    rekey(store, question_id, C, version=1)

    with pytest.raises(OldScreen):
        rekey(store, question_id, Key(frozenset({3})), version=1)


def test_it_is_for_whoever_may_change_the_bank(store, wrong_key):
    other = make_person(store, 901, Role.TRAINER).id
    admin = make_person(store, 902, Role.ADMIN).id
    owned = make_bank(key="owned")
    bank_id = store.do(bank.stock, owned, TRAINER, NOW, state=PUBLISHED).bank_id
    question_id = question_of(store, bank_id)

    with pytest.raises(NotAllowed):
        rekey(store, question_id, C, actor=1)
    with pytest.raises(BankNotYours):
        rekey(store, question_id, C, actor=other)
    with pytest.raises(BankUnknown):
        rekey(store, 10**9, C)
    rekey(store, question_id, C, actor=admin)


def test_what_fails_in_the_middle_has_changed_nothing(store, wrong_key, monkeypatch):
    before = store.do(points_of, wrong_key)

    def killed(*_):
        raise RuntimeError("killed")

    monkeypatch.setattr(regrade, "_tell", killed)
    with pytest.raises(RuntimeError):
        rekey(store, question_of(store, wrong_key), C)

    assert store.do(points_of, wrong_key) == before
    assert store.do(bank.load, wrong_key).questions == (make_question(),)
    assert store.do(lambda session: session.exec(select(PushRow)).all()) == []
    assert store.do(is_sound, question_of(store, wrong_key))
    assert not answers(store, 1, wrong_key, "C", later(days=2)).grade.is_right
