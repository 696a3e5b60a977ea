"""Answers judged anew: what differs from what is kept, and the writing of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import bindparam, literal_column, update
from sqlalchemy import select as columns
from sqlmodel import Session, col

from db.tables import AnswerRow, AskedRow, ProgressRow, RunRow, TallyRow
from questions.question import Question
from questions.regrade import Changed, Mark, grade_given


@dataclass(slots=True)
class _Difference:
    """What a day's tally differs by."""

    right: int = 0
    points: float = 0.0
    # Of first attempts alone.
    first_points: float = 0.0


@dataclass(slots=True)
class Found:
    """What comes of judging anew: only what differs."""

    answers: int = 0
    # By answer.
    marks: dict[int, Mark] = field(default_factory=dict)
    # Answers whose points stay, and whose verdict does not.
    verdicts: dict[int, Mark] = field(default_factory=dict)
    people: dict[int, Changed] = field(default_factory=dict)
    # The points of each person's last answer, where they changed.
    last: dict[int, float] = field(default_factory=dict)
    tallies: dict[tuple[int, int, date], _Difference] = field(
        default_factory=lambda: defaultdict(_Difference)
    )


def ask_anew(session: Session, older: list[int], current: int) -> int:
    """What is open before people is judged by the new key when they answer; choices and stem are
    the same, so that nothing changes on their screens. How many places these are."""
    if not older:
        return 0
    # Written out, so that SQLite uses the index of open runs.
    is_open = col(RunRow.state) == literal_column("'open'")
    moved = session.execute(
        update(AskedRow)
        .where(col(AskedRow.run_id).in_(columns(col(RunRow.id)).where(is_open)))
        .where(col(AskedRow.answered_at).is_(None), col(AskedRow.version_id).in_(older))
        .values(version_id=current)
        .execution_options(synchronize_session=False)
    )
    return int(moved.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it


def judge(
    session: Session,
    question_id: int,
    alike: list[int],
    question: Question,
    partial: bool,
    zone: tzinfo,
) -> Found:
    found, judged, mine = Found(), dict[str, Mark](), frozenset(alike)
    rows = session.execute(
        columns(
            col(AnswerRow.id),
            col(AnswerRow.person_id),
            col(AnswerRow.bank_id),
            col(AnswerRow.version_id),
            col(AnswerRow.given),
            col(AnswerRow.points),
            col(AnswerRow.verdict),
            col(AnswerRow.first),
            col(AnswerRow.answered_at),
        )
        .where(col(AnswerRow.question_id) == question_id)
        .order_by(col(AnswerRow.id))
    )
    for row in rows:
        # A later answer that stays as it was is what the person's progress tells of.
        found.last.pop(row.person_id, None)
        if row.version_id not in mine:
            continue
        found.answers += 1
        after = judged.get(row.given)
        if after is None:
            after = judged[row.given] = grade_given(question, row.given, partial)
        before = Mark(row.points, row.verdict)
        if after.points != before.points:
            _note(found, row, before, after, zone)
        elif after != before:
            found.verdicts[row.id] = after
    return found


def _note(found: Found, row: Any, before: Mark, after: Mark, zone: tzinfo) -> None:
    found.marks[row.id] = after
    found.last[row.person_id] = after.points
    told = found.people.get(row.person_id)
    times = told.times + 1 if told else 1
    found.people[row.person_id] = Changed(row.person_id, row.given, before, after, times)
    tally = found.tallies[row.person_id, row.bank_id, row.answered_at.astimezone(zone).date()]
    tally.right += int(after.points >= 1) - int(before.points >= 1)
    tally.points += after.points - before.points
    tally.first_points += (after.points - before.points) * row.first


def rewrite(
    session: Session, question_id: int, older: list[int], current: int, found: Found
) -> None:
    """Write what differs. Rows are taken in one order, so that two who re-grade at once cannot
    wait for each other for ever."""
    if older:
        # An answer points at the version that judged it; its place at the one that was shown.
        session.execute(
            update(AnswerRow)
            .where(col(AnswerRow.question_id) == question_id)
            .where(col(AnswerRow.version_id).in_(older))
            .values(version_id=current)
            .execution_options(synchronize_session=False)
        )
    marks = found.marks | found.verdicts
    _each(
        session,
        _MARK,
        [{"a": a, "p": mark.points, "v": mark.verdict} for a, mark in sorted(marks.items())],
    )
    _each(
        session,
        _PROGRESS,
        [{"w": who, "q": question_id, "p": p} for who, p in sorted(found.last.items())],
    )
    _each(
        session,
        _TALLY,
        [
            {
                "w": who,
                "b": bank,
                "d": day,
                "r": each.right,
                "p": each.points,
                "f": each.first_points,
            }
            for (who, bank, day), each in sorted(found.tallies.items())
        ],
    )


def _each(session: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.connection().execute(statement, rows)


_MARK = (
    update(AnswerRow)
    .where(col(AnswerRow.id) == bindparam("a"))
    .values(points=bindparam("p"), verdict=bindparam("v"))
    .execution_options(synchronize_session=False)
)
_PROGRESS = (
    update(ProgressRow)
    .where(col(ProgressRow.person_id) == bindparam("w"))
    .where(col(ProgressRow.question_id) == bindparam("q"))
    .values(last_points=bindparam("p"))
    .execution_options(synchronize_session=False)
)
_TALLY = (
    update(TallyRow)
    .where(col(TallyRow.person_id) == bindparam("w"), col(TallyRow.bank_id) == bindparam("b"))
    .where(col(TallyRow.day) == bindparam("d"))
    .values(
        right=TallyRow.right + bindparam("r"),
        points=TallyRow.points + bindparam("p"),
        first_points=TallyRow.first_points + bindparam("f"),
    )
    .execution_options(synchronize_session=False)
)
