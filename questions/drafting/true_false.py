"""A statement of the article, or one in which one thing that matters is another."""

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from questions.drafting import distractors, lexicon, stems
from questions.drafting.lists import Enumeration
from questions.drafting.proposal import Proposal, dice, quote_of, tags_of
from questions.drafting.source import Sentence, Source
from questions.drafting.terms import Parallel, bodies, figures, parallels
from questions.drafting.words import Word, tagged
from questions.question import Kind, Question

# What is denied is not made false by its opposite.
_DENIED = re.compile(r"[不非未没无][^，,。；;]*$")
_AFTER_A_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万][一-鿿%℃]{0,3}$")


def proposals(source: Source, seed: int) -> Iterator[Proposal]:
    for sentence in source.sentences:
        rng = dice(seed, sentence)
        if sentence.is_whole:
            yield from _of_figures(source, sentence, rng)
            yield from _of_bodies(source, sentence, rng)
            yield from _of_scope(source, sentence, rng)
            for parallel in parallels(sentence.text):
                yield from _of_parallels(source, sentence, parallel, rng)
    for sentence, listed in source.enumerations:
        rng = dice(seed, sentence)
        yield from _of_lists(source, sentence, listed, rng)
        for parallel in parallels(sentence.text, listed.spans(sentence.text)):
            yield from _of_parallels(source, sentence, parallel, rng)


def _of_figures(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for figure in figures(sentence.text):
        other = distractors.like_figures(source, sentence, figure, 1, rng)
        if other and figure.text != "1":
            yield from _both(
                source, sentence, (figure.start, figure.end), other[0], "figure statement", 6, rng,
                (figure.whole, other[0] + figure.after + figure.unit),
            )  # fmt: skip


def _of_bodies(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    for body, start, end in bodies(sentence.text):
        other = distractors.other_bodies(source, sentence, body, 1, rng)
        if other:
            yield from _both(
                source, sentence, (start, end), other[0], "body statement", 6.5, rng,
                (body, other[0]),
            )  # fmt: skip


def _of_scope(source: Source, sentence: Sentence, rng: Random) -> Iterator[Proposal]:
    """How often, how many, whether it must be: the word that a hurried reader passes over."""
    words = {each.start: each for each in tagged(sentence.text)}
    for term, turned in lexicon.turned().items():
        at = sentence.text.find(term)
        if at < 0 or sentence.text.count(term) > 1:
            continue
        if term.startswith("以") and not _AFTER_A_FIGURE.search(sentence.text[:at]):
            continue
        if _DENIED.search(sentence.text[max(0, at - 8) : at]):
            continue
        stands_alone = len(term) > 2 or (at in words and words[at].text == term)
        if stands_alone and turned not in sentence.text:
            yield from _both(
                source, sentence, (at, at + len(term)), turned, "scope statement", 6.2, rng,
                (term, turned),
            )  # fmt: skip


def _of_parallels(
    source: Source, sentence: Sentence, parallel: Parallel, rng: Random
) -> Iterator[Proposal]:
    """Two neighbours with their ends changed about."""
    one = rng.randrange(len(parallel.tails) - 1)
    other = one + 1
    place = parallel.starts[one], parallel.starts[other] + len(parallel.whole(other))
    found = stems.framed(source, sentence, stems.said(source), place, ())
    if found is None:
        return
    opening, span = found
    text = sentence.text
    first, second = parallel.tails[one], parallel.tails[other]
    if any(tail in "".join(parallel.heads) for tail in parallel.tails):
        return
    a = parallel.starts[one] + len(parallel.heads[one])
    b = parallel.starts[other] + len(parallel.heads[other])
    changed = (
        text[span[0] : a] + second + text[a + len(first) : b] + first
        + text[b + len(second) : span[1]]
    )  # fmt: skip
    note = f"原文是“{parallel.whole(one)}”“{parallel.whole(other)}”，两处对调了。"
    yield _statement(
        source, sentence, opening, span, changed, False, "parallel statement", 6.8,
        (first, second), note, (parallel.heads[one] + second, parallel.heads[other] + first),
    )  # fmt: skip


def _of_lists(
    source: Source, sentence: Sentence, listed: Enumeration, rng: Random
) -> Iterator[Proposal]:
    """One item of a list is one of another list."""
    if len(listed.items) < 3:
        return
    at = rng.randrange(len(listed.items))
    item = listed.items[at]
    other, are_close = distractors.fellows(source, sentence, listed.items, 1, rng)
    if not other or not (are_close or distractors.sort_of(other[0]) == distractors.sort_of(item)):
        return
    start = listed.spans(sentence.text)[at][0]
    said = (
        f"{listed.items[0]}等{len(listed.items)}项"
        if len(listed.items) > 4
        else "、".join(listed.items)
    )
    note = f"原文列的是{said}，没有“{other[0]}”。"
    yield from _both(
        source, sentence, (start, start + len(item)), other[0], "list statement",
        6.8 if are_close else 5, rng,
        (item, other[0]), (listed.start, listed.end), note,
    )  # fmt: skip


def _both(
    source: Source,
    sentence: Sentence,
    place: tuple[int, int],
    other: str,
    way: str,
    merit: float,
    rng: Random,
    named: tuple[str, str],
    around: tuple[int, int] | None = None,
    note: str = "",
) -> Iterator[Proposal]:
    """The statement with another thing in this place; one time in three as it stands."""
    found = stems.framed(source, sentence, stems.said(source), around or place, ())
    if found is None:
        return
    opening, span = found
    text = sentence.text
    if not _says_something(text[slice(*span)]):
        return
    if rng.random() < 0.34:
        yield _statement(
            source,
            sentence,
            opening,
            span,
            text[slice(*span)],
            True,
            way,
            merit - 0.6,
            (named[0],),
            "",
            (),
        )
        return
    changed = text[span[0] : place[0]] + other + text[place[1] : span[1]]
    note = note or f"原文是“{named[0]}”，不是“{named[1]}”。"
    yield _statement(
        source, sentence, opening, span, changed, False, way, merit, (named[0],), note, (changed,)
    )


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
    holds: bool,
    way: str,
    merit: float,
    asked: tuple[str, ...],
    note: str,
    wrong: tuple[str, ...],
) -> Proposal:
    question = Question(
        key="",
        kind=Kind.TRUE_FALSE,
        stem=f"{opening}，{stems.closed(stems.before(sentence, span) + stems.wide(said))}",
        right=frozenset({0 if holds else 1}),
        difficulty=1 if holds else 2,
        tags=tags_of(sentence),
        quotes=(quote_of(source, sentence, span),),
        note=note,
    )
    return Proposal(question, way, merit, sentence, span, asked, wrong)
