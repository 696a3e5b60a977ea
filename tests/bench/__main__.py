"""python -m tests.bench [PART …]: figures beside a baseline of the same run; all parts, or some.

--write keeps them in RESULTS.md, --whole takes what takes long, --tiny only shows that it runs.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

from tests.bench.report import BUSY, RESULTS, Report, Results, Sizes, machine

PARTS = ("crowd", "burst", "mixed", "questions", "reports", "files", "upload", "start", "memory")


def main(argv: list[str]) -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    arguments.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--whole", action="store_true", help="5,000,000 and 100,000 answers")
    arguments.add_argument("--tiny", action="store_true")
    arguments.add_argument("--seconds", type=float, default=8.0, help="a row of the crowd")
    arguments.add_argument("--results", type=Path, default=RESULTS)
    chosen = arguments.parse_args(argv)
    if unknown := set(chosen.parts) - set(PARTS):
        arguments.error(f"no such part: {', '.join(sorted(unknown))}")
    sizes = Sizes(0.5 if chosen.tiny else chosen.seconds, chosen.tiny, chosen.whole)
    print(machine(), flush=True)
    load = os.getloadavg()[0]
    if load >= BUSY:
        print("others are at work on this machine: compare rows, and believe no figure")
    for part in chosen.parts or PARTS:
        print(f"\n── {part}", flush=True)
        report = Report(part, load)
        importlib.import_module(f"tests.bench.{part}").measure(report, sizes)
        if chosen.write:
            # Part by part: what was measured is kept, whatever becomes of the next.
            results = Results.read(chosen.results)
            results.put(report, _command(part, chosen))
            results.write(PARTS)
    return 0


def _command(part: str, chosen: argparse.Namespace) -> str:
    flags = [f" --{flag}" for flag in ("whole", "tiny") if getattr(chosen, flag)]
    seconds = f" --seconds {chosen.seconds:g}" if chosen.seconds != 8.0 else ""
    return f"python -m tests.bench {part}{''.join(flags)}{seconds}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
