"""Quantities in a text: numbers with their units, and with what is said about them."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from questions.numerals import Number, numbers
from questions.typed import units
from questions.typed.plain import simplified
from questions.typed.units import Unit

# What says how near a number is: before it, and after it or its unit.
BEFORE = {
    "over": "超过 超出 超 突破 逾 高于 大于 多于 不止 多达",
    "under": "不到 不足 将近 接近 近 少于 低于 小于 未满",
    "about": "大约 约为 约有 约占 约 大概 差不多 估计",
    "least": "至少 不少于 不低于 不小于 起码",
    "most": "不超过 至多 最多 不多于 不大于 不高于",
}
AFTER = {
    "over": "有余 以上 开外 多 余 来 +",
    "under": "以下 不到",
    "about": "左右 上下 前后",
    "most": "以内 之内",
}
_LEADS = (
    *(
        "正确答案",
        "答案",
        "答",
        "我们",
        "我",
        "觉得",
        "认为",
        "应该",
        "应当",
        "应",
        "就是",
        "就",
        "有",
        "是",
    ),
    *(
        "为",
        "共计",
        "共有",
        "一共",
        "总共",
        "总计",
        "合计",
        "共",
        "达到",
        "达",
        "已经",
        "已",
        "分别",
    ),
    *("等于", "人民币", "即", "也", "了", "选", "填", "和", "与", "及", "以及"),
)
_TAILS = ("的", "了", "吧", "呢", "啊", "呀", "哦", "哈", "嘛", "整", "谢谢", "即可", "就行")
_JOINS = {
    "-": "to",
    "~": "to",
    "—": "to",
    "–": "to",
    "至": "to",
    "到": "to",
    "比": "per",
    ":": "per",
}
# What each of these words says, the longest first.
_BEFORE, _AFTER = (
    dict(
        sorted(
            ((word, kind) for kind, words in said.items() for word in words.split()),
            key=lambda each: len(each[0]),
            reverse=True,
        )
    )
    for said in (BEFORE, AFTER)
)
_LEADS_BACKWARDS = tuple(word[::-1] for word in _LEADS)
# No number is written without one of these.
_FIGURE = re.compile(r"[\d零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾廿卅半]")
_STOP = re.compile(r"[,、;。\n/|]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and with what is said around it.

    `nearness` holds over, under, about, least or most; `join` says how it hangs on the number
    before it: "to" in a range, "per" in a ratio. `lead` is whatever else stands before it.
    """

    value: Fraction
    unit: Unit
    nearness: frozenset[str] = frozenset()
    is_share: bool = False
    is_ordinal: bool = False
    lead: str = ""
    join: str = ""


@lru_cache(maxsize=256)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in their order; () when a number in it is malformed."""
    if not _FIGURE.search(simplified(text)):
        return ()
    plain = _prepared(text)
    found = list(numbers(plain))
    if _has_digits_outside(plain, found):
        return ()
    made: list[Quantity] = []
    lead, start = plain[: found[0].start] if found else "", 0
    for at, number in enumerate(found):
        start = found[at + 1].start if at + 1 < len(found) else len(plain)
        after, next_lead = _split(plain[number.end : start], is_last=at + 1 == len(found))
        made.append(_quantity(number, lead, after, is_first=at == 0))
        lead = next_lead
    return tuple(made)


@lru_cache(maxsize=64)
def is_number(text: str) -> bool:
    """Whether a text is nothing but quantities, to be judged as such.

    四个注重 is a term and 27个村 a number: with a noun after it, a figure makes the number.
    """
    found = quantities(text)
    return bool(found) and all(
        not each.lead
        and (each.unit.measure or not each.unit.noun)
        and (not each.unit.noun or re.match(r"\D{0,3}\d", simplified(text)) is not None)
        for each in found
    )


def near_a_gap(head: str, tail: str) -> frozenset[str]:
    """What the words around a gap say about the number that goes into it."""
    before, after = _taken(head, _BEFORE, at_end=True)[1], _taken(tail, _AFTER, at_end=False)[1]
    return frozenset(before | after)


def _prepared(text: str) -> str:
    plain = simplified(text).strip()
    # 一 in these counts nothing.
    plain = re.sub("一(?=[共起定些般直律样致])|(?<=[统万唯专同])一(?![万千百十])", "", plain)
    plain = re.sub(r"(?<=\d)[。·](?=\d)", ".", plain)
    plain = re.sub(r"(?<=[\d万亿多余百千十]) ?(k?)m\^?2", _square, plain)
    plain = re.sub(
        r"零下(?=[\d一二两三四五六七八九十])|负(?=[\d零一二两三四五六七八九十])", "-", plain
    )
    plain = re.sub(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b", r"\1年\2月\3日", plain)
    plain = re.sub(r"(?<![\d.])(\d{4})-(0[1-9]|1[0-2])(?!\d)", r"\1年\2月", plain)
    return re.sub(r"(?<!\d) | (?!\d)", "", plain)


def _square(found: re.Match[str]) -> str:
    return "平方公里" if found[1] else "平方米"


def _has_digits_outside(text: str, found: list[Number]) -> bool:
    inside = {at for number in found for at in range(number.start, number.end)}
    return any(char.isdigit() and at not in inside for at, char in enumerate(text))


def _split(between: str, is_last: bool) -> tuple[str, str]:
    """What stands after a number: its unit, and the lead of the next one."""
    if is_last:
        return between, ""
    if stop := _STOP.search(between):
        return between[: stop.start()], between[stop.end() :]
    if between[:1] in _JOINS:
        return "", between
    named = units.unit(between)
    return (between.removesuffix(named.noun), named.noun) if named.measure else (between, "")


def _quantity(number: Number, lead: str, after: str, is_first: bool) -> Quantity:
    near = {"over"} if number.is_over else set()
    lead = "".join(char for char in lead if char.isalnum() or char in _JOINS)
    join = "" if is_first else _JOINS.get(lead[-1:], "")
    lead = "".join(char for char in lead[: -1 if join else None] if char.isalnum())
    is_ordinal = lead.endswith("第")
    lead, said = _taken(lead.removesuffix("第"), _BEFORE, at_end=True)
    near |= said
    lead = _bare_lead(lead)
    if lead != (bare := _taken(lead, _BEFORE, at_end=True))[0]:
        lead, near = _bare_lead(bare[0]), near | bare[1]
    tail = _without("".join(c for c in after if c.isalnum() or c in "+%°"), _TAILS)
    for at_end in (False, True):
        tail, said = _taken(tail, _AFTER, at_end)
        near |= said
    named = units.unit(tail)
    value = number.value * named.factor
    return Quantity(value, named, frozenset(near), number.is_share, is_ordinal, lead, join)


def _taken(text: str, said: dict[str, str], at_end: bool) -> tuple[str, set[str]]:
    """The text without the longest of those words at its end or start, and what that says."""
    if not (text.endswith(tuple(said)) if at_end else text.startswith(tuple(said))):
        return text, set()
    for word, kind in said.items():
        if text.endswith(word) if at_end else text.startswith(word):
            rest = text.removesuffix(word) if at_end else text.removeprefix(word)
            return rest, {kind}
    return text, set()


def _without(text: str, words: tuple[str, ...]) -> str:
    """The text without those words at its end."""
    while text.endswith(words):
        for word in words:
            text = text.removesuffix(word)
    return text


def _bare_lead(lead: str) -> str:
    """A lead without what may stand before any number: 一共安置了 says no more than 安置."""
    return _without(_without(lead, _LEADS)[::-1], _LEADS_BACKWARDS)[::-1]
