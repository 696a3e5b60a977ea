"""Blanks filled in one message: which part of the answer belongs to which blank."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from math import comb
from typing import TypeVar

from questions.typed import numbers, phrases
from questions.typed.joints import same
from questions.typed.plain import Context, contexts, core, pieces, simplified
from questions.typed.quantities import is_number
from questions.typed.verdict import Verdict, best

_T = TypeVar("_T")

_MOST_SPLITS = 200
_MOST_WORDINGS = 60
_LONGER = 400

_SEPARATOR = re.compile(r"[;；\n]|[,，、/|]|[ \t　]+|以及|[和与]")
_STRONG = re.compile(r"[;；\n]")
# What counts the blanks: 1. ① (1) 第一空.
_NUMBERING = re.compile(
    r"[①-⑳]|第[一二三四五六七八九十\d]空\s*[:：是为]?|(?:(?<=[\s;；,，、])|^)(?:[(（]\d[)）]|\d[.、):：](?!\d))"
)
_FIGURE = re.compile(r"\d[\d,，.．]*[^\d,，、;；\s]*")


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank: what it accepts, how that is judged, and what stands around it."""

    wordings: tuple[str, ...]
    kind: str
    context: Context
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filled:
    verdict: Verdict
    given: str = ""


def blanks(accepted: Sequence[Sequence[str]], stem: str, typed_as: str = "") -> tuple[Blank, ...]:
    """The blanks of a question; how each is judged is inferred where `typed_as` is ""."""
    all_same = [frozenset(same(text) for text in wordings) for wordings in accepted]
    around = contexts(stem, len(accepted))
    return tuple(
        Blank(
            tuple(wordings),
            kind_of(wordings, typed_as),
            around[at],
            frozenset().union(*(all_same[:at] + all_same[at + 1 :])) - all_same[at],
        )
        for at, wordings in enumerate(accepted)
    )


def kind_of(wordings: Sequence[str], typed_as: str = "") -> str:
    """How a blank is judged: as said, or as a number where its first wording is one."""
    if typed_as in ("number", "") and any(is_number(wording) for wording in wordings[:1]):
        return "number"
    return "term" if typed_as in ("number", "") else typed_as


def judge_one(blank: Blank, typed: str) -> Verdict:
    """How one blank is filled: the best that any of its wordings makes of it."""
    if not typed.strip():
        return Verdict.REJECT
    return best(
        numbers.judge(wording, typed, blank.context)
        if blank.kind == "number" and is_number(wording)
        else phrases.judge(wording, typed, blank.context, blank.others)
        for wording in blank.wordings
    )


def fill(asked: tuple[Blank, ...], typed: str, stem: str, is_ordered: bool) -> tuple[Filled, ...]:
    """How each blank was filled, by the split of the answer that serves it best.

    Blanks that the stem merely enumerates may be filled in any order, unless `is_ordered`.
    """
    longest = sum(max(map(len, each.wordings), default=0) for each in asked)
    if len(typed) > 2 * longest + _LONGER:
        return (Filled(Verdict.REJECT),) * len(asked)
    groups = [] if is_ordered else _enumerated(asked, stem)

    @cache
    def judged(at: int, part: str) -> Verdict:
        return judge_one(asked[at], part)

    def filled(parts: Sequence[str]) -> tuple[Filled, ...]:
        found = [Filled(judged(at, part), part.strip()) for at, part in enumerate(parts)]
        for group in groups:
            _in_any_order(found, group, [parts[at] for at in group], judged)
        return tuple(found)

    tried = [filled(parts) for parts in _splits(typed, len(asked), stem)]
    if _is_run_together(asked, typed):
        tried.append(tuple(Filled(Verdict.ACCEPT, each.wordings[0]) for each in asked))
    return min(tried, key=_badness)


def _badness(found: tuple[Filled, ...]) -> tuple[int, int]:
    verdicts = [each.verdict for each in found]
    return -verdicts.count(Verdict.ACCEPT), -verdicts.count(Verdict.ALMOST)


def _splits(typed: str, count: int, stem: str) -> Iterator[list[str]]:
    """The ways in which an answer may be meant for that many blanks."""
    # What looks like a numbering may belong to the answer.
    for text in dict.fromkeys((_NUMBERING.sub("\n", typed).strip(), typed.strip())):
        if count == 1:
            yield [text]
            continue
        yield from _at_strong(text, count)
        yield from _numbered(text, count)
        yield from _at_stem(text, count, stem)
        yield from _at_figures(text, count)
        yield from _at_any(text, count)


