"""A statement of the article, or one in which one thing that matters is another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from questions.drafting import distractors, lexicon, stems
from questions.drafting.clauses import BLOT, masked
from questions.drafting.doubted import may_be_doubted
from questions.drafting.lists import Enumeration
from questions.drafting.orders import tells_itself
from questions.drafting.proposal import Proposal, dice, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.stock import is_chant, is_shade, is_stock
from questions.drafting.terms import (
    Figure,
    Parallel,
    bodies,
    figures,
    is_changed,
    is_of_calendar,
    parallels,
)
from questions.drafting.words import Word, tagged
from questions.question import Kind, Question

# How much less a statement is worth that stands in the article as it is.
_TRUE = 0.4
# 每天8时 is no 每周8时.
_AT_A_TIME = re.compile(r"\d+[时点:：]")
# What is denied is not made false by its opposite.
_DENIED = re.compile(r"[不非未没无][^，,。；;]*$")
_RANGE = re.compile("其中|以上|以下|至|到")
_OF_PEOPLE, _NEAR = ("人", "户", "名", "位", "人次"), 1.5
_DETAIL = 1.2
# No flow of 3000升 a minute where there are 1.5升.
_FAR = 20
# What a change of ends would make false: how much, how often.
_MEASURED = re.compile(r"\d|每[年月周天日季半]|[一二三四五六七八九十][次个项年月天]")
_AFTER_A_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万][一-鿿%℃]{0,3}$")


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        rng = dice(seed, sentence)
        if sentence.is_whole:
            yield from _of_figures(source, sentence, rng)
            yield from _of_two_figures(source, sentence)
            yield from _of_two_bodies(source, sentence)
            yield from _of_bodies(source, sentence, rng)
            yield from _of_scope(source, sentence)
            for parallel in parallels(sentence.text):
                yield from _of_parallels(source, sentence, parallel)
    for sentence, listed in source.enumerations:
        yield from _of_lists(source, sentence, listed, dice(seed, sentence))


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands at `place` becomes `other`; `was` and `now` say so in the note.

    `around` is what must be seen of the sentence beside the place; `may_be_true` unless all know
    that it is.
    """

    place: tuple[int, int]
    other: str
    way: str
    merit: float
    was: str
    now: str
    around: tuple[int, int]
    note: str = ""
    may_be_true: bool = True


