"""What questions say about themselves: counted, looked at, told once, and decided on."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from db import bank as banks
from db import item_report, practice, regrade
from db.migrate import downgrade, migrate
from db.progress import LOOK
from db.store import Store
from db.tables import (
    AnswerRow,
    BankRow,
    DeliveryRow,
    ItemRow,
    JobRow,
    JournalRow,
    PersonRow,
    PushRow,
    QuestionRow,
    TallyRow,
)
from questions.errors import BankNotYours, NotAllowed, OldScreen
from questions.item_report import Concern, unpacked
from questions.people import Role
from questions.question import Kind
from questions.regrade import Key
from questions.shelf import PUBLISHED
from tests.builders import NOW, ZONE, later, make_bank, make_person, make_question, make_quote

TRAINER, OTHER, ADMIN = 500, 501, 502
SOUND = tuple(make_question(f"s{number}") for number in range(3))
WRONG = make_question("wrong")
TRUTH = 2


@pytest.fixture
def bank(store):
    """A trainer's bank in which one of four questions is wrongly keyed: 乙, where 丙 is right."""
    make_person(store, TRAINER, Role.TRAINER)
    make_person(store, OTHER, Role.TRAINER)
    make_person(store, ADMIN, Role.ADMIN)
    return stock(store, make_bank(*SOUND, WRONG))


def stock(store, bank):
    return store.do(banks.stock, bank, TRAINER, NOW, state=PUBLISHED).bank_id


def goes_through(store, bank, person, picks, now=NOW):
    """A person answers a whole run over the bank; `picks` gives a choice for each key."""
    make_person(store, person)
    asked = store.do(practice.start, person, bank, now, person)
    for seq in range(1, asked.length + 1):
        place = asked.shuffle.index(picks(asked.question.key))
        store.do(practice.answer, person, asked.id, place, now + timedelta(seconds=9), ZONE)
        if seq < asked.length:
            asked = store.do(practice.next_question, person, asked.id, now)


def knows(key):
    return TRUTH if key == WRONG.key else 1


def knows_little(key):
    return 1 if key == WRONG.key else 0


def twelve_answer(store, bank, first=1):
    """Six who know it and six who do not, one after another."""
    for person in range(first, first + 12):
        goes_through(store, bank, person, knows if person % 2 else knows_little)


def question_of(store, key=WRONG.key):
    def found(session):
        row = session.exec(select(QuestionRow).where(QuestionRow.key == key)).one()
        (asks,) = session.exec(
            select(ItemRow.asks).where(ItemRow.question_id == row.id)
        ).all() or [""]
        return row.id, asks

    return store.do(found)


def looks(store, key=WRONG.key, now=NOW):
    """What the job does."""
    question_id, asks = question_of(store, key)
    found = store.do(item_report.examine, question_id, asks)
    store.do(item_report.note, question_id, asks, found, now)
    return found


def told(store):
    """Whom the pushes of doubts are for, and of what."""

    def pushes(session):
        rows = session.exec(
            select(DeliveryRow.person_id, PushRow)
            .join(PushRow, PushRow.id == DeliveryRow.push_id)
            .where(PushRow.kind == item_report.DOUBT)
            .order_by(DeliveryRow.person_id)
        )
        return [(person, unpacked(push.facts)) for person, push in rows]

    return store.do(pushes)


def journal(store):
    rows = store.do(lambda session: session.exec(select(JournalRow)).all())
    return [(row.actor_id, row.action, row.facts.get("key")) for row in rows]


def test_first_attempts_are_counted_and_no_others(store, bank):
    for hour in range(3):
        goes_through(store, bank, 1, knows, NOW + timedelta(hours=hour))
    goes_through(store, bank, 2, knows)

    items = store.do(lambda session: session.exec(select(ItemRow)).all())
    assert [item.answered for item in items] == [2, 2, 2, 2]


def test_the_figures_are_those_of_first_attempts(store, bank):
    twelve_answer(store, bank)
    goes_through(store, bank, 1, knows_little, NOW + timedelta(hours=1))

    figures = looks(store).figures

    # Six who know gave 丙 and had 3 of 3 elsewhere; six gave 乙, as keyed, and had none.
    assert (figures.answered, figures.right, figures.picked) == (12, 6, (0, 6, 6))
    assert (figures.facility, figures.point_biserial) == (0.5, pytest.approx(-1))
    assert figures.median_seconds == 9


def test_a_key_that_looks_wrong_is_told_to_its_owner_once(store, bank):
    twelve_answer(store, bank)

    for _ in range(3):
        looks(store)
    looks(store, "s0")

    [(person, item)] = told(store)
    assert person == TRAINER
    assert (item.question.stem, item.answered) == (WRONG.stem, 12)
    assert (item.report.doubt.rival, item.report.doubt.for_rival) == ((TRUTH,), 6)


