"""python -m tests.bench: presses a second and CPU a press, beside a bare bot in the same run."""

import asyncio
import os
import platform

from tests.bench.crowd import Figures, bare, measure, product

PEOPLE = 200
SECONDS = float(os.environ.get("WENGU_BENCH_SECONDS", "10"))


def _print(figures: Figures) -> None:
    print(
        f"{figures.name:<34}{figures.rate:>9.0f}/s{figures.cpu_ms:>9.2f} ms"
        f"{figures.felt_at(0.5) * 1000:>9.0f}{figures.felt_at(0.95) * 1000:>9.0f}"
        f"{figures.felt_at(0.99) * 1000:>9.0f} ms{figures.memory_mb:>8.0f} MB"
        f"{figures.answers:>9}",
        flush=True,
    )


def main() -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{PEOPLE} people, each presses as soon as answered, {SECONDS:.0f} s a row")
    print(f"{'':<34}{'presses':>11}{'CPU each':>12}{'p50':>9}{'p95':>9}{'p99':>9}"
          f"{'memory':>14}{'answers':>9}")  # fmt: skip
    for latency in (0, 50):
        pair = []
        for name, command in (
            ("bare bot, default settings", bare()),
            ("wengu, each answer stored", product()),
        ):
            pair.append(
                asyncio.run(measure(f"{name}, {latency} ms", command, PEOPLE, latency, SECONDS))
            )
            _print(pair[-1])
        print(f"{'':<34}{pair[1].rate / max(pair[0].rate, 0.01):>9.1f}×")


if __name__ == "__main__":
    main()
