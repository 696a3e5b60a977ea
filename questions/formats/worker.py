"""Parses a stranger's file in a process of its own, which may die without harm.

The parent hands over bytes and gets JSON back; nothing that the child says is run or unpickled.
"""

import base64
import json
import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from questions.errors import FileRefused
from questions.formats.report import Reading
from questions.formats.wire import reading_from_json, reading_to_json

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "questions.formats.worker")
MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 60
# What the parent must hold at once.
_SAID = 64 * 1024 * 1024
_WRITTEN = 50 * 1024 * 1024
# By these the system ends a process that used up what it was given.
_OUT_OF_TIME = (-24, -9)


def read_apart(data: bytes, name: str = "") -> Reading:
    """`reader.read` in a child process. FileRefused also when the child dies or takes too long."""
    answer = _asked({"task": "read", "name": name}, data)
    try:
        return reading_from_json(answer["reading"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise FileRefused("file_unreadable") from wrong


def marked_apart(data: bytes, problems: Mapping[tuple[str, int], str]) -> tuple[bytes, str]:
    """`marked.marked` in a child process."""
    rows = [[sheet, row, text] for (sheet, row), text in problems.items()]
    answer = _asked({"task": "mark", "problems": rows}, data)
    try:
        return base64.b64decode(str(answer["data"])), str(answer["suffix"])
    except (KeyError, ValueError) as wrong:
        raise FileRefused("file_unreadable") from wrong


def article_apart(data: bytes) -> str:
    """`article_text` in a child process."""
    return str(_asked({"task": "article"}, data).get("text", ""))


def _asked(task: Mapping[str, object], data: bytes) -> Mapping[str, object]:
    """What the child answers; its refusal is raised here."""
    head = json.dumps(task).encode("ascii") + b"\n"
    try:
        done = subprocess.run(
            COMMAND,
            input=head + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            env=_environment(),
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise FileRefused("file_too_heavy") from late
    if done.returncode != 0:
        code = "file_too_heavy" if done.returncode in _OUT_OF_TIME else "file_unreadable"
        raise FileRefused(code)
    try:
        answer = dict(json.loads(done.stdout.decode("utf-8", "surrogatepass")))
        facts = dict(answer.get("facts", {}))
    except (ValueError, TypeError) as wrong:
        raise FileRefused("file_unreadable") from wrong
    if "fault" in answer:
        log.warning("a file could not be parsed: %s", answer["fault"])
    if refused := answer.get("refused"):
        raise FileRefused(str(refused), **facts)
    return answer


def _environment() -> dict[str, str]:
    """Nothing of ours: no token, no database, nothing that a broken parser could give away."""
    kept = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUTF8": "1"}


def main() -> None:
    """The child: limits itself, reads one task from standard input, prints one line of JSON."""
    _limit()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    try:
        answer = _answer(json.loads(head), data)
    except FileRefused as refused:
        answer = {"refused": refused.code, "facts": refused.facts}
    except (MemoryError, RecursionError):
        answer = {"refused": "file_too_heavy"}
    except Exception as fault:
        answer = {"refused": "file_unreadable", "fault": _place(fault)}
    said = _encoded(answer)
    sys.stdout.buffer.write(
        said if len(said) <= _SAID else _encoded({"refused": "file_too_heavy"})
    )


def _answer(task: Mapping[str, object], data: bytes) -> dict[str, object]:
    if task["task"] == "read":
        from questions.formats.reader import read

        return {"reading": reading_to_json(read(data, str(task["name"])))}
    if task["task"] == "article":
        from questions.formats.article_text import article_text

        return {"text": article_text(data)}
    from questions.formats.marked import marked

    rows = task["problems"]
    problems = {(str(sheet), int(row)): str(text) for sheet, row, text in rows}  # type: ignore[attr-defined]
    made, suffix = marked(data, problems)
    return {"data": base64.b64encode(made).decode("ascii"), "suffix": suffix}


def _encoded(answer: Mapping[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _place(fault: Exception) -> str:
    """What went wrong and where in our code, without a word of the file."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [each for each in frames if "questions" in each.filename] or frames
    return f"{type(fault).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _limit() -> None:
    # openpyxl would load NumPy, with its threads and 100 MB, for nothing.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    if sys.platform == "win32":
        return
    import resource

    os.nice(10)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _WRITTEN),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # A host may allow less than that already, or not know the limit at all.
            continue


if __name__ == "__main__":
    main()
