"""A changed key: a new version of the question, and everybody judged by it, or nothing at all.

What an answer earned stands in four places: the answer itself, from which runs, score sheets and
item statistics are made; how the person stands with the question; the day's tally; and the places
that still wait for an answer. All four are changed in one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import bindparam, literal_column, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import delivery, item_report, journal
from db.bank import authorise_change
from db.stock import add_versions, wording
from db.tables import (
    AnswerRow,
    AskedRow,
    BankRow,
    ProgressRow,
    QuestionRow,
    RunRow,
    TallyRow,
    VersionRow,
)
from questions.errors import KeyUnchanged, OldScreen
from questions.question import Question
from questions.regrade import (
    Changed,
    Key,
    Mark,
    Regraded,
    grade_given,
    is_alike,
    key_of,
    rekeyed,
)

# The kind of the push that tells somebody that their score changed.
REGRADED = "regraded"


def rekey(
    session: Session,
    actor_id: int,
    question_id: int,
    version: int | None,
    key: Key,
    now: datetime,
    zone: tzinfo,
) -> Regraded:
    """Give a question another key, and judge everybody by it. `version` is the one that the actor
    saw: where it is not the current one any more, nothing is done; None is whichever is current.

    A key that is the current one is refused, unless older answers were judged by another.
    """
    row, current = _hold(session, actor_id, question_id)
    if version not in (None, row.version):
        raise OldScreen(command="reports")
    before = current.to_question(row.key)
    after = rekeyed(before, key)
    if after != before:
        new = wording(after, actor_id, now, current.proposed)
        add_versions(session, [{**new, "question_id": question_id, "version": row.version + 1}])
        session.expire(row)
    done = regrade(session, question_id, now, zone, actor_id)
    if after == before and not (done.changed or done.waiting):
        raise KeyUnchanged
    journal.write(
        session,
        actor_id,
        "rekeyed",
        str(question_id),
        bank=row.bank_id,
        key=row.key,
        version=done.version,
        before=_written(before),
        after=_written(after),
        answers=done.answers,
        changed=done.changed,
        people=done.people,
    )
    session.flush()
    return done


def regrade(
    session: Session, question_id: int, now: datetime, zone: tzinfo, actor_id: int | None = None
) -> Regraded:
    """Judge all who answered the question, in any version that asks the same, by the current key;
    tell those whose score changed. For verbs that have asked who may."""
    row = session.get_one(QuestionRow, question_id)
    bank = session.get_one(BankRow, row.bank_id)
    versions = session.exec(select(VersionRow).where(VersionRow.question_id == question_id)).all()
    (current,) = [each for each in versions if each.version == row.version]
    question = current.to_question(row.key)
    alike = [each.id or 0 for each in versions if is_alike(each.to_question(row.key), question)]
    older = [each for each in alike if each != current.id]
    # First what waits for an answer: whoever is just answering is waited for, and counted below.
    waiting = _ask_anew(session, older, current.id or 0)
    found = _judge(session, question_id, alike, question, bank.partial, zone)
    _rewrite(session, question_id, older, current.id or 0, found)
    item_report.recount(session, question_id, now)
    _tell(session, question_id, question, found.people.values(), now, actor_id)
    counts = found.answers, len(found.marks), len(found.people), waiting
    return Regraded(question_id, question, row.version, *counts)


@dataclass(slots=True)
class _Difference:
    """What a day's tally differs by."""

    right: int = 0
    points: float = 0.0
    # Of first attempts alone.
    first_points: float = 0.0


@dataclass(slots=True)
class _Found:
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


def _hold(session: Session, actor_id: int, question_id: int) -> tuple[QuestionRow, VersionRow]:
    """A question that the actor may change, and its current version; of two who change it at
    once, the second waits."""
    row = session.exec(
        select(QuestionRow).where(QuestionRow.id == question_id).with_for_update(key_share=True)
    ).first()
    authorise_change(session, actor_id, row.bank_id if row else 0)
    assert row is not None
    current = select(VersionRow).where(VersionRow.question_id == question_id)
    return row, session.exec(current.where(VersionRow.version == row.version)).one()


def _ask_anew(session: Session, older: list[int], current: int) -> int:
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


def _judge(
    session: Session,
    question_id: int,
    alike: list[int],
    question: Question,
    partial: bool,
    zone: tzinfo,
) -> _Found:
    found, judged, mine = _Found(), dict[str, Mark](), frozenset(alike)
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


def _note(found: _Found, row: Any, before: Mark, after: Mark, zone: tzinfo) -> None:
    found.marks[row.id] = after
    found.last[row.person_id] = after.points
    told = found.people.get(row.person_id)
    times = told.times + 1 if told else 1
    found.people[row.person_id] = Changed(row.person_id, row.given, before, after, times)
    tally = found.tallies[row.person_id, row.bank_id, row.answered_at.astimezone(zone).date()]
    tally.right += int(after.points >= 1) - int(before.points >= 1)
    tally.points += after.points - before.points
    tally.first_points += (after.points - before.points) * row.first


def _rewrite(
    session: Session, question_id: int, older: list[int], current: int, found: _Found
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


def _tell(
    session: Session,
    question_id: int,
    question: Question,
    people: Iterable[Changed],
    now: datetime,
    actor_id: int | None,
) -> None:
    """Those who are told the same share a push."""
    alike: dict[tuple[str, Mark, Mark, int], list[int]] = defaultdict(list)
    for each in people:
        alike[each.given, each.before, each.after, each.times].append(each.person_id)
    for (given, before, after, times), whom in alike.items():
        facts = {
            "question": question_id,
            "given": given,
            "before": [before.points, before.verdict],
            "after": [after.points, after.verdict],
            "times": times,
            **_asked(question),
        }
        delivery.tell(session, REGRADED, facts, whom, now, actor_id)


def _asked(question: Question) -> Mapping[str, Any]:
    """What a view shows of a question, as plain JSON."""
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "choices": question.choices,
        "right": sorted(question.right),
        "accepted": question.accepted,
    }


def _written(question: Question) -> object:
    key = key_of(question)
    return sorted(key.right) if not question.kind.is_typed else key.accepted


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
