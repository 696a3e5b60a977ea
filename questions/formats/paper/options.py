"""The options of a question: where they begin in its lines, and which of them stand out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from questions.formats.options import by_letters, labels
from questions.formats.paper.line import STAR, Line, joined, look

_LABEL = re.compile(r"\s{0,4}[(（【\[]?\s{0,4}[AaＡ①]")
_STARRED = re.compile(r"[*＊★]\s?(?=[(（【\[]?\s?[A-La-lＡ-Ｌ]\s?[.．、:：)）】\]\s])")
_TICKED = re.compile(r"[√✓✔☑●◉]\s?(?=[(（【\[]?\s?[A-La-lＡ-Ｌ]\s?[.．、:：)）】\]\s])")
_BOX = re.compile(r"[○◯□☐◻•·]\s?(?=[(（【\[]?\s?[A-La-lＡ-Ｌ]\s?[.．、:：)）】\]\s])")
_BULLET = re.compile(r"[○◯□☐◻●◉■☑☒•·▪◆]\s?(?=\S)")
_CHOSEN = frozenset("●◉■☑")
_SAID_RIGHT = re.compile(
    r"\s{0,4}(?:[(（【\[]\s?(?:正确答案|正确选项|正确项|答案|√|✓|✔|✅|correct)\s?[)）】\]]|[√✓✔✅]|☑)\s{0,4}[。;；]?$",
    re.I,
)
_SAID_WRONG = re.compile(r"\s{0,4}(?:[(（【\[]\s?[×✗✘❌]\s?[)）】\]]|[×✗✘❌])\s{0,4}$")
# A line of its own within a stem or an option.
_POINT = re.compile(
    r"[①-⑳⑴-⒇•]|[(（]\s?(?:\d{1,2}|[一二三四五六七八九十])\s?[)）]|\d{1,2}(?:[、)）]|[.．](?!\d))|[IVXⅠ-Ⅻ]{1,4}[.．、]"
)
# What a list of points leads to, behind its last one: 其中正确的是（ ）。
_CONCLUDES = re.compile(
    r"(?:以上|上述|其中|下列|这些|正确|错误|说法|属于|不属于|符合).*[？?)）_。:：]\s*$"
)
_ENDS = re.compile(r"[？?)）】_。:：]\s*$")
_LATER = re.compile(r"([B-Z])\s?[.．、)）]\s?(?=\S)")
_LETTERED = re.compile(r"([A-H])\s?[.．、)）:：]\s?(?=\S)")
_CELL = re.compile(r"(?:^|(?<=\s))([A-H])\s?[.．、)）:：](?=\s?\S)")
_MOST_PLAIN = 8
_OPENED, _CLOSED = "(（[【", (")", "）", "]", "】")
# An option so short is not wrapped, unless it ends like this.
_NARROW = 14
_GOES_ON = re.compile(r"[，、：:,（(《“的和与及或在对为是]$")
_SENTENCE = re.compile(r"[（(【\[《]?[一-鿿]{2}")
_SEPARATORS = "\\/＼／、·•‖¦"
# So many places are tried where options may begin: each try reads all that comes after it.
_TRIES = 40
# A甲B乙C丙: three letters in order between Han are options, two may be words.
_GLUED = {
    letter: re.compile(rf"(?:^|(?<=[一-鿿\s。；;，,、\\/|])){letter}(?=[一-鿿])")
    for letter in "ABCDEFGH"
}
_FULL = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)}
_BARE = {
    letter: re.compile(rf"(?:^|(?<=\s)){letter}(?:\s{{1,4}}(?=\S)|(?=[一-鿿0-9]))")
    for letter in "ABCDEFGH"
}


@dataclass(frozen=True, slots=True)
class Found:
    """`right` are the options that say themselves that they are right. `by_line`: no letters
    stand before the options; `beyond` is a letter out of order; `letters` are the looks of the
    letters before the options."""

    stem: Line
    options: tuple[Line, ...] = ()
    right: frozenset[int] | None = None
    by_line: bool = False
    in_stem: bool = False
    beyond: str = ""
    letters: tuple[str, ...] = ()
    behind: str = ""


def found(body: Sequence[Line], is_choice: bool) -> Found:
    """The stem and the options in the lines of a question."""
    lines = [_ticked(line) for line in body]
    backwards = range(len(lines) - 1, -1, -1)
    for start in islice((at for at in backwards if _LABEL.match(lines[at].text)), _TRIES):
        below = _in_turn(lines[start:])
        whole = joined(below, [True] * len(below))
        if len(_spans(whole.text)) > 1:
            return _found(_joined(lines[:start]), whole)
    whole = joined(lines, [True] * len(lines)) if lines else Line(0, "")
    if (place := _inside(whole.text)) is not None:
        stem = whole.cut(0, place)
        return _found(_flat(stem), whole.cut(place), in_stem=True)
    if bulleted := _bulleted(lines):
        return bulleted
    if (is_choice or _counted_on(lines)) and (plain := _plain(lines)):
        return plain
    return Found(_joined(lines))


def unmarked(text: str) -> str:
    """An option that stands alone in its line, without the words that it is right."""
    found = _SAID_RIGHT.search(text)
    return text[: found.start()] if found and found.start() else text


def _in_turn(lines: Sequence[Line]) -> Sequence[Line]:
    """The options one a line in their order, where they stand column by column: A C, B D."""
    cells: list[tuple[str, Line]] = []
    for line in lines:
        marks = list(_CELL.finditer(line.text))
        if not marks or marks[0].start():
            return lines
        ends = [each.start() for each in marks[1:]] + [len(line.text)]
        cells += [(m[1], line.cut(m.start(), end)) for m, end in zip(marks, ends, strict=True)]
    signs = "".join(sign for sign, _ in cells)
    in_order = "".join(sorted(signs))
    if len(signs) < 4 or signs == in_order or in_order != "ABCDEFGH"[: len(signs)]:
        return lines
    return [line for _, line in sorted(cells, key=lambda cell: cell[0])]


def _found(stem: Line, whole: Line, in_stem: bool = False) -> Found:
    spans = _spans(whole.text)
    ends = [start for start, _ in spans[1:]] + [len(whole.text)]
    options, right, letters, beyond, behind = [], set(), [], "", ""
    last = whole.text[spans[-1][0] :]
    if last.endswith("。") and whole.text[: spans[-1][0]].rstrip().endswith((";", "；")):
        whole = whole.cut(0, -1)
        ends[-1] = len(whole.text)
    for place, ((start, begin), end) in enumerate(zip(spans, ends, strict=True)):
        option = whole.cut(begin, end)
        option = option.cut(0, len(option.text.rstrip("|;；│║,， \n\t")))
        beyond = beyond or _beyond(option.text, place, len(spans))
        letters.append(whole.looks[start + _letter_at(whole.text[start:begin])])
        starred = ord(letters[-1]) - ord("0") & STAR
        if (said := _SAID_RIGHT.search(option.text)) and said.start():
            option = option.cut(0, said.start())
            right.add(place)
        elif (said := _SAID_WRONG.search(option.text)) and said.start():
            option = option.cut(0, said.start())
        if place == len(spans) - 1:
            option, behind = _apart(option, stem.text, whole.text)
        option = _flat(option)
        if starred:
            looks = "".join(look(ord(sign) - ord("0") | STAR) for sign in option.looks)
            option = Line(option.number, option.text, looks, option.has_picture)
        options.append(option)
    given = frozenset(right) if 0 < len(right) < len(options) else None
    first = whole.text[slice(*spans[0])].strip()
    if first[:1] in _OPENED and not first.rstrip(".．、 ").endswith(_CLOSED):
        # （A.甲 B.乙）: one bracket is round them all.
        options[-1] = _without_bracket(options[-1])
    options = _unseparated(options)
    return Found(
        stem,
        tuple(options),
        given,
        in_stem=in_stem,
        beyond=beyond,
        letters=tuple(letters),
        behind=behind,
    )


def _apart(option: Line, stem: str, whole: str) -> tuple[Line, str]:
    """The last option, and what stands in lines of its own below it: nothing was wrapped where
    other lines are longer."""
    first, _, rest = option.text.partition("\n")
    longest = max(
        len(line) for text in (stem, whole[: whole.rfind(rest)]) for line in text.split("\n")
    )
    is_over = len(first) <= _NARROW and 2 * longest > 3 * len(first) and not _GOES_ON.search(first)
    if not rest or not is_over or _POINT.match(rest) or not _SENTENCE.match(rest):
        return option, ""
    return option.cut(0, len(first)), " ".join(rest.split("\n"))


def _without_bracket(option: Line) -> Line:
    is_stray = option.text.endswith(_CLOSED) and not set(option.text[:-1]) & set(_OPENED)
    return option.cut(0, -1) if is_stray else option


def _unseparated(options: Sequence[Line]) -> list[Line]:
    """The options without a sign that stands behind each but the last: A.甲\\B.乙\\C.丙."""
    signs = {option.text[-1:] for option in options[:-1]}
    sign = signs.pop() if len(signs) == 1 else ""
    is_last = options[-1].text.endswith(sign)
    if (
        not sign
        or sign not in _SEPARATORS
        or is_last
        or any(len(o.text) < 2 for o in options[:-1])
    ):
        return list(options)
    return [*(each.cut(0, -1) for each in options[:-1]), options[-1]]


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each label begins and ends; where letters have no mark at all, by the blanks alone."""
    if len(by_letters(text)) > 1:
        return labels(text)
    half = text.translate(_FULL)
    loose = _in_order(half, _BARE)
    glued = _in_order(half, _GLUED)
    return glued if len(glued) > max(2, len(loose)) else loose


