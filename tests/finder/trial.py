"""The finder's trial: questions with the sentences that prove them, and questions without any.

Every second question was looked at while the weights were chosen; the others were kept apart.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from questions import articles
from questions.finder import SUPPORTED, Finder
from questions.question import Quote

QUESTIONS = Path(__file__).with_name("questions.jsonl")


@dataclass(frozen=True)
class Asked:
    """`answer` holds texts, or one truth value; `quotes` is empty when no article answers."""

    id: str
    type: str
    stem: str
    options: list[str]
    answer: list[str | bool]
    article: str
    quotes: list[str]

    @property
    def answers(self) -> list[str]:
        return [each for each in self.answer if isinstance(each, str)]


def asked() -> list[Asked]:
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [Asked(**json.loads(line)) for line in lines]


def supported(half: int | None = None) -> list[Asked]:
    """Questions that an article answers: half 0 was used for tuning, half 1 was held out."""
    return [each for each in asked() if each.quotes][half :: 1 if half is None else 2]


def unsupported(half: int | None = None) -> list[Asked]:
    """Questions about what no article says."""
    return [each for each in asked() if not each.quotes][half :: 1 if half is None else 2]


def wrongly_answered(half: int | None = None) -> list[Asked]:
    """Supported single choices with one of the wrong options given as the answer."""
    wrong = []
    for each in supported(half):
        if each.type == "single" and "不" not in each.stem and "没有" not in each.stem:
            right = each.options.index(each.answers[0])
            option = each.options[(right + 1) % len(each.options)]
            wrong.append(replace(each, answer=[option]))
    return wrong


def hits(finder: Finder, questions: Sequence[Asked], first: int, *, told: bool = False) -> float:
    """The share of questions with a proving sentence among the first so many found."""
    met = 0
    for each in questions:
        found = look(finder, each, told=told).quotes[:first]
        met += any(overlap(quote, each.quotes) for quote in found)
    return met / len(questions)


def look(finder: Finder, each: Asked, *, told: bool = False):
    article = each.article if told else None
    return finder.find(each.stem, each.answers, each.options, each.type, article)


def overlap(found: Quote, gold: Sequence[str]) -> bool:
    """Whether the two cover the same place, by at least half of the shorter one."""
    text = articles.article(found.article).passages[found.passage - 1].text
    start = text.index(found.text)
    for quote in gold:
        at = text.find(quote)
        shared = min(start + len(found.text), at + len(quote)) - max(start, at)
        if at >= 0 and 2 * shared >= min(len(found.text), len(quote)):
            return True
    return False


def scores(finder: Finder, questions: Sequence[Asked]) -> list[float]:
    return [look(finder, each).score for each in questions]


def separation(high: Sequence[float], low: Sequence[float]) -> float:
    """AUROC: how often one of the first scores higher than one of the second."""
    wins = sum((a > b) + (a == b) / 2 for a in high for b in low)
    return wins / (len(high) * len(low))


def report(finder: Finder) -> str:
    lines = []
    for name, half in (("tuned on", 0), ("held out", 1), ("all", None)):
        for told in (False, True):
            some = supported(half)
            one, three = (hits(finder, some, first, told=told) for first in (1, 3))
            where = "article told" if told else "not told"
            lines.append(f"{name:9} {where:13} n={len(some)} hit@1 {one:.3f} hit@3 {three:.3f}")
        right = scores(finder, supported(half))
        for kind, low in (
            ("nothing", unsupported(half)),
            ("wrong answer", wrongly_answered(half)),
        ):
            poor = scores(finder, low)
            lines.append(
                f"{name:9} {kind:13} n={len(poor)} AUROC {separation(right, poor):.3f} "
                f"kept {share(right):.3f} let through {share(poor):.3f}"
            )
    return "\n".join(lines) + "\n"


def share(values: Sequence[float]) -> float:
    return sum(value >= SUPPORTED for value in values) / len(values)


def main() -> None:
    sys.stdout.write(report(Finder(articles.library())))
