"""The lines of a paper, with what stands out in them: bold, red, underlined, starred letters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from questions.formats.normal import tidy

# Longer than that, a line is no line of a paper: it is named and left out.
LONGEST = 20_000
# The ways in which a letter can stand out, one bit each.
BOLD, COLOUR, UNDERLINE, HIGHLIGHT, STAR = 1, 2, 4, 8, 16
LOOKS = (BOLD, COLOUR, UNDERLINE, HIGHLIGHT, STAR)
_PLAIN = ord("0")


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is the trainer's: of the line, or of the paragraph in Word.

    `looks` has a letter for each letter of `text`: "0" and the bits above.
    """

    number: int
    text: str
    looks: str = ""
    has_picture: bool = False
    is_heading: bool = False

    def __post_init__(self) -> None:
        if len(self.looks) != len(self.text):
            object.__setattr__(self, "looks", "0" * len(self.text))

    def cut(self, start: int, end: int | None = None) -> "Line":
        """A part of the line, without blanks at its ends."""
        text, looks = self.text[start:end], self.looks[start:end]
        left = len(text) - len(text.lstrip())
        right = len(text.rstrip())
        if right - left == len(self.text):
            return self
        return Line(self.number, text[left:right], looks[left : max(left, right)],
                    self.has_picture, self.is_heading)  # fmt: skip

    def without(self, start: int, end: int) -> "Line":
        """The line without a stretch of it."""
        return replace(self, text=self.text[:start] + self.text[end:],
                       looks=self.looks[:start] + self.looks[end:])  # fmt: skip


def look(bits: int) -> str:
    """The letter for a set of ways to stand out."""
    return chr(_PLAIN + bits)


def stands_out(looks: str, way: int, text: str) -> bool:
    """Whether all of the text, blanks aside, stands out in this way."""
    seen = [ord(sign) - _PLAIN for sign, char in zip(looks, text, strict=True) if char.strip()]
    return bool(seen) and sum(bool(bits & way) for bits in seen) >= 0.9 * len(seen)


def of_text(text: str) -> Iterator[Line]:
    """The lines of a text file, numbered from 1 as an editor numbers them."""
    for number, raw in enumerate(text.split("\n"), start=1):
        for part in tidy(raw).split("\n"):
            yield Line(number, part.strip())


def is_wide(char: str) -> bool:
    """Chinese letters and marks: between them a line end is no blank."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or (
        "\uff00" <= char <= "\uff60" or char in "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩" or char >= "\U00020000"
    )  # fmt: skip


def glue(before: str, after: str) -> str:
    """What stands between two lines that are one sentence."""
    if not before or not after:
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "


def said(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text += glue(text, line.text) + line.text
    return text.strip()


def joined(lines: Sequence[Line], starts: Iterable[bool] = ()) -> Line:
    """Several lines as one; those that `starts` marks begin a line of their own."""
    text, looks = lines[0].text, lines[0].looks
    own = list(starts) or [False] * len(lines)
    for line, is_own in zip(lines[1:], own[1:], strict=False):
        between = "\n" if is_own else glue(text, line.text)
        text += between + line.text
        looks += "0" * len(between) + line.looks
    return replace(
        lines[0], text=text, looks=looks, has_picture=any(each.has_picture for each in lines)
    )
