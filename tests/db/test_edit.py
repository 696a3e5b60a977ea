"""A question is changed field by field, and becomes a new version; nobody's change is lost."""

from functools import partial

import pytest
from sqlmodel import select

from db import articles, bank, edit, practice, standing, talk
from db.tables import AnswerRow, EditRow, JournalRow, QuestionRow, VersionRow
from questions.editing import Field, Saved, cleared, marked, with_difficulty
from questions.errors import (
    BankNotYours,
    BankUnknown,
    NotAllowed,
    NotYours,
    OldButton,
    OldScreen,
)
from questions.people import Role
from questions.question import Kind
from questions.search import Place
from questions.shelf import PUBLISHED
from questions.standing import Spot
from tests.builders import (
    NOW,
    ZONE,
    make_article,
    make_bank,
    make_person,
    make_question,
    make_quote,
    right_place,
)

TRAINER, COLLEAGUE, ADMIN, EMPLOYEE = 2, 3, 4, 1


@pytest.fixture
def bank_id(store):
    """A trainer's published bank of two questions."""
    for person, role in (
        (EMPLOYEE, Role.EMPLOYEE),
        (TRAINER, Role.TRAINER),
        (COLLEAGUE, Role.TRAINER),
        (ADMIN, Role.ADMIN),
    ):
        make_person(store, person, role)
    store.do(articles.shelve, make_article())
    whole = make_bank(
        make_question("q1", quotes=(make_quote(),)),
        make_question("q2", Kind.SHORT, quotes=(make_quote(),)),
    )
    return store.do(bank.stock, whole, TRAINER, NOW, state=PUBLISHED).bank_id


@pytest.fixture
def first(store, bank_id):
    return store.do(standing.look, TRAINER, bank_id, 0).question_id


def begins(store, actor, question_id):
    return store.do(edit.begin, actor, question_id, NOW)


def types(store, actor, editing, field, text):
    return store.do(edit.type_field, actor, editing.id, field, text)


def saves(store, actor, editing):
    return store.do(edit.save, actor, editing.id, NOW)


def question(store, bank_id, place=0):
    return store.do(bank.load, bank_id).questions[place]


def all_of(store, row):
    return store.do(lambda session: session.exec(select(row).order_by(row.id)).all())


def journal(store):
    """What the journal says last, but for refusals."""
    last = all_of(store, JournalRow)[-1]
    return last.action, last.actor_id, last.subject, last.facts


def test_what_is_saved_is_a_new_version_and_the_old_one_stays(store, bank_id, first):
    before = question(store, bank_id)
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.STEM, "新的题干？")
    store.do(edit.change, TRAINER, editing.id, partial(with_difficulty, difficulty=3))
    assert question(store, bank_id) == before

    saved = saves(store, TRAINER, editing)

    versions = [each for each in all_of(store, VersionRow) if each.question_id == first]
    assert isinstance(saved, Saved)
    assert saved.changed == (Field.STEM, Field.DIFFICULTY)
    assert saved.spot == Spot(bank_id, 0)
    assert question(store, bank_id) == saved.question
    assert [each.stem for each in versions] == [before.stem, "新的题干？"]
    assert versions[-1].made_by == TRAINER
    assert journal(store) == (
        "question_edited",
        TRAINER,
        str(bank_id),
        {"key": "q1", "version": 2, "fields": ["stem", "difficulty"]},
    )


def test_answers_stay_with_the_version_that_was_answered(store, bank_id, first):
    asked = store.do(practice.start, EMPLOYEE, bank_id, NOW, 2)
    while asked.question.key != "q1":
        store.do(practice.answer_typed, EMPLOYEE, asked.id, "隐患排查", NOW, ZONE)
        asked = store.do(practice.next_question, EMPLOYEE, asked.id, NOW)
    store.do(practice.answer, EMPLOYEE, asked.id, right_place(asked), NOW, ZONE)
    (given,) = [each for each in all_of(store, AnswerRow) if each.question_id == first]

    editing = begins(store, TRAINER, first)
    store.do(edit.change, TRAINER, editing.id, partial(marked, place=0))
    saved = saves(store, TRAINER, editing)

    (kept,) = [each for each in all_of(store, AnswerRow) if each.question_id == first]
    assert (saved.answers, saved.is_other_key) == (1, True)
    assert (kept.version_id, kept.points) == (given.version_id, given.points)


def test_what_was_left_open_is_gone_on_with(store, bank_id, first):
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.NOTE, "新的解析")

    again = begins(store, TRAINER, first)

    assert again.id == editing.id
    assert again.changed == (Field.NOTE,)
    assert not again.moved


def test_what_is_given_up_leaves_no_trace(store, bank_id, first):
    before = question(store, bank_id)
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.NOTE, "新的解析")

    store.do(edit.leave, TRAINER, editing.id)

    assert begins(store, TRAINER, first).changed == ()
    assert question(store, bank_id) == before
    with pytest.raises(OldScreen):
        saves(store, TRAINER, editing)


