"""Uploads: kept with their report until the trainer decides, then taken in whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from db import articles, bank, jobs, journal, recheck, stock
from db.people import authorise
from db.stock import Outdated, Plan
from db.tables import BankRow, QuestionRow, UploadRow, VersionRow
from questions.errors import UploadGone
from questions.people import Permission
from questions.question import Bank, Question
from questions.reworded import reworded
from questions.shelf import Compared, Shelf, Stocked
from questions.upload import Examined, as_bank, bank_key, from_json, title_of, to_json

WAITING, IMPORTING, IMPORTED, CANCELLED = "waiting", "importing", "imported", "cancelled"
# The kind of job that imports a file.
IMPORT = "import"
# So many questions are named that a file changes, and that it has not.
NAMED = 3
CHUNK = 500
# What was read of thousands of questions is not fetched to change the row that it stands in.
_LIGHT = (defer(UploadRow.reading),)  # type: ignore[arg-type]  # a mapped column


@dataclass(frozen=True, slots=True)
class Received:
    """`before` is the bank that this very file became already, and still is: nothing waits."""

    upload_id: int
    before: Shelf | None = None


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
        into = compare(session, actor_id, examined, now)
        if into is None or not (into.new or into.changed or into.back):
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
    return Received(row.id or 0)


def compare(session: Session, actor_id: int, examined: Examined, now: datetime) -> Compared | None:
    """A file beside the trainer's bank of its title; None where there is none."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    key = bank_key(examined.name, actor_id)
    bank_id = session.exec(select(BankRow.id).where(BankRow.key == key)).first()
    if bank_id is None:
        return None
    taken, proposed = _as_bank(session, examined, actor_id)
    planned = stock.plan(session, taken, actor_id, now, proposed=proposed)
    before = _current(session, [each["question_id"] for each in planned.changed[:NAMED]])
    after = {each.key: each for each in taken.questions}
    gone = _current(session, sorted(planned.gone)[:NAMED])
    return Compared(
        bank.shelf(session, actor_id, bank_id),
        new=len(planned.fresh),
        changed=len(planned.changed),
        same=planned.same,
        gone=len(planned.gone),
        back=len(planned.back),
        changes=tuple((each, after[each.key]) for each in before),
        gone_stems=tuple(each.stem for each in gone),
    )


def begin(
    session: Session,
    actor_id: int,
    upload_id: int,
    message_id: int | None,
    now: datetime,
    retire: bool = False,
) -> None:
    """Have the file imported by a job, which tells of it in the place of that message. The second
    press finds it under way. `retire`: what the file has not is retired."""
    row = _own(session, actor_id, upload_id)
    if row.state == IMPORTING:
        return
    if row.state != WAITING:
        raise UploadGone
    row.state = IMPORTING
    payload = {"person": actor_id, "message": message_id, "upload": upload_id}
    if retire:
        payload["retire"] = True
    jobs.enqueue(session, IMPORT, payload, now)


def held(session: Session, actor_id: int, upload_id: int) -> Examined | None:
    """The file that is to be imported; None where that was done already."""
    row = _own(session, actor_id, upload_id)
    if row.state not in (WAITING, IMPORTING):
        return None
    return from_json(row.reading)


def plan(
    session: Session, actor_id: int, examined: Examined, now: datetime, retire: bool = False
) -> Plan:
    """What importing a file comes to."""
    authorise(session, actor_id, Permission.KEEP_BANKS)
    taken, proposed = _as_bank(session, examined, actor_id)
    return stock.plan(session, taken, actor_id, now, proposed=proposed, retire=retire)


def take(
    session: Session,
    actor_id: int,
    upload_id: int,
    planned: Plan | None,
    now: datetime,
    retire: bool = False,
) -> tuple[Shelf, Stocked]:
    """Import what was good in the file, as it was planned. It is done once; whoever does it again
    gets to know what that did."""
    row = _own(session, actor_id, upload_id)
    if row.state == IMPORTED and row.bank_id and row.reading:
        return bank.shelf(session, actor_id, row.bank_id), Stocked(row.bank_id, **row.reading)
    if row.state not in (WAITING, IMPORTING) or planned is None or not planned.questions:
        raise UploadGone
    articles.hold(session)
    try:
        stocked = stock.put(session, planned)
    except Outdated:
        anew = plan(session, actor_id, from_json(row.reading), now, retire)
        stocked = stock.put(session, anew)
    counts = {
        "new": stocked.new,
        "changed": stocked.changed,
        "same": stocked.same,
        "gone": stocked.gone,
        "kept": stocked.kept,
    }
    row.state, row.bank_id, row.reading = IMPORTED, stocked.bank_id, counts
    journal.write(session, actor_id, "imported", str(stocked.bank_id), **counts)
    session.flush()
    for key in articles.changed_since(session, row.made_at):
        # It quotes the article as that was when the file was read.
        recheck.check(session, key, now, actor_id, stocked.bank_id)
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


def _as_bank(session: Session, examined: Examined, actor_id: int) -> tuple[Bank, frozenset[str]]:
    """The bank that the file becomes, its questions by the keys that they have there already, and
    those whose quotes are proposed."""
    known, taken = _reworded(session, examined, actor_id), as_bank(examined, actor_id)
    if not known:
        return taken, examined.proposed
    questions = tuple(replace(each, key=known.get(each.key, each.key)) for each in taken.questions)
    proposed = frozenset(known.get(key, key) for key in examined.proposed)
    return replace(taken, questions=questions), proposed


def _reworded(session: Session, examined: Examined, actor_id: int) -> dict[str, str]:
    """The keys of questions whose stem alone is another than in the bank, with those of theirs."""
    keys = {question.key for question in examined.questions}
    of_bank = (
        select(QuestionRow.id, QuestionRow.key)
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .where(BankRow.key == bank_key(examined.name, actor_id))
    )
    there = {key for _, key in session.exec(of_bank)}
    if not there - keys or not keys - there:
        return {}
    in_use = session.exec(of_bank.where(~col(QuestionRow.retired)))
    absent = _current(session, [id for id, key in in_use if key not in keys])
    coming = (question for question in examined.questions if question.key not in there)
    return reworded(coming, absent)


def _current(session: Session, ids: Sequence[int | None]) -> list[Question]:
    """These questions as they are now, in that order."""
    found: dict[int | None, Question] = {}
    for start in range(0, len(ids), CHUNK):
        rows = session.exec(
            select(QuestionRow, VersionRow)
            .where(VersionRow.question_id == QuestionRow.id)
            .where(VersionRow.version == QuestionRow.version)
            .where(col(QuestionRow.id).in_(ids[start : start + CHUNK]))
        )
        found |= {row.id: version.to_question(row.key) for row, version in rows}
    return [found[each] for each in ids]


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
