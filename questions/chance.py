"""How likely something is by chance alone: what the check of a bank needs, exactly."""

import math
from collections.abc import Sequence

# Counting out takes the square of the trials; by then the normal distribution is as good.
_MANY = 1000


def chi_square_p(observed: Sequence[int], expected: Sequence[float]) -> float:
    """How likely counts at least this far from the expected ones are (Pearson's test).

    Cells that expect nothing are left out; with fewer than two cells there is nothing to tell: 1.
    """
    cells = [(o, e) for o, e in zip(observed, expected, strict=True) if e > 0]
    statistic = sum((o - e) ** 2 / e for o, e in cells)
    return chi_square_tail(statistic, len(cells) - 1)


def chi_square_tail(statistic: float, freedom: int) -> float:
    """P(χ² ≥ statistic), by Abramowitz & Stegun, Handbook of Mathematical Functions, 26.4.4–5."""
    if freedom < 1 or statistic <= 0:
        return 1.0
    half = statistic / 2
    if freedom % 2 == 0:
        term = total = 1.0
        for i in range(1, freedom // 2):
            term *= half / i
            total += term
        return math.exp(-half) * total
    tail = math.erfc(math.sqrt(half))
    term = math.exp(-half) * math.sqrt(2 * statistic / math.pi)
    for i in range(1, (freedom - 1) // 2 + 1):
        tail += term
        term *= statistic / (2 * i + 1)
    return tail


def successes_p(successes: int, chances: Sequence[float]) -> float:
    """How likely a count at least as unlikely as this is, each trial having a chance of its own.

    The exact two-sided test of the Poisson binomial distribution; with equal chances it is the
    binomial test. Above `_MANY` trials by the normal distribution, with half a success taken off
    for continuity.
    """
    if len(chances) > _MANY:
        return _normal_p(successes, chances)
    exactly = [1.0]
    for chance in chances:
        longer = [0.0] * (len(exactly) + 1)
        for count, likely in enumerate(exactly):
            longer[count] += likely * (1 - chance)
            longer[count + 1] += likely * chance
        exactly = longer
    # Equal probabilities must count as equal in spite of rounding.
    bound = exactly[successes] * (1 + 1e-9)
    return min(1.0, sum(likely for likely in exactly if likely <= bound))


def _normal_p(successes: int, chances: Sequence[float]) -> float:
    spread = math.sqrt(sum(chance * (1 - chance) for chance in chances))
    away = max(0.0, abs(successes - sum(chances)) - 0.5)
    return math.erfc(away / spread / math.sqrt(2)) if spread else 1.0
