"""One question as it stands in a sheet, before anything about it is decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from questions.formats.headers import Role
from questions.formats.item import said
from questions.formats.keys import is_truth_pair
from questions.formats.kinds import Sort, sort_of, without_prefix, without_suffix
from questions.formats.layout import Layout, cell
from questions.formats.normal import has_picture, tidy, without_markup
from questions.formats.options import by_letters, marked_right, split, without_labels
from questions.formats.ticks import is_yes, weight
from questions.spreadsheet.sheet import Row, Sheet

TEXT_SHOWN = 200
# What some exports write into a cell that holds nothing.
_NOTHING = frozenset("\\")
_FILLERS = frozenset(("\\", "/", "-", "—", "--", "无", "空", "null", "NULL", "None", "nan", "NaN"))
_NO_NOTE = re.compile(
    r"[(（【]?(?:暂?无|没有|略)(?:答案|试题|题目)?(?:解析|说明)?[)）】]?[。.]?|n/?a", re.IGNORECASE
)
_NOTE = re.compile(
    r"\s*(?:[【\[(（](?:答案|试题)?(?:解析|详解|分析)[】\])）]\s?[:：]?|(?:答案|试题)?(?:解析|详解)\s?[:：])\s*"
)
_SEVERAL = re.compile(r"answers|correct\(s\)|多个", re.IGNORECASE)
_COMMAS = re.compile(r"[,，、]")
# A 因为110是匪警: a letter and why, with nothing to tell the two apart.
_REASONED = re.compile(
    r"([A-LＡ-Ｌ]{1,12})\s?[，,。.;；]?\s?((?:因为|理由|原因|依据|根据|详见|参见|出自)\S.*)",
    re.DOTALL,
)
_TAG_LIMIT = 40
_LINK = re.compile(r"https?://|\.(?:png|jpe?g|gif|bmp|webp)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """`keys` are the parts of the key; `right` are options that the sheet itself marks.

    `section` is what the sheet's name or a title above says about the kind; `faults` name
    columns whose cell holds no usable value.
    """

    sheet: str
    row: int
    text: str
    stem: str
    kind: str = ""
    section: Sort | None = None
    options: tuple[str, ...] = ()
    right: frozenset[int] | None = None
    keys: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    quotes: tuple[str, ...] = ()
    has_picture: bool = False
    faults: tuple[tuple[str, str], ...] = ()
    own: Mapping[Role, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return next((each for each in self.keys if each), "")


def from_row(sheet: Sheet, row: Row, layout: Layout, section: Sort | None, chapter: str) -> Entry:
    """The entry of a row that holds a whole question."""
    if layout.wrong and (whole := _beside_wrong(sheet, row, layout, section, chapter)):
        return whole
    stem, prefix = without_prefix(_stem(row, layout).lstrip("║│| "))
    if prefix is None:
        stem, prefix = without_suffix(stem)
    options, marked = _options(row, layout)
    keys, told = _without_notes(_keys(row, layout))
    if not keys and not marked and not layout.is_right and len(options) > 1:
        options, marked = marked_right(options)
        options = without_labels(options)
    used = (layout.stem, *(column for _, column in layout.options), layout.options_cell,
            *layout.keys, *layout.answers)  # fmt: skip
    return Entry(
        sheet=sheet.name,
        row=row.number,
        text=shown(row),
        stem=stem,
        kind=clean(cell(row, layout.kind)) or (prefix.value if prefix else ""),
        section=section,
        options=options,
        right=_right(row, layout, marked),
        keys=keys,
        note="\n".join(text for text in (*_filled(row, layout.notes), *told) if _explains(text)),
        tags=_tags(row, layout, chapter),
        difficulty=clean(cell(row, layout.difficulty)),
        quotes=_filled(row, layout.quotes),
        has_picture=_has_picture(sheet, row, layout),
        faults=tuple(
            (sheet.faults[row.number, column], layout.names.get(column, "").strip())
            for column in used
            if column is not None and (row.number, column) in sheet.faults
        ),
        own={role: cell(row, column) for role, column in layout.own.items()},
        cells=row.cells,
    )


def _beside_wrong(
    sheet: Sheet, row: Row, layout: Layout, section: Sort | None, chapter: str
) -> Entry | None:
    """The entry of a row whose key is an option and whose other options are named wrong.

    What such files call "multiple" is a choice of one.
    """
    plain_layout = replace(layout, wrong=())
    entry = from_row(sheet, row, plain_layout, section, chapter)
    cells = _filled(row, layout.wrong)
    wrong = split(cells[0]).options if len(cells) == 1 else cells
    if not wrong or not entry.key or is_truth_pair((entry.key, *wrong)):
        return entry
    name = layout.names.get(layout.keys[0], "") if layout.keys else ""
    # "Correct answers" may hold several, each of them right.
    parts = split(entry.key).options if _SEVERAL.search(name) else ()
    right = parts if len(parts) > 1 and not _COMMAS.search(entry.key) else (entry.key,)
    return replace(
        entry,
        kind="",
        options=(*right, *wrong),
        keys=(),
        right=frozenset(range(len(right))),
    )


# A row is looked at several times before the next one comes.
@lru_cache(maxsize=512)
def clean(text: str) -> str:
    """The text of a cell for display; "" where the cell says that it is empty."""
    text = tidy(without_markup(text))
    return "" if text in _NOTHING else text


def shown(row: Row) -> str:
    """The start of what stands in the row, for the trainer to recognise it."""
    text = " | ".join(" ".join(tidy(each).split()) for each in row.cells[:20] if each.strip())
    return text if len(text) <= TEXT_SHOWN else text[: TEXT_SHOWN - 1] + "…"


def without_fillers(options: Sequence[str]) -> tuple[str, ...]:
    """Without empty options at the end, nor the same filler twice or more there."""
    kept = list(options)
    while kept and kept[-1] in ("", *_NOTHING):
        kept.pop()
    end = len(kept)
    while end and kept[end - 1] == kept[-1] and kept[-1] in _FILLERS:
        end -= 1
    return tuple(kept[:end] if len(kept) - end > 1 else kept)


def _stem(row: Row, layout: Layout) -> str:
    columns = (layout.stem, *layout.other_stems)
    stem = next((text for column in columns if (text := clean(cell(row, column)))), "")
    return "\n".join((*_filled(row, layout.materials), stem)) if stem else ""


def _options(row: Row, layout: Layout) -> tuple[tuple[str, ...], frozenset[int]]:
    width = max((position for position, _ in layout.options), default=-1) + 1
    texts = [""] * width
    for position, column in layout.options:
        texts[position] = tidy(without_markup(cell(row, column)))
    options = without_labels(without_fillers(texts))
    filled = [option for option in options if option]
    if len(filled) == 1 and len(lettered := by_letters(filled[0])) > 1:
        return lettered, frozenset()
    if not filled and (whole := clean(cell(row, layout.options_cell))):
        found = split(whole)
        return without_fillers(found.options), found.right
    return options, frozenset()


def _right(row: Row, layout: Layout, marked: frozenset[int]) -> frozenset[int] | None:
    told = {position: cell(row, column) for position, column in layout.is_right}
    earned = {position: earns for position, text in told.items() if (earns := weight(text))}
    if set(earned.values()) - {1}:
        flags = _best(earned, sort_of(cell(row, layout.kind)) is Sort.MULTIPLE)
    else:
        flags = frozenset(position for position, text in told.items() if is_yes(text))
    if layout.is_right and layout.options:
        return flags or None
    return marked or None


def _best(earned: Mapping[int, float], is_multiple: bool) -> frozenset[int]:
    """The options that earn most; of a choice of several, all that earn something."""
    least = 1e-9 if is_multiple else max(earned.values(), default=0)
    return frozenset(position for position, earns in earned.items() if 0 < least <= earns)


def _keys(row: Row, layout: Layout) -> tuple[str, ...]:
    if layout.ticked:
        return (key,) if (key := layout.ticked.key(row)) else ()
    if layout.answers and (parts := _filled(row, layout.answers)):
        return parts
    return _filled(row, layout.keys)[:1]


def _filled(row: Row, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(text for column in columns if (text := clean(cell(row, column))))


def _without_notes(keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys, and the explanations that stand behind them: `B 【解析】…`."""
    parts = [[found[1], found[2]] if (found := _REASONED.fullmatch(key))
             else _NOTE.split(key, maxsplit=1) for key in keys]  # fmt: skip
    told = tuple(part[1].strip() for part in parts if len(part) > 1 and part[0].strip())
    return tuple(part[0].strip() or key for part, key in zip(parts, keys, strict=True)), told


def _explains(note: str) -> bool:
    return note not in _FILLERS and _NO_NOTE.fullmatch(note) is None and bool(said(note))


def _tags(row: Row, layout: Layout, chapter: str) -> tuple[str, ...]:
    levels = [each for text in (chapter, *_filled(row, layout.chapters)) for each in _levels(text)]
    named = [each.strip() for text in _filled(row, layout.tags)
             for each in re.split(r"[,，、;；|\n]", text)]  # fmt: skip
    return tuple(dict.fromkeys(tag for tag in (*levels, *named) if tag))


def _levels(path: str) -> list[str]:
    """A path like 第一单元/第一节 level by level, each short enough for a tag."""
    levels = [each.strip() for each in re.split(r"[/~～>＞\\\n]+", path)]
    return [each if len(each) <= _TAG_LIMIT else each[: _TAG_LIMIT - 1] + "…" for each in levels]


def _has_picture(sheet: Sheet, row: Row, layout: Layout) -> bool:
    if row.number in sheet.pictures or any(has_picture(each) for each in row.cells):
        return True
    if any(
        sheet.faults.get((row.number, column)) == "picture" for column in range(len(row.cells))
    ):
        return True
    return any(_LINK.search(text) for text in _filled(row, layout.pictures))
