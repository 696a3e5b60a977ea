"""Outages: noticed once, and the questions that stood open then, shown again once."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from db import journal
from db.asked import ask_next, first_open, open_run
from db.statements import Insert, built
from db.tables import AskedRow, PersonRow, ReachRow, RunRow
from questions.outage import Outage, was_away
from questions.practice import Asked

ONLY = 1


def reached(session: Session, now: datetime, away: bool | None = None) -> Outage | None:
    """Note that Telegram is within reach, and say which outage people may still suffer from.
    Whether we were `away` until now is judged by the last note where it is None."""
    session.connection().execute(built(session, _first), {"id": ONLY, "seen_at": now})
    row = session.exec(select(ReachRow).with_for_update()).one()
    if was_away(row.seen_at, now) if away is None else away:
        row.gone_at, row.back_at = row.seen_at, now
        seconds = int((now - row.seen_at).total_seconds())
        journal.write(session, None, "outage", seconds=seconds)
    row.seen_at = now
    if row.gone_at is None or row.back_at is None:
        return None
    outage = Outage(row.gone_at, row.back_at)
    return outage if outage.is_recent(now) else None


def _first(insert: Insert) -> object:
    return insert(ReachRow).on_conflict_do_nothing()


def stranded(session: Session, outage: Outage) -> list[int]:
    """Before whom a question stood open in the outage, those who were asked last first."""
    return list(
        session.exec(
            select(RunRow.person_id)
            .join(AskedRow, col(AskedRow.run_id) == RunRow.id)
            .join(PersonRow, col(PersonRow.id) == RunRow.person_id)
            .where(RunRow.state == "open", col(AskedRow.answered_at).is_(None))
            .where(col(AskedRow.shown_at) >= outage.asked_after)
            .where(col(AskedRow.shown_at) < outage.asked_before)
            .where(col(PersonRow.active), col(PersonRow.reachable))
            .order_by(col(AskedRow.shown_at).desc())
        )
    )


def show_again(session: Session, person_id: int, outage: Outage, now: datetime) -> Asked | None:
    """The question that stood open before a person in the outage, and their time anew; None
    where they have gone on meanwhile, or were shown it already."""
    run = open_run(session, person_id)
    first = first_open(session, run.id or 0) if run else None
    asked_id = first and first.id
    shown = session.execute(
        update(AskedRow)
        .where(col(AskedRow.id) == asked_id, col(AskedRow.answered_at).is_(None))
        .where(col(AskedRow.shown_at) < outage.asked_before)
        .values(shown_at=now)
        .execution_options(synchronize_session=False)
    )
    if run is None or not shown.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
        return None
    return ask_next(session, person_id, run.id or 0, now)
