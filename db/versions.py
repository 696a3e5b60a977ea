"""Question versions as values. A version never changes, so it is read once and kept in memory."""

from collections import OrderedDict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session, select

from db import articles
from db.tables import BankRow, QuestionRow, VersionRow
from questions.errors import OldButton
from questions.practice import Cited
from questions.question import Question

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a question and the bank it belongs to."""

    question: Question
    bank_id: int
    bank_title: str
    partial: bool
    proposed: bool
    cited: tuple[Cited, ...]
    asks: str


_kept: WeakKeyDictionary[Engine, OrderedDict[int, Wording]] = WeakKeyDictionary()


def forget(engine: Engine) -> None:
    """Read all anew: what was read last may have been undone."""
    _kept.pop(engine, None)


def wording(session: Session, version_id: int) -> Wording:
    """The version `version_id`. Beyond KEPT, those that were read first are forgotten."""
    kept = _kept.setdefault(session.get_bind().engine, OrderedDict())
    said = kept.get(version_id)
    if said is None:
        said = kept[version_id] = _load(session, version_id)
        if len(kept) > KEPT:
            kept.popitem(last=False)
    return said


def _load(session: Session, version_id: int) -> Wording:
    found = session.exec(
        select(VersionRow, QuestionRow.key, BankRow)
        .where(VersionRow.id == version_id)
        .where(QuestionRow.id == VersionRow.question_id)
        .where(BankRow.id == QuestionRow.bank_id)
    ).first()
    if found is None:
        raise OldButton
    row, key, bank = found
    question = row.to_question(key)
    cited = articles.cite(session, question.quotes)
    return Wording(question, bank.id or 0, bank.title, bank.partial, row.proposed, cited, row.asks)