def _in_order(half: str, ways: Mapping[str, re.Pattern[str]]) -> tuple[tuple[int, int], ...]:
    """The letters from A on, as long as the next one is found; the first begins the text."""
    place = 0
    found: list[tuple[int, int]] = []
    for way in ways.values():
        match = way.search(half, place)
        if match is None or (not found and match.start()):
            break
        found.append(match.span())
        place = match.end()
    return tuple(found)


def _letter_at(label: str) -> int:
    return next((at for at, char in enumerate(label) if char.isalnum() or char > "\u2460"), 0)


def _beyond(text: str, place: int, count: int) -> str:
    """A letter that begins a line inside of an option: C twice, or E where D is missing."""
    for line in text.split("\n")[1:]:
        found = re.match(r"\s?([A-H])\s?[.．、]\s?\S", line)
        if found and (place == count - 1 or ord(found[1]) - ord("A") <= place):
            return found[1]
    return ""


def _ticked(line: Line) -> Line:
    """A star before a letter as something that stands out; a tick moves behind the option."""
    text = line.text
    if match := _STARRED.match(text):
        rest = line.cut(match.end())
        looks = "".join(look(ord(sign) - ord("0") | STAR) for sign in rest.looks)
        return Line(rest.number, rest.text, looks, rest.has_picture)
    if match := _TICKED.match(text):
        rest = line.cut(match.end())
        return Line(rest.number, f"{rest.text} √", rest.looks + "00", rest.has_picture)
    if match := _BOX.match(text):
        return line.cut(match.end())
    return line


def _inside(text: str) -> int | None:
    """Where options begin that stand in the line of the stem."""
    best: int | None = None
    for pattern in (_FIRST, _FIRST_SMALL):
        for start in islice(pattern.finditer(text), _TRIES):
            if start.start() and len(by_letters(text[start.start() :])) > 1:
                best = start.start()
                break
        if best is not None:
            return best
    return None


_FIRST = re.compile(r"(?<=[^A-Za-z])[(（【\[]?[AＡ]\s?[.．、:：)）】\]]")
_FIRST_SMALL = re.compile(r"(?<=[\s)）。？?:：_])[(（【\[]?a\s?[.．、)）】\]]")


def _bulleted(lines: Sequence[Line]) -> Found | None:
    """Options without letters, each behind a circle or a box."""
    starts = [bool(_BULLET.match(line.text)) for line in lines]
    first = next((place for place, is_start in enumerate(starts) if is_start), 0)
    if not first or not all(starts[first:]) or len(lines) - first < 2:
        return None
    options, right = [], set()
    # What Word ticks it crosses.
    signs = {line.text[0] for line in lines[first:]}
    chosen = _CHOSEN if signs & _CHOSEN else frozenset("☒")
    for place, line in enumerate(lines[first:]):
        option = line.cut(1)
        if line.text[0] in chosen:
            right.add(place)
        if said := _SAID_RIGHT.search(option.text):
            option = option.cut(0, said.start())
            right.add(place)
        options.append(option)
    given = frozenset(right) if 0 < len(right) < len(options) else None
    return Found(_joined(lines[:first]), tuple(options), given, by_line=True)


def _plain(lines: Sequence[Line]) -> Found | None:
    """Options without letters, one a line below a stem that ends as a question does."""
    if not 3 <= len(lines) <= _MOST_PLAIN + 1 or not _ENDS.search(lines[0].text):
        return None
    if any(_ENDS.search(line.text) and not line.text.endswith("。") for line in lines[1:]):
        return None
    options = []
    right = set()
    lettered = [found[1] for line in lines[1:] if (found := _LETTERED.match(line.text))]
    beyond = lettered[1] if lettered[1:] and lettered[0] == "A" else ""
    for place, line in enumerate(lines[1:]):
        if said := _SAID_RIGHT.search(line.text):
            line = line.cut(0, said.start())
            right.add(place)
        options.append(line)
    given = frozenset(right) if 0 < len(right) < len(options) else None
    return Found(lines[0], _without_later(options), given, by_line=True, beyond=beyond)


def _counted_on(lines: Sequence[Line]) -> bool:
    """Whether letters that go on from the question before stand below the stem."""
    found = [_LATER.match(line.text) for line in lines[1:]]
    signs = "".join(each[1] for each in found if each)
    return len(signs) > 1 and len(signs) == len(found) and signs in "BCDEFGHIJKLMNOPQRSTUVWXYZ"


def _without_later(options: Sequence[Line]) -> tuple[Line, ...]:
    """Options whose letters go on from those of the question before, without these letters."""
    if not _counted_on([Line(0, ""), *options]):
        return tuple(options)
    found = [_LATER.match(option.text) for option in options]
    return tuple(o.cut(each.end()) for o, each in zip(options, found, strict=True) if each)


def _joined(lines: Sequence[Line]) -> Line:
    if not lines:
        return Line(0, "")
    points = [bool(_POINT.match(line.text)) for line in lines]
    return joined(lines, [
        is_point or (place > 0 and points[place - 1] and bool(_CONCLUDES.match(lines[place].text)))
        for place, is_point in enumerate(points)
    ])  # fmt: skip


def _flat(line: Line) -> Line:
    """The lines within as one, where they are one sentence that was wrapped."""
    if "\n" not in line.text:
        return line
    pieces, place = [], 0
    for text in line.text.split("\n"):
        pieces.append(line.cut(place, place + len(text)))
        place += len(text) + 1
    filled = [piece for piece in pieces if piece.text]
    return _joined(filled) if filled else line
