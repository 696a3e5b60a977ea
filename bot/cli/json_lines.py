"""Files of one JSON object a line: read with the place of what is wrong, and written."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.cli.opening import give_up
from bot.texts import Texts


def read(path: Path, words: Texts) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers from 1 and objects; a line that is none ends the command with a sentence."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError:
        give_up(words.plain("file.missing", path=path))
    except UnicodeDecodeError as wrong:
        bad = data.count(b"\n", 0, wrong.start) + 1
        give_up(words.plain("file.not_lines", path=path, line=bad))
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            entry = None
        if not isinstance(entry, dict):
            give_up(words.plain("file.not_lines", path=path, line=number))
        yield number, entry


def need(
    entry: Mapping[str, Any], fields: Mapping[str, Any], path: Path, line: int, words: Texts
) -> None:
    """A field that is missing, or holds what it cannot, ends the command with a sentence."""
    for field, sorts in fields.items():
        is_there = field in entry or (sorts is not object and isinstance(None, sorts))
        if not (is_there and isinstance(entry.get(field), sorts)):
            give_up(words.plain("file.lacks", path=path, line=line, field=field))


def write(path: Path, entries: Iterable[dict[str, Any]], words: Texts) -> None:
    """One object a line, once all of them are there; a path that cannot be written ends the
    command with a sentence."""
    lines = [_line(entry) for entry in entries]
    try:
        path.write_bytes(b"".join(lines))
    except OSError as fault:
        give_up(words.plain("file.unwritable", path=path, why=fault.strerror))


def _line(entry: dict[str, Any]) -> bytes:
    try:
        return f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        # Halves of letters, which JSON can name and UTF-8 cannot hold.
        return f"{json.dumps(entry)}\n".encode()
