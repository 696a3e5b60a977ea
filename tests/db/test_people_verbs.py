"""People as an admin keeps them: found, looked at, moved, let go; and invitations put together."""

from datetime import timedelta

import pytest
from sqlmodel import select

from db import invite, people, roster, talk
from db.tables import JournalRow
from questions.errors import LastAdmin, NotAllowed, OldScreen, PersonUnknown
from questions.invite import Inviting
from questions.people import Role
from questions.stamps import stamp
from tests.builders import NOW, make_bank, make_person, make_question, stock, visitor
from tests.sheets import plays

ADMIN = 99


@pytest.fixture(autouse=True)
def admin(store):
    make_person(store, ADMIN, Role.ADMIN, "人力资源部", "赵管理")


def journal(store, action):
    lines = store.do(
        lambda session: session.exec(
            select(JournalRow).where(JournalRow.action == action).order_by(JournalRow.id)
        ).all()
    )
    return [(line.actor_id, line.subject, line.facts) for line in lines]


def names(found):
    return [person.name for person in found.people]


def test_everybody_is_listed_a_page_at_a_time_the_active_first(store):
    for person in range(1, 10):
        make_person(store, person)
    store.do(people.set_active, ADMIN, 1, False)

    first = store.do(roster.search, ADMIN, "", 8)
    last = store.do(roster.turn, ADMIN, 1, 0, 8)
    beyond = store.do(roster.turn, ADMIN, 7, 0, 8)

    assert first.total == 10
    assert [person.id for person in first.people] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert [person.id for person in last.people] == [ADMIN, 1]
    assert beyond == last


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("李员", id="a part of the name"),
        pytest.param("00731", id="a part of the number"),
        pytest.param("Li_Yuan", id="the username"),
        pytest.param("@li_yuan", id="the username with its sign"),
        pytest.param("生产", id="a part of the department"),
        pytest.param("梅", id="the name that they chose"),
    ],
)
def test_people_are_found_by(store, words):
    store.do(people.seat, visitor(1, "李员工", "li_yuan"), Role.EMPLOYEE, "生产部", NOW)
    store.do(people.set_own, 1, name="李梅", employee_number="000731")
    make_person(store, 2, name="LixYuan")

    found = store.do(roster.search, ADMIN, words, 8)

    assert (names(found), found.words) == (["李梅"], words)


@pytest.mark.parametrize("words", ["%", "_", "100%", "\\"])
def test_signs_of_the_databases_own_find_nobody(store, words):
    make_person(store, 1, name="李员工")

    found = store.do(roster.search, ADMIN, words, 8)

    assert (found.total, found.page) == (0, 0)


def test_pages_go_on_with_the_words_and_are_refused_once_these_are_others(store):
    for person in range(1, 10):
        make_person(store, person, department="一车间")
    store.do(roster.search, ADMIN, "一车间", 8)

    further = store.do(roster.turn, ADMIN, 1, stamp("一车间"), 8)
    store.do(roster.search, ADMIN, "人力", 8)

    assert [person.id for person in further.people] == [9]
    with pytest.raises(OldScreen):
        store.do(roster.turn, ADMIN, 1, stamp("一车间"), 8)


def test_a_person_is_shown_with_their_last_answer(store):
    make_person(store, 1)
    plays(store, 1, stock(store, make_bank(make_question())), "1", NOW)

    seen = store.do(roster.look, ADMIN, 1)
    quiet = store.do(roster.look, ADMIN, ADMIN)

    assert (seen.person.id, seen.joined_at) == (1, NOW)
    assert seen.answered_at == NOW + timedelta(seconds=30)
    assert quiet.answered_at is None
    with pytest.raises(PersonUnknown):
        store.do(roster.look, ADMIN, 7)


def test_a_person_moves_to_a_department_by_its_stamp(store):
    make_person(store, 1, department="生产部")
    make_person(store, 2, department="财务部")

    moved = store.do(roster.move, ADMIN, 1, stamp("财务部"))
    out = store.do(roster.move, ADMIN, 2, 0)

    assert (moved.department, out.department) == ("财务部", "")
    assert journal(store, "department") == [
        (ADMIN, "1", {"before": "生产部", "after": "财务部"}),
        (ADMIN, "2", {"before": "财务部", "after": ""}),
    ]


def test_a_department_that_nobody_is_in_any_more_is_refused(store):
    make_person(store, 1, department="生产部")

    with pytest.raises(OldScreen):
        store.do(roster.move, ADMIN, 1, stamp("一车间"))

    assert store.do(people.find, 1).department == "生产部"


