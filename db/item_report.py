"""What questions say about themselves: looked at aside, told to whose they are, and decided on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import delivery, journal
from db.keepers import keepers
from db.people import authorise
from db.progress import look_at
from db.stock import set_retired
from db.tables import (
    AnswerRow,
    BankRow,
    ItemRow,
    QuestionRow,
    TallyRow,
    VersionRow,
)
from questions.errors import BankNotYours, BankUnknown, OldScreen
from questions.item_report import (
    MOST_ATTEMPTS,
    BankItems,
    Item,
    ItemReport,
    concerns,
    packed,
    packed_report,
    report,
    unpacked_report,
)
from questions.item_statistics import FEWEST_ATTEMPTS, Earned, FirstAnswer
from questions.people import Permission, Person, Role
from questions.question import LETTERS, Question

# The kind of the push that tells of a doubt.
DOUBT = "item_doubt"
TOLD, FINE = "told", "fine"
_CHANGE = Permission.CHANGE_BANKS
# So many people's sums are asked for at once.
CHUNK = 500


def examine(session: Session, question_id: int, asks: str) -> ItemReport | None:
    """What the first attempts at a question say, as it was asked; None where it is not there."""
    found = session.exec(
        select(VersionRow, QuestionRow)
        .where(QuestionRow.id == VersionRow.question_id)
        .where(VersionRow.question_id == question_id, VersionRow.asks == asks)
        .order_by(col(VersionRow.version).desc())
    ).all()
    if not found:
        return None
    version, row = found[0]
    question = version.to_question(row.key)
    given = _firsts(session, question, question_id, [each.id for each, _ in found])
    return report(question, given, _earned(session, row.bank_id, [a.person for a in given]))


def note(session: Session, question_id: int, asks: str, found: ItemReport, now: datetime) -> None:
    """Keep what was found. A key that looks wrong is told, once, to whoever keeps the bank."""
    row = session.get(ItemRow, (question_id, asks), with_for_update=True)
    if row is None:
        return
    item = _item(session, question_id)
    row.report = packed_report(found)
    row.concern = _most_urgent(item.question, found, row.doubt == FINE)
    if found.doubt and not row.doubt and not item.retired and item.asks == asks:
        row.doubt = TOLD
        told = replace(item, answered=row.answered, report=found)
        delivery.tell(session, DOUBT, packed(told), keepers(session, item.bank_id), now)


def recount(session: Session, question_id: int, now: datetime) -> None:
    """Count first attempts at a question anew, and look at it again: its answers were moved to
    another version, or judged by another key."""
    counted = session.execute(
        columns(col(VersionRow.asks), func.count().label("answered"))
        .join(AnswerRow, col(AnswerRow.version_id) == VersionRow.id)
        .where(col(AnswerRow.question_id) == question_id, col(AnswerRow.first))
        .group_by(col(VersionRow.asks))
    )
    answered = {row.asks: int(row.answered) for row in counted}
    known = session.exec(select(ItemRow).where(ItemRow.question_id == question_id)).all()
    for asks in answered.keys() - {row.asks for row in known}:
        known = [*known, ItemRow(question_id=question_id, asks=asks)]
    for row in known:
        row.answered, row.report, row.concern = answered.get(row.asks, 0), None, 0
        session.add(row)
        if row.answered >= FEWEST_ATTEMPTS:
            look_at(session, question_id, row.asks, now)
    session.flush()


# Past every list there is, and within what a database counts to.
_FAR = 1_000_000


def banks(session: Session, actor_id: int, page: int, size: int) -> tuple[list[BankItems], int]:
    """A page (from 0) of the banks that the actor may change, the newest first; and how many
    there are in all."""
    actor = authorise(session, actor_id, _CHANGE)
    own = select(BankRow).where(BankRow.size > 0, _changeable(actor))
    total = session.exec(select(func.count()).select_from(own.subquery())).one()
    found = session.exec(
        own.order_by(col(BankRow.id).desc()).offset(min(page, _FAR) * size).limit(size)
    )
    return [_bank_items(session, row) for row in found.all()], total


def of_bank(session: Session, actor_id: int, bank_id: int, page: int, size: int) -> BankItems:
    """A bank with a page (from 0) of its questions that should be looked at first."""
    bank = _bank(session, actor_id, bank_id)
    rows = session.execute(
        _measured(ItemRow, VersionRow, QuestionRow)
        .where(col(QuestionRow.bank_id) == bank_id, col(ItemRow.concern) > 0)
        .order_by(*_ORDER)
        .offset(min(page, _FAR) * size)
        .limit(size)
    ).all()
    first = tuple(_to_item(bank, question, version, row) for row, version, question in rows)
    return replace(_bank_items(session, bank), first=first)


def first_of(session: Session, actor_id: int, bank_id: int) -> Item | None:
    """The question of a bank to begin with; None where none has figures."""
    _bank(session, actor_id, bank_id)
    order = _in_order(session, bank_id)
    return item_of(session, actor_id, order[0]) if order else None


def item_of(session: Session, actor_id: int, question_id: int) -> Item:
    """A question of a bank that the actor may change, with its neighbours."""
    _authorise(session, actor_id, question_id)
    item = _item(session, question_id)
    order = _in_order(session, item.bank_id)
    if question_id not in order:
        return replace(item, total=len(order))
    place = order.index(question_id)
    return replace(
        item,
        place=place + 1,
        total=len(order),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
    )


def say_fine(session: Session, actor_id: int, question_id: int, asks: str) -> Item:
    """The key is right as it stands: nobody is told again until the question asks otherwise."""
    _authorise(session, actor_id, question_id)
    item = _item(session, question_id)
    row = session.get(ItemRow, (question_id, item.asks), with_for_update=True)
    if row is None or item.asks != asks:
        raise OldScreen(command="stats")
    if row.doubt != FINE:
        row.doubt = FINE
        row.concern = _most_urgent(item.question, item.report, fine=True)
        journal.write(
            session, actor_id, "item_fine", str(item.bank_id), key=item.question.key, asks=asks
        )
        session.flush()
    return item_of(session, actor_id, question_id)


def retire(session: Session, actor_id: int, question_id: int, retired: bool) -> Item:
    """Take a question out of what employees are asked, or let it in again; its answers stay. One
    of which a quote is in its article no more stays out."""
    _authorise(session, actor_id, question_id)
    row = session.get_one(QuestionRow, question_id, with_for_update=True)
    if row.retired != retired and set_retired(session, row.bank_id, question_id, retired):
        did = "question_retired" if retired else "question_restored"
        journal.write(session, actor_id, did, str(row.bank_id), key=row.key)
        session.flush()
        session.expire(row)
    return item_of(session, actor_id, question_id)


def _bank(session: Session, actor_id: int, bank_id: int) -> BankRow:
    """A bank that the actor may change."""
    authorise(session, actor_id, _CHANGE)
    bank = session.get(BankRow, bank_id)
    if bank is None:
        raise BankUnknown
    authorise(session, actor_id, _CHANGE, bank.owner_id, BankNotYours)
    return bank


def _authorise(session: Session, actor_id: int, question_id: int) -> None:
    authorise(session, actor_id, _CHANGE)
    found = session.execute(
        columns(col(BankRow.owner_id))
        .join(QuestionRow, col(QuestionRow.bank_id) == BankRow.id)
        .where(col(QuestionRow.id) == question_id)
    ).first()
    if found is None:
        raise OldScreen(command="stats")
    authorise(session, actor_id, _CHANGE, found[0], BankNotYours)


def _changeable(actor: Person) -> ColumnElement[bool]:
    """What `authorise` allows, bank by bank."""
    if actor.role is Role.ADMIN:
        return true()
    return or_(col(BankRow.owner_id).is_(None), col(BankRow.owner_id) == actor.id)


def _firsts(
    session: Session, question: Question, question_id: int, versions: Sequence[int | None]
) -> list[FirstAnswer]:
    """The newest first attempts: AnswerRow.first is the first to the question in any version, as
    who has answered an older one was told its key."""
    rows = session.execute(
        columns(
            col(AnswerRow.person_id),
            col(AnswerRow.given),
            col(AnswerRow.points),
            col(AnswerRow.took_ms),
        )
        .where(col(AnswerRow.question_id) == question_id, col(AnswerRow.first))
        .where(col(AnswerRow.version_id).in_(versions))
        .order_by(col(AnswerRow.id).desc())
        .limit(MOST_ATTEMPTS)
    )
    typed = question.kind.is_typed
    return [
        FirstAnswer(
            person,
            question_id,
            points,
            frozenset() if typed else frozenset(map(LETTERS.index, given)),
            took_ms / 1000,
        )
        for person, given, points, took_ms in rows
    ]


def _earned(session: Session, bank_id: int, people: Sequence[int]) -> dict[int, Earned]:
    """What people earned by their first answers in the bank, from what was counted."""
    earned: dict[int, Earned] = {}
    for at in range(0, len(people), CHUNK):
        rows = session.execute(
            columns(
                col(TallyRow.person_id),
                func.sum(col(TallyRow.first_points)),
                func.sum(col(TallyRow.first)),
            )
            .where(col(TallyRow.person_id).in_(people[at : at + CHUNK]))
            .where(col(TallyRow.bank_id) == bank_id)
            .group_by(col(TallyRow.person_id))
        )
        earned |= {person: Earned(float(points), int(count)) for person, points, count in rows}
    return earned


def _item(session: Session, question_id: int) -> Item:
    """A question as it is asked now, without its neighbours."""
    question, bank, version = session.exec(
        select(QuestionRow, BankRow, VersionRow)
        .where(QuestionRow.id == question_id, BankRow.id == QuestionRow.bank_id)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
    ).one()
    row = session.get(ItemRow, (question_id, version.asks))
    return _to_item(bank, question, version, row)


def _to_item(
    bank: BankRow, question: QuestionRow, version: VersionRow, row: ItemRow | None
) -> Item:
    return Item(
        question_id=question.id or 0,
        asks=version.asks,
        bank_id=bank.id or 0,
        bank_title=bank.title,
        question=version.to_question(question.key),
        answered=row.answered if row else 0,
        report=unpacked_report(row.report) if row and row.report else ItemReport(),
        fine=bool(row and row.doubt == FINE),
        retired=question.retired,
    )


def _most_urgent(question: Question, found: ItemReport, fine: bool) -> int:
    return int(next(iter(concerns(question, found, fine=fine)), 0))


def _bank_items(session: Session, bank: BankRow) -> BankItems:
    counts = _measured(
        func.count(), func.coalesce(func.sum(case((col(ItemRow.concern) > 0, 1), else_=0)), 0)
    )
    measured, to_look = session.execute(counts.where(col(QuestionRow.bank_id) == bank.id)).one()
    return BankItems(bank.id or 0, bank.title, bank.size, measured, int(to_look))


def _in_order(session: Session, bank_id: int) -> list[int]:
    """The questions of a bank that have figures, those to look at first in front."""
    of_bank = _measured(col(QuestionRow.id)).where(col(QuestionRow.bank_id) == bank_id)
    return [question_id for (question_id,) in session.execute(of_bank.order_by(*_ORDER))]


def _measured(*asked: Any) -> Select[Any]:
    """The questions in use that have figures, each as it is asked now."""
    return (
        columns(*asked)
        .select_from(QuestionRow)
        .join(
            VersionRow,
            (col(VersionRow.question_id) == QuestionRow.id)
            & (col(VersionRow.version) == QuestionRow.version),
        )
        .join(
            ItemRow,
            (col(ItemRow.question_id) == QuestionRow.id) & (col(ItemRow.asks) == VersionRow.asks),
        )
        .where(~col(QuestionRow.retired), col(ItemRow.report).is_not(None))
    )


_ORDER = (col(ItemRow.concern) == 0, col(ItemRow.concern), col(QuestionRow.id))