def test_a_text_is_awaited_for_a_field_until_it_fits(store, bank_id, first):
    editing = begins(store, TRAINER, first)
    store.do(edit.open_field, TRAINER, editing.id, Field.STEM)
    awaited = store.do(talk.expected, TRAINER)

    _, refused = types(store, TRAINER, editing, Field.STEM, "长" * 1001)
    still = store.do(talk.expected, TRAINER)
    _, taken = types(store, TRAINER, editing, Field.STEM, "短")

    assert awaited == still == (edit.AWAITING, f"{editing.id} stem")
    assert [each.code for each in refused.problems] == ["stem_too_long"]
    assert not taken.problems
    assert store.do(talk.expected, TRAINER) is None


@pytest.mark.parametrize("step", ["back", "press", "leave", "save"])
def test_no_text_is_awaited_once_one_has_gone_on(store, bank_id, first, step):
    editing = begins(store, TRAINER, first)
    store.do(edit.open_field, TRAINER, editing.id, Field.STEM)
    steps = {
        "back": partial(store.do, edit.look, TRAINER, editing.id),
        "press": partial(store.do, edit.open_field, TRAINER, editing.id, Field.ANSWER),
        "leave": partial(store.do, edit.leave, TRAINER, editing.id),
        "save": partial(saves, store, TRAINER, editing),
    }

    steps[step]()

    assert store.do(talk.expected, TRAINER) is None


def test_a_field_that_the_kind_has_not_is_not_opened(store, bank_id):
    short = store.do(standing.look, TRAINER, bank_id, 1).question_id
    editing = begins(store, TRAINER, short)

    with pytest.raises(OldButton):
        store.do(edit.open_field, TRAINER, editing.id, Field.CHOICES)


def test_a_chosen_sentence_is_the_quote_unless_its_article_has_changed(store, bank_id, first):
    editing = begins(store, TRAINER, first)
    place = Place(1, 2)

    chosen = store.do(edit.choose_quote, TRAINER, editing.id, place)
    store.do(articles.shelve, make_article("全改了。"))

    assert chosen.after.quotes == (make_quote("第三段。", 3),)
    with pytest.raises(OldButton):
        store.do(edit.choose_quote, TRAINER, editing.id, place)
    with pytest.raises(OldButton):
        store.do(edit.choose_quote, TRAINER, editing.id, Place(99, 0))


def test_a_quote_that_stands_nowhere_is_not_kept(store, bank_id, first):
    editing = begins(store, TRAINER, first)

    after, edited = types(store, TRAINER, editing, Field.QUOTES, "谁也没写过。")

    assert edited.astray == "谁也没写过。"
    assert after.after.quotes == (make_quote(),)


def test_what_is_wrong_is_not_saved(store, bank_id, first):
    before = question(store, bank_id)
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.CHOICES, "甲\n丙")

    still = saves(store, TRAINER, editing)

    assert [each.code for each in still.found] == ["right_missing"]
    assert not still.can_be_saved
    assert question(store, bank_id) == before


def test_nothing_changed_is_no_version(store, bank_id, first):
    editing = begins(store, TRAINER, first)

    assert not saves(store, TRAINER, editing).can_be_saved
    assert {each.version for each in all_of(store, QuestionRow)} == {1}


# Two at once


def test_the_later_save_is_told_and_loses_neither_change(store, bank_id, first):
    trainer, admin = begins(store, TRAINER, first), begins(store, ADMIN, first)
    types(store, TRAINER, trainer, Field.STEM, "培训师的？")
    types(store, ADMIN, admin, Field.NOTE, "管理员的")
    saves(store, ADMIN, admin)

    told = saves(store, TRAINER, trainer)
    kept = question(store, bank_id)
    saved = saves(store, TRAINER, trainer)

    assert told.moved
    assert told.lost == ()
    assert (kept.stem, kept.note) == ("题目q1？", "管理员的")
    assert isinstance(saved, Saved)
    assert (saved.question.stem, saved.question.note) == ("培训师的？", "管理员的")
    assert question(store, bank_id) == saved.question


def test_of_one_field_the_earlier_save_stands_until_somebody_has_seen_it(store, bank_id, first):
    trainer, admin = begins(store, TRAINER, first), begins(store, ADMIN, first)
    types(store, TRAINER, trainer, Field.STEM, "培训师的？")
    types(store, ADMIN, admin, Field.STEM, "管理员的？")
    saves(store, ADMIN, admin)

    told = saves(store, TRAINER, trainer)

    assert (told.moved, told.lost) == (True, ((Field.STEM, "培训师的？"),))
    assert told.after.stem == "管理员的？"
    assert question(store, bank_id).stem == "管理员的？"


def test_who_had_changed_nothing_yet_sees_the_new_state_without_a_word(store, bank_id, first):
    trainer, admin = begins(store, TRAINER, first), begins(store, ADMIN, first)
    types(store, ADMIN, admin, Field.NOTE, "管理员的")
    saves(store, ADMIN, admin)

    again = begins(store, TRAINER, first)

    assert again.id == trainer.id
    assert (again.moved, again.before.note) == (False, "管理员的")


