"""Coming in: by an open door, by invitation, by the first admin's link; and who is kept out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from db import people
from db.people import Door
from db.tables import InvitationRow, JournalRow, KnockRow
from questions.errors import (
    Deactivated,
    InvitationInvalid,
    LastAdmin,
    NotAllowed,
    NotAMember,
    PersonUnknown,
)
from questions.people import (
    CODE_LETTERS,
    KNOCK_SPAN,
    KNOCKS,
    KNOCKS_OF_ALL,
    Invited,
    Role,
    code_hash,
)
from tests.builders import NOW, later, make_person, visitor

ADMIN = 9
OPEN = Door(frozenset(), True)
CLOSED = Door(frozenset(), False)
WRONG = "0" * 16


@pytest.fixture
def admin(store):
    return make_person(store, ADMIN, Role.ADMIN).id


@pytest.fixture
def invites(store, admin):
    def invite(role=Role.EMPLOYEE, **gives):
        return store.do(people.invite, admin, Invited(role, **gives), NOW)

    return invite


def count(store, table):
    return store.do(lambda session: session.exec(select(func.count()).select_from(table)).one())


def try_code(store, code, person=1, now=NOW):
    return store.do(people.accept, visitor(person), code, now)


# The door


def test_an_open_door_lets_everybody_in_as_an_employee(store):
    person = store.do(people.enter, visitor(1, "李员工", "li"), OPEN, NOW)

    assert (person.name, person.username, person.role) == ("李员工", "li", Role.EMPLOYEE)
    assert store.do(people.find, 1) == person


def test_a_closed_door_keeps_strangers_out_and_remembers_nothing(store):
    with pytest.raises(NotAMember):
        store.do(people.enter, visitor(1), CLOSED, NOW)

    assert store.do(people.find, 1) is None


def test_who_is_in_comes_in_by_a_closed_door(store):
    make_person(store, 1, Role.TRAINER)

    assert store.do(people.enter, visitor(1), CLOSED, NOW).role is Role.TRAINER


def test_the_admins_of_the_settings_are_let_in_and_made_admins(store):
    door = Door(frozenset({1, 2}), False)
    make_person(store, 2)

    first, second = (store.do(people.enter, visitor(id), door, NOW) for id in (1, 2))

    assert {first.role, second.role} == {Role.ADMIN}


def test_an_admin_of_the_settings_cannot_be_locked_out(store, admin):
    make_person(store, 1, Role.ADMIN)
    store.do(people.set_active, admin, 1, False)

    person = store.do(people.enter, visitor(1), Door(frozenset({1}), False), NOW)

    assert (person.role, person.active) == (Role.ADMIN, True)


def test_a_deactivated_person_stays_out_at_an_open_door(store, admin):
    make_person(store, 1)
    store.do(people.set_active, admin, 1, False)

    with pytest.raises(Deactivated):
        store.do(people.enter, visitor(1), OPEN, NOW)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("张\u202e三\u200b", "张三"),
        ("  王   五 ", "王 五"),
        ("👩\u200d🚒 <b>赵</b>", "👩\u200d🚒 <b>赵</b>"),
        ("\u200b\u2060", ""),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_names_are_kept_as_they_can_be_shown(store, raw, shown):
    assert store.do(people.enter, visitor(1, raw), OPEN, NOW).name == shown


def test_a_new_telegram_name_is_taken_over_but_not_instead_of_ones_own(store):
    store.do(people.enter, visitor(1, "旧名"), OPEN, NOW)
    renamed = store.do(people.enter, visitor(1, "新名", "new"), OPEN, NOW)
    store.do(people.set_own, 1, name="李工")

    own = store.do(people.enter, visitor(1, "又一个"), OPEN, NOW)

    assert (renamed.name, renamed.username, own.name) == ("新名", "new", "李工")


# Invitations


def test_an_invitation_lets_in_with_its_role_and_department(store, invites):
    code = invites(Role.TRAINER, department="培训部")

    person = try_code(store, code)

    assert (person.role, person.department) == (Role.TRAINER, "培训部")


def test_a_code_is_kept_only_as_a_hash(store, invites):
    code = invites()

    kept = store.do(lambda session: session.exec(select(InvitationRow)).one())
    journal = store.do(lambda session: session.exec(select(JournalRow)).all())

    assert len(code) == 16
    assert set(code) <= set(CODE_LETTERS)
    assert kept.code_hash == code_hash(code)
    assert code not in repr(kept) + repr(journal)


def test_a_code_may_be_written_small(store, invites):
    assert try_code(store, f" {invites().lower()} ").id == 1


def test_joining_is_written_in_the_journal(store, invites):
    try_code(store, invites(Role.TRAINER))

    lines = store.do(lambda session: session.exec(select(JournalRow)).all())

    assert [(line.action, line.actor_id) for line in lines] == [("invited", ADMIN), ("joined", 1)]


def test_an_invitation_is_used_up(store, invites):
    code = invites(uses=2)
    try_code(store, code, 1)
    try_code(store, code, 2)

    with pytest.raises(InvitationInvalid):
        try_code(store, code, 3)
    assert store.do(people.find, 3) is None


def test_one_who_is_in_already_uses_nothing_up(store, invites):
    code = invites(uses=1)
    make_person(store, 1)
    make_person(store, 2, Role.TRAINER)

    assert try_code(store, code, 1).role is Role.EMPLOYEE
    assert try_code(store, code, 2).role is Role.TRAINER
    assert try_code(store, code, 3).id == 3


def test_an_invitation_raises_a_role_and_never_lowers_one(store, invites):
    make_person(store, 1)
    make_person(store, 2, Role.ADMIN)
    code = invites(Role.TRAINER, department="培训部")

    raised, kept = try_code(store, code, 1), try_code(store, code, 2)

    assert (raised.role, raised.department) == (Role.TRAINER, "培训部")
    assert (kept.role, kept.department) == (Role.ADMIN, "")


def test_a_department_of_ones_own_stays(store, invites):
    make_person(store, 1, department="生产部")

    assert try_code(store, invites(Role.TRAINER, department="培训部")).department == "生产部"


@pytest.mark.parametrize(
    ("hours", "is_open"), [(23.99, True), (24, False), (25, False)], ids=["before", "at", "after"]
)
def test_an_invitation_ends_at_its_hour(store, invites, hours, is_open):
    code = invites(valid_for=timedelta(days=1))

    if is_open:
        assert try_code(store, code, now=later(hours=hours)).id == 1
    else:
        with pytest.raises(InvitationInvalid):
            try_code(store, code, now=later(hours=hours))


def test_two_people_race_for_the_last_use(store, invites):
    for round_ in range(10):
        code = invites(uses=1)
        racers = (100 + 2 * round_, 101 + 2 * round_)
        with ThreadPoolExecutor(2) as phones:
            tries = [phones.submit(try_code, store, code, person) for person in racers]
        faults = sorted(type(each.exception()).__name__ for each in tries)
        assert faults == ["InvitationInvalid", "NoneType"]


def test_a_deactivated_person_does_not_come_back_by_invitation(store, invites, admin):
    make_person(store, 1)
    store.do(people.set_active, admin, 1, False)

    with pytest.raises(Deactivated):
        try_code(store, invites(Role.ADMIN))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.TRAINER])
def test_only_admins_invite(store, role):
    make_person(store, 1, role)

    with pytest.raises(NotAllowed):
        store.do(people.invite, 1, Invited(Role.EMPLOYEE), NOW)


# Knocking


def test_a_wrong_code_is_remembered_though_it_is_refused(store):
    with pytest.raises(InvitationInvalid):
        try_code(store, WRONG)

    knock = store.do(lambda session: session.exec(select(KnockRow)).one())
    assert (knock.telegram_id, knock.knocked_at) == (1, NOW)


def test_after_too_many_wrong_codes_the_right_one_is_refused_as_well(store, invites):
    code = invites()
    for _ in range(KNOCKS):
        with pytest.raises(InvitationInvalid):
            try_code(store, WRONG)

    with pytest.raises(InvitationInvalid):
        try_code(store, code)
    assert store.do(people.find, 1) is None
    assert count(store, KnockRow) == KNOCKS


def test_wrong_codes_are_forgiven_after_a_while(store, invites):
    code = invites()
    for _ in range(KNOCKS):
        with pytest.raises(InvitationInvalid):
            try_code(store, WRONG)

    assert try_code(store, code, now=NOW + KNOCK_SPAN).id == 1


def test_one_persons_wrong_codes_hold_nobody_else_up(store, invites):
    for _ in range(KNOCKS):
        with pytest.raises(InvitationInvalid):
            try_code(store, WRONG, 1)

    assert try_code(store, invites(), 2).id == 2


def test_many_who_guess_together_are_held_up_together(store, invites):
    code = invites()
    for person in range(100, 100 + KNOCKS_OF_ALL):
        with pytest.raises(InvitationInvalid):
            try_code(store, WRONG, person)

    with pytest.raises(InvitationInvalid):
        try_code(store, code, 1)
    assert try_code(store, code, 1, now=later(hours=1)).id == 1


def test_knocks_of_yesterday_are_forgotten(store):
    for days in (0, 2):
        with pytest.raises(InvitationInvalid):
            try_code(store, WRONG, now=later(days=days))

    assert count(store, KnockRow) == 1


# The first admin


def test_a_claim_makes_the_first_admin_once(store):
    code = store.do(people.claim, NOW)

    person = try_code(store, code, 1)

    assert person.role is Role.ADMIN
    with pytest.raises(InvitationInvalid):
        try_code(store, code, 2)


def test_a_new_claim_ends_the_older_one(store):
    old, new = (store.do(people.claim, NOW) for _ in range(2))

    with pytest.raises(InvitationInvalid):
        try_code(store, old)
    assert try_code(store, new).role is Role.ADMIN


def test_where_there_is_an_admin_nothing_can_be_claimed(store, admin):
    assert store.do(people.claim, NOW) is None
    assert count(store, InvitationRow) == 0


def test_a_claim_does_not_outlive_the_coming_of_an_admin(store):
    """An admin named in the settings came in while the link still lay in a log."""
    code = store.do(people.claim, NOW)
    store.do(people.enter, visitor(ADMIN), Door(frozenset({ADMIN}), False), NOW)

    with pytest.raises(InvitationInvalid):
        try_code(store, code, 1)


def test_a_claim_raises_one_who_is_in_already(store):
    make_person(store, 1)

    assert try_code(store, store.do(people.claim, NOW)).role is Role.ADMIN


# The last admin


@pytest.mark.parametrize(
    ("verb", "change"),
    [
        (people.set_role, Role.EMPLOYEE),
        (people.set_role, Role.TRAINER),
        (people.set_active, False),
    ],
)
def test_the_last_admin_stays_one(store, admin, verb, change):
    make_person(store, 1, Role.ADMIN)
    store.do(people.set_active, admin, 1, False)

    with pytest.raises(LastAdmin):
        store.do(verb, admin, admin, change)

    person = store.do(people.find, admin)
    assert (person.role, person.active) == (Role.ADMIN, True)


def test_two_admins_who_let_each_other_go_at_once_leave_one(store, admin):
    for other in range(1, 9):
        make_person(store, other, Role.ADMIN)
        here = ADMIN if store.do(people.find, ADMIN).role is Role.ADMIN else other - 1
        with ThreadPoolExecutor(2) as phones:
            tries = [
                phones.submit(store.do, people.set_role, actor, person, Role.EMPLOYEE)
                for actor, person in ((here, other), (other, here))
            ]
        assert sum(each.exception() is None for each in tries) == 1
        left = [id for id in (here, other) if store.do(people.find, id).role is Role.ADMIN]
        assert len(left) == 1
        store.do(people.enter, visitor(ADMIN), Door(frozenset({ADMIN}), False), NOW)
        if left != [ADMIN]:
            store.do(people.set_role, ADMIN, left[0], Role.EMPLOYEE)


def test_changing_a_stranger_is_refused(store, admin):
    for verb, change in (
        (people.set_role, Role.TRAINER),
        (people.set_department, "生产部"),
        (people.set_active, False),
    ):
        with pytest.raises(PersonUnknown):
            store.do(verb, admin, 404, change)


# One's own


def test_a_person_changes_only_what_they_name(store):
    make_person(store, 1, department="生产部")

    person = store.do(people.set_own, 1, employee_number="00731", language="en")

    assert (person.employee_number, person.language) == ("00731", "en")
    assert (person.department, person.role) == ("生产部", Role.EMPLOYEE)


def test_departments_are_those_that_somebody_is_in(store):
    for person, department in ((1, "生产部"), (2, "培训部"), (3, "生产部"), (4, "")):
        make_person(store, person, department=department)

    assert sorted(store.do(people.departments)) == ["培训部", "生产部"]
