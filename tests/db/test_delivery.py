"""What is pushed reaches everybody it is for, and nobody twice but for what a kill left open."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from db import delivery, people
from db.people import Visitor
from db.tables import PushRow
from questions.delivery import IN_FLIGHT, TRIES, Progress
from questions.people import Role

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def staffed(store):
    """Thirty employees, of whom ten are in 生产部, and a trainer."""
    for number in range(30):
        department = "生产部" if number < 10 else ""
        visitor = Visitor(1000 + number, f"员工{number}", "", "zh")
        store.do(people.seat, visitor, Role.EMPLOYEE, department, NOW)
    store.do(people.seat, Visitor(2000, "培训师", "", "zh"), Role.TRAINER, "", NOW)
    return store


def test_everyone_active_is_told(staffed):
    _, count = staffed.do(delivery.announce, "明天停电", NOW)

    assert count == 31


def test_a_role_and_a_department_narrow_it(staffed):
    _, trainers = staffed.do(delivery.announce, "备课", NOW, role=Role.TRAINER)
    _, workers = staffed.do(delivery.announce, "检修", NOW, department="生产部")

    assert (trainers, workers) == (1, 10)


def test_each_is_handed_out_once(staffed):
    push_id, _ = staffed.do(delivery.announce, "明天停电", NOW)
    told = []

    while parcels := staffed.do(delivery.claim, IN_FLIGHT, NOW):
        for parcel in parcels:
            staffed.do(delivery.settle, parcel, delivery.SENT, NOW)
            told.append(parcel.person_id)

    assert sorted(told) == sorted({*range(1000, 1030), 2000})
    assert staffed.do(delivery.progress, push_id) == Progress(0, 0, 31, 0, 0)


def test_what_a_kill_left_open_is_sent_once_more(staffed):
    staffed.do(delivery.announce, "明天停电", NOW, role=Role.TRAINER)
    staffed.do(delivery.claim, IN_FLIGHT, NOW)

    at_once = staffed.do(delivery.claim, IN_FLIGHT, NOW)
    again = staffed.do(delivery.claim, IN_FLIGHT, LATER)
    at_once_again = staffed.do(delivery.claim, IN_FLIGHT, LATER)

    assert (at_once, at_once_again) == ([], [])
    assert [parcel.person_id for parcel in again] == [2000]


def test_what_ends_the_process_each_time_is_not_sent_for_ever(staffed):
    staffed.do(delivery.announce, "明天停电", NOW, role=Role.TRAINER)

    claimed = [
        len(staffed.do(delivery.claim, IN_FLIGHT, NOW + timedelta(hours=hour)))
        for hour in range(TRIES + 3)
    ]

    assert claimed == [1] * TRIES + [0] * 3


def test_whoever_blocked_the_bot_is_left_out_until_they_come_back(staffed):
    staffed.do(delivery.announce, "备课", NOW, role=Role.TRAINER)
    [parcel] = staffed.do(delivery.claim, IN_FLIGHT, NOW)
    staffed.do(delivery.settle, parcel, delivery.BLOCKED, NOW)

    _, while_away = staffed.do(delivery.announce, "备课", NOW, role=Role.TRAINER)
    staffed.do(delivery.set_reachable, 2000, True)
    _, back = staffed.do(delivery.announce, "备课", NOW, role=Role.TRAINER)

    assert (while_away, back) == (0, 1)


def test_the_deactivated_are_left_out(staffed):
    staffed.do(people.seat, Visitor(3000, "管理员", "", "zh"), Role.ADMIN, "", NOW)
    staffed.do(people.set_active, 3000, 2000, False)

    _, count = staffed.do(delivery.announce, "备课", NOW, role=Role.TRAINER)

    assert count == 0


def test_people_are_told_by_name_in_their_own_language(staffed):
    staffed.do(people.set_own, 1001, language="en")

    staffed.do(delivery.tell, "regraded", {"stem": "谁？"}, [1000, 1001, 1001], NOW, 2000)

    parcels = staffed.do(delivery.claim, IN_FLIGHT, NOW)
    assert [(each.person_id, each.language) for each in parcels] == [(1000, "zh"), (1001, "en")]
    assert {(each.kind, each.facts["stem"], each.text) for each in parcels} == {
        ("regraded", "谁？", "")
    }


def test_of_many_who_are_named_those_who_left_are_not_told(staffed, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 7)
    staffed.do(delivery.set_reachable, 1003, False)

    staffed.do(delivery.tell, "regraded", {}, range(1000, 1030), NOW)

    assert len(staffed.do(delivery.claim, 100, NOW)) == 29


def test_nobody_to_tell_is_no_push(staffed):
    staffed.do(delivery.tell, "regraded", {}, [], NOW)

    assert staffed.do(lambda session: session.exec(select(PushRow)).all()) == []
