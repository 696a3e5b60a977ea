"""The place of a question in a run: read, shown, answered and counted, once."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Row, bindparam, func, update
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select

from db import talk
from db.people import authorise
from db.progress import note_answer
from db.statements import Insert, built
from db.tables import AnswerRow, AskedRow, PersonRow, RunRow
from db.versions import wording
from questions.errors import AlreadyAnswered, OldButton
from questions.grading import grade_choice
from questions.people import Permission, Role, permit
from questions.practice import Asked, Outcome, own_places
from questions.question import LETTERS

# What the next text of a person is awaited for, while a typed question stands open.
AWAITING = "answer"

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
        col(PersonRow.role),
    )
    .join(RunRow, col(RunRow.id) == AskedRow.run_id)
    .join(PersonRow, col(PersonRow.id) == AskedRow.person_id)
    .where(col(AskedRow.id) == bindparam("a"))
)
# SQLite has one writer, and no word for this.
_HOLD = _LOAD.with_for_update(of=SQLModel.metadata.tables["asked"])
MARK = (
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
    columns(col(AskedRow.id), col(AskedRow.shown_at))
    .where(col(AskedRow.run_id) == bindparam("r"), col(AskedRow.answered_at).is_(None))
    .order_by(col(AskedRow.seq))
    .limit(1)
)
_END = (
    update(RunRow)
    .where(col(RunRow.id) == bindparam("r"))
    .values(state="finished", ended_at=bindparam("now"))
    .execution_options(synchronize_session=False)
)


def load(session: Session, person_id: int, asked_id: int) -> Any:
    """A place of a person's own; others are refused."""
    return _own(session, _LOAD, person_id, asked_id)


def hold(session: Session, person_id: int, asked_id: int) -> Any:
    """`load`, for changing it: of two presses at once, the second waits and finds it changed."""
    return _own(session, _HOLD, person_id, asked_id)


def _own(session: Session, select_one: Any, person_id: int, asked_id: int) -> Any:
    row = session.connection().execute(select_one, {"a": asked_id}).first()
    if row is None:
        raise OldButton
    if row.person_id != person_id:
        authorise(session, person_id, Permission.PRACTISE, row.person_id)
    # What `authorise` asks, of the columns that came along: one question less on the busiest walk.
    permit(Role(row.role), row.active, Permission.PRACTISE, owns=row.person_id == person_id)
    return row


def still_open(row: Row[Any]) -> None:
    if row.answered_at is not None:
        raise AlreadyAnswered
    if row.state != "open" or row.shown_at is None:
        raise OldButton


def first_open(session: Session, run_id: int) -> Any:
    """The first unanswered place of a run: its id, and when it was shown; None for no place."""
    return session.connection().execute(_FIRST, {"r": run_id}).first()


def to_asked(session: Session, row: Any, marked: int | None = None) -> Asked:
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


def answer_choice(
    session: Session, row: Any, places: frozenset[int], now: datetime, zone: tzinfo
) -> Outcome:
    asked = to_asked(session, row)
    own = own_places(asked, places)
    mark = grade_choice(asked.question, own, wording(session, row.version_id).partial)
    given = letters(tuple(sorted(own)))
    return remember(session, row, Outcome(asked, mark, places), given, now, zone)


def remember(
    session: Session, row: Any, outcome: Outcome, given: str, now: datetime, zone: tzinfo
) -> Outcome:
    """Write the answer with all that is counted from it; the last one ends the run."""
    said = wording(session, row.version_id)
    points = outcome.grade.points
    first = note_answer(
        session, row.person_id, said.bank_id, row.question_id, said.asks, points, now, zone
    )
    kept = session.connection().execute(
        built(session, _once),
        {
            "asked_id": row.id,
            "person_id": row.person_id,
            "bank_id": said.bank_id,
            "question_id": row.question_id,
            "version_id": row.version_id,
            "given": given,
            "points": points,
            "verdict": outcome.grade.verdict,
            "first": first,
            "answered_at": now,
            "took_ms": _milliseconds(now - row.shown_at),
        },
    )
    if not kept.rowcount:
        raise AlreadyAnswered
    session.connection().execute(_ANSWERED, {"a": row.id, "now": now})
    if row.seq == row.length:
        session.connection().execute(_END, {"r": row.run_id, "now": now})
    return outcome


def _milliseconds(span: timedelta) -> int:
    """As many as the column holds: 24 days. A clock that was set back makes none."""
    return min(max(int(span.total_seconds() * 1000), 0), 2**31 - 1)


def _once(insert: Insert) -> Any:
    # Inline: with the new id asked for, PostgreSQL's driver does not count the rows.
    return insert(AnswerRow).inline().on_conflict_do_nothing()


def ask_next(
    session: Session, person_id: int, run_id: int, now: datetime, *, again: bool = False
) -> Asked:
    """The first unanswered place of the run, marked as shown; shown `again`, its time begins
    anew."""
    first = first_open(session, run_id)
    if first is None:
        raise OldButton
    return ask(session, person_id, first.id, now, again=again)


def ask(
    session: Session, person_id: int, asked_id: int, now: datetime, *, again: bool = False
) -> Asked:
    """A place of one's own, marked as shown, as in `ask_next`."""
    row = load(session, person_id, asked_id)
    if row.shown_at is None or again:
        session.connection().execute(_SHOWN, {"a": asked_id, "now": now})
    asked = to_asked(session, row)
    if asked.question.kind.is_typed:
        talk.expect(session, person_id, AWAITING, str(asked_id))
    else:
        talk.forget(session, person_id)
    return asked


def one_at_a_time(session: Session, person_id: int) -> None:
    """Of two runs that a person starts at once, the second waits, and leaves the first."""
    session.execute(
        select(PersonRow.id).where(PersonRow.id == person_id).with_for_update(key_share=True)
    )


def open_run(session: Session, person_id: int) -> RunRow | None:
    return session.exec(
        select(RunRow).where(RunRow.person_id == person_id, RunRow.state == "open")
    ).first()


def answered(session: Session, run: RunRow) -> int:
    return session.exec(
        select(func.count())
        .select_from(AskedRow)
        .where(AskedRow.run_id == run.id, col(AskedRow.answered_at).is_not(None))
    ).one()


def letters(places: tuple[int, ...]) -> str:
    return "".join(LETTERS[place] for place in places)
