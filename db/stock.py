"""How a bank comes in: what is to be written is worked out by a reader, and put in all at once.

Taking in thousands of questions is slow; others wait only while the rows are put in.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import TableClause, bindparam, column, delete, func, insert, table, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db import articles
from db.tables import BankRow, LostRow, QuestionRow, VersionRow
from db.tables.bank import unpacked
from questions.bank import asks, fingerprint
from questions.question import Bank, Question
from questions.recheck import recheck
from questions.shelf import DRAFT, Stocked

# What stands on the shelf: for each key the question's id, current version, and if it is retired.
Standing = dict[str, tuple[int, int, bool]]
Values = dict[str, Any]
# So many questions are asked for at once.
CHUNK = 500

# So many rows are held ready for the driver at once.
_AT_ONCE = 500
# The tables as the driver sees them. What is written is ready for it: a fifth of a second of
# everybody's time for ten thousand questions.
_QUESTION = table("question", *map(column, ("bank_id", "key", "version", "retired", "draw_key")))
_OF_VERSION = (
    "question_id", "version", "kind", "stem", "choices", "right", "accepted", "difficulty", "tags",
    "quotes", "proposed", "note", "typed_as", "ordered", "fingerprint", "asks", "made_by",
    "made_at",
)  # fmt: skip
_VERSION = table("question_version", *map(column, _OF_VERSION))


class Outdated(Exception):  # noqa: N818 - an answer to the caller, who plans anew
    """The bank has changed since the plan was made."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking in a bank comes to, while it stands as in `standing`."""

    bank: Values
    standing: Standing
    # New questions, and their first wordings in the same order.
    fresh: list[Values]
    first: list[Values]
    # New wordings of questions that are there.
    changed: list[Values]
    back: list[int]
    gone: list[int]
    same: int
    # Not in what comes in, and asked as before.
    kept: int = 0

    @property
    def questions(self) -> int:
        """How many questions there are in the bank that comes in."""
        return len(self.fresh) + len(self.changed) + self.same


def plan(
    session: Session,
    bank: Bank,
    owner_id: int | None,
    now: datetime,
    *,
    state: str = DRAFT,
    proposed: frozenset[str] = frozenset(),
    retire: bool = True,
    ours: bool = False,
) -> Plan:
    """Work out what taking in a bank by its key comes to. A changed question becomes a new
    version; one that is not in the bank any more is retired, if `retire` says so. `state` is for
    a new bank only. `proposed` names questions whose quotes nobody has accepted yet.
    `ours`: it ships with the product, and comes again at each start; what a trainer did to one of
    its questions stands until the question that ships is another."""
    known = _wordings(session, bank.key)
    before_hand = _first_hand(session, bank.key) if ours else {}
    fresh, first, changed, back = [], [], [], []
    for question in bank.questions:
        is_proposed = question.key in proposed
        there = known.get(question.key)
        if there is None:
            # The key of the draw is chance, but the same for the same question everywhere.
            draw_key = Random(f"{bank.key}:{question.key}").random()
            fresh.append({"key": question.key, "draw_key": draw_key})
            first.append(wording(question, owner_id, now, is_proposed))
            continue
        if before_hand.get(question.key) == question:
            continue
        id, version, retired, before = there
        if retired:
            back.append(id)
        if is_proposed or not question.quotes:
            # What a trainer decided about a quote stands when the same file comes again.
            before = replace(before, quotes=question.quotes)
        if before != question:
            new = wording(question, owner_id, now, is_proposed)
            changed.append({**new, "question_id": id, "version": version + 1})
    keys = {question.key for question in bank.questions}
    gone = [id for key, (id, _, retired, _) in known.items() if key not in keys and not retired]
    return Plan(
        {
            "key": bank.key,
            "title": bank.title,
            "article_key": bank.article,
            "owner_id": owner_id,
            "state": state,
            "partial": bank.partial,
            "made_at": now,
        },
        {key: there[:3] for key, there in known.items()},
        fresh,
        first,
        changed,
        back,
        gone if retire else [],
        len(bank.questions) - len(fresh) - len(changed),
        0 if retire else len(gone),
    )


def put(session: Session, planned: Plan) -> Stocked:
    """Do what was planned; refused as `Outdated` where the bank is not what it was any more."""
    key = planned.bank["key"]
    found = select(BankRow.id).where(BankRow.key == key).with_for_update()
    bank_id = session.exec(found).first()
    if _standing(session, key) != planned.standing:
        raise Outdated
    if bank_id is None:
        row = BankRow(**planned.bank)
        session.add(row)
        session.flush()
        bank_id = row.id
    assert bank_id is not None
    _put_fresh(session, bank_id, planned)
    add_versions(session, planned.changed)
    _set_retired(session, free(session, planned.back), False)
    _set_retired(session, planned.gone, True)
    _count(session, bank_id)
    return Stocked(
        bank_id,
        new=len(planned.fresh),
        changed=len(planned.changed),
        same=planned.same,
        gone=len(planned.gone),
        kept=planned.kept,
    )


def wording(question: Question, maker_id: int | None, now: datetime, proposed: bool) -> Values:
    """A version of a question as a row, without its place."""
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "choices": json.dumps(question.choices),
        "right": json.dumps(sorted(question.right)),
        "accepted": json.dumps(question.accepted),
        "difficulty": question.difficulty,
        "tags": json.dumps(question.tags),
        "quotes": json.dumps(
            [[each.article, each.passage, each.text] for each in question.quotes]
        ),
        "proposed": proposed,
        "note": question.note,
        "typed_as": question.typed_as,
        "ordered": question.ordered,
        "fingerprint": fingerprint(question),
        "asks": asks(question),
        "made_by": maker_id,
        # As both databases keep it (db/tables/columns.py: UtcTime).
        "made_at": now.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds"),
    }