def _of_figures(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for figure in figures(sentence.text):
        other = distractors.like_figure(source, sentence, figure, rng)
        is_asked = not (is_changed(sentence.text, figure) or is_of_calendar(sentence.text, figure))
        is_asked = is_asked and not _passes_another(sentence, figure, other)
        if other and figure.text != "1" and is_asked:
            place = (figure.start, figure.end)
            now = other + figure.after + figure.unit
            merit = 6.2 - _of_detail(source, sentence, figure.unit)
            change = _Change(place, other, "figure statement", merit, figure.whole, now, place)
            yield from _changed(source, sentence, change)


def _of_detail(source: Source, sentence: Sentence, unit: str) -> float:
    """What it costs that people are counted in one part of an article that tells of many."""
    return _DETAIL * (unit in _OF_PEOPLE and bool(sentence.topic) and not source.is_rules)


def _passes_another(sentence: Sentence, figure: Figure, other: str) -> bool:
    """Whether it would be more than one beside it that it is less than: 3天 and 5天 in all."""
    beside = [x for x in figures(sentence.text) if x.unit == figure.unit and x != figure]
    numbers = [(x.text, figure.text, other) for x in beside]
    return any(
        (float(x) - float(was)) * (float(x) - float(now)) <= 0
        for x, was, now in numbers
        if x[0].isdigit() and was[0].isdigit() and now[:1].isdigit()
    )


def _of_two_figures(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """Two figures of one unit, of two things side by side, changed about; and as they stand.

    Where one thing may be a part of the other, 266 of 571 people, nobody would believe it: then
    the first is misread.
    """
    for one, other in pairwise(figures(sentence.text)):
        between = sentence.text[one.end : other.start]
        is_apart = re.search("[,，、；;]", between) and not _RANGE.search(between)
        alike = (one.unit, one.after) == (other.unit, other.after)
        if is_apart and alike and one.text != other.text and not one.is_year:
            places = (one.start, one.end), (other.start, other.end)
            changed = (other.text, one.text)
            if not _may_be_swapped(source, one, other):
                changed = (distractors.misread(one.text), other.text)
            if changed[0]:
                yield from _of_both(source, sentence, places, changed, one.unit)


def _may_be_swapped(source: Source, one: Figure, other: Figure) -> bool:
    """Whether either figure may be the greater: rules lay down what they like."""
    values = [float(each.text) for each in (one, other) if each.text[0].isdigit()]
    if len(values) < 2:
        return True
    may_be_part = one.unit in _OF_PEOPLE and not source.is_rules
    return max(values) <= min(values) * (_NEAR if may_be_part else _FAR)


def _of_both(
    source: Source,
    sentence: Sentence,
    places: tuple[tuple[int, int], tuple[int, int]],
    changed: tuple[str, str],
    unit: str,
) -> Iterator[Proposal]:
    (a, b), (c, d) = places
    one, other = sentence.text[a:b], sentence.text[c:d]
    found = stems.framed(source, sentence, stems.said(source), (a, d), ())
    if found is None or not stems.is_scoped(sentence, found[1]):
        return
    opening, span = found
    note = f"原文前一个是“{one}{unit}”，后一个是“{other}{unit}”"
    text = sentence.text
    is_doubted = may_be_doubted(text[slice(*span)], source.is_rules)
    for now in ((one, other), changed):
        is_true = now == (one, other)
        if is_true and not is_doubted:
            continue
        said = text[span[0] : a] + now[0] + text[b:c] + now[1] + text[d : span[1]]
        told = f"{note}{'，两处对调了' * (now == (other, one))}。"
        if is_true:
            told = f"原文写的正是“{one}{unit}”和“{other}{unit}”。"
        question = _statement(source, sentence, opening, span, said, told, is_true)
        wrong = () if is_true else (said,)
        merit = 7 - _TRUE * is_true - _of_detail(source, sentence, unit)
        yield Proposal(question, "figures statement", merit, sentence, span, (one, other), wrong)


def _of_two_bodies(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """Who does one thing and who another, changed about."""
    for (one, *place), (other, *second) in pairwise(bodies(sentence.text)):
        between = sentence.text[place[1] : second[0]]
        if one != other and re.search("[,，；;]", between) and sentence.text.count(one) == 1:
            places = (place[0], place[1]), (second[0], second[1])
            yield from _swapped(source, sentence, places, "bodies statement")


def _swapped(
    source: Source,
    sentence: Sentence,
    places: tuple[tuple[int, int], tuple[int, int]],
    way: str,
    unit: str = "",
) -> Iterator[Proposal]:
    (a, b), (c, d) = places
    found = stems.framed(source, sentence, stems.said(source), (a, d), ())
    if found is None or not stems.is_scoped(sentence, found[1]):
        return
    opening, span = found
    text = sentence.text
    one, other = text[a:b], text[c:d]
    said = text[span[0] : a] + other + text[b:c] + one + text[d : span[1]]
    note = f"原文前一个是“{one}{unit}”，后一个是“{other}{unit}”，两处对调了。"
    question = _statement(source, sentence, opening, span, said, note)
    yield Proposal(question, way, 7, sentence, span, (one, other), (said,))


def _of_bodies(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for body, start, end in bodies(sentence.text):
        other = distractors.other_bodies(source, sentence, body, 1, rng)
        # That a 站 does what a 部 does, nobody would believe.
        if other and other[0][-1] == body[-1]:
            place = (start, end)
            change = _Change(place, other[0], "body statement", 6.5, body, other[0], place)
            yield from _changed(source, sentence, change)


def _of_scope(source: Source, sentence: Sentence) -> Iterator[Proposal]:
    """How often, how many, whether it must be: the word that a hurried reader passes over."""
    starts = {each.start: each.text for each in tagged(sentence.text)}
    for term, other in lexicon.turned().items():
        at = sentence.text.find(term)
        if at < 0 or sentence.text.count(term) > 1 or other in sentence.text:
            continue
        if term.startswith("以") and not _AFTER_A_FIGURE.search(sentence.text[:at]):
            continue
        if term.startswith("每") and _AT_A_TIME.match(sentence.text, at + len(term)):
            continue
        if _DENIED.search(sentence.text[max(0, at - 8) : at]):
            continue
        if len(term) > 2 or starts.get(at) == term:
            place = (at, at + len(term))
            change = _Change(place, other, "scope statement", 6.2, term, other, place)
            yield from _changed(source, sentence, change)


def _of_lists(
    source: Source, sentence: Sentence, listed: Enumeration, rng: Random
) -> Iterator[Proposal]:
    """One item of a closed list is another that might stand there."""
    other, are_close = distractors.fellows(source, sentence, listed.items, 1, rng)
    # What 等 leaves out may well be the other.
    unfit = len(listed.items) < 3 or listed.is_open or is_stock(listed.items)
    # 可信 for 可靠, 积极性 for 主动性: they say nearly the same.
    unfit = unfit or is_chant(listed) or is_shade(listed.items)
    if unfit or not other or not are_close:
        return
    sort = distractors.sort_of(other[0])
    alike = [
        at
        for at, item in enumerate(listed.items)
        if distractors.are_fellows(item, other[0]) or sort == distractors.sort_of(item) != "thing"
    ]
    if alike:
        place = listed.spans(sentence.text)[rng.choice(alike)]
        many = len(listed.items) > 4
        said = f"{listed.items[0]}等{len(listed.items)}项" if many else "、".join(listed.items)
        note = f"原文列的是{said}，没有“{other[0]}”。"
        around = (listed.start, listed.end)
        merit = 5 if sentence.text[: listed.start].endswith("有") else 6.4
        # Whoever reads the papers knows 党史、新中国史、改革开放史.
        unknown = not distractors.formula_of(listed.items)
        change = _Change(place, other[0], "list statement", merit, "", "", around, note, unknown)
        yield from _changed(source, sentence, change)


def _of_parallels(source: Source, sentence: Sentence, parallel: Parallel) -> Iterator[Proposal]:
    """Two neighbours with their ends changed about, beside the very words of the article.

    Of what is said in other words, 祝福 for 关怀, none can say that it is false.
    """
    if len(parallel.tails) != 2 or tells_itself(parallel) or min(map(len, parallel.tails)) < 3:
        return
    # 改革进入深水区,转型进入关键期: either way it says the same.
    measured = any(map(_MEASURED.search, (*parallel.heads, *parallel.tails)))
    if not (source.is_rules or measured):
        return
    until = parallel.starts[1] + len(parallel.whole(1))
    found = stems.framed(source, sentence, stems.said(source), (parallel.starts[0], until), ())
    if found is None:
        return
    opening, span = found
    text = sentence.text
    first, second = parallel.tails
    a, b = (at + len(head) for at, head in zip(parallel.starts, parallel.heads, strict=True))
    changed = (
        text[span[0] : a] + second + text[a + len(first) : b] + first
        + text[b + len(second) : span[1]]
    )  # fmt: skip
    note = f"原文是“{parallel.whole(0)}”“{parallel.whole(1)}”，两处对调了。"
    question = _statement(source, sentence, opening, span, changed, note)
    wrong = (parallel.heads[0] + second, parallel.heads[1] + first)
    yield Proposal(
        question,
        "parallel statement",
        6.8,
        sentence,
        span,
        (first, second),
        wrong,
    )


def _changed(source: Source, sentence: Sentence, change: _Change) -> Iterator[Proposal]:
    """The statement with another thing in that place, and as it stands."""
    found = stems.framed(source, sentence, stems.said(source), change.around, ())
    if found is None:
        return
    opening, span = found
    text = sentence.text
    quoted = BLOT in masked(text)[slice(*change.place)]
    if quoted or not _says_something(text[slice(*span)]):
        return
    if "figure" in change.way and not stems.is_scoped(sentence, span):
        return
    asked = (change.was or text[slice(*change.place)],)
    # What must be done anybody would guess to be true.
    is_doubted = may_be_doubted(text[slice(*span)], source.is_rules)
    if change.way != "scope statement" and change.may_be_true and is_doubted:
        listed = stems.inner(stems.wide(text[slice(*change.around)]))
        held = f"原文写的正是“{change.was or listed}”。"
        question = _statement(source, sentence, opening, span, text[slice(*span)], held, True)
        yield Proposal(question, change.way, change.merit - _TRUE, sentence, span, asked)
    said = text[span[0] : change.place[0]] + change.other + text[change.place[1] : span[1]]
    note = change.note or f"原文是“{change.was}”，不是“{change.now}”。"
    question = _statement(source, sentence, opening, span, said, note)
    yield Proposal(question, change.way, change.merit, sentence, span, asked, (said,))


def _says_something(text: str) -> bool:
    """Whether it has a verb of its own: 指挥能力的科学性 only names something."""
    words = [*tagged(text), Word("", len(text), "x")]
    return any(
        word.tag in ("v", "i", "l") and after.text not in lexicon.words("described")
        for word, after in pairwise(words)
    )


def _statement(
    source: Source,
    sentence: Sentence,
    opening: str,
    span: tuple[int, int],
    said: str,
    note: str,
    is_true: bool = False,
) -> Question:
    shown = stems.closed(stems.before(sentence, span) + stems.wide(said))
    return Question(
        key="",
        kind=Kind.TRUE_FALSE,
        stem=f"{opening}，{shown}",
        right=frozenset({0 if is_true else 1}),
        difficulty=1 if is_true else 2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=note,
    )
