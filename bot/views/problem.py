"""A problem of a question or of a bank, in words."""

from collections.abc import Mapping

from bot.texts import Texts
from bot.views import places


def said(code: str, facts: Mapping[str, object], words: Texts, form: str = "") -> str:
    """What is wrong, in a file of that format."""
    return words.plain(f"problem.{code}", **_named(facts, words, form))


def mend(code: str, facts: Mapping[str, object], words: Texts, form: str = "") -> str:
    """What to do about it."""
    return words.plain(f"problem.{code}.mend", **_named(facts, words, form))


def _named(facts: Mapping[str, object], words: Texts, form: str) -> dict[str, object]:
    """The facts of the check name a kind and a place as the code does; people call a kind
    otherwise, and a place as the file has it: a row, a paragraph, a question."""
    named = dict(facts)
    if "row" in named:
        named["there"] = places.one(form, named["row"], named.get("sheet"), words)
    kind = words.words.get(f"kind.{named.get('kind')}")
    return {**named, "kind": kind} if kind else named
