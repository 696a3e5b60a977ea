"""A statement of the article, or one in which one thing that matters is another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from questions.drafting import distractors, lexicon, stems
from questions.drafting.lists import Enumeration
from questions.drafting.proposal import Proposal, dice, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import Parallel, bodies, figures, parallels
from questions.drafting.words import Word, tagged
from questions.question import Kind, Question

# How much less a statement is worth that stands in the article as it is.
_TRUE = 0.4
# 每天8时 is no 每周8时.
_AT_A_TIME = re.compile(r"\d+[时点:：]")
# What is denied is not made false by its opposite.
_DENIED = re.compile(r"[不非未没无][^，,。；;]*$")
_AFTER_A_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万][一-鿿%℃]{0,3}$")


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        rng = dice(seed, sentence)
        if sentence.is_whole:
            yield from _of_figures(source, sentence, rng)
            yield from _of_bodies(source, sentence, rng)
            yield from _of_scope(source, sentence)
            for parallel in parallels(sentence.text):
                yield from _of_parallels(source, sentence, parallel, rng)
    for sentence, listed in source.enumerations:
        rng = dice(seed, sentence)
        yield from _of_lists(source, sentence, listed, rng)
        for parallel in parallels(sentence.text, listed.spans(sentence.text)):
            yield from _of_parallels(source, sentence, parallel, rng)


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands at `place` becomes `other`; `was` and `now` say so in the note.

    `around` is what must be seen of the sentence beside the place.
    """

    place: tuple[int, int]
    other: str
    way: str
    merit: float
    was: str
    now: str
    around: tuple[int, int]
    note: str = ""


def _of_figures(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for figure in figures(sentence.text):
        other = distractors.like_figures(source, sentence, figure, 1, rng)
        if other and figure.text != "1":
            place = (figure.start, figure.end)
            now = other[0] + figure.after + figure.unit
            change = _Change(place, other[0], "figure statement", 6, figure.whole, now, place)
            yield from _changed(source, sentence, change)


def _of_bodies(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for body, start, end in bodies(sentence.text):
        if other := distractors.other_bodies(source, sentence, body, 1, rng):
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
    """One item of a list is another that might stand there."""
    other, are_close = distractors.fellows(source, sentence, listed.items, 1, rng)
    if len(listed.items) < 3 or not other or not are_close:
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
        change = _Change(place, other[0], "list statement", 6.8, "", "", around, note)
        yield from _changed(source, sentence, change)


def _of_parallels(
    source: Source, sentence: Sentence, parallel: Parallel, rng: Random
) -> Iterator[Proposal]:
    """Two neighbours with their ends changed about."""
    one = rng.randrange(len(parallel.tails) - 1)
    other = one + 1
    place = parallel.starts[one], parallel.starts[other] + len(parallel.whole(other))
    found = stems.framed(source, sentence, stems.said(source), place, ())
    if found is None or any(tail in "".join(parallel.heads) for tail in parallel.tails):
        return
    opening, span = found
    text = sentence.text
    first, second = parallel.tails[one], parallel.tails[other]
    a = parallel.starts[one] + len(parallel.heads[one])
    b = parallel.starts[other] + len(parallel.heads[other])
    changed = (
        text[span[0] : a] + second + text[a + len(first) : b] + first
        + text[b + len(second) : span[1]]
    )  # fmt: skip
    note = f"原文是“{parallel.whole(one)}”“{parallel.whole(other)}”，两处对调了。"
    question = _statement(source, sentence, opening, span, changed, note)
    wrong = (parallel.heads[one] + second, parallel.heads[other] + first)
    yield Proposal(question, "parallel statement", 6.8, sentence, span, (first, second), wrong)


def _changed(source: Source, sentence: Sentence, change: _Change) -> Iterator[Proposal]:
    """The statement with another thing in that place, and as it stands."""
    found = stems.framed(source, sentence, stems.said(source), change.around, ())
    if found is None:
        return
    opening, span = found
    text = sentence.text
    if not _says_something(text[slice(*span)]):
        return
    asked = (text[slice(*change.place)],)
    question = _statement(source, sentence, opening, span, text[slice(*span)])
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
    note: str = "",
) -> Question:
    """False where a note says what is true."""
    shown = stems.closed(stems.before(sentence, span) + stems.wide(said))
    return Question(
        key="",
        kind=Kind.TRUE_FALSE,
        stem=f"{opening}，{shown}",
        right=frozenset({1 if note else 0}),
        difficulty=2 if note else 1,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=note,
    )