def test_a_typed_department_is_for_the_person_that_was_asked_about(store):
    make_person(store, 1)
    store.do(roster.search, ADMIN, "人1 号", 8)
    store.do(roster.await_department, ADMIN, 1, "0.0")

    person, place = store.do(roster.type_department, ADMIN, "新 车间")

    assert (person.id, person.department, place) == (1, "新 车间", "0.0")
    assert store.do(talk.expected, ADMIN) == (roster.SEARCH, "人1 号")
    with pytest.raises(OldScreen):
        store.do(roster.type_department, ADMIN, "又一个")


def test_a_role_and_a_state_are_changed_and_written_down(store):
    make_person(store, 1)

    trainer = store.do(people.set_role, ADMIN, 1, Role.TRAINER)
    gone = store.do(people.set_active, ADMIN, 1, False)

    assert (trainer.role, gone.active) == (Role.TRAINER, False)
    assert journal(store, "role") == [(ADMIN, "1", {"before": "employee", "after": "trainer"})]
    assert journal(store, "active") == [(ADMIN, "1", {"before": True, "after": False})]


def test_the_last_active_admin_stays(store):
    make_person(store, 1, Role.ADMIN)
    store.do(people.set_active, ADMIN, 1, False)

    with pytest.raises(LastAdmin):
        store.do(people.set_role, ADMIN, ADMIN, Role.TRAINER)
    with pytest.raises(LastAdmin):
        store.do(people.set_active, ADMIN, ADMIN, False)

    store.do(people.set_active, ADMIN, 1, True)
    assert store.do(people.set_role, ADMIN, ADMIN, Role.TRAINER).role is Role.TRAINER


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.TRAINER])
def test_only_admins_keep_people_and_invite(store, role):
    make_person(store, 1, role, "生产部")
    whole = Inviting(Role.ADMIN, 0, 0, 0)

    for verb, facts in [
        (roster.search, ("", 8)),
        (roster.turn, (0, 0, 8)),
        (roster.look, (1,)),
        (roster.move, (1, 0)),
        (roster.await_department, (1, "0.0")),
        (people.set_role, (1, Role.ADMIN)),
        (people.set_department, (1, "财务部")),
        (people.set_active, (ADMIN, False)),
        (invite.departments, ()),
        (invite.await_department, (whole,)),
        (invite.type_department, ("财务部",)),
        (invite.make, (whole, NOW)),
    ]:
        with pytest.raises(NotAllowed):
            store.do(verb, 1, *facts)

    kept = store.do(people.find, 1)
    assert (kept.role, kept.department) == (role, "生产部")
    assert store.do(people.find, ADMIN).active


def test_an_invitation_gives_what_was_chosen(store):
    make_person(store, 1, department="生产部")
    chosen = Inviting(Role.TRAINER, stamp("生产部"), 7, 1)

    made = store.do(invite.make, ADMIN, chosen, NOW)
    joined = store.do(people.accept, visitor(5, "钱新人"), made.code, NOW + timedelta(days=6))

    assert made.until == NOW + timedelta(days=7)
    assert (joined.role, joined.department) == (Role.TRAINER, "生产部")
    assert [facts for *_, facts in journal(store, "invited")] == [{"role": "trainer"}]


def test_an_invitation_to_a_department_that_is_gone_is_refused(store):
    chosen = Inviting(Role.EMPLOYEE, stamp("一车间"), 0, 0)

    with pytest.raises(OldScreen):
        store.do(invite.make, ADMIN, chosen, NOW)

    assert journal(store, "invited") == []


def test_a_typed_department_lasts_until_the_invitation_is_made(store):
    chosen = Inviting(Role.EMPLOYEE)
    store.do(invite.await_department, ADMIN, chosen)
    packed = store.do(invite.type_department, ADMIN, "一|车间")

    offered = store.do(invite.departments, ADMIN)
    made = store.do(invite.make, ADMIN, Inviting(Role.EMPLOYEE, stamp("一|车间"), 0, 0), NOW)

    assert (packed, offered) == (chosen.packed(), ["人力资源部", "一|车间"])
    assert (made.invited.department, made.until) == ("一|车间", None)
    assert store.do(talk.expected, ADMIN) is None


def test_making_an_invitation_leaves_an_open_question_open(store):
    store.do(talk.expect, ADMIN, "answer", "17")

    store.do(invite.make, ADMIN, Inviting(Role.EMPLOYEE, 0, 0, 0), NOW)

    assert store.do(talk.expected, ADMIN) == ("answer", "17")
