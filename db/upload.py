"""Uploads: kept with their report until the trainer decides, then taken in whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db import bank, journal
from db.people import authorise
from db.tables import UploadRow
from questions.errors import UploadGone
from questions.people import Permission
from questions.shelf import Shelf, Stocked
from questions.upload import as_bank, from_json

WAITING, IMPORTED, CANCELLED = "waiting", "imported", "cancelled"


@dataclass(frozen=True, slots=True)
class Received:
    """`before` is the bank that this very file became already, or None."""

    upload_id: int
    before: Shelf | None


def receive(
    session: Session,
    actor_id: int,
    file_name: str,
    sha256: str,
    reading: dict[str, Any],
    now: datetime,
) -> Received:
    """Keep an examined file until its trainer decides."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    before = session.exec(
        select(UploadRow)
        .where(UploadRow.owner_id == actor_id, UploadRow.sha256 == sha256)
        .where(UploadRow.state == IMPORTED, UploadRow.file_name == file_name)
        .order_by(col(UploadRow.id).desc())
        .limit(1)
    ).first()
    row = UploadRow(
        owner_id=actor_id, file_name=file_name, sha256=sha256, reading=reading, made_at=now
    )
    session.add(row)
    session.flush()
    shelf = bank.shelf(session, actor_id, before.bank_id) if before and before.bank_id else None
    return Received(row.id or 0, shelf)


def take(session: Session, actor_id: int, upload_id: int, now: datetime) -> tuple[Shelf, Stocked]:
    """Import what was good in the file. The second press finds it done."""
    row = _waiting(session, actor_id, upload_id)
    examined = from_json(row.reading)
    if not examined.questions:
        raise UploadGone
    stocked = bank.stock(
        session,
        as_bank(examined, actor_id),
        actor_id,
        now,
        proposed=examined.proposed,
        retire=False,
    )
    row.state, row.bank_id, row.reading = IMPORTED, stocked.bank_id, {}
    journal.write(
        session,
        actor_id,
        "imported",
        str(stocked.bank_id),
        new=stocked.new,
        changed=stocked.changed,
        same=stocked.same,
    )
    session.flush()
    return bank.shelf(session, actor_id, stocked.bank_id), stocked


def cancel(session: Session, actor_id: int, upload_id: int) -> None:
    row = _waiting(session, actor_id, upload_id)
    row.state, row.reading = CANCELLED, {}


def _waiting(session: Session, actor_id: int, upload_id: int) -> UploadRow:
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row = session.get(UploadRow, upload_id, with_for_update=True)
    if row is None or row.owner_id != actor_id or row.state != WAITING:
        raise UploadGone
    return row
