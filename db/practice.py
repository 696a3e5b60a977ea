"""Practice: start a run, hand out its questions, take the answers, remember them."""

from datetime import datetime, tzinfo
from random import Random
from typing import Any

from sqlalchemy import Row, bindparam, func, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import talk
from db.draw import pools
from db.people import authorise
from db.progress import note_answer
from db.statements import insert
from db.tables import AnswerRow, AskedRow, BankRow, PersonRow, ProgressRow, QuestionRow, RunRow
from db.versions import wording
from questions.errors import (
    AlreadyAnswered,
    Deactivated,
    NothingPicked,
    NothingToPractise,
    NotYours,
    OldButton,
)
from questions.grading import grade_choice, grade_typed
from questions.people import Permission
from questions.practice import (
    RUN_LENGTH,
    Asked,
    BankProgress,
    Mistake,
    Outcome,
    Picker,
    RunResult,
    draw,
    is_double_press,
    own_places,
    shuffled,
)
from questions.question import LETTERS, Kind

AWAITING = "answer"


def picker(session: Session, person_id: int) -> Picker:
    """The published banks with this person's progress, and the run that stands open."""
    authorise(session, person_id, Permission.PRACTISE)
    totals = (
        select(QuestionRow.bank_id, func.count().label("total"))
        .where(~col(QuestionRow.retired))
        .group_by(col(QuestionRow.bank_id))
        .subquery()
    )
    seen = (
        select(ProgressRow.bank_id, func.count().label("seen"))
        .join(QuestionRow, col(QuestionRow.id) == ProgressRow.question_id)
        .where(ProgressRow.person_id == person_id, ~col(QuestionRow.retired))
        .group_by(col(ProgressRow.bank_id))
        .subquery()
    )
    rows = session.execute(
        select(BankRow.id, BankRow.title, totals.c.total, func.coalesce(seen.c.seen, 0))
        .join(totals, totals.c.bank_id == BankRow.id)
        .outerjoin(seen, seen.c.bank_id == BankRow.id)
        .where(BankRow.state == "published")
        .order_by(col(BankRow.id))
    )
    banks = tuple(BankProgress(*row) for row in rows)
    run = _open_run(session, person_id)
    return Picker(banks, (_answered(session, run), run.length) if run else None)


def start(
    session: Session, person_id: int, bank_id: int | None, now: datetime, seed: int
) -> Asked:
    """A new run, drawn whole, and its first question. A run that stood open is left."""
    authorise(session, person_id, Permission.PRACTISE)
    leave(session, person_id, now)
    rng = Random(seed)
    drawn = draw(pools(session, person_id, bank_id, RUN_LENGTH, rng), RUN_LENGTH, rng)
    if not drawn:
        raise NothingToPractise
    run = RunRow(person_id=person_id, bank_id=bank_id, length=len(drawn), started_at=now)
    session.add(run)
    session.flush()
    session.execute(
        insert(session, AskedRow),
        [
            {
                "run_id": run.id,
                "person_id": person_id,
                "seq": seq,
                "question_id": candidate.question_id,
                "version_id": candidate.version_id,
                "shuffle": _letters(shuffled(candidate.choices, rng)),
                "marked": 0,
            }
            for seq, candidate in enumerate(drawn, 1)
        ],
    )
    return _ask_next(session, person_id, run.id or 0, now)


def go_on(session: Session, person_id: int, now: datetime) -> Asked:
    """The open question of the open run, once more."""
    authorise(session, person_id, Permission.PRACTISE)
    run = _open_run(session, person_id)
    if run is None:
        raise OldButton
    return _ask_next(session, person_id, run.id or 0, now)


def current(session: Session, person_id: int) -> Asked | None:
    """The question that stands open before a person, changing nothing."""
    run = _open_run(session, person_id)
    if run is None:
        return None
    asked_id = session.connection().execute(_FIRST, {"r": run.id}).scalar()
    return None if asked_id is None else _asked(session, _load(session, person_id, asked_id))


def next_question(session: Session, person_id: int, asked_id: int, now: datetime) -> Asked:
    """What comes after the answered place `asked_id`. Pressed twice in a moment: refused."""
    asked = _load(session, person_id, asked_id)
    if asked.state != "open":
        raise OldButton
    follower = session.exec(
        select(AskedRow)
        .where(AskedRow.run_id == asked.run_id, col(AskedRow.answered_at).is_(None))
        .order_by(col(AskedRow.seq))
        .limit(1)
    ).first()
    if follower is None:
        raise OldButton
    if is_double_press(follower.shown_at, now):
        raise AlreadyAnswered
    return _ask_next(session, person_id, asked.run_id, now)


