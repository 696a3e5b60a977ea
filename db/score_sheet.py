"""Score sheets read from the store, as it stands at one moment, row by row.

A run belongs to the day on which it began. Only runs with an answer are told of, and with a
bank chosen only what they asked from it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session, col

from db import jobs, journal, talk
from db.item_statistics import item_rows
from db.people import authorise, departments
from db.statements import snapshot
from db.tables import AnswerRow, AskedRow, BankRow, PersonRow, QuestionRow, RunRow
from questions import score_sheet as sheet
from questions.errors import NothingToExport
from questions.export import Format, Offer
from questions.people import Permission
from questions.score_sheet import AttemptRow, Scope, ScoreSheet, State

R = TypeVar("R")

# The kind of job that makes a sheet.
EXPORT = "export"
# What the next text is awaited for: dates.
AWAITING = "export"
# Rows fetched at once.
BATCH = 500
_STATES = {"finished": State.FINISHED, "left": State.ABANDONED, "open": State.OPEN}


def offer(session: Session, actor_id: int | None) -> Offer:
    """What an export may be narrowed down to. No actor: here and below, the command line."""
    _authorise(session, actor_id)
    banks = session.execute(columns(col(BankRow.id), col(BankRow.title)).order_by(col(BankRow.id)))
    return Offer(tuple((bank, title) for bank, title in banks), tuple(departments(session)))


def banks_by_key(session: Session) -> dict[str, tuple[int, str]]:
    """The id and title of every bank by its key."""
    rows = session.execute(columns(col(BankRow.key), col(BankRow.id), col(BankRow.title)))
    return {key: (bank, title) for key, bank, title in rows}


def export(
    session: Session,
    actor_id: int | None,
    scope: Scope,
    bank_id: int | None,
    form: Format,
    make: Callable[[ScoreSheet], R],
) -> R:
    """What `make` makes of the sheet, for somebody who may have it.

    `make` reads the attempts while the store is held still for it, so that however many there
    are, no more than a batch of them is in memory. Questions are counted for a workbook only: a
    CSV has no place for them.
    """
    snapshot(session)
    _authorise(session, actor_id)
    runs = _runs(scope, bank_id)
    places = _places(session, runs, bank_id)
    return make(
        ScoreSheet(
            scope,
            _attempts(session, runs, bank_id, places),
            item_rows(session, _in_scope(scope, bank_id)) if form is Format.XLSX else (),
            _absent(session, scope, bank_id),
            _invited(session, scope, bank_id),
        )
    )


def await_days(session: Session, actor_id: int, chosen: str) -> None:
    """Take the next text for dates; `chosen` is what was chosen before, packed."""
    authorise(session, actor_id, Permission.EXPORT)
    talk.expect(session, actor_id, AWAITING, chosen)


def take_days(session: Session, actor_id: int) -> None:
    """The dates were typed."""
    authorise(session, actor_id, Permission.EXPORT)
    talk.forget(session, actor_id)


def begin(session: Session, actor_id: int, chosen: str, now: datetime) -> None:
    """Have a job make a sheet and send it; `chosen` is what was chosen, packed."""
    authorise(session, actor_id, Permission.EXPORT)
    payload = {"person": actor_id, "chosen": chosen, "asked_at": now.isoformat()}
    jobs.enqueue(session, EXPORT, payload, now)


def note(
    session: Session, actor_id: int | None, scope: Scope, bank_id: int | None, form: Format
) -> None:
    """Keep in the journal who takes which sheet away."""
    _authorise(session, actor_id)
    since, until = (day and day.isoformat() for day in (scope.since, scope.until))
    facts = {"since": since, "until": until, "department": scope.department, "format": form.value}
    journal.write(session, actor_id, "exported", str(bank_id or ""), **facts)


def _authorise(session: Session, actor_id: int | None) -> None:
    if actor_id is not None:
        authorise(session, actor_id, Permission.EXPORT)


def _in_scope(scope: Scope, bank_id: int | None) -> ColumnElement[bool]:
    """Which answers are told of, where their run and person are joined to them."""
    return and_(_began_in(scope), _is_of(scope), _of_bank(bank_id))


def _began_in(scope: Scope) -> ColumnElement[bool]:
    zone = ZoneInfo(scope.time_zone)
    began = []
    if scope.since:
        began.append(col(RunRow.started_at) >= _midnight(scope.since, zone))
    if scope.until:
        began.append(col(RunRow.started_at) < _midnight(scope.until + timedelta(days=1), zone))
    return and_(true(), *began)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _is_of(scope: Scope) -> ColumnElement[bool]:
    return col(PersonRow.department) == scope.department if scope.department else true()


def _of_bank(bank_id: int | None) -> ColumnElement[bool]:
    return true() if bank_id is None else col(AnswerRow.bank_id) == bank_id


def _runs(scope: Scope, bank_id: int | None) -> Subquery:
    """A line a run: how much it asked, and the points of what was answered."""
    runs: Any = (
        columns(
            col(RunRow.id).label("run_id"),
            col(RunRow.person_id),
            col(RunRow.bank_id),
            col(RunRow.state),
            col(RunRow.started_at),
            col(RunRow.ended_at),
            func.count(col(AskedRow.id)).label("full"),
            func.coalesce(func.sum(col(AnswerRow.points)), 0.0).label("points"),
        )
        .join(AskedRow, col(AskedRow.run_id) == RunRow.id)
        .outerjoin(AnswerRow, col(AnswerRow.asked_id) == AskedRow.id)
        .where(_began_in(scope), _narrowed(scope, bank_id))
        .group_by(col(RunRow.id))
        .having(func.count(col(AnswerRow.id)) > 0)
    )
    if bank_id is not None:
        runs = runs.join(QuestionRow, col(QuestionRow.id) == AskedRow.question_id)
        runs = runs.where(col(QuestionRow.bank_id) == bank_id)
    told: Subquery = runs.subquery("runs")
    return told


def _narrowed(scope: Scope, bank_id: int | None) -> ColumnElement[bool]:
    """Runs of a department's people, or those in which something was answered that is of the
    bank: said so that a database begins there, and does not go through all runs."""
    runs: Any = None
    if scope.department:
        runs = columns(col(RunRow.id)).join(PersonRow, col(PersonRow.id) == RunRow.person_id)
        runs = runs.where(_is_of(scope))
    elif bank_id is not None:
        runs = columns(col(AskedRow.run_id))
        runs = runs.join(AnswerRow, col(AnswerRow.asked_id) == AskedRow.id)
        runs = runs.where(_of_bank(bank_id))
    return true() if runs is None else col(RunRow.id).in_(runs)


def _counts(run: Any, bank_id: int | None) -> bool:
    """A finished run does. Where one bank is asked for, a run over all of them had too few of
    its questions to be compared."""
    return run.state == "finished" and bank_id in (None, run.bank_id)


def _places(session: Session, runs: Subquery, bank_id: int | None) -> dict[float, int]:
    """The places of all rates that count. Where there is no run at all, nothing is exported."""
    alike = (runs.c.state, runs.c.bank_id, runs.c.points, runs.c.full)
    found = session.execute(columns(*alike, func.count().label("runs")).group_by(*alike)).all()
    if not found:
        raise NothingToExport
    rates: Counter[float] = Counter()
    for row in found:
        rate = sheet.share(row.points, row.full)
        if rate is not None and _counts(row, bank_id):
            rates[rate] += row.runs
    return sheet.places(rates)


def _attempts(
    session: Session, runs: Subquery, bank_id: int | None, places: dict[float, int]
) -> Iterator[AttemptRow]:
    """By department, number and person; each person's runs in the order of time, counted."""
    statement = (
        columns(*runs.c, col(BankRow.title), *_PERSON)
        .join_from(runs, PersonRow, col(PersonRow.id) == runs.c.person_id)
        .outerjoin(BankRow, col(BankRow.id) == runs.c.bank_id)
        .order_by(*_BY_PERSON, runs.c.started_at, runs.c.run_id)
    )
    person_id, attempt = None, 0
    for row in _stream(session, statement):
        attempt = attempt + 1 if row.who == person_id else 1
        person_id = row.who
        rate = sheet.share(row.points, row.full)
        counts = _counts(row, bank_id)
        yield AttemptRow(
            person=_somebody(row),
            title=row.title or "",
            state=_STATES[row.state],
            attempt=attempt,
            started_at=row.started_at,
            # What was left was never handed in.
            finished_at=row.ended_at if row.state == "finished" else None,
            points=row.points,
            full=row.full,
            rank=places[rate] if counts and rate is not None else None,
            counts=counts,
        )


