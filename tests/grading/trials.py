"""Typed answers with the verdict a careful colleague would give, and how the graders fare.

`python tests/grading/trials.py` prints the figures and every disagreement.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from questions.grading import Verdict, judge

FOLDER = Path(__file__).parent
SIGNS = {"+": Verdict.ACCEPT, "~": Verdict.ALMOST, "-": Verdict.REJECT}
_HEAD = re.compile(r"\[(\w+)(!?)\] (.*) => (.*)")


@dataclass(frozen=True, slots=True)
class Trial:
    kind: str
    question: str
    reference: object
    ordered: bool
    typed: str
    expected: Verdict

    def verdict(self) -> Verdict:
        return judge(self.kind, self.reference, self.typed, self.question, self.ordered)


def trials(name: str = "trials.txt") -> Iterator[Trial]:
    kind, ordered, question, reference = "", "", "", ""
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        if head := _HEAD.fullmatch(line):
            kind, ordered, question, reference = head.groups()
        elif line[:2].strip() in SIGNS:
            for typed in line[2:].split(" ¦ "):
                text = typed.strip().replace("⏎", "\n")
                expected = SIGNS[line[0]]
                yield Trial(
                    kind, question, _parsed(kind, reference), bool(ordered), text, expected
                )


def _parsed(kind: str, reference: str) -> object:
    if kind == "enum":
        return [item.split("/") for item in reference.split("·")]
    return reference if kind == "blanks" else reference.split("/")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one kind: right and accepted, wrong (or a slip) and accepted, slips called so."""

    right: int
    right_accepted: int
    wrong: int
    wrong_accepted: int
    slips: int
    slips_almost: int


def figures(done: list[tuple[Trial, Verdict]]) -> Figures:
    right = [given for trial, given in done if trial.expected is Verdict.ACCEPT]
    wrong = [given for trial, given in done if trial.expected is not Verdict.ACCEPT]
    slips = [given for trial, given in done if trial.expected is Verdict.ALMOST]
    return Figures(
        len(right),
        right.count(Verdict.ACCEPT),
        len(wrong),
        wrong.count(Verdict.ACCEPT),
        len(slips),
        slips.count(Verdict.ALMOST),
    )


def report(name: str) -> Iterator[str]:
    done = [(trial, trial.verdict()) for trial in trials(name)]
    for trial, given in done:
        if given is not trial.expected:
            yield f"{trial.expected} → {given}: {trial.reference} ← {trial.typed!r}"
    yield f"{'kind':8} {'right accepted':>16} {'wrong accepted':>16} {'slips almost':>14}"
    for kind in (*dict.fromkeys(trial.kind for trial, _ in done), "all"):
        f = figures([each for each in done if kind in ("all", each[0].kind)])
        yield (
            f"{kind:8} {f.right_accepted:>8} / {f.right:<5} {f.wrong_accepted:>8} / {f.wrong:<5}"
            f" {f.slips_almost:>6} / {f.slips:<5}"
        )


if __name__ == "__main__":
    import sys

    for line in report(*sys.argv[1:] or ["trials.txt"]):
        print(line)  # noqa: T201 - figures are what it is for