def add_versions(session: Session, rows: list[Values]) -> None:
    """Write new versions, and make them the current ones."""
    if not rows:
        return
    session.connection().execute(insert(_VERSION), rows)
    current = (
        update(QuestionRow)
        .where(col(QuestionRow.id) == bindparam("question"))
        .values(version=bindparam("current"))
    )
    session.connection().execute(
        current, [{"question": row["question_id"], "current": row["version"]} for row in rows]
    )


def set_retired(session: Session, bank_id: int, question_id: int, retired: bool) -> bool:
    """Take one question out of what is drawn, or let it in again; its answers stay. Whether that
    was done: one of which a quote is in its article no more stays out."""
    return bool(set_all_retired(session, bank_id, [question_id], retired))


def set_all_retired(
    session: Session, bank_id: int, question_ids: Sequence[int], retired: bool
) -> Sequence[int]:
    """`set_retired` of many; those with which it was done."""
    done = question_ids if retired else free(session, question_ids)
    _set_retired(session, done, retired)
    _count(session, bank_id)
    return done


def free(session: Session, question_ids: Sequence[int]) -> list[int]:
    """Of questions that would come back, those of which every quote is in its article; the others
    are in the list of those whose quotes are lost, and these are not."""
    shelf = {each.key: each for each in articles.every(session)} if question_ids else {}
    held: set[int] = set()
    for at in range(0, len(question_ids), CHUNK):
        some = question_ids[at : at + CHUNK]
        rows = session.execute(
            columns(col(QuestionRow.id), col(VersionRow.quotes))
            .join(VersionRow, col(VersionRow.question_id) == QuestionRow.id)
            .where(col(VersionRow.version) == QuestionRow.version, col(QuestionRow.id).in_(some))
        )
        held |= {id for id, quotes in rows if recheck(unpacked(quotes), shelf)[1]}
        session.execute(delete(LostRow).where(col(LostRow.question_id).in_(some)))
    session.add_all(LostRow(question_id=id) for id in sorted(held))
    session.flush()
    return [id for id in question_ids if id not in held]


def _put_fresh(session: Session, bank_id: int, planned: Plan) -> None:
    if not planned.fresh:
        return
    place = {"bank_id": bank_id, "version": 1, "retired": False}
    for start in range(0, len(planned.fresh), _AT_ONCE):
        fresh = [{**place, **q} for q in planned.fresh[start : start + _AT_ONCE]]
        _write(session, _QUESTION, fresh)
    of_bank = columns(col(QuestionRow.key), col(QuestionRow.id)).where(
        col(QuestionRow.bank_id) == bank_id
    )
    ids = {key: id for key, id in session.connection().execute(of_bank)}  # noqa: C416
    for start in range(0, len(planned.fresh), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        pairs = zip(planned.fresh[part], planned.first[part], strict=True)
        first = [{**row, "question_id": ids[q["key"]], "version": 1} for q, row in pairs]
        _write(session, _VERSION, first)


def _write(session: Session, into: TableClause, rows: Sequence[Values]) -> None:
    """Hand rows to the driver as they are, past what would look at each again: that would be half
    of the time in which everybody waits."""
    connection = session.connection()
    compiled = insert(into).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    names: list[str] | None = getattr(compiled, "positiontup", None)
    ready = [tuple(map(row.__getitem__, names)) for row in rows] if names else list(rows)
    connection.exec_driver_sql(str(compiled), ready)


def _set_retired(session: Session, ids: Iterable[int], retired: bool) -> None:
    rows = [{"question": id} for id in ids]
    if rows:
        changed = update(QuestionRow).where(col(QuestionRow.id) == bindparam("question"))
        session.connection().execute(changed.values(retired=retired), rows)


def _count(session: Session, bank_id: int) -> None:
    there = select(func.count()).where(QuestionRow.bank_id == bank_id, ~col(QuestionRow.retired))
    session.execute(
        update(BankRow)
        .where(col(BankRow.id) == bank_id)
        .values(size=there.scalar_subquery())
        .execution_options(synchronize_session=False)
    )


def _standing(session: Session, bank_key: str) -> Standing:
    rows: Any = session.connection().execute(
        columns(
            col(QuestionRow.key),
            col(QuestionRow.id),
            col(QuestionRow.version),
            col(QuestionRow.retired),
        )
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .where(col(BankRow.key) == bank_key)
    )
    return {key: (id, version, retired) for key, id, version, retired in rows}


def _wordings(session: Session, bank_key: str) -> dict[str, tuple[int, int, bool, Question]]:
    """The current wording of each question of a bank, by key, beside where it stands."""
    pairs = session.exec(
        select(QuestionRow, VersionRow)
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .where(BankRow.key == bank_key)
        .where(VersionRow.question_id == QuestionRow.id)
        .where(VersionRow.version == QuestionRow.version)
    )
    return {
        row.key: (row.id or 0, row.version, row.retired, version.to_question(row.key))
        for row, version in pairs
    }


def _first_hand(session: Session, bank_key: str) -> dict[str, Question]:
    """The newest wording of each question that nobody here has made, by key."""
    found = session.exec(
        select(QuestionRow.key, VersionRow)
        .join(BankRow, col(BankRow.id) == QuestionRow.bank_id)
        .where(BankRow.key == bank_key, col(VersionRow.made_by).is_(None))
        .where(VersionRow.question_id == QuestionRow.id)
        .order_by(col(VersionRow.version))
    )
    return {key: version.to_question(key) for key, version in found}
