"""The words that the drafter knows, from lexicon.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(_file()[name].split())


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Words that are of one sort, a group after the other."""
    return tuple(tuple(group.split()) for group in _file()[name])


@cache
def turned() -> Mapping[str, str]:
    """Words on which a statement hangs, and what would make it false."""
    return dict(_file()["turned"])


@cache
def tags() -> Mapping[str, str]:
    """The sorts of words that jieba's dictionary sorts otherwise."""
    return {word: tag for tag, listed in _file()["tags"].items() for word in listed.split()}


@cache
def _file() -> dict[str, Any]:
    text = (resources.files("questions.drafting") / "lexicon.toml").read_text("utf-8")
    return tomllib.loads(text)
