"""A button press, and how it travels in Telegram's 64 bytes."""

from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self, get_type_hints

from questions.errors import OldButton

LIMIT = 64
# What a number in a press may be: ids are 64 bits wide and never negative.
BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Press:
    """A press is a name and some numbers or short words, apart by colons."""

    name: ClassVar[str]

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Read a press; anything that no button of ours can have sent is refused."""
        parts = data.split(":")[1:]
        kinds = [get_type_hints(cls)[field.name] for field in fields(cls)]
        if len(parts) != len(kinds):
            raise OldButton
        return cls(*(_value(kind, part) for kind, part in zip(kinds, parts, strict=True)))


def pack(press: Press) -> str:
    data = ":".join([press.name, *map(str, astuple(press))])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"{type(press).__name__} needs more than {LIMIT} bytes: {data}")
    return data


def _value(kind: type, part: str) -> int | str:
    if kind is str:
        return part
    if not (part.isascii() and part.isdigit()) or int(part[:20]) > BIGGEST:
        raise OldButton
    return int(part)