def _absent(session: Session, scope: Scope, bank_id: int | None) -> Iterator[sheet.PersonRow]:
    """Active people who answered nothing."""
    statement = (
        columns(*_PERSON)
        .where(_is_of(scope), col(PersonRow.active), ~_took_part(scope, bank_id))
        .order_by(*_BY_PERSON)
    )
    return map(_somebody, _stream(session, statement))


def _invited(session: Session, scope: Scope, bank_id: int | None) -> int:
    """All who might have taken part: whoever did, and all who are active."""
    expected = or_(col(PersonRow.active), _took_part(scope, bank_id))
    counted = columns(func.count()).select_from(PersonRow).where(_is_of(scope), expected)
    return int(session.execute(counted).scalar_one())


def _took_part(scope: Scope, bank_id: int | None) -> ColumnElement[bool]:
    # Not correlated: they are looked up once for all, whatever index the database likes best.
    people = (
        columns(col(RunRow.person_id))
        .join(AskedRow, col(AskedRow.run_id) == RunRow.id)
        .join(AnswerRow, col(AnswerRow.asked_id) == AskedRow.id)
        .join(PersonRow, col(PersonRow.id) == RunRow.person_id)
        .where(_began_in(scope), _of_bank(bank_id), _is_of(scope))
    )
    return col(PersonRow.id).in_(people)


_PERSON: tuple[Any, ...] = (
    col(PersonRow.id).label("who"),
    col(PersonRow.employee_number),
    col(PersonRow.name),
    col(PersonRow.telegram_name),
    col(PersonRow.department),
)
# Those without a department, or without a number in it, last.
_BY_PERSON: tuple[Any, ...] = (
    col(PersonRow.department) == "",
    col(PersonRow.department),
    col(PersonRow.employee_number) == "",
    col(PersonRow.employee_number),
    col(PersonRow.id),
)


def _somebody(row: Any) -> sheet.PersonRow:
    name = row.name or row.telegram_name
    return sheet.PersonRow(row.who, row.employee_number, name, row.department)


def _stream(session: Session, statement: Select[Any]) -> Iterator[Any]:
    yield from session.execute(statement.execution_options(yield_per=BATCH))
