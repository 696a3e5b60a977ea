"""The numbers of questions, in every way that papers write them."""

import re
from dataclasses import dataclass

from questions.formats.paper.line import Line

NAMED, PAREN, PLAIN, CIRCLED, BARE = "named", "paren", "plain", "circled", "bare"

_DIGITS = r"([0-9０-９]{1,4})"
_KIND = r"\s?(?:[(（【\[]([^()（）【】\[\]]{1,16})[)）】\]])?\s?"
_BEFORE = r"[*＊★☆▲●■◆◇]?\s{0,4}"
_WAYS = (
    (NAMED, re.compile(rf"{_BEFORE}第\s?{_DIGITS}\s?[题道小]题?{_KIND}[.．、:：,，]?\s*")),
    (NAMED, re.compile(
        rf"{_BEFORE}[【\[]?(?:题目|试题|问题|习题|例题|例|题号|题|Question|Q|No\.?)\s?{_DIGITS}(?:\s?(?:of|/)\s?\d{{1,4}})?"
        rf"(?:\s?[】\]])?{_KIND}[.．、:：)）]?\s*"
        r"(?![0-9０-９])", re.I)),
    (NAMED, re.compile(rf"{_BEFORE}(?:题号|序号)\s?[:：]\s?{_DIGITS}()\s*$")),
    (PAREN, re.compile(rf"{_BEFORE}[(（\[【〔]\s?{_DIGITS}\s?[)）\]】〕]\s?[.．、:：]?\s*")),
    (PLAIN, re.compile(rf"{_BEFORE}{_DIGITS}\s?(?:[.．、)）,，]、?|[:：](?![0-9０-９]))\s*")),
    (BARE, re.compile(rf"{_DIGITS}(?:\s+(?=\S)|$|(?=[【\[]))")),
)  # fmt: skip
_SIGNS = (
    *((chr(0x2460 + n), n + 1) for n in range(20)),
    *((chr(0x3251 + n), n + 21) for n in range(15)),
    *((chr(0x32B1 + n), n + 36) for n in range(15)),
    *((chr(0x2474 + n), n + 1) for n in range(20)),
    *((chr(0x2488 + n), n + 1) for n in range(20)),
    *((chr(0x2776 + n), n + 1) for n in range(10)),
)
_CIRCLES = dict(_SIGNS)
_STOPS = frozenset(chr(0x2488 + n) for n in range(20))
# "（ √ ）1、…": the bracket for the answer stands before the number.
_ANSWERED = re.compile(
    r"[(（\[【]\s{0,8}((?:[A-HＡ-Ｈ]{1,8}|√|×|✓|✗|✔|✘|[xXvV]|对|错|正确|错误)?)\s{0,8}[)）\]】]\s{0,4}"
    r"(?=[0-9０-９]{1,4}\s?[.．、:：])"
)
_KIND_BEFORE = re.compile(
    r"[\[【(（]?\s?((?:单选|多选|单项选择|多项选择|不定项选择|不定项|判断|填空|简答|问答|论述|选择)题?)\s?[\]】)）]?\s?"
    r"[:：、.．]?\s?(?=第?\s?[0-9]{1,4}\s?[.．、题])"
)
# What is left of a list whose questions were deleted: "2、3、4、5、".
RESIDUE = re.compile(r"(?:[0-9０-９]{1,4}\s?[、.．,，]\s?){3,}")


@dataclass(frozen=True, slots=True)
class Number:
    """`mark` is what follows the digits; `key` what a bracket before them holds.

    `is_decimal`: digits follow the point, so that it may be no number of a question at all.
    """

    value: int
    way: str
    mark: str
    rest: Line
    kind: str = ""
    key: str | None = None
    is_decimal: bool = False


def number_of(line: Line) -> Number | None:
    """The number that the line begins with; None for none."""
    text = line.text
    if not text or RESIDUE.fullmatch(text):
        return None
    if found := _ANSWERED.match(text):
        inner = number_of(line.cut(found.end()))
        return None if inner is None else _with(inner, key=found[1])
    if found := _KIND_BEFORE.match(text):
        inner = number_of(line.cut(found.end()))
        return None if inner is None else _with(inner, kind=found[1])
    bare = text.lstrip("*＊★☆▲●■◆◇ ")
    if bare[:1] in _CIRCLES:
        way = PLAIN if bare[0] in _STOPS else CIRCLED
        rest = line.cut(len(text) - len(bare) + 1)
        return Number(_CIRCLES[bare[0]], way, bare[0] if way == CIRCLED else ".", _bare(rest))
    for way, pattern in _WAYS:
        if found := pattern.match(text):
            kind = (found[2] or "") if way == NAMED else ""
            after = text[found.end() :]
            written = text[: found.end()].rstrip()
            decimal = way == PLAIN and written[-1:] in ".．,，" and after[:1].isdigit()
            if decimal and found.end() > len(written):
                decimal = False
            return Number(int(found[1]), way, _mark(written), line.cut(found.end()), kind,
                          is_decimal=decimal)  # fmt: skip
    return None


def _with(number: Number, key: str | None = None, kind: str = "") -> Number:
    return Number(
        number.value, number.way, number.mark, number.rest, kind or number.kind,
        number.key if key is None else key, number.is_decimal,
    )  # fmt: skip


def _bare(rest: Line) -> Line:
    return rest.cut(1) if rest.text[:1] in ".．、" else rest


def _mark(written: str) -> str:
    last = written[-1:]
    if last in ".．":
        return "."
    return last if last in "、)）:：,，" else ""
