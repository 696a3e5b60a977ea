"""Objections: taken from whoever answered, told to whoever keeps the bank, decided, answered."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import delivery, journal, talk
from db.asked import load, one_at_a_time
from db.bank import authorise_change
from db.keepers import keepers
from db.people import authorise
from db.stock import set_retired
from db.tables import (
    AnswerRow,
    AskedRow,
    BankRow,
    ObjectionRow,
    PersonRow,
    QuestionRow,
    VersionRow,
)
from db.versions import wording
from questions.delivery import packed
from questions.errors import ObjectionGone, ObjectionOpen, ObjectionsMany, OldButton
from questions.objections import (
    DAILY_LIMIT,
    SETTLED_BY_KEY,
    Objection,
    Reason,
    State,
    Summary,
    midnight,
)
from questions.people import Permission, Person, may_anybodys
from questions.question import Question
from questions.regrade import Mark, is_alike

# Kinds of pushes: to whoever decides, and to whoever objected.
RAISED, DECIDED = "objection", "objection_decided"
# What the next text is awaited for: a few words on an objection.
AWAITING = "objection"
_CHANGE = Permission.CHANGE_BANKS


def may_object(
    session: Session, person_id: int, asked_id: int, now: datetime, zone: tzinfo
) -> None:
    """Refused where an objection of theirs to this question is open, or they had enough today."""
    row = load(session, person_id, asked_id)
    if row.answered_at is None:
        raise OldButton
    theirs = select(func.count()).select_from(ObjectionRow)
    theirs = theirs.where(col(ObjectionRow.person_id) == person_id)
    is_open = theirs.where(
        col(ObjectionRow.question_id) == row.question_id, col(ObjectionRow.state) == State.OPEN
    )
    if session.exec(is_open).one():
        raise ObjectionOpen
    today = theirs.where(col(ObjectionRow.made_at) >= midnight(now, zone))
    if session.exec(today).one() >= DAILY_LIMIT:
        raise ObjectionsMany(limit=DAILY_LIMIT)


def choose(
    session: Session, person_id: int, asked_id: int, reason: int, now: datetime, zone: tzinfo
) -> None:
    """The reason is chosen, by its place; the next text says more."""
    may_object(session, person_id, asked_id, now, zone)
    talk.expect(session, person_id, AWAITING, f"{asked_id} {reason}")


def file(
    session: Session,
    person_id: int,
    asked_id: int,
    reason: Reason,
    words: str,
    now: datetime,
    zone: tzinfo,
) -> int:
    """Object to the question that was answered at that place; whoever may decide is told. Its
    number."""
    one_at_a_time(session, person_id)
    may_object(session, person_id, asked_id, now, zone)
    asked = load(session, person_id, asked_id)
    talk.forget(session, person_id)
    row = ObjectionRow(
        person_id=person_id,
        asked_id=asked_id,
        question_id=asked.question_id,
        reason=reason.value,
        words=words,
        made_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    journal.write(
        session, person_id, "objected", str(row.id), question=row.question_id, reason=row.reason
    )
    said = wording(session, asked.version_id)
    facts = {
        "objection": row.id,
        "bank": said.bank_title,
        "stem": said.question.stem,
        "reason": row.reason,
        "words": words,
        "person": session.get_one(PersonRow, person_id).to_person().name,
    }
    delivery.tell(session, RAISED, facts, keepers(session, said.bank_id), now, person_id)
    return row.id


def listed(
    session: Session, actor_id: int, page: int, size: int
) -> tuple[tuple[Summary, ...], int]:
    """A page (from 0) of the open objections that the actor may decide, the oldest first; and how
    many there are in all."""
    actor = authorise(session, actor_id, _CHANGE)
    total = session.execute(_open_to(actor, func.count())).scalar_one()
    rows = session.execute(
        _open_to(actor, col(ObjectionRow.id), col(VersionRow.stem), col(ObjectionRow.reason))
        .order_by(col(ObjectionRow.id))
        .offset(page * size)
        .limit(size)
    )
    return tuple(Summary(id, stem, Reason(reason)) for id, stem, reason in rows), total


def look(session: Session, actor_id: int, objection_id: int) -> Objection:
    """An objection, open or decided, with the question and the answer that it is about."""
    row, _ = _own(session, actor_id, objection_id)
    given = session.exec(select(AnswerRow).where(AnswerRow.asked_id == row.asked_id)).one()
    said, person = wording(session, given.version_id), session.get_one(PersonRow, row.person_id)
    others = select(func.count()).select_from(ObjectionRow)
    others = others.where(col(ObjectionRow.question_id) == row.question_id)
    others = others.where(col(ObjectionRow.state) == State.OPEN, col(ObjectionRow.id) != row.id)
    return Objection(
        id=objection_id,
        person=person.to_person().name,
        department=person.department,
        bank_title=said.bank_title,
        question_id=row.question_id,
        question=said.question,
        cited=said.cited,
        proposed=said.proposed,
        given=given.given,
        mark=Mark(given.points, given.verdict),
        reason=Reason(row.reason),
        words=row.words,
        made_at=row.made_at,
        state=State(row.state),
        others=session.exec(others).one(),
        is_current=is_alike(said.question, _current(session, row.question_id)),
    )


def keep(session: Session, actor_id: int, objection_id: int, now: datetime) -> Objection:
    """The key stays as it is; whoever objected is told."""
    row, _ = _own(session, actor_id, objection_id, hold=True)
    if row.state != State.OPEN:
        raise ObjectionGone
    _decide(session, actor_id, [row], State.KEPT, now)
    return look(session, actor_id, objection_id)


def retire(session: Session, actor_id: int, objection_id: int, now: datetime) -> Objection:
    """The question is asked no more; all who objected to it are told. Answers stay."""
    row, bank_id = _own(session, actor_id, objection_id, hold=True)
    if row.state != State.OPEN:
        raise ObjectionGone
    question = session.get_one(QuestionRow, row.question_id)
    set_retired(session, bank_id, row.question_id, True)
    journal.write(session, actor_id, "question_retired", str(bank_id), key=question.key)
    settle(session, actor_id, row.question_id, State.RETIRED, now)
    return look(session, actor_id, objection_id)


def settle(
    session: Session,
    actor_id: int,
    question_id: int,
    state: State,
    now: datetime,
    reasons: Iterable[Reason] = tuple(Reason),
) -> None:
    """Close the open objections to a question, and tell who objected. A part of verbs that have
    asked who may."""
    rows = session.exec(
        select(ObjectionRow)
        .where(ObjectionRow.question_id == question_id, ObjectionRow.state == State.OPEN)
        .where(col(ObjectionRow.reason).in_([each.value for each in reasons]))
        .order_by(col(ObjectionRow.id))
        .with_for_update()
    ).all()
    _decide(session, actor_id, rows, state, now)


def settle_by_key(session: Session, actor_id: int, question_id: int, now: datetime) -> None:
    """The question has another key: that settles what was said against the one before."""
    settle(session, actor_id, question_id, State.REKEYED, now, SETTLED_BY_KEY)


def _decide(
    session: Session, actor_id: int, rows: Iterable[ObjectionRow], state: State, now: datetime
) -> None:
    for row in rows:
        row.state, row.decided_by, row.decided_at = state.value, actor_id, now
        journal.write(
            session,
            actor_id,
            "objection_decided",
            str(row.id),
            question=row.question_id,
            before=State.OPEN.value,
            after=state.value,
        )
        shown = _current(session, row.question_id)
        if state is not State.REKEYED:
            asked = session.get_one(AskedRow, row.asked_id)
            shown = wording(session, asked.version_id).question
        facts = {"decided": state.value, **packed(shown)}
        delivery.tell(session, DECIDED, facts, [row.person_id], now, actor_id)
    session.flush()


def _current(session: Session, question_id: int) -> Question:
    """The question as it is today."""
    return (
        session.exec(
            select(VersionRow)
            .join(QuestionRow, col(QuestionRow.id) == VersionRow.question_id)
            .where(VersionRow.question_id == question_id)
            .where(VersionRow.version == QuestionRow.version)
        )
        .one()
        .to_question("")
    )


def _own(
    session: Session, actor_id: int, objection_id: int, *, hold: bool = False
) -> tuple[ObjectionRow, int]:
    """An objection that the actor may decide, and its bank."""
    authorise(session, actor_id, _CHANGE)
    asked = select(ObjectionRow).where(ObjectionRow.id == objection_id)
    row = session.exec(asked.with_for_update() if hold else asked).first()
    if row is None:
        raise ObjectionGone
    bank_id = session.get_one(QuestionRow, row.question_id).bank_id
    authorise_change(session, actor_id, bank_id)
    return row, bank_id


def _open_to(actor: Person, *asked: Any) -> Select[Any]:
    return (
        columns(*asked)
        .select_from(ObjectionRow)
        .join(AskedRow, col(AskedRow.id) == ObjectionRow.asked_id)
        .join(VersionRow, col(VersionRow.id) == AskedRow.version_id)
        .join(QuestionRow, col(QuestionRow.id) == ObjectionRow.question_id)
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .where(col(ObjectionRow.state) == State.OPEN, changeable(actor))
    )


def changeable(actor: Person) -> ColumnElement[bool]:
    """Which banks `authorise_change` lets the actor change."""
    if may_anybodys(actor.role, _CHANGE):
        return true()
    return or_(col(BankRow.owner_id).is_(None), col(BankRow.owner_id) == actor.id)
