"""Questions with the figures of their first answers."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from db.tables import AnswerRow, AskedRow, BankRow, PersonRow, QuestionRow, RunRow, VersionRow
from questions.item_statistics import FirstAnswer, ItemStatistics, item_statistics
from questions.question import LETTERS, Question
from questions.score_sheet import ItemRow

# Answers fetched at once.
BATCH = 2000


def item_rows(session: Session, which: ColumnElement[bool]) -> tuple[ItemRow, ...]:
    """The questions that people first answered in `which` answers, by bank and age.

    `which` may speak of the answer, its run and its person. Versions that differ in their
    choices or their key are different questions; of those that do not, the newest is shown.
    """
    items, item_of = _items(session, which)
    figures = item_statistics(_firsts(session, which, items, item_of))
    return tuple(
        ItemRow(bank, question, figures.get(item, ItemStatistics()))
        for item, (bank, question) in enumerate(items)
    )


def _items(
    session: Session, which: ColumnElement[bool]
) -> tuple[list[tuple[str, Question]], dict[int, int]]:
    """Each question with its bank's title, and the place among them of each version answered."""
    versions = session.exec(
        select(VersionRow, QuestionRow.key, BankRow.title)
        .where(QuestionRow.id == VersionRow.question_id, BankRow.id == QuestionRow.bank_id)
        .where(col(VersionRow.id).in_(_of_firsts(which, AnswerRow.version_id).distinct()))
        .order_by(col(BankRow.id), col(QuestionRow.id), col(VersionRow.version))
    )
    places: dict[Any, int] = {}
    items: list[tuple[str, Question]] = []
    item_of: dict[int, int] = {}
    for version, key, bank in versions:
        question = version.to_question(key)
        alike = (version.question_id, question.choices, question.right, question.accepted)
        place = places.setdefault(alike, len(items))
        items[place : place + 1] = [(bank, question)]
        item_of[version.id or 0] = place
    return items, item_of


def _firsts(
    session: Session,
    which: ColumnElement[bool],
    items: list[tuple[str, Question]],
    item_of: dict[int, int],
) -> Iterator[FirstAnswer]:
    # One set for all who picked the same, however many they are.
    picks: dict[str, frozenset[int]] = {}
    statement = _of_firsts(
        which,
        AnswerRow.person_id,
        AnswerRow.version_id,
        AnswerRow.given,
        AnswerRow.points,
        AnswerRow.took_ms,
    )
    for person, version, given, points, took_ms in session.execute(
        statement.execution_options(yield_per=BATCH)
    ):
        item = item_of[version]
        picked: frozenset[int] = frozenset()
        if not items[item][1].kind.is_typed:
            picked = picks.setdefault(given, frozenset(map(LETTERS.index, given)))
        yield FirstAnswer(person, item, points, picked, took_ms / 1000)


def _of_firsts(which: ColumnElement[bool], *asked: Any) -> Select[Any]:
    return (
        columns(*asked)
        .join_from(AnswerRow, AskedRow, col(AskedRow.id) == AnswerRow.asked_id)
        .join(RunRow, col(RunRow.id) == AskedRow.run_id)
        .join(PersonRow, col(PersonRow.id) == AnswerRow.person_id)
        .where(col(AnswerRow.first), which)
    )
