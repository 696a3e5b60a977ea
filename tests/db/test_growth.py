"""What a press or a sheet costs does not grow with the bank, or with what others answered."""

from datetime import timedelta
from random import Random

import pytest
from sqlmodel import Session

from db import draw, practice, score, score_sheet
from db.migrate import downgrade, migrate
from db.store import Store
from questions.export import Format
from questions.score_sheet import About, Scope
from tests.bench import fill
from tests.builders import NOW, ZONE, make_bank, make_person, make_questions, stock


def steps(store, verb, *arguments):
    """How many steps SQLite's machine takes for a verb: a cost that no clock decides."""
    taken = 0

    def count():
        nonlocal taken
        taken += 1
        return 0

    with store.engine.connect() as connection, Session(connection) as session:
        raw = connection.connection.driver_connection
        raw.set_progress_handler(count, 10)
        verb(session, *arguments)
        raw.set_progress_handler(None, 0)
        session.rollback()
    return taken


def filled(url, size, seen):
    """A store with one large bank, and somebody who has seen so much of it."""
    filler = fill.Filler(url)
    bank, person = filler.bank(size), filler.person()
    filler.has_seen(person, bank, seen)
    return Store.open(url), person, bank


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        pytest.param(practice.start, (None, NOW, 1), id="a run is drawn"),
        pytest.param(practice.picker, (), id="the banks are offered"),
        pytest.param(score.own, (NOW, ZONE), id="the own figures"),
    ],
)
@pytest.mark.parametrize(
    "seen_of",
    [
        pytest.param(lambda size: size, id="all seen"),
        pytest.param(lambda size: size - 5, id="hardly any left"),
        pytest.param(lambda size: size // 2, id="half of it seen"),
    ],
)
def test_a_bank_five_times_as_large_costs_no_more(
    sqlite_url, tmp_path, monkeypatch, verb, arguments, seen_of
):
    monkeypatch.setattr(draw, "LOOK", 200)
    large, costs = tmp_path / "large.db", []
    large.write_bytes((tmp_path / "wengu.db").read_bytes())
    for url, size in ((sqlite_url, 2_000), (f"sqlite:///{large}", 10_000)):
        store, person, _ = filled(url, size, seen_of(size))
        costs.append(steps(store, verb, person, *arguments))
        store.close()

    small, big = costs
    assert big < small * 1.5


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize(
    ("department", "bank"),
    [
        pytest.param(fill.SAMPLE_DEPARTMENT, None, id="a department"),
        pytest.param(fill.SAMPLE_DEPARTMENT, fill.SAMPLE_BANK, id="its runs over a bank"),
    ],
)
def test_a_sheet_costs_no_more_however_much_others_answered(sqlite_url, department, bank, form):
    scope = Scope(About.PRACTICE, ZONE.key, NOW, "", department=department)
    filler, costs = fill.Filler(sqlite_url), []
    filler.sample()
    for answers in (4_000, 20_000):
        filler.grow(answers)
        store = Store.open(sqlite_url)
        costs.append(steps(store, score_sheet.export, None, scope, bank, form, _read))
        store.close()

    few, many = costs
    assert many < few * 1.2


def _read(sheet):
    assert len(tuple(sheet.attempts)) == fill.SAMPLE // fill.LENGTH
    assert len(tuple(sheet.items)) in (0, fill.BANK_QUESTIONS - 1, fill.BANK_QUESTIONS)
    assert not tuple(sheet.absent)


def test_the_last_unseen_question_of_a_very_large_bank_is_found_by_a_later_run(store, monkeypatch):
    make_person(store, 1)
    bank = stock(store, make_bank(*make_questions(40)))
    monkeypatch.setattr(draw, "LOOK", 8)
    seen = set()

    for seed in range(60):
        asked = store.do(practice.start, 1, bank, NOW, seed)
        for number in range(asked.length):
            now = NOW + timedelta(hours=seed, minutes=number)
            store.do(practice.answer, 1, asked.id, 0, now, ZONE)
            seen.add(asked.question.key)
            if number + 1 < asked.length:
                asked = store.do(practice.next_question, 1, asked.id, now)

    assert len(seen) == 40


def test_a_draw_may_begin_anywhere_and_goes_round(store):
    make_person(store, 1)
    bank = stock(store, make_bank(*make_questions(12)))

    for start in (0.0, 0.5, 0.999):
        found = store.do(draw._of_bank, 1, bank, 12, 12, start)

        assert len({each.question_id for each in found}) == 12


def test_what_was_answered_before_it_was_counted_is_counted_by_the_migration(store):
    make_person(store, 1)
    bank = stock(store, make_bank(*make_questions(15)))
    for day in (0, 1):
        asked = store.do(practice.start, 1, bank, NOW, Random(day).randrange(9))
        for number in range(3):
            now = NOW + timedelta(days=day, minutes=number)
            store.do(practice.answer, 1, asked.id, 0, now, ZONE)
            asked = store.do(practice.next_question, 1, asked.id, now)
    stock(store, make_bank(*make_questions(7)))
    before = store.do(practice.picker, 1).banks

    downgrade(store.engine, "0005")
    migrate(store.engine)

    assert store.do(practice.picker, 1).banks == before
    assert before[0].total == 7
