"""What comes next, from small banks and large ones: time, and what the database touched for it."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from db import practice, score
from db.store import Store
from tests import postgres
from tests.bench.fill import NOW, Filler
from tests.bench.report import Report, Sizes
from tests.builders import ZONE

SIZES = (100, 10_000, 100_000)
TIMES = 15
# An index is as much deeper: what may be touched more in the largest than in the smallest.
GROWTH = 2.5
# In the largest bank they differ from the smallest by this, which is no growth: a bank that is
# smaller than what is looked at is looked at whole.
LOOKED_AT = 2_000

Verb = Callable[[Session], Any]


def measure(report: Report, sizes: Sizes) -> None:
    banks = (20, 40) if sizes.tiny else SIZES
    with databases() as kinds:
        for kind, make in kinds:
            _measure(report, kind, make, banks)


def _measure(report: Report, kind: str, make: Callable[[], str], banks: tuple[int, ...]) -> None:
    report.table(
        f"{kind}: milliseconds (median) and {TOUCHED[kind]} touched, by questions in the bank",
        "", *(f"{size:,}" for size in banks),
    )  # fmt: skip
    seen: dict[str, list[tuple[float, int]]] = {}
    for size in banks:
        url = make()
        filler = Filler(url)
        bank = filler.bank(size)
        shares = {"nothing": 0, "half": size // 2, "all but 10": size - 10, "all": size}
        people = {name: filler.person() for name in shares}
        for name, person in people.items():
            filler.has_seen(person, bank, shares[name])
        store = Store.open(url)
        try:
            for name, person in people.items():
                for what, verb in _verbs(store, person, bank):
                    figures = seen.setdefault(f"{what}, {name} seen", [])
                    figures.append((timed(store, verb), touched(store, verb)))
            key = "baseline: `ORDER BY random()` over those not seen, nothing seen"
            verb = _at_random(people["nothing"], bank)
            seen.setdefault(key, []).append((timed(store, verb), touched(store, verb)))
        finally:
            store.close()
    for what, figures in sorted(seen.items()):
        report.row(what, *(f"{ms:.2f} · {rows:,}" for ms, rows in figures))
    _judge(report, kind, seen, banks)


def _judge(
    report: Report, kind: str, seen: dict[str, list[tuple[float, int]]], banks: tuple[int, ...]
) -> None:
    worst, by = "", 0.0
    for what, figures in seen.items():
        if what.startswith("baseline"):
            continue
        # The draw looks at 2,000 questions at most: growth is measured from there on.
        base = figures[-2][1] if banks[-2] > LOOKED_AT else figures[0][1]
        growth = figures[-1][1] / max(base, 1)
        if growth > by:
            worst, by = what, growth
    report.bar(
        f"{kind}: what is touched grows no faster than the logarithm of the questions",
        f"{banks[-2]:,} → {banks[-1]:,} questions: at most {by:.1f}× ({worst})",
        "" if by <= GROWTH else f"{by / GROWTH:.1f}×",
    )


def _verbs(store: Store, person: int, bank: int) -> Iterator[tuple[str, Verb]]:
    yield "a run drawn, its first question", lambda s: practice.start(s, person, bank, NOW, 7)
    yield "/practice", lambda s: practice.picker(s, person)
    yield "/score", lambda s: score.own(s, person, NOW, ZONE)
    asked = store.do(practice.start, person, bank, NOW, 7)
    store.do(practice.answer, person, asked.id, 0, NOW, ZONE)
    later = NOW + timedelta(minutes=1)
    yield "the next question", lambda s: practice.next_question(s, person, asked.id, later)


def _at_random(person: int, bank: int) -> Verb:
    """How it is often done."""
    asked = text(
        "SELECT id FROM question WHERE bank_id = :bank AND NOT EXISTS (SELECT 1 FROM progress "
        "WHERE person_id = :person AND question_id = question.id) ORDER BY random() LIMIT 1"
    )
    return lambda s: s.connection().execute(asked, {"bank": bank, "person": person}).scalar()


TOUCHED = {"SQLite": "steps of its machine", "PostgreSQL": "rows"}


def timed(store: Store, verb: Verb, times: int = TIMES) -> float:
    """Median milliseconds of a verb as a transaction that is undone."""
    spans = []
    for _ in range(times):
        with store.engine.connect() as connection, Session(connection) as session:
            began = time.perf_counter()
            verb(session)
            spans.append(time.perf_counter() - began)
            session.rollback()
    return statistics.median(spans) * 1000


def touched(store: Store, verb: Verb) -> int:
    """Steps of SQLite's machine, or rows that PostgreSQL read: no clock is asked."""
    # A new connection: PostgreSQL counts what an old one did before along with it.
    store.engine.dispose()
    with store.engine.connect() as connection, Session(connection) as session:
        count = _steps if store.engine.dialect.name == "sqlite" else _rows
        found = count(session, verb)
        session.rollback()
    return found


def _steps(session: Session, verb: Verb) -> int:
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    raw: Any = session.connection().connection.driver_connection
    raw.set_progress_handler(count, 10)
    try:
        verb(session)
    finally:
        raw.set_progress_handler(None, 0)
    return taken * 10


def _rows(session: Session, verb: Verb) -> int:
    verb(session)
    session.flush()
    asked = text(
        "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) "
        "FROM pg_stat_xact_user_tables"
    )
    return int(session.connection().execute(asked).scalar_one())


@contextmanager
def databases() -> Iterator[list[tuple[str, Callable[[], str]]]]:
    """For each kind that is here: its name, and how to come by an empty database's URL."""
    with tempfile.TemporaryDirectory() as folder:
        numbers = iter(range(1000))

        def file() -> str:
            return f"sqlite:///{Path(folder) / f'{next(numbers)}.db'}"

        if not postgres_is_here():
            yield [("SQLite", file)]
            return
        with postgres.running() as server:
            there = postgres.Postgres(server)
            yield [("SQLite", file), ("PostgreSQL", lambda: there.url_of(there.create()))]


def postgres_is_here() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin"))
