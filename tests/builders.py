"""Things to test with: sound questions, banks, people; a test changes what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db import bank as banks
from db import people
from db.people import Visitor
from db.store import Store
from questions.articles import Article, Passage
from questions.people import Person, Role
from questions.practice import Asked
from questions.question import Bank, Kind, Question, Quote
from questions.shelf import PUBLISHED

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")

_OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.SINGLE: {"choices": ("甲", "乙", "丙", "丁"), "right": frozenset({1})},
    Kind.MULTIPLE: {"choices": ("甲", "乙", "丙", "丁"), "right": frozenset({0, 2})},
    Kind.TRUE_FALSE: {"right": frozenset({0})},
    Kind.BLANK: {"accepted": (("571人", "571"),)},
    Kind.SHORT: {"accepted": (("隐患排查",), ("应急演练",))},
}


def later(**span: float) -> datetime:
    """A while after NOW."""
    return NOW + timedelta(**span)


def make_question(key: str = "q1", kind: Kind = Kind.SINGLE, **changes: Any) -> Question:
    """A sound question of a kind. The right one of a `single` is 乙."""
    return replace(Question(key, kind, f"题目{key}？", **_OF_KIND[kind]), **changes)


def make_questions(count: int, kind: Kind = Kind.SINGLE) -> tuple[Question, ...]:
    return tuple(make_question(f"q{number}", kind) for number in range(1, count + 1))


def make_bank(*questions: Question, key: str = "bank", **changes: Any) -> Bank:
    return replace(Bank(key, f"题库{key}", questions or (make_question(),)), **changes)


def make_article(*texts: str, key: str = "article", **changes: Any) -> Article:
    """An article with a passage for each text."""
    texts = texts or ("第一段。", "第二段。", "第三段。")
    passages = tuple(Passage(key, number, "", text) for number, text in enumerate(texts, 1))
    return replace(Article(key, f"文章{key}", "", "作者", "", "", passages), **changes)


def make_quote(text: str = "第二段。", passage: int = 2, article: str = "article") -> Quote:
    return Quote(article, text, passage)


def visitor(
    id: int = 1, name: str = "李员工", username: str = "", language: str = "zh"
) -> Visitor:
    return Visitor(id, name, username, language)


def make_person(
    store: Store, id: int = 1, role: Role = Role.EMPLOYEE, department: str = "", name: str = ""
) -> Person:
    """Somebody who is in already."""
    guest = visitor(id, name or f"人{id}")
    return store.do(people.seat, guest, role, department, NOW)


def stock(store: Store, bank: Bank, state: str = PUBLISHED) -> int:
    """Take a bank in; its id."""
    return store.do(banks.stock, bank, None, NOW, state=state).bank_id


def right_place(asked: Asked) -> int:
    """Where the right choice of a `single` or `true_false` is shown."""
    (right,) = asked.question.right
    return right if asked.question.kind is Kind.TRUE_FALSE else asked.shuffle.index(right)


def wrong_place(asked: Asked) -> int:
    """Where a wrong choice is shown."""
    return (right_place(asked) + 1) % asked.question.width
