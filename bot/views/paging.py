"""Lists of buttons that are too long for one screen."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.presses import Press
from bot.screen import Button
from questions.errors import OldScreen

PAGE = 8
T = TypeVar("T")

_PACKED = re.compile(r"([0-9]{1,6})\.([0-9]{1,10})")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list: a page from 0, and the stamp of the words that were searched for."""

    page: int = 0
    words: int = 0

    def packed(self) -> str:
        return f"{self.page}.{self.words}"


def unpacked(text: str, command: str) -> Place:
    """What `packed` was said of; `command` draws a new list where this is none of ours."""
    found = _PACKED.fullmatch(text)
    if found is None:
        raise OldScreen(command=command)
    return Place(*map(int, found.groups()))


def last_page(total: int) -> int:
    return max(0, (total - 1) // PAGE)


def cut(items: Sequence[T], page: int) -> tuple[int, Sequence[T]]:
    """The page, or the last one where the list has become shorter, and what stands on it."""
    page = min(page, last_page(len(items)))
    return page, items[page * PAGE : (page + 1) * PAGE]


def turning(page: int, total: int, press: Callable[[int], Press]) -> tuple[Button, ...]:
    """◀ and ▶, each where it leads anywhere."""
    back = (Button("◀", press(page - 1)),) if page > 0 else ()
    on = (Button("▶", press(page + 1)),) if page < last_page(total) else ()
    return back + on
