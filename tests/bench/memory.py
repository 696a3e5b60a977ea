"""What the process holds after more and more answers."""

import asyncio

from tests.bench.crowd import AIOHTTP, POLLING, Candidate, memory, standing
from tests.bench.report import Report, Sizes

PEOPLE = 100
ANSWERS, WHOLE, LOOKS = 10_000, 100_000, 6
# After the first sixth everything is loaded; from there on so many MB more are growth.
FLAT_MB = 10.0


def measure(report: Report, sizes: Sizes) -> None:
    answers = 60 if sizes.tiny else WHOLE if sizes.whole else ANSWERS
    marks = [answers * look // LOOKS for look in range(1, LOOKS + 1)]
    report.table(f"MB held after so many answers of {PEOPLE} people", "",
                 *(f"{mark:,}" for mark in marks))  # fmt: skip
    for candidate in (AIOHTTP, POLLING):
        held = asyncio.run(_watch(candidate, sizes.people(PEOPLE), marks))
        report.row(candidate.name, *(f"{each:.0f}" for each in held))
    grown = held[-1] - held[0]
    report.bar(
        "memory is flat",
        f"{grown:+.0f} MB between {marks[0]:,} and {marks[-1]:,} answers",
        "" if grown <= FLAT_MB else f"{grown - FLAT_MB:.0f} MB",
    )


async def _watch(candidate: Candidate, people: int, marks: list[int]) -> list[float]:
    answered, held = 0, []
    async with standing(candidate, people) as scene:

        async def one(number: int) -> None:
            nonlocal answered
            while answered < marks[-1]:
                # In two steps: others count while this one waits.
                has_answered = await scene.people[number].act()
                answered += has_answered

        walking = [asyncio.create_task(one(number)) for number in range(people)]
        for mark in marks:
            while answered < mark:
                await asyncio.sleep(0.02)
                _look(walking)
            held.append(memory(scene.pid))
        await asyncio.gather(*walking)
    return held


def _look(walking: list[asyncio.Task[None]]) -> None:
    """Whoever fell is not waited for."""
    for task in walking:
        if task.done():
            task.result()