def test_an_upload_meanwhile_is_somebody_elses_change_too(store, bank_id, first):
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.NOTE, "新的解析")
    newer = make_bank(make_question("q1", stem="新版？", quotes=(make_quote(),)))
    store.do(bank.stock, newer, TRAINER, NOW, retire=False)

    told = saves(store, TRAINER, editing)

    assert told.moved
    assert (told.after.stem, told.after.note) == ("新版？", "新的解析")


# Quotes that nobody has accepted


def test_a_proposed_quote_stays_proposed_unless_it_was_looked_at(store, bank_id):
    whole = make_bank(make_question("p", quotes=(make_quote(),)), key="other")
    other = store.do(bank.stock, whole, TRAINER, NOW, proposed=frozenset({"p"})).bank_id
    number = store.do(standing.look, TRAINER, other, 0).question_id
    editing = begins(store, TRAINER, number)
    types(store, TRAINER, editing, Field.NOTE, "注")
    saves(store, TRAINER, editing)
    after_note = store.do(standing.look, TRAINER, other, 0).proposed

    editing = begins(store, TRAINER, number)
    types(store, TRAINER, editing, Field.QUOTES, "第三段。")
    saves(store, TRAINER, editing)

    assert after_note
    assert not store.do(standing.look, TRAINER, other, 0).proposed


# Whose it is


@pytest.mark.parametrize(("actor", "refusal"), [(COLLEAGUE, BankNotYours), (EMPLOYEE, NotAllowed)])
def test_nobody_begins_with_a_bank_that_is_not_theirs(store, bank_id, first, actor, refusal):
    with pytest.raises(refusal):
        begins(store, actor, first)

    assert all_of(store, EditRow) == []


@pytest.mark.parametrize("actor", [COLLEAGUE, ADMIN])
def test_nobody_goes_on_with_what_somebody_else_has_begun(store, bank_id, first, actor):
    editing = begins(store, TRAINER, first)
    for verb, arguments in (
        (edit.look, ()),
        (edit.open_field, (Field.STEM,)),
        (edit.type_field, (Field.STEM, "别人的？")),
        (edit.change, (partial(cleared, field=Field.NOTE),)),
        (edit.choose_quote, (Place(1, 0),)),
        (edit.save, (NOW,)),
        (edit.leave, ()),
    ):
        with pytest.raises(NotYours):
            store.do(verb, actor, editing.id, *arguments)

    assert begins(store, TRAINER, first) == editing


def test_what_is_not_there_is_refused(store, bank_id):
    with pytest.raises(BankUnknown):
        begins(store, TRAINER, 999)
    with pytest.raises(OldScreen):
        store.do(edit.look, TRAINER, 999)


# Out of use, and back


def test_a_retired_question_stands_among_the_retired_and_comes_back(store, bank_id, first):
    out = store.do(standing.retire, TRAINER, first, True)
    then = journal(store)
    seen = store.do(standing.look, COLLEAGUE, bank_id, 0, True)
    count = store.do(standing.retired, COLLEAGUE, bank_id)

    back = store.do(standing.retire, TRAINER, first, False)

    assert out == Spot(bank_id, 0, retired=True)
    assert then[:3] == ("question_retired", TRAINER, str(bank_id))
    assert (seen.question.key, seen.total, seen.may_change, count) == ("q1", 1, False, 1)
    assert back == Spot(bank_id, 0)
    assert journal(store)[:3] == ("question_restored", TRAINER, str(bank_id))
    assert store.do(standing.retired, TRAINER, bank_id) == 0


def test_a_retired_question_may_be_changed_and_stays_out(store, bank_id, first):
    store.do(standing.retire, TRAINER, first, True)
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.STEM, "改好了？")

    saved = saves(store, TRAINER, editing)

    assert saved.spot == Spot(bank_id, 0, retired=True)
    assert store.do(standing.look, TRAINER, bank_id, 0, True).question.stem == "改好了？"


def test_a_question_whose_quote_is_lost_comes_back_once_it_has_another(store, bank_id, first):
    store.do(standing.retire, TRAINER, first, True)
    store.do(articles.shelve, make_article("全改了。"))

    without = store.do(standing.retire, TRAINER, first, False)
    editing = begins(store, TRAINER, first)
    types(store, TRAINER, editing, Field.QUOTES, "全改了。")
    saves(store, TRAINER, editing)

    assert without.retired
    assert store.do(standing.retire, TRAINER, first, False) == Spot(bank_id, 0)


@pytest.mark.parametrize("actor", [COLLEAGUE, EMPLOYEE])
def test_nobody_retires_a_question_of_anothers_bank(store, bank_id, first, actor):
    with pytest.raises((BankNotYours, NotAllowed)):
        store.do(standing.retire, actor, first, True)
