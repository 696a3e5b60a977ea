"""What /score and narrowed sheets cost while others answer more and more."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from db import score, score_sheet
from db.store import Store
from questions.export import Format
from questions.score_sheet import About, Scope, ScoreSheet
from tests.bench import fill
from tests.bench.fill import NOW, Filler
from tests.bench.questions import TOUCHED, Verb, databases, timed, touched
from tests.bench.report import Report, Sizes
from tests.builders import ZONE

TODAY = NOW.astimezone(ZONE).date()
# From the second largest store to the largest, in which an index grows by a level at most. Small
# tables are read whole by PostgreSQL, which is no growth.
GROWTH = 1.5
# Slow to fill, and the curve is seen before it.
LARGEST_IN_POSTGRES = 1_000_000


def measure(report: Report, sizes: Sizes) -> None:
    """Each sheet is of the same thousand answers; what grows is the store around them."""
    counts = [1_000, 100_000, 1_000_000] + [5_000_000] * sizes.whole
    if sizes.tiny:
        counts = [1_000, 2_000]
    with databases() as kinds:
        for kind, make in kinds:
            most = LARGEST_IN_POSTGRES if kind == "PostgreSQL" else counts[-1]
            _measure(report, kind, make(), [n for n in counts if n <= most])


def _measure(report: Report, kind: str, url: str, counts: list[int]) -> None:
    report.table(
        f"{kind}: milliseconds (median) and {TOUCHED[kind]} touched, by answers in the store",
        "", *(f"{count:,}" for count in counts),
    )  # fmt: skip
    filler = Filler(url)
    filler.sample()
    seen: dict[str, list[tuple[float, int]]] = {}
    for count in counts:
        filler.grow(count)
        store = Store.open(url)
        try:
            for what, verb in _verbs():
                times = 1 if what.startswith("baseline") else 5
                figures = timed(store, verb, times), touched(store, verb)
                seen.setdefault(what, []).append(figures)
        finally:
            store.close()
    for what, figures in seen.items():
        report.row(what, *(f"{ms:,.1f} · {rows:,}" for ms, rows in figures))
    _judge(report, kind, seen, counts)


def _judge(
    report: Report, kind: str, seen: dict[str, list[tuple[float, int]]], counts: list[int]
) -> None:
    growth = {
        what: figures[-1][1] / max(figures[-2][1], 1)
        for what, figures in seen.items()
        if not what.startswith(("baseline", "with those absent"))
    }
    worst = max(growth, key=lambda what: growth[what])
    by = growth[worst]
    report.bar(
        f"{kind}: what is touched grows no faster than the logarithm of the answers",
        f"{counts[-2]:,} → {counts[-1]:,} answers: at most {by:.1f}× ({worst})",
        "" if by <= GROWTH else f"{by / GROWTH:.1f}×",
    )


def _verbs() -> Iterator[tuple[str, Verb]]:
    own, bank = {"department": fill.SAMPLE_DEPARTMENT}, fill.SAMPLE_BANK
    day = {"since": TODAY, "until": TODAY}
    yield "/score", lambda s: score.own(s, fill.FIRST + 1, NOW, ZONE)
    yield "score sheet of a department", _sheet(Format.CSV, **own)
    yield "score sheet and item figures of a department", _sheet(Format.XLSX, **own)
    yield "score sheet of a bank in a department", _sheet(Format.CSV, bank, **own)
    yield (
        "score sheet and item figures of a bank in a department",
        _sheet(Format.XLSX, bank, **own),
    )
    yield "score sheet of a day in a department", _sheet(Format.CSV, **own, **day)
    yield "with those absent of all the store: a bank's sheet", _sheet(Format.CSV, bank)
    yield "with those absent of all the store: a day's sheet", _sheet(Format.CSV, **day)
    yield "baseline: right answers by person, added up from all answers, top 10", _top


def _sheet(form: Format, bank: int | None = None, **narrowed: Any) -> Verb:
    scope = Scope(About.PRACTICE, ZONE.key, NOW, "", **narrowed)
    return lambda s: score_sheet.export(s, None, scope, bank, form, _read)


def _read(sheet: ScoreSheet) -> int:
    return sum(1 for part in (sheet.attempts, sheet.items, sheet.absent) for _ in part)


def _top(session: Session) -> Any:
    asked = text(
        "SELECT person_id, sum(points) AS points FROM answer GROUP BY person_id "
        "ORDER BY points DESC LIMIT 10"
    )
    return session.connection().execute(asked).all()
