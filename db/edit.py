"""A question of a bank, changed field by field: kept while it is changed, then a new version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from db import articles, journal, talk
from db.bank import authorise_change, next_version
from db.people import authorise
from db.standing import spot_of
from db.stock import add_versions, set_retired
from db.tables import AnswerRow, EditRow, LostRow, QuestionRow, VersionRow
from questions.editing import (
    Edited,
    Editing,
    Field,
    Saved,
    fields,
    found,
    is_other_key,
    is_pressed,
    rebased,
    typed,
    with_quote,
    written,
)
from questions.errors import BankUnknown, OldButton, OldScreen
from questions.formats.wire import question_from_json, question_to_json
from questions.people import Permission
from questions.question import Question
from questions.search import Place, sentence_at
from questions.standing import Spot

# What the next text is awaited for: a field.
AWAITING = "edit"
OPEN, SAVED, LEFT = "open", "saved", "left"


def begin(session: Session, actor_id: int, question_id: int, now: datetime) -> Editing:
    """Begin to change a question, or go on with what was left open."""
    talk.forget(session, actor_id)
    authorise(session, actor_id, Permission.CHANGE_BANKS)
    question = session.get(QuestionRow, question_id)
    if question is None:
        raise BankUnknown
    authorise_change(session, actor_id, question.bank_id)
    mine = select(EditRow).where(EditRow.person_id == actor_id, EditRow.state == OPEN)
    row = session.exec(mine.where(EditRow.question_id == question_id)).first()
    if row is None:
        kept = question_to_json(_version(session, question).to_question(question.key))
        row = EditRow(
            person_id=actor_id,
            question_id=question_id,
            version=question.version,
            question=kept,
            made_at=now,
        )
        session.add(row)
        session.flush()
    return _moved(session, row, question)


def look(session: Session, actor_id: int, edit_id: int) -> Editing:
    """How far it has come; no text is awaited any more."""
    row, question = _own(session, actor_id, edit_id)
    talk.forget(session, actor_id)
    return _editing(session, row, question)


def open_field(session: Session, actor_id: int, edit_id: int, field: Field) -> Editing:
    """A field is to be changed; where that is done by typing, the next text is taken for it."""
    row, question = _own(session, actor_id, edit_id)
    editing = _editing(session, row, question)
    if field not in fields(editing.after):
        raise OldButton
    if is_pressed(editing.after, field):
        talk.forget(session, actor_id)
    else:
        talk.expect(session, actor_id, AWAITING, f"{edit_id} {field}")
    return editing


def type_field(
    session: Session, actor_id: int, edit_id: int, field: Field, text: str
) -> tuple[Editing, Edited]:
    """The field was typed. Where that cannot be, another text is awaited."""
    row, question = _own(session, actor_id, edit_id)
    edited = typed(question_from_json(row.question), field, text, articles.every(session))
    if not edited.problems:
        talk.forget(session, actor_id)
        _keep(session, row, edited.question)
    return _editing(session, row, question), edited


def change(
    session: Session, actor_id: int, edit_id: int, rule: Callable[[Question], Question]
) -> Editing:
    """Change it as the rule says."""
    row, question = _own(session, actor_id, edit_id)
    talk.forget(session, actor_id)
    _keep(session, row, rule(question_from_json(row.question)))
    return _editing(session, row, question)


def choose_quote(session: Session, actor_id: int, edit_id: int, place: Place) -> Editing:
    """This sentence is the quote; refused where its article has changed since it was shown."""
    _own(session, actor_id, edit_id)
    article = articles.numbered(session, place.article)
    if article is None or article != articles.stored(session, article.key):
        raise OldButton
    quote = sentence_at(article, place.sentence)
    return change(session, actor_id, edit_id, lambda question: with_quote(question, quote))


def save(session: Session, actor_id: int, edit_id: int, now: datetime) -> Saved | Editing:
    """Make it the next version. Where it cannot be that, it goes on: something is wrong with it,
    or somebody else has changed the question meanwhile, and it now stands on what they saved."""
    articles.hold(session)
    row, question = _own(session, actor_id, edit_id, hold=True)
    talk.forget(session, actor_id)
    editing = _moved(session, row, question)
    if editing.moved or not editing.can_be_saved:
        return editing
    new = next_version(question, editing.after, actor_id, now)
    add_versions(session, [{**new, "proposed": editing.proposed}])
    was_out = session.get(LostRow, editing.question_id) is not None
    is_back = was_out and set_retired(session, question.bank_id, editing.question_id, False)
    session.expire(question)
    _close(session, row, SAVED)
    changed = [field.value for field in editing.changed]
    journal.write(
        session,
        actor_id,
        "question_edited",
        str(question.bank_id),
        key=question.key,
        version=question.version,
        fields=changed,
    )
    session.flush()
    return Saved(
        editing.question_id,
        editing.after,
        spot_of(session, question) if is_back else editing.spot,
        editing.changed,
        editing.answers,
        is_other_key(editing.before, editing.after),
        is_back,
    )


def leave(session: Session, actor_id: int, edit_id: int) -> Spot:
    """Give it up; the question stays as it is, and there."""
    row, question = _own(session, actor_id, edit_id)
    talk.forget(session, actor_id)
    _close(session, row, LEFT)
    return spot_of(session, question)


def _own(
    session: Session, actor_id: int, edit_id: int, *, hold: bool = False
) -> tuple[EditRow, QuestionRow]:
    """What the actor is changing, and the question. Held, nobody else changes it meanwhile."""
    authorise(session, actor_id, Permission.CHANGE_BANKS)
    row = session.get(EditRow, edit_id, with_for_update=True)
    if row is None:
        raise OldScreen(command="banks")
    # An admin changes anybody's bank, but goes on with nobody else's change.
    authorise(session, actor_id, Permission.KEEP_BANKS, row.person_id)
    if row.state != OPEN:
        raise OldScreen(command="banks")
    asked = select(QuestionRow).where(QuestionRow.id == row.question_id)
    question = session.exec(asked.with_for_update(key_share=True) if hold else asked).one()
    authorise_change(session, actor_id, question.bank_id)
    return row, question


def _moved(session: Session, row: EditRow, question: QuestionRow) -> Editing:
    """What is changed, put on the question as it is now."""
    if row.version == question.version:
        return _editing(session, row, question)
    base = _version(session, question, row.version).to_question(question.key)
    ours = question_from_json(row.question)
    theirs = _version(session, question).to_question(question.key)
    together = rebased(base, ours, theirs)
    row.version = question.version
    _keep(session, row, together.question)
    lost = tuple((field, written(ours, field)) for field in together.lost)
    # Who had changed nothing yet is told nothing.
    moved = ours != base
    return replace(_editing(session, row, question), moved=moved, lost=lost)


def _editing(session: Session, row: EditRow, question: QuestionRow) -> Editing:
    version = _version(session, question, row.version)
    before, after = version.to_question(question.key), question_from_json(row.question)
    given = select(func.count()).where(AnswerRow.question_id == question.id)
    return Editing(
        row.id or 0,
        row.question_id,
        before,
        after,
        spot_of(session, question),
        articles.cite(session, after.quotes),
        # Whoever changes a quote has read it.
        version.proposed and before.quotes == after.quotes,
        session.exec(given).one(),
        found(before, after, articles.every(session)),
    )


def _version(session: Session, question: QuestionRow, number: int | None = None) -> VersionRow:
    """That version of the question; the current one."""
    of_question = select(VersionRow).where(VersionRow.question_id == question.id)
    wanted = question.version if number is None else number
    return session.exec(of_question.where(col(VersionRow.version) == wanted)).one()


def _keep(session: Session, row: EditRow, question: Question) -> None:
    kept: dict[str, Any] = question_to_json(question)
    row.question = kept
    session.flush()


def _close(session: Session, row: EditRow, state: str) -> None:
    row.state, row.question = state, {}
    session.flush()
