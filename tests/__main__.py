"""python -m tests: everything that CI runs, one step after another, all of them every time."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
STEPS = (
    ("ruff check", [str(BIN / "ruff"), "check", "."]),
    ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("mypy", [str(BIN / "mypy")]),
    ("import contracts", [str(BIN / "lint-imports")]),
    ("pytest", [sys.executable, "-m", "pytest", "-q", "-n", "2", *sys.argv[1:]]),
)


def main() -> int:
    failed = []
    for name, command in STEPS:
        print(f"── {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all green", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