@pytest.mark.parametrize("change", ["active", "reachable", "role"])
def test_where_the_owner_is_not_there_any_more_every_admin_is_told(store, bank, change):
    def leave(session):
        owner = session.get_one(PersonRow, TRAINER)
        match change:
            case "role":
                owner.role = Role.EMPLOYEE.value
            case _:
                setattr(owner, change, False)

    store.do(leave)
    twelve_answer(store, bank)

    looks(store)

    assert [person for person, _ in told(store)] == [ADMIN]


def test_of_a_bank_that_nobody_owns_all_are_told_who_may_change_it(store, bank):
    def disown(session):
        session.get_one(BankRow, bank).owner_id = None

    store.do(disown)
    twelve_answer(store, bank)

    looks(store)

    assert {person for person, _ in told(store)} == {TRAINER, OTHER, ADMIN}


def test_a_retired_question_is_no_news(store, bank):
    twelve_answer(store, bank)
    store.do(item_report.retire, TRAINER, question_of(store)[0], True)

    looks(store)

    assert told(store) == []


def test_said_to_be_fine_it_is_not_told_again_and_not_listed(store, bank):
    twelve_answer(store, bank)
    looks(store)
    question_id, asks = question_of(store)

    item = store.do(item_report.say_fine, TRAINER, question_id, asks)
    twelve_answer(store, bank, 101)
    looks(store)

    assert item.fine
    assert Concern.KEY not in item.concerns
    assert len(told(store)) == 1
    assert store.do(item_report.of_bank, TRAINER, bank, 0, 8).first == ()
    assert (TRAINER, "item_fine", WRONG.key) in journal(store)


def test_a_new_quote_is_no_new_question_and_a_new_key_is(store, bank):
    twelve_answer(store, bank)
    looks(store)
    question_id, asks = question_of(store)

    quoted = make_question("wrong", quotes=(make_quote(),))
    stock(store, make_bank(*SOUND, quoted))
    same = store.do(item_report.item_of, TRAINER, question_id)
    stock(store, make_bank(*SOUND, make_question("wrong", right=frozenset({TRUTH}))))
    mended = store.do(item_report.item_of, TRAINER, question_id)

    assert (same.asks, same.answered, same.concerns[0]) == (asks, 12, Concern.KEY)
    assert (mended.answered, mended.concerns) == (0, ())
    with pytest.raises(OldScreen):
        store.do(item_report.say_fine, TRAINER, question_id, asks)


def test_who_answered_an_older_version_is_no_first_attempt_at_the_new_one(store, bank):
    twelve_answer(store, bank)
    stock(store, make_bank(*SOUND, make_question("wrong", right=frozenset({TRUTH}))))

    for person in range(1, 13):
        goes_through(store, bank, person, knows, NOW + timedelta(hours=1))

    assert store.do(item_report.item_of, TRAINER, question_of_id(store)).answered == 0


def question_of_id(store):
    rows = select(QuestionRow.id).where(QuestionRow.key == WRONG.key)
    return store.do(lambda session: session.exec(rows).one())


def test_a_retired_question_is_drawn_no_more_until_it_is_restored(store, bank):
    twelve_answer(store, bank)
    looks(store)
    question_id, _ = question_of(store)

    away = store.do(item_report.retire, TRAINER, question_id, True)
    store.do(item_report.retire, TRAINER, question_id, True)
    make_person(store, 99)
    without = store.do(practice.start, 99, bank, NOW, 1)
    back = store.do(item_report.retire, TRAINER, question_id, False)
    whole = store.do(practice.start, 99, bank, NOW + timedelta(hours=1), 1)

    assert (away.retired, away.place, back.retired) == (True, 0, False)
    assert (without.length, whole.length) == (3, 4)
    entries = [entry for entry in journal(store) if entry[2] == WRONG.key]
    assert entries == [
        (TRAINER, "question_retired", WRONG.key),
        (TRAINER, "question_restored", WRONG.key),
    ]


def test_a_changed_key_makes_new_figures_of_the_same_first_attempts(store, bank):
    twelve_answer(store, bank)
    goes_through(store, bank, 2, knows, NOW + timedelta(hours=1))
    for key in ("wrong", "s0"):
        looks(store, key)
    question_id, asks = question_of(store)

    key = Key(frozenset({TRUTH}))
    store.do(regrade.rekey, TRAINER, question_id, None, key, later(hours=2), ZONE)
    mended = store.do(item_report.item_of, TRAINER, question_id)
    found = store.do(item_report.examine, question_id, mended.asks)
    store.do(item_report.note, question_id, mended.asks, found, later(hours=2))
    after = store.do(item_report.item_of, TRAINER, question_id)

    assert mended.asks != asks
    assert (mended.answered, mended.concerns) == (12, ())
    # Now all who know it have it right, and they have all else right as well.
    assert after.report.figures.picked == (0, 6, 6)
    assert after.report.figures.point_biserial == pytest.approx(1)
    assert (after.concerns, len(told(store))) == ((), 1)


