"""Response processing of QTI 1.2: which answers earn something, and what is said to whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from questions.formats.item import Answer
from questions.formats.qti.shown import material, plain_name

_WHOLE = 100.0
_WRONG = re.compile("incorrect|wrong", re.IGNORECASE)
_LOW, _HIGH = ("vargte", "vargt"), ("varlte", "varlt")


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule. `named` are (response, value) that it asks for, `denied` those that it excludes;
    `score` is None where it sets none. `low` and `high` bound a number."""

    title: str
    score: float | None
    named: tuple[tuple[str, str], ...] = ()
    denied: frozenset[str] = frozenset()
    parts: tuple[tuple[str, str], ...] = ()
    low: str = ""
    high: str = ""
    is_any: bool = False
    feedbacks: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        if self.score is not None:
            return self.score > 0
        return "correct" in (self.title, *self.feedbacks)

    @property
    def worth(self) -> float:
        return self.score or _WHOLE


@dataclass(frozen=True, slots=True)
class Told:
    everybody: str = ""
    right: str = ""
    wrong: str = ""


def conditions(item: Element) -> tuple[Condition, ...]:
    every = (each for each in item.iter() if plain_name(each.tag) == "respcondition")
    return tuple(_condition(each) for each in every)


def picked(
    every: Sequence[Condition], idents: Sequence[str], is_single: bool | None
) -> dict[str, float]:
    """What each choice earns, in hundredths of the best."""
    known = set(idents)
    right = [(each, [value for _, value in each.named if value in known])
             for each in every if each.is_right]  # fmt: skip
    right = [(each, values) for each, values in right if values]
    if not right:
        return {}
    best = max(each.worth for each, _ in right)
    if is_single is False:
        whole = [
            values for each, values in right
            if each.worth >= best and not each.is_any and (len(values) > 1 or each.denied)
        ]  # fmt: skip
        if whole:
            return dict.fromkeys(whole[0], _WHOLE)
    weights: dict[str, float] = {}
    for each, values in right:
        for value in values:
            weights[value] = max(weights.get(value, 0), _WHOLE * each.worth / best)
    return weights


def typed(every: Sequence[Condition], response: str = "") -> list[Answer]:
    """What may be typed. Where no rule sets a score, all that is asked for is right."""
    of_it = [(each, _values(each, response)) for each in every]
    right = [(each, values) for each, values in of_it if each.is_right]
    if not any(values or each.low or each.parts for each, values in right):
        right = [(each, values) for each, values in of_it
                 if each.score is None and "incorrect" not in each.title]  # fmt: skip
    best = max((each.worth for each, _ in right), default=_WHOLE)
    found: list[Answer] = []
    for each, values in right:
        weight = _WHOLE * each.worth / best
        bounds = {each.low, each.high} - {""}
        margin = 1.0 if bounds - set(values) else 0.0
        found += [Answer(_exact(value), weight, margin=margin) for value in values]
        parts = [value for name, value in each.parts if not response or name in (response, "")]
        found += [Answer(f"*{_exact(value)}*", weight) for value in parts]
        if not values and len(bounds) == 1 and each.low == each.high:
            found.append(Answer(each.low, weight))
        elif not values and bounds:
            found.append(Answer(f"{each.low}–{each.high}", weight, margin=None))
    return found


def told(item: Element, every: Sequence[Condition]) -> Told:
    """Feedbacks by what their names say, else by the rules that show them."""
    texts = _texts(item)
    by_right = {name for each in every if each.is_right for name in each.feedbacks}
    by_label = {name for each in every if each.named and not each.is_right
                for name in each.feedbacks}  # fmt: skip
    everybody, right, wrong = [], [], []
    for name, text in texts.items():
        word = name.lower()
        if "incorrect" in word or "wrong" in word:
            wrong.append(text)
        elif name in by_right or "correct" in word:
            right.append(text)
        elif name not in by_label:
            everybody.append(text)
    return Told("\n".join(everybody), "\n".join(right), "\n".join(wrong))


def told_by_label(item: Element, every: Sequence[Condition]) -> dict[str, str]:
    """What is said to who picks a choice that is wrong."""
    texts = _texts(item)
    found: dict[str, str] = {}
    for each in every:
        if not each.is_right and len(each.named) == 1:
            names = [name for name in each.feedbacks if name in texts
                     and "correct" not in name.lower()]  # fmt: skip
            found[each.named[0][1]] = "\n".join(texts[name] for name in names)
    return found


def _exact(text: str) -> str:
    """A star that is a star: in other formats it stands for anything."""
    return text.replace("*", "\\*")


def _values(condition: Condition, response: str) -> list[str]:
    return [value for name, value in condition.named if not response or name in (response, "")]


def _texts(item: Element) -> dict[str, str]:
    every = (each for each in item.iter() if plain_name(each.tag) == "itemfeedback")
    return {each.get("ident", ""): text for each in every if (text := material(each).text)}


def _condition(element: Element) -> Condition:
    named: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    denied: set[str] = set()
    bounds = {"low": "", "high": ""}
    is_any = False
    for each, is_denied in _tests(element, False):
        name, value = plain_name(each.tag), "".join(each.itertext()).strip()
        is_any |= name == "or"
        pair = (each.get("respident", ""), value)
        if name in ("varequal", "varinside") and is_denied:
            denied.add(value)
        elif name == "varequal" and value:
            named.append(pair)
        elif name == "varsubset":
            named += [(pair[0], part.strip()) for part in value.split(",") if part.strip()]
        elif name == "varsubstring" and value and not is_denied:
            parts.append(pair)
        elif name in _LOW:
            bounds["low"] = bounds["low"] or value
        elif name in _HIGH:
            bounds["high"] = bounds["high"] or value
    shown = [each.get("linkrefid", "") for each in element.iter()
             if plain_name(each.tag) == "displayfeedback"]  # fmt: skip
    title = element.get("title", "").strip().lower()
    return Condition(
        title, _score(element), tuple(named), frozenset(denied), tuple(parts), bounds["low"],
        bounds["high"], is_any, tuple(shown),
    )  # fmt: skip


def _tests(element: Element, is_denied: bool) -> Iterator[tuple[Element, bool]]:
    """Every test with whether a <not> stands around it."""
    for each in element:
        name = plain_name(each.tag)
        if name in ("setvar", "displayfeedback"):
            continue
        yield each, is_denied
        yield from _tests(each, is_denied != (name == "not"))


def _score(element: Element) -> float | None:
    found: float | None = None
    for each in element.iter():
        if plain_name(each.tag) != "setvar":
            continue
        text = "".join(each.itertext()).strip()
        value = _WHOLE if "max" in text.lower() else _float(text)
        if _WRONG.search(each.get("varname", each.get("variablename", ""))):
            # What Brightspace counts the wrong picks in.
            value = -value
        if each.get("action", "").lower() == "subtract":
            value = -value
        found = max(found or 0, value) if value >= 0 else (found or value)
    return found


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
