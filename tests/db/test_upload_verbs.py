"""Uploads wait for their trainer, and are taken in whole, once, and by nobody else."""

from dataclasses import replace

import pytest

from db import bank, people, upload
from questions.errors import NotAllowed, UploadGone
from questions.people import Role
from questions.shelf import DRAFT
from questions.upload import Examined
from tests.builders import NOW, make_bank, make_person, make_question, make_questions, make_quote
from tests.db.test_jobs import waiting

TRAINER, OTHER = 1, 2


@pytest.fixture
def trainers(store):
    for id in (TRAINER, OTHER):
        make_person(store, id, Role.TRAINER)
    return store


def file(*questions, name="安全", proposed=()):
    return Examined(name, "xlsx", questions or make_questions(3), frozenset(proposed))


def receive(store, examined, sha="a", name="安全.xlsx", actor=TRAINER):
    return store.do(upload.receive, actor, name, sha * 64, examined, NOW)


def take(store, received, actor=TRAINER, retire=False):
    """What the job does for whoever has pressed 导入."""
    held = store.do(upload.held, actor, received.upload_id)
    planned = held and store.do(upload.plan, actor, held, NOW, retire)
    return store.do(upload.take, actor, received.upload_id, planned, NOW, retire)


def compare(store, examined, actor=TRAINER):
    return store.do(upload.compare, actor, examined, NOW)


def kept(store, shelf):
    return store.do(bank.load, shelf.id).questions


def test_a_received_file_is_no_bank_yet(trainers):
    received = receive(trainers, file())

    assert received == upload.Received(received.upload_id)
    assert trainers.do(bank.all_banks) == []


def test_what_was_received_is_taken_in_whole(trainers):
    questions = (*make_questions(2), replace(make_question("q3"), quotes=(make_quote(),)))
    received = receive(trainers, file(*questions, proposed=["q3"]))

    shelf, stocked = take(trainers, received)

    assert (shelf.title, shelf.state, shelf.questions, shelf.proposed) == ("安全", DRAFT, 3, 1)
    assert (stocked.new, stocked.changed, stocked.same) == (3, 0, 0)
    assert trainers.do(bank.load, shelf.id).questions == questions


def test_it_is_taken_in_once_and_whoever_does_it_again_is_told_the_same(trainers):
    received = receive(trainers, file())

    assert take(trainers, received) == take(trainers, received)
    assert len(trainers.do(bank.all_banks)) == 1


def begun(store):
    """The payloads of the jobs that import, on either database."""
    return [payload for kind, payload, _ in waiting(store) if kind == upload.IMPORT]


def test_a_press_puts_the_import_off_once(trainers):
    received = receive(trainers, file())

    for _ in range(2):
        trainers.do(upload.begin, TRAINER, received.upload_id, 55, NOW)

    assert begun(trainers) == [{"person": TRAINER, "message": 55, "upload": received.upload_id}]
    assert take(trainers, received)[1].new == 3


def test_a_press_on_what_is_done_with_puts_nothing_off(trainers):
    done, cancelled = receive(trainers, file()), receive(trainers, file(name="乙"), "b", "乙.xlsx")
    take(trainers, done)
    trainers.do(upload.cancel, TRAINER, cancelled.upload_id)

    for received in (done, cancelled):
        with pytest.raises(UploadGone):
            trainers.do(upload.begin, TRAINER, received.upload_id, 55, NOW)

    assert begun(trainers) == []


def test_what_is_being_imported_cannot_be_cancelled(trainers):
    received = receive(trainers, file())
    trainers.do(upload.begin, TRAINER, received.upload_id, 55, NOW)

    with pytest.raises(UploadGone):
        trainers.do(upload.cancel, TRAINER, received.upload_id)


def test_what_could_not_be_imported_waits_again(trainers):
    received = receive(trainers, file())
    trainers.do(upload.begin, TRAINER, received.upload_id, 55, NOW)

    put_back = trainers.do(upload.put_back, received.upload_id)
    trainers.do(upload.begin, TRAINER, received.upload_id, 56, NOW)

    assert put_back
    assert [payload["message"] for payload in begun(trainers)] == [55, 56]


