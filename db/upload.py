"""Uploads: kept with their report until the trainer decides, then taken in whole or not at all."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from db import bank, jobs, journal, stock
from db.people import authorise
from db.stock import Outdated, Plan
from db.tables import BankRow, QuestionRow, UploadRow
from questions.errors import UploadGone
from questions.people import Permission
from questions.shelf import Shelf, Stocked
from questions.upload import Examined, as_bank, bank_key, from_json, title_of, to_json

WAITING, IMPORTING, IMPORTED, CANCELLED = "waiting", "importing", "imported", "cancelled"
# The kind of job that imports a file.
IMPORT = "import"
# What was read of thousands of questions is not fetched to change the row that it stands in.
_LIGHT = (defer(UploadRow.reading),)  # type: ignore[arg-type]  # a mapped column


@dataclass(frozen=True, slots=True)
class Received:
    """`before` is the bank that this very file became already: then nothing waits. `into` is
    the trainer's bank of that name, which has `known` of the file's questions."""

    upload_id: int
    before: Shelf | None = None
    into: Shelf | None = None
    known: int = 0


def receive(
    session: Session,
    actor_id: int,
    file_name: str,
    sha256: str,
    examined: Examined,
    now: datetime,
) -> Received:
    """Keep an examined file until its trainer decides. It takes the place of one of that name
    that still waits, so that no old button brings back what was mended."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    before = session.exec(
        select(UploadRow.bank_id)
        .where(UploadRow.owner_id == actor_id, UploadRow.sha256 == sha256)
        .where(UploadRow.state == IMPORTED, UploadRow.file_name == file_name)
        .order_by(col(UploadRow.id).desc())
        .limit(1)
    ).first()
    if before:
        return Received(0, before=bank.shelf(session, actor_id, before))
    _replace(session, actor_id, examined.name)
    row = UploadRow(
        owner_id=actor_id,
        file_name=file_name,
        sha256=sha256,
        reading=to_json(examined),
        made_at=now,
    )
    session.add(row)
    session.flush()
    into, keys = _into(session, actor_id, examined.name)
    known = sum(question.key in keys for question in examined.questions)
    return Received(row.id or 0, into=into, known=known)


def begin(
    session: Session, actor_id: int, upload_id: int, message_id: int | None, now: datetime
) -> None:
    """Have the file imported by a job, which tells of it in the place of that message. The second
    press finds it under way."""
    row = _own(session, actor_id, upload_id)
    if row.state == IMPORTING:
        return
    if row.state != WAITING:
        raise UploadGone
    row.state = IMPORTING
    payload = {"person": actor_id, "message": message_id, "upload": upload_id}
    jobs.enqueue(session, IMPORT, payload, now)


def held(session: Session, actor_id: int, upload_id: int) -> Examined | None:
    """The file that is to be imported; None where that was done already."""
    row = _own(session, actor_id, upload_id)
    if row.state not in (WAITING, IMPORTING):
        return None
    return from_json(row.reading)


def plan(session: Session, actor_id: int, examined: Examined, now: datetime) -> Plan:
    """What importing a file comes to."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    return stock.plan(
        session,
        as_bank(examined, actor_id),
        actor_id,
        now,
        proposed=examined.proposed,
        retire=False,
    )


def take(
    session: Session, actor_id: int, upload_id: int, planned: Plan | None, now: datetime
) -> tuple[Shelf, Stocked]:
    """Import what was good in the file, as it was planned. It is done once; whoever does it again
    gets to know what that did."""
    row = _own(session, actor_id, upload_id)
    if row.state == IMPORTED and row.bank_id and row.reading:
        return bank.shelf(session, actor_id, row.bank_id), Stocked(row.bank_id, **row.reading)
    if row.state not in (WAITING, IMPORTING) or planned is None or not planned.questions:
        raise UploadGone
    try:
        stocked = stock.put(session, planned)
    except Outdated:
        anew = plan(session, actor_id, from_json(row.reading), now)
        stocked = stock.put(session, anew)
    counts = {"new": stocked.new, "changed": stocked.changed, "same": stocked.same}
    row.state, row.bank_id, row.reading = IMPORTED, stocked.bank_id, {**counts, "gone": 0}
    journal.write(session, actor_id, "imported", str(stocked.bank_id), **counts)
    session.flush()
    return bank.shelf(session, actor_id, stocked.bank_id), stocked


def put_back(session: Session, upload_id: int) -> bool:
    """Importing came to nothing: the file waits again. False where it was imported after all."""
    row = session.get(UploadRow, upload_id, with_for_update=True, options=_LIGHT)
    if row is None or row.state != IMPORTING:
        return False
    row.state = WAITING
    return True


def cancel(session: Session, actor_id: int, upload_id: int) -> None:
    row = _waiting(session, actor_id, upload_id)
    row.state, row.reading = CANCELLED, {}


def _replace(session: Session, actor_id: int, title: str) -> None:
    waiting = session.exec(
        select(UploadRow).where(UploadRow.owner_id == actor_id, UploadRow.state == WAITING)
    )
    for row in waiting:
        if title_of(row.file_name) == title:
            row.state, row.reading = CANCELLED, {}


def _into(session: Session, actor_id: int, title: str) -> tuple[Shelf | None, frozenset[str]]:
    """The bank that a file of this title goes into, if there is one, and the keys in it."""
    key = bank_key(title, actor_id)
    bank_id = session.exec(select(BankRow.id).where(BankRow.key == key)).first()
    if bank_id is None:
        return None, frozenset()
    keys = session.exec(select(QuestionRow.key).where(QuestionRow.bank_id == bank_id))
    return bank.shelf(session, actor_id, bank_id), frozenset(keys)


def _waiting(session: Session, actor_id: int, upload_id: int) -> UploadRow:
    row = _own(session, actor_id, upload_id)
    if row.state != WAITING:
        raise UploadGone
    return row


def _own(session: Session, actor_id: int, upload_id: int) -> UploadRow:
    authorise(session, actor_id, Permission.KEEP_BANKS)
    row = session.get(UploadRow, upload_id, with_for_update=True, options=_LIGHT)
    if row is None:
        raise UploadGone
    authorise(session, actor_id, Permission.KEEP_BANKS, row.owner_id, UploadGone)
    return row
