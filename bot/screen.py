"""A screen, as plain values: Telegram's HTML, the buttons under it, and perhaps a file."""

from dataclasses import dataclass, field

from bot.html import Html
from bot.presses import Press

TEXT_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class Button:
    """A button either presses or opens an address."""

    label: str
    press: Press | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Screen:
    """`photo` and `document` are sent with the text as their caption (1,024 characters)."""

    text: Html
    rows: tuple[tuple[Button, ...], ...] = ()
    photo: bytes | None = field(default=None, repr=False)
    document: File | None = None
