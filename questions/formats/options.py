"""Options that stand in one cell, in all the ways seen, and the letters before them."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from questions.formats.normal import plain, tidy, without_markup

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MARKS = r"(?:[-=]>|→|[.．、:：,，)）】\]\-—–])"
# Blanks are counted, never "any number": on a cell full of blanks that would take for ever.
_GAP = r"\s{0,4}"
_OPEN = rf"[(（【\[]?{_GAP}"
_CELL_LIMIT = 20_000
_HALVES = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B)}
_MOST = 26
_TEXT_NAMES = (
    "optioncontent", "content", "text", "value", "optiontext", "label", "title", "name", "option",
    "desc", "description", "answer", "body", "html", "optionvalue",
)  # fmt: skip
_RIGHT_NAMES = ("isright", "iscorrect", "correct", "right", "isanswer", "istrue", "checked")


@dataclass(frozen=True, slots=True)
class Split:
    """`right` are the options that the cell itself marks as right (JSON does)."""

    options: tuple[str, ...]
    right: frozenset[int] = frozenset()


def split(cell: str) -> Split:
    """The options of one cell; the cell itself when nothing shows where to cut it."""
    text = _lines(cell).strip()
    if text in _EMPTY:
        return Split(())
    if text[:1] in "[{" and (listed := _listed(text)):
        return listed
    lettered = by_letters(text) or by_letters(text, (_BLANKS_ONLY, _EQUAL))
    if len(lettered) > 1:
        return Split(lettered)
    return Split(_without_numbers(_separated(text)))


def by_letters(text: str, ways: Sequence[tuple[str, str]] = ()) -> tuple[str, ...]:
    """Cut before A, B, C …: a letter counts only when it is the next one expected.

    The strictest way of writing that finds most options wins, so that the B of 维生素B、C and
    of "vitamin C 、" stays within its option.
    """
    text = text[:_CELL_LIMIT]
    found = max((_cut(text, way) for way in ways or _WAYS), key=len, default=())
    return found if len(found) > 1 and _are_distinct(found) else ()


def labels(text: str) -> tuple[tuple[int, int], ...]:
    """Where each label that `by_letters` cuts at begins and ends."""
    text = text[:_CELL_LIMIT]
    found: list[list[tuple[int, int]]] = [_starts(text, way) for way in _WAYS if _cut(text, way)]
    best: list[tuple[int, int]] = max(found, key=len, default=[])
    return tuple(best)


def first_option(text: str) -> int | None:
    """Where options begin that are written into a stem; None when there are none.

    A letter alone in brackets is the key; it begins options only where no other letter does.
    """
    without_key = _KEY.sub(lambda found: "　" * len(found[0]), text)
    for stem in dict.fromkeys((without_key, text)):
        for way, least in _STEM_WAYS:
            starts = _starts(stem, way)
            if len(starts) >= least:
                at = starts[0][0]
                return len(stem) - len(stem[at:].lstrip())
    return None


def without_labels(options: Sequence[str]) -> tuple[str, ...]:
    """Options of separate columns, without the letter that repeats the column's own.

    Only where every one has its own letter: an option may begin with a letter by itself.
    """
    filled = [(place, option) for place, option in enumerate(options) if option]
    for alphabet in (_LETTERS, _LETTERS.lower()):
        matches = [
            re.match(
                rf"{_OPEN}{alphabet[place]}(?:{_GAP}{_MARKS}{{1,3}}|\s){_GAP}(?=\S)", _half(option)
            )
            for place, option in filled
            if place < _MOST
        ]
        if len(matches) > 1 and all(matches):
            ends = {place: match.end() for (place, _), match in zip(filled, matches, strict=True)
                    if match}  # fmt: skip
            cut = tuple(option[ends.get(place, 0) :] for place, option in enumerate(options))
            return cut if _are_distinct(cut) else tuple(options)
    return tuple(options)


def marked_right(options: Sequence[str]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The options without the mark that some of them carry, `*Paris` or 北京（正确）, and which
    these are; as they are where none or all have one."""
    found = {place: _RIGHT.fullmatch(option.strip()) for place, option in enumerate(options)}
    right = frozenset(place for place, match in found.items() if match)
    if not 0 < len(right) < sum(1 for option in options if option.strip()):
        return tuple(options), frozenset()
    bare = [match[1] or match[2] if (match := found[place]) else option
            for place, option in enumerate(options)]  # fmt: skip
    return tuple(bare), right


