"""Files of one JSON object a line: read with the place of what is wrong, and written."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.cli.opening import give_up
from bot.texts import Texts


def read(path: Path, words: Texts) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers from 1 and objects; a line that is none ends the command with a sentence."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError:
        give_up(words.plain("file.missing", path=path))
    except UnicodeDecodeError:
        give_up(words.plain("file.not_lines", path=path, line=1))
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            give_up(words.plain("file.not_lines", path=path, line=number))
        yield number, entry


def write(path: Path, entries: Iterable[dict[str, Any]], words: Texts) -> None:
    """One object a line; a path that cannot be written ends the command with a sentence."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for entry in entries:
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    except OSError as fault:
        give_up(words.plain("file.unwritable", path=path, why=fault.strerror))
