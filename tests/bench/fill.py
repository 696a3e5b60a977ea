"""Large stores, written straight into the tables: as answering would have left them, but fast."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from db.engines import open_engine
from db.migrate import migrate

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
# The sample is as large in every store; what is around it grows.
SAMPLE = 1_000
SAMPLE_BANK, SAMPLE_DEPARTMENT = 1, "样本部"
SAMPLE_PEOPLE, FIRST = 20, 1_000
OTHERS, BANK_QUESTIONS = 8, 200
RUNS, LENGTH = 20, 10

Rows = dict[str, list[tuple[Any, ...]]]
COLUMNS = {
    "person": "id telegram_name username name employee_number department role language active "
    "joined_at",
    "bank": "id key title article_key state partial size made_at",
    "question": "id bank_id key version retired draw_key",
    "question_version": "id question_id version kind stem choices right accepted difficulty tags "
    "quotes proposed note typed_as ordered fingerprint made_at",
    "run": "id person_id bank_id state length started_at ended_at",
    "asked": "id run_id person_id seq question_id version_id shuffle marked shown_at answered_at",
    "answer": "id asked_id person_id bank_id question_id version_id given points verdict first "
    "answered_at took_ms",
    "progress": "person_id question_id bank_id seen last_points last_at",
    "tally": "person_id bank_id day answered right points first",
}
COUNTED = ("bank", "question", "question_version", "run", "asked", "answer")
# So many rows of people's answers are held before they are written.
BATCH = 50_000


class Filler:
    """A store at `url`, migrated, that is filled row by row; nothing else may use it meanwhile."""

    def __init__(self, url: str) -> None:
        self._url = url
        engine = open_engine(url)
        migrate(engine)
        engine.dispose()
        self._chance = Random(1)
        self._ids = dict.fromkeys(COUNTED, 0)
        self._questions: dict[int, range] = {}
        self._people = 0
        self.answers = 0

    def bank(self, size: int) -> int:
        """A published bank of so many questions of one choice; its id."""
        bank = self._next("bank")
        rows = _empty()
        rows["bank"].append(
            (bank, f"bank{bank}", f"题库{bank}", "", "published", False, size, NOW)
        )
        first = self._ids["question"] + 1
        for number in range(size):
            question = self._next("question")
            rows["question"].append(
                (question, bank, f"q{number}", 1, False, self._chance.random())
            )
            rows["question_version"].append(
                (
                    self._next("question_version"), question, 1, "single",
                    f"第{number}题：下列说法正确的是？", '["甲", "乙", "丙", "丁"]', "[1]", "[]",
                    1, "[]", "[]", False, "", "", False, f"{bank}:{number}", NOW,
                )
            )  # fmt: skip
        self._questions[bank] = range(first, first + size)
        self._write([rows])
        return bank

    def person(self, department: str = "") -> int:
        """Somebody who has answered nothing."""
        rows = _empty()
        person = self._person(rows, department)
        self._write([rows])
        return person

    def crowd(self, count: int, department: str) -> range:
        """So many who have answered nothing; their ids."""
        rows = _empty()
        first = self._person(rows, department)
        for _ in range(count - 1):
            self._person(rows, department)
        self._write([rows])
        return range(first, first + count)

    def has_seen(self, person: int, bank: int, count: int) -> None:
        """Let the person have answered so many questions of a bank, chosen by chance."""
        chosen = self._chance.sample(self._questions[bank], count)
        rows = _empty()
        rows["progress"] = [
            (person, question, bank, 1, float(question % 3 > 0), NOW - timedelta(days=9))
            for question in chosen
        ]
        if count:
            day = (NOW - timedelta(days=9)).date()
            rows["tally"] = [(person, bank, day, count, count * 2 // 3, count * 2 / 3, count)]
        self._write([rows])

    def sample(self) -> None:
        """The sample: twenty people of one department, five runs each, today, over one bank."""
        self._ensure_banks()
        self._write(
            self._answers_of(SAMPLE_DEPARTMENT, SAMPLE // SAMPLE_PEOPLE // LENGTH, (1,), 0)
            for _ in range(SAMPLE_PEOPLE)
        )

    def grow(self, answers: int) -> None:
        """Others answer until there are so many answers in all."""
        self._ensure_banks()
        banks = tuple(range(2, 2 + OTHERS))
        people = (answers - self.answers) // (RUNS * LENGTH)
        self._write(
            self._answers_of(f"部门{number % 40}", RUNS, banks, 700) for number in range(people)
        )

    def _ensure_banks(self) -> None:
        while self._ids["bank"] < 1 + OTHERS:
            self.bank(BANK_QUESTIONS)

    def _answers_of(self, department: str, runs: int, banks: Sequence[int], days: int) -> Rows:
        """Runs of a new person, spread by chance over so many days before today."""
        rows = _empty()
        person = self._person(rows, department)
        progress: dict[int, tuple[Any, ...]] = {}
        tally: dict[tuple[int, date], list[int]] = {}
        ago = (self._chance.randint(1 if days else 0, days) for _ in range(runs))
        for back in sorted(ago, reverse=True):
            at = NOW - timedelta(days=back, minutes=self._chance.randrange(300))
            bank = self._chance.choice(banks)
            self._run(rows, person, bank, at, progress, tally)
        rows["progress"] = list(progress.values())
        rows["tally"] = [
            (person, bank, day, answered, right, float(right), first)
            for (bank, day), (answered, right, first) in tally.items()
        ]
        return rows

    def _run(
        self,
        rows: Rows,
        person: int,
        bank: int,
        at: datetime,
        progress: dict[int, tuple[Any, ...]],
        tally: dict[tuple[int, date], list[int]],
    ) -> None:
        run = self._next("run")
        rows["run"].append((run, person, bank, "finished", LENGTH, at, at + timedelta(minutes=4)))
        counted = tally.setdefault((bank, at.date()), [0, 0, 0])
        for seq, question in enumerate(self._chance.sample(self._questions[bank], LENGTH), 1):
            asked, answer = self._next("asked"), self._next("answer")
            when = at + timedelta(seconds=20 * seq)
            right = self._chance.random() < 0.7
            points = float(right)
            rows["asked"].append(
                (asked, run, person, seq, question, question, "CABD", 0, at, when)
            )
            rows["answer"].append(
                (
                    answer, asked, person, bank, question, question, "B" if right else "C",
                    points, "right" if right else "wrong", question not in progress, when, 9_000,
                )
            )  # fmt: skip
            seen = progress[question][3] + 1 if question in progress else 1
            progress[question] = (person, question, bank, seen, points, when)
            counted[0] += 1
            counted[1] += right
            counted[2] += seen == 1
        self.answers += LENGTH

    def _person(self, rows: Rows, department: str) -> int:
        self._people += 1
        person = FIRST + self._people
        rows["person"].append(
            (
                person, f"员工{person}", "", f"员工{person}", f"W{person}", department,
                "employee", "zh", True, NOW,
            )
        )  # fmt: skip
        return person

    def _next(self, table: str) -> int:
        self._ids[table] += 1
        return self._ids[table]

    def _write(self, parts: Iterable[Rows]) -> None:
        if self._url.startswith("sqlite"):
            _into_sqlite(Path(make_url(self._url).database or ""), _batches(parts))
        else:
            _into_postgres(self._url, _batches(parts), self._ids)


def _empty() -> Rows:
    return {table: [] for table in COLUMNS}


def _batches(parts: Iterable[Rows]) -> Iterator[Rows]:
    batch = _empty()
    for rows in parts:
        for table, more in rows.items():
            batch[table] += more
        if len(batch["answer"]) >= BATCH:
            yield batch
            batch = _empty()
    yield batch


def _into_sqlite(path: Path, batches: Iterator[Rows]) -> None:
    connection = sqlite3.connect(path)
    # Lost at a power cut, and then made anew.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    for rows in batches:
        for table, values in rows.items():
            names = COLUMNS[table].split()
            places = ",".join("?" * len(names))
            connection.executemany(
                f'INSERT INTO "{table}" ({_listed(names)}) VALUES ({places})',
                ([_plain(value) for value in row] for row in values),
            )
        connection.commit()
    connection.close()


def _into_postgres(url: str, batches: Iterator[Rows], ids: dict[str, int]) -> None:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for rows in batches:
            for table, values in rows.items():
                names = _listed(COLUMNS[table].split())
                with connection.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                    for row in values:
                        copy.write_row([_naive(value) for value in row])
        for table, last in ids.items():
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {max(last, 1)})"
            )
        connection.execute("VACUUM ANALYZE")


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _plain(value: Any) -> Any:
    """As the tables' types would have it in SQLite."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _naive(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