# What stands before a letter and what after it, from strict to loose.
_LINE = rf"(?:^|(?<=[\n\t|;；│║┋])|(?<=\s\s)){_GAP}"
_WAYS = (
    (_LINE, rf"{_GAP}(?:{_MARKS}{{1,3}}|\s){_GAP}"),
    (r"(?:^|(?<=[\s|;；,，]))", rf"\s?{_MARKS}{{1,3}}{_GAP}"),
    (r"(?:^|(?<=[^A-Za-zＡ-Ｚ]))", rf"[.．、:：)）】\]]{_GAP}"),
)
_RIGHT = re.compile(
    r"\s*[*＊√✓✔☑]\s?([^*＊\s].*[^*＊]|[^*＊\s])"
    r"|(.*\S)\s*(?:[*＊√✓✔☑]|[(（\[【](?:正确|正确答案|答案|对|√|✓|✔|correct|right)[)）\]】])",
    re.DOTALL | re.IGNORECASE,
)
# A 甲 B 乙 C 丙: nothing but single blanks.
_BLANKS_ONLY = (r"(?:^|(?<=\s))", r"\s{1,4}")
_EQUAL = (r"(?:^|(?<=[\s|;；,，]))", r"\s?[=＝]\s?")
# In a stem, with how many options it takes to believe in them.
_STEM_WAYS = (
    (_WAYS[0], 2),
    (_WAYS[1], 2),
    ((r"(?:^|(?<=[\s|;；,，。？?！!)）:：_]))", _WAYS[1][1]), 2),
    (_WAYS[2], 3),
)
_NUMBERED = re.compile(r"[(（]?(\d{1,2})\s?[.．、:：)）]\s{0,4}(?=[^\d\s])")
_KEY = re.compile(r"[(（【\[]\s{0,8}[A-LＡ-Ｌ](?:[\s,，、]{0,3}[A-LＡ-Ｌ]){0,11}\s{0,8}[)）】\]]")
_CHINESE = re.compile("[\u4e00-\u9fff\\d％%.（）]*[\u4e00-\u9fff][\u4e00-\u9fff\\d％%.（）]*")
_EMPTY = frozenset(("", "[]", "{}", "[ ]", "null", "None"))
# What stands for a line end in what a program or a web page wrote; TeX goes on in small letters.
_LINE_END = re.compile(r"\s{0,4}<[bB][rR]\s{0,4}/?>\s{0,4}|\\r\\n|\\n(?![a-z])")
# Signs that programs put between options: $;$ && @#@ ## ||.
_SIGNS = re.compile(r"\$;\$|[&@#|^]{2,5}|\${2,3}|~{2,3}")


def _are_distinct(options: Iterable[str]) -> bool:
    """Of "A 级" and "B 级" the letters are the options themselves."""
    filled = [plain(option) for option in options if option]
    return len(set(filled)) > 1 or len(filled) < 2


def _cut(text: str, way: tuple[str, str]) -> tuple[str, ...]:
    starts = _starts(text, way)
    if not starts or text[: starts[0][0]].strip():
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(
        text[begin:end].strip().rstrip("|;；│║,，、").strip() or text[begin:end].strip()
        for (_, begin), end in zip(starts, ends, strict=True)
    )


def _starts(text: str, way: tuple[str, str]) -> list[tuple[int, int]]:
    """Where each label begins and where its option does, as long as the next letter is found."""
    half = _half(text)
    best: list[tuple[int, int]] = []
    for alphabet in (_LETTERS, _LETTERS.lower(), _CIRCLED):
        starts: list[tuple[int, int]] = []
        place = 0
        for letter in alphabet:
            after = _GAP if alphabet is _CIRCLED else way[1]
            found = re.compile(rf"{way[0]}{_OPEN}{letter}{after}").search(half, place)
            if found is None:
                break
            starts.append(found.span())
            place = found.end()
        best = max(best, starts, key=len)
    return best


def _half(text: str) -> str:
    """Full-width letters as half-width ones; every place stays where it is."""
    return text.translate(_HALVES)


def _separated(text: str) -> tuple[str, ...]:
    if len(pieces := _pieces(_SIGNS.split(text))) > 1:
        return pieces
    for separator in ("\n", "|", "｜", "║", "│", "┋", "；", ";", "\t", "、", "，", ",", "/", "／"):
        if len(pieces := _pieces(text.split(separator))) > 1:
            return pieces
    for separator in ("^", "#", "~"):
        if len(pieces := _pieces(text.split(separator))) > 2:
            return pieces
    if len(pieces := _pieces(re.split(r"\s{2,}", text))) > 1:
        return pieces
    # Chinese has no blanks within a text.
    words = _pieces(text.split(" "))
    return words if len(words) > 2 and all(map(_CHINESE.fullmatch, words)) else pieces


def _without_numbers(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces without 1. 2. 3. before them, where all count up."""
    found = [_NUMBERED.match(piece) for piece in pieces]
    if len(pieces) < 2 or [each and int(each[1]) for each in found] != [
        *range(1, len(pieces) + 1)
    ]:
        return pieces
    return tuple(piece[each.end() :] for piece, each in zip(pieces, found, strict=True) if each)


def _pieces(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple([piece for text in texts if (piece := text.strip())][:_MOST])


def _lines(text: str) -> str:
    return _LINE_END.sub("\n", text) if "<" in text or "\\" in text else text


def _listed(text: str) -> Split | None:
    """A JSON or Python list, or an object of letters; never evaluated, only read as a literal."""
    if len(text) > _CELL_LIMIT:
        return None
    value: object = None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            return None
    if isinstance(value, dict):
        value = list(value.values()) if _is_lettered(value) else None
    if not isinstance(value, list | tuple) or not 1 < len(value) <= _MOST:
        return None
    entries = [_entry(each) for each in value]
    options = without_labels([entry for entry, _ in entries])
    right = frozenset(place for place, (_, is_right) in enumerate(entries) if is_right)
    return Split(options, right)


def _is_lettered(value: dict[object, object]) -> bool:
    return all(isinstance(key, str) and len(key) <= 8 for key in value) and all(
        not isinstance(each, dict | list) for each in value.values()
    )


def _entry(value: object) -> tuple[str, bool]:
    if not isinstance(value, dict):
        return ("" if value is None else tidy(without_markup(str(value)))), False
    named = {plain(str(key)).replace("_", ""): each for key, each in value.items()}
    if len(named) == 1 and len(next(iter(named))) == 1:
        # An object of one letter is that option.
        return _entry(next(iter(named.values())))
    text = next(_texts(named), "")
    flag = next((named[name] for name in _RIGHT_NAMES if name in named), False)
    return text, flag in (True, 1, "1", "true", "True", "是")


def _texts(named: dict[str, object]) -> Iterator[str]:
    for name in _TEXT_NAMES:
        if isinstance(named.get(name), str | int | float):
            yield tidy(without_markup(str(named[name])))
