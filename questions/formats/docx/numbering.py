"""The numbers and letters that Word writes by itself: they stand in no paragraph's text."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from questions.formats.docx.parts import child, number, tag, value

_HAN = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts_after: int | None = None


@dataclass(slots=True)
class _List:
    """A `w:num`: the abstract list that it shows, and what it changes there."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    is_begun: bool = False


class Numbering:
    """Counts as Word does: lists of one abstract list go on, a level begins anew below another."""

    def __init__(self, root: Element | None) -> None:
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        for each in root if root is not None else ():
            if tag(each) == "abstractNum":
                self._abstracts[value(each, "abstractNumId") or ""] = _levels(each)
            elif tag(each) == "num":
                self._lists[value(each, "numId") or ""] = _list(each)

    def label(self, key: str, level: int) -> str:
        """What Word writes before the next paragraph of this list; "•" for a mark of any sort."""
        found = self._lists.get(key)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        levels = {**self._abstracts.get(found.abstract, {}), **found.levels}
        counts = self._begun(found)
        here = levels.get(level, Level())
        before = counts[level]
        counts[level] = here.start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            after = levels.get(deeper, Level()).restarts_after
            if after is None or (after and level < after):
                counts[deeper] = None
        if here.form in ("bullet", "none"):
            return "•" if here.form == "bullet" else ""
        text = here.text
        for place in range(_LEVELS):
            if (sign := f"%{place + 1}") in text:
                shown, count = levels.get(place, Level()), counts[place]
                count = shown.start if count is None else count
                text = text.replace(sign, written(count, shown.form))
        return text

    def _begun(self, found: _List) -> list[int | None]:
        """The counts of the list; one that sets its own start does so when it is first used."""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if not found.is_begun:
            found.is_begun = True
            for place, start in found.starts.items():
                if 0 <= place < _LEVELS:
                    counts[place] = start - 1
        return counts


def _levels(root: Element) -> dict[int, Level]:
    return {number(value(each, "ilvl")): _level(each) for each in root if tag(each) == "lvl"}


def _level(each: Element) -> Level:
    after = value(child(each, "lvlRestart"))
    form = child(each, "numFmt")
    if form is None:
        # A form of a newer Word, with an older one to fall back on.
        choice = child(each, "AlternateContent")
        form = child(child(choice, "Fallback"), "numFmt")
    return Level(
        value(form) or "decimal",
        value(child(each, "lvlText")) or "",
        number(value(child(each, "start")), 1),
        None if after is None else number(after),
    )


def _list(root: Element) -> _List:
    made = _List(value(child(root, "abstractNumId")) or "")
    for each in root:
        if tag(each) != "lvlOverride":
            continue
        level = number(value(each, "ilvl"))
        if (start := child(each, "startOverride")) is not None:
            made.starts[level] = number(value(start), 1)
        if (changed := child(each, "lvl")) is not None:
            made.levels[level] = _level(changed)
    return made


def written(count: int, form: str) -> str:
    """A count in the form that a list asks for."""
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form.startswith(("chineseCounting", "ideographDigital", "japaneseCounting",
                        "taiwaneseCounting", "chineseLegal", "ideographTraditional")):  # fmt: skip
        return _han(count)
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 50:
        return _circled(count)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(0x2474 + count - 1)
    if form == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(0x2488 + count - 1)
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ideographEnclosedCircle" and 1 <= count <= 10:
        return chr(0x3280 + count - 1)
    return str(count)


def _circled(count: int) -> str:
    if count <= 20:
        return chr(0x2460 + count - 1)
    return chr(0x3251 + count - 21) if count <= 35 else chr(0x32B1 + count - 36)


def _roman(count: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        while count >= size and len(text) < 40:
            text, count = text + sign, count - size
    return text


def _han(count: int) -> str:
    """一 to 九千九百九十九, as Chinese counts."""
    if not 0 < count < 10_000:
        return str(count)
    text, is_zero = "", False
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // size % 10
        if digit:
            text += ("〇" if is_zero and text else "") + _HAN[digit] + sign
            is_zero = False
        else:
            is_zero = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text
