"""A problem of a question or of a bank, in words."""

from collections.abc import Mapping

from bot.texts import Texts


def said(code: str, facts: Mapping[str, object], words: Texts) -> str:
    """What is wrong."""
    return words.plain(f"problem.{code}", **_named(facts, words))


def mend(code: str, facts: Mapping[str, object], words: Texts) -> str:
    """What to do about it."""
    return words.plain(f"problem.{code}.mend", **_named(facts, words))


def _named(facts: Mapping[str, object], words: Texts) -> dict[str, object]:
    """The facts of the check name a kind as the code does; people call it otherwise."""
    named = dict(facts)
    kind = words.words.get(f"kind.{named.get('kind')}")
    return {**named, "kind": kind} if kind else named
