"""The words that the graders know, from lexicon.toml."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def words(name: str, section: str = "") -> tuple[str, ...]:
    """The words of one text block."""
    table = _lexicon()[section] if section else _lexicon()
    return tuple(table[name].split())


def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Groups of units: the names of one, or those that are close."""
    return tuple(tuple(group.split()) for group in _lexicon()["units"][name])


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads((resources.files("questions.typed") / "lexicon.toml").read_text("utf-8"))
