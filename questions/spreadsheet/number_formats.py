"""What Excel shows for a number: 0.16 as 16%, 0.75 as 18:00, 150100 as 150,100."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

# Formats that Excel knows by number only, the dates as a Chinese Excel shows them.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip

# Excel writes these two as a code of their own, meaning "as the system shows dates".
_SYSTEM = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_LITERAL = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]'
_SECTION_END = re.compile(rf"({_LITERAL})|(;)")
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?(?:E[+-]?[0#]+)?|\.[0#?]+(?:E[+-]?[0#]+)?", re.I)
# A Chinese Excel and WPS have a name of their own for it.
_GENERAL = re.compile("General|G/通用格式|@", re.IGNORECASE)
_FRACTION = re.compile(r"(?:([#0?]+)\s+)?([#0?]+)/([#0?]+|\d+)")
_DATE = re.compile(
    rf"(?P<span>\[(?:h+|m+|s+)\])|(?P<literal>{_LITERAL})|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<fraction>\.0+)|(?P<part>y+|e+|m+|d+|h+|s+|a{3,4})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_WEEK = "一二三四五六日"


def shown(value: float, code: str, starts_1904: bool = False) -> str:
    """The text that Excel shows for `value` under the format `code`."""
    for system, meant in _SYSTEM.items():
        if code.upper().startswith(system):
            code = meant
    sections = _sections(code)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
        if not section:
            return ""
    sort = _sort(section)
    try:
        if sort == "date":
            return _date(value, section, starts_1904)
        return _number(value, section) if sort == "number" else _general(value, section)
    except (InvalidOperation, OverflowError, ValueError):
        return general(value)


@lru_cache(maxsize=512)
def is_date(code: str) -> bool:
    return _sort(_sections(code)[0]) == "date"


def general(value: float) -> str:
    """As in a cell without a format: eleven characters at most for a fraction."""
    if value == int(value):
        return str(int(value))
    if abs(value) < 1e-4 or abs(value) >= 1e11:
        return f"{value:.6g}".upper()
    decimals = max(1, 10 - len(str(int(abs(value)))))
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    parts, start = [], 0
    for found in _SECTION_END.finditer(code):
        if found[2]:
            parts.append(code[start : found.start()])
            start = found.end()
    return (*parts, code[start:])


@lru_cache(maxsize=512)
def _sort(section: str) -> str:
    if re.search(r"\[(h+|m+|s+)\]", section, re.IGNORECASE):
        return "date"
    bare = re.sub(_LITERAL, "", section).lower()
    if not bare.strip() and section.strip():
        return "number"
    if "general" in bare or bare.strip() in ("", "@"):
        return "general"
    if re.search(r"[ymdhs]|aaa|e(?![+-])", bare):
        return "date"
    return "number" if re.search(r"[#0?]", bare) else "general"


def _general(value: float, section: str) -> str:
    bare = re.sub(_LITERAL, lambda found: _literal(found[0]), section)
    return _GENERAL.sub(lambda _: general(value), bare, count=1) or general(value)


def _number(value: float, section: str) -> str:
    bare = re.sub(_LITERAL, lambda found: _literal(found[0]), section)
    exact = Decimal(repr(float(value))) * Decimal(100) ** bare.count("%")
    if fraction := _FRACTION.search(bare):
        body = _as_fraction(exact, fraction)
    elif number := _NUMBER.search(bare):
        fraction = number
        body = _digits(exact, number[0])
    else:
        return bare.strip()
    before, after = bare[: fraction.start()], bare[fraction.end() :]
    sign = "-" if exact < 0 and body.strip("0.,") else ""
    return (sign + before + body + after).strip()


def _literal(text: str) -> str:
    if text.startswith('"'):
        return text[1:-1]
    if text.startswith("\\"):
        return text[1]
    if currency := re.match(r"\[\$([^-\]]*)", text):
        return currency[1]
    return ""


def _digits(value: Decimal, pattern: str) -> str:
    pattern, _, exponent = re.sub("e", "E", pattern).partition("E")
    if exponent:
        decimals = len(pattern.partition(".")[2])
        mantissa, _, power = f"{abs(value):.{decimals}E}".partition("E")
        width = len(exponent.lstrip("+-"))
        return f"{mantissa}E{power[0]}{power[1:].zfill(width)}"
    whole, _, part = pattern.partition(".")
    thousands = "," in whole.rstrip(",")
    value = abs(value) / Decimal(1000) ** (len(whole) - len(whole.rstrip(",")))
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if thousands and left:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    kept = len(right.rstrip("0"))
    right = right[: max(kept, part.rfind("0") + 1)]
    return f"{left}.{right}" if right else left or "0"


def _as_fraction(value: Decimal, pattern: re.Match[str]) -> str:
    whole_wanted, _, below = pattern.groups()
    limit = int(below) if below.isdecimal() and below.strip("0") else 10 ** len(below) - 1
    if below.isdecimal() and below.strip("0"):
        exact = Fraction(round(abs(value) * limit), limit)
        top, bottom = exact.numerator * limit // exact.denominator, limit
    else:
        exact = Fraction(abs(value)).limit_denominator(limit)
        top, bottom = exact.numerator, exact.denominator
    if whole_wanted is None:
        return f"{top}/{bottom}"
    whole, rest = divmod(top, bottom)
    if not rest:
        return str(whole)
    return f"{whole} {rest}/{bottom}" if whole else f"{rest}/{bottom}"


def _date(value: float, section: str, starts_1904: bool) -> str:
    moment = _moment(value, starts_1904)
    tokens = list(_DATE.finditer(section))
    is_half_day = any(token["noon"] for token in tokens)
    text = ""
    for position, token in enumerate(tokens):
        if token["span"]:
            text += _span(value, token["span"])
        elif token["noon"]:
            names = ("上午", "下午") if "上" in token["noon"] else ("AM", "PM")
            text += names[moment.hour >= 12]
        elif token["fraction"]:
            text += f".{moment.microsecond:06d}"[: len(token["fraction"])]
        elif token["part"]:
            is_minute = token["part"][0] in "mM" and _beside_time(tokens, position)
            text += _part(moment, token["part"].lower(), is_minute, is_half_day)
        elif token["literal"]:
            text += _literal(token["literal"])
        else:
            text += token["other"]
    return text.strip()


def _moment(value: float, starts_1904: bool) -> datetime:
    if not -1 < value < 2_958_466:
        raise ValueError("beyond the year 9999")
    # Excel counts a 29 February 1900 that never was.
    start = datetime(1904, 1, 1) if starts_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    if not starts_1904 and 1 <= value < 60:
        start += timedelta(days=1)
    return start + timedelta(milliseconds=round(value * 86_400_000))


def _span(value: float, token: str) -> str:
    unit = {"h": 3600, "m": 60, "s": 1}[token[1].lower()]
    return str(int(round(value * 86_400) // unit)).rjust(len(token) - 2, "0")


def _beside_time(tokens: list[re.Match[str]], position: int) -> bool:
    """Whether an `m` means minutes: after hours or before seconds."""

    def first(found: list[re.Match[str]]) -> str:
        named = (each["part"] or (each["span"] or "")[1:2] for each in found)
        return next((each[0].lower() for each in named if each), "")

    before = first(tokens[position - 1 :: -1]) if position else ""
    return before == "h" or first(tokens[position + 1 :]) == "s"


def _part(moment: datetime, part: str, is_minute: bool, is_half_day: bool) -> str:
    size = len(part)
    if part[0] in "ye":
        return f"{moment.year % 100:02d}" if part == "yy" else str(moment.year)
    if part[0] == "a":
        return ("星期" if size == 4 else "") + _WEEK[moment.weekday()]
    if part[0] == "d" and size > 2:
        return _DAYS[moment.weekday()]
    if part[0] == "m" and not is_minute and size > 2:
        return _MONTHS[moment.month - 1]
    hour = (moment.hour % 12 or 12) if is_half_day else moment.hour
    number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour}
    return str(number.get(part[0], moment.second)).rjust(min(size, 2), "0")
