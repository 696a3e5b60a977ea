"""The directory of an OLE file: what it is, and whether its chains of sectors ever end.

xlrd follows a chain that bites its own tail until the memory is full.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questions.errors import FileRefused

_HEADER = 512
_ENTRY = 128
_FREE = 0xFFFFFFFA
_MINI_CUTOFF = 4096
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    sort: int
    left: int
    right: int
    child: int
    start: int
    size: int


def streams(data: bytes) -> frozenset[str]:
    """The names of the streams at the root; FileRefused when a chain has no end."""
    try:
        fat = _fat(data)
        entries = _entries(data, fat)
    except (struct.error, IndexError):
        raise FileRefused("file_broken") from None
    mini = _numbers(_content(data, struct.unpack_from("<I", data, 60)[0], fat))
    for entry in entries:
        if entry.sort in (_STREAM, _ROOT):
            is_mini = entry.sort == _STREAM and entry.size < _MINI_CUTOFF
            for _ in _chain(entry.start, mini if is_mini else fat):
                pass
    return frozenset(_root_names(entries))


def _sector_size(data: bytes) -> int:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise FileRefused("file_broken")
    return int(1 << shift)


def _sector(data: bytes, number: int) -> bytes:
    size = _sector_size(data)
    # The header fills the whole of sector -1, however long sectors are.
    return data[(number + 1) * size : (number + 2) * size]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _fat(data: bytes) -> tuple[int, ...]:
    """For every sector the one that comes after it."""
    places = [each for each in _numbers(data[76:_HEADER]) if each < _FREE]
    next_one = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while next_one < _FREE:
        if next_one in seen:
            raise FileRefused("file_broken")
        seen.add(next_one)
        more = _numbers(_sector(data, next_one))
        if not more:
            break
        places.extend(each for each in more[:-1] if each < _FREE)
        next_one = more[-1]
    most = len(data) // _sector_size(data) + 1
    return tuple(each for place in places[:most] for each in _numbers(_sector(data, place)))


def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
    seen: set[int] = set()
    while start < len(table):
        if start in seen:
            raise FileRefused("file_broken")
        seen.add(start)
        yield start
        start = table[start]


def _content(data: bytes, start: int, fat: Sequence[int]) -> bytes:
    return b"".join(_sector(data, number) for number in _chain(start, fat))


def _entries(data: bytes, fat: Sequence[int]) -> list[_Entry]:
    content = _content(data, struct.unpack_from("<I", data, 48)[0], fat)
    return [_entry(content[at : at + _ENTRY]) for at in range(0, len(content) - 127, _ENTRY)]


def _entry(raw: bytes) -> _Entry:
    length, sort = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<III", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    name = raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(name, sort, left, right, child, start, size)


def _root_names(entries: Sequence[_Entry]) -> Iterator[str]:
    """The names of the root's own streams: a document inside of it is no matter."""
    waiting = [entries[0].child] if entries else []
    seen: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place in seen or place >= len(entries):
            continue
        seen.add(place)
        yield entries[place].name
        waiting += [entries[place].left, entries[place].right]
