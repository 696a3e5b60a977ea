"""Which column of a sheet holds what, found by the words in its header row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from questions.formats import tick_columns, unnamed_options
from questions.formats.headers import STEM_LIKE, Header, Role, header, is_option_letter
from questions.formats.keys import letters, truth
from questions.formats.kinds import Sort, legend_of, sort_named, sort_of
from questions.formats.normal import plain
from questions.formats.options import marked_right
from questions.formats.ticks import told
from questions.spreadsheet.sheet import Row

# Title rows, notices and Kahoot's eight rows of advice stand above the header.
SEARCHED_ROWS = 15
_SAMPLE = 200
_HEADER_LENGTH = 60
_UNUSED_SHOWN = (
    "序号", "编号", "题号", "no", "no.", "id", "#", "number", "选项数", "index", "文章",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns from 0. `options` pairs an option's position with its column.

    `other_stems` stand in where `stem` is empty (大题题干, 小题题干);
    `keys` are columns of which the first that is filled counts; `answers` are one key in parts.
    `guessed` says what no header named: "stem", or "all" where there is no header.
    """

    row: int = 0
    stem: int | None = None
    other_stems: tuple[int, ...] = ()
    materials: tuple[int, ...] = ()
    kind: int | None = None
    options: tuple[tuple[int, int], ...] = ()
    options_cell: int | None = None
    keys: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()
    is_right: tuple[tuple[int, int], ...] = ()
    wrong: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    chapters: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    difficulty: int | None = None
    quotes: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()
    own: Mapping[Role, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    legend: Mapping[str, Sort] = field(default_factory=dict)
    ticked: tick_columns.Ticked | None = None
    guessed: str = ""
    unused: tuple[str, ...] = ()

    def has(self, *words: str) -> bool:
        """Whether headers of exactly these names are there: which program a sheet is from."""
        names = {plain(name) for name in self.names.values()}
        return all(any(name.startswith(plain(word)) for name in names) for word in words)


def cell(row: Row, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def find(rows: Sequence[Row]) -> Layout | None:
    """The layout by the first row within fifteen that is a header; None when none is."""
    for place, row in enumerate(rows[:SEARCHED_ROWS]):
        if is_header(row):
            return _layout(row, rows[place + 1 :])
    return None


def is_header(row: Row) -> bool:
    """Whether at least two cells are names of columns, one of them of a question's."""
    found = _headers(row)
    roles = {each.role for each in found.values() if not each.is_weak}
    weak = {each.role for each in found.values()}
    if len(found) < 2:
        return False
    has_stem = bool(weak & {Role.STEM, Role.MATERIAL})
    rest = weak & {Role.KEY, Role.OPTION, Role.OPTIONS, Role.ANSWER, Role.KIND, Role.IS_RIGHT}
    if has_stem and rest and roles:
        return True
    if Role.STEM in roles:
        return True
    return bool(roles & {Role.KEY, Role.ANSWER}) and bool(roles & {Role.OPTION, Role.KIND})


def repeats_header(row: Row) -> bool:
    """Whether a row further down is a header once more: no question is made of such words."""
    # Nearly every row of questions is told by this alone, in no time.
    if not any(len(each) <= _HEADER_LENGTH and STEM_LIKE.search(each) for each in row.cells):
        return False
    roles = {each.role for each in _headers(row).values() if not each.is_weak}
    rest = roles & {Role.KEY, Role.OPTION, Role.OPTIONS, Role.ANSWER, Role.KIND}
    return Role.STEM in roles and bool(rest)


def _headers(row: Row) -> dict[int, Header]:
    """By column; bare letters only where A and B stand side by side."""
    found = {
        column: named
        for column, text in enumerate(row.cells)
        if text.strip() and (named := _header(text))
    }
    called = [column for column, each in found.items()
              if each.role is Role.STEM and sort_named(row.cells[column])]  # fmt: skip
    if len(called) > 1 or any(
        each.role in (Role.STEM, Role.KIND) and column not in called
        for column, each in found.items()
    ):
        # A table of how many there are of each kind names them all; a header names one.
        found = {column: each for column, each in found.items() if column not in called}
    bare = [column for column in found if is_option_letter(row.cells[column])]
    beside: set[int] = set()
    for one, other in pairwise(bare):
        if other - one == 1 and found[other].position - found[one].position == 1:
            beside |= {one, other}
    kept = {
        column: each for column, each in found.items() if column not in bare or column in beside
    }
    return {**_counted(row), **kept} if kept else kept


def _counted(row: Row) -> dict[int, Header]:
    """Options whose columns are called 1, 2, 3: three at least, side by side."""
    found: dict[int, Header] = {}
    for column, text in enumerate(row.cells):
        number = plain(text).removesuffix(".0") if len(text) <= 4 else ""
        if number == str(len(found) + 1):
            found[column] = Header(Role.OPTION, len(found), is_weak=True)
        elif found and len(found) < 3:
            found = {}
        elif found:
            break
    return found if len(found) > 2 else {}


@lru_cache(maxsize=4096)
def _header(text: str) -> Header | None:
    return header(text)


def _layout(row: Row, rows: Sequence[Row]) -> Layout:
    found, names, used = _headers(row), dict(enumerate(row.cells)), row.number
    if rows and _is_second_header(row, rows[0]):
        second = _headers(rows[0])
        found = {**found, **second}
        names = {**names, **{column: rows[0].cells[column] for column in second}}
        used, rows = rows[0].number, rows[1:]
    sample = rows[:_SAMPLE]
    found = told(found, names, sample)
    found |= unnamed_options.found_in(found, names, sample)
    ticked = tick_columns.find(found, sample)
    ticks = {column for _, column in ticked.columns} if ticked else set()
    found = {column: each for column, each in found.items() if column not in ticks}
    columns = _Columns(found, sample)
    stem, guessed = _stem(columns)
    kind = _kind(columns, names)
    options, options_cell = _options(columns, names, sample)
    keys, answers = _keys(columns, names)
    chapters = tuple(
        column for column in sorted((*columns.of(Role.CHAPTER), *columns.of(Role.KIND)))
        if column != kind
    )  # fmt: skip
    taken = set(found) | {column for _, column in options} | {stem} | ticks
    return Layout(
        row=used,
        stem=stem,
        other_stems=tuple(column for column in columns.of(Role.STEM) if column != stem),
        materials=tuple(column for column in columns.of(Role.MATERIAL) if column != stem),
        kind=kind,
        options=options,
        options_cell=options_cell,
        keys=keys,
        answers=answers,
        is_right=tuple((found[column].position, column) for column in columns.of(Role.IS_RIGHT)),
        wrong=columns.of(Role.WRONG) if keys and not options else (),
        notes=columns.of(Role.NOTE),
        chapters=chapters,
        tags=columns.of(Role.TAGS),
        difficulty=next(iter(columns.of(Role.DIFFICULTY)), None),
        quotes=columns.of(Role.QUOTE),
        pictures=columns.of(Role.PICTURE),
        own={role: columns.of(role)[0] for role in _OWN if columns.of(role)},
        names=names,
        legend=legend_of(names[kind]) if kind is not None else {},
        ticked=ticked,
        guessed=guessed,
        unused=_unused(columns, names, taken),
    )


_OWN = (Role.OWN_KEY, Role.OWN_DATA, Role.POINTS, Role.TYPED_AS, Role.ORDERED, Role.REASON)


@dataclass(frozen=True, slots=True)
class _Columns:
    found: Mapping[int, Header]
    sample: Sequence[Row]

    def of(self, role: Role) -> tuple[int, ...]:
        return tuple(column for column, each in sorted(self.found.items()) if each.role is role)

    def texts(self, column: int) -> list[str]:
        return [text for row in self.sample if (text := cell(row, column).strip())]

    def length(self, column: int) -> float:
        texts = self.texts(column)
        return sum(map(len, texts)) / len(texts) if texts else 0


def _is_second_header(first: Row, second: Row) -> bool:
    """A row of A, B, C, D below one 选项 or 答案 over four columns."""
    if second.number != first.number + 1:
        return False
    below, above = _headers(second), _headers(first)
    letters_below = [column for column, each in below.items() if each.role is Role.OPTION]
    if len(letters_below) < 2 or any(
        cell(first, column).strip() and column not in above for column in letters_below
    ):
        return False
    roles = [above[column].role for column in letters_below if column in above]
    if roles in ([Role.KEY], [Role.OPTIONS, Role.KEY]):
        return True
    return set(roles) <= {Role.OPTIONS, Role.OPTION} and not any(
        each.role is Role.OPTION for each in above.values()
    )


def _stem(columns: _Columns) -> tuple[int | None, str]:
    strong = [column for column in columns.of(Role.STEM) if not columns.found[column].is_weak]
    candidates = strong or list(columns.of(Role.STEM)) or list(columns.of(Role.MATERIAL))
    guessed = "" if candidates else "stem"
    width = max((len(row.cells) for row in columns.sample), default=0)
    candidates = candidates or [each for each in range(width) if each not in columns.found]
    longest = max(candidates, key=lambda each: (columns.length(each), -each), default=None)
    return longest, guessed if longest is not None else ""


def _kind(columns: _Columns, names: Mapping[int, str]) -> int | None:
    """The column whose cells name kinds; 类型 may as well be a column of subjects."""
    for column in columns.of(Role.KIND):
        texts, legend = columns.texts(column), legend_of(names[column])
        known = sum(sort_of(text, legend) is not None for text in texts)
        if 2 * known >= len(texts) or _is_numbered(columns, column):
            return column
    for column in columns.of(Role.CHAPTER):
        texts = columns.texts(column)
        if texts and all(sort_named(text) for text in texts):
            return column
    return None


def _is_numbered(columns: _Columns, column: int) -> bool:
    return all(text.strip().isdecimal() for text in columns.texts(column)[:20])


def _options(
    columns: _Columns, names: Mapping[int, str], sample: Sequence[Row]
) -> tuple[tuple[tuple[int, int], ...], int | None]:
    """Columns of single options by position, or the one column that holds them all."""
    pairs: dict[int, int] = {}
    named = columns.of(Role.OPTION)
    answers = columns.of(Role.ANSWER)
    if not named and (_has_key(columns) or _are_starred(columns, answers)):
        named = answers
    base = min((columns.found[column].position for column in named), default=0)
    for column in named:
        # option0 to option3 count from 0.
        position = columns.found[column].position - min(base, 0)
        pairs.setdefault(position, column)
    if pairs:
        return tuple(sorted(pairs.items())), next(iter(columns.of(Role.OPTIONS)), None)
    held = [column for column in columns.of(Role.OPTIONS) if not _are_letters(columns, column)]
    whole = next(iter(held), None)
    if whole is None:
        return (), None
    spread = [whole]
    width = max((len(row.cells) for row in sample), default=0)
    for column in range(whole + 1, width):
        same = columns.found.get(column)
        if (names.get(column, "").strip() and (same is None or same.role is not Role.OPTIONS)) or (
            not columns.texts(column)
        ):
            break
        spread.append(column)
    return (tuple(enumerate(spread)), None) if len(spread) > 1 else ((), whole)


def _are_letters(columns: _Columns, column: int) -> bool:
    """Whether a column called 选项 only says A, B, C beside one that has the texts."""
    texts = columns.texts(column)
    others = [each for each in columns.of(Role.OPTIONS) if each != column]
    return bool(others and texts) and all(is_option_letter(text) for text in texts)


def _has_key(columns: _Columns) -> bool:
    return bool(columns.of(Role.KEY)) or bool(columns.of(Role.IS_RIGHT))


def _are_starred(columns: _Columns, answers: Sequence[int]) -> bool:
    """Whether answers that no key speaks of carry a mark themselves: `*Paris`."""
    return any(marked_right(columns.texts(column))[1] for column in answers)


def _keys(columns: _Columns, names: Mapping[int, str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The key columns, likeliest first, and the columns that hold a key in parts."""

    def likeness(column: int) -> tuple[bool, float, int]:
        texts = columns.texts(column)
        keys = sum(letters(text) is not None or truth(text) is not None for text in texts)
        return not columns.found[column].is_weak, keys / max(len(texts), 1), -column

    keys = tuple(sorted(columns.of(Role.KEY), key=likeness, reverse=True))
    alike = [column for column in columns.of(Role.KEY)
             if _uncounted(names[column]) == _uncounted(names[keys[0]])]  # fmt: skip
    if len(alike) > 1 and all(_are_positions(columns.texts(column)) for column in alike[:2]):
        # Several columns of one name, a letter in each: Socrative's.
        return keys, tuple(alike)
    answers = columns.of(Role.ANSWER)
    are_options = bool(keys or columns.of(Role.IS_RIGHT)) or _are_starred(columns, answers)
    return keys, () if are_options and not columns.of(Role.OPTION) else answers


def _uncounted(name: str) -> str:
    return plain(name).rstrip("0123456789")


def _are_positions(texts: Sequence[str]) -> bool:
    named = sum(letters(text) is not None or truth(text) is not None or text.isdecimal()
                for text in texts)  # fmt: skip
    return bool(texts) and 2 * named >= len(texts)


def _unused(
    columns: _Columns, names: Mapping[int, str], taken: Iterable[int | None]
) -> tuple[str, ...]:
    """The headers of columns with content that goes nowhere."""
    idle = [column for column, name in names.items() if name.strip() and columns.texts(column)
            and (column not in taken or column in columns.of(Role.IDLE))]  # fmt: skip
    return tuple(
        names[column].strip()[:_HEADER_LENGTH] for column in idle
        if plain(names[column]) not in _UNUSED_SHOWN
    )  # fmt: skip