def test_what_is_in_is_not_put_back(trainers):
    received = receive(trainers, file())
    take(trainers, received)

    assert not trainers.do(upload.put_back, received.upload_id)


def test_a_bank_that_changes_while_an_import_is_planned_is_planned_for_anew(trainers):
    """Another file comes in between: what both have is there once, at the later wording."""
    first = receive(trainers, file(*make_questions(3)))
    held = trainers.do(upload.held, TRAINER, first.upload_id)
    planned = trainers.do(upload.plan, TRAINER, held, NOW)
    trainers.do(upload.begin, TRAINER, first.upload_id, 55, NOW)
    between = receive(trainers, file(make_question("q2", stem="改过的题？")), sha="b")
    take(trainers, between)

    shelf, stocked = trainers.do(upload.take, TRAINER, first.upload_id, planned, NOW)

    assert (stocked.new, stocked.changed, stocked.same) == (2, 1, 0)
    questions = trainers.do(bank.load, shelf.id).questions
    assert sorted(q.key for q in questions) == ["q1", "q2", "q3"]
    assert {q.key: q.stem for q in questions}["q2"] == "题目q2？"


@pytest.mark.parametrize("actor", [TRAINER, OTHER])
def test_what_was_cancelled_is_gone_for_everybody(trainers, actor):
    received = receive(trainers, file())
    trainers.do(upload.cancel, TRAINER, received.upload_id)

    with pytest.raises(UploadGone):
        take(trainers, received, actor)


def test_another_trainers_file_can_be_neither_taken_nor_cancelled(trainers):
    received = receive(trainers, file())

    for verb in (lambda: take(trainers, received, OTHER),
                 lambda: trainers.do(upload.cancel, OTHER, received.upload_id)):  # fmt: skip
        with pytest.raises(UploadGone):
            verb()

    assert take(trainers, received)[1].new == 3


def test_a_trainer_who_is_one_no_more_takes_nothing_in(trainers):
    received = receive(trainers, file())
    make_person(trainers, 3, Role.ADMIN)
    trainers.do(people.set_role, 3, TRAINER, Role.EMPLOYEE)

    with pytest.raises(NotAllowed):
        take(trainers, received)

    assert trainers.do(bank.all_banks) == []


def test_the_very_same_file_is_known_and_does_not_wait_again(trainers):
    shelf, _ = take(trainers, receive(trainers, file()))

    again = receive(trainers, file())

    assert again == upload.Received(0, before=shelf)


def test_the_very_same_file_waits_again_where_the_bank_was_changed_since(trainers):
    one, two, three = make_questions(3)
    take(trainers, receive(trainers, file(one, two, three)))
    otherwise = file(one, replace(two, note="新"), three)
    take(trainers, receive(trainers, otherwise, sha="b"))

    again = receive(trainers, file(one, two, three))

    assert again.before is None
    assert compare(trainers, file(one, two, three)).changed == 1
    take(trainers, again)
    assert receive(trainers, file(one, two, three)).before
    assert receive(trainers, otherwise, sha="b").before is None


def test_the_same_bytes_under_another_name_or_from_somebody_else_are_another_file(trainers):
    take(trainers, receive(trainers, file()))

    renamed = receive(trainers, file(name="另一份"), name="另一份.xlsx")
    others = receive(trainers, file(), actor=OTHER)

    assert (renamed.before, others.before) == (None, None)
    assert compare(trainers, file(name="另一份")) is None
    assert compare(trainers, file(), actor=OTHER) is None


def test_a_mended_file_is_laid_beside_the_bank_that_it_goes_into(trainers):
    one, two, three = make_questions(3)
    shelf, _ = take(trainers, receive(trainers, file(one, two, three)))
    mended, four = replace(two, note="新"), make_question("q4", stem="别的？")

    compared = compare(trainers, file(one, mended, four))
    _, stocked = take(trainers, receive(trainers, file(one, mended, four), sha="b"))

    assert compared.bank == shelf
    assert (compared.new, compared.changed, compared.same, compared.gone) == (1, 1, 1, 1)
    assert compared.changes == ((two, mended),)
    assert compared.gone_stems == (three.stem,)
    assert (stocked.new, stocked.changed, stocked.same) == (1, 1, 1)
    assert (stocked.gone, stocked.kept) == (0, 1)
    assert {each.key for each in kept(trainers, shelf)} == {"q1", "q2", "q3", "q4"}


