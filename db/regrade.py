"""A changed key: a new version of the question, and everybody judged by it, or nothing at all.

What an answer earned stands in four places: the answer itself, from which runs, score sheets and
item statistics are made; how the person stands with the question; the day's tally; and the places
that still wait for an answer. All four are changed in one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, tzinfo

from sqlalchemy import func
from sqlmodel import Session, select

from db import delivery, item_report, journal, objections, talk
from db.bank import authorise_change
from db.judging import ask_anew, judge, rewrite
from db.stock import add_versions, wording
from db.tables import (
    AnswerRow,
    BankRow,
    QuestionRow,
    VersionRow,
)
from questions.delivery import packed
from questions.errors import KeyUnchanged, OldScreen
from questions.question import Question
from questions.regrade import (
    Changed,
    Key,
    Keyed,
    Mark,
    Regraded,
    is_alike,
    key_of,
    parse_wordings,
    rekeyed,
)

# The kind of the push that tells somebody that their score changed.
REGRADED = "regraded"
# What the next text is awaited for: a key.
AWAITING = "key"


def open_key(session: Session, actor_id: int, question_id: int) -> Keyed:
    """A question whose key is to be changed; the next text of the actor is taken for the new one
    where it is typed."""
    keyed = look(session, actor_id, question_id)
    if keyed.question.kind.is_typed:
        talk.expect(session, actor_id, AWAITING, f"{question_id} {keyed.version}")
    return keyed


def look(session: Session, actor_id: int, question_id: int, version: int | None = None) -> Keyed:
    """A question that the actor may change; refused where it is not of that version any more."""
    row, current = _own(session, actor_id, question_id)
    if version not in (None, row.version):
        raise OldScreen(command="reports")
    given = select(func.count()).where(AnswerRow.question_id == question_id)
    return Keyed(question_id, current.to_question(row.key), row.version, session.exec(given).one())


def type_key(
    session: Session, actor_id: int, subject: str, typed: str, now: datetime, zone: tzinfo
) -> Regraded:
    """The new key was typed; `subject` is what `open_key` noted."""
    question_id, version = map(int, subject.split())
    key = parse_wordings(typed, look(session, actor_id, question_id, version).question)
    talk.forget(session, actor_id)
    return rekey(session, actor_id, question_id, version, key, now, zone)


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
    row, current = _own(session, actor_id, question_id, hold=True)
    if version not in (None, row.version):
        raise OldScreen(command="reports")
    before = current.to_question(row.key)
    after = rekeyed(before, key)
    if after != before:
        new = wording(after, actor_id, now, current.proposed)
        add_versions(session, [{**new, "question_id": question_id, "version": row.version + 1}])
        session.expire(row)
    done = regrade(session, question_id, now, zone, actor_id)
    objections.settle_by_key(session, actor_id, question_id, now)
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
    waiting = ask_anew(session, older, current.id or 0)
    found = judge(session, question_id, alike, question, bank.partial, zone)
    rewrite(session, question_id, older, current.id or 0, found)
    item_report.recount(session, question_id, now)
    _tell(session, question_id, question, found.people.values(), now, actor_id)
    counts = found.answers, len(found.marks), len(found.people), waiting
    return Regraded(question_id, question, row.version, *counts)


def _own(
    session: Session, actor_id: int, question_id: int, *, hold: bool = False
) -> tuple[QuestionRow, VersionRow]:
    """A question that the actor may change, and its current version. Held, it is changed by nobody
    else meanwhile."""
    asked = select(QuestionRow).where(QuestionRow.id == question_id)
    row = session.exec(asked.with_for_update(key_share=True) if hold else asked).first()
    authorise_change(session, actor_id, row.bank_id if row else 0)
    assert row is not None
    current = select(VersionRow).where(VersionRow.question_id == question_id)
    return row, session.exec(current.where(VersionRow.version == row.version)).one()


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
            **packed(question),
        }
        delivery.tell(session, REGRADED, facts, whom, now, actor_id)


def _written(question: Question) -> object:
    key = key_of(question)
    return sorted(key.right) if not question.kind.is_typed else key.accepted
