"""python -m tests.faults: every test that the table of faults names, as often as its bar asks."""

import os
import subprocess
import sys

from tests.faults.test_table import NAMED, TESTS


def main() -> int:
    names = sorted({f"tests/{file}::{test}" for file, test in NAMED})
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--durations=10", *names]
    print(f"{len(names)} tests of the table", flush=True)
    return subprocess.run(
        [*command, *sys.argv[1:]],
        cwd=TESTS.parent,
        env={**os.environ, "WENGU_FAULTS": "full"},
        check=False,
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
