"""The figures at the head of a score sheet, added up while its rows go by."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import fsum, sqrt
from statistics import median

from questions.score_sheet import AttemptRow, State

# Lower ends of the bands; the last one takes in the full score.
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Spread:
    """How rates (0–1) are spread. `deviation` is that of the whole population, not a sample's."""

    mean: float
    median: float
    deviation: float
    highest: float
    lowest: float


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """`people` took part, in `attempts` that count; `mean` is of those attempts' rates."""

    name: str
    people: int
    attempts: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """People are counted once however often they tried. `passed` is None where nothing has to
    be passed, `spread` where no attempt counts; `bands` go with `BANDS`.
    """

    started: int
    handed_in: int
    attempts: int
    left_open: int
    passed: int | None
    spread: Spread | None
    bands: tuple[int, ...]
    departments: tuple[DepartmentFigures, ...]

    @property
    def pass_rate(self) -> float | None:
        """Share of those who handed in."""
        if self.passed is None or not self.handed_in:
            return None
        return self.passed / self.handed_in


class Tally:
    """Counts rows as they pass, keeping eight bytes of each and no row."""

    def __init__(self) -> None:
        self._people: dict[str, set[int]] = defaultdict(set)
        self._rates = array("d")
        self._departments: dict[str, _Department] = defaultdict(_Department)
        self._attempts = self._left_open = 0
        self._judged = False

    def watch(self, rows: Iterable[AttemptRow]) -> Iterator[AttemptRow]:
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: AttemptRow) -> None:
        if row.state is State.ABSENT:
            return
        department = self._departments[row.person.department]
        department.people.add(row.person.id)
        self._people["started"].add(row.person.id)
        self._attempts += 1
        if row.state.is_handed_in:
            self._people["handed in"].add(row.person.id)
        else:
            self._left_open += 1
        if row.passed is not None:
            self._judged = True
        if row.passed and row.counts:
            self._people["passed"].add(row.person.id)
        if row.counts and row.rate is not None:
            self._rates.append(row.rate)
            department.rates.append(row.rate)

    def summary(self) -> Summary:
        return Summary(
            started=len(self._people["started"]),
            handed_in=len(self._people["handed in"]),
            attempts=self._attempts,
            left_open=self._left_open,
            passed=len(self._people["passed"]) if self._judged else None,
            spread=_spread(self._rates),
            bands=_bands(self._rates),
            departments=_departments(self._departments),
        )


@dataclass(slots=True)
class _Department:
    people: set[int] = field(default_factory=set)
    rates: "array[float]" = field(default_factory=lambda: array("d"))


def _spread(rates: "array[float]") -> Spread | None:
    if not rates:
        return None
    mean = fsum(rates) / len(rates)
    deviation = sqrt(fsum((rate - mean) ** 2 for rate in rates) / len(rates))
    return Spread(mean, median(rates), deviation, max(rates), min(rates))


def _bands(rates: "array[float]") -> tuple[int, ...]:
    counts = [0] * len(BANDS)
    for rate in rates:
        counts[max(at for at, lowest in enumerate(BANDS) if at == 0 or rate >= lowest)] += 1
    return tuple(counts)


def _departments(known: dict[str, _Department]) -> tuple[DepartmentFigures, ...]:
    """Best first; those without a rate last; equals by name."""
    figures = [
        DepartmentFigures(
            name,
            len(department.people),
            len(department.rates),
            fsum(department.rates) / len(department.rates) if department.rates else None,
        )
        for name, department in known.items()
    ]
    return tuple(sorted(figures, key=lambda f: (f.mean is None, -(f.mean or 0), f.name)))