def _at_any(text: str, count: int) -> Iterator[list[str]]:
    cuts = [found.span() for found in _SEPARATOR.finditer(text)]
    if len(cuts) >= count - 1:
        for chosen in _some(cuts, count - 1):
            yield _cut(text, chosen)
        return
    # Fewer parts than blanks: some were left out, and it is not said which.
    parts = _cut(text, cuts)
    for places in _some(range(count), len(parts)):
        filled = [""] * count
        for place, part in zip(places, parts, strict=True):
            filled[place] = part
        yield filled


def _at_figures(text: str, count: int) -> Iterator[list[str]]:
    """After each figure and its unit: 321户924人."""
    ends = [found.end() for found in _FIGURE.finditer(text)]
    if len(ends) == count:
        starts = [0, *ends[:-1]]
        yield [text[a:b].strip(",，、;； ") for a, b in zip(starts, ends, strict=True)]


def _at_stem(text: str, count: int, stem: str) -> Iterator[list[str]]:
    """Where the answer repeats what stands between the gaps: 从村民到市民."""
    between = [core(piece) for piece in _between(stem, count)]
    if not between or not all(between):
        return
    parts, rest = [], simplified(text)
    for piece in between:
        part, found, rest = rest.partition(piece)
        if not found:
            return
        parts.append(part)
    yield [*parts, rest]


def _numbered(typed: str, count: int) -> Iterator[list[str]]:
    """1.321 2.924, where the dot might as well be a decimal one."""
    marks = [rf"{at}[.．、)）]\s*(.*?)" for at in range(1, count + 1)]
    if count < 10 and (
        found := re.fullmatch(r"[\s;；,，、]+".join(marks), typed.strip(), re.DOTALL)
    ):
        yield list(found.groups())


def _at_strong(text: str, count: int) -> Iterator[list[str]]:
    parts = _STRONG.split(text)
    if len(parts) == count:
        yield parts
    full = [part for part in parts if part.strip()]
    if len(full) == count:
        yield full


def _some(things: Sequence[_T], count: int) -> Iterator[tuple[_T, ...]]:
    if comb(len(things), count) > _MOST_SPLITS:
        things = things[:count]
    yield from combinations(things, count)


def _cut(text: str, cuts: Sequence[tuple[int, int]]) -> list[str]:
    parts, start = [], 0
    for begin, end in cuts:
        parts.append(text[start:begin])
        start = end
    return [*parts, text[start:]]


def _is_run_together(asked: tuple[Blank, ...], typed: str) -> bool:
    """Whether the answer is the blanks' wordings with nothing between: 时代吸引."""
    total = 1
    for each in asked:
        total *= max(1, len(each.wordings))
    if len(asked) < 2 or total > _MOST_WORDINGS or any(each.kind == "number" for each in asked):
        return False
    wanted = same(typed)
    return any(
        "".join(map(same, chosen)) == wanted
        for chosen in product(*(each.wordings for each in asked))
    )


def _enumerated(asked: tuple[Blank, ...], stem: str) -> list[list[int]]:
    """The runs of blanks between which the stem only enumerates."""
    between = _between(stem, len(asked))
    groups: list[list[int]] = [[0]]
    for at, text in enumerate(between, start=1):
        numbers_meet = "number" in (asked[at - 1].kind, asked[at].kind)
        if not numbers_meet and _enumerates(text, asked[at].context.tail):
            groups[-1].append(at)
        else:
            groups.append([at])
    return [group for group in groups if len(group) > 1]


def _between(stem: str, count: int) -> list[str]:
    found = pieces(stem, count)
    return [] if found is None else found[1:-1]


def _enumerates(between: str, tail: str) -> bool:
    """Whether 、 or 和 leads from a gap, and the noun that follows both, to the next."""
    plain = re.sub(r"[\s\"'“”‘’《》「」]", "", between)
    if re.search("[,;:。!?]", plain) or not re.search(r"(?:、|和|与|及|以及)\Z", plain):
        return False
    noun = re.match(r"[^、和与及]*", plain)
    return noun is not None and tail.startswith(noun[0])


def _in_any_order(
    found: list[Filled],
    group: list[int],
    parts: list[str],
    judged: Callable[[int, str], Verdict],
) -> None:
    """Give each blank of the group a part that fits it; what fits none stays with some blank."""
    empty, left = list(group), list(parts)
    for wanted in Verdict:
        for at in list(empty):
            fits = (p for p in left if wanted is Verdict.REJECT or judged(at, p) is wanted)
            if (part := next(fits, None)) is not None:
                found[at] = Filled(wanted, part.strip())
                left.remove(part)
                empty.remove(at)
