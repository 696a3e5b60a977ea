"""Everybody presses within one second."""

import asyncio
import random
import time

from tests.bench.crowd import AIOHTTP, BEST, HOOK, POLLING, SERVER, Candidate, standing
from tests.bench.questions import databases
from tests.bench.report import Report, Sizes

PEOPLE, LATENCY, WITHIN = 1000, 50, 4.0
ROUNDS = 3


def measure(report: Report, sizes: Sizes) -> None:
    report.table(
        f"{PEOPLE:,} people press within one second, {LATENCY} ms a call: until the last is "
        f"answered, in seconds ({ROUNDS} rounds)",
        "", "after the first press", "longest felt", "median felt",
    )  # fmt: skip
    with databases() as kinds:
        urls = dict(kinds)
        candidates = (BEST, AIOHTTP, POLLING, HOOK, SERVER)
        for candidate in candidates[:3] if sizes.tiny else candidates:
            if candidate.database and candidate.database not in urls:
                continue
            url = urls[candidate.database]() if candidate.database else ""
            rounds = asyncio.run(_burst(candidate, sizes.people(PEOPLE), url))
            # The worst of them counts.
            whole, felt = max(rounds, key=lambda each: each[0])
            report.row(
                candidate.name, f"{whole:.1f}", f"{felt[-1]:.1f}", f"{felt[len(felt) // 2]:.1f}"
            )
            if candidate.database:
                report.bar(
                    f"{candidate.name}: {PEOPLE:,} presses of one second are answered within "
                    f"{WITHIN:.0f} s",
                    f"{whole:.1f} s",
                    "" if whole <= WITHIN else f"{whole - WITHIN:.1f} s",
                )


async def _burst(candidate: Candidate, people: int, url: str) -> list[tuple[float, list[float]]]:
    """For each round, seconds from the first press to the last answer, and what was felt."""
    chance, rounds = random.Random(1), []
    async with standing(candidate, people, url) as scene:
        scene.sandbox.bot_api.faults.latency_ms = LATENCY
        for _ in range(ROUNDS):
            began = time.monotonic()

            async def one(number: int, wait: float) -> float:
                await asyncio.sleep(wait)
                pressed = time.monotonic()
                await scene.people[number].act()
                return time.monotonic() - pressed

            felt = await asyncio.gather(*(one(n, chance.random()) for n in range(people)))
            rounds.append((time.monotonic() - began, sorted(felt)))
    return rounds