def test_what_is_counted_of_first_attempts_is_their_sum_after_a_changed_key_too(store, bank):
    twelve_answer(store, bank)
    goes_through(store, bank, 2, knows, NOW + timedelta(hours=1))
    key = Key(frozenset({TRUTH}))
    store.do(regrade.rekey, TRAINER, question_of(store)[0], None, key, later(hours=2), ZONE)

    def sums(session):
        firsts = select(AnswerRow.person_id, func.sum(AnswerRow.points)).where(AnswerRow.first)
        tallies = select(TallyRow.person_id, func.sum(TallyRow.first_points))
        return (
            dict(session.execute(firsts.group_by(AnswerRow.person_id)).all()),
            dict(session.execute(tallies.group_by(TallyRow.person_id)).all()),
        )

    firsts, tallies = store.do(sums)
    assert firsts == tallies
    assert firsts == {person: 4.0 if person % 2 else 0.0 for person in range(1, 13)}


def test_the_bank_lists_what_to_look_at_first_and_all_of_it_can_be_gone_through(store, bank):
    twelve_answer(store, bank)
    for key in ("wrong", "s0", "s1", "s2"):
        looks(store, key)

    listed = store.do(item_report.of_bank, TRAINER, bank, 0, 8)
    item, seen = store.do(item_report.first_of, TRAINER, bank), []
    while item:
        seen.append(item.question.key)
        item = item.after and store.do(item_report.item_of, TRAINER, item.after)

    assert (listed.questions, listed.measured, listed.to_look) == (4, 4, 1)
    assert [each.question.key for each in listed.first] == ["wrong"]
    assert seen == ["wrong", "s0", "s1", "s2"]


def test_trainers_see_their_own_banks_and_admins_all(store, bank):
    store.do(banks.stock, make_bank(make_question(), key="free"), None, NOW, state=PUBLISHED)

    def titles(actor):
        found, total = store.do(item_report.banks, actor, 0, 8)
        assert total == len(found)
        return [each.title for each in found]

    assert titles(TRAINER) == titles(ADMIN) == ["题库free", "题库bank"]
    assert titles(OTHER) == ["题库free"]


def test_what_is_anothers_is_refused_and_left_alone(store, bank):
    twelve_answer(store, bank)
    looks(store)
    question_id, asks = question_of(store)
    deeds = (
        (item_report.of_bank, bank, 0, 8),
        (item_report.first_of, bank),
        (item_report.item_of, question_id),
        (item_report.say_fine, question_id, asks),
        (item_report.retire, question_id, True),
    )

    for verb, *arguments in deeds:
        with pytest.raises(BankNotYours):
            store.do(verb, OTHER, *arguments)
        with pytest.raises(NotAllowed):
            store.do(verb, 1, *arguments)

    assert not store.do(item_report.item_of, TRAINER, question_id).retired


def test_typed_answers_are_measured_without_picks(store, bank):
    make_person(store, 900)
    typed = make_bank(make_question("typed", Kind.BLANK), key="typed")
    other = store.do(banks.stock, typed, TRAINER, NOW, state=PUBLISHED).bank_id
    asked = store.do(practice.start, 900, other, NOW, 1)
    store.do(practice.answer_typed, 900, asked.id, "571人", NOW, ZONE)

    assert looks(store, "typed").figures.picked == ()


def test_the_tenth_first_attempt_and_no_other_puts_down_a_look(sqlite_url):
    store = Store.open(sqlite_url)
    make_person(store, TRAINER, Role.TRAINER)
    bank = stock(store, make_bank(WRONG))

    def waiting():
        rows = store.do(lambda session: session.exec(select(JobRow)).all())
        return [row.payload["question"] for row in rows if row.kind == LOOK]

    for person in range(1, 20):
        assert waiting() == ([] if person <= 10 else [1])
        goes_through(store, bank, person, knows)
    store.close()


def test_what_was_answered_before_it_was_counted_is_counted_by_the_migration(store, bank):
    twelve_answer(store, bank)
    goes_through(store, bank, 1, knows_little, NOW + timedelta(days=1))
    before = looks(store)

    downgrade(store.engine, "0007")
    migrate(store.engine)

    assert looks(store) == before
    assert store.do(item_report.item_of, TRAINER, question_of(store)[0]).answered == 12
