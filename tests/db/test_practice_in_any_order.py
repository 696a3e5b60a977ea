"""Whatever people press in whatever order, runs and counts stay sound."""

import shutil
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, select

from db import practice
from db.store import Store
from db.tables import AnswerRow, AskedRow, ProgressRow, QuestionRow, RunRow, TallyRow
from questions.errors import Refusal
from questions.question import Kind
from tests.builders import NOW, ZONE, make_bank, make_person, make_question, stock

PEOPLE = (1, 2)
BANKS = {"small": 4, "large": 13}
KINDS = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.BLANK, Kind.SHORT)


class Presses(RuleBasedStateMachine):
    """Two people who press and type whatever they like, on any place that ever was."""

    template: Path

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "wengu.db"
        shutil.copyfile(self.template, path)
        self.store = Store.open(f"sqlite:///{path}")
        self.now = NOW
        self.places = [1]

    @initialize()
    def furnish(self):
        for person in PEOPLE:
            make_person(self.store, person)
        self.banks = [
            stock(
                self.store,
                make_bank(
                    *(make_question(f"{n}", KINDS[n % len(KINDS)]) for n in range(count)), key=key
                ),
            )
            for key, count in BANKS.items()
        ]

    @rule(person=st.sampled_from(PEOPLE), bank=st.sampled_from([0, 1, None]), seed=st.integers())
    def starts(self, person, bank, seed):
        unseen, weak, known = self.ranks(person, bank)
        chosen = None if bank is None else self.banks[bank]

        first = self.store.do(practice.start, person, chosen, self.now, seed)

        drawn = set(self.drawn(first.run_id))
        assert len(drawn) == first.length == min(10, len(unseen | weak | known))
        rest = first.length - len(unseen)
        assert drawn >= unseen if rest >= 0 else drawn <= unseen
        assert rest <= 0 or len(drawn & weak) == min(rest, len(weak))
        self.places = sorted({*self.places, first.id})

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), choice=st.integers(0, 4))
    def presses_a_choice(self, data, person, choice):
        self.tries(practice.answer, person, self.place(data), choice, self.now, ZONE)

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), choice=st.integers(0, 4))
    def toggles(self, data, person, choice):
        self.tries(practice.toggle, person, self.place(data), choice)

    @rule(data=st.data(), person=st.sampled_from(PEOPLE))
    def submits(self, data, person):
        self.tries(practice.submit, person, self.place(data), self.now, ZONE)

    @rule(person=st.sampled_from(PEOPLE), right=st.booleans())
    def answers_what_is_open(self, person, right):
        asked = self.store.do(practice.current, person)
        if asked is None:
            return
        question = asked.question
        if question.kind.is_typed:
            text = "；".join(each[0] for each in question.accepted) if right else "不知道"
            self.tries(practice.answer_typed, person, asked.id, text, self.now, ZONE)
        elif question.kind is Kind.MULTIPLE:
            for own in question.right if right else {1}:
                self.tries(practice.toggle, person, asked.id, asked.shuffle.index(own))
            self.tries(practice.submit, person, asked.id, self.now, ZONE)
        else:
            (own,) = question.right
            place = own if question.kind is Kind.TRUE_FALSE else asked.shuffle.index(own)
            shown = place if right else (place + 1) % question.width
            self.tries(practice.answer, person, asked.id, shown, self.now, ZONE)
        self.tries(practice.next_question, person, asked.id, self.now)

    @rule(data=st.data(), person=st.sampled_from(PEOPLE))
    def presses_next(self, data, person):
        self.tries(practice.next_question, person, self.place(data), self.now)

    @rule(person=st.sampled_from(PEOPLE))
    def goes_on(self, person):
        self.tries(practice.go_on, person, self.now)

    @rule(person=st.sampled_from(PEOPLE))
    def leaves(self, person):
        self.store.do(practice.leave, person, self.now)

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def at_most_one_run_stands_open(self):
        open_runs = Counter(self.all(select(RunRow.person_id).where(RunRow.state == "open")))
        assert max(open_runs.values(), default=0) <= 1

    @invariant()
    def a_run_ends_with_its_last_answer_and_not_before(self):
        for run in self.all(select(RunRow)):
            waiting = self.all(
                select(AskedRow.id).where(AskedRow.run_id == run.id, AskedRow.answered_at == None)  # noqa: E711
            )
            assert (run.state == "finished") == (not waiting)

    @invariant()
    def every_place_has_one_answer_of_its_owner_or_none(self):
        rows = self.all(
            select(
                AskedRow.id, AskedRow.person_id, AskedRow.answered_at, AnswerRow.person_id
            ).join(AnswerRow, AnswerRow.asked_id == AskedRow.id)
        )
        assert len({asked for asked, *_ in rows}) == len(rows)
        assert all(owner == who and at for _, owner, at, who in rows)

    @invariant()
    def what_is_counted_is_the_sum_of_the_answers(self):
        answers = self.all(select(AnswerRow))
        tally = Counter()
        for row in answers:
            key = row.person_id, row.bank_id, row.answered_at.astimezone(ZONE).date()
            tally.update({(*key, "answered"): 1, (*key, "right"): int(row.points >= 1)})
            tally[(*key, "points")] += row.points
        counted = Counter()
        for row in self.all(select(TallyRow)):
            key = row.person_id, row.bank_id, row.day
            counted.update({(*key, "answered"): row.answered, (*key, "right"): row.right})
            counted[(*key, "points")] += row.points
        assert counted == pytest.approx(tally)

    @invariant()
    def progress_is_the_newest_answer_and_how_many_there_were(self):
        seen, last = Counter(), {}
        for row in self.all(select(AnswerRow).order_by(AnswerRow.id)):
            key = row.person_id, row.question_id
            assert row.first == (key not in seen)
            seen[key] += 1
            last[key] = row.points
        kept = {(r.person_id, r.question_id): r for r in self.all(select(ProgressRow))}
        assert {key: row.seen for key, row in kept.items()} == seen
        assert {key: row.last_points for key, row in kept.items()} == last

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    def place(self, data):
        return data.draw(st.sampled_from([*self.all(select(AskedRow.id)), 999]))

    def tries(self, verb, *arguments):
        with suppress(Refusal):
            self.store.do(verb, *arguments)

    def all(self, statement):
        with (
            self.store.engine.connect().execution_options(reads=True) as connection,
            Session(connection) as session,
        ):
            return session.exec(statement).all()

    def drawn(self, run_id):
        return self.all(select(AskedRow.question_id).where(AskedRow.run_id == run_id))

    def ranks(self, person, bank):
        """Questions that the person never saw, did badly, and did well."""
        statement = select(QuestionRow.id)
        if bank is not None:
            statement = statement.where(QuestionRow.bank_id == self.banks[bank])
        rows = self.all(
            select(ProgressRow.question_id, ProgressRow.last_points).where(
                ProgressRow.person_id == person
            )
        )
        points = dict(rows)
        asked_for = set(self.all(statement))
        weak = {q for q in asked_for if points.get(q, 1) < 1}
        unseen = asked_for - points.keys()
        return unseen, weak, asked_for - unseen - weak


def test_presses_in_any_order(sqlite_template):
    Presses.template = sqlite_template
    run_state_machine_as_test(
        Presses, settings=settings(max_examples=25, stateful_step_count=40, deadline=None)
    )
