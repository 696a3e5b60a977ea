"""Figures as tables: printed while they come, and kept in RESULTS.md by part."""

import os
import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
# With so many at work before the first part begins, or so many a core at the end of one, which is
# more than its own people, bot and database, a figure is not worth comparing.
BUSY, BUSY_A_CORE = 1.5, 3.0
_SECTION = re.compile(r"<!-- part: (\w+) -->\n(.*?)<!-- end -->\n", re.DOTALL)
MET = "met"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long and how large: `tiny` only shows that it runs, `whole` takes what takes long."""

    seconds: float = 8.0
    tiny: bool = False
    whole: bool = False

    def people(self, count: int) -> int:
        return min(count, 3) if self.tiny else count


class Report:
    """One part's tables and bars."""

    def __init__(self, part: str, load: float = 0.0) -> None:
        """`load` is the machine's before the first part: the others follow upon it."""
        self.part = part
        self.load = load
        self.began = datetime.now(UTC)
        self._lines: list[str] = []
        self._bars: list[str] = []

    def table(self, title: str, *head: str) -> None:
        """Begin a table; `row` adds to it."""
        self.say(f"\n**{title}**\n")
        self.row(*head)
        self._line("|" + "---|" * len(head), quiet=True)

    def row(self, *cells: object) -> None:
        self._line("| " + " | ".join(map(str, cells)) + " |")

    def say(self, text: str) -> None:
        self._line(text)

    def bar(self, asked: str, seen: str, missed_by: str = "") -> None:
        """What was asked for, what was seen, and by how much it is missed, if it is."""
        verdict = f"missed by {missed_by}" if missed_by else MET
        self._bars.append(f"| bar: {asked} | {seen} | {verdict} |")
        print(f"  {asked}: {seen}: {verdict}", flush=True)

    def section(self, command: str) -> str:
        """The part as RESULTS.md keeps it."""
        at_the_end = os.getloadavg()[0]
        is_busy = self.load >= BUSY or at_the_end >= BUSY_A_CORE * (os.cpu_count() or 1)
        busy = "; **the machine was busy: not a final figure**" if is_busy else ""
        head = (
            f"`{command}`, {self.began:%Y-%m-%d %H:%M} UTC, {machine()}, "
            f"load {self.load:.1f} before the run and {at_the_end:.1f} after this part{busy}\n"
        )
        kept = "\n".join(f"<!-- {line} -->" for line in self._bars)
        return "\n".join([f"## {self.part}", "", head, *self._lines, "", kept]).rstrip() + "\n"

    def _line(self, line: str, *, quiet: bool = False) -> None:
        self._lines.append(line)
        if not quiet:
            print(line, flush=True)


@dataclass
class Results:
    """RESULTS.md: a part that was measured takes the place of what was there of it."""

    path: Path = RESULTS
    sections: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path = RESULTS) -> "Results":
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return cls(path, dict(_SECTION.findall(text)))

    def put(self, report: Report, command: str) -> None:
        self.sections[report.part] = report.section(command)

    def write(self, order: Iterable[str]) -> None:
        parts = [part for part in order if part in self.sections]
        bars = [
            f"| {part} | {bar}"
            for part in parts
            for bar in re.findall(r"<!-- \| bar: (.*) -->", self.sections[part])
        ]
        told = "\n".join(["| part | bar | seen | |", "|---|---|---|---|", *bars])
        sections = [
            f"<!-- part: {part} -->\n{self.sections[part]}<!-- end -->\n" for part in parts
        ]
        self.path.write_text(f"{HEAD}\n{told}\n\n" + "\n".join(sections), encoding="utf-8")


HEAD = """# What was measured

Written by `python -m tests.bench --write`; what the figures mean stands in [README.md](README.md).
Compare rows of one table, not figures of different days.

## Bars
"""


def machine() -> str:
    """What it was measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )
