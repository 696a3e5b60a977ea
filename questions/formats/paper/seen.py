"""What each line looks like by itself, found once, so that the reading can look ahead."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from questions.formats.paper import labels, numbers, titles
from questions.formats.paper.labels import Part
from questions.formats.paper.line import Line
from questions.formats.paper.numbers import Number
from questions.formats.paper.titles import Title

_STAR = r"[*＊★√✓✔●○◉□☑]?\s?"
_OPTION = re.compile(
    rf"{_STAR}[(（【\[]?\s?([A-La-lＡ-Ｌ])\s?(?:[)）】\]][.．、:：,，\s]{{0,3}}|[.．、:：,，\-—]\s?|\s|$)(?!\s*[)）])"
)
_SIGN = (
    r"(?:[A-HＡ-Ｈ](?:[\s,，、]{0,2}[A-HＡ-Ｈ]){0,8}"
    r"|√|×|✓|✗|✔|✘|对|错|正确|错误|[TFVXvx](?![A-Za-z]))"
)
_PAIR = re.compile(
    rf"(?<![0-9])(?<![0-9][:：])[(（\[【]?[0-9]{{1,4}}\s?[)）\]】]?\s?[题.．、:：\-—]{{0,2}}\s{{0,4}}[(（【]?\s?(?:{_SIGN}|[a-h](?![A-Za-z]))\s?[)）】]?(?=[\s,，;；。|/(（]|[0-9]|$)"
)
_RANGE = re.compile(
    r"[0-9]{1,4}\s?[-~～—–至到]{1,2}\s?[0-9]{1,4}\s?[题.．、:：)）]{0,2}\s{0,4}(?:[A-HＡ-Ｈ]|√|×|✓|✗|✔|✘|对|错|正|[TFVXvx](?![A-Za-z]))"
)
_KEYED = re.compile(
    rf"[(（【\[]\s{{0,8}}{_SIGN}\s{{0,8}}[)）】\]]|[_＿]{{1,20}}\s{{0,4}}[A-HＡ-Ｈ]{{1,8}}\s{{0,4}}[_＿]{{1,20}}"
)
_GAP = re.compile(r"[(（【\[]\s{0,40}[)）】\]]|_{2,}|＿{2,}|[？?]\s*$")
LONE_KEY = re.compile(
    r"[(（【\[]?\s{0,4}(?:([A-HＡ-Ｈ](?:[\s,，、]{0,2}[A-HＡ-Ｈ]){0,8})|(√|×|✓|✗|✔|✘|对|错|正确|错误))\s{0,4}[)）】\]]?[。.]?"
)
_BEGUN = re.compile(
    r"[(（]?\d{1,4}[)）]?[.．、]|[A-HＡ-Ｈ][.．、:：]|[(（【]?[A-H][)）】]|【|(?:正确|参考)?答案|答[:：]|解析|[一二三四五六七八九十]{1,3}、"
)
# A statement with its verdict behind it: 雪是白的。√
TICKED = re.compile(
    r"(?<=[。.!！？?；;\s)）])(?<![A-Ha-hＡ-Ｈ][.．、])(?<![A-Ha-hＡ-Ｈ][.．、]\s)\s{0,8}([√×✓✗✔✘])\s{0,8}$"
)
AHEAD = 40
_WATERMARK = 5
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WIDE_DIGITS = {code: code - 0xFEE0 for code in (0xFF0D, *range(0xFF10, 0xFF1A))}
_FULL = {code: code - 0xFEE0 for code in range(0xFF21, 0xFF5B)}
# 选项A：…, A选项：…: the word says no more than the letter.
_CALLED = re.compile(
    r"选项\s?(?=[A-HＡ-Ｈ]\s?[.．、:：)）\s])|(?<=^[A-HＡ-Ｈ])\s?(?:选项|项)\s?(?=[.．、:：])"
)
_NEXT = {
    letter: re.compile(
        rf"(?:^|(?<=[^A-Za-z])){letter}(?:\s?[.．、:：)）】\]]|[,，\-—])(?!\s?[)）])"
        rf"|(?:^|(?<=\t)|(?<=\s\s)){letter}(?:\s|$)"
    )
    for letter in _LETTERS + _LETTERS.lower()
}


@dataclass(slots=True)
class Seen:
    line: Line
    numbered: Number | None = None
    title: Title | None = None
    parts: list[Part] = field(default_factory=list)
    is_noise: bool = False

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def letter(self) -> str:
        """The letter of the option that begins the line, as a capital; "" for none."""
        found = _OPTION.match(without_word(self.line).text)
        if found is None:
            return ""
        char = found[1]
        return chr(ord(char) - 0xFEE0) if ord(char) > 0x7F else char.upper()

    @property
    def is_answer(self) -> bool:
        return any(part.field in (labels.ANSWER, labels.MINE) for part in self.parts)

    @property
    def is_labelled(self) -> bool:
        return bool(self.parts) and self.parts[0].field != "" and not self.parts[0].is_weak

    @property
    def is_keyed(self) -> bool:
        return is_keyed(self.text)

    @property
    def asks(self) -> bool:
        """Whether something in the line is to be filled in or answered."""
        return self.is_keyed or _GAP.search(self.text) is not None

    @property
    def is_run(self) -> bool:
        return is_run(self.text)


def is_keyed(text: str) -> bool:
    """Whether a bracket holds a key, or the line is nothing but one."""
    return (
        TICKED.search(text) is not None
        or _KEYED.search(text) is not None
        or LONE_KEY.fullmatch(text) is not None
    )


def letters_in(text: str, known: int) -> int:
    """How many options begin in the line, when so many are known already.

    The first options of a question are found inside of its stem's line only by twos.
    """
    half = text.translate(_FULL)
    best = 0
    for alphabet in (_LETTERS, _LETTERS.lower()):
        place = count = 0
        while known + count < len(alphabet):
            found = _NEXT[alphabet[known + count]].search(half, place)
            if found is None or (
                not count and known and half[: found.start()].strip("*★√ ([（【")
            ):
                break
            if not count and not known and half[: found.start()].strip("*★√ ([（【"):
                second = _NEXT[alphabet[1]].search(half, found.end())
                if second is None:
                    break
            count, place = count + 1, found.end()
        best = max(best, count)
    if best < 2 and known < len(_LETTERS) - 1 and half.startswith(f"{_LETTERS[known]} "):
        # "A 甲 B 乙": letters with a blank and no mark.
        run = 0
        while run < 8 and known + run < 26 and f" {_LETTERS[known + run]} " in f" {half}":
            run += 1
        best = max(best, run)
    return best


def is_run(text: str) -> bool:
    """Whether these are the answers to several questions: `1.B 2.C`, `1-5 ABCDE`."""
    text = text.translate(_WIDE_DIGITS)
    if (
        _RANGE.search(text)
        and len(re.sub(r"[\sA-HＡ-Ｈ0-9√×✓✗✔✘对错VXvx]", "", text)) <= len(text) / 2
    ):
        return True
    pairs = [found.span() for found in _PAIR.finditer(text)]
    covered = sum(end - start for start, end in pairs)
    return len(pairs) > 1 and 2 * covered >= len(text.replace(" ", ""))


def looks_like_paper(text: str) -> bool:
    """Whether most lines begin as those of a paper do: with a number, a letter or a label."""
    lines = [line for each in text.split("\n")[:2000] if (line := each.strip())]
    begun = sum(_BEGUN.match(line) is not None for line in lines)
    return 2 * begun > len(lines)


def without_word(line: Line) -> Line:
    """An option without the word beside its letter: 选项A：甲, A选项：甲."""
    found = _CALLED.match(line.text) or _CALLED.match(line.text, 1)
    return line.without(found.start(), found.end()) if found else line


def seen(line: Line) -> Seen:
    made = Seen(line)
    made.is_noise = titles.is_noise(line.text) and not line.has_picture
    if line.text and not made.is_noise:
        made.numbered = numbers.number_of(line)
        made.title = titles.section(line.text)
        made.parts = labels.parts(line)
    return made


def drop_watermarks(lines: Iterable[Seen]) -> None:
    """A text that stands between the lines again and again says nothing about any question."""
    plain = [
        each for each in lines
        if len(each.text) > 3 and not (each.is_noise or each.numbered or each.title or (each.parts
                                       and each.parts[0].field) or each.letter or each.asks)
    ]  # fmt: skip
    counted = Counter(each.text for each in plain)
    for each in plain:
        each.is_noise = counted[each.text] > _WATERMARK


class Ahead:
    """Looks at the lines that come after one, never further than is worth it."""

    def __init__(self, lines: Sequence[Seen]) -> None:
        self.lines = lines

    def following(self, place: int, most: int = AHEAD) -> list[Seen]:
        """The next lines that say something."""
        found = []
        for each in self.lines[place + 1 : place + 1 + 3 * most]:
            if not each.is_noise:
                found.append(each)
            if len(found) == most:
                break
        return found

    def has_proof(self, place: int) -> bool:
        """Whether the line begins a question: options or an answer come before a next number."""
        here = self.lines[place]
        if here.is_keyed or here.is_answer:
            return True
        way = here.numbered.way if here.numbered else None
        for each in self.following(place, 14):
            if each.title or (each.numbered and (way is None or each.numbered.way == way)):
                return False
            if each.letter == "A" or each.is_answer:
                return True
        return False

    def comes_to_options(self, place: int) -> bool:
        """Whether text and then an option A follow, with no number, answer or title between."""
        for each in self.following(place, 6):
            if each.letter == "A":
                return True
            if each.title or each.numbered or each.is_labelled or each.letter:
                return False
        return False

    @cached_property
    def next_title(self) -> list[int]:
        """For each line the place of the next section title."""
        found, last = [0] * len(self.lines), len(self.lines)
        for place in range(len(self.lines) - 1, -1, -1):
            found[place] = last
            if self.lines[place].title:
                last = place
        return found

    @cached_property
    def _counts(self) -> dict[str, list[int]]:
        counts: dict[str, list[int]] = {}
        for way in (numbers.NAMED, numbers.PAREN, numbers.PLAIN, numbers.CIRCLED, numbers.BARE):
            total, run = 0, []
            for each in self.lines:
                run.append(total)
                total += each.numbered is not None and each.numbered.way == way
            counts[way] = [*run, total]
        return counts

    def count(self, way: str, place: int) -> int:
        """How many lines from here to the next section title are numbered in that way."""
        run = self._counts[way]
        return run[self.next_title[place]] - run[place]
