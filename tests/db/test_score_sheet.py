"""What a score sheet reads from the store: every run once, and nothing that did not happen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from db import people, score_sheet
from db.tables import JournalRow
from questions.errors import Deactivated, NotAllowed, NotAMember, NothingToExport
from questions.export import Format, Offer
from questions.people import Role
from questions.score_sheet import ScoreSheet, State
from tests.builders import NOW, make_bank, make_person, make_questions, stock
from tests.sheets import SCOPE, plays, sheet

ADMIN = 99


@pytest.fixture
def bank(store):
    make_person(store, ADMIN, Role.ADMIN, name="赵管理")
    return stock(store, make_bank(*make_questions(10), key="safety"))


async def test_a_run_is_a_row_with_its_points_and_its_time(store, bank):
    make_person(store, 1, department="生产部", name="李员工")
    store.do(people.set_own, 1, employee_number="0042")
    plays(store, 1, bank, "1110111010")

    (row,) = (await sheet(store)).attempts

    assert (row.person.number, row.person.name, row.person.department) == (
        "0042",
        "李员工",
        "生产部",
    )
    assert (row.title, row.state, row.counts) == ("题库safety", State.FINISHED, True)
    assert (row.points, row.full, row.rate, row.rank) == (7, 10, 0.7, 1)
    assert (row.started_at, row.finished_at) == (NOW, NOW + timedelta(minutes=5))


async def test_each_persons_runs_are_counted_in_the_order_of_time(store, bank):
    for person in (1, 2):
        make_person(store, person)
    plays(store, 1, bank, "1" * 10, NOW + timedelta(days=1))
    plays(store, 1, bank, "0" * 10, NOW)
    plays(store, 2, bank, "1" * 10, NOW + timedelta(hours=1))

    rows = (await sheet(store)).attempts

    assert [(row.person.id, row.attempt, row.points) for row in rows] == [
        (1, 1, 0),
        (1, 2, 10),
        (2, 1, 10),
    ]


async def test_a_run_that_was_left_or_stands_open_is_told_but_counts_for_nothing(store, bank):
    for person in (1, 2, 3, 4):
        make_person(store, person)
    plays(store, 1, bank, "11", leaves=True)
    plays(store, 2, bank, "10")
    plays(store, 3, bank, "", leaves=True)
    plays(store, 4, bank, "")

    rows = (await sheet(store)).attempts

    assert [(row.person.id, row.state, row.points, row.full) for row in rows] == [
        (1, State.ABANDONED, 2, 10),
        (2, State.OPEN, 1, 10),
    ]
    assert [(row.rank, row.counts, row.finished_at) for row in rows] == [(None, False, None)] * 2


async def test_equal_rates_share_a_rank_among_the_finished(store, bank):
    marks = {1: "1111100000", 2: "1" * 10, 3: "1111100000", 4: "0" * 10}
    for person, given in marks.items():
        make_person(store, person)
        plays(store, person, bank, given)
    make_person(store, 5)
    plays(store, 5, bank, "11", leaves=True)

    rows = (await sheet(store)).attempts

    assert [row.rank for row in rows] == [2, 1, 2, 4, None]


@pytest.mark.parametrize(
    ("began", "day"),
    [
        pytest.param(datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), 23, id="before midnight"),
        pytest.param(datetime(2026, 11, 23, 16, 0, tzinfo=UTC), 24, id="at midnight"),
        pytest.param(datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), 24, id="the next midnight"),
    ],
)
async def test_a_run_belongs_to_the_day_on_which_it_began_in_the_zone(store, bank, began, day):
    make_person(store, 1)
    plays(store, 1, bank, "1" * 10, began)
    that, before, after = (date(2026, 11, day + step) for step in (0, -1, 1))

    told = await sheet(store, since=that, until=that)

    assert len(told.attempts) == 1
    for narrowed in ({"until": before}, {"since": after}):
        with pytest.raises(NothingToExport):
            await sheet(store, **narrowed)


async def test_one_department_is_told_of_alone(store, bank):
    for person, department in ((1, "生产部"), (2, "财务部"), (3, "生产部"), (4, "")):
        make_person(store, person, department=department)
    plays(store, 1, bank, "1" * 10)
    plays(store, 2, bank, "1" * 10)

    told = await sheet(store, department="生产部")

    assert [row.person.id for row in told.attempts] == [1]
    assert [person.id for person in told.absent] == [3]
    assert told.invited == 2
    assert told.items[0].figures.answered == 1


async def test_of_a_run_over_all_banks_one_bank_gets_its_own_questions_only(store, bank):
    other = stock(store, make_bank(*make_questions(3), key="other"))
    for person in (1, 2):
        make_person(store, person)
    plays(store, 1, None, "1" * 10)
    plays(store, 2, other, "110")

    mixed, own = (await sheet(store, other)).attempts

    assert (mixed.title, mixed.points, mixed.full) == ("", 3, 3)
    assert (mixed.counts, mixed.rank) == (False, None)
    assert (own.title, own.points, own.full, own.rank) == ("题库other", 2, 3, 1)


async def test_who_answered_nothing_in_range_is_absent_while_active(store, bank):
    for person in (1, 2, 3, 4):
        make_person(store, person)
    plays(store, 1, bank, "1" * 10)
    plays(store, 2, bank, "")
    for person in (3, 1):
        store.do(people.set_active, ADMIN, person, False)

    told = await sheet(store)

    assert [row.person.id for row in told.attempts] == [1]
    assert [person.id for person in told.absent] == [2, 4, ADMIN]
    assert told.invited == 4


async def test_who_answered_only_other_banks_is_absent_from_this_one(store, bank):
    other = stock(store, make_bank(*make_questions(3), key="other"))
    for person in (1, 2):
        make_person(store, person)
    plays(store, 1, bank, "1" * 10)
    plays(store, 2, other, "111")

    told = await sheet(store, bank)

    assert [person.id for person in told.absent] == [2, ADMIN]
    assert told.invited == 3


async def test_a_csv_has_no_place_for_questions(store, bank):
    make_person(store, 1)
    plays(store, 1, bank, "1" * 10)

    told = await sheet(store, form=Format.CSV)

    assert told.items == ()
    assert len(told.attempts) == 1


async def test_only_who_may_export_does(store, bank):
    make_person(store, 1)
    make_person(store, 2, Role.TRAINER)
    plays(store, 1, bank, "1" * 10)
    make_person(store, 3, Role.ADMIN)
    store.do(people.set_active, ADMIN, 3, False)

    for actor, refusal in ((1, NotAllowed), (2, NotAllowed), (3, Deactivated), (8, NotAMember)):
        with pytest.raises(refusal):
            await sheet(store, actor=actor)
        with pytest.raises(refusal):
            store.do(score_sheet.note, actor, SCOPE, None, Format.CSV)
        with pytest.raises(refusal):
            await store.read(score_sheet.offer, actor)

    assert len((await sheet(store, actor=ADMIN)).attempts) == 1


async def test_what_may_be_chosen_are_all_banks_and_the_departments_there_are(store, bank):
    for person, department in ((1, "生产部"), (2, ""), (3, "生产部")):
        make_person(store, person, department=department)

    offer = await store.read(score_sheet.offer, ADMIN)

    assert offer == Offer(((bank, "题库safety"),), ("生产部",))


async def test_the_journal_keeps_who_took_which_sheet(store, bank):
    asked = replace(SCOPE, department="生产部", since=date(2026, 11, 1))

    store.do(score_sheet.note, ADMIN, asked, bank, Format.XLSX)

    (line,) = store.do(
        lambda session: session.exec(
            select(JournalRow).where(JournalRow.action == "exported")
        ).all()
    )
    assert (line.actor_id, line.subject) == (ADMIN, str(bank))
    assert line.facts == {
        "since": "2026-11-01",
        "until": None,
        "department": "生产部",
        "format": "xlsx",
    }


async def test_the_number_of_questions_to_the_database_is_the_same_for_any_sheet(store, bank):
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    for person in range(1, 13):
        make_person(store, person)
    plays(store, 1, bank, "1" * 10)
    asked.clear()
    await sheet(store)
    for_one = len(asked)
    for person in range(2, 13):
        plays(store, person, bank, "1" * 10)
    asked.clear()

    told = await sheet(store)

    assert len(told.attempts) == 12
    assert len(asked) == for_one


async def test_what_is_answered_while_a_sheet_is_made_is_not_on_it(store, bank):
    for person in (1, 2):
        make_person(store, person)
    plays(store, 1, bank, "1" * 10)

    def read(told: ScoreSheet):
        plays(store, 2, bank, "1" * 10)
        return [row.person.id for row in told.attempts], [row.id for row in told.absent]

    rows, absent = await store.read(score_sheet.export, None, SCOPE, None, Format.XLSX, read)

    assert (rows, absent) == ([1], [2, ADMIN])
    assert len((await sheet(store)).attempts) == 2
