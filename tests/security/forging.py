"""Presses that nobody's button sends: random, mutated, and valid-looking with others' numbers."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from bot import presses
from bot.presses import Press, pack

KINDS: Mapping[str, type[Press]] = {
    kind.name: kind
    for kind in vars(presses).values()
    if isinstance(kind, type) and issubclass(kind, Press) and kind is not Press
}
NUMBERS = (0, 1, 2, 3, 4, 5, 7, 9, 10, 26, 63, 64, 99, 1001, 1002, 1003, 2**31 - 1, 2**31, 2**32,
           2**53, 2**63 - 1, 2**63, 2**64, 10**19, 10**30)  # fmt: skip
WORDS = ("", " ", "zh", "en", "name", "number", "department", "card", "roles", "active", "bank",
         "employee", "trainer", "admin", "0.0", "0.1", "999999.9999999999", "0.month.0.xlsx",
         "9.all.1.csv", "0.20260101-20261231.0.csv", "0.99990101-00010101.0.csv", "employee...",
         "admin.0.0.0", "trainer.4294967295.7.50", "-1", "+1", "1e3", "0x1", "1_0", "٣", "１", "²",
         "NaN", "None", "\x00", "\ud800", "\u202e", "'; DROP TABLE person; --", "<b>", "%s", "{0}",
         "A" * 60)  # fmt: skip

texts = st.text(st.characters(codec=None), max_size=64)
numbers = st.sampled_from(NUMBERS) | st.integers(-(2**65), 2**65)
parts = st.one_of(numbers.map(str), st.sampled_from(WORDS), st.text(max_size=12))


@st.composite
def valid_looking(draw: Any) -> str:
    """Of the form of a button of ours, with numbers and words from anywhere."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    hints = get_type_hints(kind)
    values = [
        draw(numbers if hints[field.name] is int else st.sampled_from(WORDS))
        for field in fields(kind)
    ]
    try:
        return pack(kind(*values))
    except ValueError:
        return ":".join([kind.name, *map(str, values)])


@st.composite
def misshapen(draw: Any) -> str:
    """A name of ours, and anything after it."""
    return ":".join([draw(st.sampled_from(sorted(KINDS))), *draw(st.lists(parts, max_size=6))])


@st.composite
def mutated(draw: Any) -> str:
    """A form of ours with a few letters changed, left out or put in."""
    data = draw(valid_looking() | misshapen())
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        data = (
            data[:place]
            + draw(st.text(st.characters(codec=None), max_size=3))
            + data[place + draw(st.integers(0, 2)) :]
        )
    return data


forged = st.one_of(texts, valid_looking(), valid_looking(), misshapen(), mutated())


def parsed(data: str) -> Press | None:
    """The press that this is, read as the bot reads it; None for none of ours."""
    kind = KINDS.get(data.partition(":")[0])
    try:
        return kind and kind.unpack(data)
    except Exception:
        return None
