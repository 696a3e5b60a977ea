"""Practice: start a run, hand out its questions, take the answers, remember them."""

from datetime import datetime, tzinfo
from random import Random

from sqlalchemy import exists, func, update
from sqlmodel import Session, col, select

from db import talk
from db.asked import (
    AWAITING,
    MARK,
    answer_choice,
    answered,
    ask,
    ask_next,
    first_open,
    hold,
    letters,
    load,
    one_at_a_time,
    open_run,
    remember,
    still_open,
    to_asked,
)
from db.draw import pools
from db.people import authorise
from db.statements import insert
from db.tables import AnswerRow, AskedRow, BankRow, ProgressRow, QuestionRow, RunRow, TallyRow
from db.versions import wording
from questions.errors import (
    AlreadyAnswered,
    NothingPicked,
    NothingToPractise,
    OldButton,
)
from questions.grading import grade_typed
from questions.people import Permission
from questions.practice import (
    RUN_LENGTH,
    Asked,
    BankProgress,
    Left,
    Mistake,
    Outcome,
    Picker,
    RunResult,
    draw,
    is_double_press,
    own_places,
    shuffled,
)
from questions.question import Kind


def picker(session: Session, person_id: int) -> Picker:
    """The published banks with this person's progress, and the run that stands open."""
    authorise(session, person_id, Permission.PRACTISE)
    banks = _banks(session, person_id)
    run = open_run(session, person_id)
    return Picker(banks, (answered(session, run), run.length) if run else None)


def _banks(session: Session, person_id: int) -> tuple[BankProgress, ...]:
    """From what was counted already: banks may be large, and people may have seen much of them."""
    seen = (
        select(TallyRow.bank_id, func.sum(TallyRow.first).label("seen"))
        .where(TallyRow.person_id == person_id)
        .group_by(col(TallyRow.bank_id))
        .subquery()
    )
    answered = exists().where(
        col(ProgressRow.person_id) == person_id, col(ProgressRow.question_id) == QuestionRow.id
    )
    retired = (
        select(func.count())
        .where(QuestionRow.bank_id == BankRow.id, col(QuestionRow.retired), answered)
        .correlate(BankRow)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            BankRow.id,
            BankRow.title,
            BankRow.size,
            func.coalesce(seen.c.seen, 0) - retired,
        )
        .outerjoin(seen, seen.c.bank_id == BankRow.id)
        .where(BankRow.state == "published", BankRow.size > 0)
        .order_by(col(BankRow.id))
    )
    return tuple(BankProgress(*row) for row in rows)


def start(
    session: Session, person_id: int, bank_id: int | None, now: datetime, seed: int
) -> Asked:
    """A new run, drawn whole, and its first question. A run that stood open is left."""
    authorise(session, person_id, Permission.PRACTISE)
    one_at_a_time(session, person_id)
    _leave(session, person_id, now)
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
                "shuffle": letters(shuffled(candidate.choices, rng)),
                "marked": 0,
            }
            for seq, candidate in enumerate(drawn, 1)
        ],
    )
    return ask_next(session, person_id, run.id or 0, now)


def go_on(session: Session, person_id: int, now: datetime) -> Asked:
    """The open question of the open run, once more."""
    authorise(session, person_id, Permission.PRACTISE)
    run = open_run(session, person_id)
    if run is None:
        raise OldButton
    return ask_next(session, person_id, run.id or 0, now, again=True)


def current(session: Session, person_id: int) -> Asked | None:
    """The question that stands open before a person, changing nothing."""
    run = open_run(session, person_id)
    if run is None:
        return None
    first = first_open(session, run.id or 0)
    return None if first is None else to_asked(session, load(session, person_id, first.id))


def awaited(session: Session, person_id: int) -> tuple[str, str] | None:
    """The typed question that stands open before a person, as something awaited of them."""
    asked = current(session, person_id)
    if asked is None or not asked.question.kind.is_typed:
        return None
    return AWAITING, str(asked.id)


def resume(session: Session, person_id: int, now: datetime) -> Asked | None:
    """The question that a person goes on with, shown from now on; None where no run is open."""
    run = open_run(session, person_id)
    return ask_next(session, person_id, run.id or 0, now, again=True) if run else None


def next_question(session: Session, person_id: int, asked_id: int, now: datetime) -> Asked:
    """What comes after the answered place `asked_id`. Pressed twice in a moment: refused."""
    asked = hold(session, person_id, asked_id)
    if asked.state != "open":
        raise OldButton
    follower = first_open(session, asked.run_id)
    if follower is None:
        raise OldButton
    if is_double_press(follower.shown_at, now):
        raise AlreadyAnswered
    return ask(session, person_id, follower.id, now)


def toggle(session: Session, person_id: int, asked_id: int, place: int) -> Asked:
    """Mark or unmark one choice of a `multiple`."""
    row = hold(session, person_id, asked_id)
    still_open(row)
    asked = to_asked(session, row)
    if asked.question.kind is not Kind.MULTIPLE:
        raise OldButton
    own_places(asked, frozenset({place}))
    marked = row.marked ^ (1 << place)
    session.connection().execute(MARK, {"a": asked_id, "marked_now": marked})
    return to_asked(session, row, marked)


def submit(
    session: Session, person_id: int, asked_id: int, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer a `multiple` with what is marked."""
    row = hold(session, person_id, asked_id)
    still_open(row)
    if not row.marked:
        raise NothingPicked
    return answer_choice(session, row, to_asked(session, row).marked, now, zone)


def answer(
    session: Session, person_id: int, asked_id: int, place: int, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer with one choice. The second press on the same question is refused."""
    row = hold(session, person_id, asked_id)
    still_open(row)
    if to_asked(session, row).question.kind not in (Kind.SINGLE, Kind.TRUE_FALSE):
        raise OldButton
    return answer_choice(session, row, frozenset({place}), now, zone)


def answer_typed(
    session: Session, person_id: int, asked_id: int, text: str, now: datetime, zone: tzinfo
) -> Outcome:
    """Answer a typed question."""
    row = hold(session, person_id, asked_id)
    still_open(row)
    asked = to_asked(session, row)
    if not asked.question.kind.is_typed:
        raise OldButton
    talk.forget(session, person_id)
    outcome = Outcome(asked, grade_typed(asked.question, text), given=text)
    return remember(session, row, outcome, text, now, zone)


def outcome_of(session: Session, person_id: int, asked_id: int) -> tuple[Asked, datetime]:
    """An answered place, for looking at its quotes again, and when it was answered."""
    row = load(session, person_id, asked_id)
    if row.answered_at is None:
        raise OldButton
    return to_asked(session, row), row.answered_at


def leave(session: Session, person_id: int, now: datetime) -> bool:
    """Leave the open run, if there is one; what was answered stays. Whether there was one."""
    authorise(session, person_id, Permission.PRACTISE)
    return _leave(session, person_id, now)


def cancel(session: Session, person_id: int, now: datetime) -> Left:
    """Leave what was asked in between, and only where nothing was, the open run."""
    authorise(session, person_id, Permission.PRACTISE)
    awaiting, _ = talk.expected(session, person_id) or (AWAITING, "")
    if awaiting != AWAITING:
        talk.forget(session, person_id)
        return Left.TYPING
    return Left.RUN if _leave(session, person_id, now) else Left.NOTHING


def _leave(session: Session, person_id: int, now: datetime) -> bool:
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
    authorise(session, person_id, Permission.PRACTISE, run.person_id)
    rows = session.execute(
        select(AskedRow.seq, AnswerRow.version_id, AnswerRow.points)
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
