"""Numbers as people write them: 321, 三百二十一, 35,202.45, 1.5亿, 300多万, 六成, 50%, 2/3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

# Longer runs of digits are no figure that anybody asks for; reading them would only cost time.
DIGITS_LIMIT = 30

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_MARKS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
# Before simplification 陸 and 萬 may have come as formal numerals.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两俩", "一二三四五六七八九十百千两两")

_ARABIC = r"\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = "零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖"
_PLAIN = (
    rf"(?:{_ARABIC}|[{_CHINESE}十拾廿卅])"
    rf"(?:[{_CHINESE}十百千万亿拾佰仟点]|(?<=[十百千万亿点])(?:{_ARABIC})|[多余来](?=[百千万亿]))*"
)
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\d\w])-)?(?:(?P<halves>一半|半数|对半)|百分之(?P<percent>{_PLAIN})|(?P<under>{_PLAIN})分之(?P<over>{_PLAIN})"
    rf"|(?P<up>\d+)/(?P<down>\d+)|(?P<plain>{_PLAIN})(?P<mark>%|‰|成(?![为员立果本长就绩效功熟都])(?P<half>[{_CHINESE}\d])?)?"
    r")"
)
_CHINESE_ONLY = re.compile(rf"[{_CHINESE}十拾][{_CHINESE}十百千万亿拾佰仟]*")
_ARABIC_ONLY = re.compile(rf"(?:{_ARABIC})\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text at `start`–`end`.

    `is_share` is a percentage, a 成 or a fraction: its value is the share (0.5 for 50%).
    `is_over` has a 多 or 余 inside, as 300多万 has.
    """

    value: Fraction
    start: int
    end: int
    is_share: bool = False
    is_over: bool = False


def numbers(text: str) -> Iterator[Number]:
    """The numbers in a text (NFKC, simplified), from left to right; what is malformed is left."""
    for found in _NUMBER.finditer(text):
        if (number := _number(found)) is not None:
            yield number


def chinese_to_digits(text: str) -> str:
    """The text with its Chinese numerals as digits: 五带头 → 5带头, 十五分钟 → 15分钟."""

    def digits(found: re.Match[str]) -> str:
        value = _value(found[0].translate(_FORMAL), is_whole=True)
        if value is None or value.denominator != 1:
            return found[0]
        return str(value)

    return _CHINESE_ONLY.sub(digits, text)


def _number(found: re.Match[str]) -> Number | None:
    value, is_share = _meant(found)
    if value is None:
        return None
    if found["sign"]:
        value = -value
    is_over = re.search("[多余来]", found[0]) is not None
    return Number(value, found.start(), found.end(), is_share, is_over)


def _meant(found: re.Match[str]) -> tuple[Fraction | None, bool]:
    if found["halves"]:
        return Fraction(1, 2), True
    if found["percent"]:
        return _divided(_read(found["percent"]), Fraction(100)), True
    if found["under"]:
        return _divided(_read(found["over"]), _read(found["under"])), True
    if found["up"]:
        return _divided(_read(found["up"]), _read(found["down"])), True
    value, mark = _read(found["plain"]), found["mark"] or ""
    if mark.startswith("成"):
        rest = _read(found["half"]) if found["half"] else Fraction(0)
        return None if value is None or rest is None else value / 10 + rest / 100, True
    if mark:
        return _divided(value, Fraction(100 if mark == "%" else 1000)), True
    return value, False


def _divided(over: Fraction | None, under: Fraction | None) -> Fraction | None:
    return over / under if over is not None and under else None


def _read(text: str) -> Fraction | None:
    """The value of one written number; None when its parts do not make one."""
    plain = re.sub("[多余来]", "", text).translate(_FORMAL)
    return _value(plain.replace("廿", "二十").replace("卅", "三十"), is_whole=True)


def _value(text: str, is_whole: bool = False) -> Fraction | None:
    for mark, unit in _MARKS:
        head, found, tail = text.rpartition(mark)
        if found:
            return _marked(head, mark, unit, tail)
    return _unmarked(text, is_whole)


def _marked(head: str, mark: str, unit: int, tail: str) -> Fraction | None:
    """三百二十一 is 三 × 百 and 二十一; after 百, 千, 万 and 亿 a bare digit counts tens of it."""
    times = _value(head) if head else Fraction(1) if mark == "十" else None
    if times is None or (unit < 10**4 and times >= 10):
        return None
    rest = _value(tail.lstrip("零〇")) if tail.strip("零〇") else Fraction(0)
    if rest is None or rest >= unit:
        return None
    if len(tail) == 1 and unit > 10:
        rest = rest * unit / 10
    return times * unit + rest


def _unmarked(text: str, is_whole: bool) -> Fraction | None:
    if len(text) > DIGITS_LIMIT:
        return None
    if _ARABIC_ONLY.match(text):
        return Fraction(re.sub("[, ]", "", text))
    whole, point, after = text.partition("点")
    digits = "".join(str(_DIGITS.get(char, char)) for char in whole + after)
    # Several Chinese digits in a row are read out one by one, as years are.
    if not digits.isdecimal() or not whole or (len(whole) > 1 and not is_whole and not point):
        return None
    if point and not after:
        return None
    return Fraction(int(digits), 10 ** len(after))
