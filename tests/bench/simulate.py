"""python -m tests.bench.simulate: 100,000 employees on a working morning, without sending a thing.

Everybody answers twenty questions. Each answer wants replies, which go out one after another at
the rate that Telegram allows; who is answered reads, thinks and presses again.
"""

import argparse
import heapq
import random
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

PEOPLE, QUESTIONS = 100_000, 20
# After this Telegram has forgotten a press that was not answered.
EXPIRES = 150.0
HOUR = 3600.0
ASSUMED = """\
Assumed, and not measured:
- Telegram lets a bot send 30 messages a second over all chats, 1,000 where broadcasts are paid
  for (a condition of its own, and a price for each message); edited messages count like new ones,
  answers to presses (toasts) do not. A 429 costs nothing but the wait.
- «One call»: the message is edited to show the verdict and the next question, the rest is a
  toast. «Two calls»: the verdict, and then the next question.
- Who is answered presses again after 5 s and some more, 20 s on average. Nobody gives up, and
  nobody presses twice because nothing happens; in truth they would, and make it worse.
- Those of a window come spread evenly over it; «at nine» is within one minute.
- Several bots share the people evenly: each has a limit of its own.
- A Mini App speaks HTTPS straight to us: no limit of Telegram, but ours. 1,000 answers a second
  are assumed of one machine and 6,000 of a few with PostgreSQL; neither was measured.
- The store is no limit: it takes more than any of these rates but the last.
«Holds»: 95 of 100 replies within 2 s, none later than 150 s, all done 30 minutes after the last
came. The wait is from the press to the reply. A press above 150 s is kept if the bot had fetched
it by then; with 2,000 in hand ours fetches no more, and what lies at Telegram longer is lost.
"""


@dataclass(frozen=True, slots=True)
class Morning:
    """`window` is in seconds; `rate` is how many calls a second one bot may make, `calls` how
    many an answer takes."""

    name: str
    window: float
    calls: int = 1
    rate: float = 30.0
    bots: int = 1
    people: int = PEOPLE
    questions: int = QUESTIONS
    think: float = 20.0
    least_think: float = 5.0

    @property
    def offered(self) -> float:
        """Calls a second, were all of them made within the window."""
        made = self.people * self.questions * self.calls
        # Nobody is done sooner than it takes to think.
        return made / (self.window + self.questions * self.think)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Waits in seconds; `done` is when the last person had all questions."""

    median: float
    p95: float
    longest: float
    done: float
    expired: float

    def holds(self, morning: Morning) -> bool:
        in_time = self.done <= morning.window + HOUR / 2
        return self.p95 <= 2 and not self.expired and in_time


def simulate(morning: Morning, seed: int = 1) -> Outcome:
    """One bot with its share of the people; the others fare alike."""
    chance = random.Random(seed)
    people = -(-morning.people // morning.bots)
    step = morning.calls / morning.rate
    presses = [(chance.uniform(0, morning.window), morning.questions) for _ in range(people)]
    heapq.heapify(presses)
    waits, free, expired = array("d"), 0.0, 0
    mean = morning.think - morning.least_think
    while presses:
        pressed, left = heapq.heappop(presses)
        free = max(free, pressed) + step
        waits.append(free - pressed)
        expired += waits[-1] > EXPIRES
        if left > 1:
            pause = morning.least_think + (chance.expovariate(1 / mean) if mean > 0 else 0.0)
            heapq.heappush(presses, (free + pause, left - 1))
    ordered = sorted(waits)
    return Outcome(
        median=ordered[len(ordered) // 2],
        p95=ordered[len(ordered) * 95 // 100],
        longest=ordered[-1],
        done=free,
        expired=expired / len(ordered),
    )


MORNINGS: tuple[Morning, ...] = (
    Morning("all at nine, two calls an answer", 60, calls=2),
    Morning("all at nine, one call", 60),
    Morning("a window of 1 h, one call", HOUR),
    Morning("a window of 2 h, one call", 2 * HOUR),
    Morning("a window of 4 h, two calls", 4 * HOUR, calls=2),
    Morning("a window of 4 h, one call", 4 * HOUR),
    Morning("a window of 4 h, one call, 4 questions", 4 * HOUR, questions=4),
    Morning("a day of 8 h, one call, 8 questions", 8 * HOUR, questions=8),
    Morning("a window of 4 h, 6 bots", 4 * HOUR, bots=6),
    Morning("a window of 1 h, 20 bots", HOUR, bots=20),
    Morning("all at nine, 20 bots", 60, bots=20),
    Morning("all at nine, paid: 1,000/s", 60, rate=1000),
    Morning("a window of 1 h, paid: 1,000/s", HOUR, rate=1000),
    Morning("all at nine, Mini App, one machine", 60, rate=1000),
    Morning("a window of 1 h, Mini App, one machine", HOUR, rate=1000),
    Morning("all at nine, Mini App, 6,000/s", 60, rate=6000),
)


def span(seconds: float) -> str:
    """As a person would say it."""
    if seconds < 90:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 2 * HOUR else f"{seconds / HOUR:.1f} h"


def rows(mornings: Sequence[Morning]) -> list[tuple[str, ...]]:
    told = []
    for morning in mornings:
        seen = simulate(morning)
        allowed = morning.rate * morning.bots
        told.append(
            (
                morning.name,
                f"{morning.offered:,.0f} of {allowed:,.0f}",
                span(seen.median),
                span(seen.p95),
                span(seen.longest),
                span(seen.done),
                f"{seen.expired:.0%}" if seen.expired in (0, 1) else f"{seen.expired:.1%}",
                "**holds**" if seen.holds(morning) else "does not",
            )
        )
    return told


HEAD = (
    "morning", "calls/s wanted of allowed", "wait p50", "p95", "longest",
    f"all have had their {QUESTIONS}", "presses above 150 s", "",
)  # fmt: skip


def push_seconds(people: int, rate: float, bots: int = 1) -> float:
    """How long it takes to tell everybody something."""
    return people / (rate * bots)


def main(argv: list[str]) -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.simulate", description=__doc__)
    arguments.add_argument("--people", type=int, default=PEOPLE)
    people = arguments.parse_args(argv).people
    print(f"{people:,} employees, {QUESTIONS} questions each unless said otherwise.\n\n{ASSUMED}")
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    for morning in MORNINGS:
        (cells,) = rows([replace(morning, people=people)])
        print("| " + " | ".join(cells) + " |", flush=True)
    print(
        f"\nTelling {people:,} people that it begins takes {span(push_seconds(people, 25))} at "
        f"the 25/s that ours allows itself, {span(push_seconds(people, 25, 20))} with 20 bots, "
        f"{span(push_seconds(people, 1000))} where it is paid for."
    )
    print(VERDICT)
    return 0


VERDICT = """
What holds: few questions over a long day, several bots over a window, a paid limit or a Mini App
over a window of an hour. What does not: everybody at nine, whatever is sent; and twenty questions
for all in one morning over one bot at 30/s, which is 18.5 hours of sending however it is spread.
One call an answer instead of two halves the time and never suffices alone."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
