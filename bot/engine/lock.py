"""One process to a token and to an SQLite file. On PostgreSQL see db/presence.py."""

import fcntl
import hashlib
from pathlib import Path
from typing import TextIO


class Taken(Exception):  # noqa: N818 - an answer to whoever starts a second one
    """Another process of ours holds the lock."""


def hold(folder: Path, name: str) -> TextIO:
    """Hold the lock `name` until the returned file is closed or the process ends, however it
    ends."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    file = (folder / f"wengu-{digest}.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Taken from None
    return file