def test_a_question_whose_stem_alone_was_mended_is_the_same_question(trainers):
    old = make_question("q1", stem="安置了多少户、多少人？")
    other = make_question("q2", stem="食堂几点开饭？", right=frozenset({0}))
    shelf, _ = take(trainers, receive(trainers, file(old, other)))
    mended = replace(old, key="another", stem="一共安置了多少户、多少人？")

    compared = compare(trainers, file(mended, other))
    taken = receive(trainers, file(mended, other, proposed=["another"]), sha="b")
    again, stocked = take(trainers, taken)

    assert (compared.new, compared.changed, compared.gone) == (0, 1, 0)
    assert compared.changes == ((old, replace(mended, key="q1")),)
    assert (stocked.new, stocked.changed, stocked.same) == (0, 1, 1)
    assert kept(trainers, shelf) == (replace(mended, key="q1"), other)
    assert again.questions == 2


def test_what_the_file_has_not_is_retired_where_that_is_asked_for(trainers):
    shelf, _ = take(trainers, receive(trainers, file(*make_questions(3))))
    received = receive(trainers, file(*make_questions(1)), sha="b")
    trainers.do(upload.begin, TRAINER, received.upload_id, 55, NOW, True)

    _, stocked = take(trainers, received, retire=True)
    twice = take(trainers, received, retire=True)[1]
    back = compare(trainers, file(*make_questions(3)))

    assert begun(trainers)[-1]["retire"]
    assert (stocked.same, stocked.gone, stocked.kept) == (1, 2, 0)
    assert twice == stocked
    assert [each.key for each in kept(trainers, shelf)] == ["q1"]
    assert (back.same, back.back, back.gone) == (3, 2, 0)


def test_a_change_between_the_plan_and_the_import_is_not_overlooked(trainers):
    shelf, _ = take(trainers, receive(trainers, file(*make_questions(2))))
    received = receive(trainers, file(*make_questions(1)), sha="b")
    held = trainers.do(upload.held, TRAINER, received.upload_id)
    planned = trainers.do(upload.plan, TRAINER, held, NOW, True)
    meanwhile = make_bank(*make_questions(4), key=shelf.key, title="安全")
    trainers.do(bank.stock, meanwhile, TRAINER, NOW, retire=False)

    trainers.do(upload.take, TRAINER, received.upload_id, planned, NOW, True)

    assert [each.key for each in kept(trainers, shelf)] == ["q1"]


def test_a_newer_file_of_the_same_title_takes_the_place_of_one_that_waits(trainers):
    old = receive(trainers, file())
    marked = receive(trainers, file(), sha="b", name="安全-错误标注.xlsx")
    aside = receive(trainers, file(name="另一份"), sha="c", name="另一份.xlsx")

    with pytest.raises(UploadGone):
        take(trainers, old)

    assert take(trainers, marked)[1].new == 3
    assert take(trainers, aside)[1].new == 3


def test_a_file_without_a_question_cannot_be_taken_in(trainers):
    received = receive(trainers, replace(file(), questions=()))

    with pytest.raises(UploadGone):
        take(trainers, received)


def test_a_bank_goes_in_whole_or_not_at_all(trainers):
    """The second question cannot be kept: the first one is not kept either."""
    spoilt = (make_question("q1"), make_question("q2", stem="半个字\ud800"))
    received = receive(trainers, file(*spoilt))

    with pytest.raises(UnicodeEncodeError):
        take(trainers, received)

    assert trainers.do(bank.all_banks) == []


def test_the_next_quote_that_waits_is_found_round_the_end(trainers):
    received = receive(trainers, file(*make_questions(4), proposed=["q2", "q4"]))
    shelf, _ = take(trainers, received)

    places = [trainers.do(bank.proposed_after, TRAINER, shelf.id, place) for place in range(4)]
    trainers.do(bank.accept_quotes, TRAINER, shelf.id, NOW)
    after = trainers.do(bank.proposed_after, TRAINER, shelf.id, 0)

    assert places == [1, 3, 3, 1]
    assert after is None
