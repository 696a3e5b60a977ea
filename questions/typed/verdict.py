"""The three things that can be said of a typed answer."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """`ALMOST` is one slip away: it is said so, and earns nothing. From best to worst."""

    ACCEPT = "accept"
    ALMOST = "almost"
    REJECT = "reject"


_ORDER = list(Verdict)


def best(verdicts: Iterable[Verdict]) -> Verdict:
    """The best of them; REJECT when there is none."""
    return min(verdicts, default=Verdict.REJECT, key=_ORDER.index)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of them; REJECT when there is none."""
    return max(verdicts, default=Verdict.REJECT, key=_ORDER.index)