def toggle(session: Session, person_id: int, asked_id: int, place: int) -> Asked:
    """Mark or unmark one choice of a `multiple`."""
    row = _load(session, person_id, asked_id)
    _still_open(row)
    asked = _asked(session, row)
    if asked.question.kind is not Kind.MULTIPLE:
        raise OldButton
    own_places(asked, frozenset({place}))
    marked = row.marked ^ (1 << place)
    session.execute(_MARK, {"a": asked_id, "marked_now": marked})
    return _asked(session, row, marked)


def submit(
    session: Session, person_id: int, asked_id: int, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer a `multiple` with what is marked."""
    row = _load(session, person_id, asked_id)
    _still_open(row)
    if not row.marked:
        raise NothingPicked
    return _answer_choice(session, row, _asked(session, row).marked, now, zone)


def answer(
    session: Session, person_id: int, asked_id: int, place: int, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer with one choice. The second press on the same question is refused."""
    row = _load(session, person_id, asked_id)
    _still_open(row)
    if _asked(session, row).question.kind not in (Kind.SINGLE, Kind.TRUE_FALSE):
        raise OldButton
    return _answer_choice(session, row, frozenset({place}), now, zone)


def answer_typed(
    session: Session, person_id: int, asked_id: int, text: str, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer a typed question."""
    row = _load(session, person_id, asked_id)
    _still_open(row)
    asked = _asked(session, row)
    if not asked.question.kind.is_typed:
        raise OldButton
    talk.forget(session, person_id)
    outcome = Outcome(asked, grade_typed(asked.question, text), given=text)
    return _remember(session, row, outcome, text, now, zone)


def outcome_of(session: Session, person_id: int, asked_id: int) -> Asked:
    """An answered place, for looking at its quotes again."""
    row = _load(session, person_id, asked_id)
    if row.answered_at is None:
        raise OldButton
    return _asked(session, row)


def leave(session: Session, person_id: int, now: datetime) -> bool:
    """Leave the open run, if there is one; what was answered stays. Whether there was one."""
    talk.forget(session, person_id)
    left = session.execute(
        update(RunRow)
        .where(col(RunRow.person_id) == person_id, col(RunRow.state) == "open")
        .values(state="left", ended_at=now)
    )
    return bool(left.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it


def result(session: Session, person_id: int, run_id: int) -> RunResult:
    """How a run of one's own went, so far or in the end."""
    run = session.get(RunRow, run_id)
    if run is None:
        raise OldButton
    if run.person_id != person_id:
        raise NotYours
    rows = session.execute(
        select(AskedRow.seq, AskedRow.version_id, AnswerRow.points)
        .join(AnswerRow, col(AnswerRow.asked_id) == AskedRow.id)
        .where(AskedRow.run_id == run_id)
        .order_by(col(AskedRow.seq))
    ).all()
    bank = session.get(BankRow, run.bank_id) if run.bank_id else None
    return RunResult(
        run_id=run_id,
        bank_id=run.bank_id,
        title=bank.title if bank else "",
        length=run.length,
        right=sum(points >= 1 for _, _, points in rows),
        points=sum(points for *_, points in rows),
        took=(run.ended_at or run.started_at) - run.started_at,
        mistakes=tuple(
            Mistake(seq, wording(session, version_id).question, points)
            for seq, version_id, points in rows
            if points < 1
        ),
    )


# The walk of an answer is the busiest of all, so its statements are built once, and in Core.
_LOAD = (
    columns(
        col(AskedRow.id),
        col(AskedRow.run_id),
        col(AskedRow.person_id),
        col(AskedRow.seq),
        col(AskedRow.question_id),
        col(AskedRow.version_id),
        col(AskedRow.shuffle),
        col(AskedRow.marked),
        col(AskedRow.shown_at),
        col(AskedRow.answered_at),
        col(RunRow.state),
        col(RunRow.length),
        col(PersonRow.active),
    )
    .join(RunRow, col(RunRow.id) == AskedRow.run_id)
    .join(PersonRow, col(PersonRow.id) == AskedRow.person_id)
    .where(col(AskedRow.id) == bindparam("a"))
)
_MARK = (
    update(AskedRow)
    .where(col(AskedRow.id) == bindparam("a"))
    .values(marked=bindparam("marked_now"))
    .execution_options(synchronize_session=False)
)
_ANSWERED = (
    update(AskedRow)
    .where(col(AskedRow.id) == bindparam("a"))
    .values(answered_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
_SHOWN = (
    update(AskedRow)
    .where(col(AskedRow.id) == bindparam("a"))
    .values(shown_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)
_FIRST = (
    select(AskedRow.id)
    .where(AskedRow.run_id == bindparam("r"), col(AskedRow.answered_at).is_(None))
    .order_by(col(AskedRow.seq))
    .limit(1)
)
_END = (
    update(RunRow)
    .where(col(RunRow.id) == bindparam("r"))
    .values(state="finished", ended_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)


def _load(session: Session, person_id: int, asked_id: int) -> Any:
    row = session.connection().execute(_LOAD, {"a": asked_id}).first()
    if row is None:
        raise OldButton
    if row.person_id != person_id:
        raise NotYours
    if not row.active:
        raise Deactivated
    return row


def _still_open(row: Row[Any]) -> None:
    if row.answered_at is not None:
        raise AlreadyAnswered
    if row.state != "open" or row.shown_at is None:
        raise OldButton


def _asked(session: Session, row: Any, marked: int | None = None) -> Asked:
    said = wording(session, row.version_id)
    bits = row.marked if marked is None else marked
    return Asked(
        id=row.id,
        run_id=row.run_id,
        seq=row.seq,
        length=row.length,
        question=said.question,
        bank_title=said.bank_title,
        shuffle=tuple(LETTERS.index(letter) for letter in row.shuffle),
        marked=frozenset(place for place in range(len(LETTERS)) if bits >> place & 1),
        cited=said.cited,
        proposed=said.proposed,
    )


def _answer_choice(
    session: Session, row: Any, places: frozenset[int], now: datetime, zone: tzinfo
) -> Outcome:
    asked = _asked(session, row)
    own = own_places(asked, places)
    mark = grade_choice(asked.question, own, wording(session, row.version_id).partial)
    given = _letters(tuple(sorted(own)))
    return _remember(session, row, Outcome(asked, mark, places), given, now, zone)


def _remember(
    session: Session, row: Any, outcome: Outcome, given: str, now: datetime, zone: tzinfo
) -> Outcome:
    """Write the answer with all that is counted from it; the last one ends the run."""
    said = wording(session, row.version_id)
    first = note_answer(
        session, row.person_id, said.bank_id, row.question_id, outcome.grade.points, now, zone
    )
    kept = session.connection().execute(
        insert(session, AnswerRow).on_conflict_do_nothing(),
        {
            "asked_id": row.id,
            "person_id": row.person_id,
            "bank_id": said.bank_id,
            "question_id": row.question_id,
            "version_id": row.version_id,
            "given": given,
            "points": outcome.grade.points,
            "verdict": outcome.grade.verdict,
            "first": first,
            "answered_at": now,
            "took_ms": int((now - row.shown_at).total_seconds() * 1000),
        },
    )
    if not kept.rowcount:
        raise AlreadyAnswered
    session.connection().execute(_ANSWERED, {"a": row.id, "now": now})
    if row.seq == row.length:
        session.connection().execute(_END, {"r": row.run_id, "now": now})
    return outcome


def _ask_next(session: Session, person_id: int, run_id: int, now: datetime) -> Asked:
    """The first unanswered place of the run, marked as shown."""
    asked_id = session.connection().execute(_FIRST, {"r": run_id}).scalar()
    if asked_id is None:
        raise OldButton
    row = _load(session, person_id, asked_id)
    if row.shown_at is None:
        session.connection().execute(_SHOWN, {"a": asked_id, "now": now})
    asked = _asked(session, row)
    if asked.question.kind.is_typed:
        talk.expect(session, person_id, AWAITING, str(asked_id))
    else:
        talk.forget(session, person_id)
    return asked


def _open_run(session: Session, person_id: int) -> RunRow | None:
    return session.exec(
        select(RunRow).where(RunRow.person_id == person_id, RunRow.state == "open")
    ).first()


def _answered(session: Session, run: RunRow) -> int:
    return session.exec(
        select(func.count())
        .select_from(AskedRow)
        .where(AskedRow.run_id == run.id, col(AskedRow.answered_at).is_not(None))
    ).one()


def _letters(places: tuple[int, ...]) -> str:
    return "".join(LETTERS[place] for place in places)
